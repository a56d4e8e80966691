"""The picture of the contour map: the scene's colours and contour lines. NumPy only."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.panels.map.frame import MapFrame
from gui.sampling.budget import draft_side, whole_side
from gui.sampling.colormap import colors
from gui.sampling.contour_levels import MAJOR, levels
from gui.sampling.height_scale import World, world_of
from gui.sampling.measure import measured
from gui.sampling.mesh import Field, grid, sample

Pixels = npt.NDArray[np.uint8]

SHADES = 1024
PIXELS = 2**14  # coloured at once: a few milliseconds
SAMPLED = 256  # points a side for the range of heights
SAMPLED_FIRST = 64  # for the first picture
# The lines' strength and half width in pixels: those of the scene's shader.
MINOR_INK, MINOR_WIDTH = 0.17, 0.55
MAJOR_INK, MAJOR_WIDTH = 0.34, 0.7
OUTSIDE = 0.32  # opacity of the ground colour outside the surface's window


@final
@dataclass(frozen=True, slots=True)
class MapLook:
    """What the picture depends on besides the frame."""

    surface: Surface
    ground: tuple[float, float, float]  # colour laid over the outside, 0..1
    ratio: float  # device pixels to one
    bounded: bool = False  # whether only the window is known


def rough_field(surface: Surface) -> Field:
    """The surface on few points, computed without a delay."""
    return sample(surface, draft_side(surface, SAMPLED_FIRST))


def window_losses(surface: Surface) -> Generator[None, None, Array]:
    """Losses (n, n) all over the window, in slices of a few milliseconds."""
    count = whole_side(surface, SAMPLED)
    values = yield from measured(surface.value, surface, grid(surface, count).reshape(-1, 2))
    return values.reshape(count, count)


def interpolated(surface: Surface, losses: Array) -> Field:
    """The field for a smooth interpolation between `losses` (n, n) of the window."""
    sides = np.subtract(surface.high, surface.low) / (len(losses) - 1)
    with np.errstate(all="ignore"):
        up, along = np.gradient(losses, sides[1], sides[0], edge_order=2)
    return Field(losses, np.stack([along, up], axis=-1))


def map_world(surface: Surface, losses: Array, log: bool | None) -> World:
    """The box of `surface`, with the height scale for colours and contour lines.

    `losses` are those of its window, as far as they are known; `log` overrides its own scale.
    """
    with np.errstate(all="ignore"):
        return world_of(surface, losses, log)


def painted(frame: MapFrame, look: MapLook) -> Generator[tuple[int, Pixels] | None, None, None]:
    """The picture in bands of rows from the top: first row and pixels (rows, width, 4), RGBA.

    In slices of a few milliseconds: yields None within a band that takes several.
    """
    width, height = size(frame, look.ratio)
    most = max(1, PIXELS // width)
    above: Array | None = None
    for top in range(0, height, most):
        rows = min(most, height - top)
        # One more row on each side, so that slopes are central differences at the bands' edges.
        points = _points(frame, look.ratio, top - 1, rows + 2, width)
        new = points if above is None else points[2:]
        loss = yield from measured(look.surface.value, look.surface, new.reshape(-1, 2))
        loss = loss.reshape(-1, width)
        if above is not None:
            loss = np.concatenate([above, loss])
        above = loss[-2:]
        yield top, _band(frame.world, look, points[1:-1], loss)


def picture(frame: MapFrame, look: MapLook) -> Pixels:
    """The whole picture at once, shape (height, width, 4)."""
    return np.concatenate([made[1] for made in painted(frame, look) if made is not None])


def size(frame: MapFrame, ratio: float) -> tuple[int, int]:
    """Width and height in device pixels."""
    return max(1, round(frame.width * ratio)), max(1, round(frame.height * ratio))


def _band(world: World, look: MapLook, points: Array, loss: Array) -> Pixels:
    """The pixels of `points` (rows, width, 2); `loss` has one more row on each side."""
    with np.errstate(all="ignore"):
        height = world.scale.coordinate(loss)
    scale, step = world.scale, levels(world.scale).step
    fraction = (height - scale.bottom) / (scale.top - scale.bottom)
    shade = _SHADE[np.clip(np.rint(fraction[1:-1] * (SHADES - 1)), 0, SHADES - 1).astype(np.intp)]
    shade = shade * (1 - _ink(height / step, look.ratio))[..., None]
    outside = ~world.inside(points, 0.0)
    if outside.any():
        opacity = 1.0 if look.bounded else OUTSIDE
        shade[outside] += opacity * (np.array(look.ground) - shade[outside])
    hole = np.isnan(loss[1:-1])
    if hole.any():  # as in the scene, a hole shows the background
        shade[hole] = look.ground
    pixels = np.full((*shade.shape[:2], 4), 255, np.uint8)
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
    """Opacity of the contour lines at each pixel; `number` is whole on the lines."""
    number = np.clip(number, -1e9, 1e9)
    across = np.gradient(number, axis=1) if number.shape[1] > 1 else np.zeros_like(number)
    down = (number[2:] - number[:-2]) / 2
    slope = np.maximum(np.hypot(across[1:-1], down), 1e-9)
    minor = MINOR_INK * _line(number[1:-1], MINOR_WIDTH * ratio, slope)
    major = MAJOR_INK * _line(number[1:-1] / MAJOR, MAJOR_WIDTH * ratio, slope / MAJOR)
    return np.maximum(minor, major)


def _line(number: Array, width: float, slope: Array) -> Array:
    """A soft line wherever `number` is whole; it fades where lines would merge."""
    distance = np.abs(number - np.rint(number)) / slope
    edge = np.clip(distance - width + 0.5, 0.0, 1.0)
    return (1 - edge * edge * (3 - 2 * edge)) * np.clip(1.6 - 3 * slope, 0.0, 1.0)


_SHADE: Array = colors(np.linspace(0.0, 1.0, SHADES))
