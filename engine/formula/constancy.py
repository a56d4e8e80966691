"""Derivatives where part of a formula is constant around the point.

√(relu x) is 0 everywhere left of 0, but the chain rule gives ∞ · 0 there, because the slope of the
root is infinite at 0. Here each part carries, besides its derivatives, whether it is *flat*:
constant in a neighbourhood of the point. Then its derivatives are 0 whatever the rules give. A
part of slope 0 need not be flat: √(x² + y²) has no derivative at 0.

A flat part may be infinite, as 1/relu(x) is left of 0; so e^(−1/relu(x)) is flat there too. These
rules cost more than those of `jets`: `formula` asks for them only where a result is not finite.
"""

from collections.abc import Callable
from functools import partial, reduce
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.formula import jets
from engine.formula.jets import Jet
from engine.formula.tape import Function, Term
from engine.formula.two_values import RULES_OF_TWO

ROUNDED: Final = {"tanh": (-1.0, 1.0), "erf": (-1.0, 1.0), "sigmoid": (1.0,)}
"""Limits that these functions reach in double precision: far out they are flat."""


@final
class Part(NamedTuple):
    """A part of a formula, and whether it is flat."""

    jet: Jet
    flat: Term


@final
class Condition(NamedTuple):
    """A comparison, and whether it gives the same result all around the point."""

    holds: Term
    settled: Term


def leaf(jet: Jet) -> Part:
    """A number, a parameter or a variable."""
    return Part(jet, jet.value.tape.truth(jet.value.place not in jet.value.tape.moving))


def _both(*terms: Term) -> Term:
    return _joined(np.logical_and, False, terms)


def _either(*terms: Term) -> Term:
    return _joined(np.logical_or, True, terms)


def _joined(function: Function, final: bool, terms: tuple[Term, ...]) -> Term:
    """All of them, without constants; just `final` if one of them is that."""
    tape = terms[0].tape
    rest = [term for term in terms if term.constant != (not final)]
    if any(term.constant == final for term in rest):
        return tape.truth(final)
    return reduce(lambda a, b: a.emit(function, b), rest) if rest else tape.truth(not final)


def _part(jet: Jet, flat: Term) -> Part:
    """Where it is flat and has a value, its derivatives are 0."""
    known = _both(flat, jet.value.emit(np.isfinite))
    if known.constant == 0:
        return Part(jet, flat)
    zero = jet.value.tape.number(0.0)
    slopes = (term if term.constant == 0 else jets.where(known, zero, term) for term in jet[1:])
    return Part(Jet(jet.value, *slopes), flat)


# -- operators ---------------------------------------------------------------------------------


def _sum(kind: str, u: Part, v: Part) -> Part:
    """Flat if both are, or if one is and the other is nothing to it."""
    alone = (_alone(one, other.jet) for one, other in ((u, v), (v, u)))
    flat = _either(_both(u.flat, v.flat), *alone)
    return _part(jets.OPERATIONS[kind](u.jet, v.jet), flat)


def _alone(u: Part, added: Jet) -> Term:
    """Whether u is infinite all around, or what is added is lost in rounding with its derivatives:
    so ln(1 + e^x) is 0 far left, where it is e^x."""
    if u.flat.constant == 0:
        return u.flat
    value, zero = u.jet.value, u.jet.value.tape.number(0.0)
    lost = [value.emit(np.add, term).emit(np.equal, value) for term in added if term.constant != 0]
    lost.append(added.value.emit(np.not_equal, zero))
    return _both(u.flat, _either(value.emit(np.isinf), _both(*lost)))


def _product(kind: str, u: Part, v: Part) -> Part:
    """Flat, also a quotient, if both are, or if one is 0 or infinite all around."""
    flat = _either(_both(u.flat, v.flat), *(_both(each.flat, _edge(each)) for each in (u, v)))
    return _part(jets.OPERATIONS[kind](u.jet, v.jet), flat)


def _edge(u: Part) -> Term:
    return _either(_equals(u.jet.value, 0.0), u.jet.value.emit(np.isinf))


