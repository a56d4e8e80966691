"""The colours of the loss, from the lowest to the highest that is shown."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.sampling.colormap import colors
from gui.style.plain_text import set_tip
from gui.style.text_size import fixed, px, sized_font
from gui.style.theme import Theme
from gui.text.numbers import show

WIDTH, HEIGHT = 150, 28  # px
BAR, TEXT = 8, 12  # px: the bar is as high, and texts begin at
GAP: Final = 8  # px at least between two texts under the colour bar


@final
class ColorBar(QWidget):
    """The colours from the lowest to the highest loss shown, and whether evenly or by powers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._low, self._high = "", ""
        self._scales: tuple[str, ...] = ()  # names of the scale, the fullest first
        fixed(self, height=HEIGHT, least=WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # Switches give way to it only when it has no more than that.
        return QSize(px(WIDTH), px(HEIGHT))

    def show_range(self, low: float, high: float, *scales: str) -> None:
        """Say which losses the two ends stand for, and the scale between them by the first of
        its names that has room there."""
        self._low, self._high, self._scales = show(low, 3), show(high, 3), scales
        words = self.tr("{2}: {0} to {1}, at the points drawn").format(
            self._low, self._high, scales[0]
        )
        self.setAccessibleName(words)
        set_tip(self, words)
        self.update()

    def texts(self) -> tuple[tuple[QRect, str], ...]:
        """What is written under the bar, and where: lowest loss, scale, highest loss."""
        metrics = QFontMetrics(sized_font(self.font()))
        low, high = (metrics.horizontalAdvance(text) for text in (self._low, self._high))
        left, right = low + GAP, self.width() - high - GAP
        fitting = (name for name in self._scales if metrics.horizontalAdvance(name) <= right - left)
        name = next(fitting, "")
        width = metrics.horizontalAdvance(name)
        middle = min(max((self.width() - width) // 2, left), right - width)
        ends = ((0, low, self._low), (self.width() - high, high, self._high))
        placed = (ends[0], (middle, width, name), ends[1])
        return tuple((QRect(x, px(TEXT), wide, metrics.height()), text) for x, wide, text in placed)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, 2, self.width(), px(BAR))
        blend = QLinearGradient(bar.topLeft(), bar.topRight())
        for share in np.linspace(0, 1, 16).tolist():
            blend.setColorAt(share, QColor.fromRgbF(*colors(share).tolist()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(self._theme.palette.second))
        painter.setFont(sized_font(self.font()))
        for place, text in self.texts():
            painter.drawText(place, int(Qt.TextFlag.TextDontClip), text)
