"""Draws the contour map: picture, trails, marks and balls."""

from time import perf_counter
from typing import Final, final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.analysis.critical_points import CriticalPoints
from engine.analysis.recorded import position_at
from engine.arrays import Array
from engine.snapshot import Snapshot
from engine.surfaces.base import Point, Surface
from gui.panels.map.annotations import (
    paint_axes,
    paint_crosshair,
    paint_cut,
    paint_lesson,
    paint_marks,
    paint_past,
)
from gui.panels.map.ball_counts import paint_counts
from gui.panels.map.balls import CachedBallImage, ball_at, hollow_at, paint_balls
from gui.panels.map.batch import MapBatch
from gui.panels.map.curvature import paint_curvature
from gui.panels.map.frame import MapFrame, middle_of
from gui.panels.map.image_task import MapImageTask
from gui.panels.map.off_map_arrows import marks_at, outside, paint_outside
from gui.panels.map.trails import Trails
from gui.sampling.height_scale import World
from gui.sampling.lost_balls import LostBalls, Missing, Seen
from gui.state.overlays import Overlays
from gui.state.selection import Selection
from gui.state.single_balls import shown_balls
from gui.style.palette import Palette, channels
from gui.style.plain_text import show_tip
from gui.style.text_size import px
from gui.text.axis_names import axis_names
from gui.text.numbers import show

LEFT, TOP, RIGHT, BOTTOM = 40, 8, 12, 22  # px around the map, for its axes
MOST_IN_TIP: Final = 5  # balls in one tool tip
TRAIL_SECONDS: Final = 0.004  # of a refresh


def margins() -> tuple[int, int, int, int]:
    """Pixels left, above, right and below of the map."""
    return px(LEFT), TOP, RIGHT, px(BOTTOM)


