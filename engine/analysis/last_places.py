"""Where balls were last that are at no place any more, told from the record."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray
from engine.recording import Chunk

Mask = npt.NDArray[np.bool_]


def last_places(chunks: Sequence[Chunk], stints: IntArray) -> Array:
    """The last finite place on record of each of n balls, (n, 2); NaN of one that has none.

    `chunks` is the record of their fleet, oldest first; later updates in it do no harm. A ball is
    known by its stint, shape (n,). The record is read from the newest chunk backwards and by
    halving, as a coordinate that is no number, or infinite, stays so.

    Long records are thinned. The very last place may be among the updates that were left out;
    then it is the last of those that were kept.
    """
    found = np.full((len(stints), 2), np.nan)
    sought = np.arange(len(stints))
    runs = [list(run) for _, run in groupby(chunks, key=lambda chunk: id(chunk.stints))]
    for run in reversed(runs):
        column = _columns(run[0], stints[sought])
        here = (column >= 0) & _finite(run[0].rows[0], column)
        _find(run, column[here], sought[here], found)
        sought = sought[~here]
        if not len(sought):
            break
    return found


def _find(run: list[Chunk], column: IntArray, which: IntArray, found: Array) -> None:
    """Fill in `found` of balls that are finite where `run` begins, chunks with equal columns."""
    if len(which) and len(run) == 1:
        rows = run[0].rows
        found[which] = rows[_last_finite(rows, column), column]
    elif len(which):
        middle = len(run) // 2
        later = _finite(run[middle].rows[0], column)
        _find(run[middle:], column[later], which[later], found)
        _find(run[:middle], column[~later], which[~later], found)


def _finite(row: Array, column: IntArray) -> Mask:
    """Whether both coordinates are, in some columns of a row (n, 2)."""
    return np.asarray(np.isfinite(row[column]).all(axis=-1))


def _columns(chunk: Chunk, stints: IntArray) -> IntArray:
    """The column of each ball in a chunk; −1 for those that are not in it."""
    column = np.full(len(stints), -1)
    _, there, ball = np.intersect1d(chunk.stints, stints, return_indices=True)
    column[ball] = there
    return column


def _last_finite(rows: Array, column: IntArray) -> IntArray:
    """Of balls that are finite in the first of `rows`, the last row in which they are."""
    row, step = np.zeros_like(column), 1 << len(rows).bit_length()
    while step := step >> 1:
        further = np.minimum(row + step, len(rows) - 1)
        row = np.where(np.isfinite(rows[further, column]).all(axis=-1), further, row)
    return row
