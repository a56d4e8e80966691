"""Quantities plotted over time: functions of a point of a surface."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import final

import numpy as np

from engine.analysis.curvature import eigenvalues
from engine.arrays import Array
from engine.surfaces.base import Surface


@final
@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A function of a point of a surface, with `components` values."""

    key: str
    components: int
    measure: Callable[[Surface, Array], Array]  # points (..., 2) -> (..., components)

    def at(self, surface: Surface, points: Array) -> Array:
        """Its values at `points`; what is not finite is NaN, which breaks a curve."""
        with np.errstate(all="ignore"):
            values = self.measure(surface, points)
        return np.where(np.isfinite(values), values, np.nan)


def _norm(surface: Surface, points: Array) -> Array:
    gradient = surface.gradient(points)
    return np.hypot(gradient[..., 0], gradient[..., 1])[..., None]


LOSS = Quantity("loss", 1, lambda surface, points: surface.value(points)[..., None])
GRADIENT = Quantity("gradient", 1, _norm)
EIGENVALUES = Quantity(
    "eigenvalues", 2, lambda surface, points: eigenvalues(surface.hessian(points))
)
ALL = (LOSS, GRADIENT, EIGENVALUES)
