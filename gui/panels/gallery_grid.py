"""The cards of the gallery in a grid that fills the width it has."""

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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.panels.gallery_cards import Card
from gui.panels.gallery_face import MIN_WIDTH, WIDE, CardFace
from gui.panels.gallery_studio import Studio
from gui.theme import Theme

GAP: Final = 6  # px around each card
CARD: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@final
class CardModel(QAbstractListModel):
    """The cards that are offered now."""

    def __init__(self, face: CardFace, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self.cards: tuple[Card, ...] = ()

    def offer(self, cards: tuple[Card, ...]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.cards[index.row()]
        if role == CARD:
            return card
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

    def __init__(self, face: CardFace, grid: QListView) -> None:
        super().__init__(grid)
        self._face, self._grid = face, grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        states = QStyle.StateFlag
        state = option.state
        rect: QRect = option.rect
        self._face.paint(
            painter,
            rect.adjusted(GAP, GAP, -GAP, -GAP),
            index.data(CARD),
            hovered=bool(state & states.State_MouseOver),
            current=bool(state & states.State_Selected),
        )


@final
class CardGrid(QListView):
    """Arrows go from card to card, Enter or a click chooses one; other keys go to the search."""

    chosen = Signal(object)  # a Card
    pointed = Signal(object)  # the Card under the pointer or with the highlight, or None
    typed = Signal(QKeyEvent)

    def __init__(self, theme: Theme, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._studio = theme, studio
        self.face = CardFace(theme, studio, self)
        self.cards = CardModel(self.face, self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self.face, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
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
    def current(self) -> Card | None:
        """The card with the highlight."""
        index = self.currentIndex()
        return index.data(CARD) if index.isValid() else None

    def offer(self, cards: tuple[Card, ...], preferred: Card | None) -> None:
        """Show these, with the highlight on `preferred` or else on the first."""
        self.cards.offer(cards)
        self.lay_out()
        if cards:
            row = cards.index(preferred) if preferred in cards else 0
            self.setCurrentIndex(self.cards.index(row))
            self.scrollTo(self.currentIndex())
        self._tell_current()
        self._ask()

    def lay_out(self) -> None:
        """Divide the width among as many columns as fit; all cards are as high as the highest."""
        width = self.viewport().width() - 2  # Qt wraps a row that just fits
        best = WIDE if any(card.formula for card in self.cards.cards) else MIN_WIDTH
        columns = max(width // (best + 2 * GAP), min(2, width // (MIN_WIDTH + 2 * GAP)), 1)
        cell = width // columns
        height = self.face.height(self.cards.cards, cell - 2 * GAP)
        self.setGridSize(QSize(cell, height + 2 * GAP))
        self.verticalScrollBar().setSingleStep(height // 4)

    def visible_first(self) -> list[Card]:
        """All cards, those in sight first."""
        seen = self.viewport().rect()
        rows = range(self.cards.rowCount())
        hidden = [not self.visualRect(self.cards.index(row)).intersects(seen) for row in rows]
        return [self.cards.cards[row] for row in sorted(rows, key=lambda row: hidden[row])]

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
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self.pointed.emit(index.data(CARD) if index.isValid() else self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_current()
        elif is_typing(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def choose_current(self) -> None:
        """What Enter does."""
        if self.current is not None:
            self.chosen.emit(self.current)

    # Inside.

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(CARD))

    def _tell_current(self) -> None:
        self.pointed.emit(self.current)

    def _ask(self) -> None:
        """Ask for the pictures that are needed, while somebody looks."""
        if self.isVisible():
            ratio = self.devicePixelRatioF()
            self._studio.want(self.visible_first(), self._theme.palette, ratio)


def is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes or takes back a letter."""
    text = event.text()
    letter = bool(text) and text.isprintable() and not text.isspace()
    return letter or event.key() == Qt.Key.Key_Backspace
