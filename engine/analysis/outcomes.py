"""Whether any ball of a fleet still moves within the window, or what has become of all of them."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from engine.analysis.departures import REST, elsewhere, finite, inside
from engine.arrays import Array, IntArray
from engine.recording import Chunk
from engine.surfaces.base import Surface

AWAY: Final = (
    30  # updates outside the window in a row: then a ball has left it, and not for a moment
)

FEW: Final = 64  # balls that are looked at first


class Outcomes(NamedTuple):
    """How many balls have left the window, rest in it, or have no position any more."""

    left: int = 0
    resting: int = 0
    lost: int = 0


def outcomes(
    surface: Surface,
    position: Array,
    previous: Array,
    chunks: Sequence[Chunk],
    trajectories: IntArray,
    update: int,
) -> Outcomes | None:
    """What has become of n balls; None where one still moves in the window, or may come back.

    Positions have shape (n, 2), `previous` are those before the last update, `chunks` is the record
    of these balls. At rest is one whose position has not changed by one bit over the last `REST`
    updates: however small a gradient is, nothing follows from it. After an edit of a fleet its
    record must reach as far back again.
    """
    if moving(surface, position, previous):
        return None
    within, there = inside(surface, position), finite(position)
    outside = there & ~within
    if there.any():
        recent = _recent(chunks, trajectories, update, REST if within.any() else AWAY)
        if recent is None:
            return None
        for updates, rows in recent:
            back = inside(surface, rows[updates >= update - AWAY])
            if (within & elsewhere(position, rows)).any() or (outside & back).any():
                return None
    return Outcomes(int(outside.sum()), int(within.sum()), int((~there).sum()))


def moving(surface: Surface, position: Array, previous: Array) -> bool:
    """Whether any of n balls is in the window and has moved in the last update.

    Asked many times a second: mostly one of the first few has.
    """
    return any(
        bool((inside(surface, position[some]) & elsewhere(previous[some], position[some])).any())
        for some in (slice(FEW), slice(FEW, None))
    )


def _recent(
    chunks: Sequence[Chunk], trajectories: IntArray, update: int, count: int
) -> list[tuple[IntArray, Array]] | None:
    """The rows (k, n, 2) of the last `count` updates with their numbers (k,), newest first.

    None where the record of just these balls does not reach so far back.
    """
    found = []
    for place in range(bisect_right(chunks, update, key=lambda each: each.first) - 1, -1, -1):
        chunk = chunks[place].until(update)
        if not np.array_equal(chunk.trajectories, trajectories):
            return None
        start = max(0, update - count - chunk.first) // chunk.stride
        found.append((chunk.updates[start:], chunk.rows[start:]))
        if chunk.first <= update - count:
            return found
    return None
