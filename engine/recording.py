"""The positions of a run, kept in immutable blocks under a budget of bytes."""

from dataclasses import dataclass
from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface

ROWS = 256
CHUNK_BYTES = 1 << 23
RECENT = 8  # newest chunks that are never thinned while older ones can be


@final
@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Positions of the same balls over consecutive updates, on one surface.

    Row k is the state after update `first + k * stride`; `stride` is 1 until the chunk is thinned.
    Whoever edits the balls or the surface starts a new chunk at the same update, so both the
    state before and the state after the edit are on record.
    """

    surface: Surface
    fleet: int
    balls: IntArray  # (n,) ids, in the order of the columns
    stints: IntArray  # (n,) a new number each time a ball is put somewhere by hand
    first: int
    stride: int
    rows: Array  # (k, n, 2), read-only

    @property
    def last(self) -> int:
        return self.first + (len(self.rows) - 1) * self.stride

    @property
    def updates(self) -> IntArray:
        """The update number of each row, shape (k,)."""
        return self.first + self.stride * np.arange(len(self.rows), dtype=np.int64)

    def until(self, update: int) -> "Chunk":
        """The rows up to and with `update`, as a view."""
        count = max(0, (update - self.first) // self.stride + 1)
        if count >= len(self.rows):
            return self
        return _with_rows(self, self.rows[:count], self.stride)


@final
class Track:
    """The growing record of one fleet: closed chunks, and one that is being filled.

    Rows once written are never changed, so views of them are safe to hand to any thread.
    """

    def __init__(self) -> None:
        self._closed: list[Chunk] = []
        self._open: Chunk | None = None  # its `rows` is the whole buffer
        self._buffer = np.empty((0, 0, 2))  # (rows, 2, n).swapaxes view, see `begin`
        self._size = 0
        self.bytes = 0

    def begin(
        self, surface: Surface, fleet: int, balls: IntArray, stints: IntArray, update: int
    ) -> None:
        """Start a chunk for these balls at `update`, closing the one before."""
        self._close(replacing=update)
        room = int(max(1, min(ROWS, CHUNK_BYTES // max(16 * len(balls), 1))))
        # Coordinates are contiguous within a row: appending is one straight copy of the state.
        self._buffer = np.empty((room, 2, len(balls))).swapaxes(1, 2)
        self._open = Chunk(surface, fleet, balls, stints, update, 1, self._buffer)
        self._size = 0

    def append(self, blocks: list[Array]) -> bool:
        """Record the state after the next update, given as consecutive blocks of balls.

        True where a chunk was filled and another begun: the time to look at the budget.
        """
        rolled = self._size == len(self._buffer)
        if rolled:
            self._roll()
        row = self._buffer[self._size]
        if len(blocks) == 1:
            row[:] = blocks[0]
        else:
            np.concatenate(blocks, out=row)
        self._size += 1
        return rolled

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All that is recorded, oldest first."""
        live = self._live()
        return (*self._closed, live) if live is not None else tuple(self._closed)

    @property
    def last(self) -> int:
        """The newest recorded update; -1 where nothing is."""
        live = self._live()
        if live is not None:
            return live.last
        return self._closed[-1].last if self._closed else -1

    def forget_after(self, update: int) -> None:
        """Drop what was recorded for later updates. The next call must be `begin`."""
        self._close(replacing=None)
        kept = [chunk.until(update) for chunk in self._closed if chunk.first <= update]
        self._closed = [chunk for chunk in kept if len(chunk.rows)]
        self.bytes = sum(chunk.rows.nbytes for chunk in self._closed)

    def thin(self) -> bool:
        """Halve the oldest of the finest rows; False where nothing can be thinned."""
        index = _thinnest(self._closed)
        if index is None:
            return False
        before = self._closed[index : index + 2]
        after = _merged(before)
        self._closed[index : index + 2] = after
        self.bytes += sum(c.rows.nbytes for c in after) - sum(c.rows.nbytes for c in before)
        return True

    def _live(self) -> Chunk | None:
        if self._open is None or self._size == 0:
            return None
        return _with_rows(self._open, self._buffer[: self._size], 1)

    def _roll(self) -> None:
        """Go on in a fresh chunk with the same balls."""
        full = self._open
        assert full is not None
        update = full.first + self._size
        self.begin(full.surface, full.fleet, full.balls, full.stints, update)

    def _close(self, replacing: int | None) -> None:
        live = self._live()
        self._open, self._size = None, 0
        if live is None or (live.first == replacing and len(live.rows) == 1):
            return  # an edit right after another: the state between them lasted no update
        if len(live.rows) < len(self._buffer):
            live = _with_rows(live, live.rows.copy(order="K"), 1)
        self._closed.append(live)
        self.bytes += live.rows.nbytes


def _with_rows(chunk: Chunk, rows: Array, stride: int) -> Chunk:
    rows = rows.view()
    rows.flags.writeable = False
    return Chunk(chunk.surface, chunk.fleet, chunk.balls, chunk.stints, chunk.first, stride, rows)


def _thinnest(chunks: list[Chunk]) -> int | None:
    """Where the finest rows start, the oldest first; the newest chunks last of all."""
    for kept_whole in (RECENT, 0):
        older = range(len(chunks) - 1 - kept_whole)
        thinnable = [i for i in older if len(chunks[i].rows) > 2]
        if thinnable:
            return min(thinnable, key=lambda i: chunks[i].stride)
    return None


def _halved(chunk: Chunk) -> Chunk:
    return _with_rows(chunk, chunk.rows[::2].copy(order="K"), chunk.stride * 2)


def _merged(pair: list[Chunk]) -> list[Chunk]:
    """Two neighbours at half the resolution: one chunk where they fit, so chunks stay few."""
    first, second = pair
    joinable = (
        first.stints is second.stints
        and first.surface is second.surface
        and first.stride == second.stride
        and len(first.rows) % 2 == 0
        and second.first == first.last + first.stride
    )
    if not joinable:
        return [_halved(first), second]
    rows = np.concatenate([first.rows[::2].swapaxes(1, 2), second.rows[::2].swapaxes(1, 2)])
    return [_with_rows(first, rows.swapaxes(1, 2), first.stride * 2)]
