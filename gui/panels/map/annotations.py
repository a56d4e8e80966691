"""Annotations of the contour map: axes, minima, claims of the scenario, the crosshair."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from engine.analysis.critical_points import CriticalPoints
from engine.arrays import Array
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.panels.map.frame import MapFrame
from gui.plotting.axis import caption_font
from gui.plotting.scales import linear_ticks
from gui.state.critical_search import LETTERED, LETTERS, mark_of
from gui.state.lesson_marks import LessonMark, way
from gui.state.shown_cut import Cut
from gui.style.palette import Palette
from gui.style.text_size import px
from gui.text.axis_names import symbol_of

MARK: Final = 4.5  # px, half a mark
PAST: Final = 5.0  # px, the radius of the ring where a ball was
DOT: Final = 1.4  # px
HALOED: Final = ((QColor(0, 0, 0, 150), 3.6), (QColor(255, 255, 255), 1.6))  # and widths
SAMPLES: Final = 40  # minima; more of them are drawn as dots


def paint_axes(
    painter: QPainter, frame: MapFrame, names: tuple[str, str], palette: Palette, like: QFont
) -> None:
    """Numbers and names of w1 below and of w2 on the left, and a hairline around the map."""
    font = caption_font(like)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    line = metrics.height()
    right, bottom = frame.left + frame.width, frame.top + frame.height
    painter.setPen(QColor(palette.second))
    low, high = frame.point(frame.left, bottom), frame.point(right, frame.top)
    below = metrics.elidedText(names[0], Qt.TextElideMode.ElideMiddle, frame.width / 2)
    name = metrics.horizontalAdvance(below)
    most = max(2, int(frame.width / px(48)))
    for at, text in linear_ticks(low[0], high[0], most):
        x = frame.pixel((at, low[1]))[0]
        wide = metrics.horizontalAdvance(text)
        if x + wide / 2 < right - name - 8:
            painter.drawText(QPointF(x - wide / 2, bottom + line + 1), text)
            painter.drawLine(QPointF(x, bottom), QPointF(x, bottom + 3))
    painter.drawText(QPointF(right - name, bottom + line + 1), below)
    for at, text in linear_ticks(low[1], high[1], max(2, int(frame.height / px(34)))):
        y = frame.pixel((low[0], at))[1]
        if y > frame.top + line * 1.4:
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(frame.left - 6 - wide, y + metrics.ascent() / 2 - 1), text)
            painter.drawLine(QPointF(frame.left - 3, y), QPointF(frame.left, y))
    left = symbol_of(names[1])  # there is no room for more
    wide = metrics.horizontalAdvance(left)
    painter.drawText(QPointF(frame.left - 6 - wide, frame.top + metrics.ascent()), left)
    painter.setPen(QColor(palette.outline))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1))


def paint_past(
    painter: QPainter, frame: MapFrame, places: Sequence[tuple[Array, str]], palette: Palette
) -> None:
    """Where balls were at another update, each with its colour: empty rings."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for point, color in places:
        x, y = frame.pixels(point).tolist()
        if not frame.contains(x, y):
            continue
        for ink, width in ((palette.panel, 4.0), (color, 2.0)):
            painter.setPen(QPen(QColor(ink), width))
            painter.drawEllipse(QPointF(x, y), PAST, PAST)


def marks_of(now: Snapshot, found: CriticalPoints | None = None) -> Iterator[tuple[Point, str]]:
    """The critical points that were `found`, each with its kind; else known minima, and the points
    that the scenario's caption names."""
    if found is not None:
        yield from ((each.point, mark_of(each)) for each in found.points)
        return
    minima = now.surface.minima
    for minimum in minima:
        yield minimum, "minima" if len(minima) > SAMPLES else "minimum"
    if now.surface == now.scenario.surface:
        for claim in now.scenario.claims:
            repeated = claim.kind == "minimum" and _known(claim.point, minima)
            if claim.kind != "slope" and not repeated:
                yield claim.point, claim.kind


