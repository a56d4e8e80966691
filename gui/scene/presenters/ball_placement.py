"""The balls on the surface: their positions, and how far each has rolled."""

from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface
from gui.sampling.height_scale import World
from gui.sampling.lost_balls import Codes, missing
from gui.scene.geometry.balls import CORNERS, NONE, TINY, Balls
from gui.scene.geometry.rolling import STILL, resting, rolled
from gui.scene.presenters.ball_arrays import EMPTY, BallArrays

RADIUS = 9.4  # pixels in the default view, up to `MANY` balls; more are smaller
MANY = 30
SHRINK = 0.17
SMALLEST = 3.0  # up to `TINY` balls; of still more the picture is a density
DENSE, THIN = 10_000, 0.3
SHADOW = 1.6  # half the side of a shadow, in radii
STEEPEST = 1.5  # how far a shadow rises or falls, for half its side
CURVED_SHADOWS = 300  # balls whose shadows follow the surface; with more they are flat


def radius_pixels(count: int) -> float:
    """Radius of each of `count` balls in the default view, in logical pixels."""
    radius = max(SMALLEST, RADIUS * min(1.0, MANY / max(count, 1)) ** SHRINK)
    return float(radius * min(1.0, DENSE / max(count, 1)) ** THIN)


@final
class BallPlacement:
    """Places the balls, and keeps their orientations."""

    def __init__(self) -> None:
        self._ids: IntArray = EMPTY.ids
        self._ground = np.zeros((0, 3))
        self._turn = resting(0)
        self.balls: Balls = NONE

    def place(
        self,
        arrays: BallArrays,
        points: Array,
        ring: Array,
        surface: Surface,
        world: World,
        pixel: float,
        lost: Codes,
    ) -> Balls:
        """Place the balls of `arrays` at `points` (n, 2), rolling them from their last positions.

        `pixel` is the world length of a pixel in the default view, `ring` (n,) as in `Balls`,
        `lost` (n,) as in `lost_balls.missing`.
        """
        radius = radius_pixels(len(arrays)) * pixel
        with np.errstate(all="ignore"):
            loss, gradient = surface.value(points), surface.gradient(points)
            # Where there is no loss there is no height: such a ball is on the floor, and hollow.
            blank = np.isnan(loss)
            normal = world.normals(loss, np.where(blank[:, None], 0.0, gradient))
            ground = world.to_world(points, loss)
        ground[blank, 2] = 0.0
        ground[~world.inside(points)] = np.nan
        if len(arrays) <= TINY:
            self._roll(arrays.ids, ground, normal, radius)
            turn, shadow = self._turn, _shadow(ground, normal, SHADOW * radius, surface, world)
        else:  # too small for markings and shadows
            self._match(EMPTY.ids)
            turn = np.broadcast_to(STILL, (len(arrays), 4))
            shadow = np.broadcast_to(ground[:, None], (len(arrays), 4, 3))
        self.balls = Balls(
            _resting_on(ground, normal, radius, surface, world),
            normal,
            shadow,
            turn,
            arrays.color,
            arrays.marking,
            ring,
            missing(surface, points, lost, loss),
            radius,
        )
        return self.balls

    def _roll(self, ids: IntArray, ground: Array, normal: Array, radius: float) -> None:
        if not np.array_equal(ids, self._ids):
            self._match(ids)
        self._turn = rolled(self._turn, self._ground, ground, normal, radius)
        self._ground = ground

    def _match(self, ids: IntArray) -> None:
        """Keep the orientations of balls that are still there; new ones are unrotated."""
        ground, turn = np.full((len(ids), 3), np.nan), resting(len(ids))
        common, new, old = np.intersect1d(ids, self._ids, return_indices=True)
        if len(common):
            ground[new], turn[new] = self._ground[old], self._turn[old]
        self._ids, self._ground, self._turn = ids, ground, turn


def _resting_on(
    ground: Array, normal: Array, radius: float, surface: Surface, world: World
) -> Array:
    """The centres (n, 3) of balls that touch the surface at `ground`.

    In a notch that is narrower than a ball, its centre would be within the other side: it is
    raised.
    """
    centre = ground + radius * normal
    if len(centre) > CURVED_SHADOWS:
        return centre
    with np.errstate(all="ignore"):
        loss = surface.value(world.points(centre[:, :2]))
        below = np.nan_to_num(np.where(np.isnan(loss), 0.0, world.z(loss) - centre[:, 2]))
    centre[:, 2] += np.maximum(below, 0.0)
    return np.where((below > radius)[:, None], ground + np.array([0.0, 0.0, radius]), centre)


def _shadow(
    ground: Array, normal: Array, size: Array | float, surface: Surface, world: World
) -> Array:
    """The corners (n, 4, 3) of squares round `ground`, in the order of `balls.CORNERS`."""
    downhill = normal[:, :2]
    steep = np.linalg.norm(downhill, axis=-1, keepdims=True)
    along = np.where(steep > 1e-9, downhill / np.maximum(steep, 1e-9), (1.0, 0.0))
    across = np.stack([-along[:, 1], along[:, 0]], axis=-1)
    # Foreshortened along the slope, so that the square is one on the ground and not on the map.
    steps = CORNERS[:, None, :1] * across + CORNERS[:, None, 1:] * (along * normal[:, 2:])
    corners = np.empty((len(ground), 4, 3))
    size = np.where(ground[:, 1] < world.front, 0.0, size)  # where nothing is below it
    corners[..., :2] = ground[:, None, :2] + np.reshape(size, (-1, 1, 1)) * steps.swapaxes(0, 1)
    if len(ground) <= CURVED_SHADOWS:
        with np.errstate(all="ignore"):
            loss = surface.value(world.points(corners[..., :2]))
            # Over a hole the shadow is level.
            rise = np.where(np.isnan(loss), 0.0, world.z(loss) - ground[:, None, 2])
        # In a narrow pit the corners would be up at its walls.
        most = STEEPEST * np.reshape(size, (-1, 1))
        corners[..., 2] = ground[:, None, 2] + np.clip(rise, -most, most)
    else:
        off = np.sum((corners[..., :2] - ground[:, None, :2]) * downhill[:, None], axis=-1)
        corners[..., 2] = ground[:, None, 2] - off / np.maximum(normal[:, None, 2], 0.05)
    return corners