@final
class MapWidget(QWidget):
    """The map itself; the panel handles the pointer."""

    reframed = Signal()
    painted = Signal(float)  # seconds it took

    def __init__(
        self, selection: Selection, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.colors = palette
        self.now: Snapshot | None = None
        self.overlays: Overlays = frozenset()  # those that are on
        self.crosshair: Point | None = None  # moved by keys
        self.found: CriticalPoints | None = None  # critical points, while they are shown
        self.frame: MapFrame | None = None
        self._selection = selection
        self._lost_balls = LostBalls()
        self._seen: Seen | None = None  # what is painted of `now`
        self._surface: Surface | None = None
        self._log: bool | None = None
        self._trails = Trails()
        self._balls = CachedBallImage()
        self._trails_complete = False  # whether all trails were painted
        self._ratio: float | None = None  # device pixels to one, of a picture
        self._picture = MapImageTask(self)
        self._picture.rescaled.connect(self._set_world)
        self._picture.painted.connect(self.update)
        self.batch = MapBatch(self)
        self.batch.changed.connect(self.update)
        selection.cut.changed.connect(self.update)
        selection.lesson.marks.changed.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    def show_snapshot(self, now: Snapshot, log: bool | None) -> None:
        """Show `now`; `log` overrides the surface's own height scale, as in the scene."""
        self.now, self._trails_complete = now, False
        self._seen = self._lost_balls.resolve(now)
        if now.surface != self._surface:
            new_kind = type(now.surface) is not type(self._surface)
            self._surface, self._log = now.surface, log
            self._set_world(self._picture.set_surface(now.surface, log), new_kind)
        elif log != self._log:
            self._log = log
            self._set_world(self._picture.set_scale(log))
        self.update()

    def set_colors(self, palette: Palette) -> None:
        self.colors = palette
        if self.frame is not None:
            self.set_frame(self.frame.resized(*self._area()))  # its margins follow the text
        self._repaint_picture()
        self.update()

    def set_frame(self, frame: MapFrame) -> None:
        """Show another part of the surface."""
        if frame != self.frame:
            self.frame = frame
            self._repaint_picture()
            self.reframed.emit()
            self.update()

    def ball_at(self, x: float, y: float) -> int | None:
        """The ball drawn at a pixel, the nearest if there are several."""
        if self._seen is None or self.frame is None:
            return None
        return ball_at(self._seen.now, self.frame, x, y)

    def chosen_ball(self) -> tuple[int, QPointF] | None:
        """The chosen ball, and its pixel; the map's middle where it is outside."""
        ball, seen, frame = self._selection.ball, self._seen, self.frame
        home = seen.home(ball) if seen is not None and ball is not None else None
        if home is None or ball is None or frame is None:
            return None
        x, y = frame.pixels(home[0].position[home[1]]).tolist()
        shown = frame.contains(x, y)
        return ball, QPointF(x, y) if shown else QPointF(*frame.pixel(frame.middle))

    def tip_at(self, x: float, y: float) -> str:
        """The tool tip of edge marks, hollow balls and names of axes at a pixel; "" elsewhere."""
        if self._seen is None or self.frame is None:
            return ""
        found = hollow_at(self._seen, self.frame, x, y)
        if found is not None:
            return self._hollow_tip(found[1]).format(found[0])
        marks = marks_at(outside(self._seen.now, self.frame, self._selection.chosen), x, y)
        text = self.tr("Ball {0} is outside the window, at ({1}, {2})")
        lines = [text.format(mark.ball, *map(show, mark.point)) for mark in marks[:MOST_IN_TIP]]
        more = ["…"] if len(marks) > MOST_IN_TIP else []
        return "\n".join([*lines, *more]) or self._axis_at(x, y, self.frame)

    def _axis_at(self, x: float, y: float, frame: MapFrame) -> str:
        """The whole name of the axis at a pixel: on the map it may be shorter."""
        if self._seen is None or frame.contains(x, y):
            return ""
        across, up = axis_names(self._seen.now.surface)
        return up if x < frame.left else across if y > frame.top else ""

    def _hollow_tip(self, missing: Missing) -> str:
        if missing == Missing.DERIVATIVE:
            return self.tr("Ball {0} is where a derivative has no value")
        return self.tr("Ball {0} is where the loss has no value")

    @property
    def complete(self) -> bool:
        """Whether the full picture and all trails are painted."""
        return self._picture.complete and self._trails_complete

    def finish(self, ratio: float) -> None:
        """Paint the full picture now, with `ratio` device pixels to one, for `paint_on`."""
        self._ratio = ratio
        self._picture.finish()
        self._repaint_picture()
        self._picture.finish()

    def paint_on(self, painter: QPainter) -> None:
        """Paint all of the map, but nothing around it and no crosshair, for a picture."""
        if self.frame is None or self.now is None or self._seen is None:
            return
        ratio = self.pixel_ratio
        self._paint_picture(painter, self.frame)
        paint_axes(painter, self.frame, axis_names(self.now.surface), self.colors, self.font())
        painter.setClipRect(self._map_rect(self.frame))
        self._trails.paint_whole(painter, self.now, self.frame, self.colors, ratio)
        self._paint_balls(painter, self.frame, self.now, self._seen, ratio)
        painter.setClipping(False)

    @property
    def pixel_ratio(self) -> float:
        """Device pixels to one of those that are painted."""
        return self._ratio or self.devicePixelRatioF()

    def _set_world(self, world: World, new_kind: bool = False) -> None:
        if self.frame is None or new_kind:
            self.frame = MapFrame(world, *self._area(), middle_of(world))
        else:  # a knob was turned: keep the view
            before = self.frame
            self.frame = MapFrame(world, *self._area(), before.middle, before.zoom)
        self._repaint_picture()
        self.reframed.emit()
        self.update()

    def _area(self) -> tuple[float, float, float, float]:
        left, top, right, bottom = margins()
        width, height = self.width() - left - right, self.height() - top - bottom
        return float(left), float(top), float(max(width, 1)), float(max(height, 1))

    def _repaint_picture(self) -> None:
        self._trails_complete = False
        if self.frame is not None:
            self._picture.paint(self.frame, channels(self.colors.panel), self.pixel_ratio)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        began = perf_counter()
        self._paint()
        self.painted.emit(perf_counter() - began)

    def _paint(self) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.colors.panel))
        if self.frame is None or self.now is None or self._seen is None:
            return
        self._paint_picture(painter, self.frame)
        paint_axes(painter, self.frame, axis_names(self.now.surface), self.colors, self.font())
        painter.setClipRect(self._map_rect(self.frame))
        ratio = self.pixel_ratio
        args = (self.now, self.frame, self.colors, ratio)
        self._trails_complete = self._trails.follow(*args, TRAIL_SECONDS)
        if not self._trails_complete:
            QTimer.singleShot(0, self.update)
        self._trails.paint(painter, self.now, self.frame, self.colors)
        self._paint_balls(painter, self.frame, self.now, self._seen, ratio)
        for point in {self.crosshair if self.hasFocus() else None, self._selection.hovered_point}:
            if point is not None:
                paint_crosshair(painter, self.frame, point, self.colors, point == self.crosshair)
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.colors.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._map_rect(self.frame).adjusted(-1.5, -1.5, 0.5, 0.5))

    def _past(self, now: Snapshot) -> list[tuple[Array, str]]:
        """Where the balls with curves of their own were at the update that is pointed at."""
        update = self._selection.hovered_update
        if update is None or update == now.update:
            return []
        single, found = list(shown_balls(now, self._selection)), []
        for fleet in now.fleets:
            color = self.colors.fleet_color(fleet.color)
            for ball in fleet.balls[np.isin(fleet.balls, single)].tolist():
                place = position_at(fleet.chunks, ball, update)
                if place is not None and np.isfinite(place).all():
                    found.append((place, color))
        return found

    def _paint_balls(
        self, painter: QPainter, frame: MapFrame, now: Snapshot, seen: Seen, ratio: float
    ) -> None:
        """Marks, crosses, balls, their numbers, and arrows to those outside."""
        cut = self._selection.cut.cut
        paint_cut(painter, frame, cut, self.colors)
        asked = self._selection.lesson.asks
        if not asked and (cut is None or not cut.alone):  # else they would tell what is not shown
            paint_marks(painter, frame, now, self.found, self.font())
        if "batch" in self.overlays:
            self.batch.paint(painter, frame, now, self._selection.chosen, self.colors)
        if "curvature" in self.overlays:
            paint_curvature(painter, frame, now, self._selection.chosen, self.colors)
        paint_balls(painter, seen, frame, self.colors, self._selection, ratio, self._balls)
        paint_past(painter, frame, self._past(now), self.colors)
        paint_counts(painter, seen.now, frame, self.colors, self.font())
        marks = outside(seen.now, frame, self._selection.chosen)
        paint_lesson(painter, frame, self._selection.lesson.marks.shown, self.font())
        paint_outside(painter, marks, self.colors, self.font(), ratio)

    def _map_rect(self, frame: MapFrame) -> QRectF:
        return QRectF(frame.left, frame.top, frame.width, frame.height)

    def _paint_picture(self, painter: QPainter, frame: MapFrame) -> None:
        area = self._map_rect(frame)
        painter.fillRect(area, QColor(self.colors.window))
        if self._picture.shown is None:
            return
        drawn, image = self._picture.shown
        if drawn == frame and image.devicePixelRatio() == self.pixel_ratio:
            painter.drawImage(QPointF(frame.left, frame.top), image)
            return
        # Until the new picture is finished: the old one, transformed to the new frame.
        corners = ((drawn.left, drawn.top), (drawn.left + drawn.width, drawn.top + drawn.height))
        (left, top), (right, bottom) = (frame.pixel(drawn.point(*corner)) for corner in corners)
        painter.save()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(left, top, right - left, bottom - top), image)
        painter.restore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos()
            show_tip(event.globalPos(), self.tip_at(at.x(), at.y()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.frame is not None:
            self.set_frame(self.frame.resized(*self._area()))

    def sizeHint(self) -> QSize:
        return QSize(300, 278)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)
