"""Derivatives where part of a formula is constant around the point.

√(relu x) is 0 everywhere left of 0, but the chain rule gives ∞ · 0 there, because the slope of the
root is infinite at 0. Here each part carries, besides its derivatives, whether it is *flat*:
constant in a neighbourhood of the point. Then its derivatives are 0 whatever the rules give. A
part of slope 0 need not be flat: √(x² + y²) has no derivative at 0.

A flat part may be infinite, as 1/relu(x) is left of 0; so e^(−1/relu(x)) is flat there too. Sums
that cancel, as |x| + x, are found by their `forms`. These rules cost more than those of `jets`:
`formula` asks for them only where a result is not finite.
"""

from collections.abc import Callable
from functools import partial, reduce
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.formula import forms, jets
from engine.formula.forms import Form, both, chosen, differs, either, equals
from engine.formula.jets import Jet
from engine.formula.tape import Function, Term

ROUNDED: Final = {"tanh": (-1.0, 1.0), "erf": (-1.0, 1.0), "sigmoid": (1.0,)}
"""Limits that these functions reach in double precision: far out they are flat."""
POSITIVE: Final = ("log", "log2", "log10", "sqrt")
"""Functions without a value left of 0."""


@final
class Part(NamedTuple):
    """A part of a formula, and whether it is flat."""

    jet: Jet
    flat: Term
    inside: Term  # whether it has a value everywhere around the point
    form: Form  # what it is around the point, where that is
    known: Term


@final
class Condition(NamedTuple):
    """A comparison, and whether it gives the same result all around the point."""

    holds: Term
    settled: Term


def leaf(jet: Jet) -> Part:
    """A number, a parameter or a variable."""
    value, yes = jet.value, jet.value.tape.truth(True)
    if value.place in value.tape.moving:
        no = value.tape.truth(False)
        return Part(jet, no, yes, forms.atom(value, no), yes)
    return Part(jet, yes, yes, forms.constant(value), yes)


def _part(jet: Jet, flat: Term, inside: Term, form: Form, known: Term) -> Part:
    """A part that is `form` where that is `known`. Without a form it is an atom.

    Where it is flat and has a value, its derivatives are 0.
    """
    value, tape = jet.value, jet.value.tape
    if known.constant == 0 or not forms.fitting(form):
        form, known = forms.atom(value, flat), tape.truth(True)
    else:
        flat = either(flat, both(inside, known, forms.is_constant(form, tape)))
    settled = both(flat, value.emit(np.isfinite))
    inside = either(inside, settled)
    if settled.constant == 0:
        return Part(jet, flat, inside, form, known)
    zero = tape.number(0.0)
    slopes = (term if term.constant == 0 else jets.where(settled, zero, term) for term in jet[1:])
    return Part(Jet(value, *slopes), flat, inside, form, known)


def _atom(jet: Jet, flat: Term, inside: Term) -> Part:
    """A part whose form is not known."""
    return _part(jet, flat, inside, {}, flat.tape.truth(False))


def _scaled(form: Form, factor: Term) -> Form:
    """A form times a number that is 1, 0 or −1."""
    return forms.multiplied(form, forms.constant(factor), factor.tape)[0]


# -- operators ---------------------------------------------------------------------------------


def _sum(kind: str, u: Part, v: Part) -> Part:
    """Flat if both are, or if one is and the other is nothing to it, or if it cancels."""
    tape = u.flat.tape
    alone = (_alone(one, other.jet) for one, other in ((u, v), (v, u)))
    flat = either(both(u.flat, v.flat), *alone)
    second = v.form if kind == "+" else _scaled(v.form, tape.number(-1.0))
    form, exact = forms.added(u.form, second, tape)
    jet = jets.OPERATIONS[kind](u.jet, v.jet)
    return _part(jet, flat, both(u.inside, v.inside), form, both(u.known, v.known, exact))


def _alone(u: Part, added: Jet) -> Term:
    """Whether u is infinite all around, or what is added is lost in rounding with its derivatives:
    so ln(1 + e^x) is 0 far left, where it is e^x."""
    if u.flat.constant == 0:
        return u.flat
    value, zero = u.jet.value, u.jet.value.tape.number(0.0)
    lost = [value.emit(np.add, term).emit(np.equal, value) for term in added if term.constant != 0]
    lost.append(added.value.emit(np.not_equal, zero))
    return both(u.flat, either(value.emit(np.isinf), both(*lost)))


