"""The positions of a run, kept in immutable blocks under a budget of bytes."""

import mmap
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface

ROWS, MOST_ROWS = 256, 4096  # in a chunk, unless its balls are very many
CHUNK_BYTES = 1 << 23
PAGE = 1 << 21  # bytes of a large page of memory
PRIVATE: Final[Any] = (
    {} if sys.platform == "win32" else {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS}
)
LARGE_PAGES: Final = (mmap.MADV_HUGEPAGE,) if sys.platform == "linux" else ()
LATEST = 2  # closed chunks that `begin` may change; all else replaces their list
RECENT = 8  # newest chunks, thinned only when no older one can be


@final
@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """Positions of the same balls over consecutive updates, on one surface.

    Row k is the state after update `first + k * stride`; `stride` is 1 until the chunk is thinned.
    An edit of the balls or the surface starts a new chunk at the same update, so the states before
    and after the edit are both recorded.
    """

    surface: Surface
    fleet: int
    balls: IntArray  # (n,) ids, in the order of the columns
    trajectories: IntArray  # (n,) a new number each time a ball is moved by hand
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


class Mark(NamedTuple):
    """The whole state of a track, see there."""

    closed: list[Chunk]
    closed_count: int
    newest: list[Chunk]  # the last `LATEST` of them
    closed_bytes: int
    open: Chunk | None
    buffer: Array
    size: int


