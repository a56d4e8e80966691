"""η/σ of each coordinate over the run against 2/Hᵢᵢ, the limit of stability along it alone."""

from time import perf_counter
from typing import Final, final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine.analysis.step_history import History
from engine.arrays import Array
from engine.optimizers.base import Mask
from gui.panels.schedule.curve_picture import Frame, paint_axes
from gui.plotting.axis import caption_font
from gui.plotting.scales import Log
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.spoken import paints
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.text.axis_names import symbol_of
from gui.text.numbers import show

HEIGHT: Final = 110  # px
GUTTER: Final = 44  # px on the left for the numbers
LINE: Final = 16  # px of a line of captions
SAMPLE: Final = 18  # px of a line in the legend
DECADES: Final = 12.0  # at most, below the highest value
LEVEL: Final = 1e-3  # px between neighbours of a stretch that is drawn as one line
ROOM: Final = 0.15  # of the height above the curves, for the legend


@final
class RateCurve(QWidget):
    """One coordinate's η/σ (solid) and 2/Hᵢᵢ (dashed) over the updates, logarithmic."""

    painted = Signal(float)  # seconds it took

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colors = palette
        self.names = ("", "", "")  # of both curves and of the time axis
        self.updates = self.rates = self.limits = np.empty(0)
        self.shown, self.color = 0, 0
        policies = QSizePolicy.Policy
        self.setSizePolicy(policies.Expanding, policies.Fixed)
        self.spoken = ""
        paints(self, "chart", lambda: self.spoken)

    def show_curves(
        self, updates: Array, rates: Array, limits: Array, cursor: int, color: int
    ) -> None:
        """Show values of equal length; where there is none, NaN, the curve is broken."""
        self.updates, self.rates, self.limits = updates, rates, limits
        self.shown, self.color = cursor, color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        began = perf_counter()
        painter = QPainter(self)
        painter.setFont(caption_font(self.font()))
        place = self._frame()
        if place is not None:
            paint_axes(painter, place, self.colors, self.names[2])
            self._paint_cursor(painter, place)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(place.box.adjusted(0, -2, 1, 2))
            for values, pen in ((self.limits, self._limit_pen()), (self.rates, self._pen())):
                painter.setPen(pen)
                for line in _lines(place, self.updates, values):
                    painter.drawPolyline(line)
            painter.restore()
            self._paint_legend(painter, place)
        painter.end()
        self.painted.emit(perf_counter() - began)

    def _frame(self) -> Frame | None:
        """The axes; None where there is nothing to draw."""
        values = np.concatenate([self.rates, self.limits])
        values = values[np.isfinite(values) & (values > 0)]
        if not len(values):
            return None
        low, high = Log().position(np.array([values.min(), values.max()])).tolist()
        low = max(low, high - DECADES)
        span = max(high - low, 0.5)
        box = QRectF(px(GUTTER), 4.5, self.width() - px(GUTTER) - 8, self.height() - px(LINE) - 8)
        first, last = float(self.updates[0]), float(self.updates[-1])
        return Frame(
            box, (first, max(last, first + 1)), Log(), low - 0.05 * span, high + (ROOM + 0.1) * span
        )

    def _pen(self) -> QPen:
        return QPen(QColor(self.colors.fleet_color(self.color)), 1.8)

    def _limit_pen(self) -> QPen:
        return QPen(QColor(self.colors.text), 1.4, Qt.PenStyle.DashLine)

    def _paint_cursor(self, painter: QPainter, place: Frame) -> None:
        x = round(float(place.x(np.array(float(self.shown))))) + 0.5
        painter.setPen(QColor(self.colors.second))
        painter.drawLine(QPointF(x, place.box.top()), QPointF(x, place.box.bottom()))

    def _paint_legend(self, painter: QPainter, place: Frame) -> None:
        """A sample and the name of both curves, at the upper right."""
        metrics = QFontMetricsF(painter.font())
        x, y = place.box.right() - 4, place.box.top() + metrics.height() / 2
        for pen, name in ((self._limit_pen(), self.names[1]), (self._pen(), self.names[0])):
            width = metrics.horizontalAdvance(name)
            x -= width
            painter.setPen(QColor(self.colors.text))
            box = QRectF(x, y - metrics.height() / 2, width + 2, metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), name)
            painter.setPen(pen)
            painter.drawLine(QPointF(x - px(SAMPLE) - 4, y), QPointF(x - 4, y))
            x -= px(SAMPLE) + 14


