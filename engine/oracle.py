"""The loss that a step evaluates: the surface, or the surface with noise for each ball."""

from collections.abc import Callable
from typing import Final, NamedTuple, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.noise import BallAges, Exact, Noise
from engine.randomness import uniform
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface

KICK = 0x6B69636B  # so that kicks and noise use different numbers
WORK: Final = 2**18  # most points times examples between two checks, about a hundredth of a second

Check = Callable[[], None]
"""Called often during long work; it raises `CancelledError` where that is to be abandoned."""


def unchecked() -> None:
    """A check that lets all work go on."""


class Bound(NamedTuple):
    """The noisy loss for the balls of one block at one update.

    Loss and curvature are those of the whole loss; only the gradient has noise.
    """

    surface: Surface
    noise: Noise
    balls: BallAges

    def part(self, rows: IntArray) -> "Bound":
        """The same for some of the balls, by their indices (k,)."""
        return self._replace(balls=self.balls.part(rows))

    def value(self, points: Array) -> Array:
        return self.surface.value(points)

    def gradient(self, points: Array) -> Array:
        return self.noise.gradient(self.surface, points, self.balls)

    def hessian(self, points: Array) -> Array:
        return self.surface.hessian(points)

    def uniform(self, count: int) -> Array:
        """Numbers in [0, 1), shape (n, count): each ball's own, new at every update."""
        balls = self.balls
        return uniform(balls.seed ^ KICK, balls.trajectories, balls.ages, count)


@final
class Checked:
    """The noisy loss of a block that calls `check` before each evaluation, and during long ones.

    Many points are evaluated in parts. A ball gets the same bits in any part.
    """

    def __init__(self, bound: Bound, check: Check, work: int = WORK) -> None:
        self._bound, self._check = bound, check
        self._work = work

    def part(self, rows: IntArray) -> "Checked":
        """The same for some of the balls, by their indices (k,)."""
        return Checked(self._bound.part(rows), self._check, self._work)

    def value(self, points: Array) -> Array:
        return self._in_parts(Bound.value, points)

    def gradient(self, points: Array) -> Array:
        return self._in_parts(Bound.gradient, points)

    def hessian(self, points: Array) -> Array:
        return self._in_parts(Bound.hessian, points)

    def uniform(self, count: int) -> Array:
        """As `Bound.uniform`."""
        return self._bound.uniform(count)

    def _in_parts(self, evaluate: Callable[[Bound, Array], Array], points: Array) -> Array:
        self._check()
        step = max(1, self._work // examples(self._bound.surface))
        if len(points) <= step:
            return evaluate(self._bound, points)
        parts = []
        for start in range(0, len(points), step):
            self._check()
            rows = np.arange(start, min(start + step, len(points)))
            parts.append(evaluate(self._bound.part(rows), points[start : start + step]))
        return np.concatenate(parts)


def examples(surface: Surface) -> int:
    """On how many examples the loss of one point depends; 1 without data."""
    return surface.count if isinstance(surface, DataSurface) else 1


class Loss(NamedTuple):
    """A surface and the noise of its gradient; `seed` determines all random numbers."""

    surface: Surface
    noise: Noise
    seed: int

    @property
    def noisy(self) -> bool:
        return type(self.noise) is not Exact

    def bound(self, trajectories: IntArray, update: int, born: IntArray) -> Bound:
        """For balls with these trajectories, begun at these updates, both (n,), after `update`."""
        return Bound(self.surface, self.noise, BallAges(self.seed, trajectories, update, born))
