"""A field that filters a list."""

from typing import Final, final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.style.icons import Icon, Icons
from gui.style.plain_text import set_tip
from gui.style.retranslated import Retranslated
from gui.style.text_size import fixed

WIDTH: Final = 140  # px, the minimum


@final
class SearchField(Retranslated, QLineEdit):
    """A line with a magnifier and a button that clears it; Escape clears it too."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fixed(self, least=WIDTH)
        self.addAction(icons.get(Icon.SEARCH, "second"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(
            icons.get(Icon.CLOSE, "second"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.triggered.connect(self.clear)
        self._clear.setVisible(False)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.retranslate()

    def retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search"))
        set_tip(self._clear, self.tr("Clear the search (Esc)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
