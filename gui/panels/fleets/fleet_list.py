"""The list of fleets: their names, numbers of balls, and the one that a click drops."""

from collections import defaultdict
from typing import Any, Final, final

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from engine.knobs import knobs
from engine.snapshot import FleetView
from gui.panels.fleets.fleet_delegate import FleetDelegate, FleetRow, cross
from gui.style.plain_text import tooltip
from gui.style.theme import Theme
from gui.text.numbers import count, exact

EDGE: Final = 4  # px above the first row and below the last
Index = QModelIndex | QPersistentModelIndex
ROLE: Final = Qt.ItemDataRole.UserRole
REMOVING: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@final
class FleetModel(QAbstractListModel):
    """The fleets of the newest snapshot, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.fleets: tuple[FleetView, ...] = ()
        self._rows: tuple[FleetRow, ...] = ()

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> bool:
        """Show the newest fleets; the choice is kept if only their contents change.

        Returns whether any row has changed.
        """
        same = [fleet.id for fleet in fleets] == [fleet.id for fleet in self.fleets]
        unchanged = same and all(map(_alike, fleets, self.fleets))
        self.fleets, before = fleets, self._rows
        if unchanged:  # as in most snapshots: knobs are not read
            return False
        if same:
            self._rows = rows_of(fleets)
            for number, (old, new) in enumerate(zip(before, self._rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return before != self._rows
        self.beginResetModel()
        self._rows = rows_of(fleets)
        self.endResetModel()
        return True

    def retranslate(self) -> None:
        """Name the optimizers in the current language."""
        self._rows = rows_of(self.fleets)

    def place(self, fleet: int | None) -> int:
        """The row of a fleet; -1 where there is none."""
        return next((row for row, each in enumerate(self.fleets) if each.id == fleet), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.fleets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.fleets):
            return None
        if role == ROLE:
            return self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._description(self.fleets[index.row()], index.row())
            return tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def _description(self, fleet: FleetView, row: int) -> str:
        """The name, every knob, how many balls there are, and the key that chooses it."""
        optimizer = fleet.optimizer
        turned = (
            f"{knob.symbol} = {value_of(getattr(optimizer, name))}"
            for name, knob in knobs(optimizer)
        )
        balls = self.tr("Balls: %1").replace("%1", count(len(fleet.balls)))
        key = self.tr("Key: %1").replace("%1", str(row + 1)) if row < 9 else ""
        return "\n".join([name_of(fleet), *turned, balls, key]).strip()


def name_of(fleet: FleetView) -> str:
    """The optimizer's name in the current language."""
    return QCoreApplication.translate("Optimizer", fleet.optimizer.title)


def value_of(value: Any) -> str:
    """A knob's value as text; an ellipsis where every ball has its own."""
    flat = np.ravel(value)
    return exact(float(flat[0])) if flat.size == 1 else "…"


def _alike(one: FleetView, other: FleetView) -> bool:
    """Whether both views of a fleet have the same row. Optimizers are replaced, never changed."""
    balls = len(one.balls) == len(other.balls)
    return balls and one.color == other.color and one.optimizer is other.optimizer


def rows_of(fleets: tuple[FleetView, ...]) -> tuple[FleetRow, ...]:
    """The row of each fleet, with the knobs in which fleets of the same kind differ.

    The only fleet of a kind shows its learning rate.
    """
    kinds: dict[type, list[FleetView]] = defaultdict(list)
    for fleet in fleets:
        kinds[type(fleet.optimizer)].append(fleet)
    differing = {kind: _differing(alike) for kind, alike in kinds.items()}
    rows = []
    for fleet in fleets:
        optimizer = fleet.optimizer
        noted = differing[type(optimizer)]
        note = "  ".join(f"{sign} {value_of(getattr(optimizer, name))}" for name, sign in noted)
        rows.append(FleetRow(fleet.id, name_of(fleet), note, len(fleet.balls), fleet.color))
    return tuple(rows)


def _differing(alike: list[FleetView]) -> list[tuple[str, str]]:
    """The knobs, by name and symbol, that have not the same value in all of these fleets."""
    kind = alike[0].optimizer
    every = [(name, knob.symbol) for name, knob in knobs(kind)]
    found = [
        (name, symbol)
        for name, symbol in every
        if len({value_of(getattr(fleet.optimizer, name)) for fleet in alike}) > 1
    ]
    return found or [(name, symbol) for name, symbol in every if name == "lr"]


@final
class FleetList(QListView):
    """Scrolls if there are many. Delete removes the chosen fleet, and a cross an empty one."""

    picked = Signal(int)  # id of a fleet
    remove_wanted = Signal(int)
    rewrapped = Signal()  # its full height may have changed

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fleets = FleetModel()
        self._delegate = FleetDelegate(theme, self)
        self._pressed_cross: int | None = None  # the fleet on whose cross the button went down
        self.setModel(self.fleets)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._pick)
        # Names wrap differently. Not at once: laying out may show the scroll bar, which resizes.
        self._layout_timer = QTimer(self, interval=0, singleShot=True)
        self._layout_timer.timeout.connect(self._update_layout)

    def show_fleets(self, fleets: tuple[FleetView, ...], chosen: int | None) -> None:
        """Show the newest fleets, with the highlight on `chosen`; all but a change is cheap."""
        with QSignalBlocker(self.selectionModel()):
            changed = self.fleets.show_fleets(fleets)
            if changed:
                self.scheduleDelayedItemsLayout()  # heights of rows may have changed
            place = self.fleets.place(chosen)
            index = self.fleets.index(place) if place >= 0 else QModelIndex()
            moved = index != self.currentIndex()
            self.setCurrentIndex(index)
        if moved:
            self.scrollTo(index)
        if moved or changed:
            self.viewport().update()
            self.rewrapped.emit()

    def retranslate(self) -> None:
        self.fleets.retranslate()
        self._delegate.hint = self.tr("Remove this empty fleet (Delete)")
        self.scheduleDelayedItemsLayout()

    def full_height(self) -> int:
        """The height at which all rows are visible."""
        rows = range(self.fleets.rowCount())
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * EDGE

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout_timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row_at(self.currentIndex())
        if event.key() in REMOVING and not event.modifiers() and row is not None:
            self.remove_wanted.emit(row.fleet)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_cross = self._cross_at(event.position().toPoint())
        # A press on a cross does not choose the fleet that it removes.
        if self._pressed_cross is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        crossed, self._pressed_cross = self._pressed_cross, None
        if crossed is None:
            super().mouseReleaseEvent(event)
        elif crossed == self._cross_at(event.position().toPoint()):
            self.remove_wanted.emit(crossed)

    # Internal.

    def _cross_at(self, place: QPoint) -> int | None:
        """The empty fleet whose cross is at `place`."""
        index = self.indexAt(place)
        row = self._row_at(index)
        if row is None or row.balls or not cross(self.visualRect(index)).contains(place):
            return None
        return row.fleet

    def _update_layout(self) -> None:
        self.doItemsLayout()
        self.rewrapped.emit()
        self.scrollTo(self.currentIndex())

    def _row_at(self, index: QModelIndex) -> FleetRow | None:
        row = index.data(ROLE) if index.isValid() else None
        return row if isinstance(row, FleetRow) else None

    def _pick(self, current: QModelIndex) -> None:
        row = self._row_at(current)
        if row is not None:
            self.picked.emit(row.fleet)
