"""Programs run on numbers whose exponents have 50 bits instead of 11.

In double precision e^800 is infinite and e^-800 is 0, so that of 1/(1 + e^x), whose result can be
represented, the derivatives become 0 · ∞. Here such intermediate results stay what they are. This
takes about twenty times as long: `formula` asks for it only where a result is not finite.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.erf import erf
from engine.formula import forms, jets
from engine.formula.tape import NONE, Program

LARGEST: Final = 2.0**50  # beyond this exponent numbers are infinite, below its negative 0
LEAST: Final = -(2.0**52)  # the exponent of 0: below that of any other number
WHOLE: Final = 53.0  # beyond this exponent all doubles are whole numbers
PAST_DOUBLE: Final = 1000.0  # in size: exponents of which a double might have lost digits
TINY: Final = -500.0  # below this exponent sin u = u, to the last digit
# ln 2 as a sum: the product of the first with a whole number of 20 bits is exact.
LN2_HIGH: Final = float.fromhex("0x1.62e42fee00000p-1")
LN2_LOW: Final = float.fromhex("0x1.a39ef35793c76p-33")


@final
class Wide(NamedTuple):
    """The numbers `part` · 2^`exponent`; infinities, NaN and 0 stand in `part`."""

    part: Array  # 0.5 to 1 in size
    exponent: Array  # whole numbers

    def __mul__(self, other: "Wide") -> "Wide":  # type: ignore[override]
        return _wide(self.part * other.part, self.exponent + other.exponent)

    def __truediv__(self, other: "Wide") -> "Wide":
        return _wide(self.part / other.part, self.exponent - other.exponent)

    def double(self) -> Array:
        exponent = np.clip(self.exponent, -2200, 2200).astype(np.int32)
        return np.asarray(np.ldexp(self.part, exponent))


def _wide(part: Any, exponent: Any = 0.0) -> Wide:
    part, more = np.frexp(part)
    exponent = exponent + more
    past = (np.abs(exponent) > LARGEST) & np.isfinite(part) & (part != 0)
    part = np.where(past, part * np.where(exponent > 0, np.inf, 0.0), part)
    return Wide(part, np.where(part == 0, LEAST, np.where(np.isfinite(part), exponent, 0.0)))


ONE: Final = _wide(1.0)


def run(program: Program, x: Array, y: Array, parameters: tuple[float, ...]) -> list[Array]:
    """The results of `program` at contiguous points of shape (n,), rounded to doubles.

    Call with errors ignored.
    """
    slots = [_widened(value) for value in program.start]
    slots[: 2 + len(parameters)] = map(_wide, (x, y, *parameters))
    for function, *places, to in (*program.first_steps, *program.steps):
        slots[to] = _call(function, *(slots[place] for place in places if place != NONE))
    return [slots[result].double() for result in program.results]


def _widened(value: Any) -> Any:
    """Numbers become wide; truth values, and slots not filled yet, stay."""
    return _wide(value) if isinstance(value, np.float64) else value


def _call(function: Callable[..., Any], *values: Any) -> Any:
    """The wide equivalent of a NumPy call on a tape."""
    if isinstance(function, partial):  # with a derivative's order
        return TABLE[function.func](*values, **function.keywords)
    return TABLE.get(function, function)(*values)


# -- arithmetic and comparisons ----------------------------------------------------------------


def _aligned(u: Wide, v: Wide) -> tuple[Array, Array, Array]:
    """Two numbers divided by the same power of 2, and its exponent."""
    top = np.maximum(u.exponent, v.exponent)
    first, second = (
        np.ldexp(each.part, np.maximum(each.exponent - top, -2200).astype(np.int32))
        for each in (u, v)
    )
    return first, second, top


def _sum(u: Wide, v: Wide) -> Wide:
    first, second, top = _aligned(u, v)
    return _wide(first + second, top)


def _difference(u: Wide, v: Wide) -> Wide:
    return _sum(u, Wide(-v.part, v.exponent))


def _is_exact_sum(u: Wide, v: Wide) -> Any:
    first, second, _ = _aligned(u, v)
    vanished = ((first == 0) & (u.part != 0)) | ((second == 0) & (v.part != 0))
    return forms.is_exact_sum(first, second) & ~vanished


def _compared(compare: Callable[..., Any]) -> Callable[[Wide, Wide], Any]:
    return lambda u, v: compare(*_aligned(u, v)[:2])


def _chosen(condition: Any, u: Wide, v: Wide) -> Wide:
    return Wide(*(np.where(condition, *pair) for pair in zip(u, v, strict=True)))


# -- functions ---------------------------------------------------------------------------------


def _through_doubles(function: Callable[[Array], Array], slope: float) -> Callable[[Wide], Wide]:
    """A function of doubles, which near 0 is `slope` · u where that is not 0."""
    factor = _wide(slope)

    def wide(u: Wide) -> Wide:
        found = _wide(function(u.double()))
        return _chosen(u.exponent < TINY, u * factor, found) if slope else found

    return wide


def _exp(u: Wide) -> Wide:
    x = np.clip(u.double(), -2 * LARGEST, 2 * LARGEST)
    whole = np.rint(x / math.log(2))
    rest = (x - whole * LN2_HIGH) - whole * LN2_LOW
    return _chosen(np.isinf(u.part), _wide(np.exp(u.part)), _wide(np.exp(rest), whole))


def _log(u: Wide) -> Wide:
    past = np.abs(u.exponent) > PAST_DOUBLE
    near, far = np.log(u.double()), np.log(u.part) + u.exponent * math.log(2)
    return _wide(np.where(past & (u.part != 0), far, near))


def _log10(u: Wide) -> Wide:
    return _log(u) / _wide(math.log(10))


def _log2(u: Wide) -> Wide:
    past = np.abs(u.exponent) > PAST_DOUBLE
    far = np.log2(u.part) + u.exponent
    return _wide(np.where(past & (u.part != 0), far, np.log2(u.double())))


def _log1p(u: Wide) -> Wide:
    near = _through_doubles(np.log1p, 1.0)(u)
    return _chosen(u.exponent > PAST_DOUBLE, _log(u), near)


def _sqrt(u: Wide) -> Wide:
    odd = u.exponent % 2
    return _wide(np.sqrt(u.part * (1 + odd)), (u.exponent - odd) / 2)


def _hyperbolic(near: Callable[[Array], Array], sign: float) -> Callable[[Wide], Wide]:
    """(e^u + sign · e^−u)/2, for which `near` stands where that cancels."""
    direct = _through_doubles(near, (1 - sign) / 2)

    def wide(u: Wide) -> Wide:
        up, down = _exp(u), _exp(Wide(-u.part, u.exponent))
        far = _sum(up, Wide(sign * down.part, down.exponent)) * _wide(0.5)
        return _chosen(np.abs(u.double()) > 20, far, direct(u))

    return wide


def _power(u: Wide, v: Wide) -> Wide:
    near = np.float_power(u.double(), v.double())
    lost = ~(np.abs(u.exponent) <= PAST_DOUBLE) | (near == 0) | np.isinf(near)
    there = (u.part > 0) & np.isfinite(u.part) & lost
    return _chosen(there, _exp(v * _log(u)), _wide(near))


def _stepped(function: Callable[[Array], Array]) -> Callable[[Wide], Wide]:
    """⌊u⌋ or ⌈u⌉, also of numbers that are 0 as doubles."""

    def wide(u: Wide) -> Wide:
        near = np.where(u.exponent <= 0, function(u.part), function(u.double()))
        return _chosen(u.exponent > WHOLE, u, _wide(near))

    return wide


def _rounded(u: Wide) -> Wide:
    return _chosen(u.exponent > WHOLE, u, _wide(np.rint(u.double())))


def _distance(u: Wide, v: Wide) -> Wide:
    return _sqrt(_sum(u * u, v * v))


def _angle(u: Wide, v: Wide) -> Wide:
    """Small angles are u/v."""
    ratio = u / v
    direct = _wide(np.arctan2(*_aligned(u, v)[:2]))
    return _chosen((ratio.exponent < TINY) & (v.part > 0), ratio, direct)


def _quotient(u: Wide, v: Wide) -> Wide:
    """⌊u/v⌋; not a number where rounding has left no digit of the remainder."""
    doubles = (np.abs(u.exponent) <= PAST_DOUBLE) & (np.abs(v.exponent) <= PAST_DOUBLE)
    whole = FLOOR(u / v)
    known = _chosen(whole.exponent > WHOLE, _wide(np.full_like(u.part, np.nan)), whole)
    return _chosen(doubles, _wide(np.floor_divide(u.double(), v.double())), known)


def _remainder(u: Wide, v: Wide) -> Wide:
    doubles = (np.abs(u.exponent) <= PAST_DOUBLE) & (np.abs(v.exponent) <= PAST_DOUBLE)
    far = _difference(u, _quotient(u, v) * v)
    return _chosen(doubles, _wide(np.mod(u.double(), v.double())), far)


def _turnable_power(u: Wide, c: Wide, derivative: int) -> Wide:
    factor, exponent = jets.derived_power(float(c.double()), derivative)
    if factor == 0:
        return _wide(np.zeros_like(u.part))
    if jets.is_whole(exponent):
        power: Wide = jets.whole_power(u, int(exponent), ONE)
        return power * _wide(factor)
    return _power(u, _wide(exponent)) * _wide(factor)


FLOOR: Final = _stepped(np.floor)
TABLE: Final[dict[Callable[..., Any], Callable[..., Any]]] = {
    np.negative: lambda u: Wide(-u.part, u.exponent),
    np.add: _sum,
    np.subtract: _difference,
    np.multiply: Wide.__mul__,
    np.divide: Wide.__truediv__,
    np.float_power: _power,
    jets.turnable_power: _turnable_power,
    np.sqrt: _sqrt,
    np.exp: _exp,
    np.log: _log,
    np.log2: _log2,
    np.log10: _log10,
    np.log1p: _log1p,
    np.sinh: _hyperbolic(np.sinh, -1.0),
    np.cosh: _hyperbolic(np.cosh, 1.0),
    np.cos: _through_doubles(np.cos, 0.0),
    np.arccos: _through_doubles(np.arccos, 0.0),
    np.sin: _through_doubles(np.sin, 1.0),
    np.tan: _through_doubles(np.tan, 1.0),
    np.tanh: _through_doubles(np.tanh, 1.0),
    np.arcsin: _through_doubles(np.arcsin, 1.0),
    np.arctan: _through_doubles(np.arctan, 1.0),
    erf: _through_doubles(erf, 2 / math.sqrt(math.pi)),
    np.floor: FLOOR,
    np.ceil: _stepped(np.ceil),
    np.rint: _rounded,
    np.hypot: _distance,
    np.arctan2: _angle,
    np.floor_divide: _quotient,
    np.mod: _remainder,
    forms.is_exact_sum: _is_exact_sum,
    forms.is_exact_product: lambda u, v: forms.is_exact_product(u.part, v.part),
    np.sign: lambda u: _wide(np.sign(u.part)),
    np.where: lambda c, u, v: (_chosen if isinstance(u, Wide) else np.where)(c, u, v),
    np.isfinite: lambda u: np.isfinite(u.part),
    np.isinf: lambda u: np.isinf(u.part),
    **{
        compare: _compared(compare)
        for compare in (
            *(np.less, np.less_equal, np.greater, np.greater_equal),
            *(np.equal, np.not_equal),
        )
    },
}
"""Equivalents of the functions on tapes; those not listed take and give truth values."""
