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
from gui.widgets.group_heading import HEIGHT, GroupHeading, paint_heading
from gui.widgets.grouped_list import ITEM, STAYS, GroupedList, GroupedModel, Index

GAP: Final = 3  # px above and below each row
SIZE: Final = 13.0  # px of the letters of formulas


@final
class OptimizerModel(GroupedModel[OptimizerEntry]):
    """The optimizers that are offered now."""

    def __init__(self, face: EntryPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face

    def told(self, thing: OptimizerEntry, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return thing.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._face.spoken(thing)
        return None


@final
class OptimizerDelegate(QStyledItemDelegate):
    """Lets each row be painted by the face."""

    def __init__(self, face: EntryPainter, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._face, self._theme, self._view = face, theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width, item = self._view.viewport().width(), index.data(ITEM)
        if isinstance(item, GroupHeading):
            return QSize(width, HEIGHT)
        return QSize(width, self._face.height(item, width) + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, box, state = index.data(ITEM), option.rect, option.state
        if isinstance(item, GroupHeading):
            paint_heading(painter, box, item, self._theme.palette, self._view.font())
            return
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        current = bool(state & QStyle.StateFlag.State_Selected)
        self._face.paint(painter, box.adjusted(0, GAP, 0, -GAP), item, hovered, current)


@final
class OptimizerList(GroupedList[OptimizerEntry]):
    """With Shift held, what is chosen is added and the picker stays."""

    chosen = Signal(object, bool)  # an Offer; whether the picker stays

    def __init__(self, theme: Theme, notations: Notations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.formulas = FormulaCache(SIZE, self)
        self.face = EntryPainter(theme, self.formulas, notations, self)
        self.offers = OptimizerModel(self.face, self)
        self.set_up(self.offers, OptimizerDelegate(self.face, theme, self))
        self.verticalScrollBar().setSingleStep(24)
        self.formulas.finished.connect(self.viewport().update)

    def show_offers(
        self, offers: tuple[OptimizerEntry, ...], preferred: OptimizerEntry | None
    ) -> None:
        """Show these, with the highlight on `preferred` or else on the first."""
        self.offers.offer(offers, heading_of)
        self.highlight(preferred)
        self.ask()

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> None:
        """Take note of what the run has."""
        self.face.fleets = fleets
        self.lay_out()
        self.viewport().update()

    def ask(self) -> None:
        if self.isVisible():
            wanted = [line for offer in self.visible_first() for line in self.face.rule(offer)]
            self.formulas.want(wanted, self._theme.palette.text, self.devicePixelRatioF())

    def choose_current(self, stays: bool = False) -> None:
        if self.current is not None:
            self.chosen.emit(self.current, stays)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press on a heading must not take the highlight away.
        offer = self.thing_at(self.indexAt(event.position().toPoint()))
        if offer is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setCurrentIndex(self.offers.index_of(offer))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        offer = self.thing_at(self.indexAt(event.position().toPoint()))
        # Who moves off before letting go has changed their mind.
        if event.button() == Qt.MouseButton.LeftButton and offer and offer == self.current:
            self.chosen.emit(offer, bool(event.modifiers() & STAYS))
