"""The recorded positions of balls between two updates, a block of all balls at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

import numpy as np

from engine.analysis.curves import places_of
from engine.arrays import Array, IntArray
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Surface


@final
@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Positions of n balls of a fleet after k updates, on one surface."""

    surface: Surface
    balls: IntArray  # (n,) ids
    updates: IntArray  # (k,)
    points: Array  # (k, n, 2)


def stretches(now: Snapshot, ball: int | None, start: int, last: int) -> Iterator[Stretch]:
    """What is known of a ball, or of all where it is None, from update `start` to `last`; oldest
    first for each fleet. At an update where something was edited it is the state after it."""
    for view in now.fleets:
        balls = view.balls if ball is None else view.balls[view.balls == ball]
        if len(balls) and start <= last:
            yield from _of_fleet(now, view, balls, start, last)


def _of_fleet(
    now: Snapshot, view: FleetView, balls: IntArray, start: int, last: int
) -> Iterator[Stretch]:
    found, end = list[Stretch](), last
    for chunk in reversed(view.chunks):
        if chunk.first > end:
            continue  # an edit at that update began another chunk
        if chunk.last < start or end < start:
            break
        rows = slice(max(0, -(-(start - chunk.first) // chunk.stride)), None)
        part = chunk.until(end)
        columns = places_of(chunk, balls.tolist())
        there = columns >= 0
        points = part.rows[rows][:, columns[there]]
        found.append(Stretch(chunk.surface, balls[there], part.updates[rows], points))
        end = chunk.first - 1
    known = max((int(each.updates[-1]) for each in found if len(each.updates)), default=-1)
    yield from reversed(found)
    if known < last == now.update:  # thinned out of the record
        points = view.position[np.isin(view.balls, balls)][None]
        yield Stretch(view.surface, balls, np.array([last]), points)
