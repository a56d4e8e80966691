"""A dialog with a list and a field that searches it."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.style.icons import Icons
from gui.style.outside_text import outside
from gui.style.plain_text import PlainLabel
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.search_words import SearchWords
from gui.widgets.dialog_size import fitting
from gui.widgets.grouped_list import GroupedList
from gui.widgets.search_field import SearchField
from gui.widgets.search_navigation import SearchNavigation


class SearchDialog(Retranslated, QDialog):
    """The search at the top, the list or why it is empty, a hint and a button that closes.

    It is modal for its window; the run continues while it is open. A subclass makes its list,
    then calls `_set_list`.
    """

    usual: ClassVar[QSize]
    smallest: ClassVar[QSize]
    sideways: ClassVar[tuple[Qt.Key, ...]] = ()  # keys that move sideways in the list

    hidden = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._search_words = SearchWords()
        self.search = SearchField(Icons(theme))
        self._stack = QStackedWidget()
        self.nothing = dressed(PlainLabel(wrap=True), "second")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = dressed(PlainLabel(wrap=True), "caption")
        self._close = QPushButton(autoDefault=False)
        self._close.clicked.connect(self.reject)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(self.smallest)

    @abstractmethod
    def _show_matching(self, preferred: Any) -> None:
        """Show what matches the search, with `preferred` highlighted if it is there."""

    def hideEvent(self, event: QHideEvent) -> None:
        self.hidden.emit()
        super().hideEvent(event)

    def _set_list(self, found: GroupedList[Any], top: QHBoxLayout, *below: QWidget) -> None:
        """Lay out `top`, which has the search field, the list and what is `below` it."""
        self._list = found
        self._stack.addWidget(found)
        self._stack.addWidget(self.nothing)
        bottom = QHBoxLayout()
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        for part in below:
            column.addWidget(part)
        column.addLayout(bottom)
        self._navigation = SearchNavigation(self.search, found, self, self.sideways)
        self.search.textChanged.connect(lambda: self._show_matching(None))  # the first of them
        self._theme.changed.connect(self._show_again)

    def _open(self, preferred: Any) -> None:
        """Show everything, with `preferred` highlighted, and move the focus to the search."""
        self.search.clear()
        if not self.isVisible():
            self.resize(fitting(self, self.usual))
        self._show_matching(preferred)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_again(self) -> None:
        self._show_matching(self._list.current)

    def _matching(self, things: Iterable[Any]) -> tuple[Any, ...]:
        query = self.search.text()
        return tuple(each for each in things if self._search_words.matches(each, query))

    def _show_found(self, found: tuple[Any, ...], empty: str) -> None:
        """Show the list, or if nothing was `found` the text `empty`; %1 in it is the query."""
        self._stack.setCurrentWidget(self._list if found else self.nothing)
        self.nothing.setText(empty.replace("%1", outside(self.search.text().strip())))
