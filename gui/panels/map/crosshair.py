"""Dropping and dragging in the contour map by keys."""

from typing import final

from PySide6.QtCore import QObject

from engine.surfaces.base import Point
from gui.panels.map.widget import MapWidget
from gui.state.crosshair import Crosshair
from gui.state.drop_commands import position_of
from gui.state.selection import Selection
from gui.text.point_reading import spoken_point


@final
class MapCrosshair(QObject):
    """Lets a crosshair drop and drag in a map."""

    def __init__(self, view: MapWidget, selection: Selection) -> None:
        super().__init__(view)
        self._view = view
        self.keys = Crosshair(self, view, selection)
        self.keys.changed.connect(self._show)

    def middle(self) -> Point | None:
        return self._view.frame.middle if self._view.frame is not None else None

    def stepped(self, point: Point, right: float, up: float) -> Point:
        frame = self._view.frame
        assert frame is not None
        x, y = frame.pixel(point)
        x = min(max(x + right, frame.left), frame.left + frame.width)
        y = min(max(y - up, frame.top), frame.top + frame.height)
        return frame.point(x, y)

    def ball_near(self, point: Point) -> int | None:
        assert self._view.frame is not None
        return self._view.ball_at(*self._view.frame.pixel(point))

    def place_of(self, ball: int) -> Point | None:
        return position_of(self._view.now, ball) if self._view.now is not None else None

    def describe(self, point: Point, ball: int | None) -> str:
        assert self._view.now is not None
        return spoken_point(self._view.now.surface, point, ball)

    def _show(self) -> None:
        self._view.crosshair = self.keys.point
        self._view.update()
