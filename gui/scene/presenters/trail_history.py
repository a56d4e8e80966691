"""Which recorded positions the trails are drawn from."""

from dataclasses import dataclass
from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.snapshot import Chunk, FleetView, Snapshot
from gui.sampling import trail_sample

POINTS = 2**18  # vertices of all trails together, at most,
MANY_POINTS = 2**17  # and of more balls than `WHOLE`
FINE = 2**16  # vertices of whole trails up to which updates are cut into pieces
LEAST, MOST = MANY_POINTS // trail_sample.MOST, 4096  # updates shown of each ball
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
    points = POINTS if balls <= WHOLE else MANY_POINTS
    updates = int(np.clip(points // max(1, balls * pieces), LEAST, MOST))
    stride = 1
    while balls <= WHOLE and update // stride > updates:
        stride *= 2
    return TrailPlan(balls, pieces, updates, stride, balls <= WHOLE)


def positions(now: Snapshot, updates: IntArray, trajectories: IntArray | None = None) -> Array:
    """Positions after these updates, (k, n, 2), on these trajectories (n,), or on all.

    nan before a ball was dropped, or moved by hand. An update that the recording no
    longer holds is filled with the one before it.
    """
    if trajectories is None:
        trajectories = np.concatenate([fleet.trajectories for fleet in now.fleets] or [updates[:0]])
    out = np.full((len(updates), len(trajectories), 2), np.nan)
    for fleet in now.fleets:
        _fill(out, fleet, updates, trajectories)
    return out


def _fill(out: Array, fleet: FleetView, updates: IntArray, trajectories: IntArray) -> None:
    ends = [chunk.first for chunk in fleet.chunks[1:]] + [np.iinfo(np.int64).max]
    for chunk, end in zip(fleet.chunks, ends, strict=True):
        low, high = np.searchsorted(updates, (chunk.first, end))
        if low < high and chunk.fleet == fleet.id:
            rows = np.minimum(
                (updates[low:high] - chunk.first) // chunk.stride, len(chunk.rows) - 1
            )
            _copy(out[low:high], chunk, rows, trajectories)


def _copy(out: Array, chunk: Chunk, rows: IntArray, trajectories: IntArray) -> None:
    """Fill `out` (k, n, 2) from these rows of `chunk`, ball by ball as the trajectories match."""
    known = chunk.trajectories
    if np.array_equal(known, trajectories):
        out[:] = chunk.rows[rows]
    elif len(known):
        # They ascend unless a ball was moved by hand.
        order = None if (known[1:] > known[:-1]).all() else np.argsort(known, kind="stable")
        at = np.searchsorted(known, trajectories, sorter=order).clip(max=len(known) - 1)
        at = at if order is None else order[at]
        here = np.flatnonzero(known[at] == trajectories)
        out[:, here] = chunk.rows[np.ix_(rows, at[here])]
