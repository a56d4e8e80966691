"""What can honestly be said of a ball."""

from enum import Enum
from typing import final

import numpy as np

from engine.arrays import Array
from engine.curvature import Reading
from engine.marks import QT_TRANSLATE_NOOP

FLAT = 1e-8  # a gradient this small beside the curvature's own scale counts as zero
STILL = 1e-8  # and so does a move this small beside the position
DEGENERATE = 1e-6  # an eigenvalue this small beside the other has no sign to speak of


@final
class Status(Enum):
    """A verdict needs gradient, curvature and velocity: a small gradient alone says nothing."""

    MOVING = QT_TRANSLATE_NOOP("Status", "moving")
    MINIMUM = QT_TRANSLATE_NOOP("Status", "at a local minimum")
    SADDLE = QT_TRANSLATE_NOOP("Status", "at a saddle point")
    MAXIMUM = QT_TRANSLATE_NOOP("Status", "at a local maximum")
    DEGENERATE = QT_TRANSLATE_NOOP("Status", "at a degenerate critical point")
    FLAT = QT_TRANSLATE_NOOP("Status", "on flat ground")
    DIVERGED = QT_TRANSLATE_NOOP("Status", "diverged")


def statuses(reading: Reading, moved: Array) -> tuple[Status, ...]:
    """The verdict on each ball; `moved` is its last move, shape (n, 2)."""
    kinds = np.full(len(moved), 0)
    with np.errstate(all="ignore"):
        low, high = reading.eigenvalues[:, 0], reading.eigenvalues[:, 1]
        scale = np.maximum(np.abs(low), np.abs(high))
        size = 1 + np.hypot(reading.points[:, 0], reading.points[:, 1])
        still = np.hypot(moved[:, 0], moved[:, 1]) <= STILL * size
        # Near a critical point the gradient is about curvature times distance.
        at_rest = still & (reading.norm <= FLAT * np.maximum(scale, 1e-300) * size)
        kinds[at_rest] = 4
        kinds[at_rest & (low > DEGENERATE * scale)] = 1
        kinds[at_rest & (low < -DEGENERATE * scale) & (high > DEGENERATE * scale)] = 2
        kinds[at_rest & (high < -DEGENERATE * scale)] = 3
        kinds[still & (reading.norm == 0) & (scale == 0)] = 5
    kinds[~np.isfinite(reading.points).all(axis=-1)] = 6
    order = tuple(Status)
    return tuple(order[kind] for kind in kinds)
