"""A field for exact numbers."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.text.numbers import TEXTS, NumberError, Reason, exact, parse

WIDTH: Final = 84  # px: room for 0.9999999 and 1.25e−10

Judge = Callable[[float], str]  # what is wrong with a number, in words; "" where it is legal


@final
class NumberField(QLineEdit):
    """Takes a number as people type it; Enter or leaving the field hands it on.

    A text that won't do is marked and `complained` about, and the last good number stays in
    force; Escape brings it back. The shown text always is the number itself, never rounded.
    """

    committed = Signal(float)
    complained = Signal(str)  # what is wrong, in words; "" once it is right again

    def __init__(self, judge: Judge = lambda value: "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judge = judge
        self._value: float | None = None
        self._fault: Reason | float | None = None  # a bad text, or a number that is not legal
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(WIDTH)
        self.returnPressed.connect(self._commit)
        self.textEdited.connect(lambda: self._mark(None))

    @property
    def value(self) -> float | None:
        """The last good number; None where there are several."""
        return self._value

    @property
    def editing(self) -> bool:
        """Whether a person has typed something that is not handed on yet."""
        return self.isModified()

    def show_value(self, value: float | None) -> None:
        """Show a number, unless somebody is typing; None where there are several."""
        changed = value != self._value
        self._value = value
        if not self.editing and (changed or not self.text()):
            self._restore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._fault is not None:
            self._mark(self._fault)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self._restore()
            self._mark(None)
            self.selectAll()
        elif event.key() == Qt.Key.Key_Space:  # no part of a number: it plays what was typed
            if self.editing:
                self._commit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.editing:
            self._commit()
            self._restore()
            self._frame(good=True)  # the last good number is back; what was wrong stays said

    def _commit(self) -> None:
        try:
            value = parse(self.text())
        except NumberError as error:
            self._mark(error.reason)
            return
        if self._judge(value):
            self._mark(value)
            return
        self._mark(None)
        changed, self._value = value != self._value, value
        self._restore()
        if changed:
            self.committed.emit(value)

    def _restore(self) -> None:
        self.setText("" if self._value is None else exact(self._value))
        self.setCursorPosition(0)  # the first digits are those that count
        self.setModified(False)

    def _mark(self, fault: Reason | float | None) -> None:
        self._fault = fault
        self._frame(good=fault is None)
        if isinstance(fault, Reason):
            self.complained.emit(QCoreApplication.translate("Numbers", TEXTS[fault]))
        else:
            self.complained.emit("" if fault is None else self._judge(fault))

    def _frame(self, good: bool) -> None:
        if self.property("invalid") != (not good):
            self.setProperty("invalid", not good)
            self.style().unpolish(self)
            self.style().polish(self)
