"""Which point or ball is under the mouse: ray casting against the exact surface."""

from dataclasses import dataclass
from typing import final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.height_scale import FLOOR, HEIGHT, OVER, World

MARCH = 4096  # samples along the ray before the first crossing is refined
REFINE = 64  # samples a round; each round narrows the bracket that many times
ROUNDS = 7
NEAR_MISS_ROUNDS = 4  # in which a near miss between two samples is refined
TOUCH = 1e-7  # world units, a thousandth of a pixel: nearer rays meet the surface


@final
@dataclass(frozen=True, slots=True, eq=False)
class Ray:
    """Points `origin + t * direction` in world units, t in [0, 1]."""

    origin: Array  # (3,)
    direction: Array  # (3,)

    def at(self, t: Array | float) -> Array:
        """Points (..., 3)."""
        return self.origin + np.asarray(t)[..., None] * self.direction


@final
@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """Where a ray meets the surface: `point` in the surface's units, `t` along the ray."""

    point: tuple[float, float]
    t: float


def ray_through(x: float, y: float, size: tuple[float, float], matrix: Array) -> Ray:
    """The ray through pixel (x, y), counted from the top left, of a view of `size`.

    `matrix` is projection times view, (4, 4).
    """
    across, up = 2 * x / size[0] - 1, 1 - 2 * y / size[1]
    ends = np.array([[across, up, -1.0, 1.0], [across, up, 1.0, 1.0]])
    ends = np.linalg.solve(matrix, ends.T).T
    near, far = ends[:, :3] / ends[:, 3:]
    return Ray(near, far - near)


def project(points: Array, size: tuple[float, float], matrix: Array) -> Array:
    """Pixels and depth (..., 3) of world `points` (..., 3); nan behind the camera."""
    clip = points @ matrix[:, :3].T + matrix[:, 3]
    with np.errstate(all="ignore"):
        ndc = clip[..., :3] / np.where(clip[..., 3:] > 0, clip[..., 3:], np.nan)
    x = (ndc[..., 0] + 1) * size[0] / 2
    y = (1 - ndc[..., 1]) * size[1] / 2
    return np.stack([x, y, ndc[..., 2]], axis=-1)


def pick_surface(ray: Ray, surface: Surface, world: World) -> Hit | None:
    """The first point of the surface, within its window, that `ray` meets.

    The mesh is not used: the ray is marched against `surface.value`, and the first change
    of sign is narrowed to the limits of double precision.
    """
    span = _span_in_box(ray, world)
    if span is None:
        return None
    first, last = span
    t = np.linspace(first, last, MARCH)
    gap = _gap(ray, t, surface, world)
    if first > 0.0 and gap[0] < 0 and ray.at(first)[2] > FLOOR:
        return None  # a wall of the block is in front
    bracket = _near_miss(ray, t, gap, surface, world) or _first_crossing(gap, t)
    for _ in range(ROUNDS):
        if bracket is None:
            return None
        if bracket[0] == bracket[1]:
            return _hit(ray, bracket[0], world)
        t = np.linspace(*bracket, REFINE)
        bracket = _first_crossing(_gap(ray, t, surface, world), t)
    return _hit(ray, 0.5 * (t[0] + t[-1]), world)


def pick_ball(ray: Ray, centres: Array, radii: Array, least: float) -> tuple[int, float] | None:
    """Index and t of the nearest sphere that `ray` meets, or None.

    `centres` (n, 3) with nan for balls that are not drawn, `radii` (n,). `least` widens the
    spheres to at least that angle (radius over distance), so small ones can be hit too.
    """
    if not len(centres):
        return None
    along = ray.direction / np.linalg.norm(ray.direction)
    away = centres - ray.origin
    depth = away @ along
    miss = np.linalg.norm(away - depth[:, None] * along, axis=-1)
    with np.errstate(invalid="ignore"):
        met = (miss <= np.maximum(radii, least * depth)) & (depth > 0)
    if not met.any():
        return None
    nearest = int(np.argmin(np.where(met, depth, np.inf)))
    return nearest, float((depth[nearest] - radii[nearest]) / np.linalg.norm(ray.direction))


def _span_in_box(ray: Ray, world: World) -> tuple[float, float] | None:
    """The part of the ray that is inside the box, or None."""
    low = np.array([-world.half[0], world.front, FLOOR - 1e-3])
    high = np.array([world.half[0], world.half[1], HEIGHT * OVER + 1e-3])
    direction = np.where(np.abs(ray.direction) < 1e-300, 1e-300, ray.direction)
    a, b = (low - ray.origin) / direction, (high - ray.origin) / direction
    first, last = max(np.minimum(a, b).max(), 0.0), min(np.maximum(a, b).min(), 1.0)
    return (float(first), float(last)) if first < last else None


def _gap(ray: Ray, t: Array, surface: Surface, world: World) -> Array:
    """How far the ray is above the surface at each t; nan over a hole."""
    position = ray.at(t)
    with np.errstate(all="ignore"):
        loss = surface.value(world.points(position[:, :2]))
    return np.where(np.isnan(loss), np.nan, position[:, 2] - world.z(loss))


def _near_miss(
    ray: Ray, t: Array, gap: Array, surface: Surface, world: World
) -> tuple[float, float] | None:
    """A crossing between two samples, before the first change of sign.

    A ray that grazes a crest enters and leaves it within one step. So every place where the
    ray comes nearest to the surface, from either side, is refined. Where it only touches the
    surface, as the tip of a dip from beneath, both ends are that place.
    """
    side = 1.0 if gap[0] > 0 else -1.0
    flips = np.flatnonzero((gap > 0) != (gap[0] > 0))
    height = side * (gap[: flips[0]] if len(flips) else gap)
    nearest = 1 + np.flatnonzero((height[1:-1] <= height[:-2]) & (height[1:-1] <= height[2:]))
    start, low, high = t[nearest - 1], t[nearest - 1], t[nearest + 1]
    for _ in range(NEAR_MISS_ROUNDS if len(nearest) else 0):
        steps = np.linspace(low, high, REFINE, axis=-1)
        height = side * _gap(ray, steps.ravel(), surface, world).reshape(steps.shape)
        met = np.flatnonzero((height <= 0).any(axis=-1))
        if len(met):
            at = int(np.argmax(height[met[0]] <= 0))
            return float(start[met[0]]), float(steps[met[0], at])
        best = np.clip(height.argmin(axis=-1), 1, REFINE - 2)
        rows = np.arange(len(best))
        low, high = steps[rows, best - 1], steps[rows, best + 1]
    touching = np.flatnonzero((height <= TOUCH).any(axis=-1)) if len(nearest) else nearest
    if not len(touching):
        return None
    place = float(steps[touching[0], height[touching[0]].argmin()])
    return place, place


def _first_crossing(gap: Array, t: Array) -> tuple[float, float] | None:
    above = gap > 0
    known = ~np.isnan(gap)
    flips = np.flatnonzero((above[1:] != above[:-1]) & known[1:] & known[:-1])
    if not len(flips):
        return None
    return float(t[flips[0]]), float(t[flips[0] + 1])


def _hit(ray: Ray, t: float, world: World) -> Hit:
    x, y = world.points(ray.at(t)[:2])
    return Hit((float(x), float(y)), t)
