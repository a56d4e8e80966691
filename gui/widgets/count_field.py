"""A field for a count."""

from typing import final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from gui.style.plain_text import show_tip
from gui.text.numbers import NumberError, parse


@final
class CountField(QSpinBox):
    """A whole number. An invalid text can be typed; it is marked and explained, not changed."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(1, most)
        self.setGroupSeparatorShown(False)
        self.textChanged.connect(lambda: self._mark(valid=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not self.hasAcceptableInput():
            self._mark(valid=False)
            text = self.tr("Type a whole number from 1 to {0}").format(self.maximum())
            show_tip(self.mapToGlobal(self.rect().topLeft()), text, self)
        elif event.key() == Qt.Key.Key_Space:  # not part of a number: it starts the run
            event.ignore()
        else:
            super().keyPressEvent(event)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """An invalid text counts as unfinished."""
        valid = self._read(text) is not None
        state = QValidator.State.Acceptable if valid else QValidator.State.Intermediate
        return state, text, place

    def valueFromText(self, text: str) -> int:
        found = self._read(text)
        return self.value() if found is None else found

    def _read(self, text: str) -> int | None:
        try:
            number = parse(text.removeprefix(self.prefix()))
        except NumberError:
            return None
        whole = number == int(number) and self.minimum() <= number <= self.maximum()
        return int(number) if whole else None

    def _mark(self, valid: bool) -> None:
        if self.property("invalid") != (not valid):
            self.setProperty("invalid", not valid)
            self.style().unpolish(self)
            self.style().polish(self)
