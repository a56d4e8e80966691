"""What a step sees of the loss: the surface, or the surface as some balls are told of it."""

from dataclasses import dataclass
from typing import NamedTuple, final

from engine.arrays import Array, IntArray
from engine.noise import Exact, Noise, Who
from engine.randomness import uniform
from engine.surfaces.base import Surface

KICK = 0x6B69636B  # so that kicks and noise are not the same numbers


@final
@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The loss as the balls of one block are told of it at one update.

    Loss and curvature are those of the whole loss; only the gradient has noise.
    """

    surface: Surface
    noise: Noise
    who: Who

    def part(self, rows: IntArray) -> "Bound":
        """As some of the balls are told of it, by their places (k,)."""
        who = self.who
        return Bound(self.surface, self.noise, Who(who.seed, who.stints[rows], who.ages[rows]))

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

    def bound(self, stints: IntArray, ages: IntArray) -> Bound:
        """As the balls with these stints are told at these ages, both of shape (n,)."""
        return Bound(self.surface, self.noise, Who(self.seed, stints, ages))
