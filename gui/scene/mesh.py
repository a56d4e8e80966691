"""A surface sampled for drawing: coarse for its shape, fine for its shading."""

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.scene.height import World

TEXTURE = 512
TEXTURE_FIRST = 128  # at first, before there is time for more
MESH = 128
MESH_SOFTWARE = 96
MESH_PLAIN = 256  # where the shading, too, has to come from the mesh

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.uint32]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Losses (n, n) and gradients (n, n, 2) on a grid; rows follow w2, columns w1.

    The grid's first and last points lie on the window's edges.
    """

    value: Array
    gradient: Array


def grid(surface: Surface, count: int) -> Array:
    """Points (count, count, 2) over the window, edges included."""
    x = np.linspace(surface.low[0], surface.high[0], count)
    y = np.linspace(surface.low[1], surface.high[1], count)
    points = np.empty((count, count, 2))
    points[..., 0], points[..., 1] = x, y[:, None]
    return points


def sample(surface: Surface, count: int = TEXTURE) -> Field:
    """The surface on `count` by `count` points; what is not finite becomes the largest loss."""
    points = grid(surface, count)
    with np.errstate(all="ignore"):  # a typed-in surface may divide by nought somewhere
        value, gradient = surface.value(points), surface.gradient(points)
    finite = np.isfinite(value)
    if not finite.all():
        value = np.where(finite, value, value[finite].max() if finite.any() else 0.0)
        gradient = np.where(finite[..., None] & np.isfinite(gradient), gradient, 0.0)
    return Field(value, gradient)


def texture(field: Field, world: World) -> Floats:
    """(n, n, 4): dz/dx, dz/dy, z in world units, and the loss: what the shader reads."""
    out = np.empty((*field.value.shape, 4), np.float32)
    out[..., :2] = world.slopes(field.value, field.gradient)
    out[..., 2] = world.z(field.value)
    out[..., 3] = np.clip(field.value, -3e38, 3e38)
    return out


def vertices(surface: Surface, world: World, count: int) -> Floats:
    """World positions (count * count, 3) of the mesh."""
    points = grid(surface, count)
    with np.errstate(all="ignore"):
        position = world.to_world(points, surface.value(points))
    return position.reshape(-1, 3).astype(np.float32)


def triangles(count: int) -> Indices:
    """Indices (2 * (count - 1)^2, 3), counter-clockwise from above."""
    corner = np.arange(count * count, dtype=np.uint32).reshape(count, count)
    a, b = corner[:-1, :-1], corner[:-1, 1:]
    c, d = corner[1:, :-1], corner[1:, 1:]
    faces = np.stack([a, b, d, a, d, c], axis=-1)
    return np.ascontiguousarray(faces.reshape(-1, 3))
