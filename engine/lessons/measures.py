"""What measures the numbers in lessons. Adding one: a class here, or in a module of its subject,
and a line in `ALL`.
"""

import math
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, final

import numpy as np

from engine.analysis.claim import Report
from engine.analysis.claim_runs import first, followed, lasting, part, settled
from engine.analysis.critical_points import find
from engine.analysis.curvature import read
from engine.analysis.local_quadratic import expanded
from engine.lessons import measures_batch as batches
from engine.lessons import measures_epoch as epochs
from engine.lessons import measures_escape as escapes
from engine.lessons.measure import (
    AtPoint,
    Entry,
    Measure,
    OfRun,
    Relation,
    counted,
    entries_of,
    related,
    silent,
)
from engine.surfaces.base import Point, Surface

HALVINGS = 40


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Value(AtPoint):
    """The loss, the norm of the gradient, or a partial derivative at a point."""

    entry: Entry = "loss"

    key: ClassVar[str] = "value"

    def value(self, report: Report = silent) -> float:
        return float(entries_of(self.surface, np.array([self.point]), self.entry)[0])


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Eigenvalue(AtPoint):
    """An eigenvalue of the Hessian at a point: the least is number 0, the other 1."""

    which: int = 0

    key: ClassVar[str] = "eigenvalue"

    def value(self, report: Report = silent) -> float:
        return float(read(self.surface, np.array([self.point])).eigenvalues[0, self.which])


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class HessianEntry(AtPoint):
    """An entry of the Hessian at a point, row and column from 0."""

    row: int
    column: int

    key: ClassVar[str] = "hessian"

    def value(self, report: Report = silent) -> float:
        return float(self.surface.hessian(np.array(self.point))[self.row, self.column])


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Along(AtPoint):
    """The loss, or its quadratic model at the point, at `distance` along a direction of any
    length."""

    direction: Point
    distance: float
    model: bool = False

    key: ClassVar[str] = "along"

    def value(self, report: Report = silent) -> float:
        direction = np.array(self.direction) / np.hypot(*self.direction)
        there = np.array(self.point) + self.distance * direction
        if self.model:
            return float(expanded(self.surface, np.array(self.point)).value(there))
        return float(self.surface.value(there))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalCount(Measure):
    """How many critical points of a kind a surface has in its window; of any where it is empty."""

    surface: Surface
    kind: Literal["", "MINIMUM", "SADDLE", "MAXIMUM", "DEGENERATE"] = ""

    key: ClassVar[str] = "critical_count"

    def value(self, report: Report = silent) -> float:
        points = find(self.surface).points
        return float(sum(self.kind in ("", each.kind.name) for each in points))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesUntil(OfRun):
    """The first update after which an entry is below, or above, a level; with `stays`, from which
    it is so to the end of the run."""

    entry: Entry = "loss"
    level: float
    relation: Relation = "below"
    stays: bool = False

    key: ClassVar[str] = "updates_until"

    def value(self, report: Report = silent) -> float:
        entries = entries_of(self.surface, self.track(report), self.entry)
        holds = related(entries, self.relation, self.level)
        return counted(lasting(holds) if self.stays else first(holds))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class After(OfRun):
    """An entry after so many updates: `updates`."""

    entry: Entry = "loss"

    key: ClassVar[str] = "after"

    def value(self, report: Report = silent) -> float:
        return float(entries_of(self.surface, self.track(report)[-1:], self.entry)[0])


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(OfRun):
    """The update from which a coordinate stays within a share of its first value around 0."""

    axis: Literal["w1", "w2"] = "w1"
    share: float = 0.01

    key: ClassVar[str] = "settled"

    def value(self, report: Report = silent) -> float:
        values = self.track(report)[:, 0 if self.axis == "w1" else 1]
        return counted(settled(values, self.share))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme(OfRun):
    """The greatest, or least, value of an entry during a run, from an update on."""

    entry: Entry = "loss"
    least: bool = False
    since: int = 0

    key: ClassVar[str] = "extreme"

    def value(self, report: Report = silent) -> float:
        entries = entries_of(self.surface, self.track(report)[self.since :], self.entry)
        return float(entries.min() if self.least else entries.max())


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PathLength(OfRun):
    """How far a coordinate moved in all."""

    axis: Literal["w1", "w2"] = "w1"

    key: ClassVar[str] = "path_length"

    def value(self, report: Report = silent) -> float:
        column = self.track(report)[:, 0 if self.axis == "w1" else 1]
        return float(np.abs(np.diff(column)).sum())


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Uphill(OfRun):
    """In how many updates a coordinate moves against the direction that −∂L/∂w points in; only of
    those in which it grows (`way` 1) or falls (−1), or of all (0)."""

    axis: Literal["w1", "w2"] = "w1"
    way: Literal[-1, 0, 1] = 0

    key: ClassVar[str] = "uphill"

    def value(self, report: Report = silent) -> float:
        track, column = self.track(report), 0 if self.axis == "w1" else 1
        slopes = self.surface.gradient(track[:-1])[:, column]
        moves = np.diff(track[:, column])
        against = moves * slopes > 0
        if self.way:
            against &= moves * self.way > 0
        return float(np.count_nonzero(against))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Fraction(OfRun):
    """The share of `seeds` runs with other random numbers in which an entry comes below, or
    above, a level: at any update, or with `end` after the last."""

    entry: Entry = "loss"
    level: float
    relation: Relation = "below"
    seeds: int = 100
    end: bool = False

    key: ClassVar[str] = "fraction"

    def value(self, report: Report = silent) -> float:
        starts = (self.start,) * self.seeds
        run = followed(self.surface, self.optimizer, starts, self.updates, report, self.noise)
        holds = related(entries_of(self.surface, run, self.entry), self.relation, self.level)
        return float((holds[-1] if self.end else holds.any(axis=0)).mean())


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(OfRun):
    """The least value of the optimizer's knob, between `low` and `high`, at which an entry ends
    below, or above, a level: found by halving. The run must end so at `high` and not at `low`;
    otherwise there is no threshold, NaN."""

    knob: str
    low: float
    high: float
    entry: Entry = "w1"
    level: float = 0.0
    relation: Relation = "above"

    key: ClassVar[str] = "threshold"

    def value(self, report: Report = silent) -> float:
        low, high = self.low, self.high
        if self._ends(low, silent) or not self._ends(high, silent):
            return math.nan
        for number in range(HALVINGS):
            middle = (low + high) / 2
            if self._ends(middle, part(report, number, HALVINGS)):
                high = middle
            else:
                low = middle
        return high

    def _ends(self, value: float, report: Report) -> bool:
        turned = replace(self, optimizer=replace(self.optimizer, **{self.knob: value}))
        entries = entries_of(self.surface, turned.track(report)[-1:], self.entry)
        return bool(related(entries, self.relation, self.level)[0])


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSum(Measure):
    """λᵏ for k from `first` to `last`, added up: of one k, a weight; without a last, 1/(1 − λ)."""

    base: float
    first: int = 0
    last: int | None = None

    key: ClassVar[str] = "power_sum"

    def value(self, report: Report = silent) -> float:
        if self.last is None:
            return self.base**self.first / (1 - self.base)
        return sum(self.base**k for k in range(self.first, self.last + 1))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Measure):
    """A number that a step is set up with, such as η: nothing is measured."""

    number: float

    key: ClassVar[str] = "setting"

    def value(self, report: Report = silent) -> float:
        return self.number


ALL: tuple[type[Measure], ...] = (
    Value,
    Eigenvalue,
    HessianEntry,
    Along,
    CriticalCount,
    escapes.SliceExtreme,
    escapes.PerDecade,
    escapes.Escape,
    escapes.LastAway,
    escapes.LargestRise,
    epochs.Away,
    epochs.Turning,
    epochs.Dance,
    epochs.Recurrence,
    UpdatesUntil,
    After,
    Settled,
    Extreme,
    PathLength,
    Uphill,
    Fraction,
    Threshold,
    PowerSum,
    Setting,
    batches.Spread,
    batches.Rise,
    batches.CriticalAt,
    batches.MedianUntil,
    batches.OffAntidiagonal,
    batches.SumError,
    batches.LastStep,
    batches.Shrinking,
)
