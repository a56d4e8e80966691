"""How many of something, typed or turned."""

from typing import final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QSpinBox, QToolTip, QWidget

from gui.text.numbers import NumberError, parse


@final
class CountField(QSpinBox):
    """A whole number. What won't do may be typed; it is marked and said, and never changed."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(1, most)
        self.setGroupSeparatorShown(False)
        self.textChanged.connect(lambda: self._frame(good=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not self.hasAcceptableInput():
            self._frame(good=False)
            text = self.tr("Type a whole number from 1 to {0}").format(self.maximum())
            QToolTip.showText(self.mapToGlobal(self.rect().topLeft()), text, self)
        elif event.key() == Qt.Key.Key_Space:  # no part of a number: it plays
            event.ignore()
        else:
            super().keyPressEvent(event)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """What is no number yet may become one."""
        good = self._read(text) is not None
        state = QValidator.State.Acceptable if good else QValidator.State.Intermediate
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

    def _frame(self, good: bool) -> None:
        if self.property("invalid") != (not good):
            self.setProperty("invalid", not good)
            self.style().unpolish(self)
            self.style().polish(self)
