"""A tool tip that the keyboard shows as well: what a symbol means, or what a panel shows."""

from typing import Final, Protocol, final, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.style.plain_text import set_tip, show_tip

KEYBOARD: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
ASK: Final = "?"  # the key that asks for more


@runtime_checkable
class GlossaryHost(Protocol):
    """A window that can open the glossary."""

    def open_glossary(self, term: str) -> None:
        """Open it at the term with this key."""


def open_glossary(widget: QWidget, term: str) -> None:
    """Open the glossary at a term, if a window that `widget` is in has one."""
    host: QWidget | None = widget
    while host is not None and not isinstance(host, GlossaryHost):
        host = host.parentWidget()
    if isinstance(host, GlossaryHost):
        host.open_glossary(term)


@final
class FocusTip(QObject):
    """Shows the tip of `widget` when the pointer rests on it or the keyboard leads to it.

    The key “?” and, with `click`, a click open the glossary at the term that it is about.
    """

    def __init__(self, widget: QWidget, click: bool = False) -> None:
        super().__init__(widget)
        self._widget, self._click, self._text, self._term = widget, click, "", ""
        self._value = ""
        if click:
            widget.setCursor(Qt.CursorShape.PointingHandCursor)
        widget.installEventFilter(self)

    def set_text(self, text: str, term: str) -> None:
        """Set the tip, which is also the accessible description, and the key of its term."""
        self._text, self._term = text, term
        set_tip(self._widget, text)
        self._describe()

    def set_value(self, value: str) -> None:
        """Set the exact value, which a screen reader says before the tip."""
        if value != self._value:
            self._value = value
            self._describe()

    def _describe(self) -> None:
        said = filter(None, (self._value, self._text))
        self._widget.setAccessibleDescription("\n".join(said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in KEYBOARD:
            # Qt hides tips when the focus changes, so this one must come after that.
            QTimer.singleShot(0, self, self._show)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.text() == ASK:
                self._ask()
                return True
        elif isinstance(event, QMouseEvent) and self._click:
            left = event.button() == Qt.MouseButton.LeftButton
            if left and event.type() == QEvent.Type.MouseButtonPress:
                return True  # so that the release comes here, too
            if left and event.type() == QEvent.Type.MouseButtonRelease:
                self._ask()
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        if self._widget.hasFocus():
            show_tip(
                self._widget.mapToGlobal(QPoint(0, self._widget.height())), self._text, self._widget
            )

    def _ask(self) -> None:
        if self._term:
            open_glossary(self._widget, self._term)
