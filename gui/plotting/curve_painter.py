"""Paints curves and the areas between them, from a column of pixels on.

What NumPy does is done for many curves at once: most of them have a few points to the right of the
column, and then each call costs more than what it does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, final

import numpy as np
from pyqtgraph.functions import arrayToQPolygonF
from pyqtgraph.Qt import internals
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from engine.arrays import Array, IntArray
from gui.plotting.curves import Ribbon, Stroke
from gui.plotting.polyline import (
    FAR,
    above,
    bar_starts,
    below,
    columns,
    dashed_columns,
    dashes,
    dense,
    of_one_sign,
    pieces,
    runs,
)

BEYOND: Final = 400.0  # px outside the plot to which curves are painted
REACH: Final = 6.0  # px that a point of a line, with its joint and its smooth edge, reaches at most
# px; Qt paints thinner lines in another way: the next point changes the pixels before the last one.
THINNEST: Final = 1.01


@final
@dataclass(frozen=True, slots=True, eq=False)
class CurvePainter:
    """Paints within `area`, in pixels; what is left of the column `start` may be missing."""

    painter: QPainter
    to_pixels: QTransform  # of updates and positions; it neither turns nor shears
    area: QRectF
    start: float = -FAR

    def paint(self, ribbons: Sequence[Ribbon], strokes: Sequence[Stroke]) -> None:
        self._ribbons(ribbons)
        for (filled, signed), group in groupby(strokes, self._kind):
            alike = tuple(group)
            if filled:
                self._filled(alike, signed)
            elif signed:
                for stroke in alike:
                    self._signed(stroke)
            else:
                self._lines(alike)

    def _kind(self, stroke: Stroke) -> tuple[bool, bool]:
        """Whether it is painted as columns, and whether it may show both of its colours."""
        if is_dense(stroke, self.to_pixels):
            return True, bool(stroke.below)
        return False, bool(stroke.below) and bool((stroke.y < 0).any())

    def _ribbons(self, ribbons: Sequence[Ribbon]) -> None:
        if not ribbons:
            return
        x, (low, high), owner = self._gathered(ribbons)
        self.painter.setPen(Qt.PenStyle.NoPen)
        for part in pieces(np.isfinite(low) & np.isfinite(high), owner):
            self.painter.setBrush(tint(ribbons[owner[part.start]].color, 0.2))
            along = np.concatenate([x[part], x[part][::-1]])
            self.painter.drawPolygon(
                arrayToQPolygonF(along, np.concatenate([high[part], low[part][::-1]]))
            )
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _lines(self, strokes: Sequence[Stroke]) -> None:
        x, (y,), owner = self._gathered(strokes)
        y = self._limited(y)
        for part in pieces(np.isfinite(y), owner):
            self._line(strokes[owner[part.start]], x[part], y[part])

    def _filled(self, strokes: Sequence[Stroke], signed: bool) -> None:
        x, (y,), owner = self._gathered(strokes)
        y = self._limited(y)
        there, zero = np.isfinite(y), self.to_pixels.dy()  # the pixel row of zero
        part = (np.cumsum(~there) + owner)[there]  # another one after each gap
        x, y, owner = x[there], y[there], owner[there]
        starts = bar_starts(x, part)
        width = np.array([stroke.width for stroke in strokes])[owner[starts]]
        bars = np.column_stack([columns(x, y, width, part), owner[starts]])
        self._bars(strokes, above(bars, zero) if signed else bars, False)
        if signed:
            self._bars(strokes, dashed_columns(below(bars, zero)), True)

    def _signed(self, stroke: Stroke) -> None:
        """A line that is dashed below zero: dashes are counted from its beginning."""
        zero = self.to_pixels.dy()
        for run in runs(stroke.x, stroke.y):
            x, y = pixels(self.to_pixels, *run)
            y = self._limited(y)
            for part in runs(*of_one_sign(x, zero - y, True)):
                first = max(0, int(np.searchsorted(part[0], self.start - REACH)) - 1)
                self._line(stroke, part[0][first:], zero - part[1][first:])
            for part in runs(*of_one_sign(x, zero - y, False)):
                self._dashes(stroke, part[0], zero - part[1])

    def _gathered(self, curves: Sequence[Ribbon | Stroke]) -> tuple[Array, list[Array], IntArray]:
        """Pixels of all curves, as far as they are needed, and the number of each one's curve."""
        least = (self.start - REACH - self.to_pixels.dx()) / self.to_pixels.m11()
        firsts = [max(0, int(each.x.searchsorted(least)) - 1) for each in curves]
        tails = [
            [array[first:] for array in each.arrays]
            for first, each in zip(firsts, curves, strict=True)
        ]
        x, *heights = (np.concatenate(arrays) for arrays in zip(*tails, strict=True))
        owner = np.repeat(np.arange(len(curves)), [len(tail[0]) for tail in tails])
        found = [pixels(self.to_pixels, x, y) for y in heights]
        return found[0][0], [y for _, y in found], owner

    def _limited(self, y: Array) -> Array:
        return np.clip(y, self.area.top() - BEYOND, self.area.bottom() + BEYOND)

    def _line(self, stroke: Stroke, x: Array, y: Array) -> None:
        self.painter.setPen(_pen(stroke, stroke.color, Qt.PenCapStyle.RoundCap))
        if len(x) == 1:
            self.painter.drawPoint(QPointF(x[0], y[0]))
        else:
            self.painter.drawPolyline(arrayToQPolygonF(x, y))

    def _dashes(self, stroke: Stroke, x: Array, y: Array) -> None:
        if x[-1] < self.start - REACH:
            return
        self.painter.setPen(_pen(stroke, stroke.below, Qt.PenCapStyle.FlatCap))
        if len(x) == 1:
            self.painter.drawPoint(QPointF(x[0], y[0]))
            return
        segments = dashes(x, y)
        segments = segments[segments[:, 2] >= self.start - REACH]
        if len(segments):
            lines = internals.PrimitiveArray(QLineF, 4)
            lines.resize(len(segments))
            lines.ndarray()[:] = segments
            self.painter.drawLines(*lines.drawargs())

    def _bars(self, strokes: Sequence[Stroke], bars: Array, dashed: bool) -> None:
        """Fill `bars` (m, 5), whose last number is that of their stroke."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        for stroke, first, last in _alike(strokes, bars[:, 4]):
            color = stroke.below if dashed else stroke.color
            self.painter.setBrush(tint(color, stroke.opacity))
            boxes = internals.PrimitiveArray(QRectF, 4)
            boxes.resize(last - first)
            boxes.ndarray()[:] = bars[first:last, :4]
            self.painter.drawRects(*boxes.drawargs())
        self.painter.setBrush(Qt.BrushStyle.NoBrush)


def is_dense(stroke: Stroke, to_pixels: QTransform) -> bool:
    """Whether many points share each pixel, so that a line through them would be filled."""
    x = stroke.x
    return len(x) > 0 and dense(float(x[-1] - x[0]) * to_pixels.m11(), len(x))


def pixels(to_pixels: QTransform, x: Array, y: Array) -> tuple[Array, Array]:
    """Pixels of points; the plots' transform neither turns nor shears."""
    with np.errstate(all="ignore"):
        return (
            np.clip(x * to_pixels.m11() + to_pixels.dx(), -FAR, FAR),
            np.clip(y * to_pixels.m22() + to_pixels.dy(), -FAR, FAR),
        )


def tint(color: str, opacity: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(opacity)
    return made


def _pen(stroke: Stroke, color: str, cap: Qt.PenCapStyle) -> QPen:
    pen = QPen(tint(color, stroke.opacity), max(stroke.width, THINNEST))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(cap)
    return pen


def _alike(strokes: Sequence[Stroke], owners: Array) -> Iterator[tuple[Stroke, int, int]]:
    """Neighbours of one look: the first of them, and the range of their `owners`, ascending."""
    bounds = np.searchsorted(owners, np.arange(len(strokes) + 1)).tolist()
    for _, group in groupby(range(len(strokes)), lambda number: strokes[number].look):
        numbers = tuple(group)
        first, last = bounds[numbers[0]], bounds[numbers[-1] + 1]
        if first < last:
            yield strokes[numbers[0]], first, last