def paint_marks(
    painter: QPainter, frame: MapFrame, now: Snapshot, found: CriticalPoints | None, like: QFont
) -> None:
    """The marks at these points, and curves of critical points."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for curve in found.curves if found is not None else ():
        _curve(painter, frame, curve)
    marks = list(marks_of(now, found))
    for point, kind in marks:
        _mark(painter, frame, point, kind)
    if found is not None and len(marks) <= LETTERED:
        painter.setFont(caption_font(like))
        _letters(painter, frame, marks)


def _curve(painter: QPainter, frame: MapFrame, curve: Array) -> None:
    line = QPolygonF([QPointF(x, y) for x, y in frame.pixels(curve).tolist()])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in HALOED:
        painter.setPen(QPen(color, width))
        painter.drawPolyline(line)


def _letters(painter: QPainter, frame: MapFrame, marks: Sequence[tuple[Point, str]]) -> None:
    """A letter at each mark, on a side where it touches no other one and no mark; else none."""
    placed = [(frame.pixel(point), kind) for point, kind in marks]
    shown = [(x, y, kind) for (x, y), kind in placed if frame.contains(x, y)]
    taken = [QRectF(x - MARK, y - MARK, 2 * MARK, 2 * MARK) for x, y, _ in shown]
    for x, y, kind in shown:
        path = QPainterPath()
        path.addText(QPointF(0.0, 0.0), painter.font(), LETTERS[kind])
        ink, gap = path.boundingRect(), MARK + 3
        for dx in (gap - ink.left(), -gap - ink.right()):
            place = path.translated(x + dx, y + MARK)
            box = place.boundingRect().adjusted(-1, -1, 1, 1)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                (halo, width), (color, _) = HALOED
                painter.strokePath(place, QPen(halo, width))
                painter.fillPath(place, color)
                break


def paint_cut(painter: QPainter, frame: MapFrame, cut: Cut | None, palette: Palette) -> None:
    """The line along which the surface is cut, and a ring at the ball that is confined to it; over
    a blank ground where that is all that is to be seen."""
    if cut is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if cut.alone:
        box = QRectF(frame.left, frame.top, frame.width, frame.height)
        painter.fillRect(box, QColor(palette.window))
    ends = [QPointF(x, y) for x, y in frame.pixels(cut.points[[0, -1]]).tolist()]
    for color, width in HALOED:
        painter.setPen(QPen(color, width))
        painter.drawLine(*ends)
    if cut.confined is not None:
        paint_past(painter, frame, [(np.array(cut.confined), palette.text)], palette)


def paint_lesson(
    painter: QPainter, frame: MapFrame, marks: Sequence[LessonMark], like: QFont
) -> None:
    """What a lesson marks: rings with their names, and a line from what was predicted to what is
    true."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(caption_font(like))
    pixels = [QPointF(*frame.pixel(each.point)) for each in marks]
    ends = [QPointF(*frame.pixel(point)) for point in way(marks) or ()]
    for color, width in HALOED if ends else ():
        painter.setPen(QPen(color, width))
        painter.drawLine(*ends)
    for mark, at in zip(marks, pixels, strict=True):
        path = QPainterPath()
        path.addText(at + QPointF(PAST + 3, PAST), painter.font(), mark.text)
        for color, width in HALOED:
            painter.setPen(QPen(color, width))
            painter.drawEllipse(at, PAST, PAST)
        painter.strokePath(path, QPen(HALOED[0][0], HALOED[0][1]))
        painter.fillPath(path, HALOED[1][0])


def paint_crosshair(
    painter: QPainter, frame: MapFrame, point: Point, palette: Palette, strong: bool
) -> None:
    """A cross at `point`: from edge to edge if it was moved by keys."""
    x, y = frame.pixel(point)
    if not frame.contains(x, y):
        return
    reach = max(frame.width, frame.height) if strong else 7.0
    arms = (
        (QPointF(x - reach, y), QPointF(x - 3, y)),
        (QPointF(x + 3, y), QPointF(x + reach, y)),
        (QPointF(x, y - reach), QPointF(x, y - 3)),
        (QPointF(x, y + 3), QPointF(x, y + reach)),
    )
    for color, width in (("#000000", 2.6), ("#ffffff", 1.0)):
        tint = QColor(color)
        tint.setAlphaF(0.4 if color == "#000000" else 0.95)
        painter.setPen(QPen(tint, width))
        for arm in arms:
            painter.drawLine(*arm)


def _known(point: Point, minima: tuple[Point, ...]) -> bool:
    return any(np.allclose(point, minimum, atol=1e-6) for minimum in minima)


def _mark(painter: QPainter, frame: MapFrame, point: Point, kind: str) -> None:
    x, y = frame.pixel(point)
    if not frame.contains(x, y):
        return
    if kind == "minima":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 170))
        painter.drawEllipse(QPointF(x, y), DOT, DOT)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in HALOED:
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        outline(painter, x, y, kind)


def outline(painter: QPainter, x: float, y: float, kind: str) -> None:
    """A plus in a minimum, a cross in a saddle, a triangle on a maximum, a square on end at a kink,
    a line for a curve, a circle elsewhere; a small one for each of many minima."""
    if kind == "minimum":
        painter.drawLine(QPointF(x - MARK, y), QPointF(x + MARK, y))
        painter.drawLine(QPointF(x, y - MARK), QPointF(x, y + MARK))
    elif kind == "saddle":
        painter.drawLine(QPointF(x - MARK, y - MARK), QPointF(x + MARK, y + MARK))
        painter.drawLine(QPointF(x - MARK, y + MARK), QPointF(x + MARK, y - MARK))
    elif kind == "maximum":
        corners = ((x, y - MARK), (x + MARK, y + MARK), (x - MARK, y + MARK))
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    elif kind == "kink":
        ends = ((x, y - MARK), (x + MARK, y), (x, y + MARK), (x - MARK, y))
        painter.drawPolygon(QPolygonF([QPointF(*end) for end in ends]))
    elif kind == "curve":
        painter.drawLine(QPointF(x - MARK, y + 2), QPointF(x + MARK, y - 2))
    else:
        radius = DOT if kind == "minima" else MARK
        painter.drawEllipse(QPointF(x, y), radius, radius)
