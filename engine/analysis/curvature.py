"""Curvature at points of a surface, from the Hessian."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Surface
from engine.symmetric import pair

HALF: Final = 0.5**0.5


def eigenvalues(hessian: Array) -> Array:
    """Eigenvalues of symmetric matrices (..., 2, 2), ascending, shape (..., 2)."""
    low, high = pair(hessian[..., 0, 0], hessian[..., 0, 1], hessian[..., 1, 1])
    return np.stack([low, high], axis=-1)


def eigenvectors(hessian: Array) -> Array:
    """Unit eigenvectors, shape (..., 2, 2): [..., :, k] belongs to `eigenvalues(...)[..., k]`."""
    a, b, c = hessian[..., 0, 0], hessian[..., 0, 1], hessian[..., 1, 1]
    # The angle of the axis of the larger eigenvalue; the smaller is at a right angle to it.
    # Scaled down, so that nothing overflows.
    angle = np.arctan2(b, a / 2 - c / 2) / 2
    cos, sin = np.cos(angle), np.sin(angle)
    # π/2 is no double: the axes of a diagonal matrix are exact.
    cos = np.where((b == 0) & (a < c), 0.0, cos)
    # Neither is π/4, whose sine and cosine differ in the last bit: diagonals are exact, too.
    diagonal = np.abs(angle) == np.pi / 4
    cos, sin = np.where(diagonal, HALF, cos), np.where(diagonal, np.copysign(HALF, angle), sin)
    return np.stack([np.stack([-sin, cos], -1), np.stack([cos, sin], -1)], axis=-1)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Loss and its derivatives at points of a surface; shapes are (...,), (..., 2) and so on."""

    surface: Surface
    points: Array
    loss: Array
    gradient: Array
    norm: Array
    hessian: Array  # (..., 2, 2)
    eigenvalues: Array  # (..., 2), ascending

    def only(self, part: slice) -> "Reading":
        """The reading of some of the points, as views."""
        arrays = (self.points, self.loss, self.gradient, self.norm, self.hessian, self.eigenvalues)
        return Reading(self.surface, *(array[part] for array in arrays))


def read(surface: Surface, points: Array) -> Reading:
    """Loss, gradient and curvature at `points`, shape (..., 2). Never raises, never warns."""
    with np.errstate(all="ignore"):
        gradient, hessian = surface.gradient(points), surface.hessian(points)
        return Reading(
            surface=surface,
            points=points,
            loss=surface.value(points),
            gradient=gradient,
            norm=np.hypot(gradient[..., 0], gradient[..., 1]),
            hessian=hessian,
            eigenvalues=eigenvalues(hessian),
        )
