"""The optimizers of the picker in a list under headings."""

from typing import Final, final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engine.snapshot import FleetView
from gui.dialogs.optimizers.delegate import EntryPainter
from gui.dialogs.optimizers.entries import OptimizerEntry, heading_of
from gui.style.theme import Theme
from gui.typeset.formula_cache import FormulaCache
from gui.typeset.notation import Notations
from gui.widgets.group_heading import GroupHeading, heading_height, paint_heading
from gui.widgets.grouped_list import ITEM, KEEP_OPEN, GroupedList, GroupedModel, Index

GAP: Final = 3  # px above and below each row
SIZE: Final = 13.0  # px of the letters of formulas


@final
class OptimizerModel(GroupedModel[OptimizerEntry]):
    """The optimizers that are shown now."""

    def __init__(self, entry_painter: EntryPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry_painter = entry_painter

    def role_data(self, thing: OptimizerEntry, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return thing.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._entry_painter.accessible_text(thing)
        return None


@final
class OptimizerDelegate(QStyledItemDelegate):
    """Paints each row with the entry painter."""

    def __init__(self, entry_painter: EntryPainter, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._entry_painter, self._theme, self._view = entry_painter, theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width, item = self._view.viewport().width(), index.data(ITEM)
        if isinstance(item, GroupHeading):
            return QSize(width, heading_height())
        return QSize(width, self._entry_painter.height(item, width) + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, box, state = index.data(ITEM), option.rect, option.state
        if isinstance(item, GroupHeading):
            paint_heading(painter, box, item, self._theme.palette, self._view.font())
            return
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        current = bool(state & QStyle.StateFlag.State_Selected)
        self._entry_painter.paint(painter, box.adjusted(0, GAP, 0, -GAP), item, hovered, current)


@final
class OptimizerList(GroupedList[OptimizerEntry]):
    """With Shift, the chosen optimizer is added and the picker stays open."""

    chosen = Signal(object, bool)  # an OptimizerEntry; whether the picker stays open

    def __init__(self, theme: Theme, notations: Notations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.formulas = FormulaCache(SIZE, self)
        self.entry_painter = EntryPainter(theme, self.formulas, notations, self)
        self.entries = OptimizerModel(self.entry_painter, self)
        self.set_up(self.entries, OptimizerDelegate(self.entry_painter, theme, self))
        self.verticalScrollBar().setSingleStep(24)
        self.formulas.finished.connect(self.viewport().update)

    def show_entries(
        self, entries: tuple[OptimizerEntry, ...], preferred: OptimizerEntry | None
    ) -> None:
        """Show these, with the highlight on `preferred` or else on the first."""
        self.entries.set_things(entries, heading_of)
        self.highlight(preferred)
        self.request_pictures()

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> None:
        """Set the fleets of the run."""
        self.entry_painter.fleets = fleets
        self.lay_out()
        self.viewport().update()

    def request_pictures(self) -> None:
        if self.isVisible():
            lines = [
                line for entry in self.visible_first() for line in self.entry_painter.rule(entry)
            ]
            self.formulas.want(lines, self._theme.palette.text, self.devicePixelRatioF())

    def choose_current(self, keep_open: bool = False) -> None:
        if self.current is not None:
            self.chosen.emit(self.current, keep_open)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press on a heading must not remove the highlight.
        entry = self.thing_at(self.indexAt(event.position().toPoint()))
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setCurrentIndex(self.entries.index_of(entry))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry = self.thing_at(self.indexAt(event.position().toPoint()))
        # A release on another row cancels the choice.
        if event.button() == Qt.MouseButton.LeftButton and entry and entry == self.current:
            self.chosen.emit(entry, bool(event.modifiers() & KEEP_OPEN))
