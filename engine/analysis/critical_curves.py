"""Curves on which the gradient is zero, such as the floor of a valley, followed point by point.

Predictor and corrector (Allgower and Georg, Introduction to Numerical Continuation Methods): a step
along the direction without curvature, then Newton steps across it, back to where the slope is zero.
"""

from collections.abc import Generator
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.analysis.curvature import eigenvalues, eigenvectors, read
from engine.analysis.newton import Square
from engine.analysis.status import Status, statuses
from engine.arrays import Array

STEP: Final = 0.02  # between the points of a curve, in half sides of the window
LONGEST: Final = 4000  # points
CORRECTIONS: Final = 20
LEVEL: Final = 1e-6  # an eigenvalue this small relative to the other is none
CERTAIN: Final = 1e-10  # a Newton step across the curve that is no longer corrected
SLICE: Final = 8  # points between two yields
LEAST: Final = 5  # points that make a curve


def following(square: Square, start: Array) -> Generator[None, None, Array | None]:
    """The curve of critical points through `start`, shape (n, 2); None if it is alone.

    A curve that closes ends where it begins; others end at the window, or where they branch.
    """
    begun = _corrected(square, start)
    if begun is None:
        return None
    point, along = begun
    around = [_corrected(square, point + side * STEP * along) for side in (1, -1)]
    found = [each[0] for each in around if each is not None]
    if not found or not _resting(square, np.array(found)).any():
        return None
    ahead, closed = yield from _one_way(square, point, along)
    back = [] if closed else (yield from _one_way(square, point, -along))[0]
    points = np.array([*reversed(back), point, *ahead, *([point] if closed else [])])
    if len(points) < LEAST:
        return None
    moving, middle = ~_resting(square, points), len(back)
    first = middle - _count(moving[:middle][::-1])
    last = middle + 1 + _count(moving[middle + 1 :])
    return points[first:last] if last - first >= LEAST else None


def _count(moving: npt.NDArray[np.bool_]) -> int:
    """How many points there are before the first that moves."""
    return int(moving.argmax()) if moving.any() else len(moving)


def _one_way(
    square: Square, start: Array, along: Array
) -> Generator[None, None, tuple[list[Array], bool]]:
    """The points after `start` in one direction, and whether they come back to it."""
    points: list[Array] = []
    point = start
    while len(points) < LONGEST:
        if len(points) % SLICE == 0:
            yield
        found = _corrected(square, point + STEP * along)
        if found is None:
            break
        after, direction = found
        moved = after - point
        if not STEP / 2 < np.hypot(*moved) < 2 * STEP:
            break
        if (np.abs(after) > 1).any():
            points.append(_at_border(point, after))
            break
        if len(points) > LEAST and np.hypot(*(after - start)) < 0.75 * STEP:
            return points, True
        points.append(after)
        along = direction if direction @ moved > 0 else -direction
        point = after
    return points, False


@np.errstate(all="ignore")
def _corrected(square: Square, point: Array) -> tuple[Array, Array] | None:
    """The point of a curve near `point`, and the direction of the curve there."""
    known = _axes(square, point)
    if known is None:
        return None
    strong, _, axes = known
    across = axes[:, 1]
    for _ in range(CORRECTIONS):  # with the same Hessian: less work than Newton's in all
        step = (across @ square.gradient(point)) / strong
        point = point - step * across
        if not abs(step) <= STEP:
            return None
        if abs(step) <= CERTAIN:
            break
    known = _axes(square, point)
    if known is None or abs(known[1]) > LEVEL * abs(known[0]):
        return None
    return point, known[2][:, 0]


@np.errstate(all="ignore")
def _axes(square: Square, point: Array) -> tuple[float, float, Array] | None:
    """The greater and the lesser eigenvalue by size, and their axes: the lesser one's first."""
    hessian = square.hessian(point)
    values = eigenvalues(hessian)
    strong = int(abs(values[1]) > abs(values[0]))
    if not np.isfinite(values).all() or values[strong] == 0:
        return None
    axes = eigenvectors(hessian)
    return float(values[strong]), float(values[1 - strong]), axes[:, [1 - strong, strong]]


@np.errstate(all="ignore")
def _resting(square: Square, points: Array) -> npt.NDArray[np.bool_]:
    """Where there is no slope along the curve either: else it is a valley that descends."""
    reading = read(square.surface, square.points(points))
    kinds = statuses(reading, np.zeros_like(points))
    return np.array([kind is not Status.MOVING for kind in kinds])


def _at_border(inside: Array, outside: Array) -> Array:
    """Where the way between two points leaves the square."""
    with np.errstate(all="ignore"):
        shares = (np.sign(outside) - inside) / (outside - inside)
    beyond = np.abs(outside) > 1
    crossed: Array = inside + shares[beyond].min() * (outside - inside)
    return crossed
