"""The cards of the gallery in a grid that fills the width it has, under headings."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.dialogs.gallery.card_delegate import MIN_WIDTH, WIDE, CardPainter
from gui.dialogs.gallery.cards import AnyCard, Card
from gui.dialogs.gallery.thumbnail_queue import ThumbnailQueue
from gui.style.theme import Theme
from gui.widgets.group_heading import HEIGHT, GroupHeading, paint_heading
from gui.widgets.grouped_list import ITEM, GroupedList, GroupedModel, Index

GAP: Final = 6  # px around each card


@final
class CardModel(GroupedModel[AnyCard]):
    """The cards that are offered now."""

    def __init__(self, face: CardPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face

    def told(self, thing: AnyCard, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._face.title(thing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._face.tip(thing)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._face.spoken(thing)
        return None


@final
class CardDelegate(QStyledItemDelegate):
    """Lets each card be painted by the face."""

    def __init__(self, face: CardPainter, theme: Theme, grid: QListView) -> None:
        super().__init__(grid)
        self._face, self._theme, self._grid = face, theme, grid
        self.cell = QSize()  # of every card, with the gap around it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        if isinstance(index.data(ITEM), GroupHeading):
            # As wide as the grid, so that it has a row for itself.
            return QSize(self._grid.viewport().width() - 2, HEIGHT)
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
        self._face.paint(
            painter,
            rect.adjusted(GAP, GAP, -GAP, -GAP),
            item,
            hovered=bool(state & states.State_MouseOver),
            current=bool(state & states.State_Selected),
        )


@final
class CardGrid(GroupedList[AnyCard]):
    """The cards in as many columns as there is room for."""

    chosen = Signal(object)  # an AnyCard
    pointed = Signal(object)  # the card under the pointer or with the highlight, or None

    def __init__(self, theme: Theme, studio: ThumbnailQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._studio = theme, studio
        self.face = CardPainter(theme, studio, self)
        self.cards = CardModel(self.face, self)
        self._delegate = CardDelegate(self.face, theme, self)
        self.set_up(self.cards, self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(0)
        self.clicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._tell_current)
        studio.finished.connect(self.viewport().update)

    @property
    def cell(self) -> QSize:
        """The room of one card with the gap around it."""
        return self._delegate.cell

    def offer(
        self,
        cards: tuple[AnyCard, ...],
        preferred: AnyCard | None,
        named: Callable[[str], str] = lambda group: "",
    ) -> None:
        """Show these, with the highlight on `preferred` or else on the first."""
        self.cards.offer(cards, named)
        self.lay_out()
        self.highlight(preferred)
        self._tell_current()
        self.ask()

    def lay_out(self) -> None:
        """Divide the width among as many columns as fit; all cards are as high as the highest."""
        width = self.viewport().width() - 2  # Qt wraps a row that just fits
        best = WIDE if any(card.formula for card in self.cards.things) else MIN_WIDTH
        columns = max(width // (best + 2 * GAP), min(2, width // (MIN_WIDTH + 2 * GAP)), 1)
        side = width // columns
        height = self.face.height(self.cards.things, side - 2 * GAP)
        self._delegate.cell = QSize(side, height + 2 * GAP)
        super().lay_out()
        self.verticalScrollBar().setSingleStep(height // 4)

    def ask(self) -> None:
        if self.isVisible():
            ratio = self.devicePixelRatioF()
            drawn = [card for card in self.visible_first() if isinstance(card, Card)]
            self._studio.want(drawn, self._theme.palette, ratio)

    def choose_current(self, stays: bool = False) -> None:
        del stays  # the gallery always closes: the run is another one now
        self._choose(self.currentIndex())

    # Events.

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press beside the cards must not take the highlight away.
        if self.thing_at(self.indexAt(event.position().toPoint())) is not None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        card = self.thing_at(self.indexAt(event.position().toPoint()))
        self.pointed.emit(card if card is not None else self.current)

    # Inside.

    def _choose(self, index: QModelIndex) -> None:
        card = self.thing_at(index)
        if card is not None:
            self.chosen.emit(card)

    def _tell_current(self) -> None:
        self.pointed.emit(self.current)
