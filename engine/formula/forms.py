"""Parts of a formula as polynomials of others around the point, with exact coefficients.

Where x < 0, |x| is −x, so |x| + x is 0 there: not at the point alone, but all around it. `atoms`
are the parts that can't be taken apart further. Coefficients may differ from point to point. They
are never rounded: where one would be, the form is not known.
"""

from collections.abc import Mapping
from functools import reduce
from itertools import combinations
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.formula.tape import Function, Tape, Term

MOST: Final = 8  # monomials of a form
DEGREE: Final = 8
HALF: Final = 2.0**27 + 1  # halves the digits of a double
CONSTANT: Final[tuple[int, ...]] = ()

Key = tuple[int, ...]
"""The atoms of a monomial, by their places on the tape, in order."""


@final
class Monomial(NamedTuple):
    """A coefficient, and whether the product of the atoms is constant around the point."""

    factor: Term
    flat: Term


Form = Mapping[Key, Monomial]


# -- conditions --------------------------------------------------------------------------------


def both(*terms: Term) -> Term:
    return _joined(np.logical_and, False, terms)


def either(*terms: Term) -> Term:
    return _joined(np.logical_or, True, terms)


def _joined(function: Function, final: bool, terms: tuple[Term, ...]) -> Term:
    """All of them, without constants; just `final` if one of them is that."""
    tape = terms[0].tape
    rest = [term for term in terms if term.constant != (not final)]
    if any(term.constant == final for term in rest):
        return tape.truth(final)
    return reduce(lambda a, b: a.emit(function, b), rest) if rest else tape.truth(not final)


def chosen(condition: Term, u: Term, v: Term) -> Term:
    if u == v or condition.constant == 1:
        return u
    return v if condition.constant == 0 else condition.emit(np.where, u, v)


def equals(u: Term, number: float) -> Term:
    return u.emit(np.equal, u.tape.number(number))


def differs(u: Term, number: float) -> Term:
    return u.emit(np.not_equal, u.tape.number(number))


# -- exact arithmetic --------------------------------------------------------------------------


def is_exact_sum(a: Any, b: Any) -> Any:
    """Whether a + b is not rounded (Knuth, The Art of Computer Programming 2, 4.2.2)."""
    total = a + b
    second = total - a
    return (a - (total - second)) + (b - second) == 0


def is_exact_product(a: Any, b: Any) -> Any:
    """Whether a · b is not rounded (Dekker, Numerische Mathematik 18, 1971)."""
    a, b = np.frexp(a)[0], np.frexp(b)[0]  # without overflow and underflow
    (a_high, a_low), (b_high, b_low) = _halves(a), _halves(b)
    rest = ((a_high * b_high - a * b) + a_high * b_low + a_low * b_high) + a_low * b_low
    return rest == 0


def _halves(a: Any) -> tuple[Any, Any]:
    high = HALF * a - (HALF * a - a)
    return high, a - high


def _sum(a: Term, b: Term) -> tuple[Term, Term]:
    """A sum, and whether it is exact."""
    if a.constant == 0 or b.constant == 0:
        return a + b, a.tape.truth(True)
    return a + b, a.emit(is_exact_sum, b)


def _product(a: Term, b: Term) -> tuple[Term, Term]:
    if any(term.constant in (0, 1, -1) for term in (a, b)):
        return a * b, a.tape.truth(True)
    return a * b, a.emit(is_exact_product, b)


# -- forms -------------------------------------------------------------------------------------


def atom(value: Term, flat: Term) -> Form:
    return {(value.place,): Monomial(value.tape.number(1.0), flat)}


def constant(value: Term) -> Form:
    """A number that is exactly `value` around the point."""
    return {CONSTANT: Monomial(value, value.tape.truth(True))}


def is_constant(form: Form, tape: Tape) -> Term:
    """Whether no atom remains that is not constant."""
    return both(tape.truth(True), *(either(equals(f, 0.0), flat) for f, flat in form.values()))


def either_form(condition: Term, u: Form, v: Form) -> Form:
    """u where the condition holds, v elsewhere."""
    zero = condition.tape.number(0.0)
    found = {}
    for key in {**u, **v}:
        first, second = (form[key].factor if key in form else zero for form in (u, v))
        flat = (u.get(key) or v[key]).flat
        found[key] = Monomial(chosen(condition, first, second), flat)
    return _without_zeros(found)


def added(u: Form, v: Form, tape: Tape) -> tuple[Form, Term]:
    """The sum, and where it is exact."""
    found, exact = dict(u), [tape.truth(True)]
    for key, (factor, flat) in v.items():
        if key in found:
            factor, fine = _sum(found[key].factor, factor)
            exact.append(fine)
        found[key] = Monomial(factor, flat)
    return _without_zeros(found), both(*exact)


def multiplied(u: Form, v: Form, tape: Tape) -> tuple[Form, Term]:
    """The product, and where it is exact: nowhere if it would be of too high a degree."""
    if _degree(u) + _degree(v) > DEGREE:
        return {}, tape.truth(False)
    total: Form = {}
    exact = [tape.truth(True)]
    for first, (factor, flat) in u.items():
        for second, (other, also) in v.items():
            product, fine = _product(factor, other)
            each = {tuple(sorted(first + second)): Monomial(product, both(flat, also))}
            total, well = added(total, each, tape)
            exact += [fine, well]
    return total, both(*exact)


def raised(form: Form, exponent: float, tape: Tape) -> tuple[Form, Term]:
    """The power with a whole exponent, and where it is exact."""
    total, exact = constant(tape.number(1.0)), tape.truth(exponent <= DEGREE)
    for _ in range(int(exponent) if exponent <= DEGREE else 0):
        total, fine = multiplied(total, form, tape)
        exact = both(exact, fine)
    return total, exact


def are_proportional(u: Form, v: Form, tape: Tape) -> Term:
    """Whether u is a multiple of v, by all products across."""
    zero, keys = tape.number(0.0), list({**u, **v})
    pairs = []
    if not len(keys) <= MOST // 2:
        return tape.truth(False)
    for one, other in combinations(keys, 2):
        a, b, c, d = (
            form[key].factor if key in form else zero for form in (u, v) for key in (one, other)
        )
        (left, fine), (right, well) = _product(a, d), _product(b, c)
        pairs.append(both(left.emit(np.equal, right), fine, well))
    return both(tape.truth(True), *pairs)


def is_multiple(u: Form, v: Form, ratio: Term) -> Term:
    """Whether u is exactly `ratio` times v."""
    zero = ratio.tape.number(0.0)
    found = [ratio.tape.truth(True)]
    for key in {**u, **v}:
        a, b = (form[key].factor if key in form else zero for form in (u, v))
        product, fine = _product(b, ratio)
        found.append(both(product.emit(np.equal, a), fine))
    return both(*found)


def fitting(form: Form) -> bool:
    """Whether it is short enough to be kept."""
    return len(form) <= MOST


def _degree(form: Form) -> int:
    return max(map(len, form), default=0)


def _without_zeros(form: dict[Key, Monomial]) -> Form:
    return {key: each for key, each in form.items() if each.factor.constant != 0}
