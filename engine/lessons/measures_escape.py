"""What measures the numbers of lessons on critical points and on leaving a saddle."""

import math
from abc import ABC
from dataclasses import dataclass
from typing import ClassVar, Literal, final

import numpy as np

from engine.analysis.claim import Report
from engine.analysis.curvature import read
from engine.analysis.escape_race import Entrant, Race, per_decade, raced
from engine.analysis.slice_extremes import extremes
from engine.analysis.slices import along
from engine.lessons.measure import AtPoint, Measure, OfRun, counted, silent
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Point, Surface


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class SliceExtreme(AtPoint):
    """Where a minimum or maximum along a line through the point is, in units of the parameters
    from the point, or its loss; with `above`, how much higher that is than at another one.

    They are numbered from 0 along the line; NaN where there are not so many.
    """

    direction: Point
    number: int = 0
    entry: Literal["distance", "loss"] = "distance"
    above: int | None = None

    key: ClassVar[str] = "slice_extreme"

    def value(self, report: Report = silent) -> float:
        found = extremes(self.surface, along(self.point, self.direction))
        wanted = [self.number] if self.above is None else [self.number, self.above]
        if not all(0 <= each < len(found) for each in wanted):
            return math.nan
        if self.above is not None:
            return found[self.number].loss - found[self.above].loss
        one = found[self.number]
        return one.t if self.entry == "distance" else one.loss


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PerDecade(AtPoint):
    """Updates of gradient descent for each power of ten of the distance from the way into the
    saddle at the point, as its lesser eigenvalue promises."""

    rate: float

    key: ClassVar[str] = "per_decade"

    def value(self, report: Report = silent) -> float:
        ((low, _),) = read(self.surface, np.array([self.point])).eigenvalues.tolist()
        return per_decade(self.rate, low)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRace(Measure, ABC):
    """A number of runs from `base` + `delta` `direction`, each kicked by `kick` along that."""

    surface: Surface
    base: Point
    direction: Point
    delta: float
    level: float
    updates: int = 1000
    kick: float = 0.0

    def passed(
        self, optimizers: tuple[Optimizer, ...], settled: bool, report: Report
    ) -> list[float]:
        """The update after which the loss of each is below the level, at first or for good."""
        entrants = tuple(Entrant(each, kick=self.kick) for each in optimizers)
        where = self.surface, self.base, self.direction, (self.delta,)
        rows = raced(Race(*where, entrants, self.level, self.updates), report)
        return [counted((row.settled if settled else row.passed)[0]) for row in rows]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Escape(OfRace):
    """The update after which the loss is below the level: at first, or with `stays` for good."""

    optimizer: Optimizer
    stays: bool = False

    key: ClassVar[str] = "escape"

    def value(self, report: Report = silent) -> float:
        return self.passed((self.optimizer,), self.stays, report)[0]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LastAway(OfRace):
    """Which of several optimizers, from 0, is the last to come below the level; with `first`,
    the first."""

    optimizers: tuple[Optimizer, ...]
    first: bool = False

    key: ClassVar[str] = "last_away"

    def value(self, report: Report = silent) -> float:
        times = self.passed(self.optimizers, False, report)
        return float(np.argmin(times) if self.first else np.argmax(times))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LargestRise(OfRun):
    """The most that the loss rises in one update; below 0 where it falls in all of them."""

    key: ClassVar[str] = "largest_rise"

    def value(self, report: Report = silent) -> float:
        return float(np.diff(self.surface.value(self.track(report))).max())
