"""Which recorded positions the trails are drawn from."""

from dataclasses import dataclass
from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.snapshot import Chunk, FleetView, Snapshot

POINTS = 2**18  # vertices of all trails together, at most
FINE = 2**16  # vertices of whole trails up to which updates are cut into pieces
LEAST, MOST = 200, 4096  # updates shown of each ball
MOST_PIECES = 512  # balls times pieces of an update, at most
PIECES = 32
WHOLE = 64  # balls up to which all updates are shown, thinned where they are too many


@final
@dataclass(frozen=True, slots=True)
class TrailPlan:
    """How long the trails of `balls` balls are, and how finely they are drawn."""

    balls: int
    pieces: int  # of every update, so that long ones follow the surface
    updates: int  # shown of each ball, at most
    stride: int  # one in so many updates is drawn
    whole: bool  # from the first update on, or only the newest

    def first(self, update: int) -> int:
        """The oldest update to show when `update` is the newest."""
        return 0 if self.whole else max(0, update - self.updates)


def plan(balls: int, update: int) -> TrailPlan:
    """The plan for so many balls after so many updates."""
    pieces = 1
    while pieces < PIECES and 2 * pieces * balls <= MOST_PIECES:
        pieces *= 2
    # In a long run single updates are short, and pieces take time.
    while pieces > 1 and balls <= WHOLE and pieces * balls * update > FINE:
        pieces //= 2
    updates = int(np.clip(POINTS // max(1, balls * pieces), LEAST, MOST))
    stride = 1
    while balls <= WHOLE and update // stride > updates:
        stride *= 2
    return TrailPlan(balls, pieces, updates, stride, balls <= WHOLE)


def positions(now: Snapshot, updates: IntArray) -> Array:
    """Positions of the present balls after these updates, (k, n, 2), n over all fleets.

    nan before a ball was dropped, or moved by hand. An update that the recording no
    longer holds is filled with the one before it.
    """
    parts = [_of_fleet(fleet, updates) for fleet in now.fleets]
    return np.concatenate(parts, axis=1) if parts else np.zeros((len(updates), 0, 2))


def _of_fleet(fleet: FleetView, updates: IntArray) -> Array:
    out = np.full((len(updates), len(fleet.balls), 2), np.nan)
    ends = [chunk.first for chunk in fleet.chunks[1:]] + [np.iinfo(np.int64).max]
    for chunk, end in zip(fleet.chunks, ends, strict=True):
        low, high = np.searchsorted(updates, (chunk.first, end))
        if low < high and chunk.fleet == fleet.id:
            rows = np.minimum(
                (updates[low:high] - chunk.first) // chunk.stride, len(chunk.rows) - 1
            )
            _copy(out[low:high], chunk, rows, fleet.stints)
    return out


def _copy(out: Array, chunk: Chunk, rows: IntArray, stints: IntArray) -> None:
    """Fill `out` (k, n, 2) from these rows of `chunk`, ball by ball as the stints match."""
    if chunk.stints is stints or np.array_equal(chunk.stints, stints):
        out[:] = chunk.rows[rows]
        return
    _, here, there = np.intersect1d(stints, chunk.stints, return_indices=True)
    out[:, here] = chunk.rows[np.ix_(rows, there)]
