"""What the next update is promised to change the loss by, and what it does: bars from a zero."""

from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style.palette import Palette
from gui.style.text_size import px

HEIGHT: Final = 12  # px


@final
@dataclass(frozen=True, slots=True)
class Scale:
    """The changes at the left and right end of all bars; 0 lies between them."""

    low: float
    high: float


@final
class Bar(QWidget):
    """One change: to the left of the zero the loss falls, to the right it rises, hatched."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colors, self._value, self._scale = palette, 0.0, Scale(-1.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_change(self, value: float, scale: Scale) -> None:
        """Show a finite change on a scale that has it."""
        if (value, scale) != (self._value, self._scale):
            self._value, self._scale = value, scale
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(60), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        span = self._scale.high - self._scale.low
        zero = self.width() * (0.0 - self._scale.low) / span
        end = self.width() * (self._value - self._scale.low) / span
        painter = QPainter(self)
        box = QRectF(min(zero, end), 1, abs(end - zero), self.height() - 2)
        color = QColor(self.colors.second if self._value > 0 else self.colors.accent)
        pattern = Qt.BrushStyle.BDiagPattern if self._value > 0 else Qt.BrushStyle.SolidPattern
        painter.fillRect(box, QBrush(color, pattern))
        painter.setPen(QColor(self.colors.second))
        painter.drawLine(round(zero), 0, round(zero), self.height())
        painter.end()


def scale_of(values: list[float]) -> Scale:
    """From the least to the greatest of these and 0."""
    low, high = min([0.0, *values]), max([0.0, *values])
    return Scale(low, high) if high > low else Scale(-1.0, 1.0)
