"""The line along which the surface is cut, for the map and the scene to show."""

from dataclasses import dataclass
from typing import final

from PySide6.QtCore import QObject, Signal

from engine.arrays import Array
from engine.surfaces.base import Point


@final
@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A line inside the window, and the ball that is confined to it."""

    points: Array  # (n, 2), in order
    confined: Point | None = None
    alone: bool = False  # the rest of the surface is hidden

    def is_like(self, other: "Cut") -> bool:
        """Whether it is the same to the eye, with the same array of points."""
        same = self.points is other.points
        return same and (self.confined, self.alone) == (other.confined, other.alone)


@final
class ShownCut(QObject):
    """The line of the panel that cuts the surface; there is none while that is out of sight."""

    changed = Signal()  # another `cut`
    wanted = Signal(object)  # to cut the surface through this point, (w1, w2)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cut: Cut | None = None

    def show(self, cut: Cut | None) -> None:
        if cut is not self.cut:
            self.cut = cut
            self.changed.emit()

    def ask(self, point: Point) -> None:
        """Ask for a line through `point`."""
        self.wanted.emit(point)
