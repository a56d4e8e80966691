"""What can honestly be said of a ball.

A loss may have holes: places where it, or its derivative, is not a number, such as log x left of
0. A ball in one is *lost* there, not diverged: it went no way to infinity. Its next position is
mostly no number either, and then nothing of it can be read any more; `ended` tells from where it
was before what became of it, see `engine.analysis.endings`.
"""

from enum import Enum
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.analysis.curvature import Reading, eigenvectors
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP

STILL: Final = 1e-8  # a move this small beside the position counts as none
NEAR: Final = 1e-8  # and a critical point this near counts as reached
# An eigenvalue this small beside the other has no sign to speak of. It must exceed `NEAR`:
# where the position is uncertain, so is the curvature.
DEGENERATE: Final = 1e-7
# Farther away than this, what is not a number comes of numbers that overflowed (∞ − ∞), not of a
# hole: powers up to the tenth are still finite here.
FAR: Final = 1e30


@final
class Status(Enum):
    """A verdict needs gradient, curvature and velocity: a small gradient alone says nothing."""

    MOVING = QT_TRANSLATE_NOOP("Status", "moving")
    MINIMUM = QT_TRANSLATE_NOOP("Status", "at a local minimum")
    SADDLE = QT_TRANSLATE_NOOP("Status", "at a saddle point")
    MAXIMUM = QT_TRANSLATE_NOOP("Status", "at a local maximum")
    DEGENERATE = QT_TRANSLATE_NOOP("Status", "at a degenerate critical point")
    FLAT = QT_TRANSLATE_NOOP("Status", "flat: undecided")
    NO_VALUE = QT_TRANSLATE_NOOP("Status", "where the loss has no value")
    NO_DERIVATIVE = QT_TRANSLATE_NOOP("Status", "where a derivative has no value")
    DIVERGED = QT_TRANSLATE_NOOP("Status", "diverged")


LOST: Final = (Status.NO_VALUE, Status.NO_DERIVATIVE, Status.DIVERGED)  # none rolls on

Said = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]


def statuses(reading: Reading, moved: Array) -> tuple[Status, ...]:
    """The verdict on each of n balls; `moved` is the last move of each, shape (n, 2).

    Of a ball whose position is not finite this says that it diverged: see `ended` for more.
    """
    said: Said = np.full(len(moved), Status.MOVING, dtype=object)
    with np.errstate(all="ignore"):
        resting = _resting(reading, moved)
        low, high = reading.eigenvalues[:, 0], reading.eigenvalues[:, 1]
        doubt = DEGENERATE * _scale(reading)
        said[resting] = Status.DEGENERATE
        said[resting & (low > doubt)] = Status.MINIMUM
        said[resting & (low < -doubt) & (high > doubt)] = Status.SADDLE
        said[resting & (high < -doubt)] = Status.MAXIMUM
        said[resting & (doubt == 0)] = Status.FLAT
    _mark_holes(said, reading)
    said[~np.isfinite(reading.points).all(axis=-1)] = Status.DIVERGED
    return tuple(said.tolist())


def ended(last: Reading, after: Array, close: Mask) -> tuple[Status, ...]:
    """What became of each of n balls whose numbers ended.

    `last` was read where each still was finite; `after`, shape (n, 2), is the first position on
    record that was not. `close`, shape (n,), says that between the two there was no way to
    infinity: for one thing, that they are a single update apart.

    A ball that was in a hole is lost there. So is one that stood on good ground, where every
    number is of a modest size, and close to that has none: nothing overflowed, so it was in a hole
    or its rule asked for the loss at a place in one, as Nesterov's does. All others diverged.
    """
    said: Said = np.full(len(after), Status.DIVERGED, dtype=object)
    modest = _near(last) & np.isfinite(last.loss) & (last.norm <= FAR)
    elsewhere = modest & close & ~np.isinf(after).any(axis=-1)
    known = np.isfinite(last.hessian).all(axis=(-2, -1))
    said[elsewhere & known] = Status.NO_VALUE
    said[elsewhere & ~known] = Status.NO_DERIVATIVE
    _mark_holes(said, last)
    return tuple(said.tolist())


def _mark_holes(said: Said, reading: Reading) -> None:
    """Note the balls that are at a place, but where the loss is no number there, or its slope."""
    near, blank = _near(reading), np.isnan(reading.loss)
    said[near & np.isnan(reading.gradient).any(axis=-1)] = Status.NO_DERIVATIVE
    said[near & blank] = Status.NO_VALUE


def _near(reading: Reading) -> Mask:
    farthest: Array = np.abs(reading.points).max(axis=-1)
    return farthest <= FAR


def _resting(reading: Reading, moved: Array) -> Mask:
    """Whether each ball stands still, and where a critical point is.

    Along each axis of curvature the gradient is about the eigenvalue times the distance to the
    critical point. Each axis is asked alone, for beside a steep wall the floor of a long valley
    looks flat although the way along it is still far.
    """
    size = 1 + np.hypot(reading.points[:, 0], reading.points[:, 1])
    resting: Mask = np.hypot(moved[:, 0], moved[:, 1]) <= STILL * size
    axes, gradient = eigenvectors(reading.hessian), reading.gradient
    for k in (0, 1):
        slope = np.abs(gradient[:, 0] * axes[:, 0, k] + gradient[:, 1] * axes[:, 1, k])
        bend = np.maximum(np.abs(reading.eigenvalues[:, k]), DEGENERATE * _scale(reading))
        resting = resting & (slope <= NEAR * bend * size)
    return resting


def _scale(reading: Reading) -> Array:
    """The size of the larger eigenvalue, either sign."""
    largest: Array = np.abs(reading.eigenvalues).max(axis=-1)
    return largest
