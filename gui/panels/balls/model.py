"""The balls of a snapshot as rows with all their numbers, sortable by any of them."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Final, final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from engine.analysis.curvature import Reading
from engine.arrays import Array
from engine.knobs import Knob, knobs
from engine.optimizers.base import Optimizer
from engine.snapshot import FleetView, Snapshot, Status
from gui.state.selection import same_balls
from gui.style.plain_text import tooltip
from gui.text.axis_names import axis_names
from gui.text.numbers import exact, show
from gui.text.rate_words import LEARNING, name_of, rate_of
from gui.text.status_text import status_lines, status_text

Index = QModelIndex | QPersistentModelIndex
Rows = npt.NDArray[np.intp]
Order = Qt.SortOrder
NO_PARENT: Final = QModelIndex()


@final
class Column(IntEnum):
    """The columns of the table, from left to right."""

    BALL = 0
    OPTIMIZER = 1
    RATE = 2
    FIRST = 3
    SECOND = 4
    LOSS = 5
    NORM = 6
    LOW = 7
    HIGH = 8
    STATUS = 9


NUMBERS: Final = tuple(Column)[Column.RATE : Column.STATUS]
COMPUTED: Final = NUMBERS[NUMBERS.index(Column.LOSS) :]  # from a reading
RANKS: Final = {status: rank for rank, status in enumerate(Status)}


def values(fleet: FleetView, column: Column) -> Array:
    """A column of one fleet as numbers to be shown and sorted by, shape (n,)."""
    if column is Column.BALL:
        return fleet.balls.astype(np.float64)
    if column is Column.RATE:
        return fleet.rate
    if column in (Column.FIRST, Column.SECOND):
        return fleet.position[:, column - Column.FIRST]
    if column is Column.STATUS:
        return np.array([RANKS[status] for status in fleet.statuses], dtype=np.float64)
    return of_reading(fleet.reading, column)


def of_reading(reading: Reading, column: Column) -> Array:
    """A column of `COMPUTED` as numbers, shape (n,)."""
    if column in (Column.LOW, Column.HIGH):
        return reading.eigenvalues[:, column - Column.LOW]
    return reading.loss if column is Column.LOSS else reading.norm


def order_of(keys: Array, order: Order) -> Rows:
    """Indices that sort `keys`: stable, with NaN last in either order."""
    signed = keys if order == Order.AscendingOrder else -keys
    return np.argsort(signed, kind="stable")


@final
class BallModel(QAbstractTableModel):
    """Rows are positions, not balls: in a new order they show other balls.

    So no rows move when the order changes, and a table of 10,000 balls takes no longer
    than its visible rows and the column that it is sorted by.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fleets: tuple[FleetView, ...] = ()
        self._names: tuple[str, ...] = ()
        self._axes = ("w₁", "w₂")
        self._rates: tuple[Knob, ...] = (LEARNING,)  # shown in the column of rates
        self._sorted: tuple[Column, Order] | None = None
        self._home: Rows = np.empty(0, np.intp)  # of each ball, the number of its fleet
        self._place: Rows = np.empty(0, np.intp)  # and its place there
        self._ids: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self._order: Rows = np.empty(0, np.intp)  # of each row, the number of its ball
        self._texts: dict[tuple[int, Column], str] = {}  # of cells, since the data changed
        self.retranslate()

    # What is shown.

    def show_snapshot(self, now: Snapshot) -> bool:
        """Show `now`; True where rows now belong to other balls than before."""
        same = same_balls(now.fleets, self._fleets)
        self._fleets = now.fleets
        axes = axis_names(now.surface)
        if axes != self._axes:
            self._axes = axes
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.FIRST, Column.SECOND)
        self._name_rates()
        if not same:
            self._update_balls()
        return self._arrange() or not same

    def retranslate(self) -> None:
        """Set the names of the columns in the current language."""
        self._names = (
            self.tr("Ball"),
            self.tr("Optimizer"),
            LEARNING.symbol,
            *self._axes,
            self.tr("Loss"),
            "‖g‖",
            "λ₁",
            "λ₂",
            self.tr("Status"),
        )
        self._tips = (
            self.tr("Number of the ball"),
            self.tr("Rule that moves the ball"),
            self.tr("%1 of the next update, schedule included"),
            self.tr("First parameter"),
            self.tr("Second parameter"),
            self.tr("Loss at the ball"),
            self.tr("Norm of the true gradient at the ball, also where balls use a noisy one"),
            self.tr("Smaller eigenvalue of the Hessian at the ball"),
            self.tr("Larger eigenvalue of the Hessian at the ball"),
            self.tr("What gradient, curvature and motion say of the ball"),
        )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._emit_data_changed()

    # Rows and balls.

    def ball(self, row: int) -> int:
        """Id of the ball in a row."""
        return int(self._ids[self._order[row]])

    def balls(self, rows: Iterable[int]) -> list[int]:
        """Ids of the balls in these rows, in their order."""
        found: list[int] = self._ids[self._order[list(rows)]].tolist()
        return found

    def rows_of(self, balls: Iterable[int]) -> list[int]:
        """The rows of these balls, from the top, without removed balls."""
        among = np.isin(self._ids[self._order], np.fromiter(balls, np.int64))
        found: list[int] = np.flatnonzero(among).tolist()
        return found

    def home(self, row: int) -> tuple[FleetView, int]:
        """The fleet of the ball in a row, and its index there."""
        number = self._order[row]
        return self._fleets[self._home[number]], int(self._place[number])

    def value(self, row: int, column: Column) -> float:
        """The number in a cell of a column of numbers."""
        fleet, place = self.home(row)
        if column is Column.STATUS:
            return float(RANKS[fleet.status_of(place)])
        if column in COMPUTED:
            return float(of_reading(fleet.reading_of(place), column)[0])
        return float(values(fleet, column)[place])

    def status(self, row: int) -> Status:
        fleet, place = self.home(row)
        return fleet.status_of(place)

    def text(self, row: int, column: Column) -> str:
        """The text of a cell."""
        found = self._texts.get((row, column))
        if found is None:
            found = self._texts[row, column] = self._written(row, column)
        return found

    def _written(self, row: int, column: Column) -> str:
        if column is Column.BALL:
            return str(self.ball(row))
        if column is Column.OPTIMIZER:
            return title_of(self.home(row)[0].optimizer)
        if column is Column.STATUS:
            return status_text(*self.home(row))
        shown = show(self.value(row, column))
        return f"{self._sign(row)}{shown}" if column is Column.RATE else shown

    def tab_separated(self, rows: Iterable[int]) -> str:
        """Rows under the names of the columns, for a spreadsheet: exact, with ASCII signs."""
        rows = list(rows)
        lines = ["\t".join(self._name(column) for column in Column)]
        lines += map("\t".join, zip(*(self._cells(rows, column) for column in Column), strict=True))
        return "\n".join(lines) + "\n"

    def _cells(self, rows: list[int], column: Column) -> list[str]:
        """A column of these rows, exact."""
        if column not in NUMBERS:
            return [self._written(row, column) for row in rows]
        whole = np.concatenate([values(fleet, column) for fleet in self._fleets])
        return [repr(value) for value in whole[self._order[rows]].tolist()]

    # Qt's interface.

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._tip(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._name_at(row, column)}: {self.text(row, column)}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(Column(section))
        if role == Qt.ItemDataRole.ToolTipRole:
            sort = self.tr("Click to sort")
            rates = " / ".join(name_of(rate) for rate in self._rates)
            tip = self._tips[section].replace("%1", rates)
            return tooltip(f"{tip}\n{sort}")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = Column(section) in NUMBERS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        """Sort by a column from now on; −1 leaves the balls in the order of their fleets."""
        self._sorted = (Column(column), order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        before = self._ids[self._order]
        self._arrange()
        # A persistent index of a row refers to its ball.
        rows = {ball: row for row, ball in enumerate(self._ids[self._order].tolist())}
        indices = self.persistentIndexList()
        moved = [self.index(rows[int(before[each.row()])], each.column()) for each in indices]
        self.changePersistentIndexList(indices, moved)
        self.layoutChanged.emit()

    # Internal.

    def _rate(self, row: int) -> Knob:
        """The knob whose value the column of rates shows for a row."""
        return rate_of(self.home(row)[0].optimizer)

    def _sign(self, row: int) -> str:
        """The symbol before a rate whose knob is not the first one in the column's name."""
        rate = self._rate(row)
        return "" if rate.symbol == self._rates[0].symbol else f"{rate.symbol} "

    def _name_rates(self) -> None:
        """Name the column after the knobs that schedules multiply; these differ between rules."""
        there = [fleet.optimizer for fleet in self._fleets if len(fleet.balls)]
        found = {rate.symbol: rate for rate in map(rate_of, there)}
        rates = tuple(found.values()) or (LEARNING,)
        if rates != self._rates:
            self._rates = rates
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.RATE, Column.RATE)

    def _name_at(self, row: int, column: Column) -> str:
        return self._rate(row).symbol if column is Column.RATE else self._name(column)

    def _name(self, column: Column) -> str:
        if column is Column.RATE:
            return ", ".join(rate.symbol for rate in self._rates)
        if column in (Column.FIRST, Column.SECOND):
            return self._axes[column - Column.FIRST]
        return self._names[column]

    def _tip(self, row: int, column: Column) -> str:
        if column in NUMBERS:
            return f"{self._name_at(row, column)} = {exact(self.value(row, column))}"
        if column in (Column.BALL, Column.OPTIMIZER):
            return summary_of(self.home(row)[0].optimizer)
        if column is Column.STATUS:
            return "\n".join(status_lines(*self.home(row)))
        return ""

    def _update_balls(self) -> None:
        """Update the balls. Rows are inserted and removed at the end only."""
        counts = [len(fleet.balls) for fleet in self._fleets]
        before, after = len(self._order), sum(counts)
        if after > before:
            self.beginInsertRows(NO_PARENT, before, after - 1)
        elif after < before:
            self.beginRemoveRows(NO_PARENT, after, before - 1)
        self._home = np.repeat(np.arange(len(counts)), counts)
        self._place = np.concatenate([np.arange(count) for count in counts] or [self._place[:0]])
        self._ids = np.concatenate([fleet.balls for fleet in self._fleets] or [self._ids[:0]])
        self._order = np.arange(after)
        if after > before:
            self.endInsertRows()
        elif after < before:
            self.endRemoveRows()

    def _arrange(self) -> bool:
        """Sort the balls; True if the order has changed."""
        order = self._new_order()
        changed = not np.array_equal(order, self._order)
        self._order = order
        self._emit_data_changed()
        return changed

    def _new_order(self) -> Rows:
        if self._sorted is None or not len(self._ids):
            return np.arange(len(self._ids))
        column, order = self._sorted
        if column is Column.OPTIMIZER:
            titles = [title_of(fleet.optimizer) for fleet in self._fleets]
            ranks = np.array([sorted(titles).index(title) for title in titles], np.float64)
            return order_of(ranks[self._home], order)
        return order_of(np.concatenate([values(f, column) for f in self._fleets]), order)

    def _emit_data_changed(self) -> None:
        self._texts.clear()
        if len(self._order):
            last = self.index(len(self._order) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def title_of(optimizer: Optimizer) -> str:
    return QCoreApplication.translate("Optimizer", optimizer.title)


def summary_of(optimizer: Optimizer) -> str:
    """An optimizer and the values of its knobs, one a line."""
    lines = [title_of(optimizer)]
    for name, knob in knobs(optimizer):
        value = getattr(optimizer, name)
        if isinstance(value, float | int):
            lines.append(f"{knob.symbol} = {exact(value)}")
    return "\n".join(lines)
