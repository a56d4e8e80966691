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