@final
class OwnRates(Retranslated, QWidget):
    """The curves of both coordinates, and how they compare at the update that is shown."""

    painted = Signal(float)  # seconds that both took

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves = (RateCurve(palette), RateCurve(palette))
        self.readings = (PlainLabel(wrap=True), PlainLabel(wrap=True))
        self.note = dressed(PlainLabel(wrap=True), "caption")
        self.curves[0].painted.connect(lambda seconds: self.painted.emit(2 * seconds))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for reading, curve in zip(self.readings, self.curves, strict=True):
            column.addWidget(reading)
            column.addWidget(curve)
        column.addWidget(self.note)
        self.retranslate()

    def retranslate(self) -> None:
        for curve in self.curves:
            curve.setAccessibleName(self.tr("η/σ over the updates"))
            tip = self.tr(
                "Solid: the rate η/σ of this coordinate. Dashed: 2/H, the limit of stability along "
                "it; above it the ball starts to oscillate."
            )
            set_tip(curve, tip)

    def set_palette(self, palette: Palette) -> None:
        for curve in self.curves:
            curve.colors = palette
            curve.update()

    def show_history(self, found: History, update: int, color: int, axes: tuple[str, str]) -> None:
        """Show all that is known, with a line at the update shown."""
        updates = np.arange(found.first, found.first + len(found.own), dtype=float)
        with np.errstate(divide="ignore", invalid="ignore"):
            limits = np.where(found.curvatures > 0, 2 / found.curvatures, np.nan)
        at = update - found.first
        for column, (curve, reading) in enumerate(zip(self.curves, self.readings, strict=True)):
            rates, sign = found.own[:, column], "₁₁₂₂"[2 * column : 2 * column + 2]
            curve.names = ("η/σ", f"2/H{sign}", self.tr("update"))
            curve.show_curves(updates, rates, limits[:, column], update, color)
            text = _compared(symbol_of(axes[column]), rates[at], limits[at, column], sign)
            reading.setText(text)
            curve.spoken = text
        words = self.tr("From update %1 on: the ball is too old for its whole history.")
        self.note.setText("" if found.whole else words.replace("%1", str(found.first)))

    def show_waiting(self, text: str) -> None:
        """Show no curves, and why."""
        nothing = np.empty(0)
        for curve, reading in zip(self.curves, self.readings, strict=True):
            curve.show_curves(nothing, nothing, nothing, 0, 0)
            reading.setText("")
        self.note.setText(text)


def _compared(axis: str, rate: float, limit: float, sign: str) -> str:
    """Both numbers at one update, and which is larger."""
    if not np.isfinite(limit):
        return f"{axis}: η/σ = {show(float(rate))}, H{sign} ≤ 0"
    relation = ">" if rate > limit else "<" if rate < limit else "="
    return f"{axis}: η/σ = {show(float(rate))} {relation} 2/H{sign} = {show(float(limit))}"


def _lines(place: Frame, updates: Array, values: Array) -> list[QPolygonF]:
    """The curve in pixels: of each column of pixels the lowest and the highest value, so that no
    burst is lost; broken where there is no value above 0."""
    there = np.isfinite(values) & (values > 0)
    if not there.any():
        return []
    step = len(values) // max(1, int(place.box.width() / 2))
    if step > 1:
        updates, values, there = _thinned(updates, values, there, step)
    edges = np.flatnonzero(np.diff(there.astype(int))) + 1
    lines = []
    for part in np.split(np.arange(len(values)), edges):
        if there[part[0]]:
            x, y = place.x(updates[part]), place.y(values[part])
            bent = _bent(y)
            points = zip(x[bent].tolist(), y[bent].tolist(), strict=True)
            lines.append(QPolygonF([QPointF(*at) for at in points]))
    return lines


def _bent(y: Array) -> Mask:
    """Which points of a curve are drawn, of pixels `y` (k,): not those within a level stretch."""
    level = np.abs(np.diff(y)) < LEVEL
    inner = np.zeros(len(y), bool)
    inner[1:-1] = level[:-1] & level[1:]
    return ~inner


def _thinned(updates: Array, values: Array, there: Mask, step: int) -> tuple[Array, Array, Mask]:
    """The least and the greatest of each `step` values, in their order."""
    count = len(values) // step * step
    rows = np.where(there, values, np.nan)[:count].reshape(-1, step)
    known = np.isfinite(rows)
    low = np.where(known, rows, np.inf).argmin(axis=1)
    high = np.where(known, rows, -np.inf).argmax(axis=1)
    starts = np.arange(0, count, step)
    pairs = np.sort(np.stack([starts + low, starts + high], axis=1), axis=1).ravel()
    chosen = np.unique(np.concatenate([pairs, np.arange(count, len(values))]))
    return updates[chosen], values[chosen], there[chosen]
