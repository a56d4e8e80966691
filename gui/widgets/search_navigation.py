"""Keyboard navigation between a search field and the list that it filters."""

from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.widgets.grouped_list import KEEP_OPEN, GroupedList

CHOOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOVING: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@final
class SearchNavigation(QObject):
    """Sends navigation keys of the search field to the list, and letters from there to the field.

    The `sideways` keys go to the list only while the field is empty. Ctrl+F moves the focus to
    the field from anywhere in `window`.
    """

    def __init__(
        self,
        search: QLineEdit,
        found: GroupedList[Any],
        window: QWidget,
        sideways: tuple[Qt.Key, ...] = (),
    ) -> None:
        super().__init__(window)
        self._search, self._found, self._sideways = search, found, sideways
        search.installEventFilter(self)
        found.typed.connect(self._type)
        find = QShortcut(QKeySequence("Ctrl+F"), window)
        find.activated.connect(lambda: search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self._search and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._forward(event):
            return True
        return super().eventFilter(watched, event)

    def _forward(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in CHOOSING:
            self._found.choose_current(bool(event.modifiers() & KEEP_OPEN))
            return True
        if key in MOVING or (key in self._sideways and not self._search.text()):
            self._found.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self._found, event)
            return True
        return False

    def _type(self, event: QKeyEvent) -> None:
        """Add a letter typed in the list to the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.deselect()
        QCoreApplication.sendEvent(self._search, event)
