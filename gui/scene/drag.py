"""Clicks and drags of the mouse in the scene, without Qt's classes."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import final

SLACK = 4.0  # pixels that the mouse may move during a click


@final
class Drag(Enum):
    """What a drag does."""

    ORBIT = auto()
    PAN = auto()
    BALL = auto()


@final
@dataclass(slots=True)
class Pointer:
    """One press of a button until its release."""

    start: tuple[float, float]
    kind: Drag
    ball: int | None = None
    last: tuple[float, float] = field(init=False)
    dragging: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.last = self.start

    def moved(self, x: float, y: float) -> tuple[float, float] | None:
        """The movement since the last call, or None while it may still be a click."""
        if not self.dragging:
            distance = max(abs(x - self.start[0]), abs(y - self.start[1]))
            if distance <= SLACK:
                return None
            self.dragging = True
        delta = (x - self.last[0], y - self.last[1])
        self.last = (x, y)
        return delta
