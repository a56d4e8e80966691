"""Paints all curves of a plot at once."""

from dataclasses import dataclass
from typing import Any, NamedTuple, final

import numpy as np
import pyqtgraph as pg
from pyqtgraph.functions import arrayToQPolygonF
from pyqtgraph.Qt import internals
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from engine.arrays import Array
from gui.plotting.polyline import (
    FAR,
    above,
    below,
    columns,
    dashed_columns,
    dashes,
    dense,
    of_one_sign,
    runs,
)

BEYOND = 400.0  # px outside the plot to which curves are painted
SPACING = 3.0  # px between a glyph and its text


@final
@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """One curve; x in updates, y in positions of the scale, NaN where it is broken."""

    x: Array
    y: Array
    color: str
    width: float = 1.5
    opacity: float = 1.0
    below: str = ""  # another colour for the part below zero, which is dashed


@final
@dataclass(frozen=True, slots=True, eq=False)
class Ribbon:
    """The area between two curves."""

    x: Array
    low: Array
    high: Array
    color: str


@final
@dataclass(frozen=True, slots=True, eq=False)
class End:
    """The end of a curve: a ball's glyph, and optionally a text."""

    x: float
    y: float
    glyph: QPixmap
    word: str = ""


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


class Word(NamedTuple):
    """A text to write next to a glyph, in pixels."""

    glyph: QRectF
    text: str


@final
class CurvesItem(pg.GraphicsObject):  # type: ignore[misc]
    """One item for all curves: hundreds of plot items would each have their own overhead."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture()
        self.font, self.ink = QFont(), "#000000"
        self.setFlag(self.GraphicsItemFlag.ItemClipsToShape, False)

    def show_picture(self, picture: Picture) -> None:
        self.picture = picture
        self.update()

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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ribbon in self.picture.ribbons:
            self._ribbon(painter, to_pixels, ribbon)
        for stroke in self.picture.strokes:
            self._stroke(painter, to_pixels, stroke)
        if self.picture.veil is not None:
            self._veil(painter, to_pixels, *self.picture.veil)
        painter.setClipping(False)  # a glyph on the edge is shown whole
        words = [self._end(painter, to_pixels, end) for end in self.picture.ends]
        self._words(painter, to_pixels.mapRect(self.boundingRect()), [w for w in words if w.text])
        painter.restore()

    def _ribbon(self, painter: QPainter, to_pixels: QTransform, ribbon: Ribbon) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        color = QColor(ribbon.color)
        color.setAlphaF(0.2)
        painter.setBrush(color)
        for x, low in runs(ribbon.x, np.where(np.isfinite(ribbon.high), ribbon.low, np.nan)):
            place = np.searchsorted(ribbon.x, x[0])
            high = ribbon.high[place : place + len(x)]
            high_x, high_y = _pixels(to_pixels, x, high)
            low_x, low_y = _pixels(to_pixels, x, low)
            outline = np.concatenate([high_x, low_x[::-1]]), np.concatenate([high_y, low_y[::-1]])
            painter.drawPolygon(arrayToQPolygonF(*outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _stroke(self, painter: QPainter, to_pixels: QTransform, stroke: Stroke) -> None:
        area = to_pixels.mapRect(self.boundingRect())
        zero = to_pixels.dy()  # the pixel row of zero
        for run in runs(stroke.x, stroke.y):
            x, y = _pixels(to_pixels, *run)
            y = np.clip(y, area.top() - BEYOND, area.bottom() + BEYOND)
            if not stroke.below:
                _run(painter, x, y, stroke, stroke.color)
            elif dense(x):
                bars = columns(x, y, stroke.width)
                _fill_bars(painter, above(bars, zero), _tint(stroke.color, stroke.opacity))
                dashed = dashed_columns(below(bars, zero))
                _fill_bars(painter, dashed, _tint(stroke.below, stroke.opacity))
            else:
                for positive, color in ((True, stroke.color), (False, stroke.below)):
                    for part in runs(*of_one_sign(x, zero - y, positive)):
                        _run(painter, part[0], zero - part[1], stroke, color, not positive)

    def _veil(
        self, painter: QPainter, to_pixels: QTransform, start: float, end: float, color: str
    ) -> None:
        area = to_pixels.mapRect(self.boundingRect())
        x, _ = _pixels(to_pixels, np.array([start, end]), np.zeros(2))
        fill = QColor(color)
        fill.setAlphaF(0.65)
        painter.fillRect(QRectF(x[0], area.top(), x[1] - x[0], area.height()), fill)

    def _end(self, painter: QPainter, to_pixels: QTransform, end: End) -> Word:
        """Draw the glyph at the end of a curve; returns the text to write next to it, or none."""
        area = to_pixels.mapRect(self.boundingRect())
        x, y = (float(v[0]) for v in _pixels(to_pixels, np.array([end.x]), np.array([end.y])))
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
        return Word(glyph, word)

    def _words(self, painter: QPainter, area: QRectF, words: list[Word]) -> None:
        metrics = QFontMetricsF(self.font)
        painter.setFont(self.font)
        painter.setPen(QColor(self.ink))
        for text, place in legible(words, area, metrics):
            painter.drawText(QPointF(place.left(), place.top() + metrics.ascent()), text)


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
        free = (place for place in places if not any(place.intersects(o) for _, o in placed))
        if (place := next(free, None)) is not None:
            placed.append((word.text, place))
    return placed


def _within(top: float, height: float, area: QRectF) -> bool:
    return area.top() <= top and top + height <= area.bottom()


def _pixels(to_pixels: QTransform, x: Array, y: Array) -> tuple[Array, Array]:
    """Pixels of points; the plots' transform neither turns nor shears."""
    with np.errstate(all="ignore"):
        return (
            np.clip(x * to_pixels.m11() + to_pixels.dx(), -FAR, FAR),
            np.clip(y * to_pixels.m22() + to_pixels.dy(), -FAR, FAR),
        )


def _draw_segments(painter: QPainter, segments: Array) -> None:
    if len(segments):
        lines = internals.PrimitiveArray(QLineF, 4)
        lines.resize(len(segments))
        lines.ndarray()[:] = segments
        painter.drawLines(*lines.drawargs())


def _run(
    painter: QPainter, x: Array, y: Array, stroke: Stroke, color: str, dashed: bool = False
) -> None:
    """Paint a part without gaps, given in pixels."""
    tint = _tint(color, stroke.opacity)
    if dense(x):
        _fill_bars(painter, columns(x, y, stroke.width), tint)
        return
    pen = QPen(tint, stroke.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if len(x) == 1:
        painter.drawPoint(QPointF(x[0], y[0]))
    elif dashed:
        _draw_segments(painter, dashes(x, y))
    else:
        painter.drawPolyline(arrayToQPolygonF(x, y))


def _tint(color: str, opacity: float) -> QColor:
    tint = QColor(color)
    tint.setAlphaF(opacity)
    return tint


def _fill_bars(painter: QPainter, bars: Array, color: QColor) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    boxes = internals.PrimitiveArray(QRectF, 4)
    boxes.resize(len(bars))
    boxes.ndarray()[:] = bars
    painter.drawRects(*boxes.drawargs())
    painter.restore()
