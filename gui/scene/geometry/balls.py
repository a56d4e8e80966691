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


def vertices(balls: Balls) -> npt.NDArray[np.void]:
    """Four vertices a ball, (4 n,), of type `VERTEX`; hollow balls last: they are transparent."""
    seen = np.flatnonzero(np.isfinite(balls.centre).all(axis=-1))
    hollow = balls.hollow
    seen = seen[np.argsort(hollow[seen], kind="stable")]
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
