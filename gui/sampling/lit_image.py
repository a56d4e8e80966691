"""A small lit picture of a surface, for thumbnails. NumPy only, no OpenGL.

With a fixed direction of view, each column of pixels shows one line over the ground. From near to
far along it, a point is visible if and only if it is higher in the picture than all before it: so
one running maximum gives what every pixel shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.colormap import colors
from gui.sampling.contour_levels import MAJOR, levels
from gui.sampling.height_scale import HEIGHT, Mask, World, world_of
from gui.sampling.mesh import grid

Pixels = npt.NDArray[np.uint8]

ELEVATION: Final = 38.0  # degrees: higher than the scene's, so that no front wall hides the floor
FLAT: Final = 0.75  # of the scene's height, for the same reason
FILL: Final = 0.95  # of the picture, taken by the box
SAMPLES: Final = 224  # points along each line of sight
STRIP: Final = 32  # columns of samples made at a time
SAMPLED: Final = 96  # points a side for the range of heights
LINES: Final = 14  # contour lines: fewer than in the scene, as there is less space
SMOOTH: Final = 2  # samples a side for each pixel, on coarse screens
FINE: Final = 1.5  # device pixels to one, from which single samples suffice
MINOR_INK, MAJOR_INK = 0.13, 0.26
WALL: Final = 0.50  # brightness of the block's sides
# Light: as in the scene's shader. The key light is at the upper left of the camera.
SKY, KEY = np.array([0.42, 0.44, 0.48]), np.array([0.68, 0.66, 0.62])
KEY_RIGHT, KEY_NEAR, KEY_UP = -0.55, 0.35, 0.72


@final
@dataclass(frozen=True, slots=True)
class Pose:
    """Orientation of the box and its place in a picture; lengths in the picture's pixels."""

    world: World
    azimuth: float
    width: float
    height: float

    @property
    def right(self) -> Array:
        a = radians(self.azimuth)
        return np.array([-sin(a), cos(a)])

    @property
    def away(self) -> Array:
        """Along the ground, away from the camera."""
        a = radians(self.azimuth)
        return np.array([-cos(a), -sin(a)])

    @property
    def tilt(self) -> tuple[float, float]:
        """The rise in the picture of one world length away, and of one upwards."""
        return sin(radians(ELEVATION)), cos(radians(ELEVATION)) * FLAT

    @property
    def reach(self) -> tuple[float, float]:
        """Half the world lengths that the ground spans to the right, and away."""
        half = np.array(self.world.half)
        return float(np.abs(self.right) @ half), float(np.abs(self.away) @ half)

    @property
    def scale(self) -> float:
        """Pixels to a world length."""
        across, deep = self.reach
        tall = 2 * deep * self.tilt[0] + HEIGHT * self.tilt[1]
        return FILL * min(self.width / (2 * across), self.height / tall)

    def rise(self, deep: Array, z: Array | float) -> Array:
        """World lengths above the picture's middle, of points at these depths and heights."""
        return deep * self.tilt[0] + (np.asarray(z) - HEIGHT / 2) * self.tilt[1]

    def project(self, points: Array, loss: Array) -> tuple[Array, Array]:
        """Pixels (..., 2) of points on the surface, and their depths (...)."""
        plane = self.world.plane(points)
        deep = plane @ self.away
        x = self.width / 2 + plane @ self.right * self.scale
        y = self.height / 2 - self.rise(deep, self.world.z(loss)) * self.scale
        return np.stack([x, y], axis=-1), deep


@final
@dataclass(frozen=True, slots=True, eq=False)
class Relief:
    """The picture and what is needed to draw on it."""

    surface: Surface
    pose: Pose
    pixels: Pixels  # (h, w, 4), premultiplied RGBA
    start: Array  # (columns,), where each line of sight enters the ground
    end: Array  # (columns,), where it leaves it
    highest: Array  # (columns, SAMPLES), the running maximum of the rise along it

    def seen(self, points: Array, loss: Array) -> Mask:
        """Which points on the surface are not hidden by a nearer part of it."""
        pixels, deep = self.pose.project(points, loss)
        column = pixels[..., 0] / self.pose.width * len(self.start)
        column = np.clip(column, 0, len(self.start) - 1).astype(np.intp)
        start, end = self.start[column], self.end[column]
        share = (deep - start) / np.maximum(end - start, 1e-9)
        # A step nearer than the point, which rounding could make hide itself.
        place = np.clip(share * (SAMPLES - 1) - 2, 0, SAMPLES - 1).astype(np.intp)
        rise = self.pose.rise(deep, self.pose.world.z(loss))
        seen: Mask = (rise > self.highest[column, place] - 0.01) | (share * (SAMPLES - 1) < 2)
        return seen & ~np.isnan(loss)


