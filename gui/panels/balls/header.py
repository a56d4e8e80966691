"""The names of the columns, of which the first stays while the others are scrolled."""

from typing import final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget


@final
class FrozenHeader(QHeaderView):
    """Paints the first name over those that are scrolled below it, and gives it its clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    @property
    def frozen(self) -> int:
        """Pixels at the left that do not scroll; 0 while nothing is scrolled."""
        return self.sectionSize(self.logicalIndex(0)) if self.offset() > 0 else 0

    def setOffset(self, offset: int) -> None:  # noqa: N802  Qt's name
        super().setOffset(offset)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.frozen:
            painter = QPainter(self.viewport())
            box = QRect(0, 0, self.frozen, self.height())
            painter.fillRect(box, self.palette().base())
            self.paintSection(painter, box, self.logicalIndex(0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(self._moved(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._moved(event))

    def _moved(self, event: QMouseEvent) -> QMouseEvent:
        """The event where the first name would be, if it is on that."""
        at = event.position()
        if at.x() >= self.frozen:
            return event
        return QMouseEvent(
            event.type(),
            at - QPointF(self.offset(), 0),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
