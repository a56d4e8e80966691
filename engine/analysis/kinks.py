"""Where a surface has no derivative: kinks such as those of |x| and max(0, x)."""

from collections.abc import Generator
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.analysis.newton import Square
from engine.arrays import Array

JUMP: Final = 3.0  # times what the curvature explains: a change of slope this large is suspicious
KEPT: Final = 0.5  # share of a change of slope that is still there, however near
SMALL: Final = 1e-6  # of the largest slope: smaller changes are none
HALVINGS: Final = 40
MOST: Final = 4000  # suspicious places that are looked at

DIRECTIONS: Final = 16  # in which a minimum at a kink is searched for
FIRST: Final = 2.0 / 128  # the reach of this search at first, in half sides
ROUNDS: Final = 120  # in which the reach shrinks to 1e-13, unless it leads away
NEAR: Final = 1e-6  # two radii at which slopes are compared
FAR: Final = 1e-4


@np.errstate(all="ignore")
def kinks(square: Square, grid: Array, gradient: Array, hessian: Array) -> Array:
    """Points (n, 2) where the slope jumps between neighbours of a grid (rows, columns, 2)."""
    limit = SMALL * np.nanmax(_size(gradient), initial=0.0)
    bend = np.sqrt((hessian**2).sum((-2, -1)))
    pairs = []
    for one, other in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:])):
        change = _size(gradient[other] - gradient[one])
        explained = _size(grid[other] - grid[one]) * np.maximum(bend[one], bend[other])
        odd = change > JUMP * explained + limit  # False for NaN
        pairs.append(np.stack([grid[one][odd], grid[other][odd]]))
    ends = np.concatenate(pairs, axis=1)
    if ends.shape[1] > MOST:
        ends = ends[:, np.linspace(0, ends.shape[1] - 1, MOST).astype(int)]
    return _narrowed(square, *ends)


@np.errstate(all="ignore")
def _narrowed(square: Square, one: Array, other: Array) -> Array:
    """Between which neighbours the slope jumps however near they are: their middles."""
    slopes = [square.gradient(one), square.gradient(other)]
    whole = _size(slopes[1] - slopes[0])
    for _ in range(HALVINGS):
        middle = (one + other) / 2
        between = square.gradient(middle)
        first = (_size(between - slopes[0]) > _size(slopes[1] - between))[:, None]
        one, other = np.where(first, one, middle), np.where(first, middle, other)
        slopes = [np.where(first, slopes[0], between), np.where(first, between, slopes[1])]
    jumps = _size(slopes[1] - slopes[0]) >= KEPT * whole  # False for NaN
    middles: Array = (one + other)[jumps] / 2
    return middles


def descending(square: Square, starts: Array, sign: int) -> Generator[None, None, Array]:
    """The minima, or maxima for a `sign` of −1, at kinks near `starts` (n, 2)."""
    if not len(starts):
        return starts
    points, reach = starts.copy(), np.full(len(starts), FIRST)
    loss, turn = sign * square.value(points), np.random.default_rng(0)
    for k in range(ROUNDS):
        if k % 8 == 0:
            yield
        angles = turn.uniform(0, 2 * np.pi) + np.arange(DIRECTIONS) * 2 * np.pi / DIRECTIONS
        ring = np.stack([np.cos(angles), np.sin(angles)], -1)
        tried = points[:, None] + reach[:, None, None] * ring
        values = sign * square.value(tried)
        values[np.isnan(values)] = np.inf
        best = values.argmin(1)
        lower = values[np.arange(len(points)), best] < loss
        points = np.where(lower[:, None], tried[np.arange(len(points)), best], points)
        loss = np.where(lower, values[np.arange(len(points)), best], loss)
        reach = np.where(lower, reach, reach * 0.7)
    inside = (np.abs(points) < 1 - FAR).all(-1) & (reach < NEAR)
    return points[inside & _pointed(square, points, sign)]


@np.errstate(all="ignore")
def _pointed(square: Square, points: Array, sign: int) -> npt.NDArray[np.bool_]:
    """Whether all around is higher, with slopes that don't vanish towards the point."""
    angles = np.arange(DIRECTIONS) * 2 * np.pi / DIRECTIONS + 0.1
    ring = np.stack([np.cos(angles), np.sin(angles)], -1)
    loss = sign * square.value(points)[:, None]
    slopes: list[Array] = []
    higher = np.isfinite(loss[:, 0])
    for radius in (NEAR, FAR):
        around = points[:, None] + radius * ring
        higher &= (sign * square.value(around) > loss).all(1)  # False for NaN
        slopes.append(np.median(_size(square.gradient(around)), axis=1))
    pointed: npt.NDArray[np.bool_] = higher & (slopes[0] > KEPT * slopes[1]) & (slopes[0] > 0)
    return pointed


def _size(vectors: Array) -> Array:
    return np.hypot(vectors[..., 0], vectors[..., 1])
