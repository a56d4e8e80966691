"""The picture of a schedule: the frame of its rates, its axes and its line."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from engine.arrays import Array
from engine.knobs import Knob
from gui.panels.schedule.curve_samples import CurveSamples, deep, trace
from gui.plotting.scales import Linear, Log, Scale, whole_ticks
from gui.style.palette import Palette
from gui.style.text_size import px
from gui.text.rate_words import LEARNING

GUTTER: Final = 44  # px on the left for the numbers
LINE: Final = 16  # px of a line of captions
RIGHT: Final = 8
SPACING: Final = 40  # px, the least from one number of the time axis to the next
LOWEST: Final = 18.0  # decades below the highest rate that a logarithmic axis shows
NUMBER: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@final
@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture of the curve depends on: it is cached while this is the same."""

    rates: CurveSamples
    color: int  # the fleet's
    span: tuple[float, float]  # the updates shown
    log: bool | None  # the chosen axis; None for the one that fits
    rate: Knob = LEARNING  # what the rates are values of


@final
@dataclass(frozen=True, slots=True)
class Frame:
    """Maps updates and rates to pixels of a picture."""

    box: QRectF
    span: tuple[float, float]
    scale: Scale
    low: float  # positions on the scale at the lower and upper edge
    high: float

    def x(self, update: Array) -> Array:
        low, high = self.span
        across: Array = self.box.left() + self.box.width() * (update - low) / (high - low)
        return across

    def y(self, eta: Array) -> Array:
        """Rates far outside the picture are clipped near its edge: painters fail on huge ones."""
        share = (self.scale.position(eta) - self.low) / (self.high - self.low)
        down: Array = self.box.bottom() - self.box.height() * np.clip(share, -1, 2)
        return down

    def pixel(self, update: float, eta: float) -> QPointF:
        return QPointF(float(self.x(np.array(update))), float(self.y(np.array(eta))))

    def update_at(self, x: float) -> int | None:
        """The update drawn at a pixel column; None outside the plot."""
        if not self.box.left() - 2 <= x <= self.box.right() + 2:
            return None
        low, high = self.span
        return round(low + (high - low) * (x - self.box.left()) / self.box.width())


def frame(drawn: Drawn, size: QSize) -> Frame:
    """The frame in a widget of that size, with the axis of rates that fits best."""
    gutter, line = px(GUTTER), px(LINE)
    height = size.height() - 2 * line - 8
    box = QRectF(gutter, line + 4.5, max(size.width() - gutter - RIGHT, 1), height)
    _, eta = trace(drawn.rates, drawn.span, int(box.width()))
    return Frame(box, drawn.span, *heights(eta, drawn.log))


def heights(eta: Array, log: bool | None) -> tuple[Scale, float, float]:
    """The scale of rates, and the positions of the lower and upper edge."""
    there = eta[eta > 0]
    if not len(there):
        return Linear(), 0.0, 1.0
    if not (deep(eta) if log is None else log):
        return Linear(), 0.0, 1.08 * float(there.max())
    low, high = Log().position(np.array([there.min(), there.max()])).tolist()
    low = min(max(low, high - LOWEST), high - 0.5)
    return Log(), low - 0.05 * (high - low), high + 0.08 * (high - low)


def paint_axes(painter: QPainter, place: Frame, palette: Palette, name: str) -> None:
    """Grid, numbers, and the name of the time axis at its end."""
    box, line = place.box, px(LINE)
    for height, text in place.scale.ticks(place.low, place.high, 3):
        share = (height - place.low) / (place.high - place.low)
        y = round(box.bottom() - box.height() * share) + 0.5
        painter.setPen(QColor(palette.grid))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(palette.second))
        painter.drawText(QRectF(0, y - line / 2, box.left() - 4, line), NUMBER, text)
    _paint_updates(painter, place, palette, name)
    painter.setPen(QColor(palette.outline))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topLeft(), box.bottomLeft())


def _paint_updates(painter: QPainter, place: Frame, palette: Palette, name: str) -> None:
    box, metrics, line = place.box, QFontMetricsF(painter.font()), px(LINE)
    free, taken = box.right() - metrics.horizontalAdvance(name), 0.0
    painter.setPen(QColor(palette.second))
    for at, text in whole_ticks(*place.span, max(2, int(box.width() / px(SPACING)))):
        x, half = float(place.x(np.array(at))), metrics.horizontalAdvance(text) / 2
        if at >= 0 and taken < x - half and x + half < free - 6:
            taken = x + half + 6
            spot = QRectF(x - half - 1, box.bottom() + 1, 2 * half + 2, line)
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.drawText(QRectF(free - 1, box.bottom() + 1, box.right() - free + 1, line), NUMBER, name)


def paint_line(painter: QPainter, place: Frame, drawn: Drawn, palette: Palette) -> None:
    """The rates, in the colour of the fleet."""
    updates, eta = trace(drawn.rates, drawn.span, int(place.box.width()))
    line = zip(place.x(updates).tolist(), place.y(eta).tolist(), strict=True)
    painter.save()
    painter.setClipRect(place.box.adjusted(0, -2, 1, 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.fleet_color(drawn.color)), 2))
    painter.drawPolyline(QPolygonF([QPointF(*at) for at in line]))
    painter.restore()
