"""Runs by which claims are tried, and what is counted in them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.analysis.claim import Report
from engine.arrays import Array, columns
from engine.noise import BallAges, Exact, MiniBatch, Noise
from engine.optimizers.base import Optimizer
from engine.oracle import Bound
from engine.surfaces.base import Point, Surface
from engine.surfaces.examples import DataSurface

SEED = 0


def followed(
    surface: Surface,
    rule: Optimizer,
    starts: Sequence[Point],
    updates: int,
    report: Report,
    noise: Noise | None = None,
) -> Array:
    """Positions before the first and after every update, shape (updates + 1, balls, 2)."""
    x = columns(np.array(starts, float))
    state, balls = rule.init(x), np.arange(len(x))
    track = np.empty((updates + 1, *x.shape))
    track[0] = x
    with np.errstate(all="ignore"):
        for update in range(updates):
            report(update / updates)
            ages = BallAges(SEED, balls, update, np.zeros_like(balls))
            x, state = rule.step(Bound(surface, noise or Exact(), ages), x, state)
            track[update + 1] = x
    return track


def settled(values: Array, share: float) -> int | None:
    """The update from which |values| (updates + 1,) stay within a share of the first."""
    return lasting(np.abs(values) <= share * abs(values[0]))


def lasting(holds: npt.NDArray[np.bool_]) -> int | None:
    """The update from which it holds to the end; None where it does not hold there."""
    missed = np.flatnonzero(~holds)
    start = int(missed[-1]) + 1 if missed.size else 0
    return start if start < len(holds) else None


def first(holds: npt.NDArray[np.bool_]) -> int | None:
    """The first update after which it holds; None where there is none."""
    return int(np.argmax(holds)) if holds.any() else None


def sooner(one: int | None, other: int | None) -> bool:
    """Whether `one` comes before `other`; None is never."""
    return one is not None and (other is None or one < other)


def part(report: Report, number: int, of: int) -> Report:
    """A report of one of several equal parts of the work."""
    return lambda share: report((number + share) / of)


def batch(surface: DataSurface, size: int) -> MiniBatch:
    """Batches of so many examples, at most of all."""
    return MiniBatch(float(min(size, surface.count)))
