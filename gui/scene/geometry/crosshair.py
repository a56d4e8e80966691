"""The lines of a crosshair that lies on the surface. NumPy only."""

from typing import Final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Point, Surface
from gui.sampling.height_scale import World

PIECES: Final = 200  # of each of the two lines
FREE: Final = 0.02  # world length around the point that stays free: half a large ball


def crosshair_lines(point: Point, surface: Surface, world: World) -> Array:
    """Lines (n, 2, 3) in world units along w1 and w2, through `point` from edge to edge.

    Over a hole there is none.
    """
    low, high = np.array(world.low), np.array(world.high)
    ends = np.tile(np.array(point, float), (2, PIECES + 1, 1))
    for axis in (0, 1):
        ends[axis, :, axis] = np.linspace(low[axis], high[axis], PIECES + 1)
    with np.errstate(all="ignore"):
        loss = surface.value(ends)
    places = world.to_world(ends, loss)
    lines = np.stack([places[:, :-1], places[:, 1:]], axis=2).reshape(-1, 2, 3)
    known = ~np.isnan(loss)
    drawn = (known[:, :-1] & known[:, 1:]).ravel()
    away = np.abs(lines[..., :2] - world.plane(np.array(point))).max(axis=-1)
    shown: Array = lines[drawn & (away.min(axis=-1) >= FREE)]
    return shown


def stepped(point: Point, right: float, up: float, world: World, screen_right: Array) -> Point:
    """The point these world lengths to the right on the screen and away from the viewer.

    `screen_right` is the camera's unit vector to the right, which is level. The result is kept
    within the window.
    """
    across, away = screen_right[:2], np.array([-screen_right[1], screen_right[0]])
    plane = world.plane(np.array(point)) + right * across + up * away
    x, y = np.clip(world.points(plane), world.low, world.high).tolist()
    return x, y
