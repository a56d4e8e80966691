"""When a ball left the window of a surface, came to rest or was lost, from the record."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.recording import Chunk
from engine.surfaces.base import Surface

REST: Final = (
    100  # updates in which no bit of a position has changed: then a ball counts as at rest
)

Within: TypeAlias = Callable[[Array], npt.NDArray[np.bool_]]  # of points (..., 2), which are


class Departure(NamedTuple):
    """The first update outside the window; `exact` where the one before is on record, inside."""

    update: int
    exact: bool


def inside(surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
    """Which of the points, shape (..., 2), are in the window, shape (...,)."""
    x, y = points[..., 0], points[..., 1]
    (left, bottom), (right, top) = surface.low, surface.high
    within: npt.NDArray[np.bool_] = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    return within


def finite(points: Array) -> npt.NDArray[np.bool_]:
    """Which of the points, shape (..., 2), are places."""
    return np.asarray(np.isfinite(points).all(axis=-1))


def elsewhere(point: Array, points: Array) -> npt.NDArray[np.bool_]:
    """Which of the points, shape (..., 2), differ from `point` in at least one bit of a number.

    Signs of zero aside, which no update depends on.
    """
    return np.asarray(np.not_equal(points, point).any(axis=-1))


def departure(
    surface: Surface, chunks: Sequence[Chunk], trajectory: int, update: int, place: int = 0
) -> Departure | None:
    """When a ball that is outside the window of `surface` at `update` left it, see `change`."""
    return change(lambda points: inside(surface, points), chunks, trajectory, update, place)


def change(
    within: Within, chunks: Sequence[Chunk], trajectory: int, update: int, place: int = 0
) -> Departure | None:
    """The departure of a ball that is not `within` at `update`, but was.

    None where the record has no place of it within. A ball may come and go. The two newest chunks
    of its record are read whole; before that only the first rows of a few chunks, each twice as far
    back as the one before. So the work does not grow with the run, and an excursion that ended
    long ago may be taken for the last one: the ball did leave at that update. `place` is where the
    ball is among those of its fleet, and mostly was.
    """
    record = _Record(within, chunks, trajectory, update, place)
    newest = record.count - 1
    if newest < 0:
        return None
    for number in range(newest, max(-1, newest - 2), -1):
        found = record.last_inside(number)
        if found is not None:
            return found
    return record.before(max(0, newest - 1))


def rest(
    point: Array, chunks: Sequence[Chunk], trajectory: int, update: int, place: int = 0
) -> Departure | None:
    """Since when a ball has been at `point`, shape (2,), where it is at `update`; None of a ball
    that has not been on record there, with the same bits, over the last `REST` updates."""

    def moved(points: Array) -> npt.NDArray[np.bool_]:
        return elsewhere(point, points)

    record = _Record(moved, chunks, trajectory, update, place)
    if not record.never_within(REST):
        return None
    return change(moved, chunks, trajectory, update, place) or Departure(record.first, True)


@final
class _Record:
    """The chunks up to an update that hold a ball, which is not within in the newest row."""

    def __init__(
        self, within: Within, chunks: Sequence[Chunk], trajectory: int, update: int, place: int
    ) -> None:
        self._is_within, self._chunks, self._update = within, chunks, update
        self._trajectory, self._place = trajectory, place
        self.count = first(len(chunks), lambda place: chunks[place].first > update)

    @property
    def first(self) -> int:
        """The first update of the ball that is on record; it must be in the newest chunk."""
        known = first(self.count, lambda place: self._column(place) is not None)
        return self._chunks[known].first

    def never_within(self, updates: int) -> bool:
        """Whether the ball is on record for so many updates up to the last, and never within."""
        since = self._update - updates
        for place in range(self.count - 1, -1, -1):
            chunk, within = self._chunks[place], self._within(place)
            start = max(0, since - chunk.first) // chunk.stride
            if not len(within) or within[start:].any():
                return False
            if chunk.first <= since:
                return True
        return False

    def last_inside(self, place: int) -> Departure | None:
        """Where the last row inside, of a chunk, is followed by one outside."""
        chunk, within = self._chunks[place], self._within(place)
        rows = np.flatnonzero(within)
        if not len(rows):
            return None
        last = chunk.first + int(rows[-1]) * chunk.stride
        after = last + chunk.stride
        if rows[-1] + 1 == len(within):  # the next row is the first of the chunk after
            newest = place + 1 == self.count
            after = self._update if newest else self._chunks[place + 1].first
        return Departure(after, after == last + 1)

    def before(self, outside: int) -> Departure | None:
        """The same before a chunk that begins outside: first its neighbour, then ever farther."""
        place, back = outside - 1, 1
        while place >= 0 and not self._begins_inside(place):
            outside, back = place, 2 * back
            place = max(place - back, min(place, 1) - 1)
        if place < 0:
            return None
        between = first(
            outside - place - 1, lambda further: not self._begins_inside(place + 1 + further)
        )
        return self.last_inside(place + between)

    def _begins_inside(self, place: int) -> bool:
        column = self._column(place)
        if column is None:
            return False
        return bool(self._is_within(self._chunks[place].rows[0, column]))

    def _within(self, place: int) -> npt.NDArray[np.bool_]:
        """Which rows of a chunk have the ball inside, (k,); none where it has no column."""
        column = self._column(place)
        if column is None:
            return np.zeros(0, bool)
        return self._is_within(self._chunks[place].until(self._update).rows[:, column])

    def _column(self, place: int) -> int | None:
        trajectories = self._chunks[place].trajectories
        if self._place < len(trajectories) and trajectories[self._place] == self._trajectory:
            return self._place
        found = np.flatnonzero(trajectories == self._trajectory)
        return int(found[0]) if len(found) else None


def first(count: int, holds: Callable[[int], bool]) -> int:
    """The first of `count` numbers for which `holds`, which stays true; `count` if none."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
