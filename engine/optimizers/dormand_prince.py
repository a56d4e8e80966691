"""Differential equations of many balls at once, each with time steps of its own.

The pair of orders 5 and 4 of J. R. Dormand and P. J. Prince (J. Comp. Appl. Math. 6, 1980); the
difference of both estimates the error, and decides each ball's next time step.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from engine.arrays import Array, IntArray

TOLERANCE: Final = 1e-8  # error of one time step, relative to 1 + the size of each number
MOST_ATTEMPTS: Final = 400  # time steps tried in one span; the rest of it is then left out
SAFETY, SHRINK, GROW = 0.9, 0.2, 5.0

STAGES: Final = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
ERROR: Final = (
    71 / 57600,
    0.0,
    -71 / 16695,
    71 / 1920,
    -17253 / 339200,
    22 / 525,
    -1 / 40,
)

Slope = Callable[[IntArray, Array], Array]
"""dy/dt of the balls number (k,) at y (k, K)."""


class Reached(NamedTuple):
    """Where the balls are at the end of their span."""

    y: Array  # (n, K); NaN where the slope at the start is no number
    time: Array  # (n, 1), how much of the span was covered
    stride: Array  # (n, 1), a time step that suits the place
    evaluations: Array  # (n, 1), of the slope


@np.errstate(divide="ignore", over="ignore", invalid="ignore", under="ignore")
def integrate(slope: Slope, y: Array, span: Array, stride: Array, size: Array) -> Reached:
    """Follow dy/dt from y (n, K) for the time `span` (n, 1), first trying steps of `stride`.

    `size` (n, K) is added to the magnitudes that the tolerance is relative to, for numbers in y
    that are only a change of something larger.
    """
    everyone = np.arange(len(y))
    y, stride, k = np.array(y, order="F"), np.array(stride), slope(everyone, y)
    left, spent = np.array(span), np.ones_like(span)
    fine = np.isfinite(k).all(axis=1, keepdims=True)
    for _ in range(MOST_ATTEMPTS):
        rows = np.flatnonzero(fine & (left > 0))
        if not rows.size:
            break
        step = np.minimum(stride[rows], left[rows])
        new, k_new, ratio = _attempt(slope, rows, y[rows], k[rows], step, size[rows])
        factor = np.clip(SAFETY * np.float_power(ratio, -0.2), SHRINK, GROW)
        good, last = ratio <= 1, step >= left[rows]
        # A step cut short by the end of the span does not limit the next one.
        longer = np.where(good & last, np.maximum(stride[rows], step * factor), step * factor)
        stride[rows] = longer
        left[rows] = np.where(good, np.where(last, 0.0, left[rows] - step), left[rows])
        y[rows], k[rows] = np.where(good, new, y[rows]), np.where(good, k_new, k[rows])
        spent[rows] += 6.0
    return Reached(np.where(fine, y, np.nan), span - left, stride, spent)


def _attempt(
    slope: Slope, rows: IntArray, y: Array, k: Array, step: Array, size: Array
) -> tuple[Array, Array, Array]:
    """One time step: its end, the slope there, and its error relative to the tolerance."""
    slopes = [k]
    for weights in STAGES:
        stage = y + step * _weighted(weights, slopes)
        slopes.append(slope(rows, stage))
    error = np.abs(step * _weighted(ERROR, slopes))
    error /= TOLERANCE * (1 + size + np.maximum(np.abs(y), np.abs(stage)))
    ratio = error[:, :1]
    for i in range(1, error.shape[1]):
        ratio = np.maximum(ratio, error[:, i : i + 1])
    return stage, slopes[-1], np.where(np.isfinite(ratio), ratio, np.inf)


def _weighted(weights: tuple[float, ...], slopes: list[Array]) -> Array:
    total = weights[0] * slopes[0]
    for weight, each in zip(weights[1:], slopes[1:], strict=True):
        if weight:
            total += weight * each
    return total
