"""Zeros of the gradient by damped Newton steps (Levenberg 1944, Marquardt 1963), many at once.

Everything is in coordinates in which the window is the square [−1, 1]²: parameters of very
different sizes would otherwise be damped alike.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface

ROUNDS: Final = 80  # at a degenerate point Newton's method gains no more than a factor a round
BAND: Final = 4  # rows of a grid that are evaluated at once
FAR: Final = 1.5  # half sides of the window: what goes farther is not looked at any more
FIRST: Final = 1e-3  # the damping at first, relative to the curvature
NONE: Final = 1e-12  # damping below this is none
RENEWED: Final = 1e-6  # the damping after a step without any has failed
HIGHEST: Final = 1e12
MOST_FAILURES: Final = 2
TINY: Final = 1e-15  # half sides: a step of the size of rounding

Mask = npt.NDArray[np.bool_]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Square:
    """A window of a surface as the square [−1, 1]²; arrays are (..., 2) and (..., 2, 2)."""

    surface: Surface
    low: Array
    high: Array

    @property
    def half(self) -> Array:
        half: Array = (self.high - self.low) / 2
        return half

    def points(self, square: Array) -> Array:
        """The parameters at points of the square."""
        points: Array = self.low + (square + 1) * self.half
        return points

    def square(self, points: Array) -> Array:
        square: Array = (points - self.low) / self.half - 1
        return square

    def value(self, square: Array) -> Array:
        with np.errstate(all="ignore"):
            return self.surface.value(self.points(square))

    def gradient(self, square: Array) -> Array:
        with np.errstate(all="ignore"):
            gradient: Array = self.surface.gradient(self.points(square)) * self.half
        return gradient

    def hessian(self, square: Array) -> Array:
        with np.errstate(all="ignore"):
            scales = self.half[:, None] * self.half
            hessian: Array = self.surface.hessian(self.points(square)) * scales
        return hessian


def by_rows(evaluate: Callable[[Array], Array], grid: Array) -> Generator[None, None, Array]:
    """`evaluate` at a grid (rows, columns, 2), a few rows at a time."""
    parts = []
    for first in range(0, len(grid), BAND):
        parts.append(evaluate(grid[first : first + BAND]))
        yield
    return np.concatenate(parts)


def solving(square: Square, starts: Array) -> Generator[None, None, Array]:
    """Where each of n starts (n, 2) leads; NaN for those that leave the window or a value.

    Each step makes ‖∇L‖ smaller, so a search also ends where that is least, but not zero.
    """
    points, damping = starts.copy(), np.full(len(starts), FIRST)
    failures = np.zeros(len(starts), int)  # of steps without damping
    gradient = square.gradient(points)
    going = np.array(np.isfinite(gradient).all(-1))
    points[~going] = np.nan
    for _ in range(ROUNDS):
        rows = np.flatnonzero(going)
        if not len(rows):
            break
        yield
        free = damping[rows] <= NONE
        step = damped_step(square.hessian(points[rows]), gradient[rows], damping[rows])
        after = points[rows] + step
        changed = square.gradient(after)
        better = _norm(changed) <= _norm(gradient[rows])  # False for NaN
        taken = rows[better]
        points[taken], gradient[taken] = after[better], changed[better]
        tiny = np.abs(step).max(-1) <= TINY  # then only what is damped is still to come
        damping[rows] = np.where(tiny, 0.0, damping[rows] * np.where(better, 0.1, 10.0))
        damping[rows[free & ~better]] = RENEWED
        failures[rows] += free & (tiny | ~better)
        gone = (np.abs(points[rows]) > FAR).any(-1)
        points[rows[gone]] = np.nan
        over = (failures[rows] >= MOST_FAILURES) | (damping[rows] > HIGHEST)
        going[rows] = ~(gone | over | (_norm(gradient[rows]) == 0))
    return points


def damped_step(hessian: Array, gradient: Array, damping: Array) -> Array:
    """−(H² + μ‖H‖²I)⁻¹ H g: the steepest descent of ‖g‖² for large μ, Newton's step for none."""
    a, b, c = hessian[..., 0, 0], hessian[..., 0, 1], hessian[..., 1, 1]
    with np.errstate(all="ignore"):
        size = np.sqrt(a * a + 2 * b * b + c * c)
        a, b, c = a / size, b / size, c / size  # nothing overflows
        x, y = gradient[..., 0] / size, gradient[..., 1] / size
        squares = (a * a + b * b + damping, b * (a + c), b * b + c * c + damping)
        damped = _divided(*squares, a * x + b * y, b * x + c * y)
        # H² would lose the small eigenvalue of an ill-conditioned H.
        step = -np.where((damping > NONE)[..., None], damped, _divided(a, b, c, x, y))
    return np.where(np.isfinite(step), step, 0.0)


def _divided(a: Array, b: Array, c: Array, x: Array, y: Array) -> Array:
    """[[a, b], [b, c]]⁻¹ (x, y)."""
    area = a * c - b * b
    return np.stack([(c * x - b * y) / area, (a * y - b * x) / area], -1)


def _norm(vectors: Array) -> Array:
    return np.hypot(vectors[..., 0], vectors[..., 1])
