"""What a step sees of the loss: the surface, or the surface as some balls are told of it."""

from typing import NamedTuple

from engine.arrays import Array, IntArray
from engine.noise import BallAges, Exact, Noise
from engine.randomness import uniform
from engine.surfaces.base import Surface

KICK = 0x6B69636B  # so that kicks and noise are not the same numbers


class Bound(NamedTuple):
    """The loss as the balls of one block are told of it at one update.

    Loss and curvature are those of the whole loss; only the gradient has noise.
    """

    surface: Surface
    noise: Noise
    who: BallAges

    def part(self, rows: IntArray) -> "Bound":
        """As some of the balls are told of it, by their places (k,)."""
        return self._replace(who=self.who.part(rows))

    def value(self, points: Array) -> Array:
        return self.surface.value(points)

    def gradient(self, points: Array) -> Array:
        return self.noise.gradient(self.surface, points, self.who)

    def hessian(self, points: Array) -> Array:
        return self.surface.hessian(points)

    def uniform(self, count: int) -> Array:
        """Numbers in [0, 1), shape (n, count): each ball's own, new at every update."""
        who = self.who
        return uniform(who.seed ^ KICK, who.stints, who.ages, count)


class Loss(NamedTuple):
    """A surface, and how the balls are told of it. `seed` decides every draw of the noise."""

    surface: Surface
    noise: Noise
    seed: int

    @property
    def noisy(self) -> bool:
        return type(self.noise) is not Exact

    def bound(self, stints: IntArray, update: int, born: IntArray) -> Bound:
        """As balls are told after so many updates: these stints, born then, shape (n,) both."""
        return Bound(self.surface, self.noise, BallAges(self.seed, stints, update, born))
