"""What the mouse does in the scene, told apart without Qt's classes."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import final

SLACK = 4.0  # pixels a click may wander


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
        """How far since the last call, or None while it may still become a click."""
        if not self.dragging:
            away = max(abs(x - self.start[0]), abs(y - self.start[1]))
            if away <= SLACK:
                return None
            self.dragging = True
        way = (x - self.last[0], y - self.last[1])
        self.last = (x, y)
        return way
