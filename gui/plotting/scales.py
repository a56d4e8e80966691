"""Scales of plots: positions of values, and the numbers on the axis. NumPy only."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np

from engine.arrays import Array
from gui.text.numbers import MINUS, count, power_of_ten, tick

FINEST = 10  # ticks, one of which is in every range
DEEPEST = -350.0  # used as the logarithm of zero: below that of every float

Tick = tuple[float, str]  # position in the plot, number


class Scale(ABC):
    """A monotonic map from values to positions."""

    @abstractmethod
    def position(self, value: Array) -> Array:
        """Where values are drawn; NaN stays NaN."""

    @abstractmethod
    def ticks(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        """Round numbers between the positions `low` and `high`, about `most` at most."""


@final
@dataclass(frozen=True, slots=True)
class Linear(Scale):
    """Equal steps for equal differences."""

    def position(self, value: Array) -> Array:
        return value

    def ticks(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        return linear_ticks(low, high, most)


@final
@dataclass(frozen=True, slots=True)
class Log(Scale):
    """Equal steps for equal ratios of value − `base`."""

    base: float = 0.0

    def position(self, value: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.where(np.isnan(value), np.nan, np.fmax(np.log10(value - self.base), DEEPEST))

    def ticks(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        first, last = int(np.ceil(low - 1e-9)), int(np.floor(high + 1e-9))
        if last - first >= 1:
            step = -(-(last - first + 1) // max(most, 1))
            exponents = range(-(-first // step) * step, last + 1, step)
            return tuple((float(k), power_of_ten(k)) for k in exponents)
        # Less than a decade: round numbers within it.
        inner = linear_ticks(10.0**low, 10.0**high, most)
        return tuple((float(np.log10(float(v))), text) for v, text in inner if v > 0)


@final
@dataclass(frozen=True, slots=True)
class SymmetricLog(Scale):
    """Logarithmic on both sides of zero, and linear closer to it than `unit`."""

    unit: float

    def position(self, value: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.sign(value) * np.log10(1 + np.abs(value) / self.unit)

    def ticks(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        k0 = round(np.log10(self.unit))
        found: list[Tick] = [(0.0, "0")] if low <= 0 <= high else []
        decades = max(high, 0.0) + max(-low, 0.0)
        step = max(1, int(np.ceil(decades / max(most, 1))))
        for k in range(k0 + step, k0 + int(max(high, -low)) + 1, step):
            at = float(np.log10(1 + 10.0**k / self.unit))
            found += [(at, power_of_ten(k))] * (low <= at <= high)
            found += [(-at, MINUS + power_of_ten(k))] * (low <= -at <= high)
        if len(found) > 1:
            return tuple(sorted(found))
        # Less than a decade: round numbers within it.
        inner = linear_ticks(self._value(low), self._value(high), most)
        return tuple((float(self.position(np.array(v))), text) for v, text in inner)

    def _value(self, position: float) -> float:
        return float(np.copysign(self.unit * np.expm1(abs(position) * np.log(10)), position))


def linear_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Multiples of 1, 2 or 5 times a power of ten; more of them than `most` where that is none."""
    span = high - low
    if not (0 < span < np.inf):
        return ()
    power = 10.0 ** np.floor(np.log10(span / max(most, 1)))
    step = next(m * power for m in (1, 2, 5, 10) if m * power * most >= span * (1 - 1e-9))
    numbers = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1)
    if not len(numbers) and most < FINEST:
        return linear_ticks(low, high, most + 1)
    return tuple((float(n * step), tick(float(n * step), float(step))) for n in numbers)


def whole_ticks(low: float, high: float, most: int) -> tuple[Tick, ...]:
    """Round whole numbers, with thin spaces between groups of three digits."""
    return tuple(
        (at, count(round(at))) for at, _ in linear_ticks(low, high, most) if at == round(at)
    )


def settled(
    old: tuple[float, float] | None, low: float, high: float, room: float = 0.08
) -> tuple[float, float]:
    """A range around low … high; the `old` one while it still fits, so that plots stay steady."""
    if not high > low:
        margin = max(abs(low) * 0.1, 1e-12 if low else 1.0)
        low, high = low - margin, high + margin
    span = high - low
    if old is not None and old[0] <= low and high <= old[1] and span > 0.55 * (old[1] - old[0]):
        return old
    return low - room * span, high + room * span


def wide(values: Array) -> bool:
    """Whether magnitudes differ so much that a linear axis would hide the small ones."""
    sizes = np.abs(values[np.isfinite(values) & (values != 0)])
    if not sizes.size:
        return False
    return bool(np.quantile(sizes, 0.98) > 200 * np.quantile(sizes, 0.1))
