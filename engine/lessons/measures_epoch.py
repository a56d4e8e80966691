"""What measures the numbers of lessons on batches: distances from the minimum, over epochs."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.analysis.claim import Report
from engine.analysis.claim_runs import followed
from engine.arrays import Array
from engine.lessons.measure import OfRun, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSeeds(OfRun, ABC):
    """A number of `seeds` runs with other random numbers; of one, that of ball 0 with seed 0."""

    seeds: int = 1

    def tracks(self, report: Report) -> Array:
        """The positions of all balls, shape (updates + 1, seeds, 2)."""
        starts = (self.start,) * self.seeds
        return followed(self.surface, self.optimizer, starts, self.updates, report, self.noise)

    def distances(self, points: Array) -> Array:
        """From the surface's first minimum, shape (...,)."""
        away = points - np.array(self.surface.minima[0])
        return np.asarray(np.hypot(away[..., 0], away[..., 1]))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Away(OfSeeds):
    """How far from the minimum a ball is after `updates`: the mean of all."""

    key: ClassVar[str] = "away"

    def value(self, report: Report = silent) -> float:
        return float(self.distances(self.tracks(report)[-1]).mean())


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Turning(OfSeeds):
    """The angle, in degrees, by which an update turns from the one before: the mean of all."""

    key: ClassVar[str] = "turning"

    def value(self, report: Report = silent) -> float:
        moves = np.diff(self.tracks(report), axis=0)
        one, other = moves[:-1], moves[1:]
        across = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
        ahead = (one * other).sum(axis=-1)
        return float(np.degrees(np.abs(np.arctan2(across, ahead))).mean())


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Dance(OfSeeds):
    """The root mean square of the distances from the minimum, from the update `since` on."""

    since: int = 0

    key: ClassVar[str] = "dance"

    def value(self, report: Report = silent) -> float:
        late = self.distances(self.tracks(report)[self.since :])
        return float(np.sqrt((late**2).mean()))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence(OfSeeds):
    """How far apart a ball is now and `back` updates ago: the mean of all."""

    back: int = 1

    key: ClassVar[str] = "recurrence"

    def value(self, report: Report = silent) -> float:
        track = self.tracks(report)
        moved = track[-1] - track[-1 - self.back]
        return float(np.hypot(moved[:, 0], moved[:, 1]).mean())
