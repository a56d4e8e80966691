"""Exact first and second derivatives, carried along with the value (Griewank and Walther,
Evaluating Derivatives, 2nd ed., 2008, chapter 13): each operation adds a fixed number of others.

At a kink the derivative is one-sided: of abs that on the right, of relu (whose derivative at 0 is
0 in libraries too) that on the left, of min and max at a tie that of the first value.
"""

import math
from collections.abc import Callable
from functools import partial, reduce
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.erf import erf as erf_of_array
from engine.formula.limits import LARGEST_EXPONENT
from engine.formula.tape import Function, Tape, Term
from engine.formula.two_values import RULES_OF_TWO, RuleOfTwo


@final
class Jet(NamedTuple):
    """A value with its two first and three second derivatives."""

    value: Term
    x: Term
    y: Term
    xx: Term
    xy: Term
    yy: Term


Rule = Callable[[Term], tuple[Term, Term, Term]]
"""From u to f(u), f′(u), f″(u)."""


def still(value: Term) -> Jet:
    """What does not depend on the point."""
    return Jet(value, *[value.tape.number(0.0)] * 5)


def variable(tape: Tape, axis: int) -> Jet:
    one, zero = tape.number(1.0), tape.number(0.0)
    return Jet(tape.input(axis), *((one, zero) if axis == 0 else (zero, one)), zero, zero, zero)


def each(function: Callable[..., Term], *jets: Jet) -> Jet:
    """`function` applied to each of the six numbers, for linear operations."""
    return Jet(*(function(*terms) for terms in zip(*jets, strict=True)))


# -- operators ---------------------------------------------------------------------------------


def negative(u: Jet) -> Jet:
    return each(Term.__neg__, u)._replace(value=u.value.emit(np.negative))


def add(u: Jet, v: Jet) -> Jet:
    return each(Term.__add__, u, v)._replace(value=u.value.emit(np.add, v.value))


def subtract(u: Jet, v: Jet) -> Jet:
    return each(Term.__sub__, u, v)._replace(value=u.value.emit(np.subtract, v.value))


def multiply(u: Jet, v: Jet) -> Jet:
    a, b = u.value, v.value
    return Jet(
        a.emit(np.multiply, b),
        u.x * b + a * v.x,
        u.y * b + a * v.y,
        u.xx * b + u.x * v.x * 2 + a * v.xx,
        u.xy * b + u.x * v.y + u.y * v.x + a * v.xy,
        u.yy * b + u.y * v.y * 2 + a * v.yy,
    )


def divide(u: Jet, v: Jet) -> Jet:
    q, b = u.value.emit(np.divide, v.value), v.value
    x, y = (u.x - q * v.x) / b, (u.y - q * v.y) / b
    return Jet(
        q,
        x,
        y,
        (u.xx - x * v.x * 2 - q * v.xx) / b,
        (u.xy - x * v.y - y * v.x - q * v.xy) / b,
        (u.yy - y * v.y * 2 - q * v.yy) / b,
    )


def chain(u: Jet, value: Term, first: Term, second: Term) -> Jet:
    """f(u) where f, f′ and f″ at u are known."""
    return Jet(
        value,
        first * u.x,
        first * u.y,
        second * (u.x * u.x) + first * u.xx,
        second * (u.x * u.y) + first * u.xy,
        second * (u.y * u.y) + first * u.yy,
    )


# -- powers ------------------------------------------------------------------------------------


def power(u: Jet, v: Jet) -> Jet:
    exponent = v.value.constant
    if exponent is not None:
        return _constant_power(u, v.value, exponent)
    if v.value.place not in v.value.tape.moving:  # a parameter: its value comes later
        return chain(u, *(u.value.emit(function, v.value) for function in TURNABLE))
    base = u.value.constant
    if base is None or as_exponential(u, v):
        return function("exp", multiply(v, function("log", u)))
    value, rate = u.value.emit(np.float_power, v.value), v.value.tape.number(math.log(base))
    return chain(v, value, value * rate, value * rate * rate)  # 2^x, exact where x is whole


def as_exponential(u: Jet, v: Jet) -> bool:
    """Whether u^v is computed as e^(v ln u): the exponent depends on the point."""
    base = u.value.constant
    return v.value.place in v.value.tape.moving and not (base is not None and base > 0)


def _constant_power(u: Jet, c: Term, exponent: float) -> Jet:
    if is_whole(exponent):
        n, one = int(exponent), u.value.tape.number(1.0)
        value, below, least = (whole_power(u.value, n - k, one) for k in range(3))
        return chain(u, value, below * float(n), least * float(n * (n - 1)))
    value, below, least = (u.value.emit(np.float_power, c - k) for k in (0.0, 1.0, 2.0))
    return chain(u, value, below * exponent, least * (exponent * (exponent - 1)))


