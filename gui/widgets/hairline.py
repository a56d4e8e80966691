"""A separator one pixel wide."""

from typing import final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from gui.style.stylesheet import dressed


@final
class HairLine(QFrame):
    """A horizontal or vertical hairline that fills the available length."""

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)
        dressed(self, "hairline")
