"""What can be minimised."""

from abc import ABC, abstractmethod
from typing import ClassVar

from engine.arrays import Array


class Objective(ABC):
    """A loss over parameters of any dimension D.

    Points have shape (..., D). All derivatives are analytic.
    """

    key: ClassVar[str]
    title: ClassVar[str]

    @property
    @abstractmethod
    def dimension(self) -> int:
        """D, the number of parameters."""

    @abstractmethod
    def value(self, points: Array) -> Array:
        """Losses, shape (...,)."""

    @abstractmethod
    def gradient(self, points: Array) -> Array:
        """First derivatives, shape (..., D)."""

    @abstractmethod
    def hvp(self, points: Array, directions: Array) -> Array:
        """Hessian times direction at each point, shape (..., D)."""
