"""The small table of exact values next to a plot's hover line."""

from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.plotting.axis import caption_font
from gui.style.palette import Palette

PAD: Final = 6
GLYPH: Final = 12


@final
@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A ball and its values."""

    glyph: QPixmap
    texts: tuple[str, ...]
    strong: bool = False


@final
class Readout(QWidget):
    """A box next to the pointer, on the side with more space; takes no events.

    A window of its own, as tool tips are: no widget can be seen above the scene.
    """

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.palette_ = palette
        self.title, self.rows = "", tuple[Row, ...]()
        self._columns = 1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_rows(self, title: str, rows: tuple[Row, ...], x: float, area: QRectF) -> None:
        """Show `rows` within `area` of the screen, next to the pixel column `x`."""
        self.title, self.rows = title, rows
        self.setFont(caption_font(QApplication.font()))
        metrics = QFontMetricsF(self.font())
        line = metrics.height() + 1
        per_column = max(1, int((area.height() - 2 * PAD) / line) - 1)
        self._columns = max(1, -(-len(rows) // per_column))
        width = max(self._row_width(metrics), metrics.horizontalAdvance(title)) + 2 * PAD
        if self._columns > 1:
            width = self._columns * (self._row_width(metrics) + 2 * PAD)
        lines = -(-len(rows) // self._columns) + 1
        left = x + 10 if x + 10 + width <= area.right() else x - 10 - width
        left = min(max(left, area.left()), max(area.right() - width, 0.0))
        height = lines * line + 2 * PAD - 2
        self.setGeometry(round(left), round(area.top()), round(width), round(height))
        self.setAccessibleDescription(self.text())
        self.show()
        self.raise_()
        self.update()

    def text(self) -> str:
        """The content as plain text."""
        return "\n".join([self.title, *("  ".join(row.texts) for row in self.rows)])

    def _row_width(self, metrics: QFontMetricsF) -> float:
        font = QFont(self.font())
        font.setBold(True)
        bold = QFontMetricsF(font)
        texts = (
            (bold if row.strong else metrics).horizontalAdvance("   ".join(row.texts))
            for row in self.rows
        )
        return GLYPH + 5 + max(texts, default=0.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.palette_.outline))
        painter.setBrush(QColor(self.palette_.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        metrics = QFontMetricsF(self.font())
        line = metrics.height() + 1
        painter.setPen(QColor(self.palette_.second))
        painter.drawText(QRectF(PAD, PAD - 1, self.width(), line), self.title)
        per_column = -(-len(self.rows) // self._columns)
        column_width = self._row_width(metrics) + 2 * PAD
        for number, row in enumerate(self.rows):
            column, place = divmod(number, per_column)
            box = QRectF(PAD + column * column_width, PAD + line * (place + 1), column_width, line)
            self._paint_row(painter, box, row)

    def _paint_row(self, painter: QPainter, box: QRectF, row: Row) -> None:
        glyph = QRectF(box.left(), box.center().y() - GLYPH / 2, GLYPH, GLYPH)
        painter.drawPixmap(glyph, row.glyph, QRectF(row.glyph.rect()))
        font = painter.font()
        font.setBold(row.strong)
        painter.setFont(font)
        painter.setPen(QColor(self.palette_.text))
        text = box.adjusted(GLYPH + 5, 0, 0, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), "   ".join(row.texts))
        font.setBold(False)
        painter.setFont(font)
