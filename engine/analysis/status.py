"""The status of a ball, as far as it can be determined.

A loss may have holes: places where it, or its derivative, is NaN, such as log x left of 0. A ball
in one is *lost* there, not diverged: it did not go to infinity. Its next position is mostly NaN
too, and nothing can be computed there; `ended` determines the status from its last finite
position, see `engine.analysis.endings`.
"""

from enum import Enum
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.analysis.curvature import Reading, eigenvectors
from engine.arrays import Array, IntArray
from engine.marks import QT_TRANSLATE_NOOP

STILL: Final = 1e-8  # a move this small relative to the position counts as none
NEAR: Final = 1e-8  # and a critical point this near counts as reached
# An eigenvalue this small relative to the other has no certain sign. It must exceed `NEAR`:
# where the position is uncertain, so is the curvature.
DEGENERATE: Final = 1e-7
# A slope that changes the loss by less than this share, over the size of the position, is none.
CERTAIN: Final = 1e-12
ROUNDING: Final = 1e-15  # of the parts of a sum: less than that may be rounding
NOTHING: Final = 1e-10  # the same where rounding is suspected; of the loss, or of 1
REACH: Final = 1e-13  # of the position: far enough for the gradient's change to have three digits
# Farther away than this, a NaN comes of overflow (∞ − ∞), not of a hole: powers up to the tenth
# are still finite here.
FAR: Final = 1e30


@final
class Status(Enum):
    """A status depends on gradient, curvature and velocity: a small gradient is not enough."""

    MOVING = QT_TRANSLATE_NOOP("Status", "moving")
    MINIMUM = QT_TRANSLATE_NOOP("Status", "at a local minimum")
    SADDLE = QT_TRANSLATE_NOOP("Status", "at a saddle point")
    MAXIMUM = QT_TRANSLATE_NOOP("Status", "at a local maximum")
    DEGENERATE = QT_TRANSLATE_NOOP("Status", "at a degenerate critical point")
    FLAT = QT_TRANSLATE_NOOP("Status", "flat: undecided")
    NO_VALUE = QT_TRANSLATE_NOOP("Status", "where the loss has no value")
    NO_DERIVATIVE = QT_TRANSLATE_NOOP("Status", "where a derivative has no value")
    DIVERGED = QT_TRANSLATE_NOOP("Status", "diverged")


LOST: Final = (Status.NO_VALUE, Status.NO_DERIVATIVE, Status.DIVERGED)  # these balls no longer move

Statuses = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]


def statuses(reading: Reading, moved: Array) -> tuple[Status, ...]:
    """The status of each of n balls; `moved` is the last move of each, shape (n, 2).

    A ball whose position is not finite counts as diverged here: see `ended` for more.
    """
    found: Statuses = np.full(len(moved), Status.MOVING, dtype=object)
    with np.errstate(all="ignore"):
        resting = _resting(reading, moved)
        low, high = reading.eigenvalues[:, 0], reading.eigenvalues[:, 1]
        doubt = DEGENERATE * _scale(reading)
        found[resting] = Status.DEGENERATE
        found[resting & (low > doubt)] = Status.MINIMUM
        found[resting & (low < -doubt) & (high > doubt)] = Status.SADDLE
        found[resting & (high < -doubt)] = Status.MAXIMUM
        found[resting & (doubt == 0)] = Status.FLAT
    _mark_holes(found, reading)
    found[~np.isfinite(reading.points).all(axis=-1)] = Status.DIVERGED
    return tuple(found.tolist())


def ended(last: Reading, after: Array, close: Mask) -> tuple[Status, ...]:
    """The status of each of n balls whose position is no longer finite.

    `last` was read at their last finite positions; `after`, shape (n, 2), is the first position on
    record that is not. `close`, shape (n,), says that a ball can't have gone to infinity between
    the two, for example because they are a single update apart.

    A ball that was in a hole is lost there. So is one that was where all values are finite and of
    moderate size, and is NaN close to that: nothing overflowed, so it was in a hole, or its rule
    evaluated the loss in one, as Nesterov's does. All others diverged.
    """
    found: Statuses = np.full(len(after), Status.DIVERGED, dtype=object)
    modest = _near(last) & np.isfinite(last.loss) & (last.norm <= FAR)
    elsewhere = modest & close & ~np.isinf(after).any(axis=-1)
    known = np.isfinite(last.hessian).all(axis=(-2, -1))
    found[elsewhere & known] = Status.NO_VALUE
    found[elsewhere & ~known] = Status.NO_DERIVATIVE
    _mark_holes(found, last)
    return tuple(found.tolist())


def _mark_holes(found: Statuses, reading: Reading) -> None:
    """Mark the balls with a finite position where the loss or its gradient is NaN."""
    near, blank = _near(reading), np.isnan(reading.loss)
    found[near & np.isnan(reading.gradient).any(axis=-1)] = Status.NO_DERIVATIVE
    found[near & blank] = Status.NO_VALUE