def _product(u: Part, v: Part) -> Part:
    form, exact = forms.multiplied(u.form, v.form, u.flat.tape)
    known = both(u.known, v.known, exact)
    jet = jets.multiply(u.jet, v.jet)
    return _part(jet, _flat_product(u, v), both(u.inside, v.inside), form, known)


def _flat_product(u: Part, v: Part) -> Term:
    """A product, also a quotient, is flat if both are, or if one is 0 or infinite all around."""
    return either(both(u.flat, v.flat), *(both(each.flat, _edge(each)) for each in (u, v)))


def _quotient(u: Part, v: Part) -> Part:
    """Flat also if one is a multiple of the other, as x/|x|."""
    jet, tape = jets.divide(u.jet, v.jet), u.flat.tape
    inside = both(u.inside, v.inside, differs(v.jet.value, 0.0))
    known = both(inside, u.known, v.known)
    multiple = both(known, forms.are_proportional(u.form, v.form, tape))
    flat = either(_flat_product(u, v), multiple)
    exact = both(multiple, forms.is_multiple(u.form, v.form, jet.value))
    single = forms.atom(jet.value, flat)
    form = forms.either_form(exact, forms.constant(jet.value), single)
    return _part(jet, flat, inside, form, tape.truth(True))


def _edge(u: Part) -> Term:
    return either(equals(u.jet.value, 0.0), u.jet.value.emit(np.isinf))


def _negative(u: Part) -> Part:
    form = _scaled(u.form, u.flat.tape.number(-1.0))
    return Part(jets.negative(u.jet), u.flat, u.inside, form, u.known)


def _power(u: Part, v: Part) -> Part:
    if jets.as_exponential(u.jet, v.jet):
        return _function("exp", _product(v, _function("log", u)))
    always = both(v.flat, equals(v.jet.value, 0.0))
    flat = either(both(u.flat, v.flat), always)
    exponent, zero = v.jet.value.constant, u.flat.tape.number(0.0)
    jet, inside = jets.power(u.jet, v.jet), both(u.inside, v.inside)
    if exponent is None or not exponent.is_integer():
        return _atom(jet, flat, both(inside, jets.less(zero, u.jet.value)))
    if exponent < 0:
        return _atom(jet, flat, both(inside, differs(u.jet.value, 0.0)))
    form, exact = forms.raised(u.form, exponent, u.flat.tape)
    return _part(jet, flat, inside, form, both(u.known, exact))


# -- functions ---------------------------------------------------------------------------------


def _function(name: str, u: Part) -> Part:
    jet = jets.function(name, u.jet)
    flat = [equals(jet.value, limit) for limit in ROUNDED.get(name, ())]
    zero = jet.value.tape.number(0.0)
    if name in ("exp", "sinh", "cosh"):
        flat.append(both(jet.value.emit(np.isinf), u.jet.value.emit(np.isfinite)))
    if name == "exp":
        flat.append(both(equals(jet.value, 0.0), u.jet.value.emit(np.isfinite)))
    if name == "relu":
        flat.append(jets.less(u.jet.value, zero))
    if name in jets.STEPS:
        between = _between_jumps(name, u.jet.value, jet.value)
        return _part(jet, either(u.flat, between), u.inside, forms.constant(jet.value), between)
    if name in ("abs", "relu"):
        form = _bent(u, 0.0 if name == "relu" else -1.0)
        known = both(u.known, differs(u.jet.value, 0.0))
        return _part(jet, either(u.flat, *flat), u.inside, form, known)
    return _atom(jet, either(u.flat, *flat), _inside(name, u))


def _bent(u: Part, left: float) -> Form:
    """u on the right of its zero, `left` · u on the left of it."""
    tape = u.flat.tape
    positive = jets.less(tape.number(0.0), u.jet.value)
    return _scaled(u.form, chosen(positive, tape.number(1.0), tape.number(left)))


def _inside(name: str, u: Part) -> Term:
    """Whether a function of u has values all around the point."""
    value, one = u.jet.value, u.flat.tape.number(1.0)
    if name in POSITIVE:
        return both(u.inside, jets.less(u.flat.tape.number(0.0), value))
    if name in ("asin", "acos"):
        return both(u.inside, jets.less(value.emit(np.multiply, value), one))
    return u.inside


