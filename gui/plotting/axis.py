"""Axes for pyqtgraph's plots, with our own ticks, fonts and grid."""

from collections.abc import Callable
from typing import Any, final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from gui.plotting.scales import Tick
from gui.style.palette import Palette
from gui.style.text_size import px, sized_font

GAP = 4
NARROW, WIDE = 46, 110  # px, the least and the most width of a vertical axis
Ticks = Callable[[float, float, int], tuple[Tick, ...]]


def caption_font(like: QFont) -> QFont:
    """The small font of axes and readouts, with figures of equal width."""
    font = sized_font(like)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def hairline(color: str) -> QPen:
    pen = QPen(pg.mkColor(color))
    pen.setCosmetic(True)
    return pen


@final
class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis with ticks from a function; a horizontal one has its name at its end."""

    def __init__(self, side: str, ticks: Ticks, palette: Palette) -> None:
        super().__init__(side)
        self.choose_ticks = ticks
        self.zero = False  # whether zero gets a stronger line
        self._name, self._palette = "", palette
        self._numbered = True
        self._font = caption_font(QFont())
        self.setGrid(255)  # any value: makes the axis draw on the plot, see `generateDrawSpecs`
        self._set_room()

    @property
    def horizontal(self) -> bool:
        return self.orientation in ("bottom", "top")

    def set_look(self, palette: Palette, font: QFont) -> None:
        self._palette, self._font = palette, caption_font(font)
        self._set_room()
        self.redraw()

    def show_numbers(self, on: bool) -> None:
        """Show numbers and name, or the grid alone."""
        if on != self._numbered:
            self._numbered = on
            self._set_room()
            self.redraw()

    def set_name(self, name: str) -> None:
        self._name = name
        self.redraw()

    def _set_room(self) -> None:
        if self.horizontal:
            self.setHeight(QFontMetricsF(self._font).height() + GAP + 2 if self._numbered else 1)
        else:
            self.setWidth(px(NARROW))

    def wanted_width(self) -> int:
        """Pixels for its longest number, of a vertical axis."""
        low, high = self.range
        most = max(1, int(self.size().height() / self._spacing()))
        metrics = QFontMetricsF(self._font)
        texts = (text for _, text in self.choose_ticks(low, high, most))
        longest = max(map(metrics.horizontalAdvance, texts), default=0.0)
        return max(px(NARROW), min(round(longest) + 2 * GAP, px(WIDE)))

    def redraw(self) -> None:
        self.picture = None
        self.update()

    def generateDrawSpecs(self, painter: Any) -> Any:
        """The axis line, the grid and the numbers, in the format of `AxisItem`."""
        view = self.linkedView()
        if view is None:
            return None
        painter.setFont(self._font)
        area = view.mapRectToItem(self, view.boundingRect())
        inside, edge = hairline(self._palette.grid), hairline(self._palette.outline)
        lines, texts = [], []
        low, high = self.range
        size = area.width() if self.horizontal else area.height()
        for at, text in self.choose_ticks(low, high, max(1, int(size / self._spacing()))):
            share = (at - low) / (high - low)
            place = area.left() + share * size if self.horizontal else area.bottom() - share * size
            strong = self.zero and at == 0
            pen = hairline(self._palette.zero) if strong else inside
            lines.append((pen, *self._across(area, round(place) + 0.5)))
            texts.append((self._box(area, place, text), Qt.AlignmentFlag.AlignCenter, text))
        if self.horizontal:
            texts = self._with_name(area, texts)
            axis = (edge, area.bottomLeft(), area.bottomRight())
        else:
            axis = (edge, area.topLeft(), area.bottomLeft())
        if not self._numbered:
            texts = []
        return axis, lines, [spec for spec in texts if self._fits(area, spec[0])]

    def drawPicture(self, painter: Any, axis: Any, lines: Any, texts: Any) -> None:
        painter.setRenderHint(painter.RenderHint.Antialiasing, False)
        for pen, start, end in (*lines, axis):
            painter.setPen(pen)
            painter.drawLine(start, end)
        painter.setRenderHint(painter.RenderHint.TextAntialiasing, True)
        painter.setFont(self._font)
        painter.setPen(pg.mkColor(self._palette.second))
        for box, flags, text in texts:
            painter.drawText(box, int(flags | Qt.TextFlag.TextDontClip), text)

    def _spacing(self) -> float:
        metrics = QFontMetricsF(self._font)
        return metrics.horizontalAdvance("00 000 0") if self.horizontal else metrics.ascent() * 1.6

    def _across(self, area: QRectF, place: float) -> tuple[QPointF, QPointF]:
        if self.horizontal:
            return QPointF(place, area.top()), QPointF(place, area.bottom())
        return QPointF(area.left(), place), QPointF(area.right(), place)

    def _box(self, area: QRectF, place: float, text: str) -> QRectF:
        metrics = QFontMetricsF(self._font)
        width, height = metrics.horizontalAdvance(text), metrics.height()
        if self.horizontal:
            return QRectF(place - width / 2, area.bottom() + 2, width, height)
        return QRectF(area.left() - GAP - width, place - height / 2, width, height)

    def _with_name(self, area: QRectF, texts: list[Any]) -> list[Any]:
        """The name at the axis's right end, and the numbers that do not overlap it."""
        if not self._name:
            return texts
        metrics = QFontMetricsF(self._font)
        width = metrics.horizontalAdvance(self._name)
        box = QRectF(area.right() - width, area.bottom() + 2, width, metrics.height())
        free = [spec for spec in texts if spec[0].right() + 2 * GAP < box.left()]
        return [*free, (box, Qt.AlignmentFlag.AlignCenter, self._name)]

    def _fits(self, area: QRectF, box: QRectF) -> bool:
        if self.horizontal:
            return box.left() >= area.left() - 24 and box.right() <= area.right() + 2
        return box.top() >= area.top() - 6 and box.bottom() <= area.bottom() + 6
