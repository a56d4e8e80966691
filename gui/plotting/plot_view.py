"""A plot over updates: axes, curves, and the two cursors. Independent of balls."""

from time import perf_counter
from typing import final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.arrays import IntArray
from gui.plotting.axis import Axis, caption_font, hairline
from gui.plotting.curves import Picture
from gui.plotting.curves_item import CurvesItem
from gui.plotting.scales import Linear, Scale, Tick, whole_ticks
from gui.style.palette import Palette

STEP = 1.2  # zoom of one notch of the wheel
DRAG = 4  # pixels; less is a click
ZOOMS = {Qt.Key.Key_Plus: 1 / STEP, Qt.Key.Key_Equal: 1 / STEP, Qt.Key.Key_Minus: STEP}
KEYS = (
    *ZOOMS,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


@final
class PlotView(pg.PlotWidget):  # type: ignore[misc]
    """Draws curves and emits the user's input, in updates and positions."""

    pointed = Signal(float, float)
    left_alone = Signal()
    clicked = Signal(float, float)
    zoomed = Signal(float, float)  # factor, and the update that stays where it is
    dragged = Signal(float)  # updates
    double_clicked = Signal()
    key = Signal(int)
    painted = Signal(float)  # seconds it took

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        self.scale_y: Scale = Linear()
        self.x_axis = Axis("bottom", whole_ticks, palette)
        self.y_axis = Axis("left", self._y_ticks, palette)
        axes = {"bottom": self.x_axis, "left": self.y_axis}
        super().__init__(parent, background=None, axisItems=axes, enableMenu=False)
        self.hideButtons()
        for place in self.plotItem.axes.values():
            # Ours have no label, yet pyqtgraph typesets an empty one whenever a range changes.
            place["item"].enableAutoSIPrefix(False)
        for axis in axes.values():
            axis.setZValue(-1)  # the grid belongs behind the curves
        # The view itself handles keys. First the viewport: it passes its policy on to the view.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setInteractive(False)
        self.setMouseTracking(True)
        self.setFrameShape(self.Shape.NoFrame)
        # The scene would request a repaint later, in another event loop pass, which makes Qt
        # compose the whole window again; `redraw` requests it at once, together with others.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.setContentsMargins(0, 0, 0, 0)
        self.plotItem.setContentsMargins(0, 2, 8, 2)
        self.view = self.plotItem.vb
        self.view.setDefaultPadding(0)
        self.view.disableAutoRange()
        self.curves = CurvesItem()
        self.view.addItem(self.curves, ignoreBounds=True)
        self._ranges: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._pressed: QPointF | None = None
        self._moved = False
        self.set_look(palette)

    def set_look(self, palette: Palette) -> None:
        font, self._accent = self.font(), palette.accent
        for axis in (self.x_axis, self.y_axis):
            axis.set_look(palette, font)
        self.curves.font, self.curves.ink = caption_font(font), palette.text
        self.curves.cursor_pen, self.curves.hover_pen = map(
            hairline, (palette.second, palette.accent)
        )
        self.redraw()

    def redraw(self) -> None:
        """Repaint."""
        self.viewport().update()

    def set_scale(self, scale: Scale, zero: bool) -> None:
        if scale != self.scale_y or zero != self.y_axis.zero:
            self.scale_y, self.y_axis.zero = scale, zero
            self.y_axis.redraw()
            self.redraw()

    def show_picture(self, picture: Picture, cursor: float) -> None:
        """Show curves, with the cursor at an update."""
        self.curves.picture, self.curves.cursor = picture, cursor
        self.redraw()

    def show_marks(self, updates: IntArray) -> None:
        """Mark updates (n,) by short lines on the time axis."""
        if not np.array_equal(updates, self.curves.marks):
            self.curves.marks = updates
            self.redraw()

    def show_event(self, update: int | None) -> None:
        """Mark the update at which something happened by a dashed line."""
        if update != self.curves.happened:
            self.curves.happened = update
            self.redraw()

    def set_ranges(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        if (x, y) != self._ranges:
            self._ranges = x, y
            self.view.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=False)
            self.redraw()

    def hover_at(self, update: float | None) -> None:
        if update != self.curves.hover:
            self.curves.hover = update
            self.redraw()

    def pixel_of(self, x: float, y: float) -> QPointF:
        """The pixel of this widget at which a point is drawn."""
        return QPointF(self.mapFromScene(self.view.mapViewToScene(QPointF(x, y))))

    def point_at(self, pixel: QPointF) -> QPointF:
        """The inverse of `pixel_of`."""
        return QPointF(self.view.mapSceneToView(pixel))

    def _y_ticks(self, low: float, high: float, most: int) -> tuple[Tick, ...]:
        return self.scale_y.ticks(low, high, most)

    def paintEvent(self, event: QPaintEvent) -> None:
        began = perf_counter()
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.end()
        self.painted.emit(perf_counter() - began)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._moved = event.position(), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.point_at(event.position())
        if not event.buttons():
            self._pressed = None  # the release was lost
        if self._pressed is not None:
            delta = event.position() - self._pressed
            self._moved |= abs(delta.x()) > DRAG
            if self._moved:
                self.dragged.emit(self.point_at(self._pressed).x() - at.x())
                self._pressed = event.position()
                return
        self.pointed.emit(at.x(), at.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._moved:
            at = self.point_at(event.position())
            self.clicked.emit(at.x(), at.y())
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = STEP ** (-event.angleDelta().y() / 120)
        self.zoomed.emit(factor, self.point_at(event.position()).x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.left_alone.emit()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        # Without this the window's shortcuts would take the arrows from a focused plot.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_plot_key(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(_is_plot_key(event))
        if event.isAccepted():
            pointed = self.curves.cursor if self.curves.hover is None else self.curves.hover
            if event.key() in ZOOMS:
                self.zoomed.emit(ZOOMS[Qt.Key(event.key())], pointed)
            else:
                self.key.emit(event.key())
                self._keep_pointed_in_view()

    def _keep_pointed_in_view(self) -> None:
        hover, span = self.curves.hover, self._ranges[0] if self._ranges is not None else None
        if hover is not None and span is not None and not span[0] <= hover <= span[1]:
            self.dragged.emit(hover - min(max(hover, span[0]), span[1]))


def _is_plot_key(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in KEYS and not plain