def whole_power(u: Any, n: int, one: Any) -> Any:
    """uⁿ by repeated squaring, of terms or arrays: the same bits whatever the shape."""
    if n < 0:
        return one / whole_power(u, -n, one)
    result, square = None, u
    while n:
        if n & 1:
            result = square if result is None else result * square
        n >>= 1
        square = square * square if n else square
    return one if result is None else result


def is_whole(exponent: float) -> bool:
    """Whether a power with this exponent is a repeated product."""
    return exponent.is_integer() and abs(exponent) <= LARGEST_EXPONENT


def derived_power(exponent: float, derivative: int) -> tuple[float, float]:
    """The factor and the exponent of the k-th derivative of u^exponent by u."""
    factor = 1.0
    for _ in range(derivative):
        factor *= exponent
        exponent -= 1
    return factor, exponent


def turnable_power(u: Array, c: Any, derivative: int) -> Any:
    """The k-th derivative of u^c by u, where c is the value of a knob."""
    factor, exponent = derived_power(float(c), derivative)
    if factor == 0:
        return np.zeros_like(u)
    one = u.dtype.type(1)
    power = (
        whole_power(u, int(exponent), one) if is_whole(exponent) else np.float_power(u, exponent)
    )
    return power if derivative == 0 else power * factor


TURNABLE: Final = tuple(partial(turnable_power, derivative=k) for k in range(3))


# -- functions ---------------------------------------------------------------------------------


def lifted(function: Function) -> Callable[..., Term]:
    """A NumPy function whose calls are recorded on the tape."""
    return lambda u, *others: u.emit(function, *others)


sin = lifted(np.sin)
cos = lifted(np.cos)
tan = lifted(np.tan)
sinh = lifted(np.sinh)
cosh = lifted(np.cosh)
tanh = lifted(np.tanh)
arcsin = lifted(np.arcsin)
arccos = lifted(np.arccos)
arctan = lifted(np.arctan)
exp = lifted(np.exp)
log = lifted(np.log)
log2 = lifted(np.log2)
log10 = lifted(np.log10)
log1p = lifted(np.log1p)
sqrt = lifted(np.sqrt)
where = lifted(np.where)
less = lifted(np.less)
less_equal = lifted(np.less_equal)
erf = lifted(erf_of_array)


def _sin(u: Term) -> tuple[Term, Term, Term]:
    return sin(u), cos(u), -sin(u)


def _cos(u: Term) -> tuple[Term, Term, Term]:
    return cos(u), -sin(u), -cos(u)


def _tan(u: Term) -> tuple[Term, Term, Term]:
    slope = tan(u) * tan(u) + 1
    return tan(u), slope, tan(u) * slope * 2


def _asin(u: Term) -> tuple[Term, Term, Term]:
    rest = (1 - u) * (u + 1)
    slope = 1 / sqrt(rest)
    return arcsin(u), slope, slope * u / rest


def _acos(u: Term) -> tuple[Term, Term, Term]:
    _, slope, bend = _asin(u)
    return arccos(u), -slope, -bend


def _atan(u: Term) -> tuple[Term, Term, Term]:
    slope = 1 / (u * u + 1)
    return arctan(u), slope, u * slope * slope * -2


def _tanh(u: Term) -> tuple[Term, Term, Term]:
    slope = 1 / (cosh(u) * cosh(u))  # 1 − tanh² would lose its digits far from 0
    return tanh(u), slope, tanh(u) * slope * -2


def _log(u: Term) -> tuple[Term, Term, Term]:
    there = _not_negative(u)
    return log(u), 1 / there, -1 / (there * there)


def _log_to(base: float, u: Term) -> tuple[Term, Term, Term]:
    there = _not_negative(u)
    slope = 1 / (there * math.log(base))
    return (log2 if base == 2 else log10)(u), slope, -slope / there


def _not_negative(u: Term) -> Term:
    """`u`, but NaN where it is negative: without a value there is no derivative either."""
    return where(less(u, u.tape.number(0.0)), u.tape.number(math.nan), u)


def _sqrt(u: Term) -> tuple[Term, Term, Term]:
    slope = 0.5 / sqrt(u)
    return sqrt(u), slope, slope / u * -0.5


def _abs(u: Term) -> tuple[Term, Term, Term]:
    left, zero, one = less(u, u.tape.number(0.0)), u.tape.number(0.0), u.tape.number(1.0)
    return where(left, u.emit(np.negative), u), where(left, -one, one), zero


def _relu(u: Term) -> tuple[Term, Term, Term]:
    zero, one = u.tape.number(0.0), u.tape.number(1.0)
    left = less_equal(u, zero)  # false for NaN, which so stays NaN
    return where(left, zero, u), where(left, zero, one), zero


