"""Which balls get a curve of their own: with many balls not all can."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from engine.analysis.curves import sample
from engine.arrays import IntArray
from engine.snapshot import FleetView, Snapshot
from gui.state.selection import Selection, same_balls
from gui.state.single_balls import MOST, shown_balls


@final
@dataclass(frozen=True, slots=True)
class ShownBalls:
    """A fleet as the plots show it: some balls one by one, the rest as a band."""

    fleet: FleetView
    balls: tuple[int, ...]
    places: IntArray  # of these in the fleet
    rest: tuple[int, ...]  # the sample of the others that the band is made of
    others: int  # the number of all others


def split(now: Snapshot, single: frozenset[int], sampled: int) -> Sequence[ShownBalls]:
    """Every fleet's balls, split into those shown one by one and a sample of the rest."""
    return tuple(_split(fleet, single, sampled) for fleet in now.fleets)


def _split(fleet: FleetView, single: frozenset[int], sampled: int) -> ShownBalls:
    if len(fleet.balls) <= MOST:  # of few, NumPy's search costs far more than this
        alone = np.array([ball in single for ball in fleet.balls.tolist()], dtype=bool)
    else:
        alone = np.isin(fleet.balls, list(single))
    rest = fleet.balls[~alone]
    places = np.flatnonzero(alone)
    balls = tuple(fleet.balls[places].tolist())
    return ShownBalls(fleet, balls, places, sample(rest, sampled), len(rest))


@final
class ShownSplit:
    """The split of the newest snapshot, made again only where other balls are shown."""

    def __init__(self, selection: Selection, sampled: int) -> None:
        self._selection, self._sampled = selection, sampled
        self._fleets: tuple[FleetView, ...] = ()
        self._choice: tuple[frozenset[int], int | None, int | None] = (frozenset(), None, None)
        self._parts: tuple[ShownBalls, ...] = ()

    def of(self, now: Snapshot) -> tuple[ShownBalls, ...]:
        selection = self._selection
        choice = selection.chosen, selection.ball, selection.hovered_ball
        if choice == self._choice and same_balls(now.fleets, self._fleets):
            pairs = zip(self._parts, now.fleets, strict=True)
            self._parts = tuple([replace(part, fleet=fleet) for part, fleet in pairs])
        else:
            self._parts = tuple(split(now, shown_balls(now, selection), self._sampled))
        self._fleets, self._choice = now.fleets, choice
        return self._parts
