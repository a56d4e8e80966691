"""The picker: every optimizer in its group, with what it does, its rule and where it comes from."""

from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.snapshot import FleetView
from gui.icons import Icons
from gui.panels.base import Send
from gui.panels.dictionary import Dictionary
from gui.panels.notation import Notations
from gui.panels.optimizer_picker_list import STAYS, OfferList
from gui.panels.optimizer_picker_offers import Offer, offers
from gui.style import dressed
from gui.theme import Theme
from gui.widgets.search_field import SearchField

USUAL: Final = QSize(860, 720)
SMALLEST: Final = QSize(420, 380)
MARGIN: Final = 40  # px of the window that stays to be seen around it
INTO_LIST: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@final
class OptimizerPicker(QDialog):
    """Choosing an optimizer sends `AddFleet`, which Undo takes back, and closes.

    It keeps the keys and the pointer to itself while it is open; the run goes on behind it.
    """

    def __init__(
        self, send: Send, theme: Theme, notations: Notations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self._all = send, offers()
        self._dictionary = Dictionary()
        self.search = SearchField(Icons(theme))
        self.list = OfferList(theme, notations)
        self.nothing = dressed(QLabel(wordWrap=True), "second")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = dressed(QLabel(wordWrap=True), "caption")
        self._close = QPushButton()
        self._close.setAutoDefault(False)
        self._arrange()
        self._connect(theme, notations)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumSize(SMALLEST)
        self.retranslate()

    def open_with(self, fleets: tuple[FleetView, ...]) -> None:
        """Show all optimizers; `fleets` are those of the run."""
        self.show_fleets(fleets)
        self.search.clear()
        if not self.isVisible():
            self.resize(self._fitting())
        self._offer(None)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> None:
        """Take note of what the run has: it may change while the picker is open."""
        worn = [(fleet.id, fleet.color) for fleet in fleets]
        if worn != [(fleet.id, fleet.color) for fleet in self.list.face.fleets]:
            self.list.show_fleets(fleets)

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        self.setWindowTitle(self.tr("Add a fleet"))
        self.list.setAccessibleName(self.tr("Optimizers"))
        self._hint.setText(self.tr("Enter or a click adds a fleet; with Shift, this stays open"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close without a choice (Esc)"))
        self.search.setToolTip(self.tr("Search names, explanations, formulas and knobs (Ctrl+F)"))
        self._offer(self.list.current)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.list.formulas.rest()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the search field that mean the list go there."""
        pressed = watched is self.search and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._goes_to_list(event):
            return True
        return super().eventFilter(watched, event)

    # Inside.

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        bottom = QHBoxLayout()
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._stack, 1)
        column.addLayout(bottom)

    def _connect(self, theme: Theme, notations: Notations) -> None:
        self.search.textChanged.connect(lambda: self._offer(self.list.current))
        self.search.installEventFilter(self)
        self.list.chosen.connect(self._choose)
        self.list.typed.connect(self._type)
        self._close.clicked.connect(self.reject)
        theme.changed.connect(lambda: self._offer(self.list.current))
        notations.changed.connect(lambda: self._offer(self.list.current))
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _fitting(self) -> QSize:
        """The usual size, or as much of it as the window has room for."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else QGuiApplication.primaryScreen().size()
        return USUAL.boundedTo(room - QSize(MARGIN, MARGIN)).expandedTo(SMALLEST)

    def _offer(self, preferred: Offer | None) -> None:
        """Show what the search lets through."""
        query = self.search.text()
        found = tuple(each for each in self._all if self._dictionary.matches(each, query))
        self.list.show_offers(found, preferred)
        self._stack.setCurrentWidget(self.list if found else self.nothing)
        words = self.tr("No optimizer has “%1”.")
        self.nothing.setText(words.replace("%1", query.strip()))

    def _goes_to_list(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.choose_current(bool(event.modifiers() & STAYS))
            return True
        if event.key() in INTO_LIST:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self.list, event)
            return True
        return False

    def _type(self, event: QKeyEvent) -> None:
        """A letter typed in the list belongs to the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.deselect()
        QCoreApplication.sendEvent(self.search, event)

    def _choose(self, offer: Offer, stays: bool) -> None:
        self._send(offer.command)
        if not stays:
            self.accept()
