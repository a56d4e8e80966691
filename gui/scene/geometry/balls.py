"""Balls as arrays, and their vertices."""

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from gui.sampling.height_scale import Mask
from gui.sampling.lost_balls import Codes, Missing
from gui.scene.geometry.rolling import resting

CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32)
VERTEX = np.dtype(
    [
        ("centre", np.float32, 3),
        ("normal", np.float32, 3),
        ("shadow", np.float32, 3),
        ("turn", np.float32, 4),
        ("corner", np.float32, 2),
        ("look", np.float32, 4),  # radius, marking, ring, hollow
        ("color", np.uint8, 4),
    ]
)
POINT = np.dtype([("centre", np.float32, 3), ("color", np.uint8, 4)])
FEW = 100  # balls; of more only those with a ring are seen through the surface
TINY = 5000  # balls; more are so small that they are points, without marking and shadow
RINGED = 1000  # of them that have a ring or are hollow and are spheres all the same
SOLID, CHOSEN, EMPTY = 255, 170, 85  # the fourth byte of a point's colour


@final
@dataclass(frozen=True, slots=True, eq=False)
class Balls:
    """What is drawn of n balls. Rows with nan are not drawn."""

    centre: Array  # (n, 3) world
    normal: Array  # (n, 3) of the surface below
    shadow: Array  # (n, 4, 3) corners of the soft shadow, on the surface
    turn: Array  # (n, 4) orientations
    color: npt.NDArray[np.uint8]  # (n, 3)
    marking: npt.NDArray[np.int64]  # (n,)
    ring: Array  # (n,) 0 none, 1 chosen, 0.5 hovered
    missing: Codes  # (n,) what is undefined there
    radius: float  # world

    @property
    def hollow(self) -> Mask:
        """Which balls have no height or no position because something is undefined, (n,)."""
        hollow: Mask = self.missing != Missing.NOTHING
        return hollow


NONE = Balls(
    np.zeros((0, 3)),
    np.zeros((0, 3)),
    np.zeros((0, 4, 3)),
    resting(0),
    np.zeros((0, 3), np.uint8),
    np.zeros(0, np.int64),
    np.zeros(0),
    np.zeros(0, np.int8),
    0.01,
)


def parted(balls: Balls) -> tuple[npt.NDArray[np.void], npt.NDArray[np.void]]:
    """The vertices of balls that are drawn as spheres, and of those that are points."""
    seen = _finite(balls.centre)
    if len(balls.centre) <= TINY:
        return vertices(balls, np.flatnonzero(seen)), np.empty(0, POINT)
    special = seen & (balls.hollow | (balls.ring > 0))
    if np.count_nonzero(special) > RINGED:
        special[:] = False
    points = np.flatnonzero(seen & ~special)
    return vertices(balls, np.flatnonzero(special)), _points(balls, points)


def _finite(centre: Array) -> Mask:
    x, y, z = centre.T  # a row at a time would take three times as long
    with np.errstate(invalid="ignore"):
        finite: Mask = np.isfinite(x + y + z)
    return finite


def _points(balls: Balls, seen: npt.NDArray[np.intp]) -> npt.NDArray[np.void]:
    """A vertex a ball, of type `POINT`."""
    out = np.empty(len(seen), POINT)
    out["centre"] = balls.centre[seen]
    out["color"][:, :3] = balls.color[seen]
    look = np.where(balls.ring > 0, CHOSEN, SOLID)
    out["color"][:, 3] = np.where(balls.hollow, EMPTY, look)[seen]
    return out


def vertices(balls: Balls, seen: npt.NDArray[np.intp]) -> npt.NDArray[np.void]:
    """Four vertices for each of the balls `seen` (n,), (4 n,), of type `VERTEX`.

    Those with a ring come last, and of both kinds hollow ones, since they are transparent.
    """
    hollow = balls.hollow
    seen = seen[np.argsort(2 * (balls.ring > 0)[seen] + hollow[seen], kind="stable")]
    out = np.empty((len(seen), 4), VERTEX)
    out["centre"] = balls.centre[seen, None]
    out["normal"] = balls.normal[seen, None]
    out["shadow"] = balls.shadow[seen]
    out["turn"] = balls.turn[seen, None]
    out["corner"] = CORNERS
    parts = (np.full(len(balls.ring), balls.radius), balls.marking, balls.ring, hollow)
    out["look"] = np.stack(parts, axis=-1)[seen, None]
    out["color"][..., :3] = balls.color[seen, None]
    out["color"][..., 3] = 255
    return out.reshape(-1)