def _between_jumps(name: str, u: Term, value: Term) -> Term:
    """Whether a function that is constant between jumps does not jump at u."""
    if name == "sign":
        return value.emit(np.not_equal, u.tape.number(0.0))
    if name == "round":  # jumps halfway between whole numbers
        rest = u.emit(np.subtract, value)
        return rest.emit(np.multiply, rest).emit(np.not_equal, u.tape.number(0.25))
    return value.emit(np.not_equal, u)


def _angle(u: Part, v: Part) -> Part:
    jet = jets.OPERATIONS["atan2"](u.jet, v.jet)
    return _atom(jet, both(u.flat, v.flat), both(u.inside, v.inside))


def _remainder(u: Part, v: Part) -> Part:
    """Between jumps it is u minus a whole multiple of v."""
    jet, tape = jets.OPERATIONS["mod"](u.jet, v.jet), u.flat.tape
    inside = both(u.inside, v.inside, differs(v.jet.value, 0.0))
    count = u.jet.value.emit(np.floor_divide, v.jet.value).emit(np.negative)
    multiple, fine = forms.multiplied(v.form, forms.constant(count), tape)
    form, exact = forms.added(u.form, multiple, tape)
    known = both(u.known, v.known, inside, fine, exact, differs(jet.value, 0.0))
    return _part(jet, both(u.flat, v.flat), inside, form, known)


def _choice(condition: Condition, u: Part, v: Part) -> Part:
    """Flat where the chosen one is, and no other is chosen around; equal flat ones are as one."""
    flat = chosen(condition.holds, u.flat, v.flat)
    equal = u.jet.value.emit(np.equal, v.jet.value)
    settled = either(condition.settled, both(u.flat, v.flat, equal))
    inside = chosen(condition.holds, u.inside, v.inside)
    inside = either(both(u.inside, v.inside), both(condition.settled, inside))
    form = forms.either_form(condition.holds, u.form, v.form)
    jet = jets.choose(condition.holds, u.jet, v.jet)
    known = both(condition.settled, chosen(condition.holds, u.known, v.known))
    return _part(jet, both(flat, settled), inside, form, known)


def _extreme(compare: Function, *parts: Part) -> Part:
    def better(u: Part, v: Part) -> Part:
        apart = u.jet.value.emit(np.not_equal, v.jet.value)
        found = _choice(Condition(jets.precedes(compare, u.jet, v.jet), apart), u, v)
        return found._replace(inside=both(u.inside, v.inside))  # of NaN there is no extreme

    return reduce(better, parts)


def _relation(compare: Function, u: Part, v: Part) -> Condition:
    apart = u.jet.value.emit(np.not_equal, v.jet.value)
    return Condition(jets.relation(compare, u.jet, v.jet), either(apart, both(u.flat, v.flat)))


def _joint(function: Function, *conditions: Condition) -> Condition:
    """With `and` one that is false all around settles it, with `or` one that is true."""
    holds = jets.joined(function, *(each.holds for each in conditions))
    settled = [each.settled for each in conditions]
    decided = [each.holds for each in conditions]
    if function is np.logical_and:
        decided = [term.emit(np.logical_not) for term in decided]
    alone = map(both, settled, decided)
    return Condition(holds, either(both(*settled), *alone))


def _opposite(condition: Condition) -> Condition:
    return condition._replace(holds=condition.holds.emit(np.logical_not))


OPERATIONS: Final[dict[str, Callable[..., Any]]] = {
    "+": partial(_sum, "+"),
    "-": partial(_sum, "-"),
    "*": _product,
    "/": _quotient,
    "^": _power,
    "negative": _negative,
    "<": partial(_relation, np.less),
    "<=": partial(_relation, np.less_equal),
    ">": partial(_relation, np.greater),
    ">=": partial(_relation, np.greater_equal),
    "==": partial(_relation, np.equal),
    "!=": partial(_relation, np.not_equal),
    "and": partial(_joint, np.logical_and),
    "or": partial(_joint, np.logical_or),
    "not": _opposite,
    "where": _choice,
    "min": partial(_extreme, np.less_equal),
    "max": partial(_extreme, np.greater_equal),
    **{name: partial(_function, name) for name in jets.RULES},
    "atan2": _angle,
    "mod": _remainder,
}
"""The counterparts of `jets.OPERATIONS`."""
