"""A surface sampled for drawing: coarse for its shape, fine for its shading."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Point, Surface
from gui.sampling.budget import first_side, slice_points
from gui.sampling.height_scale import World

TEXTURE = 512
TEXTURE_FIRST = 128  # at first, before there is time for more
MESH = 129  # vertices a side; see `adaptive_mesh` for these numbers
MESH_SOFTWARE = 97
MESH_PLAIN = 256  # where the shading is also from the mesh

EDGE = 3  # samples into a hole that are filled from its edge

Holes = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.uint32]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Losses (n, n) and gradients (n, n, 2) on a grid; rows follow w2, columns w1.

    The grid's first and last points are on the window's edges.
    """

    value: Array
    gradient: Array
    hole: Holes | None = None  # where there is no loss at all, if that is anywhere


def grid(surface: Surface, count: int, start: Point | None = None) -> Array:
    """Points (count, count, 2) over the window, edges included; or from another lowest point."""
    low = surface.low if start is None else start
    x = np.linspace(low[0], surface.high[0], count)
    y = np.linspace(low[1], surface.high[1], count)
    points = np.empty((count, count, 2))
    points[..., 0], points[..., 1] = x, y[:, None]
    return points


def sample(surface: Surface, count: int = TEXTURE, start: Point | None = None) -> Field:
    """The surface on `count` by `count` points.

    A typed formula may divide by zero: an infinite loss becomes the largest or smallest. Where
    it has no value, there is a hole; its edge is filled from the neighbouring values, so
    that shading is smooth up to the edge.
    """
    points = grid(surface, count, start)
    with np.errstate(all="ignore"):
        return _field(surface.value(points), surface.gradient(points))


def sampling(surface: Surface, count: int = TEXTURE) -> Generator[None, None, Field]:
    """`sample` in slices of a few milliseconds, so that frames can be drawn between them.

    It can be dropped if the surface changes in the meantime: nothing has to be undone.
    """
    points = grid(surface, count)
    value, gradient = np.empty((count, count)), np.empty((count, count, 2))
    flat, values, gradients = points.reshape(-1, 2), value.reshape(-1), gradient.reshape(-1, 2)
    step = slice_points(surface)
    for start in range(0, count * count, step):
        part = slice(start, start + step)
        with np.errstate(all="ignore"):
            values[part], gradients[part] = surface.value(flat[part]), surface.gradient(flat[part])
        yield
    return _field(value, gradient)


def sample_first(surface: Surface) -> Field:
    """A field at once: where each point takes long, few points and an interpolation."""
    return widened(surface, sample(surface, first_side(surface, TEXTURE_FIRST)), TEXTURE_FIRST)


def widened(surface: Surface, field: Field, count: int) -> Field:
    """The same on `count` points a side, interpolated if `field` has fewer.

    A cubic that has the losses and slopes at both ends, along one side and then the other:
    quadratic losses are exact. A field with a hole is not interpolated.
    """
    if len(field.value) >= count or field.hole is not None:
        return field
    step = (np.array(surface.high) - np.array(surface.low)) / (len(field.value) - 1)
    along, up = field.gradient[..., 0] * step[0], field.gradient[..., 1] * step[1]
    value, along, up = _interpolated(count, field.value, along, up)
    value, up, along = _interpolated(count, value.T, up.T, along.T)
    return Field(value.T, np.stack([along.T / step[0], up.T / step[1]], axis=-1))


def _interpolated(count: int, value: Array, slope: Array, other: Array) -> tuple[Array, ...]:
    """Interpolated losses, slopes along the last axis (per step of it) and another quantity."""
    at = np.linspace(0, value.shape[1] - 1, count)
    left = np.minimum(at.astype(np.intp), value.shape[1] - 2)
    u, right = at - left, left + 1
    v = 1 - u
    a, b, p, q = value[:, left], value[:, right], slope[:, left], slope[:, right]
    between = v * v * (1 + 2 * u) * a + u * u * (1 + 2 * v) * b + u * v * (v * p - u * q)
    rise = 6 * u * v * (b - a) + v * (1 - 3 * u) * p + u * (1 - 3 * v) * q
    return between, rise, v * other[:, left] + u * other[:, right]


def _field(value: Array, gradient: Array) -> Field:
    finite = np.isfinite(value)
    if finite.all():
        return Field(value, gradient)
    hole = np.isnan(value)
    gradient = np.where(finite[..., None] & np.isfinite(gradient), gradient, 0.0)
    return Field(_patched(value), gradient, hole if hole.any() else None)


def _patched(value: Array) -> Array:
    """`value` without infinities, and holes filled from their edges."""
    finite = np.isfinite(value)
    low, high = (value[finite].min(), value[finite].max()) if finite.any() else (0.0, 0.0)
    value = np.where(np.isposinf(value), high, np.where(np.isneginf(value), low, value))
    for _ in range(EDGE):
        framed = np.pad(value, 1, constant_values=np.nan)
        neighbours = np.stack(
            [framed[:-2, 1:-1], framed[2:, 1:-1], framed[1:-1, :-2], framed[1:-1, 2:]]
        )
        known = ~np.isnan(neighbours)
        mean = np.where(known, neighbours, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        value = np.where(np.isnan(value) & known.any(axis=0), mean, value)
    return np.where(np.isnan(value), high, value)


def texture(field: Field, world: World) -> Floats:
    """(n, n, 4): dz/dx, dz/dy, z in world units, and 1 where there is a loss or 0 in a hole."""
    out = np.empty((*field.value.shape, 4), np.float32)
    out[..., :2] = world.slopes(field.value, field.gradient)
    out[..., 2] = world.z(field.value)
    out[..., 3] = 1.0 if field.hole is None else ~field.hole
    return out


def vertices(surface: Surface, world: World, count: int) -> Floats:
    """World positions (count * count, 3) of the mesh."""
    points = grid(surface, count, world.start)
    with np.errstate(all="ignore"):
        value = surface.value(points)
        if np.isnan(value).any():
            value = _patched(value)
        position = world.to_world(points, value)
    return position.reshape(-1, 3).astype(np.float32)


def holes(surface: Surface, world: World, count: int) -> Holes:
    """Where on the edges of the mesh (count, count) there is no loss."""
    points = grid(surface, count, world.start)
    found = np.zeros((count, count), bool)
    with np.errstate(all="ignore"):
        for edge in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
            found[edge] = np.isnan(surface.value(points[edge]))
    return found


def triangles(count: int) -> Indices:
    """Indices (2 * (count - 1)^2, 3), counter-clockwise from above."""
    corner = np.arange(count * count, dtype=np.uint32).reshape(count, count)
    a, b = corner[:-1, :-1], corner[:-1, 1:]
    c, d = corner[1:, :-1], corner[1:, 1:]
    faces = np.stack([a, b, d, a, d, c], axis=-1)
    return np.ascontiguousarray(faces.reshape(-1, 3))
