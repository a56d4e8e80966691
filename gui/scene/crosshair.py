"""Dropping and dragging in the scene by keys."""

from typing import final

import numpy as np
from PySide6.QtCore import QObject

from engine.surfaces.base import Point
from gui.scene.geometry.crosshair import crosshair_lines, stepped
from gui.scene.geometry.projection import TOUCH
from gui.scene.view import SceneView
from gui.state.crosshair import Crosshair
from gui.state.drop_commands import position_of
from gui.state.selection import Selection
from gui.text.point_reading import spoken_point

NONE = np.zeros((0, 2, 3))


@final
class SceneCrosshair(QObject):
    """Lets a crosshair drop and drag in a view by the signals that the mouse uses."""

    def __init__(self, view: SceneView, selection: Selection) -> None:
        super().__init__(view)
        self._view = view
        self._shown: object = None
        self.keys = Crosshair(self, view, selection)
        self.keys.dropped.connect(view.dropped)
        self.keys.moved.connect(view.moved)
        self.keys.pointed.connect(self._point)
        self.keys.changed.connect(self.refresh)
        view.rescaled.connect(self.refresh)

    def refresh(self) -> None:
        """Draw it on the surface of the moment while the view has the focus."""
        projection, point, lines = self._view.projection, self.keys.point, NONE
        if projection is None or point is None:
            shown = None
        elif not projection.world.inside(np.array(point), 0.0):
            self.keys.leave()  # another surface has another window
            return
        else:
            shown = (point, projection.surface, projection.world, self._view.hasFocus())
        if shown == self._shown:
            return
        self._shown = shown
        if projection is not None and point is not None and self._view.hasFocus():
            lines = crosshair_lines(point, projection.surface, projection.world)
        self._view.frame_renderer.crosshair.set_lines(lines)
        self._view.update()

    def middle(self) -> Point | None:
        projection = self._view.projection
        if projection is None:
            return None
        x, y = projection.world.points(np.zeros(2)).tolist()
        return x, y

    def stepped(self, point: Point, right: float, up: float) -> Point:
        projection = self._view.projection
        assert projection is not None
        length, camera = projection.pixel, projection.camera
        return stepped(point, right * length, up * length, projection.world, camera.right)

    def ball_near(self, point: Point) -> int | None:
        projection, balls = self._view.projection, self._view.ball_presenter
        assert projection is not None
        # By their places in the newest snapshot: those of the last frame are older.
        if not len(balls.arrays):
            return None
        places = projection.world.plane(np.array([point, *balls.arrays.position]))
        with np.errstate(over="ignore", invalid="ignore"):  # balls may have diverged
            gap = np.nan_to_num(np.hypot(*(places[1:] - places[0]).T), nan=np.inf)
        near, reach = int(gap.argmin()), balls.placement.balls.radius + TOUCH * projection.pixel
        return int(balls.arrays.ids[near]) if gap[near] <= reach else None

    def place_of(self, ball: int) -> Point | None:
        now = self._view.ball_presenter.now
        return position_of(now, ball) if now is not None else None

    def describe(self, point: Point, ball: int | None) -> str:
        projection = self._view.projection
        assert projection is not None
        return spoken_point(projection.surface, point, ball)

    def _point(self, point: Point | None, ball: int | None) -> None:
        self._view.set_hovered(ball if ball is not None else point)
