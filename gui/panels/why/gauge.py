"""The distance to instability as a bar: the sharpness against the limit that the rule bears."""

import math
from typing import Final, final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style.palette import Palette
from gui.style.text_size import px

HEIGHT: Final = 12  # px
END: Final = 2.0  # limits at the right end; what is more goes there, and its number says so


@final
class GaugeBar(QWidget):
    """Filled up to the share of the limit, whose line stands in the middle; hatched beyond it."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.colors, self.share = palette, math.nan
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show a share of the limit; nothing of one that is not known or below zero."""
        if share != self.share:
            self.share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(60), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width, height = self.width(), self.height()
        limit = width / END
        painter = QPainter(self)
        painter.fillRect(0, 1, width, height - 2, QColor(self.colors.hairline))
        end = min(self.share, END) * limit if self.share > 0 else 0.0
        painter.fillRect(QRectF(0, 1, min(end, limit), height - 2), QColor(self.colors.accent))
        if end > limit:
            beyond = QBrush(QColor(self.colors.second), Qt.BrushStyle.BDiagPattern)
            painter.fillRect(QRectF(limit, 1, end - limit, height - 2), beyond)
        painter.setPen(QColor(self.colors.text))
        painter.drawLine(round(limit), 0, round(limit), height)
        painter.end()
