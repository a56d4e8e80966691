"""Small pictures of surfaces, computed without OpenGL: for galleries and menus."""

from math import ceil

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.palette import Palette, channels
from gui.scene import mesh
from gui.scene.camera import Camera
from gui.scene.colormap import colors
from gui.scene.height import HEIGHT, World, world_of
from gui.scene.levels import levels

FINE = 2  # drawn so many times larger, then averaged: smooth edges
DENSE = 1.1  # samples a fine pixel, so that no holes are left
VIEW = Camera(azimuth=-60.0, elevation=38.0)
LIGHT = np.array([-0.62, -0.10, 0.78])
LINES = 10
FILL = 0.94

Bytes = npt.NDArray[np.uint8]


def render_thumbnail(surface: Surface, size: tuple[int, int], palette: Palette) -> Bytes:
    """The surface from the default corner, (height, width, 4) RGBA on a transparent ground.

    `size` is (width, height) in device pixels. Points are painted from the far corner to the
    near one, so nearer ground covers what lies behind: no depth buffer is needed.
    """
    width, height = FINE * size[0], FINE * size[1]
    count = ceil(DENSE * max(width, height))
    field = mesh.sample(surface, count)
    world = world_of(surface, field.value)
    x, y = _pixels(world, field.value, width, height)
    shade = _shaded(world, field, palette)
    canvas = np.zeros((height + 1, width, 4), np.uint8)
    # Far to near: for this view from large w2 to small, and from small w1 to large.
    x, y, shade = x[::-1], y[::-1], shade[::-1]
    for below in (1, 0):  # twice, one pixel apart, closes the gaps on steep slopes
        canvas[y.ravel() + below, x.ravel()] = shade.reshape(-1, 4)
    return _averaged(canvas[:height], size)


def _pixels(
    world: World, values: Array, width: int, height: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Column and row of every sample, without perspective, filling the picture."""
    count = len(values)
    across, away = np.meshgrid(
        np.linspace(-world.half[0], world.half[0], count),
        np.linspace(-world.half[1], world.half[1], count),
    )
    right, up = VIEW.right, VIEW.up
    x = right[0] * across + right[1] * away
    y = up[0] * across + up[1] * away + up[2] * world.z(values)
    reach = np.array([np.ptp(x), np.ptp(y)])
    scale = FILL * min(width / reach[0], height / reach[1])
    column = (x - 0.5 * (x.min() + x.max())) * scale + width / 2
    row = height / 2 - (y - 0.5 * (y.min() + y.max())) * scale
    return (
        np.clip(column, 0, width - 1).astype(np.int64),
        np.clip(row, 0, height - 1).astype(np.int64),
    )


def _shaded(world: World, field: mesh.Field, palette: Palette) -> Bytes:
    """The lit colours of all samples, (n, n, 4), with a few contour lines."""
    slopes = world.slopes(field.value, field.gradient)
    light = LIGHT / np.linalg.norm(LIGHT)
    steep = np.sqrt(1 + np.sum(slopes**2, axis=-1))
    key = np.maximum((light[2] - slopes @ light[:2]) / steep, 0.0)
    z = world.z(field.value)
    lit = 0.46 * (0.5 + 0.5 / steep) + 0.62 * key + 0.06
    number = z / HEIGHT * (world.scale.top - world.scale.bottom) / levels(world.scale, LINES).step
    number += world.scale.bottom / levels(world.scale, LINES).step
    rows, columns = np.gradient(number)
    away = np.abs(number - np.round(number)) / np.maximum(np.hypot(rows, columns), 1e-9)
    lit *= 1 - 0.22 * np.clip(1.4 - away, 0.0, 1.0)
    under = np.array(channels(palette.scene_bottom))
    rgb = np.clip(colors(z / HEIGHT) * lit[..., None], 0.0, 1.0) * 0.97 + 0.03 * under
    out = np.full((*z.shape, 4), 255, np.uint8)
    out[..., :3] = np.round(255 * rgb)
    return out


def _averaged(canvas: Bytes, size: tuple[int, int]) -> Bytes:
    """The picture at its real size; colours count as much as they cover."""
    fine = canvas.reshape(size[1], FINE, size[0], FINE, 4).astype(np.float32)
    cover = fine[..., 3:].sum(axis=(1, 3))
    rgb = (fine[..., :3] * fine[..., 3:]).sum(axis=(1, 3)) / np.maximum(cover, 1.0)
    return np.concatenate([rgb, cover / FINE**2], axis=-1).round().astype(np.uint8)
