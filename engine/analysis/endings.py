"""How the numbers of a ball ended, told from the record of where it was before."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np

from engine.analysis.curvature import read
from engine.analysis.status import Status, ended
from engine.arrays import Array, IntArray
from engine.recording import Chunk
from engine.surfaces.base import Surface

NEVER: Final = -1  # as the number of an update
GRID: Final = 33  # points along either side, in which holes are looked for


class _Ends(NamedTuple):
    """The earliest place on record of each ball that is none, as far as was looked."""

    place: Array  # (n, 2)
    update: IntArray  # (n,)


class _Sight(NamedTuple):
    """Where some balls were seen last as numbers, and then."""

    surface: Surface
    which: IntArray  # (k,) of the balls that are asked about
    last: Array  # (k, 2), finite
    after: Array  # (k, 2), the next on record, which is not
    gap: IntArray  # (k,) updates between the two


def endings(chunks: Sequence[Chunk], stints: IntArray) -> tuple[Status, ...]:
    """What became of n balls that are at no place, see `engine.analysis.status.ended`.

    `chunks` is the record of their fleet; later updates in it do no harm. A ball is known by its
    stint, shape (n,): put somewhere by hand, it begins anew. One whose place is on record nowhere
    has diverged, for want of better.

    Long records are thinned. Where updates are missing between the last place and the end, a ball
    is held to be lost in a hole if the loss has any in its window or near, and diverged if not.
    """
    said = [Status.DIVERGED] * len(stints)
    for sight in _sights(chunks, stints):
        close = sight.gap == 1
        if not close.all() and has_holes(sight.surface):
            close[:] = True
        verdicts = ended(read(sight.surface, sight.last), sight.after, close)
        for place, verdict in zip(sight.which.tolist(), verdicts, strict=True):
            said[place] = verdict
    return tuple(said)


def has_holes(surface: Surface) -> bool:
    """Whether the loss is no number somewhere in the window, or as far again beyond its edges."""
    low, high = np.array(surface.low), np.array(surface.high)
    x, y = np.linspace(2 * low - high, 2 * high - low, GRID).T
    with np.errstate(all="ignore"):
        return bool(np.isnan(surface.value(np.stack(np.meshgrid(x, y), axis=-1))).any())


def _sights(chunks: Sequence[Chunk], stints: IntArray) -> Iterator[_Sight]:
    """The last finite places of the balls, from the newest chunks that have one backwards.

    A coordinate that is no number, or infinite, stays so: if a ball's place in the first row of a
    chunk is finite, its end is in this chunk or after it.
    """
    ends = _Ends(np.full((len(stints), 2), np.nan), np.full(len(stints), NEVER))
    sought = np.arange(len(stints))
    runs = [list(run) for _, run in groupby(chunks, key=lambda chunk: id(chunk.stints))]
    for run in reversed(runs):
        column = _columns(run[0], stints)
        ended_here, sought = _parted(run[0], column, sought, ends)
        yield from _within(run, column, ended_here, ends)
        if not len(sought):
            return


def _within(run: list[Chunk], column: IntArray, which: IntArray, ends: _Ends) -> Iterator[_Sight]:
    """The same for balls that begin `run`, chunks with the same columns. By halving."""
    if len(which) and len(run) == 1:
        yield _sight(run[0], column[which], which, ends)
    elif len(which):
        middle = len(run) // 2
        later, earlier = _parted(run[middle], column, which, ends)
        yield from _within(run[middle:], column, later, ends)
        yield from _within(run[:middle], column, earlier, ends)


def _parted(
    chunk: Chunk, column: IntArray, which: IntArray, ends: _Ends
) -> tuple[IntArray, IntArray]:
    """The balls whose end comes after the chunk's first row, and the others, noted in `ends`."""
    there = which[column[which] >= 0]
    first = chunk.rows[0, column[there]]
    later = np.isfinite(first).all(axis=-1)
    ends.place[there[~later]], ends.update[there[~later]] = first[~later], chunk.first
    return there[later], np.setdiff1d(which, there[later], assume_unique=True)


def _columns(chunk: Chunk, stints: IntArray) -> IntArray:
    """The column of each ball in a chunk, shape (n,); −1 for those that are not in it."""
    column = np.full(len(stints), -1)
    _, there, ball = np.intersect1d(chunk.stints, stints, return_indices=True)
    column[ball] = there
    return column


def _sight(chunk: Chunk, column: IntArray, which: IntArray, ends: _Ends) -> _Sight:
    """The balls that end in `chunk`, or before they are seen next."""
    row = _last_finite(chunk.rows, column)
    within = row + 1 < len(chunk.rows)
    following = chunk.rows[np.minimum(row + 1, len(chunk.rows) - 1), column]
    last_seen = chunk.first + row * chunk.stride
    return _Sight(
        chunk.surface,
        which,
        chunk.rows[row, column],
        np.where(within[:, None], following, ends.place[which]),
        np.where(within, chunk.stride, ends.update[which] - last_seen),
    )


def _last_finite(rows: Array, column: IntArray) -> IntArray:
    """Of balls that are finite in the first row, the last row in which they are. By halving."""
    row, step = np.zeros_like(column), 1 << len(rows).bit_length()
    while step := step >> 1:
        further = np.minimum(row + step, len(rows) - 1)
        row = np.where(np.isfinite(rows[further, column]).all(axis=-1), further, row)
    return row
