"""What a plot shows: curves, the areas between them, and their ends."""

from dataclasses import dataclass, replace
from typing import final

import numpy as np
from PySide6.QtGui import QPixmap

from engine.arrays import Array
from gui.plotting.polyline import within


@final
@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """One curve; x in updates, ascending, y in positions of the scale, NaN where it is broken."""

    x: Array
    y: Array
    color: str
    width: float = 1.5
    opacity: float = 1.0
    below: str = ""  # another colour for the part below zero, which is dashed

    @property
    def arrays(self) -> tuple[Array, ...]:
        return self.x, self.y

    @property
    def look(self) -> tuple[object, ...]:
        """All but the points."""
        return self.color, self.width, self.opacity, self.below

    def cut(self, low: Array, high: Array) -> "Stroke":
        """The parts of the curve inside a box (2,), broken where it was outside."""
        parts = within(np.column_stack([self.x, self.y]), low, high)
        ends = [np.vstack([part, (part[-1, 0], np.nan)]) for part in parts]
        points = np.concatenate([np.empty((0, 2)), *ends])
        return replace(self, x=points[:, 0], y=points[:, 1])


@final
@dataclass(frozen=True, slots=True, eq=False)
class Ribbon:
    """The area between two curves."""

    x: Array
    low: Array
    high: Array
    color: str

    @property
    def arrays(self) -> tuple[Array, ...]:
        return self.x, self.low, self.high

    @property
    def look(self) -> tuple[object, ...]:
        """All but the points."""
        return (self.color,)


@final
@dataclass(frozen=True, slots=True, eq=False)
class End:
    """The end of a curve: a ball's glyph, and optionally a text."""

    x: float
    y: float
    glyph: QPixmap
    word: str = ""
    rise: int = 0  # the text is above it (1) or below (-1), else next to it


@final
@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """The content of a plot, in painting order."""

    ribbons: tuple[Ribbon, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    ends: tuple[End, ...] = ()
    veil: tuple[float, float, str] | None = (
        None  # from, to (updates) and colour: updates after the cursor
    )
