"""Converts a snapshot to the arrays of the scene's items."""

from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray
from engine.snapshot import FleetView, Snapshot
from gui.style.palette import Palette, channels, marking_of

Bytes = npt.NDArray[np.uint8]


@final
@dataclass(frozen=True, slots=True, eq=False)
class BallArrays:
    """All balls of all fleets, in the order of the fleets."""

    ids: IntArray  # (n,)
    trajectories: IntArray  # (n,)
    position: Array  # (n, 2)
    previous: Array  # (n, 2)
    color: Bytes  # (n, 3)
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
        np.repeat(_colors(fleets, palette), counts, axis=0),
        np.repeat([int(marking_of(fleet.color)) for fleet in fleets], counts),
    )


def _colors(fleets: tuple[FleetView, ...], palette: Palette) -> Bytes:
    hues = [channels(palette.fleet_color(fleet.color)) for fleet in fleets]
    return np.round(np.array(hues) * 255).astype(np.uint8)


def velocities(now: Snapshot) -> Array:
    """The next step of each ball by momentum alone, (n, 2); nan where a rule has none."""
    parts = [_velocity(fleet) for fleet in now.fleets]
    return np.concatenate(parts) if parts else np.zeros((0, 2))


def _velocity(fleet: FleetView) -> Array:
    movement = fleet.coast
    return np.full((len(fleet.balls), 2), np.nan) if movement is None else movement