def _steps(function: Function, u: Term) -> tuple[Term, Term, Term]:
    """A function that is constant between jumps; of those its derivative, 0, says nothing."""
    return u.emit(function), u.tape.number(0.0), u.tape.number(0.0)


def _erf(u: Term) -> tuple[Term, Term, Term]:
    slope = exp(-(u * u)) * (2 / math.sqrt(math.pi))
    return erf(u), slope, u * slope * -2


def _sigmoid(u: Term) -> tuple[Term, Term, Term]:
    """By e^−|u|, which neither overflows nor cancels on either side."""
    small = exp(-_abs(u)[0])
    whole = small + 1
    value = where(less(u, u.tape.number(0.0)), small / whole, 1 / whole)
    slope = small / (whole * whole)
    return value, slope, slope * (1 - value * 2)


def _softplus(u: Term) -> tuple[Term, Term, Term]:
    value, slope, _ = _sigmoid(u)
    # |u| bends on the side of 0 where relu does, so that these operations, too, have slope ½ there.
    size = where(less_equal(u, u.tape.number(0.0)), u.emit(np.negative), u)
    return _relu(u)[0].emit(np.add, log1p(exp(-size))), value, slope


STEPS: Final = {"sign": np.sign, "floor": np.floor, "ceil": np.ceil, "round": np.rint}

RULES: Final[dict[str, Rule]] = {
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
    "asin": _asin,
    "acos": _acos,
    "atan": _atan,
    "sinh": lambda u: (sinh(u), cosh(u), sinh(u)),
    "cosh": lambda u: (cosh(u), sinh(u), cosh(u)),
    "tanh": _tanh,
    "exp": lambda u: (exp(u), exp(u), exp(u)),
    "log": _log,
    "log2": partial(_log_to, 2),
    "log10": partial(_log_to, 10),
    "sqrt": _sqrt,
    "abs": _abs,
    **{name: partial(_steps, function) for name, function in STEPS.items()},
    "erf": _erf,
    "sigmoid": _sigmoid,
    "relu": _relu,
    "softplus": _softplus,
}


def function(name: str, u: Jet) -> Jet:
    """One of `RULES` of a jet."""
    return chain(u, *RULES[name](u.value))


def of_two(rule: RuleOfTwo, u: Jet, v: Jet) -> Jet:
    """f(u, v) by the rule for f."""
    value, first, second, uu, uv, vv = rule(u.value, v.value)

    def bend(a: Term, b: Term, p: Term, q: Term, ab: Term, pq: Term) -> Term:
        return uu * (a * b) + uv * (a * q + b * p) + vv * (p * q) + first * ab + second * pq

    return Jet(
        value,
        first * u.x + second * v.x,
        first * u.y + second * v.y,
        bend(u.x, u.x, v.x, v.x, u.xx, v.xx),
        bend(u.x, u.y, v.x, v.y, u.xy, v.xy),
        bend(u.y, u.y, v.y, v.y, u.yy, v.yy),
    )


def choose(condition: Term, u: Jet, v: Jet) -> Jet:
    """u where the condition holds, v elsewhere; the other has no effect, even if it is NaN."""

    def chosen(a: Term, b: Term) -> Term:
        return a if a == b else where(condition, a, b)

    return each(chosen, u, v)


def extreme(compare: Function, *jets: Jet) -> Jet:
    """The first of the least (or the greatest), NaN if any is."""

    return reduce(lambda u, v: choose(precedes(compare, u, v), u, v), jets)


def precedes(compare: Function, u: Jet, v: Jet) -> Term:
    """Whether u is the lesser (or the greater), is equal, or is NaN."""
    a, b = u.value, v.value
    return a.emit(compare, b).emit(np.logical_or, a.emit(np.not_equal, a))


def relation(compare: Function, u: Jet, v: Jet) -> Term:
    """Whether it holds; of NaN only ≠ does."""
    return u.value.emit(compare, v.value)


def joined(function: Function, *conditions: Term) -> Term:
    return reduce(lambda a, b: a.emit(function, b), conditions)


OPERATIONS: Final[dict[str, Callable[..., Any]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "^": power,
    "negative": negative,
    "<": partial(relation, np.less),
    "<=": partial(relation, np.less_equal),
    ">": partial(relation, np.greater),
    ">=": partial(relation, np.greater_equal),
    "==": partial(relation, np.equal),
    "!=": partial(relation, np.not_equal),
    "and": partial(joined, np.logical_and),
    "or": partial(joined, np.logical_or),
    "not": lambda condition: condition.emit(np.logical_not),
    "where": choose,
    **{name: partial(of_two, rule) for name, rule in RULES_OF_TWO.items()},
    "min": partial(extreme, np.less_equal),
    "max": partial(extreme, np.greater_equal),
    **{name: partial(function, name) for name in RULES},
}
"""By the kind of node: from jets to a jet, or for comparisons to a condition."""
