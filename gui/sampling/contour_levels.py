"""Which losses get a contour line, and round numbers for axes, for the scene and the map."""

from dataclasses import dataclass
from typing import final

import numpy as np

from engine.arrays import Array
from gui.sampling.height_scale import HeightScale, Mask

LINES = 24  # contour lines aimed at, over the whole height
MAJOR = 5  # every fifth line is stronger
ROUND = (1.0, 2.0, 5.0, 10.0)
ROUND_LOG = (0.05, 0.1, 0.2, 0.5, 1.0)  # of a decade


@final
@dataclass(frozen=True, slots=True)
class Levels:
    """Contour levels: every multiple of `step` of the scale's coordinate."""

    scale: HeightScale
    step: float

    def numbers(self) -> Array:
        """The multiples of `step` strictly between bottom and top, as whole numbers."""
        first = np.floor(self.scale.bottom / self.step) + 1
        last = np.ceil(self.scale.top / self.step) - 1
        return np.arange(first, last + 1)

    def losses(self) -> Array:
        """The losses that get a line, ascending."""
        return self.scale.loss(self.numbers() * self.step)

    def major(self) -> Mask:
        """Which of `losses` get the stronger line."""
        strong: Mask = self.numbers() % MAJOR == 0
        return strong


def round_step(span: float, count: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts `span` into at most `count`."""
    least = span / count
    power = 10.0 ** np.floor(np.log10(least))
    return float(next(r * power for r in ROUND if r * power >= least * (1 - 1e-9)))


def levels(scale: HeightScale, count: int = LINES) -> Levels:
    """Contour levels for `scale`, about `count` of them."""
    span = scale.top - scale.bottom
    if not scale.log:
        return Levels(scale, round_step(span, count))
    return Levels(scale, next((r for r in ROUND_LOG if r >= span / count), ROUND_LOG[-1]))


def ticks(low: float, high: float, count: int = 5) -> Array:
    """Round numbers from `low` to `high`, at most about `count` steps of them."""
    step = round_step(high - low, count)
    first, last = np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9)
    return np.arange(first, last + 1) * step


def height_ticks(scale: HeightScale, count: int = 4) -> tuple[Array, Array]:
    """Losses that get a number on the height axis, and those numbers.

    The numbers are losses on a linear scale. On a logarithmic one they are losses above the
    lowest: 0, and powers of ten, which the scale's floor makes a little lower than they would be.
    """
    if not scale.log:
        numbers = ticks(scale.bottom, scale.top, count)
        return scale.loss(numbers), numbers
    lowest, top = np.round(np.log10(scale.floor)), np.log10(scale.high - scale.low)
    step = max(1.0, np.ceil((top - lowest) / count - 1e-9))
    numbers = np.append(0.0, 10.0 ** np.arange(lowest + step, top + 1e-9, step))
    return scale.low + numbers, numbers
