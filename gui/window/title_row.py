"""Title and formula over the view: side by side where both have room, else below each other."""

from typing import Final, final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SPACING: Final = 16
LEAST: Final = 0.8  # of its size, to which a formula may be drawn smaller next to a title


@final
class TitleRow(QWidget):
    """A long title takes no room from the formula, and a long formula none from the title."""

    def __init__(self, title: QWidget, formula: QWidget) -> None:
        super().__init__()
        self._title, self._formula = title, formula
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING)
        self._row.addWidget(title)
        self._row.addWidget(formula, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wanted = self._title.sizeHint().width() + LEAST * self._formula.sizeHint().width()
        one = self._formula.isHidden() or wanted + SPACING <= self.width()
        direction = QBoxLayout.Direction
        turned = direction.LeftToRight if one else direction.TopToBottom
        if turned != self._row.direction():
            self._row.setDirection(turned)
            self._row.setSpacing(SPACING if one else 4)
            self.updateGeometry()
