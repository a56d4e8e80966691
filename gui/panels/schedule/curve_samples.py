"""The rates that the picture of a schedule shows. NumPy only."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.schedules import Schedule

DENSE: Final = 20_000  # updates evaluated for one picture; of more, a sample
GOLDEN: Final = 0.618_033_988_749_895
DEEP: Final = 100.0  # rates smaller than the highest by this factor are invisible on a linear axis
MARGIN: Final = 0.03  # of the time axis, left of its first update


@final
@dataclass(frozen=True, slots=True)
class CurveSamples:
    """The learning rates of one ball."""

    schedule: Schedule
    rate: float  # what the schedule's factors are multiplied by
    born: int  # the update at which the ball was dropped

    def at(self, update: int) -> float | None:
        """η of the update made at `update`; None before the ball was dropped."""
        if update < self.born:
            return None
        age = np.array([update - self.born], dtype=np.float64)
        return self.rate * float(self.schedule.factor(age)[0])

    @property
    def whole(self) -> tuple[float, float]:
        """The updates that show all that the schedule does."""
        reach = max(self.schedule.reach, 10.0)
        return self.born - MARGIN * reach, self.born + reach


def trace(rates: CurveSamples, span: tuple[float, float], columns: int) -> tuple[Array, Array]:
    """Updates and their rates, for a line over the updates of `span`, `columns` pixels wide.

    Where many updates share a pixel, each pixel gets its lowest and highest: no drop and no
    restart is lost, however many there are.
    """
    first = max(int(np.ceil(span[0])), rates.born)
    last = int(np.floor(span[1]))
    if last < first:
        return np.empty(0), np.empty(0)
    updates = _sampled(first, last)
    eta = rates.rate * rates.schedule.factor(updates - rates.born)
    if len(updates) <= 2 * columns:
        return updates, eta
    return _extremes(updates, eta, columns)


def _sampled(first: int, last: int) -> Array:
    """All updates, or one in each interval at a varying place, so that no period of a
    schedule is aliased by the sampling's own."""
    count = last - first + 1
    if count <= DENSE:
        return np.arange(first, last + 1, dtype=np.float64)
    stride = count / DENSE
    place = np.arange(DENSE)
    return np.floor(first + stride * (place + place * GOLDEN % 1.0))


def _extremes(x: Array, y: Array, columns: int) -> tuple[Array, Array]:
    """The lowest and highest of `y` in every column, in the order in which the line has them."""
    column = ((x - x[0]) * columns / (x[-1] - x[0] + 1)).astype(np.int64)
    starts = np.flatnonzero(np.diff(column, prepend=-1))
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    ends = np.append(starts[1:], len(x)) - 1
    falls = y[starts] >= y[ends]
    pairs = np.stack([np.where(falls, high, low), np.where(falls, low, high)], axis=1)
    return np.repeat(x[starts], 2), pairs.ravel()


def deep(eta: Array) -> bool:
    """Whether a linear axis would hide most rates: over half of them are below a hundredth
    of the highest. Rates of exactly 0 are ignored, as no logarithmic axis shows them."""
    there = eta[eta > 0]
    return bool(len(there)) and bool(np.median(there) < there.max() / DEEP)
