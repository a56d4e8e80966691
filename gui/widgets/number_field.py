"""A field for exact numbers."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.style.text_size import fixed
from gui.text.numbers import TEXTS, NumberError, Reason, exact, parse

WIDTH: Final = 84  # px, enough for 0.9999999 and 1.25e−10

ErrorOf = Callable[[float], str]  # the error message for a number; "" if it is legal


@final
class NumberField(QLineEdit):
    """Accepts a number in the usual notations; Enter or leaving the field commits it.

    An invalid text is marked and reported by `error_changed`, and the last valid number stays in
    effect; Escape restores it. The text shown is the exact number, never rounded.
    """

    committed = Signal(float)
    error_changed = Signal(str)  # the error message; "" when there is no error any more

    def __init__(self, error_of: ErrorOf = lambda value: "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error_of = error_of
        self._value: float | None = None
        self._error: Reason | float | None = None  # of an invalid text, or a number not allowed
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        fixed(self, width=WIDTH)
        self.returnPressed.connect(self._commit)
        self.textEdited.connect(lambda: self._set_error(None))

    @property
    def value(self) -> float | None:
        """The last valid number; None if there are several."""
        return self._value

    @property
    def editing(self) -> bool:
        """Whether a person has typed something that is not committed yet."""
        return self.isModified()

    def show_value(self, value: float | None) -> None:
        """Show a number, unless a person is typing; None if there are several."""
        changed = value != self._value
        self._value = value
        if not self.editing and (changed or not self.text()):
            self._restore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._error is not None:
            self._set_error(self._error)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self._restore()
            self._set_error(None)
            self.selectAll()
        elif event.key() == Qt.Key.Key_Space:  # not part of a number: it starts the run
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
            self._mark(valid=True)  # the last valid number is shown; the message stays

    def _commit(self) -> None:
        try:
            value = parse(self.text())
        except NumberError as error:
            self._set_error(error.reason)
            return
        if self._error_of(value):
            self._set_error(value)
            return
        self._set_error(None)
        changed, self._value = value != self._value, value
        self._restore()
        if changed:
            self.committed.emit(value)

    def _restore(self) -> None:
        self.setText("" if self._value is None else exact(self._value))
        self.setCursorPosition(0)  # show the first digits of a long number
        self.setModified(False)

    def _set_error(self, error: Reason | float | None) -> None:
        self._error = error
        self._mark(valid=error is None)
        if isinstance(error, Reason):
            self.error_changed.emit(QCoreApplication.translate("Numbers", TEXTS[error]))
        else:
            self.error_changed.emit("" if error is None else self._error_of(error))

    def _mark(self, valid: bool) -> None:
        if self.property("invalid") != (not valid):
            self.setProperty("invalid", not valid)
            self.style().unpolish(self)
            self.style().polish(self)
