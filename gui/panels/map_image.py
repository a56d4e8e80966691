"""The picture of the contour map: the scene's colours and contour lines. NumPy only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.panels.map_frame import MapFrame
from gui.scene.colormap import colors
from gui.scene.height import World, world_of
from gui.scene.levels import MAJOR, levels
from gui.scene.mesh import affordable, grid

Pixels = npt.NDArray[np.uint8]

SHADES = 1024
ROWS = 48  # painted at once: a few milliseconds
SAMPLED = 256  # points a side that tell how high the surface is
# The lines' strength and half width in pixels: those of the scene's shader.
MINOR_INK, MINOR_WIDTH = 0.17, 0.55
MAJOR_INK, MAJOR_WIDTH = 0.34, 0.7
OUTSIDE = 0.32  # how much of the ground colour covers what lies outside the surface's window


@final
@dataclass(frozen=True, slots=True)
class MapLook:
    """What decides the picture besides the frame."""

    surface: Surface
    ground: tuple[float, float, float]  # colour laid over the outside, 0..1
    ratio: float  # device pixels to one


def map_world(surface: Surface, log: bool | None) -> World:
    """The box of `surface`, whose height scale colours and contour lines follow."""
    with np.errstate(all="ignore"):
        return world_of(surface, surface.value(grid(surface, affordable(surface, SAMPLED))), log)


def painted(frame: MapFrame, look: MapLook) -> Iterator[tuple[int, Pixels]]:
    """The picture in bands of rows from the top: first row and pixels (rows, width, 4), RGBA."""
    width, height = size(frame, look.ratio)
    rows = max(1, ROWS * affordable(look.surface, SAMPLED) ** 2 // SAMPLED**2)
    for top in range(0, height, rows):
        yield top, _band(frame, look, top, min(rows, height - top), width)


def picture(frame: MapFrame, look: MapLook) -> Pixels:
    """The whole picture at once, shape (height, width, 4)."""
    return np.concatenate([band for _, band in painted(frame, look)])


def size(frame: MapFrame, ratio: float) -> tuple[int, int]:
    """Width and height in device pixels."""
    return max(1, round(frame.width * ratio)), max(1, round(frame.height * ratio))


def _band(frame: MapFrame, look: MapLook, top: int, rows: int, width: int) -> Pixels:
    # One row more on each side, so that slopes are central ones across the bands' seams too.
    points = _points(frame, look.ratio, top - 1, rows + 2, width)
    world = frame.world
    with np.errstate(all="ignore"):
        loss = look.surface.value(points)
        height = world.scale.coordinate(loss)
    scale, step = world.scale, levels(world.scale).step
    fraction = (height - scale.bottom) / (scale.top - scale.bottom)
    shade = _SHADE[np.clip(np.rint(fraction[1:-1] * (SHADES - 1)), 0, SHADES - 1).astype(np.intp)]
    shade = shade * (1 - _ink(height / step, look.ratio))[..., None]
    outside = ~world.inside(points[1:-1], 0.0)
    if outside.any():
        shade[outside] += OUTSIDE * (np.array(look.ground) - shade[outside])
    hole = np.isnan(loss[1:-1])
    if hole.any():  # as in the scene, what has no loss shows what is behind
        shade[hole] = look.ground
    pixels = np.full((rows, width, 4), 255, np.uint8)
    pixels[..., :3] = np.rint(shade * 255)
    return pixels


def _points(frame: MapFrame, ratio: float, top: int, rows: int, width: int) -> Array:
    """The points in the middles of the pixels, (rows, width, 2)."""
    x = frame.left + (np.arange(width) + 0.5) / ratio
    y = frame.top + (np.arange(top, top + rows) + 0.5) / ratio
    points = np.empty((rows, width, 2))
    scale = frame.scale
    points[..., 0] = frame.middle[0] + (x - frame.left - frame.width / 2) / scale[0]
    points[..., 1] = (frame.middle[1] - (y - frame.top - frame.height / 2) / scale[1])[:, None]
    return points


def _ink(number: Array, ratio: float) -> Array:
    """How black the contour lines make each pixel; `number` is whole on the lines."""
    number = np.clip(number, -1e9, 1e9)
    across = np.gradient(number, axis=1) if number.shape[1] > 1 else np.zeros_like(number)
    down = (number[2:] - number[:-2]) / 2
    slope = np.maximum(np.hypot(across[1:-1], down), 1e-9)
    minor = MINOR_INK * _line(number[1:-1], MINOR_WIDTH * ratio, slope)
    major = MAJOR_INK * _line(number[1:-1] / MAJOR, MAJOR_WIDTH * ratio, slope / MAJOR)
    return np.maximum(minor, major)


def _line(number: Array, width: float, slope: Array) -> Array:
    """A soft line wherever `number` is whole; it fades where lines would merge."""
    away = np.abs(number - np.rint(number)) / slope
    edge = np.clip(away - width + 0.5, 0.0, 1.0)
    return (1 - edge * edge * (3 - 2 * edge)) * np.clip(1.6 - 3 * slope, 0.0, 1.0)


_SHADE: Array = colors(np.linspace(0.0, 1.0, SHADES))
