"""Which colour and marking is which rule, in a line of large text."""

from collections.abc import Iterator
from typing import final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.snapshot import Snapshot
from gui.style.ball_glyphs import paint_fleet
from gui.style.text_size import sized_font
from gui.style.theme import Theme
from gui.text.ball_names import fleet_names


@final
class FleetLegend(QWidget):
    """The glyph and the name of each fleet that has balls; in as many rows as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.fleets: tuple[tuple[int, str], ...] = ()  # colour and name of each
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_fleets(self, now: Snapshot) -> None:
        """Show the fleets of `now`, in the present language."""
        filled = [fleet for fleet in now.fleets if len(fleet.balls)]
        fleets = tuple(
            (fleet.color, name) for fleet, name in zip(filled, fleet_names(filled), strict=True)
        )
        if fleets != self.fleets:
            self.fleets = fleets
            self.setAccessibleName("; ".join(name for _, name in fleets))
            self.updateGeometry()
            self.update()

    @property
    def whole(self) -> int:
        """Pixels of the width in which all stand in one row."""
        metrics = QFontMetrics(sized_font(self.font()))
        names = sum(metrics.horizontalAdvance(name) + 1 for _, name in self.fleets)
        return names + metrics.height() * max(2 * len(self.fleets) - 1, 0)

    def sizeHint(self) -> QSize:
        places = list(self._places())
        line = QFontMetrics(sized_font(self.font())).height()
        return QSize(self.whole, places[-1].y() + line if places else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, metrics = QPainter(self), QFontMetrics(sized_font(self.font()))
        line, palette = metrics.height(), self._theme.palette
        painter.setFont(sized_font(self.font()))
        painter.setPen(self.palette().windowText().color())
        for at, (color, name) in zip(self._places(), self.fleets, strict=True):
            glyph = QRectF(at.x(), at.y() + 0.15 * line, 0.7 * line, 0.7 * line)
            paint_fleet(painter, glyph, palette, color)
            room = QRect(at.x() + line, at.y(), metrics.horizontalAdvance(name) + 1, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _places(self) -> Iterator[QPoint]:
        """The upper left corner of each entry."""
        metrics, x, y = QFontMetrics(sized_font(self.font())), 0, 0
        line = metrics.height()
        for _, name in self.fleets:
            wide = line + metrics.horizontalAdvance(name)
            if x and x + wide > self.width():
                x, y = 0, y + line
            yield QPoint(x, y)
            x += wide + line
