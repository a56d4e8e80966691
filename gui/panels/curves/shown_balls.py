"""Which balls get a curve of their own: one curve a ball is hopeless with many."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import final

import numpy as np

from engine.analysis.curves import sample
from engine.snapshot import FleetView, Snapshot
from gui.state.selection import Selection

MOST = 12  # curves of single balls
FIRST = 8  # of them where none is chosen


@final
@dataclass(frozen=True, slots=True)
class ShownBalls:
    """A fleet as the plots show it: some balls one by one, the rest as a band."""

    fleet: FleetView
    balls: tuple[int, ...]
    rest: tuple[int, ...]  # the sample of the others that the band is made of
    others: int  # how many there really are


def shown_balls(now: Snapshot, selection: Selection) -> frozenset[int]:
    """Ids of the balls that are shown one by one."""
    total = sum(len(fleet.balls) for fleet in now.fleets)
    if total <= MOST:
        return frozenset(int(ball) for fleet in now.fleets for ball in fleet.balls)
    if selection.chosen:
        singled = sorted(selection.chosen)[:MOST]
    else:
        # By turns, so that every fleet is represented.
        rows = zip_longest(*(fleet.balls[:FIRST].tolist() for fleet in now.fleets))
        singled = [ball for ball in chain.from_iterable(rows) if ball is not None][:FIRST]
    if selection.hovered_ball is not None and len(singled) < MOST + 1:
        singled = [*singled, selection.hovered_ball]
    return frozenset(singled)


def split(now: Snapshot, singled: frozenset[int], sampled: int) -> Sequence[ShownBalls]:
    """Every fleet's balls, parted into those shown one by one and a sample of the rest."""
    return tuple(_split(fleet, singled, sampled) for fleet in now.fleets)


def _split(fleet: FleetView, singled: frozenset[int], sampled: int) -> ShownBalls:
    alone = np.isin(fleet.balls, list(singled))
    rest = fleet.balls[~alone]
    return ShownBalls(fleet, tuple(fleet.balls[alone].tolist()), sample(rest, sampled), len(rest))
