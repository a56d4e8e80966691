"""What can honestly be said of a ball."""

from enum import Enum
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.curvature import Reading, eigenvectors
from engine.marks import QT_TRANSLATE_NOOP

STILL: Final = 1e-8  # a move this small beside the position counts as none
NEAR: Final = 1e-8  # and a critical point this near counts as reached
# An eigenvalue this small beside the other has no sign to speak of. It must exceed `NEAR`:
# where the position is uncertain, so is the curvature.
DEGENERATE: Final = 1e-7


@final
class Status(Enum):
    """A verdict needs gradient, curvature and velocity: a small gradient alone says nothing."""

    MOVING = QT_TRANSLATE_NOOP("Status", "moving")
    MINIMUM = QT_TRANSLATE_NOOP("Status", "at a local minimum")
    SADDLE = QT_TRANSLATE_NOOP("Status", "at a saddle point")
    MAXIMUM = QT_TRANSLATE_NOOP("Status", "at a local maximum")
    DEGENERATE = QT_TRANSLATE_NOOP("Status", "at a degenerate critical point")
    FLAT = QT_TRANSLATE_NOOP("Status", "flat: undecided")
    DIVERGED = QT_TRANSLATE_NOOP("Status", "diverged")


def statuses(reading: Reading, moved: Array) -> tuple[Status, ...]:
    """The verdict on each of n balls; `moved` is the last move of each, shape (n, 2)."""
    kinds = np.zeros(len(moved), dtype=np.intp)
    with np.errstate(all="ignore"):
        resting = _resting(reading, moved)
        low, high = reading.eigenvalues[:, 0], reading.eigenvalues[:, 1]
        doubt = DEGENERATE * _scale(reading)
        kinds[resting] = 4
        kinds[resting & (low > doubt)] = 1
        kinds[resting & (low < -doubt) & (high > doubt)] = 2
        kinds[resting & (high < -doubt)] = 3
        kinds[resting & (doubt == 0)] = 5
    kinds[~np.isfinite(reading.points).all(axis=-1)] = 6
    order = tuple(Status)
    return tuple(order[kind] for kind in kinds)


def _resting(reading: Reading, moved: Array) -> npt.NDArray[np.bool_]:
    """Whether each ball stands still, and where a critical point is.

    Along each axis of curvature the gradient is about the eigenvalue times the distance to the
    critical point. Each axis is asked alone, for beside a steep wall the floor of a long valley
    looks flat although the way along it is still far.
    """
    size = 1 + np.hypot(reading.points[:, 0], reading.points[:, 1])
    resting: npt.NDArray[np.bool_] = np.hypot(moved[:, 0], moved[:, 1]) <= STILL * size
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
