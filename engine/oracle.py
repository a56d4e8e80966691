"""The loss that a step evaluates: the surface, or the surface with noise for each ball."""

from typing import NamedTuple

from engine.arrays import Array, IntArray
from engine.noise import BallAges, Exact, Noise
from engine.randomness import uniform
from engine.surfaces.base import Surface

KICK = 0x6B69636B  # so that kicks and noise use different numbers


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
        return uniform(balls.seed ^ KICK, balls.stints, balls.ages, count)


class Loss(NamedTuple):
    """A surface and the noise of its gradient; `seed` determines all random numbers."""

    surface: Surface
    noise: Noise
    seed: int

    @property
    def noisy(self) -> bool:
        return type(self.noise) is not Exact

    def bound(self, stints: IntArray, update: int, born: IntArray) -> Bound:
        """For balls with these stints, born at these updates, both (n,), after `update` updates."""
        return Bound(self.surface, self.noise, BallAges(self.seed, stints, update, born))
