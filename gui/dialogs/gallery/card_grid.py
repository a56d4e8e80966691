"""The cards of the gallery in a grid that fills the available width, under headings."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.dialogs.gallery.card_delegate import MIN_WIDTH, WIDE, CardPainter
from gui.dialogs.gallery.cards import AnyCard, PicturedCard
from gui.dialogs.gallery.thumbnail_queue import ThumbnailQueue
from gui.style.theme import Theme
from gui.widgets.group_heading import GroupHeading, heading_height, paint_heading
from gui.widgets.grouped_list import ITEM, GroupedList, GroupedModel, Index

GAP: Final = 6  # px around each card


@final
class CardModel(GroupedModel[AnyCard]):
    """The cards that are shown now."""

    def __init__(self, card_painter: CardPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._card_painter = card_painter

    def role_data(self, thing: AnyCard, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._card_painter.title(thing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._card_painter.tip(thing)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._card_painter.accessible_text(thing)
        return None


@final
class CardDelegate(QStyledItemDelegate):
    """Paints each card with the card painter."""

    def __init__(self, card_painter: CardPainter, theme: Theme, grid: QListView) -> None:
        super().__init__(grid)
        self._card_painter, self._theme, self._grid = card_painter, theme, grid
        self.cell = QSize()  # of every card, with the gap around it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        if isinstance(index.data(ITEM), GroupHeading):
            # As wide as the grid, so that it fills a row.
            return QSize(self._grid.viewport().width() - 2, heading_height())
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        rect: QRect = option.rect
        if isinstance(item, GroupHeading):
            box = rect.adjusted(GAP, 0, -GAP, 0)
            paint_heading(painter, box, item, self._theme.palette, self._grid.font())
            return
        states = QStyle.StateFlag
        state = option.state
        self._card_painter.paint(
            painter,
            rect.adjusted(GAP, GAP, -GAP, -GAP),
            item,
            hovered=bool(state & states.State_MouseOver),
            current=bool(state & states.State_Selected),
        )


@final
class CardGrid(GroupedList[AnyCard]):
    """The cards in as many columns as fit."""

    chosen = Signal(object)  # an AnyCard
    pointed = Signal(object)  # the card under the pointer, or the highlighted one, or None

    def __init__(
        self, theme: Theme, thumbnails: ThumbnailQueue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._thumbnails = theme, thumbnails
        self.card_painter = CardPainter(theme, thumbnails, self)
        self.cards = CardModel(self.card_painter, self)
        self._delegate = CardDelegate(self.card_painter, theme, self)
        self.set_up(self.cards, self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(0)
        self.clicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._emit_pointed)
        thumbnails.finished.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._point_again)

    @property
    def cell(self) -> QSize:
        """The size of one card with the gap around it."""
        return self._delegate.cell

    def show_cards(
        self,
        cards: tuple[AnyCard, ...],
        preferred: AnyCard | None,
        heading_of: Callable[[str], str] = lambda group: "",
    ) -> None:
        """Show these, with the highlight on `preferred` or else on the first."""
        self.cards.set_things(cards, heading_of)
        self.lay_out()
        self.highlight(preferred)
        self._emit_pointed()
        self.request_pictures()

    def lay_out(self) -> None:
        """Divide the width by the columns that fit; all cards are as high as the highest."""
        width = self.viewport().width() - 2  # Qt wraps a row that just fits
        best = WIDE if any(card.formula for card in self.cards.things) else MIN_WIDTH
        columns = max(width // (best + 2 * GAP), min(2, width // (MIN_WIDTH + 2 * GAP)), 1)
        side = width // columns
        height = self.card_painter.height(self.cards.things, side - 2 * GAP)
        self._delegate.cell = QSize(side, height + 2 * GAP)
        super().lay_out()
        self.verticalScrollBar().setSingleStep(height // 4)

    def request_pictures(self) -> None:
        if self.isVisible():
            ratio = self.devicePixelRatioF()
            cards = [card for card in self.visible_first() if isinstance(card, PicturedCard)]
            self._thumbnails.request(cards, self._theme.palette, ratio)

    def begin_at_top(self) -> None:
        """Show the first cards, as long as the highlighted one is seen, too: Qt would scroll until
        all of it is."""
        bar = self.verticalScrollBar()
        below = self.visualRect(self.currentIndex()).top() + bar.value()
        if below < self.viewport().height():
            bar.setValue(0)

    def choose_current(self, keep_open: bool = False) -> None:
        del keep_open  # the gallery always closes, as a choice replaces the run
        self._choose(self.currentIndex())

    # Events.

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._emit_pointed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press next to the cards must not remove the highlight.
        if self.thing_at(self.indexAt(event.position().toPoint())) is not None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(event.position().toPoint())

    def _point_again(self) -> None:
        """Another card is under a pointer at rest, as the cards were scrolled."""
        at = self.viewport().mapFromGlobal(QCursor.pos())
        if self.isVisible() and self.viewport().rect().contains(at):
            self._point_at(at)

    def _point_at(self, at: QPoint) -> None:
        card = self.thing_at(self.indexAt(at))
        self.pointed.emit(card if card is not None else self.current)

    def _choose(self, index: QModelIndex) -> None:
        card = self.thing_at(index)
        if card is not None:
            self.chosen.emit(card)

    def _emit_pointed(self) -> None:
        self.pointed.emit(self.current)
