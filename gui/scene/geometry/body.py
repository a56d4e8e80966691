"""What of a surface a camera is fitted to: its shape, and the block that it lies on."""

import math
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from gui.sampling.height_scale import FLOOR, HEIGHT, World
from gui.sampling.mesh import Field

LEVELS: Final = 5  # heights at which walls are known
SIDE: Final = 25  # points a side that the shape is known at: enough for its outline


@final
@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Points (n, 3) of a surface and of its block, and the lower corners of that (4, 3)."""

    points: Array
    feet: Array


def _feet(half: tuple[float, float], front: float) -> Array:
    x, y = half
    return np.array([(a, b, FLOOR) for a in (-x, x) for b in (front, y)])


def box(half: tuple[float, float]) -> Body:
    """The body of a surface that is not known yet: the whole box."""
    feet = _feet(half, -half[1])
    return Body(np.concatenate([feet, feet + np.array([0.0, 0.0, HEIGHT - FLOOR])]), feet)


UNKNOWN: Final = box((1.0, 1.0))


def body_of(world: World, field: Field) -> Body:
    """The body of a surface sampled in `field`, in the box `world`."""
    last = len(field.value) - 1
    first = math.ceil(last * 0.5 * (1 + world.front / world.half[1]))
    across, down = (np.linspace(low, last, SIDE).astype(np.intp) for low in (0, first))
    x, y = (
        np.linspace(-half, half, last + 1)[at]
        for half, at in zip(world.half, (across, down), strict=True)
    )
    points = np.empty((SIDE, SIDE, 3))
    points[..., 0], points[..., 1] = x, y[:, None]
    points[..., 2] = world.z(field.value[np.ix_(down, across)])
    feet = _feet(world.half, world.front)
    return Body(np.concatenate([points.reshape(-1, 3), _walls(points), feet]), feet)


def _walls(points: Array) -> Array:
    """Points (k, 3) on the walls below the edges of `points` (n, n, 3)."""
    edges = np.concatenate([points[0], points[-1], points[:, 0], points[:, -1]])
    levels = np.repeat(edges[None], LEVELS, axis=0)
    share = np.arange(LEVELS)[:, None] / LEVELS
    levels[..., 2] = FLOOR + share * (edges[:, 2] - FLOOR)
    return levels.reshape(-1, 3)
