"""Paints all curves of a plot at once."""

from typing import Any, NamedTuple, final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from engine.arrays import IntArray
from gui.plotting.curve_painter import CurvePainter
from gui.plotting.curves import End, Picture
from gui.plotting.painted_columns import Curve, PaintedColumns
from gui.plotting.polyline import FAR

MARK = 6.0  # px of height
SPACING = 3.0  # px between a glyph and its text


class Word(NamedTuple):
    """A text to write next to a glyph, in pixels."""

    glyph: QRectF
    text: str
    rise: int = 0  # as of an `End`


@final
class CurvesItem(pg.GraphicsObject):  # type: ignore[misc]
    """One item for all curves: hundreds of plot items would each have their own overhead."""

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.columns = Picture(), PaintedColumns()
        self.font, self.ink = QFont(), "#000000"
        self.cursor: float | None = None  # an update, marked behind the curves
        self.hover: float | None = None  # and one before them
        self.happened: float | None = None  # an update at which something happened
        self.marks = np.empty(0, np.int64)  # updates with a short line at the axis
        self.cursor_pen, self.hover_pen = QPen(), QPen()
        self.setFlag(self.GraphicsItemFlag.ItemClipsToShape, False)

    def boundingRect(self) -> QRectF:
        view = self.getViewBox()
        return QRectF() if view is None else QRectF(view.viewRect())

    def viewTransformChanged(self) -> None:
        self.prepareGeometryChange()

    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        to_pixels = painter.worldTransform()
        painter.save()
        painter.setClipRect(self.boundingRect())
        painter.resetTransform()
        curves: list[Curve] = [*self.picture.ribbons, *self.picture.strokes]
        area, ratio = to_pixels.mapRect(self.boundingRect()), painter.device().devicePixelRatioF()
        _mark(painter, to_pixels, area, self.cursor, self.cursor_pen)
        dashed = QPen(self.hover_pen)
        dashed.setStyle(Qt.PenStyle.DashLine)
        _mark(painter, to_pixels, area, self.happened, dashed)
        _ticks(painter, to_pixels, area, self.marks, self.cursor_pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:
            # Cut, as not every program that shows SVG clips.
            box = self.boundingRect()
            low, high = np.array((box.left(), box.top())), np.array((box.right(), box.bottom()))
            strokes = [stroke.cut(low, high) for stroke in self.picture.strokes]
            CurvePainter(painter, to_pixels, area).paint(self.picture.ribbons, strokes)
        else:
            self.columns.draw(painter, self.columns.update(curves, to_pixels, area, ratio))
        if self.picture.veil is not None:
            self._veil(painter, to_pixels, *self.picture.veil)
        painter.setClipping(False)  # a glyph on the edge is shown whole
        words = [self._end(painter, to_pixels, area, end) for end in self.picture.ends]
        self._words(painter, area, [w for w in words if w.text])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        _mark(painter, to_pixels, area, self.hover, self.hover_pen)
        painter.restore()

    def _veil(
        self, painter: QPainter, to_pixels: QTransform, start: float, end: float, color: str
    ) -> None:
        area = to_pixels.mapRect(self.boundingRect())
        left, right = (x * to_pixels.m11() + to_pixels.dx() for x in (start, end))
        fill = QColor(color)
        fill.setAlphaF(0.65)
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), fill)

    def _end(self, painter: QPainter, to_pixels: QTransform, area: QRectF, end: End) -> Word:
        """Draw the glyph at the end of a curve; returns the text to write next to it, or none."""
        x = min(max(end.x * to_pixels.m11() + to_pixels.dx(), -FAR), FAR)
        y = min(max(end.y * to_pixels.m22() + to_pixels.dy(), -FAR), FAR)
        size = end.glyph.deviceIndependentSize()
        if not area.left() - 1 <= x <= area.right() + 1:
            return Word(QRectF(), "")
        true_y, half = y, size.height() / 2
        y = min(max(y, area.top() + half), area.bottom() - half)
        word = end.word
        if abs(true_y - y) > size.height():  # outside the plot: show the direction
            word = f"{word} {'↑' if true_y < y else '↓'}".strip()
        glyph = QRectF(QPointF(x - size.width() / 2, y - size.height() / 2), size)
        painter.drawPixmap(glyph.topLeft(), end.glyph)
        return Word(glyph, word, end.rise)

    def _words(self, painter: QPainter, area: QRectF, words: list[Word]) -> None:
        metrics = QFontMetricsF(self.font)
        painter.setFont(self.font)
        painter.setPen(QColor(self.ink))
        for text, place in legible(words, area, metrics):
            painter.drawText(QPointF(place.left(), place.top() + metrics.ascent()), text)


def _mark(
    painter: QPainter, to_pixels: QTransform, area: QRectF, update: float | None, pen: QPen
) -> None:
    """A line from top to bottom at an update."""
    x = 0.0 if update is None else update * to_pixels.m11() + to_pixels.dx()
    if update is not None and area.left() <= x <= area.right():
        painter.setPen(pen)
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def _ticks(
    painter: QPainter, to_pixels: QTransform, area: QRectF, marks: IntArray, pen: QPen
) -> None:
    """Short lines at the bottom."""
    painter.setPen(pen)
    for x in (marks * to_pixels.m11() + to_pixels.dx()).round().tolist():
        painter.drawLine(QPointF(x, area.bottom() - MARK), QPointF(x, area.bottom()))


def legible(words: list[Word], area: QRectF, metrics: QFontMetricsF) -> list[tuple[str, QRectF]]:
    """Where each text is written: next to its glyph, else a line higher or lower, over no other.

    A text without free space is left out: the table of balls shows it, too.
    """
    placed: list[tuple[str, QRectF]] = []
    for word in words:
        wide, line = metrics.horizontalAdvance(word.text), metrics.height()
        right, left = word.glyph.right() + SPACING, word.glyph.left() - SPACING - wide
        fitting = [x for x in (right, left) if area.left() <= x and x + wide <= area.right()]
        sides = fitting or [max(area.left(), area.right() - wide)]
        top = word.glyph.center().y() - line / 2
        rows = [top, *(row for row in (top - line, top + line) if _within(row, line, area))]
        places = [QRectF(side, row, wide, line) for row in rows for side in sides]
        if word.rise:
            row = word.glyph.top() - line if word.rise > 0 else word.glyph.bottom()
            if _within(row, line, area):
                places.insert(0, QRectF(word.glyph.center().x() - wide / 2, row, wide, line))
        free = (place for place in places if not any(place.intersects(o) for _, o in placed))
        if (place := next(free, None)) is not None:
            placed.append((word.text, place))
    return placed


def _within(top: float, height: float, area: QRectF) -> bool:
    return area.top() <= top and top + height <= area.bottom()
