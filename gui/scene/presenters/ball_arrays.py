"""Converts a snapshot to the arrays of the scene's items."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray
from engine.snapshot import FleetView, Snapshot
from gui.sampling.colormap import colors
from gui.style.palette import Palette, channels, contrast, marking_of, mixed

Bytes = npt.NDArray[np.uint8]

DARKEST: Final = "#{:02x}{:02x}{:02x}".format(*(int(255 * c) for c in colors(0.0)))
SEEN: Final = 3.3  # contrast of a trail with that


@final
@dataclass(frozen=True, slots=True, eq=False)
class BallArrays:
    """All balls of all fleets, in the order of the fleets."""

    ids: IntArray  # (n,)
    trajectories: IntArray  # (n,)
    position: Array  # (n, 2)
    previous: Array  # (n, 2)
    color: Bytes  # (n, 3)
    line: Bytes  # (n, 3), of the trails
    marking: IntArray  # (n,)

    def __len__(self) -> int:
        return len(self.ids)

    def place(self, ball: int) -> int | None:
        """The index of ball number `ball` in the arrays."""
        found = np.flatnonzero(self.ids == ball)
        return int(found[0]) if len(found) else None


EMPTY = BallArrays(
    np.zeros(0, np.int64),
    np.zeros(0, np.int64),
    np.zeros((0, 2)),
    np.zeros((0, 2)),
    np.zeros((0, 3), np.uint8),
    np.zeros((0, 3), np.uint8),
    np.zeros(0, np.int64),
)


def ball_arrays(now: Snapshot, palette: Palette) -> BallArrays:
    """The balls of `now` in the colours of `palette`."""
    fleets = now.fleets
    if not fleets:
        return EMPTY
    counts = [len(fleet.balls) for fleet in fleets]
    return BallArrays(
        np.concatenate([fleet.balls for fleet in fleets]),
        np.concatenate([fleet.trajectories for fleet in fleets]),
        np.concatenate([fleet.position for fleet in fleets]),
        np.concatenate([fleet.previous for fleet in fleets]),
        np.repeat(_bytes([palette.fleet_color(fleet.color) for fleet in fleets]), counts, axis=0),
        np.repeat(_bytes([_line(palette, fleet) for fleet in fleets]), counts, axis=0),
        np.repeat([int(marking_of(fleet.color)) for fleet in fleets], counts),
    )


def _bytes(colors: list[str]) -> Bytes:
    return np.round(np.array([channels(color) for color in colors]) * 255).astype(np.uint8)


def _line(palette: Palette, fleet: FleetView) -> str:
    return on_the_darkest(palette.fleet_color(fleet.color))


@lru_cache(maxsize=64)
def on_the_darkest(color: str) -> str:
    """`color`, lightened until a line of it is seen on the darkest part of the surface."""
    light = (mixed(color, "#ffffff", share) for share in np.linspace(0.0, 1.0, 21))
    return next(each for each in light if contrast(each, DARKEST) >= SEEN)


def velocities(now: Snapshot) -> Array:
    """The next step of each ball by momentum alone, (n, 2); nan where a rule has none."""
    parts = [_velocity(fleet) for fleet in now.fleets]
    return np.concatenate(parts) if parts else np.zeros((0, 2))


def _velocity(fleet: FleetView) -> Array:
    movement = fleet.coast
    return np.full((len(fleet.balls), 2), np.nan) if movement is None else movement
