"""Balls that can move on a line only.

The rule is the optimizer's own, given a loss of one parameter, t ↦ L(p + tu): its gradient is gᵀu,
its curvature uᵀHu, and its memory is of t. For gradient descent and momentum this is the motion in
the plane with gradient and movement projected onto the line. Rules that divide each coordinate by
a size of its own would leave a slanted line if only their gradient were projected: they have one
coordinate here, and so one size. Along an axis of the plane all this is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import final

import numpy as np

from engine.analysis.slices import Line, OnLine
from engine.arrays import Array, columns
from engine.optimizers.base import Optimizer
from engine.oracle import Check, unchecked
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.surfaces.base import Surface


@final
@dataclass(frozen=True, slots=True, eq=False)
class Confined:
    """The loss on a line as an optimizer asks for it; points are θᵀu = t + pᵀu, shape (N, 1)."""

    cut: OnLine
    check: Check  # called before each evaluation of the slope

    @property
    def shift(self) -> float:
        """pᵀu, so that 0 is the point nearest to the origin."""
        (x, y), (u, v) = self.cut.line.point, self.cut.line.direction
        return x * u + y * v

    def part(self, rows: object) -> "Confined":
        """The same for some of the balls."""
        del rows
        return self

    def value(self, points: Array) -> Array:
        """Losses, shape (N,)."""
        return self.cut.value(points[:, 0] - self.shift)

    def gradient(self, points: Array) -> Array:
        """Slopes, shape (N, 1)."""
        self.check()
        return self.cut.slope(points - self.shift)

    def hessian(self, points: Array) -> Array:
        """Curvatures, shape (N, 1, 1)."""
        return self.cut.curvature(points - self.shift)[..., None]


def confining(
    surface: Surface,
    line: Line,
    optimizer: Optimizer,
    starts: Array,
    schedule: Schedule | None = None,
    check: Check = unchecked,
) -> Iterator[Array]:
    """As `confined`, one update at a time and without an end: t (N,), the starts first."""
    loss = Confined(OnLine(surface, line), check)
    x = columns(starts[:, None] + loss.shift)
    state, update = optimizer.init(x), 0
    yield starts
    while True:
        with np.errstate(all="ignore"):
            x, state = _timed(optimizer, schedule, update).step(loss, x, state)
        yield x[:, 0] - loss.shift
        update += 1


def confined(
    surface: Surface,
    line: Line,
    optimizer: Optimizer,
    starts: Array,
    updates: int,
    schedule: Schedule | None = None,
    check: Check = unchecked,
) -> Array:
    """Where balls that start at `starts` (N,) on the line are: t after each update.

    Shape (updates + 1, N), the starts first. The gradient is that of the whole loss. A ball that
    diverges or gets into a hole is NaN or infinite. `check` is called before each evaluation of the
    slope and may raise.
    """
    steps = confining(surface, line, optimizer, starts, schedule, check)
    return np.stack(list(islice(steps, updates + 1)))


def _timed(optimizer: Optimizer, schedule: Schedule | None, update: int) -> Optimizer:
    """The optimizer with the learning rate of an update; all balls are equally old."""
    if schedule is None or type(schedule) is Constant:
        return optimizer
    return replace(optimizer, lr=optimizer.lr * float(schedule.factor(np.array(float(update)))))
