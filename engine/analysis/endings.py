"""Why the positions of a ball stopped being finite, and its last finite one, from the record."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from engine.analysis.curvature import read
from engine.analysis.status import Status, ended
from engine.arrays import Array, IntArray
from engine.recording import Chunk
from engine.surfaces.base import Surface

NEVER: Final = -1  # as the number of an update
GRID: Final = 33  # points along either side, in which holes are looked for


class _Ends(NamedTuple):
    """The earliest recorded position of each ball that is not finite, in the chunks searched."""

    place: Array  # (n, 2)
    update: IntArray  # (n,)


class _LastPlace(NamedTuple):
    """The last finite positions of some balls, and the positions after them."""

    surface: Surface
    which: IntArray  # (k,), indices of the balls in question
    last: Array  # (k, 2), finite
    after: Array  # (k, 2), the next on record, which is not finite
    gap: IntArray  # (k,) updates between the two


Places: TypeAlias = Iterator[_LastPlace]


class Endings(NamedTuple):
    """The status and the last finite position of n balls."""

    statuses: tuple[Status, ...]
    places: Array  # (n, 2), the last finite one on record; NaN of a ball that has none


def endings(chunks: Sequence[Chunk], trajectories: IntArray) -> Endings:
    """The endings of n balls without a finite position, see `engine.analysis.status.ended`.

    `chunks` is the record of their fleet; later updates in it are ignored. A ball is identified by
    its trajectory, shape (n,), which changes when it is moved by hand. One without a recorded
    position counts as diverged.

    Long records are thinned. Where updates are missing between the last place and the end, a ball
    counts as lost in a hole if the loss has any in its window or near, and as diverged if not.
    The last place may be among them; then the last recorded one is used.
    """
    found, places = [Status.DIVERGED] * len(trajectories), np.full((len(trajectories), 2), np.nan)
    for last_place in _last_places(chunks, trajectories):
        places[last_place.which] = last_place.last
        close = last_place.gap == 1
        if not close.all() and has_holes(last_place.surface):
            close[:] = True
        verdicts = ended(read(last_place.surface, last_place.last), last_place.after, close)
        for place, verdict in zip(last_place.which.tolist(), verdicts, strict=True):
            found[place] = verdict
    return Endings(tuple(found), places)


def has_holes(surface: Surface) -> bool:
    """Whether the loss is NaN somewhere in the window, or up to its width beyond its edges."""
    low, high = np.array(surface.low), np.array(surface.high)
    x, y = np.linspace(2 * low - high, 2 * high - low, GRID).T
    with np.errstate(all="ignore"):
        return bool(np.isnan(surface.value(np.stack(np.meshgrid(x, y), axis=-1))).any())


def _last_places(chunks: Sequence[Chunk], trajectories: IntArray) -> Places:
    """The last finite places of the balls, from the newest chunks that have one backwards.

    A coordinate that is NaN or infinite stays so: if a ball's place in the first row of a
    chunk is finite, its end is in this chunk or after it.
    """
    ends = _Ends(np.full((len(trajectories), 2), np.nan), np.full(len(trajectories), NEVER))
    remaining = np.arange(len(trajectories))
    runs = [list(run) for _, run in groupby(chunks, key=lambda chunk: id(chunk.trajectories))]
    for run in reversed(runs):
        column = _columns(run[0], trajectories)
        ended_here, remaining = _split(run[0], column, remaining, ends)
        yield from _within(run, column, ended_here, ends)
        if not len(remaining):
            return


def _within(run: list[Chunk], column: IntArray, which: IntArray, ends: _Ends) -> Places:
    """The same for the balls at the start of `run`, chunks with equal columns. By bisection."""
    if len(which) and len(run) == 1:
        yield _last_place(run[0], column[which], which, ends)
    elif len(which):
        middle = len(run) // 2
        later, earlier = _split(run[middle], column, which, ends)
        yield from _within(run[middle:], column, later, ends)
        yield from _within(run[:middle], column, earlier, ends)


def _split(
    chunk: Chunk, column: IntArray, which: IntArray, ends: _Ends
) -> tuple[IntArray, IntArray]:
    """The balls whose end comes after the chunk's first row, and the others, noted in `ends`."""
    there = which[column[which] >= 0]
    first = chunk.rows[0, column[there]]
    later = np.isfinite(first).all(axis=-1)
    ends.place[there[~later]], ends.update[there[~later]] = first[~later], chunk.first
    return there[later], np.setdiff1d(which, there[later], assume_unique=True)


def _columns(chunk: Chunk, trajectories: IntArray) -> IntArray:
    """The column of each ball in a chunk, shape (n,); −1 for those that are not in it."""
    column = np.full(len(trajectories), -1)
    _, there, ball = np.intersect1d(chunk.trajectories, trajectories, return_indices=True)
    column[ball] = there
    return column


def _last_place(chunk: Chunk, column: IntArray, which: IntArray, ends: _Ends) -> _LastPlace:
    """The last places of balls whose positions end in `chunk`, or between it and the next."""
    row = _last_finite(chunk.rows, column)
    within = row + 1 < len(chunk.rows)
    following = chunk.rows[np.minimum(row + 1, len(chunk.rows) - 1), column]
    last_seen = chunk.first + row * chunk.stride
    return _LastPlace(
        chunk.surface,
        which,
        chunk.rows[row, column],
        np.where(within[:, None], following, ends.place[which]),
        np.where(within, chunk.stride, ends.update[which] - last_seen),
    )


def _last_finite(rows: Array, column: IntArray) -> IntArray:
    """Of balls finite in the first row, the last row in which they are. By bisection."""
    row, step = np.zeros_like(column), 1 << len(rows).bit_length()
    while step := step >> 1:
        further = np.minimum(row + step, len(rows) - 1)
        row = np.where(np.isfinite(rows[further, column]).all(axis=-1), further, row)
    return row
