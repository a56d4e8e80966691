"""Losses of examples: what every landscape from data offers."""

from abc import abstractmethod
from dataclasses import dataclass

from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface


@dataclass(frozen=True, slots=True)
class DataSurface(Surface):
    """A loss summed or averaged over examples, whose two axes are a model's real parameters."""

    @property
    @abstractmethod
    def count(self) -> int:
        """N, the number of examples."""

    @abstractmethod
    def batch_gradient(self, points: Array, chosen: IntArray) -> Array:
        """The gradient (n, 2) of the loss of these examples alone, (n, B) of them, at `points`.

        A mean over the B examples, times N where the loss is a sum: so the gradients of equal
        batches average to the full one.
        """

    @abstractmethod
    def batch_value(self, points: Array, chosen: IntArray) -> Array:
        """The loss (n,) of these examples alone, on the same scale."""
