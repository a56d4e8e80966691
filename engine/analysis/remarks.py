"""What is true of a ball besides its status: where it went, and why it does not move.

A remark is a function of the ball's state and record alone.
"""

from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np

from engine.analysis.departures import Departure
from engine.analysis.status import Status
from engine.arrays import Array
from engine.knobs import knobs
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import Optimizer

LEFT: Final = QT_TRANSLATE_NOOP("Remark", "left the window at update {0}")
LEFT_BEFORE: Final = QT_TRANSLATE_NOOP("Remark", "left the window at update {0} or earlier")
ARRIVED: Final = QT_TRANSLATE_NOOP("Remark", "arrived at update {0}")
ARRIVED_BEFORE: Final = QT_TRANSLATE_NOOP("Remark", "arrived at update {0} or earlier")
RESTS: Final = QT_TRANSLATE_NOOP("Remark", "at rest since update {0}")
RESTS_BEFORE: Final = QT_TRANSLATE_NOOP("Remark", "at rest since update {0} or earlier")
GONE: Final = QT_TRANSLATE_NOOP("Remark", "no position since update {0}")
GONE_BEFORE: Final = QT_TRANSLATE_NOOP("Remark", "no position since update {0} or earlier")
OUTSIDE: Final = QT_TRANSLATE_NOOP("Remark", "outside the window")
FROZEN: Final = QT_TRANSLATE_NOOP("Remark", "frozen (g² overflows)")
FROZEN_ALONG: Final = QT_TRANSLATE_NOOP("Remark", "frozen along {0} (g² overflows)")
DECAYS: Final = QT_TRANSLATE_NOOP("Remark", "along {0} only weight decay moves it (g² overflows)")
NO_RATE: Final = QT_TRANSLATE_NOOP("Remark", "stands still ({0} is 0)")
STILL: Final = QT_TRANSLATE_NOOP("Remark", "did not move in the last update")
SPENT: Final = QT_TRANSLATE_NOOP(
    "Remark", "the last update made only {0}% of Δt: its {1} time steps were used up"
)

UNMOVED: Final = (RESTS, RESTS_BEFORE, FROZEN, NO_RATE, STILL)  # with them, “moving” is not said


@final
@dataclass(frozen=True, slots=True)
class Remark:
    """A source text, marked in the context "Remark", and what fills it: values, or an axis."""

    text: str
    values: tuple[str, ...] = ()
    axis: int | None = None  # whose name fills it

    @property
    def english(self) -> str:
        """The text where axes are called w1 and w2, as in exported tables."""
        return self.text.format(*self.values if self.axis is None else (f"w{self.axis + 1}",))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """One ball that has a position, after at least one update."""

    optimizer: Optimizer
    grad: Array  # (1, 2), of the whole loss, at the ball
    state: Any  # the optimizer's memory of it
    move: Array  # (2,), its last one
    rate: float  # of the update that comes next


def spoken(status: Status, remarks: tuple[Remark, ...]) -> bool:
    """Whether a status is to be named besides these remarks: no ball that stands still moves."""
    return status is not Status.MOVING or not any(each.text in UNMOVED for each in remarks)


def of_place(outside: bool, left: Departure | None) -> tuple[Remark, ...]:
    """Of a ball that may be outside the window, which it `left`, if that is on record."""
    if not outside:
        return ()
    if left is None:
        return (Remark(OUTSIDE),)
    return (_dated(left, LEFT, LEFT_BEFORE),)


def of_arrival(arrived: Departure | None) -> tuple[Remark, ...]:
    """Of a ball at a critical point, where it is on record how it came there."""
    return () if arrived is None else (_dated(arrived, ARRIVED, ARRIVED_BEFORE),)


def of_rest(since: Departure | None) -> tuple[Remark, ...]:
    """Of a ball that has been at rest since then, see `engine.analysis.departures.rest`."""
    return () if since is None else (_dated(since, RESTS, RESTS_BEFORE),)


def of_loss(left: Departure | None, since: Departure | None) -> tuple[Remark, ...]:
    """Of a ball that is lost: since when it has no position, if so, and when it `left` the window
    before that."""
    gone = () if since is None else (_dated(since, GONE, GONE_BEFORE),)
    if left is None or (since is not None and left.update >= since.update):
        return gone
    return (_dated(left, LEFT, LEFT_BEFORE), *gone)


def _dated(when: Departure, text: str, before: str) -> Remark:
    return Remark(text if when.exact else before, (str(when.update),))


def of_motion(ball: Moved, rests: bool = False) -> tuple[Remark, ...]:
    """Why a ball that is not at a critical point does not move, or not as far as it should.

    Of one that `rests` it is not said again that it did not move.
    """
    spent = ball.optimizer.spent(ball.state)
    found = [] if spent is None else [Remark(SPENT, (f"{100 * spent[0]:.2g}", str(spent[1])))]
    with np.errstate(all="ignore"):
        overflow = ball.optimizer.overflows(ball.grad, ball.state)[0]
    unmoved, overflow = ball.move == 0, overflow & (ball.grad[0] != 0)
    frozen = unmoved & overflow
    if hasattr(ball.optimizer, "decay"):  # the only part of the move that is not divided by σ
        decaying = np.flatnonzero(overflow & ~unmoved).tolist()
        found += [Remark(DECAYS, axis=axis) for axis in decaying]
    if frozen.any() and (frozen | (unmoved & (ball.grad[0] == 0))).all():
        found.append(Remark(FROZEN))
    elif frozen.any():
        found.append(Remark(FROZEN_ALONG, axis=int(np.argmax(frozen))))
    elif unmoved.all() and ball.rate == 0:
        found.append(Remark(NO_RATE, (dict(knobs(ball.optimizer))["lr"].symbol,)))
    elif unmoved.all() and not rests:
        found.append(Remark(STILL))
    return tuple(found)
