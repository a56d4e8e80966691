"""A surface along a straight line in the plane of its parameters: a function of one number.

L(p + tu) with a unit direction u: t is the distance from p in parameters, whatever scales the axes
are drawn in. Its slope is gᵀu and its curvature uᵀHu.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, TypeAlias, final

import numpy as np

from engine.analysis.curvature import eigenvectors
from engine.analysis.local_quadratic import LocalQuadratic
from engine.arrays import Array
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView
from engine.surfaces.base import Point, Surface

NO_DIRECTION = QT_TRANSLATE_NOOP("Message", "There is no direction: the line has length 0.")

SAMPLES: Final = 1025
PART: Final = 128  # places in one step

Span: TypeAlias = tuple[float, float]
"""A part of a line: from one t to a greater one."""


@final
@dataclass(frozen=True, slots=True)
class Line:
    """The points `point` + t `direction`; the direction has length 1."""

    point: Point
    direction: Point

    def points(self, t: Array) -> Array:
        """The points at `t` (...,), shape (..., 2)."""
        (x, y), (u, v) = self.point, self.direction
        return np.stack([x + t * u, y + t * v], axis=-1)

    def places(self, points: Array) -> Array:
        """Where on the line the nearest point to each of `points` (..., 2) is: t, shape (...,)."""
        (x, y), (u, v) = self.point, self.direction
        places: Array = (points[..., 0] - x) * u + (points[..., 1] - y) * v
        return places

    def distances(self, points: Array) -> Array:
        """How far from the line `points` (..., 2) are, positive to the left, shape (...,)."""
        (x, y), (u, v) = self.point, self.direction
        distances: Array = (points[..., 1] - y) * u - (points[..., 0] - x) * v
        return distances

    def within(self, low: Point, high: Point) -> Span | None:
        """The part between the corners of a window; None of a line that misses it."""
        first, last = -np.inf, np.inf
        for x, u, least, most in zip(self.point, self.direction, low, high, strict=True):
            if u == 0:
                if not least <= x <= most:
                    return None
                continue
            ends = sorted(((least - x) / u, (most - x) / u))
            first, last = max(first, ends[0]), min(last, ends[1])
        return (first, last) if first < last else None


def along(point: Point, vector: Point) -> Line:
    """The line from `point` in the direction of `vector`, of any length.

    Raises DataError where that is 0 or either is not finite.
    """
    x, y = map(float, vector)
    size = max(abs(x), abs(y))
    if not (0 < size < np.inf and np.isfinite(point).all()):
        raise DataError(NO_DIRECTION)
    x, y = x / size, y / size  # so that no square overflows or vanishes
    length = float(np.hypot(x, y))
    return Line((float(point[0]), float(point[1])), (x / length, y / length))


def axis(point: Point, number: int) -> Line:
    """The line through `point` along the first axis, number 0, or the second."""
    return along(point, (1.0, 0.0) if number == 0 else (0.0, 1.0))


def through(one: Point, other: Point) -> Line:
    """The line from one point to another; raises DataError where they are one."""
    with np.errstate(all="ignore"):
        x, y = np.subtract(other, one).tolist()
    return along(one, (x, y))


def eigenline(model: LocalQuadratic, number: int) -> Line:
    """The line along the eigenvector of the lesser eigenvalue, number 0, or of the greater one.

    Raises DataError where the Hessian is not finite.
    """
    return along(_pair(model.point), _pair(eigenvectors(model.hessian)[:, number]))


def downhill(model: LocalQuadratic) -> Line:
    """The line against the gradient; raises DataError where that is 0 or not finite."""
    return along(_pair(model.point), _pair(-model.gradient))


def coasting(fleet: FleetView, place: int) -> Line:
    """The line on which the memory of movement alone would lead ball number `place` on.

    That of its last move where the rule has no such memory; raises DataError where it rests.
    """
    moves = fleet.coast
    if moves is None:
        with np.errstate(all="ignore"):
            moves = fleet.position - fleet.previous
    return along(_pair(fleet.position[place]), _pair(moves[place]))


@final
@dataclass(frozen=True, slots=True, eq=False)
class OnLine:
    """The loss as a function of t, arrays of any shape (...,). Never raises, never warns."""

    surface: Surface
    line: Line

    def value(self, t: Array) -> Array:
        with np.errstate(all="ignore"):
            return self.surface.value(self.line.points(t))

    def slope(self, t: Array) -> Array:
        """gᵀu."""
        u, v = self.line.direction
        with np.errstate(all="ignore"):
            gradient = self.surface.gradient(self.line.points(t))
            return np.asarray(_times(gradient[..., 0], u) + _times(gradient[..., 1], v))

    def curvature(self, t: Array) -> Array:
        """uᵀHu."""
        u, v = self.line.direction
        with np.errstate(all="ignore"):
            hessian = self.surface.hessian(self.line.points(t))
            xx, xy, yy = hessian[..., 0, 0], hessian[..., 0, 1], hessian[..., 1, 1]
            return np.asarray(_times(xx, u * u) + _times(xy, 2 * u * v) + _times(yy, v * v))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """A surface along a line at n places; arrays are (n,), points (n, 2)."""

    t: Array
    points: Array
    loss: Array
    slope: Array
    curvature: Array


def sampled(
    surface: Surface, line: Line, count: int = SAMPLES, span: Span | None = None
) -> Sampled:
    """The surface at `count` places of a line, evenly from end to end of `span`.

    By default that is the part in the surface's window; empty arrays where there is none. NaN
    and infinite where the loss or a derivative is.
    """
    ends = span or line.within(surface.low, surface.high)
    t = np.linspace(*ends, count) if ends is not None else np.zeros(0)
    cut = OnLine(surface, line)
    return Sampled(t, line.points(t), cut.value(t), cut.slope(t), cut.curvature(t))


def in_parts(evaluate: Callable[[Array], Array], t: Array) -> Generator[None, None, Array]:
    """`evaluate` at places (n,), a few in a step."""
    values = np.empty(t.shape)
    for first in range(0, len(t), PART):
        values[first : first + PART] = evaluate(t[first : first + PART])
        yield
    return values


def _times(derivative: Array, factor: float) -> Array | float:
    """The product; 0 for a factor of 0: across the line a derivative may be infinite."""
    return derivative * factor if factor else 0.0


def _pair(vector: Array) -> Point:
    x, y = vector.tolist()
    return x, y
