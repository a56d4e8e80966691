"""What was recorded of one ball at one update."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from engine.analysis.curves import places_of
from engine.analysis.quantities import Quantity
from engine.arrays import Array
from engine.recording import Chunk


def value_at(quantity: Quantity, chunks: Sequence[Chunk], ball: int, update: int) -> Array | None:
    """`quantity` of `ball` after `update`, shape (components,), None where it was not there.

    At an update where something was edited by hand it is the state after the edit.
    """
    found = _recorded(chunks, ball, update)
    return None if found is None else quantity.at(found[0].surface, found[1])


def position_at(chunks: Sequence[Chunk], ball: int, update: int) -> Array | None:
    """The position (2,) of `ball` after `update`, as for `value_at`."""
    found = _recorded(chunks, ball, update)
    return None if found is None else found[1]


def _recorded(chunks: Sequence[Chunk], ball: int, update: int) -> tuple[Chunk, Array] | None:
    """The position of a ball after an update, and the chunk that holds it."""
    place = bisect_right(chunks, update, key=lambda chunk: chunk.first) - 1
    while place >= 0:
        chunk = chunks[place]
        row, rest = divmod(update - chunk.first, chunk.stride)
        column = int(places_of(chunk, (ball,))[0])
        if row < len(chunk.rows) and not rest and column >= 0:
            return chunk, chunk.rows[row, column]
        if chunk.first < update:
            return None
        place -= 1
    return None


def latest_positions(
    chunks: Sequence[Chunk], trajectory: int, update: int, count: int, place: int = 0
) -> Array:
    """The last positions of a trajectory up to `update` on the surface it is on, (k, 2), k ≤ count.

    Oldest first, all at successive updates: those before a gap in the record are left out.
    `place` is where it is among the trajectories of its fleet, and mostly was.
    """
    parts: list[Array] = []
    left, end, surface = count, update, None
    for chunk in reversed(chunks):
        if left <= 0 or surface not in (None, id(chunk.surface)):
            break
        if chunk.first > end:
            continue  # an edit at that update began another chunk
        part, column = chunk.until(end), _column(chunk, trajectory, place)
        if column is None or part.last != end:
            break
        known = left if part.stride == 1 else 1
        parts.append(part.rows[-known:, column])
        end, surface = end - len(parts[-1]), id(chunk.surface)
        left = left - len(parts[-1]) if part.stride == 1 else 0
    return np.concatenate(parts[::-1]) if parts else np.empty((0, 2))


def _column(chunk: Chunk, trajectory: int, place: int) -> int | None:
    """Where a trajectory is among those of a chunk; None where it isn't."""
    known = chunk.trajectories
    if place < len(known) and known[place] == trajectory:
        return place
    found = np.flatnonzero(known == trajectory)
    return int(found[0]) if len(found) else None


def last_finite(
    quantity: Quantity, chunks: Sequence[Chunk], ball: int, update: int
) -> tuple[int, Array] | None:
    """The last update up to `update` at which a diverged ball had a finite value, and the value.

    Found by halving: a ball once at infinity stays there until it is moved by hand.
    """

    def lost(chunk: Chunk) -> bool:
        column = int(places_of(chunk, (ball,))[0])
        if column < 0:
            return False
        return not np.isfinite(quantity.at(chunk.surface, chunk.rows[0, column])).all()

    past = [chunk for chunk in chunks if chunk.first <= update]
    place = bisect_right(past, False, key=lost) - 1
    if place < 0:
        return None
    chunk = past[place].until(update)
    column = int(places_of(chunk, (ball,))[0])
    if column < 0:
        return None
    values = quantity.at(chunk.surface, chunk.rows[:, column])
    row = int(np.flatnonzero(np.isfinite(values).all(axis=-1))[-1])
    return chunk.first + row * chunk.stride, values[row]
