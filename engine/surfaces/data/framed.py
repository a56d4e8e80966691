"""Models whose data determine their window and the names of their axes."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

from engine.data.columns import Columns, label
from engine.surfaces.base import Point
from engine.surfaces.data.models import Neuron, OwnData
from engine.surfaces.data.windows import starts_in


@dataclass(frozen=True, slots=True)
class Framed(Neuron, OwnData, ABC):
    """A neuron with the window that suits its data."""

    @property
    @abstractmethod
    def frame(self) -> tuple[Point, Point]:
        """The low and the high corner."""

    @property
    @final
    def low(self) -> Point:
        return self.frame[0]

    @property
    @final
    def high(self) -> Point:
        return self.frame[1]

    @property
    def starts(self) -> tuple[Point, ...]:
        return starts_in(*self.frame)


def weights(own: Columns | None) -> tuple[str, str]:
    """The names of two weights, with the names of the columns that they multiply."""
    if own is None:
        return ("w₁", "w₂")
    first, second = map(label, own.names[:2])
    return (f"w₁({first})", f"w₂({second})")