@final
class Track:
    """The growing record of one fleet: closed chunks, and the one being filled.

    Rows once written are never changed, so views of them are safe to hand to any thread.
    `grain` is how many bytes a chunk should have at least, as long as `MOST_ROWS` hold them.
    """

    def __init__(self, grain: int) -> None:
        self._grain = grain
        self._closed: list[Chunk] = []
        self._closed_bytes = 0
        self._open: Chunk | None = None  # its `rows` is the whole buffer
        self._buffer = np.empty((0, 0, 2))  # (rows, 2, n).swapaxes view, see `begin`
        self._size = 0

    @property
    def bytes(self) -> int:
        """The size of the record, including allocated room."""
        return self._closed_bytes + (self._buffer.nbytes if self._open is not None else 0)

    def begin(
        self, surface: Surface, fleet: int, balls: IntArray, trajectories: IntArray, update: int
    ) -> None:
        """Start a chunk for these balls at `update`, closing the one before."""
        buffer = _buffer(_room(len(balls), self._grain), len(balls))
        opened = Chunk(surface, fleet, balls, trajectories, update, 1, buffer)
        self._close()
        if _lasted_no_update(self._closed, update):
            self._closed_bytes -= self._closed.pop().rows.nbytes
        self._open, self._buffer, self._size = opened, buffer, 0

    def append(self, blocks: Sequence[tuple[Array, Any]]) -> bool:
        """Record the state after the next update, given as a fleet's blocks of balls.

        True where a chunk was filled and another begun: the budget should be checked.
        """
        rolled = self._size == len(self._buffer)
        if rolled:
            self._roll()
        if len(blocks) == 1:
            self._buffer[self._size] = blocks[0][0]
        else:
            np.concatenate([x for x, _ in blocks], out=self._buffer[self._size])
        self._size += 1
        return rolled

    def take_back(self, update: int) -> None:
        """Undo `append` where the newest row is that of `update`, which was not completed."""
        if self._open is not None and self._open.first + self._size - 1 == update:
            self._size -= 1

    def mark(self) -> Mark:
        """What `reset` needs to restore the record as it is now; made in no time."""
        closed, newest = self._closed, self._closed[-LATEST:]
        open_, buffer, size = self._open, self._buffer, self._size
        return Mark(closed, len(closed), newest, self._closed_bytes, open_, buffer, size)

    def reset(self, mark: Mark) -> None:
        """Restore the record as it was at `mark`: rows once written are never changed."""
        self._closed, count, newest, self._closed_bytes, self._open, self._buffer, self._size = mark
        self._closed[max(0, count - LATEST) :] = newest

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All that is recorded, oldest first."""
        live = self._live()
        return (*self._closed, live) if live is not None else tuple(self._closed)

    def forget_after(self, update: int) -> None:
        """Drop what was recorded for later updates. The next call must be `begin`."""
        self._close()
        kept = [_cut(chunk, update) for chunk in self._closed if chunk.first <= update]
        self._closed = [chunk for chunk in kept if len(chunk.rows)]
        self._closed_bytes = sum(chunk.rows.nbytes for chunk in self._closed)

    def thin(self) -> bool:
        """Halve the oldest of the finest rows; False where nothing can be thinned.

        Where no chunk can be halved further, because many edits cut the record into short pieces,
        one piece is dropped.
        """
        index = _thinnest(self._closed)
        if index is not None:
            before = self._closed[index : index + 2]
            after = _merged(*before)
        else:
            index = _least_missed(self._closed)
            if index is None:
                return False
            before, after = self._closed[index : index + 1], []
        self._closed = [*self._closed[:index], *after, *self._closed[index + len(before) :]]
        self._closed_bytes += sum(c.rows.nbytes for c in after)
        self._closed_bytes -= sum(c.rows.nbytes for c in before)
        return True

    def _live(self) -> Chunk | None:
        if self._open is None or self._size == 0:
            return None
        return _with_rows(self._open, self._buffer[: self._size], 1)

    def _roll(self) -> None:
        """Continue in a new chunk with the same balls."""
        full, mark = self._open, self.mark()
        assert full is not None
        update = full.first + self._size
        try:
            self.begin(full.surface, full.fleet, full.balls, full.trajectories, update)
        except BaseException:
            self.reset(mark)
            raise

    def _close(self) -> None:
        live = self._live()
        if live is not None and len(live.rows) < len(self._buffer):
            live = _with_rows(live, _copy(live.rows), 1)
        self._open, self._size = None, 0
        if live is not None:
            self._closed.append(live)
            self._closed_bytes += live.rows.nbytes


def _lasted_no_update(chunks: list[Chunk], update: int) -> bool:
    """Whether the newest chunk is only a state between two edits, both made at `update`."""
    ends = [chunk.last for chunk in chunks[-2:-1]]
    return bool(chunks) and chunks[-1].first == chunks[-1].last == update and ends in ([], [update])


def _with_rows(chunk: Chunk, rows: Array, stride: int) -> Chunk:
    rows = rows.view()
    rows.flags.writeable = False
    return Chunk(
        chunk.surface, chunk.fleet, chunk.balls, chunk.trajectories, chunk.first, stride, rows
    )


def _room(balls: int, grain: int) -> int:
    """How many rows a chunk of so many balls has: an even number, so that halves fit together."""
    row = max(16 * balls, 1)
    rows = min(max(grain // row, ROWS), MOST_ROWS)
    if rows * row > PAGE:
        rows = CHUNK_BYTES // row
    return max(2, rows - rows % 2)


def _buffer(rows: int, balls: int) -> Array:
    """Room for so many rows, shape (rows, balls, 2), to be filled.

    Coordinates are contiguous within a row: appending is one straight copy of the state.
    The first touch of fresh memory is most of what recording many balls costs, and a fifth of that
    with large pages: so large buffers start where such a page does. What is skipped is never
    touched, so it takes no memory. Large buffers are mapped by themselves and go back to the system
    when they are dropped; the C library would keep as much again for later, in pieces.
    """
    size = 2 * rows * balls
    if 8 * size <= PAGE:
        return np.empty((rows, 2, balls)).swapaxes(1, 2)
    room = _mapped(size + PAGE // 8)
    skipped = -room.ctypes.data % PAGE // 8
    return room[skipped : skipped + size].reshape(rows, 2, balls).swapaxes(1, 2)


def _mapped(size: int) -> Array:
    """So many numbers in memory of their own, with large pages where the system has them."""
    memory = mmap.mmap(-1, 8 * size, **PRIVATE)
    for advice in LARGE_PAGES:
        with suppress(OSError):  # a system may have been built without
            memory.madvise(advice)
    return np.frombuffer(memory)


def _copy(rows: Array) -> Array:
    copy = _buffer(*rows.shape[:2])
    copy[...] = rows
    return copy


def _cut(chunk: Chunk, update: int) -> Chunk:
    """The rows up to `update`, as a copy: a view would keep all of them in memory."""
    kept = chunk.until(update)
    return kept if kept is chunk else _with_rows(kept, _copy(kept.rows), kept.stride)


def _thinnest(chunks: list[Chunk]) -> int | None:
    """Where the finest rows start, the oldest first; the newest chunks last of all."""
    for kept_whole in (RECENT, 0):
        older = range(len(chunks) - 1 - kept_whole)
        thinnable = [i for i in older if len(chunks[i].rows) > 2 or _joinable(*chunks[i : i + 2])]
        if thinnable:
            return min(thinnable, key=lambda i: chunks[i].stride)
    return None


def _least_missed(chunks: list[Chunk]) -> int | None:
    """The chunk without which the gap is smallest. The first stays, and the newest as long as
    others can go."""
    for kept_whole in (RECENT, 0):
        inner = range(1, len(chunks) - 1 - kept_whole)
        if inner:
            return min(inner, key=lambda i: chunks[i + 1].first - chunks[i - 1].last)
    return None


def _joinable(first: Chunk, second: Chunk) -> bool:
    """Whether every other row of both, put one after the other, is again a chunk."""
    return (
        first.trajectories is second.trajectories
        and first.surface is second.surface
        and first.stride == second.stride
        and len(first.rows) % 2 == 0
        and second.first == first.last + first.stride
    )


def _merged(first: Chunk, second: Chunk) -> list[Chunk]:
    """Two neighbours at half the resolution: one chunk where they fit, so chunks stay few."""
    joined = _joinable(first, second)
    halves = [chunk.rows[::2] for chunk in ((first, second) if joined else (first,))]
    rows = _buffer(sum(map(len, halves)), len(first.balls))
    np.concatenate(halves, out=rows)
    return [_with_rows(first, rows, first.stride * 2), *(() if joined else (second,))]
