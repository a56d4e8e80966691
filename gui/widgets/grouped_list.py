"""The parts that lists of entries in groups under headings have in common."""

from abc import abstractmethod
from collections.abc import Callable, Hashable
from itertools import groupby
from typing import Final, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from gui.style.stylesheet import dressed
from gui.widgets.grid_navigation import moved
from gui.widgets.group_heading import GroupHeading

ITEM: Final = Qt.ItemDataRole.UserRole
CHOOSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
KEEP_OPEN: Final = Qt.KeyboardModifier.ShiftModifier
TEXT_ROLES: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
Index = QModelIndex | QPersistentModelIndex


class Grouped(Hashable, Protocol):
    """Something that belongs to a group."""

    @property
    def group(self) -> str: ...


Thing = TypeVar("Thing", bound=Grouped)


class GroupedModel(QAbstractListModel, Generic[Thing]):
    """The entries shown now, and a heading for each group that has a name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.things: tuple[Thing, ...] = ()
        self.items: tuple[Thing | GroupHeading, ...] = ()
        self._rows: dict[Thing, int] = {}

    @abstractmethod
    def role_data(self, thing: Thing, role: int) -> object:
        """The data of an entry for a role; None if there is none."""

    def set_things(self, things: tuple[Thing, ...], heading_of: Callable[[str], str]) -> None:
        """Show these, sorted by groups; `heading_of` gives each group's heading, "" for none."""
        self.beginResetModel()
        items: list[Thing | GroupHeading] = []
        self._rows = {}
        for group, members in groupby(things, key=lambda thing: thing.group):
            found = tuple(members)
            if heading_of(group):
                items.append(GroupHeading(heading_of(group), len(found)))
            self._rows.update({thing: len(items) + i for i, thing in enumerate(found)})
            items.extend(found)
        self.things, self.items = things, tuple(items)
        self.endResetModel()

    def index_of(self, thing: Thing) -> QModelIndex:
        """The index of an entry; an invalid one if it is not shown."""
        return self.index(self._rows[thing]) if thing in self._rows else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = isinstance(self.items[index.row()], GroupHeading)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if isinstance(item, GroupHeading):
            return item.words if role in TEXT_ROLES else None
        return self.role_data(item, role)


class GroupedList(QListView, Generic[Thing]):
    """Arrow keys move between entries, Enter or a click chooses one; letters go to the search."""

    typed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        dressed(self, "bare")  # items paint their own background
        self.verticalScrollBar().valueChanged.connect(self.request_pictures)

    def set_up(self, model: GroupedModel[Thing], delegate: QStyledItemDelegate) -> None:
        """Show the items of `model` with `delegate`; to be called once, after construction."""
        self._things = model
        self.setModel(model)
        self.setItemDelegate(delegate)

    @abstractmethod
    def choose_current(self, keep_open: bool = False) -> None:
        """Choose the highlighted entry, on Enter; `keep_open` is true with Shift."""

    @abstractmethod
    def request_pictures(self) -> None:
        """Request the pictures that painting needs, visible ones first, while the list is shown."""

    @property
    def current(self) -> Thing | None:
        """The highlighted entry."""
        return self.thing_at(self.currentIndex())

    def thing_at(self, index: QModelIndex) -> Thing | None:
        """The entry in a row; None for a heading or an invalid index."""
        item: Thing | GroupHeading | None = index.data(ITEM) if index.isValid() else None
        return None if isinstance(item, GroupHeading) else item

    def visible_first(self) -> list[Thing]:
        """All entries, visible ones first."""
        visible = self.viewport().rect()
        hidden = {
            thing: not self.visualRect(self._things.index_of(thing)).intersects(visible)
            for thing in self._things.things
        }
        return sorted(self._things.things, key=lambda thing: hidden[thing])

    def highlight(self, preferred: Thing | None) -> None:
        """Highlight `preferred`, or else the first."""
        things = self._things.things
        if things:
            thing = preferred if preferred is not None and preferred in things else things[0]
            self.setCurrentIndex(self._things.index_of(thing))
            self.scrollToTop()  # shows the heading too, if there is space
            self.scrollTo(self.currentIndex())

    def lay_out(self) -> None:
        """Lay out the items for the current width."""
        self.scheduleDelayedItemsLayout()

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
        self.request_pictures()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.request_pictures()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.request_pictures()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CHOOSING:
            self.choose_current(bool(event.modifiers() & KEEP_OPEN))
        elif _is_typing(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Overridden because Qt's version stops at the end of a row, and at headings."""
        del modifiers
        rows = [self._things.index_of(thing) for thing in self._things.things]
        current = self.currentIndex()
        place = rows.index(current) if current in rows else None
        boxes = [self.visualRect(row) for row in rows]
        found = moved(action, boxes, place, self.viewport().height())
        return rows[found] if found is not None else QModelIndex()


def _is_typing(event: QKeyEvent) -> bool:
    """Whether the key types or deletes a letter."""
    text = event.text()
    letter = bool(text) and text.isprintable() and not text.isspace()
    return letter or event.key() == Qt.Key.Key_Backspace
