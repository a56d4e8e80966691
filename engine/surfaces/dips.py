"""Where a surface with many dips has its minima."""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Point, Surface

Mask = npt.NDArray[np.bool_]

ROUNDS: Final = 60
REACH: Final = 0.01  # of the window's sides: the longest move of one round
SAME: Final = 1e-6  # of the window's sides: nearer than this is one minimum


@lru_cache(maxsize=64)
def dips(
    surface: Surface, across: tuple[float, ...], along: tuple[float, ...]
) -> tuple[Point, ...]:
    """The minima in the window that the grid `across` × `along` of guesses leads to."""
    return minima_from(surface, np.stack(np.meshgrid(across, along), axis=-1).reshape(-1, 2))


def minima_from(surface: Surface, points: Array) -> tuple[Point, ...]:
    """The minima in the window that guesses, shape (n, 2), lead to, the lowest first.

    Newton's method polishes all of them at once. Moves are short, so that a guess near a dip
    stays in it.
    """
    sides = np.subtract(surface.high, surface.low)
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            points = points - np.clip(_newton(surface, points), -REACH * sides, REACH * sides)
        kept = points[_settled(surface, points, sides)]
        kept = kept[np.lexsort((*kept.T, surface.value(kept).round(9)))]
    return _distinct(kept, SAME * sides)


def _newton(surface: Surface, points: Array) -> Array:
    """Hessian⁻¹ gradient, with the curvatures' signs as they are."""
    gradient, hessian = surface.gradient(points), surface.hessian(points)
    a, b, c = hessian[:, 0, 0], hessian[:, 0, 1], hessian[:, 1, 1]
    p, q = gradient[:, 0], gradient[:, 1]
    area = a * c - b * b
    step: Array = np.stack([(c * p - b * q) / area, (a * q - b * p) / area], axis=-1)
    return step


def _settled(surface: Surface, points: Array, sides: Array) -> Mask:
    """Which points lie in the window, are flat, and curve upwards in every direction."""
    hessian = surface.hessian(points)
    a, b, c = hessian[:, 0, 0], hessian[:, 0, 1], hessian[:, 1, 1]
    inside = ((points >= surface.low) & (points <= surface.high)).all(axis=-1)
    still = (np.abs(_newton(surface, points)) <= SAME * sides / 2).all(axis=-1)
    upwards: Mask = inside & still & (a > 0) & (a * c - b * b > 0)
    return upwards


def _distinct(points: Array, same: Array) -> tuple[Point, ...]:
    """Each minimum once, in the order given."""
    found: list[Point] = []
    for x, y in points.tolist():
        if all(abs(x - u) > same[0] or abs(y - v) > same[1] for u, v in found):
            found.append((x, y))
    return tuple(found)
