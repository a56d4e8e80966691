"""Ways out of a saddle: along which eigenvector, and what a kick in its direction does.

At a point with gradient g and Hessian H, a kick of size ε along a unit eigenvector u with
eigenvalue λ changes the loss by gᵀu ε + ½λε² and more (《深度学习详解》 §3.1.2).
"""

from dataclasses import dataclass
from typing import final

import numpy as np

from engine.analysis.curvature import eigenvalues, eigenvectors
from engine.analysis.local_quadratic import LocalQuadratic, Parts, parts
from engine.arrays import Array
from engine.surfaces.base import Point


@final
@dataclass(frozen=True, slots=True)
class Way:
    """A direction of length 1, up to its sign, in which the curvature is an eigenvalue of H."""

    direction: Point
    eigenvalue: float
    slope: float  # gᵀu; 0 at a critical point

    def step(self, size: float) -> Point:
        """The kick of that size; a negative one is to the other side."""
        x, y = self.direction
        return size * x, size * y


def ways(model: LocalQuadratic) -> tuple[Way, Way]:
    """u₋ of the lesser eigenvalue and u₊ of the greater; NaN where there is no Hessian."""
    axes, bends = eigenvectors(model.hessian), eigenvalues(model.hessian).tolist()
    found = []
    for axis, bend in zip(axes.T, bends, strict=True):
        with np.errstate(all="ignore"):
            slope = float(model.slope(axis))
        x, y = axis.tolist()
        found.append(Way((x, y), bend, slope))
    first, second = found
    return first, second


def kicked(model: LocalQuadratic, way: Way, sizes: Array) -> Parts:
    """What kicks of `sizes` (...,) along a way do: `promised` is gᵀu ε + ½λε², `real` is true."""
    with np.errstate(all="ignore"):
        steps = np.asarray(sizes)[..., None] * np.array(way.direction)
    return parts(model, steps)
