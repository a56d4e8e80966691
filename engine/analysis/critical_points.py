"""Critical points of a surface within a window: where the gradient is zero, and of what kind.

A search from many starts. Where both slopes change their sign within a cell of a grid there is a
critical point in most cases: Newton's method (`engine.analysis.newton`) finds it, from there and
from points drawn at random. What is found is merged and classified; what is not found may still
exist. A surface without slope or curvature in some area has no points to list there, and a minimum
at a kink has no derivative: both are findings of their own.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.analysis.critical_curves import LEVEL, STEP, following
from engine.analysis.curvature import eigenvalues, eigenvectors, read
from engine.analysis.kinks import descending, kinks
from engine.analysis.newton import Square, by_rows, solving
from engine.analysis.status import Status, statuses
from engine.arrays import Array
from engine.steps import result_of
from engine.surfaces.base import Point, Surface

STARTS: Final = 400  # at random
CELLS: Final = 128  # of the grid, on each side
MOST: Final = 4000  # starts from the grid; of more, evenly chosen
SAME: Final = 1e-6  # half sides of the window: points this near to each other are one
DEGENERATE_SAME: Final = 1e-3  # the same where Newton's method is slow
PROBE: Final = 1e-5  # half sides: an eigenvalue must exceed by far what it changes by within that
SIGN: Final = 1e-4  # a share of that change
CROSS: Final = np.array([(1, 0.3), (-0.3, 1), (-1, -0.3), (0.3, -1)])  # directions of probes
AROUND: Final = 1e-3  # half sides: a slope must be nothing next to what it is so far away
VANISHED: Final = 1e-6  # a share of that
EDGE: Final = 1e-9  # half sides: on the window's border

Mask = npt.NDArray[np.bool_]


@final
@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """A point without slope. Eigenvalues ascend; eigenvector k belongs to eigenvalue k.

    At a kink, `Status.NO_DERIVATIVE`, they are NaN: it is a minimum or maximum of the loss where
    that has no slope.
    """

    point: Point
    loss: float
    eigenvalues: tuple[float, float]
    eigenvectors: tuple[Point, Point]
    kind: Status


@final
@dataclass(frozen=True, slots=True, eq=False)
class CriticalPoints:
    """What a search found: `points` by loss, and `curves` of critical points, (n, 2) each.

    `creases` (n, 2) are places where the surface has no derivative. `flat` says that there is an
    area without slope and curvature. The search made `starts` attempts; it may have missed some.
    """

    points: tuple[CriticalPoint, ...]
    curves: tuple[Array, ...]
    creases: Array
    flat: bool
    starts: int


def find(
    surface: Surface,
    low: Point | None = None,
    high: Point | None = None,
    starts: int = STARTS,
    seed: int = 0,
) -> CriticalPoints:
    """The critical points of `surface` between the corners, its window's by default.

    `starts` are drawn at random, in addition to those of the grid. Raises ValueError where the
    window has no area.
    """
    return result_of(searching(surface, low, high, starts, seed))


def searching(
    surface: Surface,
    low: Point | None = None,
    high: Point | None = None,
    starts: int = STARTS,
    seed: int = 0,
) -> Generator[None, None, CriticalPoints]:
    """The same in steps of a few milliseconds; returns what was found."""
    square = _square(surface, low, high)
    side = np.linspace(-1, 1, CELLS + 1)
    grid = np.stack(np.meshgrid(side, side), -1)
    gradient = yield from by_rows(square.gradient, grid)
    chosen = _starts(grid, gradient, starts, seed)
    regular, level, flat = np.empty((0, 2)), np.empty((0, 2)), False
    for part in np.array_split(chosen, max(1, len(chosen) // 100)):
        ends = yield from solving(square, part)
        found, some = _certain(square, ends)
        signed, flat = (_signs(square, found) != 0).all(-1), flat or some
        regular = _joined(regular, _apart(found[signed], SAME))
        level = np.concatenate([level, found[~signed]])
        yield
    _, first = np.unique(np.round(level / SAME), axis=0, return_index=True)
    curves, alone = yield from _followed(square, level[np.sort(first)])
    apart = np.concatenate([regular, alone])
    yield
    hessian = yield from by_rows(square.hessian, grid)
    creases = kinks(square, grid, gradient, hessian)
    yield
    peaks = yield from _at_kinks(square, grid, creases, np.concatenate([apart, *curves]))
    yield
    points = [*_described(square, apart), *(_kink(square, at) for at in peaks)]
    ordered = tuple(sorted(points, key=lambda each: (each.loss, each.point)))
    lines = tuple(square.points(curve) for curve in curves)
    return CriticalPoints(ordered, lines, square.points(creases), flat, len(chosen))


def _square(surface: Surface, low: Point | None, high: Point | None) -> Square:
    corners = np.array(low or surface.low, float), np.array(high or surface.high, float)
    if not (np.isfinite(corners).all() and (corners[0] < corners[1]).all()):
        raise ValueError("the window has no area")
    return Square(surface, *corners)


@np.errstate(all="ignore")
def _starts(grid: Array, gradient: Array, count: int, seed: int) -> Array:
    """Where searches begin, shape (n, 2)."""
    middles = (grid[:-1, :-1] + grid[1:, 1:]) / 2
    level = (gradient == 0).all(-1)
    level = level[:-1, :-1] & level[1:, 1:]
    inside = middles[_changes(gradient[..., 0]) & _changes(gradient[..., 1]) & ~level]
    if len(inside) > MOST:
        inside = inside[np.linspace(0, len(inside) - 1, MOST).astype(int)]
    drawn = np.random.default_rng(seed).uniform(-1, 1, (count, 2))
    return np.concatenate([inside, drawn])


def _changes(slopes: Array) -> Mask:
    """The cells at whose corners a slope has both signs, or is zero."""
    corners = np.stack([slopes[:-1, :-1], slopes[1:, :-1], slopes[:-1, 1:], slopes[1:, 1:]])
    changes: Mask = (corners.min(0) <= 0) & (corners.max(0) >= 0)
    return changes


@np.errstate(all="ignore")
def _certain(square: Square, ends: Array) -> tuple[Array, bool]:
    """The ends that are critical points of the window, and whether some lie in a flat area."""
    ends = ends[(np.abs(ends) <= 1 + EDGE).all(-1)]  # False for NaN
    reading = read(square.surface, square.points(ends))
    kinds = statuses(reading, np.zeros_like(ends))
    resting = np.array([kind not in _NONE for kind in kinds], bool)
    still = (reading.norm == 0) & (np.abs(reading.hessian).max((-2, -1)) == 0)
    level = still & (square.gradient(ends[:, None] + PROBE * CROSS) == 0).all((-2, -1))
    return ends[(resting | _vanishing(square, ends)) & ~level], bool(level.any())


_NONE: Final = (Status.MOVING, Status.NO_VALUE, Status.NO_DERIVATIVE, Status.DIVERGED)


@np.errstate(all="ignore")
def _vanishing(square: Square, points: Array) -> Mask:
    """Whether the slope along each axis of curvature is nothing next to what it soon becomes.

    So also where there is no curvature to compare it with, as in the middle of x⁴.
    """
    axes, gradient = eigenvectors(square.hessian(points)), square.gradient(points)
    vanishing = np.ones(len(points), bool)
    for k in (0, 1):
        axis = axes[..., k]
        ahead, behind = (square.gradient(points + side * AROUND * axis) for side in (1, -1))
        change = np.abs(((ahead - behind) * axis).sum(-1))
        vanishing &= np.abs((gradient * axis).sum(-1)) <= VANISHED * change
    return vanishing


def _followed(square: Square, points: Array) -> Generator[None, None, tuple[list[Array], Array]]:
    """The curves that go through `points` (n, 2), and those points that lie on none."""
    curves: list[Array] = []
    alone: list[Array] = []
    while len(points):
        curve = yield from following(square, points[0])
        if curve is None:
            alone.append(points[0])
        else:
            curves.append(curve)
            gaps = points[1:, None] - curve
            away = np.hypot(gaps[..., 0], gaps[..., 1]).min(1) > STEP
        points = points[1:][away if curve is not None else np.s_[:]]
    return curves, _apart(np.array(alone).reshape(-1, 2), DEGENERATE_SAME)


def _apart(points: Array, distance: float) -> Array:
    """The points (n, 2) without those that are nearer than `distance` to one before."""
    kept = []
    while len(points):
        kept.append(points[0])
        points = points[np.abs(points - points[0]).max(-1) > distance]
    return np.array(kept).reshape(-1, 2)


def _joined(known: Array, new: Array) -> Array:
    """All points (n, 2) without those of `new` that are known."""
    gaps = np.abs(new[:, None] - known).max(-1).min(1, initial=np.inf)
    return np.concatenate([known, new[gaps > SAME]])


def _near(others: Array, point: Array, distance: float) -> bool:
    return bool(np.hypot(*(others - point).T).min(initial=np.inf) <= distance)


@np.errstate(all="ignore")
def _signs(square: Square, points: Array) -> Array:
    """The sign of each eigenvalue (n, 2); 0 where it may as well be zero.

    That is where it is nothing relative to the other one, or where it changes by far more than
    itself within a distance as short as that at which two points are one.
    """
    values = eigenvalues(square.hessian(points))
    around = eigenvalues(square.hessian(points[:, None] + PROBE * CROSS))
    change = np.nanmax(np.abs(around - values[:, None]), axis=1, initial=0.0)
    least = np.maximum(LEVEL * np.abs(values).max(-1, keepdims=True), SIGN * change)
    return np.where(np.abs(values) > least, np.sign(values), 0.0)


@np.errstate(all="ignore")
def _described(square: Square, places: Array) -> list[CriticalPoint]:
    """The points with what can be said of them; -0 is 0."""
    reading = read(square.surface, square.points(places) + 0.0)
    axes, signs = eigenvectors(reading.hessian), _signs(square, places)
    arrays = (reading.points, reading.loss, reading.eigenvalues, axes.swapaxes(-1, -2), signs)
    return [
        CriticalPoint((x, y), loss, (low, high), (tuple(u), tuple(v)), _kind(one, other))
        for (x, y), loss, (low, high), (u, v), (one, other) in zip(
            *(array.tolist() for array in arrays), strict=True
        )
    ]


_KINDS: Final[dict[tuple[float, float], Status]] = {
    (1, 1): Status.MINIMUM,
    (-1, 1): Status.SADDLE,
    (-1, -1): Status.MAXIMUM,
}


def _kind(low: float, high: float) -> Status:
    """By the signs of the eigenvalues, of which 0 is none."""
    return _KINDS.get((low, high), Status.DEGENERATE if low or high else Status.FLAT)


def kinds_at(square: Square, places: Array) -> tuple[Status, ...]:
    """The kinds of critical points at `places` (n, 2) of the square: FLAT without curvature."""
    return tuple(_kind(low, high) for low, high in _signs(square, places).tolist())


def _at_kinks(
    square: Square, grid: Array, creases: Array, known: Array
) -> Generator[None, None, Array]:
    """Minima and maxima of the loss on kinks."""
    # From the lowest and highest points of the grid that no critical point explains.
    loss = yield from by_rows(square.value, grid)
    near = 4.0 / CELLS
    found = []
    for sign in (1, -1):
        low = grid[1:-1, 1:-1][_lowest(sign * loss)]
        odd = [at for at in low if _near(creases, at, near) or not _near(known, at, near)]
        ends = yield from descending(square, np.array(odd).reshape(-1, 2), sign)
        found.append(_apart(ends, DEGENERATE_SAME))
    return np.concatenate(found)


def _lowest(loss: Array) -> Mask:
    """The inner points of a grid that are not higher than those around, which are not all alike."""
    middle = loss[1:-1, 1:-1]
    lowest, level = np.ones(middle.shape, bool), np.ones(middle.shape, bool)
    rows, columns = loss.shape
    for i in range(3):
        for j in range(3):
            other = loss[i : rows - 2 + i, j : columns - 2 + j]
            lowest &= middle <= other
            level &= middle == other
    return lowest & ~level


def _kink(square: Square, at: Array) -> CriticalPoint:
    point = square.points(at) + 0.0
    nothing = (np.nan, np.nan)
    loss = float(read(square.surface, point).loss)
    return CriticalPoint(_pair(point), loss, nothing, (nothing, nothing), Status.NO_DERIVATIVE)


def _pair(values: Array) -> Point:
    first, second = values.tolist()
    return first, second
