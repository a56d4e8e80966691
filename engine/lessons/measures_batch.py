"""What measures the numbers of lessons on batches and momentum."""

import math
from dataclasses import dataclass
from typing import ClassVar, Literal, final

import numpy as np

from engine.analysis.batch_view import example_gradients
from engine.analysis.claim import Report
from engine.analysis.claim_runs import followed
from engine.analysis.momentum_claims import sum_error
from engine.lessons.measure import AtPoint, Entry, OfRun, Relation, entries_of, related, silent
from engine.optimizers.descent import Momentum
from engine.surfaces.base import Surface, polished
from engine.surfaces.examples import DataSurface


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Spread(AtPoint):
    """The root mean square distance, over all examples, of the gradient of one example from that
    of all; NaN on a surface without examples."""

    key: ClassVar[str] = "spread"

    def value(self, report: Report = silent) -> float:
        if not isinstance(self.surface, DataSurface):
            return math.nan
        every = np.arange(self.surface.count)
        grads = example_gradients(self.surface, np.array(self.point), every)
        return float(np.sqrt(((grads - grads.mean(0)) ** 2).sum(1).mean()))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Rise(AtPoint):
    """How much higher the loss at a point is on `surface` than on the one trained on."""

    trained: Surface

    key: ClassVar[str] = "rise"

    def value(self, report: Report = silent) -> float:
        there = np.array(self.point)
        return float(self.surface.value(there) - self.trained.value(there))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalAt(AtPoint):
    """An entry at the critical point near a point, found by Newton's method."""

    entry: Entry = "loss"

    key: ClassVar[str] = "critical_at"

    def value(self, report: Report = silent) -> float:
        there = np.array([polished(self.surface, self.point)])
        return float(entries_of(self.surface, there, self.entry)[0])


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class MedianUntil(OfRun):
    """Of `seeds` runs with other random numbers, the median of the first update after which an
    entry is below, or above, a level, of those in which it is; infinite where it never is."""

    entry: Entry = "loss"
    level: float
    relation: Relation = "below"
    seeds: int = 100

    key: ClassVar[str] = "median_until"

    def value(self, report: Report = silent) -> float:
        starts = (self.start,) * self.seeds
        run = followed(self.surface, self.optimizer, starts, self.updates, report, self.noise)
        holds = related(entries_of(self.surface, run, self.entry), self.relation, self.level)
        updates = holds.argmax(axis=0)[holds.any(axis=0)]
        return float(np.median(updates)) if len(updates) else math.inf


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class OffAntidiagonal(OfRun):
    """The greatest |w₁ + w₂| during a run: 0 where the ball stays on w₁ = −w₂ to the last bit."""

    key: ClassVar[str] = "off_antidiagonal"

    def value(self, report: Report = silent) -> float:
        return float(np.abs(self.track(report).sum(axis=-1)).max())


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SumError(OfRun):
    """By how much the last movement differs from the weighted sum of all past gradients; NaN for
    rules other than momentum."""

    key: ClassVar[str] = "sum_error"

    def value(self, report: Report = silent) -> float:
        if not isinstance(self.optimizer, Momentum):
            return math.nan
        track = self.track(report)
        return sum_error(self.optimizer, track, self.surface.gradient(track[:-1]))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LastStep(OfRun):
    """The length of the last update."""

    key: ClassVar[str] = "last_step"

    def value(self, report: Report = silent) -> float:
        before, after = self.track(report)[-2:]
        return float(np.hypot(*(after - before)))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Shrinking(OfRun):
    """The factor by which a swing of a coordinate around 0 shrinks at each update, between `since`
    and the last.

    For three successive places a, b, c of x ← px + q(the one before), ac − b² changes by the factor
    −q at each update, and the swing by √−q.
    """

    axis: Literal["w1", "w2"] = "w2"
    since: int = 0

    key: ClassVar[str] = "shrinking"

    @np.errstate(all="ignore")
    def value(self, report: Report = silent) -> float:
        x = self.track(report)[self.since :, 0 if self.axis == "w1" else 1]
        area = np.abs(x[:-2] * x[2:] - x[1:-1] ** 2)
        return float((area[-1] / area[0]) ** (0.5 / (len(area) - 1)))
