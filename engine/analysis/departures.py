"""When a ball left the window of a surface, from the record."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.recording import Chunk
from engine.surfaces.base import Surface


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


def departure(
    surface: Surface, chunks: Sequence[Chunk], trajectory: int, update: int, place: int = 0
) -> Departure | None:
    """When a ball that is outside the window of `surface` at `update` left it.

    None where the record has no place of it inside. A ball may come and go. The two newest chunks
    of its record are read whole; before that only the first rows of a few chunks, each twice as far
    back as the one before. So the work does not grow with the run, and an excursion that ended
    long ago may be taken for the last one: the ball did leave at that update. `place` is where the
    ball is among those of its fleet, and mostly was.
    """
    record = _Record(surface, chunks, trajectory, update, place)
    newest = record.count - 1
    if newest < 0:
        return None
    for number in range(newest, max(-1, newest - 2), -1):
        found = record.last_inside(number)
        if found is not None:
            return found
    return record.before(max(0, newest - 1))


@final
class _Record:
    """The chunks up to an update that hold a ball, which is outside in the newest row."""

    def __init__(
        self, surface: Surface, chunks: Sequence[Chunk], trajectory: int, update: int, place: int
    ) -> None:
        self._surface, self._chunks, self._update = surface, chunks, update
        self._trajectory, self._place = trajectory, place
        self.count = _first(len(chunks), lambda place: chunks[place].first > update)

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
        between = _first(
            outside - place - 1, lambda further: not self._begins_inside(place + 1 + further)
        )
        return self.last_inside(place + between)

    def _begins_inside(self, place: int) -> bool:
        column = self._column(place)
        if column is None:
            return False
        return bool(inside(self._surface, self._chunks[place].rows[0, column]))

    def _within(self, place: int) -> npt.NDArray[np.bool_]:
        """Which rows of a chunk have the ball inside, (k,); none where it has no column."""
        column = self._column(place)
        if column is None:
            return np.zeros(0, bool)
        return inside(self._surface, self._chunks[place].until(self._update).rows[:, column])

    def _column(self, place: int) -> int | None:
        trajectories = self._chunks[place].trajectories
        if self._place < len(trajectories) and trajectories[self._place] == self._trajectory:
            return self._place
        found = np.flatnonzero(trajectories == self._trajectory)
        return int(found[0]) if len(found) else None


def _first(count: int, holds: Callable[[int], bool]) -> int:
    """The first of `count` numbers for which `holds`, which stays true; `count` if none."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
