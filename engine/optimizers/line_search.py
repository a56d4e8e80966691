"""A strong Wolfe line search for many balls at once.

A step is accepted that lowers the loss by a share of the linear prediction (Armijo) and at which
most of the slope is gone (Wolfe); Nocedal and Wright, Numerical Optimization, algorithm 3.5.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray

DECREASE: Final = 1e-4  # c₁, the required share of the predicted decrease
LEVEL: Final = 0.9  # c₂, the share of the first slope that may be left
MOST_TRIALS: Final = 25
GROWTH: Final = 4.0  # of the trial step while the way down is still as steep
MARGIN: Final = 0.1  # the share of a bracket at either end in which no trial is made
ROUNDING: Final = 2.0**-46  # share of the loss below which its differences mean nothing


class Trial(NamedTuple):
    """Steps tried, the loss there and its slope along the direction; all of shape (n, 1)."""

    step: Array
    loss: Array
    slope: Array

    def of(self, rows: IntArray) -> "Trial":
        return Trial(self.step[rows], self.loss[rows], self.slope[rows])


class Found(NamedTuple):
    """The result of a search, each of shape (n, 1)."""

    step: Array  # 0 where no step lowers the loss
    trials: Array  # evaluations of loss and gradient together


Probe = Callable[[IntArray, Array], Trial]
"""The loss and slope of the balls number (k,) at their steps (k, 1)."""


@np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore")
def search(probe: Probe, start: Trial, first: Array) -> Found:
    """Steps for n balls whose loss and slope at step 0 are `start`; `first` is tried first.

    Each ball brackets an acceptable step between `low`, which lowers the loss but is still
    steep, and `high`, which is too long. A ball that can't begin (its direction does not descend,
    its loss is not finite, its first step is 0) has the step 0. Where the trials run out, `low`
    is taken.
    """
    begun = np.isfinite(start.loss) & np.isfinite(start.slope) & (start.slope < 0) & (first > 0)
    bracket = _Bracket(start, np.array(first))
    rows = np.flatnonzero(begun)
    for count in range(MOST_TRIALS):
        if not rows.size:
            break
        trial = probe(rows, bracket.next[rows])
        rows = bracket.narrow(rows, trial, halve=count % 3 == 2)
    return Found(bracket.low.step, bracket.trials)


@final
class _Bracket:
    """The steps between which each ball still searches; `low` becomes the result."""

    def __init__(self, start: Trial, first: Array) -> None:
        self.start, self.next = start, first
        self.low = Trial(*(np.array(each) for each in start))
        self.high = Trial(*(np.full_like(first, np.inf) for _ in start))
        self.trials = np.zeros_like(first)

    def narrow(self, rows: IntArray, trial: Trial, halve: bool) -> IntArray:
        """Update with one trial of each ball in `rows`; returns the balls that need another."""
        start = self.start.of(rows)
        lower = _lowers(start, trial)
        level = np.abs(trial.slope) <= -LEVEL * start.slope
        far = (~lower | (~level & (trial.slope > 0)))[:, 0]
        self.trials[rows] += 1.0
        for side, hit in ((self.low, ~far), (self.high, far)):
            if hit.any():
                for kept, new in zip(side, trial, strict=True):
                    kept[rows[hit]] = new[hit]
        going: IntArray = rows[far | ~level[:, 0]]
        self.next[going] = _between(self.low.of(going), self.high.of(going), halve)
        return going


def _lowers(start: Trial, trial: Trial) -> npt.NDArray[np.bool_]:
    """Whether the loss is low enough. Where rounding hides a difference in loss, slopes decide:
    the approximate Wolfe condition of W. Hager and H. Zhang, SIAM J. Optimization 16 (2005)."""
    enough = trial.loss <= start.loss + DECREASE * trial.step * start.slope
    same = np.abs(trial.loss - start.loss) <= ROUNDING * np.abs(start.loss)
    level: npt.NDArray[np.bool_] = trial.slope <= (2 * DECREASE - 1) * start.slope
    return enough | (same & level)


def _between(low: Trial, high: Trial, halve: bool) -> Array:
    """The next step to try: the lowest point of the cubic through both ends, or the middle."""
    width = high.step - low.step
    inside = low.step + width / 2
    if not halve:
        bend = low.slope + high.slope - 3 * (low.loss - high.loss) / (low.step - high.step)
        root = np.sqrt(bend * bend - low.slope * high.slope)
        share = (high.slope + root - bend) / (high.slope - low.slope + 2 * root)
        cubic = high.step - width * np.clip(share, MARGIN, 1 - MARGIN)
        inside = np.where(np.isfinite(cubic), cubic, inside)
    beyond = np.where(low.step > 0, low.step, 1.0) * GROWTH
    return np.where(np.isfinite(high.step), inside, beyond)
