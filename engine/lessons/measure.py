"""What measures of numbers in lessons have in common: of a surface at a point, and of a run.

A measure is plain data and its `value` a job: it reports the share that is done and may be
cancelled, and gives the same number wherever it runs. A count that did not come within its run is
infinite.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import numpy.typing as npt

from engine.analysis.claim import Report
from engine.analysis.claim_runs import followed
from engine.arrays import Array
from engine.noise import Exact, Noise
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Point, Surface

Relation = Literal["below", "above"]
Entry = Literal["w1", "w2", "loss", "slope"]


def silent(share: float) -> None:
    """Takes the share that is done where it is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(ABC):
    """A number of a surface, or of runs on it."""

    key: ClassVar[str]

    @abstractmethod
    def value(self, report: Report = silent) -> float:
        """The number: a job. `report` takes the share that is done and may raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtPoint(Measure, ABC):
    """A number of a surface at a point."""

    surface: Surface
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRun(Measure, ABC):
    """A number of a run of one ball from a start."""

    surface: Surface
    optimizer: Optimizer
    start: Point
    noise: Noise = Exact()
    updates: int = 1000

    def track(self, report: Report) -> Array:
        """The positions of the ball, shape (updates + 1, 2)."""
        run = self.surface, self.optimizer, (self.start,), self.updates, report, self.noise
        return followed(*run)[:, 0]


@np.errstate(all="ignore")
def entries_of(surface: Surface, points: Array, entry: Entry) -> Array:
    """An entry of points (..., 2), shape (...,)."""
    if entry == "loss":
        return surface.value(points)
    if entry == "slope":
        return np.asarray(np.linalg.norm(surface.gradient(points), axis=-1))
    return np.asarray(points[..., 0 if entry == "w1" else 1])


def related(values: Array, relation: Relation, level: float) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = values < level if relation == "below" else values > level
    return found


def counted(update: int | None) -> float:
    return math.inf if update is None else float(update)
