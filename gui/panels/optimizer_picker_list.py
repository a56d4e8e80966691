"""The optimizers of the picker in a list under headings."""

from itertools import groupby
from typing import Final, final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
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

from engine.snapshot import FleetView
from gui.panels.formulas import Formulas
from gui.panels.gallery_grid import is_typing
from gui.panels.heading import HEIGHT, Heading, paint_heading
from gui.panels.notation import Notations
from gui.panels.optimizer_picker_face import OfferFace
from gui.panels.optimizer_picker_offers import Offer, heading_of
from gui.panels.walking import moved
from gui.theme import Theme

GAP: Final = 3  # px above and below each row
ITEM: Final = Qt.ItemDataRole.UserRole
SIZE: Final = 13.0  # px of the letters of formulas
STAYS: Final = Qt.KeyboardModifier.ShiftModifier
Index = QModelIndex | QPersistentModelIndex


@final
class OfferModel(QAbstractListModel):
    """The optimizers that are offered now, and a heading over each group."""

    def __init__(self, face: OfferFace, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self.offers: tuple[Offer, ...] = ()
        self.items: tuple[Offer | Heading, ...] = ()

    def offer(self, offers: tuple[Offer, ...]) -> None:
        """Show these, already in groups."""
        self.beginResetModel()
        items: list[Offer | Heading] = []
        for group, members in groupby(offers, key=lambda each: each.group):
            found = tuple(members)
            items += [Heading(heading_of(group), len(found)), *found]
        self.offers, self.items = offers, tuple(items)
        self.endResetModel()

    def index_of(self, offer: Offer) -> QModelIndex:
        """Where an optimizer is; an invalid index where it is not offered."""
        return self.index(self.items.index(offer)) if offer in self.items else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = isinstance(self.items[index.row()], Heading)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.words if isinstance(item, Heading) else item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.words if isinstance(item, Heading) else self._face.spoken(item)
        return None


@final
class OfferDelegate(QStyledItemDelegate):
    """Lets each row be painted by the face."""

    def __init__(self, face: OfferFace, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._face, self._theme, self._view = face, theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        width, item = self._view.viewport().width(), index.data(ITEM)
        if isinstance(item, Heading):
            return QSize(width, HEIGHT)
        return QSize(width, self._face.height(item, width) + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, box, state = index.data(ITEM), option.rect, option.state
        if isinstance(item, Heading):
            paint_heading(painter, box, item, self._theme.palette, self._view.font())
            return
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        current = bool(state & QStyle.StateFlag.State_Selected)
        self._face.paint(painter, box.adjusted(0, GAP, 0, -GAP), item, hovered, current)


@final
class OfferList(QListView):
    """Arrows go from row to row, Enter or a click chooses one; other keys go to the search.

    With Shift held, what is chosen is added and the picker stays.
    """

    chosen = Signal(object, bool)  # an Offer; whether the picker stays
    typed = Signal(QKeyEvent)

    def __init__(self, theme: Theme, notations: Notations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.formulas = Formulas(SIZE, self)
        self.face = OfferFace(theme, self.formulas, notations, self)
        self.offers = OfferModel(self.face, self)
        self.setModel(self.offers)
        self.setItemDelegate(OfferDelegate(self.face, theme, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView { background: transparent; }")  # the rows have their own
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().valueChanged.connect(self.ask)
        self.formulas.finished.connect(self.viewport().update)

    @property
    def current(self) -> Offer | None:
        """The optimizer with the highlight."""
        return self._offer_at(self.currentIndex())

    def show_offers(self, offers: tuple[Offer, ...], preferred: Offer | None) -> None:
        """Show these, with the highlight on `preferred` or else on the first."""
        self.offers.offer(offers)
        if offers:
            offer = preferred if preferred in offers else offers[0]
            assert offer is not None
            self.setCurrentIndex(self.offers.index_of(offer))
            self.scrollToTop()  # with the heading, as far as there is room
            self.scrollTo(self.currentIndex())
        self.ask()

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> None:
        """Take note of what the run has."""
        self.face.fleets = fleets
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def ask(self) -> None:
        """Ask for the formulas, those in sight first, while somebody looks."""
        if not self.isVisible():
            return
        seen = self.viewport().rect()
        hidden = [
            not self.visualRect(self.offers.index_of(offer)).intersects(seen)
            for offer in self.offers.offers
        ]
        order = sorted(range(len(hidden)), key=lambda place: hidden[place])
        wanted = [line for place in order for line in self.face.rule(self.offers.offers[place])]
        self.formulas.want(wanted, self._theme.palette.text, self.devicePixelRatioF())

    def choose_current(self, stays: bool = False) -> None:
        """What Enter does."""
        if self.current is not None:
            self.chosen.emit(self.current, stays)

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # texts wrap elsewhere
        self.ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.ask()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press on a heading must not take the highlight away.
        offer = self._offer_at(self.indexAt(event.position().toPoint()))
        if offer is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setCurrentIndex(self.offers.index_of(offer))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        offer = self._offer_at(self.indexAt(event.position().toPoint()))
        # Who moves off before letting go has changed their mind.
        if event.button() == Qt.MouseButton.LeftButton and offer and offer == self.current:
            self.chosen.emit(offer, bool(event.modifiers() & STAYS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_current(bool(event.modifiers() & STAYS))
        elif is_typing(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        del modifiers
        rows = [self.offers.index_of(offer) for offer in self.offers.offers]
        current = self.currentIndex()
        place = rows.index(current) if current in rows else None
        boxes = [self.visualRect(row) for row in rows]
        found = moved(action, boxes, place, self.viewport().height())
        return rows[found] if found is not None else QModelIndex()

    def _offer_at(self, index: QModelIndex) -> Offer | None:
        item = index.data(ITEM) if index.isValid() else None
        return item if isinstance(item, Offer) else None