def _equals(u: Term, number: float) -> Term:
    return u.emit(np.equal, u.tape.number(number))


def _negative(u: Part) -> Part:
    return Part(jets.negative(u.jet), u.flat)


def _power(u: Part, v: Part) -> Part:
    if jets.as_exponential(u.jet, v.jet):
        return _function("exp", _product("*", v, _function("log", u)))
    always = _both(v.flat, _equals(v.jet.value, 0.0))
    return _part(jets.power(u.jet, v.jet), _either(_both(u.flat, v.flat), always))


# -- functions ---------------------------------------------------------------------------------


def _function(name: str, u: Part) -> Part:
    jet = jets.function(name, u.jet)
    flat = [_equals(jet.value, limit) for limit in ROUNDED.get(name, ())]
    zero = jet.value.tape.number(0.0)
    if name in ("exp", "sinh", "cosh"):
        flat.append(_both(jet.value.emit(np.isinf), u.jet.value.emit(np.isfinite)))
    if name == "exp":
        flat.append(_both(_equals(jet.value, 0.0), u.jet.value.emit(np.isfinite)))
    if name == "relu":
        flat.append(jets.less(u.jet.value, zero))
    if name in jets.STEPS:
        flat.append(_between_jumps(name, u.jet.value, jet.value))
    return _part(jet, _either(u.flat, *flat))


def _between_jumps(name: str, u: Term, value: Term) -> Term:
    """Whether a function that is constant between jumps does not jump at u."""
    if name == "sign":
        return value.emit(np.not_equal, u.tape.number(0.0))
    if name == "round":  # jumps halfway between whole numbers
        rest = u.emit(np.subtract, value)
        return rest.emit(np.multiply, rest).emit(np.not_equal, u.tape.number(0.25))
    return value.emit(np.not_equal, u)


def _of_two(name: str, u: Part, v: Part) -> Part:
    return _part(jets.OPERATIONS[name](u.jet, v.jet), _both(u.flat, v.flat))


def _choice(condition: Condition, u: Part, v: Part) -> Part:
    """Flat where the chosen one is, and no other is chosen around; equal flat ones are as one."""
    chosen = jets.where(condition.holds, u.flat, v.flat)
    equal = u.jet.value.emit(np.equal, v.jet.value)
    settled = _either(condition.settled, _both(u.flat, v.flat, equal))
    return _part(jets.choose(condition.holds, u.jet, v.jet), _both(chosen, settled))


def _extreme(compare: Function, *parts: Part) -> Part:
    def better(u: Part, v: Part) -> Part:
        apart = u.jet.value.emit(np.not_equal, v.jet.value)
        return _choice(Condition(jets.precedes(compare, u.jet, v.jet), apart), u, v)

    return reduce(better, parts)


def _relation(compare: Function, u: Part, v: Part) -> Condition:
    apart = u.jet.value.emit(np.not_equal, v.jet.value)
    return Condition(jets.relation(compare, u.jet, v.jet), _either(apart, _both(u.flat, v.flat)))


def _joint(function: Function, *conditions: Condition) -> Condition:
    """With `and` one that is false all around settles it, with `or` one that is true."""
    holds = jets.joined(function, *(each.holds for each in conditions))
    settled = [each.settled for each in conditions]
    decided = [each.holds for each in conditions]
    if function is np.logical_and:
        decided = [term.emit(np.logical_not) for term in decided]
    alone = map(_both, settled, decided)
    return Condition(holds, _either(_both(*settled), *alone))


def _opposite(condition: Condition) -> Condition:
    return condition._replace(holds=condition.holds.emit(np.logical_not))


OPERATIONS: Final[dict[str, Callable[..., Any]]] = {
    "+": partial(_sum, "+"),
    "-": partial(_sum, "-"),
    "*": partial(_product, "*"),
    "/": partial(_product, "/"),
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
    **{name: partial(_of_two, name) for name in RULES_OF_TWO},
}
"""The counterparts of `jets.OPERATIONS`."""
