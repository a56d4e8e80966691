"""The critical points of the surface that is shown, searched for while somebody looks at them."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.analysis.critical_points import CriticalPoint, CriticalPoints, searching
from engine.analysis.status import Status
from engine.surfaces.base import Point, Surface
from gui.tasks.time_slices import SlicedTask

# The kinds of marks by what a point was found to be; all others are "degenerate".
MARKS: Final = {
    Status.MINIMUM: "minimum",
    Status.SADDLE: "saddle",
    Status.MAXIMUM: "maximum",
    Status.NO_DERIVATIVE: "kink",
}
LETTERS: Final = {"minimum": "m", "saddle": "s", "maximum": "M", "kink": "k", "degenerate": "?"}
NEAR: Final = 0.01  # of the window's sides: nearer than this a mark is pointed at
LETTERED: Final = 40  # points: of more, only the shapes are drawn


def mark_of(point: CriticalPoint) -> str:
    """The kind of its mark."""
    return MARKS.get(point.kind, "degenerate")


@final
class CriticalSearch(QObject):
    """Searches in slices; another surface cancels what is still running."""

    changed = Signal()  # another `found`

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None
        self.found: CriticalPoints | None = None  # None while none are wanted or known
        self._places = np.empty((0, 2))  # of its points
        self._task = SlicedTask(self)
        self._task.finished.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether the points that are wanted are not known yet."""
        return self._task.busy

    def want(self, surface: Surface | None) -> None:
        """Search on `surface`, unless that is known; None: on none any more."""
        if surface == self._surface:
            return
        self._surface = surface
        self._task.cancel()
        self._places = self._places[:0]
        if self.found is not None:
            self.found = None
            self.changed.emit()
        if surface is not None:
            self._task.start(searching(surface))

    def finish(self) -> None:
        """Do the remaining work now."""
        self._task.finish()

    def at(self, point: Point | None) -> CriticalPoint | None:
        """The critical point that is exactly at `point`."""
        points = self.found.points if self.found is not None else ()
        return next((each for each in points if each.point == point), None)

    def near(self, point: Point) -> Point:
        """The critical point that a mark at `point` belongs to, else `point` itself."""
        surface = self._surface
        if surface is None or not len(self._places):
            return point
        gaps = np.abs(self._places - point) / np.subtract(surface.high, surface.low)
        nearest = int(gaps.max(axis=-1).argmin())
        if gaps[nearest].max() > NEAR:
            return point
        x, y = self._places[nearest].tolist()
        return x, y

    def _take(self, found: CriticalPoints) -> None:
        self.found = found
        self._places = np.array([each.point for each in found.points]).reshape(-1, 2)
        self.changed.emit()