def relief(surface: Surface, azimuth: float, width: int, height: int, ratio: float) -> Relief:
    """`surface` from `azimuth` degrees in a picture of this size, `ratio` device pixels to one.

    Takes some 20 ms for 208 x 130 where the loss is a short formula.
    """
    for made in reliefs(surface, azimuth, width, height, ratio):
        if made is not None:
            return made
    raise AssertionError


def reliefs(
    surface: Surface, azimuth: float, width: int, height: int, ratio: float
) -> Iterator[Relief | None]:
    """The same in slices: yields None after each, and the picture at the end.

    A loss of many examples takes a hundred times as long as a formula.
    """
    smooth = 1 if ratio >= FINE else SMOOTH
    with np.errstate(all="ignore"):
        world = world_of(surface, surface.value(grid(surface, SAMPLED)))
    pose = Pose(world, azimuth, float(width), float(height))
    across, down = (max(1, round(side * ratio)) * smooth for side in (width, height))
    yield None
    strips: list[tuple[Array, Array, Array, Array]] = []
    for first in range(0, across, STRIP):
        last = min(first + STRIP, across)
        # One more column on either side: contour lines need slopes from their neighbours.
        left, right = max(first - 1, 0), min(last + 1, across)
        kept = slice(first - left, last - left)
        lines = _LinesOfSight(surface, pose, (across, down), (left, right))
        image = lines.painted(smooth * ratio)[:, kept]
        strips.append((image, lines.start[kept], lines.end[kept], lines.highest[kept]))
        yield None
    images, *bounds = zip(*strips, strict=True)
    pixels = _averaged(np.concatenate(images, axis=1), smooth)
    yield Relief(surface, pose, pixels, *map(np.concatenate, bounds))