def _near(reading: Reading) -> Mask:
    farthest: Array = np.abs(reading.points).max(axis=-1)
    return farthest <= FAR


def _resting(reading: Reading, moved: Array) -> Mask:
    """Whether each ball is at rest at a critical point.

    Along each axis of curvature the gradient is about the eigenvalue times the distance to the
    critical point. Each axis is tested separately: relative to a steep wall the floor of a long
    valley looks flat although the minimum is still far along it.
    """
    points, axes = reading.points, eigenvectors(reading.hessian)
    size = 1 + np.hypot(points[:, 0], points[:, 1])
    resting = np.ones(len(points), dtype=bool)
    for k in (0, 1):
        axis = axes[:, :, k]
        # Of this axis alone: being far along the other one excuses nothing.
        far = 1 + np.abs(axis[:, 0] * points[:, 0]) + np.abs(axis[:, 1] * points[:, 1])
        slope = np.abs(_along(reading.gradient, axis))
        near = slope <= NEAR * _certain_bend(reading, axes, k) * far
        resting &= np.abs(_along(moved, axis)) <= STILL * far
        resting &= near | _rounded(reading, axis, slope, far)
    certain = reading.norm * size <= CERTAIN * np.abs(reading.loss)
    rows = np.flatnonzero(resting & ~certain)
    if len(rows):
        resting[rows] = _linear(reading, rows, axes[rows], size[rows])
    return resting


def _certain_bend(reading: Reading, axes: Array, k: int) -> Array:
    """The size of an eigenvalue; 0 where it may be nothing but rounding of the Hessian."""
    axis, bend = np.abs(axes[:, :, k]), np.abs(reading.eigenvalues[:, k])
    mixed = _mixed(reading.hessian, axis, axis)
    return np.where(bend > ROUNDING * mixed, bend, 0.0)


def _rounded(reading: Reading, axis: Array, slope: Array, size: Array) -> Mask:
    """Whether a slope along an axis may be nothing but rounding of the gradient.

    The floor of a valley is level, but a gradient there is a sum of parts as large as the
    curvatures that are mixed along the axis. Where so many digits are lost that slopes cannot be
    distinguished, this counts as level only if the loss hardly depends on it.
    """
    parts = _mixed(reading.hessian, np.abs(axis), np.abs(reading.points))
    small = slope * size <= NOTHING * (1 + np.abs(reading.loss))
    rounded: Mask = small & (slope <= ROUNDING * parts)
    return rounded


def _mixed(hessian: Array, left: Array, right: Array) -> Array:
    """Σ |Hᵢⱼ| leftᵢ rightⱼ: the size of the parts whose sum is a slope or a curvature."""
    sums: Array = (np.abs(hessian) * left[:, :, None] * right[:, None, :]).sum((-2, -1))
    return sums


def _linear(reading: Reading, rows: IntArray, axes: Array, size: Array) -> Mask:
    """Whether the gradient changes around the balls number `rows` as their Hessians say.

    Next to a pole, such as that of log x or √x at 0, the gradient divided by the curvature is as
    small as the distance to the pole: there is no critical point where the two predict one.
    """
    points, gradient = reading.points[rows], reading.gradient[rows]
    eigenvalues, hessian = np.abs(reading.eigenvalues[rows]), reading.hessian[rows]
    largest, linear = eigenvalues.max(axis=-1), np.ones(len(rows), dtype=bool)
    for k in (0, 1):
        axis, bend = axes[:, :, k], eigenvalues[:, k]
        slope = np.abs(_along(gradient, axis))
        strong = bend > DEGENERATE * largest
        # Weak curvature is lost in rounding, unless there is a slope that is not.
        parts = _mixed(hessian, np.abs(axis), np.abs(points))
        asked = strong | (slope > 100 * ROUNDING * parts)
        least = np.where(strong, REACH * size * largest / bend, 0.0)
        reach = np.maximum(4 * slope / bend, least)[:, None]
        ends = np.stack([points + reach * axis, points - reach * axis])
        ahead, behind = _along(reading.surface.gradient(ends), axis)
        measured = (ahead - behind) / _along(ends[0] - ends[1], axis)
        agree = np.abs(measured - reading.eigenvalues[rows, k]) <= bend / 2
        linear = linear & (agree | ~asked)
    return linear


def _along(vectors: Array, axis: Array) -> Array:
    along: Array = vectors[..., 0] * axis[..., 0] + vectors[..., 1] * axis[..., 1]
    return along


def _scale(reading: Reading) -> Array:
    """The size of the larger eigenvalue, either sign."""
    largest: Array = np.abs(reading.eigenvalues).max(axis=-1)
    return largest
