"""The height scale: maps a loss to a height on the screen. It does not affect the simulation."""

from dataclasses import dataclass
from functools import lru_cache
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface

Mask = npt.NDArray[np.bool_]

HEIGHT = 0.8  # of the box, in world units; its longer horizontal side is 2
OVER = 1.2  # of `HEIGHT`; heights are clipped to it, so that a ball outside can be drawn
FLOOR = HEIGHT * (1 - OVER)  # where the block below a surface ends: under all heights
MARGIN = 0.08  # of the window's size, on every side, in which things are still drawn
ASPECT = 1.8  # wider windows are scaled to this
SHALLOW = 2.0  # percent of the window that a logarithmic scale draws as nearly flat bottoms


@final
@dataclass(frozen=True, slots=True)
class HeightScale:
    """Linear, or logarithmic: s = log10(loss - low + floor).

    `low` and `high` are the losses at the bottom and the top of the box. `floor` is a power of
    ten: without it the minimum would be infinitely deep.
    """

    low: float
    high: float
    log: bool = False
    floor: float = 0.0

    def coordinate(self, loss: Array | float) -> Array:
        """The number s that heights, colours and contour levels are linear in; never nan."""
        known: Array = np.nan_to_num(
            np.asarray(loss, float), nan=1e300, posinf=1e300, neginf=-1e300
        )
        if not self.log:
            return known
        height: Array = np.log10(np.maximum(known - self.low + self.floor, 0.1 * self.floor))
        return height

    def loss(self, coordinate: Array | float) -> Array:
        """The inverse of `coordinate`."""
        s = np.asarray(coordinate, float)
        return self.low - self.floor + 10.0**s if self.log else s

    def slope(self, loss: Array | float) -> Array:
        """ds/dloss."""
        loss = np.asarray(loss, float)
        if not self.log:
            return np.ones_like(loss)
        above = np.maximum(loss - self.low + self.floor, 0.1 * self.floor)
        slope: Array = 1.0 / (np.log(10.0) * above)
        return slope

    @property
    def bottom(self) -> float:
        return _ends(self)[0]

    @property
    def top(self) -> float:
        return _ends(self)[1]

    def fraction(self, loss: Array | float) -> Array:
        """0 at the bottom of the box and 1 at its top: what the colour map is read at."""
        fraction: Array = (self.coordinate(loss) - self.bottom) / (self.top - self.bottom)
        return fraction


@lru_cache(maxsize=64)
def _ends(scale: HeightScale) -> tuple[float, float]:
    """The coordinates of the lowest and the highest loss, which every frame needs many times."""
    return float(scale.coordinate(scale.low)), float(scale.coordinate(scale.high))


def height_scale(losses: Array, log: bool) -> HeightScale:
    """The scale for these finite losses; a flat surface gets a height range too.

    The floor of a logarithmic scale is the power of ten nearest to the loss that the lowest few
    percent are below, above the minimum: so every basin is wide enough for a ball to be visible.
    """
    low, high = (float(losses.min()), float(losses.max())) if losses.size else (0.0, 1.0)
    if not high - low > 1e-12 * max(abs(low), abs(high), 1e-300):
        low, high = low - 0.5, low + 0.5
    if not log:
        return HeightScale(low, high)
    shallow = max(float(np.percentile(losses, SHALLOW)) - low, 1e-9 * (high - low))
    return HeightScale(low, high, True, float(10.0 ** np.round(np.log10(shallow))))


@final
@dataclass(frozen=True, slots=True)
class World:
    """The box that a surface's window is drawn in: x, y around 0, z from 0 to `HEIGHT`.

    `half` holds half the box's sides. Points are (..., 2) in the surface's own units. Before the w2
    of `cut` nothing of the surface is drawn.
    """

    low: tuple[float, float]
    high: tuple[float, float]
    half: tuple[float, float]
    scale: HeightScale
    cut: float | None = None

    @property
    def start(self) -> tuple[float, float]:
        """The lowest point that the surface is drawn at."""
        front = self.low[1] if self.cut is None else max(self.low[1], min(self.cut, self.high[1]))
        return self.low[0], front

    @property
    def front(self) -> float:
        """The least y of what is drawn of the surface."""
        return -self.half[1] if self.cut is None else float(self.plane(np.array(self.start))[1])

    @property
    def unit(self) -> Array:
        """World lengths of one unit of w1 and of w2, shape (2,)."""
        unit: Array = 2 * np.array(self.half) / (np.array(self.high) - np.array(self.low))
        return unit

    def plane(self, points: Array) -> Array:
        """World x, y of `points`."""
        plane: Array = (points - np.array(self.low)) * self.unit - np.array(self.half)
        return plane

    def points(self, plane: Array) -> Array:
        """The inverse of `plane`."""
        points: Array = (plane + np.array(self.half)) / self.unit + np.array(self.low)
        return points

    def z(self, loss: Array | float) -> Array:
        """Heights, clipped a little above and below the box; never nan."""
        z: Array = HEIGHT * np.clip(self.scale.fraction(loss), 1 - OVER, OVER)
        return z

    def loss(self, z: Array | float) -> Array:
        """The loss drawn at height `z`."""
        s = self.scale
        return s.loss(s.bottom + np.asarray(z, float) / HEIGHT * (s.top - s.bottom))

    def to_world(self, points: Array, loss: Array) -> Array:
        """World positions (..., 3) of `points` (..., 2) with these losses (...)."""
        plane = self.plane(points)
        return np.concatenate([plane, self.z(loss)[..., None]], axis=-1)

    def slopes(self, loss: Array, gradient: Array) -> Array:
        """dz/dx and dz/dy in world units, (..., 2), from the loss's own gradient."""
        s = self.scale
        rate = HEIGHT / (s.top - s.bottom) * s.slope(loss)
        slopes = np.asarray(rate)[..., None] * gradient / self.unit
        return np.clip(np.nan_to_num(slopes, nan=0.0, posinf=1e6, neginf=-1e6), -1e6, 1e6)

    def normals(self, loss: Array, gradient: Array) -> Array:
        """Unit normals (..., 3), pointing up."""
        up = np.ones((*np.shape(loss), 1))
        normal = np.concatenate([-self.slopes(loss, gradient), up], axis=-1)
        unit: Array = normal / np.linalg.norm(normal, axis=-1, keepdims=True)
        return unit

    def inside(self, points: Array, margin: float = MARGIN) -> Mask:
        """Which points are in the window (widened by `margin` of its size); nan is not."""
        low, high = np.array(self.low), np.array(self.high)
        slack = margin * (high - low)
        inside: Mask = np.all((points >= low - slack) & (points <= high + slack), axis=-1)
        return inside


def world_of(surface: Surface, values: Array, log: bool | None = None) -> World:
    """The box for `surface`, whose finite sampled losses are `values`.

    `log` overrides the surface's own choice between the two scales.
    """
    minima = np.array(surface.minima, float).reshape(-1, 2)
    known = np.append(values[np.isfinite(values)], surface.value(minima)) if len(minima) else values
    known = known[np.isfinite(known)]
    sides = np.array(surface.high, float) - np.array(surface.low, float)
    shape = np.clip(sides / sides.max(), 1 / ASPECT, 1.0)
    return World(
        (float(surface.low[0]), float(surface.low[1])),
        (float(surface.high[0]), float(surface.high[1])),
        (float(shape[0]), float(shape[1])),
        height_scale(known, surface.log_height if log is None else log),
    )