@final
class _LinesOfSight:
    """The lines of sight of some columns of a picture, `size` samples across and down."""

    def __init__(
        self, surface: Surface, pose: Pose, size: tuple[int, int], columns: tuple[int, int]
    ) -> None:
        across, down = size
        self.surface, self.pose = surface, pose
        middles = (np.arange(*columns) + 0.5) / across - 0.5
        self._across = middles * pose.width / pose.scale
        self._rises = (0.5 - (np.arange(down) + 0.5) / down) * pose.height / pose.scale
        self.start, self.end, self._wall = self._bounds()
        share = np.linspace(0.0, 1.0, SAMPLES)
        deep = self.start[:, None] + (self.end - self.start)[:, None] * share
        z, _, loss = self._z(self._across[:, None], deep)
        self._rise = pose.rise(deep, z)
        self._rise[np.isnan(loss)] = -np.inf  # outside a formula's domain there is no surface
        self._rise[self.end <= self.start] = -np.inf
        self.highest = np.maximum.accumulate(self._rise, axis=1)

    def painted(self, ratio: float) -> Array:
        """The picture, (down, across, 4): premultiplied colour and opacity, 0..1."""
        deep, on_top, on_wall = self._hits()
        image = np.zeros((*on_top.shape, 4))
        image[on_top | on_wall, 3] = 1.0
        column, row = np.nonzero(on_top)
        aside, deep = self._across[column], deep[column, row]
        z, points, loss = self._z(aside, deep)
        ink = self._ink(on_top, z, ratio)
        image[column, row, :3] = self._lit(points, loss, z) * (1 - ink)[:, None]
        column, row = np.nonzero(on_wall)
        image[column, row, :3] = self._wall_colors(column, row)
        return image.swapaxes(0, 1)

    def _bounds(self) -> tuple[Array, Array, Array]:
        """Where each line enters the ground and leaves it, and the brightness of the wall there."""
        right, away = self.pose.right, self.pose.away
        foot = self._across[:, None] * right
        half = np.array(self.pose.world.half)
        slope = np.where(np.abs(away) < 1e-9, 1e-9, away)
        one, other = (-half - foot) / slope, (half - foot) / slope
        near, far = np.minimum(one, other), np.maximum(one, other)
        start, end = near.max(axis=1), far.min(axis=1)
        # The wall's normal points to the camera along the axis that was entered last.
        axis = near.argmax(axis=1)
        to_left = -right[axis] * -np.sign(slope)[axis]
        return start, np.maximum(end, start), 0.72 + 0.28 * to_left

    def _z(self, aside: Array, deep: Array) -> tuple[Array, Array, Array]:
        """Height, point and loss on lines of sight at these depths."""
        plane = aside[..., None] * self.pose.right + deep[..., None] * self.pose.away
        points = self.pose.world.points(plane)
        with np.errstate(all="ignore"):
            loss = self.surface.value(points)
        return self.pose.world.z(loss), points, loss

    def _hits(self) -> tuple[Array, Mask, Mask]:
        """Depths at which pixels (across, down) hit the surface; where they do; where the wall."""
        columns, rows = len(self._across), len(self._rises)
        step = self._rises[0] - self._rises[1]
        # For each pixel, how many samples along its line stay below it.
        below = np.ceil((self._rises[0] - self.highest) / step)
        first = np.clip(np.nan_to_num(below, posinf=rows), 0, rows).astype(np.intp)
        flat = first + (np.arange(columns) * (rows + 1))[:, None]
        counts = np.bincount(flat.reshape(-1), minlength=columns * (rows + 1))
        reached = counts.reshape(columns, rows + 1)[:, :rows].cumsum(axis=1)
        place = SAMPLES - reached  # the first sample that is not below
        on_top = (place > 0) & (place < SAMPLES)
        after = np.clip(place, 1, SAMPLES - 1)
        lines = np.arange(columns)[:, None]
        low, high = self._rise[lines, after - 1], self._rise[lines, after]
        on_top &= np.isfinite(low)  # else it is the edge behind a hole
        with np.errstate(all="ignore"):
            part = np.clip((self._rises - low) / (high - low), 0.0, 1.0)
        share = (after - 1 + np.nan_to_num(part)) / (SAMPLES - 1)
        deep = self.start[:, None] + share * (self.end - self.start)[:, None]
        floor = self.pose.rise(self.start, 0.0)[:, None]
        on_wall = (place == 0) & (self._rises >= floor) & (self.end > self.start)[:, None]
        return deep, on_top, on_wall

    def _lit(self, points: Array, loss: Array, z: Array) -> Array:
        """Colours (n, 3) under the scene's light."""
        world, pose = self.pose.world, self.pose
        with np.errstate(all="ignore"):
            slopes = world.slopes(loss, self.surface.gradient(points)) * FLAT
        long = np.sqrt(1 + slopes[:, 0] ** 2 + slopes[:, 1] ** 2)
        ground = KEY_RIGHT * pose.right - KEY_NEAR * pose.away
        key = np.array([*ground, KEY_UP]) / np.linalg.norm([*ground, KEY_UP])
        bright = np.maximum((key[2] - slopes @ key[:2]) / long, 0.0)[:, None]
        sky = (0.5 + 0.5 / long)[:, None]
        lit: Array = _shade(z / HEIGHT) * (SKY * sky + KEY * bright + 0.06)
        return np.minimum(lit, 1.0)

    def _wall_colors(self, column: npt.NDArray[np.intp], row: npt.NDArray[np.intp]) -> Array:
        """The block's sides: the colours of their heights, darkened."""
        floor = self.pose.rise(self.start, 0.0)[column]
        z = (self._rises[row] - floor) / self.pose.tilt[1]
        return _shade(z / HEIGHT) * (WALL * self._wall[column])[:, None]

    def _ink(self, on_top: Mask, z: Array, ratio: float) -> Array:
        """Opacity of the contour lines at each pixel of the top, (n,)."""
        scale = self.pose.world.scale
        step = levels(scale, LINES).step
        number = np.full(on_top.shape, np.nan)
        number[on_top] = (scale.bottom + z / HEIGHT * (scale.top - scale.bottom)) / step
        across, down = np.gradient(number)
        slope = np.hypot(across, down)[on_top]
        # Next to an outline there is no neighbour for the slope: no line there.
        slope = np.maximum(np.nan_to_num(slope, nan=1e9), 1e-9)
        flat = number[on_top]
        minor = MINOR_INK * _line(flat, 0.5 * ratio, slope)
        return np.maximum(minor, MAJOR_INK * _line(flat / MAJOR, 0.6 * ratio, slope / MAJOR))


def _line(number: Array, width: float, slope: Array) -> Array:
    """A soft line wherever `number` is whole; it fades where lines would merge."""
    away = np.abs(number - np.rint(number)) / slope
    edge = np.clip(away - width + 0.5, 0.0, 1.0)
    return (1 - edge * edge * (3 - 2 * edge)) * np.clip(1.6 - 3 * slope, 0.0, 1.0)


def _averaged(image: Array, count: int) -> Pixels:
    """Bytes of the picture, `count` samples a side averaged to one pixel."""
    rows, columns = image.shape[0] // count, image.shape[1] // count
    parts = image.reshape(rows, count, columns, count, 4)
    # Added one by one: a mean over two axes at once takes three times as long.
    total = sum(parts[:, i, :, j] for i in range(count) for j in range(count))
    return np.ascontiguousarray(np.rint(total * (255 / count**2)).astype(np.uint8))


def _shade(height: Array) -> Array:
    """The colour map at heights 0..1, rounded to the nearest of many shades."""
    return _SHADES[np.rint(np.clip(height, 0.0, 1.0) * (len(_SHADES) - 1)).astype(np.intp)]


_SHADES: Final[Array] = colors(np.linspace(0.0, 1.0, 1024))
