"""The optimizer picker: every optimizer in its group, with summary, rule and source."""

from typing import ClassVar, final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.snapshot import FleetView
from gui.dialogs.optimizers.entries import OptimizerEntry, entries
from gui.dialogs.optimizers.optimizer_list import OptimizerList
from gui.dialogs.search_dialog import SearchDialog
from gui.state.send import Send
from gui.style.plain_text import set_tip
from gui.style.theme import Theme
from gui.typeset.notation import Notations


@final
class OptimizerDialog(SearchDialog):
    """Choosing an optimizer sends `AddFleet`, which can be undone, and closes the dialog."""

    usual: ClassVar[QSize] = QSize(860, 720)
    smallest: ClassVar[QSize] = QSize(420, 380)

    def __init__(
        self, send: Send, theme: Theme, notations: Notations, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._send, self._all = send, entries()
        self.list = OptimizerList(theme, notations)
        self.list.chosen.connect(self._choose)
        self.hidden.connect(self.list.formulas.rest)
        notations.changed.connect(self._show_again)
        top = QHBoxLayout()
        top.addWidget(self.search)
        self._set_list(self.list, top)
        self.retranslate()

    def open_with(self, fleets: tuple[FleetView, ...]) -> None:
        """Show all optimizers; `fleets` are those of the run."""
        self.show_fleets(fleets)
        self._open(None)

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
        set_tip(self._close, self.tr("Close without a choice (Esc)"))
        set_tip(self.search, self.tr("Search names, explanations, formulas and knobs (Ctrl+F)"))
        self._show_again()

    def _show_matching(self, preferred: OptimizerEntry | None) -> None:
        """Show the optimizers that match the search."""
        found = self._matching(self._all)
        self.list.show_entries(found, preferred)
        self._show_found(found, self.tr("No optimizer has “%1”."))

    def _choose(self, entry: OptimizerEntry, keep_open: bool) -> None:
        self._send(entry.command)
        if not keep_open:
            self.accept()
