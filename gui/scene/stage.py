"""The balls as they stand on the surface: where, and how far each has rolled."""

from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface
from gui.scene.adapt import NOBODY, Crowd
from gui.scene.balls import NONE, Balls
from gui.scene.height import World
from gui.scene.rolling import resting, rolled

RADIUS = 8.0  # pixels in the default view, up to `MANY` balls; more are smaller
MANY = 30
SHRINK = 0.17
SMALLEST = 3.0


def radius_pixels(count: int) -> float:
    """Radius of each of `count` balls in the default view, in logical pixels."""
    return float(max(SMALLEST, RADIUS * min(1.0, MANY / max(count, 1)) ** SHRINK))


@final
class Stage:
    """Keeps what the scene alone knows of the balls: their orientations."""

    def __init__(self) -> None:
        self._ids: IntArray = NOBODY.ids
        self._ground = np.zeros((0, 3))
        self._turn = resting(0)
        self.balls: Balls = NONE
        self.hidden = 0  # balls that have left the window, or diverged

    def place(
        self, crowd: Crowd, points: Array, ring: Array, surface: Surface, world: World, pixel: float
    ) -> Balls:
        """Stand the balls of `crowd` at `points` (n, 2), rolling them there from where they were.

        `pixel` is the world length of a pixel in the default view, `ring` (n,) as in `Balls`.
        """
        radius = radius_pixels(len(crowd)) * pixel
        with np.errstate(all="ignore"):
            loss, gradient = surface.value(points), surface.gradient(points)
            normal = world.normals(loss, gradient)
            ground = world.to_world(points, loss)
        ground[~world.inside(points)] = np.nan
        self._roll(crowd.ids, ground, normal, radius)
        self.hidden = int(np.isnan(ground[:, 0]).sum())
        self.balls = Balls(
            ground + radius * normal, normal, self._turn, crowd.color, crowd.marking, ring, radius
        )
        return self.balls

    def _roll(self, ids: IntArray, ground: Array, normal: Array, radius: float) -> None:
        if not np.array_equal(ids, self._ids):
            self._match(ids)
        self._turn = rolled(self._turn, self._ground, ground, normal, radius)
        self._ground = ground

    def _match(self, ids: IntArray) -> None:
        """Carry orientations over to another set of balls; new ones rest."""
        ground, turn = np.full((len(ids), 3), np.nan), resting(len(ids))
        common, new, old = np.intersect1d(ids, self._ids, return_indices=True)
        if len(common):
            ground[new], turn[new] = self._ground[old], self._turn[old]
        self._ids, self._ground, self._turn = ids, ground, turn
