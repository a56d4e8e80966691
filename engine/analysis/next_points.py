"""Where each optimizer's next update leads from the place of one ball, by its own rule.

The optimizer of that ball, and every optimizer that has a ball at the very same place, makes the
update that comes next in the run, from what it remembers and with its batch or noise. Any other one
would make its first update there if a ball of it were dropped now: that is known only if no chance
decides it.
"""

from dataclasses import dataclass, replace
from typing import final

import numpy as np

from engine.analysis.local_quadratic import expanded
from engine.arrays import Array
from engine.oracle import Check, Checked, unchecked
from engine.snapshot import FleetView, Snapshot


@final
@dataclass(frozen=True, slots=True, eq=False)
class NextPoint:
    """The place (2,) that one optimizer's next update leads to; NaN where it has none."""

    fleet: FleetView
    point: Array
    dropped: bool  # of a ball that would be dropped now; else of one that is there
    before: float  # the loss now
    promised: float  # the loss of the local quadratic at `point`
    loss: float  # the real one


def next_points(now: Snapshot, ball: int, check: Check = unchecked) -> tuple[NextPoint, ...]:
    """The next points from the place of ball number `ball`, in the order of the fleets.

    None if there is no such ball or it has no place. `check` is called before each evaluation of
    the loss and may raise. Never warns.
    """
    home = now.homes.get(ball)
    if home is None or not np.isfinite(home[0].position[home[1]]).all():
        return ()
    own, place = home
    start = own.position[place]
    model = expanded(now.surface, start)
    found = []
    for fleet in now.fleets:
        row = place if fleet is own else _row_at(fleet, start)
        move = _dropped(fleet, start, check) if row is None else fleet.asked(row, check)[1].move[0]
        if move is not None:
            found.append((fleet, start + move, row is None))
    points = np.array([point for _, point, _ in found])
    with np.errstate(all="ignore"):
        losses, promised = now.surface.value(points), model.value(points)
    numbers = zip(found, promised.tolist(), losses.tolist(), strict=True)
    return tuple(NextPoint(*each, model.loss, hope, real) for each, hope, real in numbers)


def _row_at(fleet: FleetView, point: Array) -> int | None:
    """The first ball of a fleet that is exactly at a point."""
    rows = np.flatnonzero((fleet.position == point).all(axis=-1))
    return int(rows[0]) if len(rows) else None


def _dropped(fleet: FleetView, point: Array, check: Check) -> Array | None:
    """The first move (2,) of a ball dropped at a point; None where chance decides it."""
    if fleet.loss.noisy or fleet.optimizer.random:
        return None
    first = float(fleet.schedule.factor(np.zeros(1))[0])
    rule, x = replace(fleet.optimizer, lr=float(fleet.optimizer.lr) * first), point[None]
    nothing = np.zeros(1, np.int64)
    oracle = Checked(fleet.loss.bound(nothing, fleet.update, nothing), check)
    with np.errstate(all="ignore"):
        state = rule.init(x)
        move: Array = rule.terms(rule.ask(oracle, x, state), state).move[0]
    return move
