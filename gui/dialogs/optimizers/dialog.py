"""The optimizer picker: every optimizer in its group, with summary, rule and source."""

from typing import Final, final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent
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
from gui.dialogs.optimizers.entries import OptimizerEntry, entries
from gui.dialogs.optimizers.optimizer_list import OptimizerList
from gui.state.send import Send
from gui.style.icons import Icons
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.search_words import SearchWords
from gui.typeset.notation import Notations
from gui.widgets.dialog_size import fitting
from gui.widgets.search_field import SearchField
from gui.widgets.search_navigation import SearchNavigation

USUAL: Final = QSize(860, 720)
SMALLEST: Final = QSize(420, 380)


@final
class OptimizerDialog(Retranslated, QDialog):
    """Choosing an optimizer sends `AddFleet`, which can be undone, and closes the dialog.

    It is modal for its window; the run continues while it is open.
    """

    def __init__(
        self, send: Send, theme: Theme, notations: Notations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self._all = send, entries()
        self._search_words = SearchWords()
        self.search = SearchField(Icons(theme))
        self.list = OptimizerList(theme, notations)
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
            self.resize(fitting(self, USUAL))
        self._show_matching(None)
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> None:
        """Set the fleets of the run, which may change while the picker is open."""
        shown = [(fleet.id, fleet.color) for fleet in fleets]
        if shown != [(fleet.id, fleet.color) for fleet in self.list.entry_painter.fleets]:
            self.list.show_fleets(fleets)

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("Add a fleet"))
        self.list.setAccessibleName(self.tr("Optimizers"))
        self._hint.setText(self.tr("Enter or a click adds a fleet; with Shift, this stays open"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close without a choice (Esc)"))
        self.search.setToolTip(self.tr("Search names, explanations, formulas and knobs (Ctrl+F)"))
        self._show_matching(self.list.current)

    def hideEvent(self, event: QHideEvent) -> None:
        self.list.formulas.rest()
        super().hideEvent(event)

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
        self.search.textChanged.connect(lambda: self._show_matching(self.list.current))
        self._keys = SearchNavigation(self.search, self.list, self)
        self.list.chosen.connect(self._choose)
        self._close.clicked.connect(self.reject)
        theme.changed.connect(lambda: self._show_matching(self.list.current))
        notations.changed.connect(lambda: self._show_matching(self.list.current))

    def _show_matching(self, preferred: OptimizerEntry | None) -> None:
        """Show the optimizers that match the search."""
        query = self.search.text()
        found = tuple(each for each in self._all if self._search_words.matches(each, query))
        self.list.show_entries(found, preferred)
        self._stack.setCurrentWidget(self.list if found else self.nothing)
        words = self.tr("No optimizer has “%1”.")
        self.nothing.setText(words.replace("%1", query.strip()))

    def _choose(self, entry: OptimizerEntry, keep_open: bool) -> None:
        self._send(entry.command)
        if not keep_open:
            self.accept()
