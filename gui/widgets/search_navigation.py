"""A search field and the list that it narrows, as one thing for the keyboard."""

from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.widgets.grouped_list import STAYS, GroupedList

CHOOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WALKING: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@final
class SearchNavigation(QObject):
    """Keys of the search field that mean the list go there, and letters typed there come back.

    Those `sideways` go to the list only where there is no text to move in. Ctrl+F leads to the
    field from anywhere in `window`.
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
        if pressed and isinstance(event, QKeyEvent) and self._goes_over(event):
            return True
        return super().eventFilter(watched, event)

    def _goes_over(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in CHOOSING:
            self._found.choose_current(bool(event.modifiers() & STAYS))
            return True
        if key in WALKING or (key in self._sideways and not self._search.text()):
            self._found.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self._found, event)
            return True
        return False

    def _type(self, event: QKeyEvent) -> None:
        """A letter typed in the list belongs to the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.deselect()
        QCoreApplication.sendEvent(self._search, event)
