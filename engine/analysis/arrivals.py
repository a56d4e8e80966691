"""When a ball came to the critical point where it is, from the record."""

from collections.abc import Sequence

import numpy as np

from engine.analysis.curvature import read
from engine.analysis.departures import Departure, first
from engine.analysis.status import Status, statuses
from engine.recording import Chunk
from engine.surfaces.base import Surface


def arrival(
    status: Status, surface: Surface, chunks: Sequence[Chunk], trajectory: int, update: int
) -> Departure | None:
    """The first update with this status, which a ball has at `update`; None where it always had.

    Found by halving, as a ball that has come to rest at a critical point stays: of one that came
    there several times another arrival may be named. `exact` where the update before is on record.
    """

    def arrived(chunk: Chunk, row: int) -> bool:
        """Whether it has the status after row number `row`, above 0, of a chunk."""
        rows = chunk.rows[row - 1 : row + 1, chunk.trajectories == trajectory].reshape(-1, 2)
        if not len(rows):
            return False  # it was not there yet
        with np.errstate(all="ignore"):
            return statuses(read(surface, rows[-1:]), rows[-1:] - rows[:1])[0] is status

    past = [chunk.until(update) for chunk in chunks if chunk.first <= update]
    past = [chunk for chunk in past if len(chunk.rows) > 1]
    place = first(len(past), lambda each: arrived(past[each], len(past[each].rows) - 1))
    if place == len(past):
        return None
    chunk = past[place]
    row = 1 + first(len(chunk.rows) - 2, lambda each: arrived(chunk, each + 1))
    if row == 1 and place == 0 and chunk.stride == 1:
        return None
    return Departure(chunk.first + row * chunk.stride, row > 1 and chunk.stride == 1)
