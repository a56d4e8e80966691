"""The cards of the gallery in a grid that fills the width it has, under headings."""

from collections.abc import Callable
from itertools import groupby
from typing import Final, final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.panels.gallery_cards import AnyCard, Card
from gui.panels.gallery_face import MIN_WIDTH, WIDE, CardFace
from gui.panels.gallery_studio import Studio
from gui.panels.heading import HEIGHT, Heading, paint_heading
from gui.panels.walking import moved
from gui.theme import Theme

GAP: Final = 6  # px around each card
ITEM: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@final
class CardModel(QAbstractListModel):
    """The cards that are offered now, and a heading over each group that has a name."""

    def __init__(self, face: CardFace, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self.cards: tuple[AnyCard, ...] = ()
        self.items: tuple[AnyCard | Heading, ...] = ()
        self._rows: dict[AnyCard, int] = {}

    def offer(self, cards: tuple[AnyCard, ...], named: Callable[[str], str]) -> None:
        """Show these, already in groups; `named` gives each group's heading, "" for none."""
        self.beginResetModel()
        items: list[AnyCard | Heading] = []
        for group, members in groupby(cards, key=lambda card: card.group):
            found = tuple(members)
            if named(group):
                items.append(Heading(named(group), len(found)))
            items.extend(found)
        self.cards, self.items = cards, tuple(items)
        self._rows = {card: row for row, card in enumerate(items) if not isinstance(card, Heading)}
        self.endResetModel()

    def index_of(self, card: AnyCard) -> QModelIndex:
        """Where a card is; an invalid index where it is not offered."""
        return self.index(self._rows[card]) if card in self._rows else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = isinstance(self.items[index.row()], Heading)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if isinstance(item, Heading):
            spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return item.words if spoken else None
        return self._told(item, role)

    def _told(self, card: AnyCard, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._face.title(card)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._face.tip(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._face.spoken(card)
        return None


@final
class CardDelegate(QStyledItemDelegate):
    """Lets each card be painted by the face."""

    def __init__(self, face: CardFace, theme: Theme, grid: QListView) -> None:
        super().__init__(grid)
        self._face, self._theme, self._grid = face, theme, grid
        self.cell = QSize()  # of every card, with the gap around it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        if isinstance(index.data(ITEM), Heading):
            # As wide as the grid, so that it has a row for itself.
            return QSize(self._grid.viewport().width() - 2, HEIGHT)
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        rect: QRect = option.rect
        if isinstance(item, Heading):
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
class CardGrid(QListView):
    """Arrows go from card to card, Enter or a click chooses one; other keys go to the search."""

    chosen = Signal(object)  # an AnyCard
    pointed = Signal(object)  # the card under the pointer or with the highlight, or None
    typed = Signal(QKeyEvent)

    def __init__(self, theme: Theme, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._studio = theme, studio
        self.face = CardFace(theme, studio, self)
        self.cards = CardModel(self.face, self)
        self._delegate = CardDelegate(self.face, theme, self)
        self.setModel(self.cards)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(0)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; }")  # the cards have their own
        self.verticalScrollBar().valueChanged.connect(self._ask)
        self.clicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._tell_current)
        studio.finished.connect(self.viewport().update)

    @property
    def current(self) -> AnyCard | None:
        """The card with the highlight."""
        return self._card_at(self.currentIndex())

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
        if cards:
            card = preferred if preferred is not None and preferred in cards else cards[0]
            self.setCurrentIndex(self.cards.index_of(card))
            self.scrollToTop()  # with the heading, as far as there is room
            self.scrollTo(self.currentIndex())
        self._tell_current()
        self._ask()

    def lay_out(self) -> None:
        """Divide the width among as many columns as fit; all cards are as high as the highest."""
        width = self.viewport().width() - 2  # Qt wraps a row that just fits
        best = WIDE if any(card.formula for card in self.cards.cards) else MIN_WIDTH
        columns = max(width // (best + 2 * GAP), min(2, width // (MIN_WIDTH + 2 * GAP)), 1)
        side = width // columns
        height = self.face.height(self.cards.cards, side - 2 * GAP)
        self._delegate.cell = QSize(side, height + 2 * GAP)
        self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setSingleStep(height // 4)

    def visible_first(self) -> list[AnyCard]:
        """All cards, those in sight first."""
        seen = self.viewport().rect()
        hidden = {
            card: not self.visualRect(self.cards.index_of(card)).intersects(seen)
            for card in self.cards.cards
        }
        return sorted(self.cards.cards, key=lambda card: hidden[card])

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._ask()
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._tell_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press beside the cards must not take the highlight away.
        if self._card_at(self.indexAt(event.position().toPoint())) is not None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        card = self._card_at(self.indexAt(event.position().toPoint()))
        self.pointed.emit(card if card is not None else self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_current()
        elif is_typing(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Qt's own way stops at the end of a row, and at headings."""
        del modifiers
        cards = [self.cards.index_of(card) for card in self.cards.cards]
        boxes = [self.visualRect(index) for index in cards]
        current = self.currentIndex()
        place = cards.index(current) if current in cards else None
        found = moved(action, boxes, place, self.viewport().height())
        return cards[found] if found is not None else QModelIndex()

    def choose_current(self) -> None:
        """What Enter does."""
        if self.current is not None:
            self.chosen.emit(self.current)

    # Inside.

    def _card_at(self, index: QModelIndex) -> AnyCard | None:
        item = index.data(ITEM) if index.isValid() else None
        return None if isinstance(item, Heading) else item

    def _choose(self, index: QModelIndex) -> None:
        card = self._card_at(index)
        if card is not None:
            self.chosen.emit(card)

    def _tell_current(self) -> None:
        self.pointed.emit(self.current)

    def _ask(self) -> None:
        """Ask for the pictures that are needed, while somebody looks."""
        if self.isVisible():
            ratio = self.devicePixelRatioF()
            drawn = [card for card in self.visible_first() if isinstance(card, Card)]
            self._studio.want(drawn, self._theme.palette, ratio)


def is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes or takes back a letter."""
    text = event.text()
    letter = bool(text) and text.isprintable() and not text.isspace()
    return letter or event.key() == Qt.Key.Key_Backspace
