"""Which balls are shown one by one, with curves of their own: with many balls not all can."""

from heapq import nsmallest
from itertools import chain, zip_longest
from typing import Final

from engine.snapshot import FleetView, Snapshot
from gui.state.selection import Selection

MOST: Final = 12
FIRST: Final = 8  # of them if none is chosen


def shown_balls(now: Snapshot, selection: Selection) -> frozenset[int]:
    """Ids of the balls that are shown one by one."""
    total = sum(len(fleet.balls) for fleet in now.fleets)
    if total <= MOST:
        return frozenset(ball for fleet in now.fleets for ball in fleet.balls.tolist())
    if selection.chosen:
        lead = [] if selection.ball is None else [selection.ball]
        single = [*lead, *nsmallest(MOST - 1, selection.chosen.difference(lead))]
    else:
        # Alternating, so that every fleet is represented.
        rows = zip_longest(*(fleet.balls[:FIRST].tolist() for fleet in now.fleets))
        single = [ball for ball in chain.from_iterable(rows) if ball is not None][:FIRST]
    if selection.hovered_ball is not None and len(single) < MOST + 1:
        single = [*single, selection.hovered_ball]
    return frozenset(single)


def ball_in_numbers(now: Snapshot, selection: Selection) -> tuple[FleetView, int] | None:
    """The chosen ball, else the only ball there is: its fleet and its place in that."""
    homes, ball = now.homes, selection.ball
    found = homes.get(ball) if ball is not None else None
    return homes[next(iter(homes))] if found is None and len(homes) == 1 else found
