"""The first rows of a table, as they are in the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from engine.data.columns import Columns
from engine.marks import QT_TRANSLATE_NOOP
from gui.dialogs.data.opened_table import OpenedTable
from gui.style.outside_text import outside, shortened
from gui.style.plain_text import tooltip
from gui.style.theme import Theme
from gui.text.numbers import show

SHOWN: Final = 40  # rows
WIDEST: Final = 40  # columns
LINE: Final = 24  # px
CELL: Final = 60  # letters of a cell
MOST: Final = 2000  # letters of a cell in its tool tip
DIGITS: Final = 6  # of computed numbers
ROLES = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
INVALID: Final = QModelIndex()
KINDS: Final = {
    "numbers": QT_TRANSLATE_NOOP("SheetModel", "numbers"),
    "pair": QT_TRANSLATE_NOOP("SheetModel", "two values"),
    "text": QT_TRANSLATE_NOOP("SheetModel", "text"),
}


@final
@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The part of a table that is shown."""

    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # keys of KINDS
    rows: tuple[Sequence[str], ...] = ()
    lines: tuple[int, ...] = ()  # the line number of each row


def page_of(opened: OpenedTable) -> Page:
    sheet = opened.sheet
    kinds = tuple(
        "numbers" if name in opened.numeric else "pair" if name in opened.pairs else "text"
        for name in sheet.names
    )
    return Page(sheet.names[:WIDEST], kinds[:WIDEST], sheet.rows[:SHOWN], sheet.lines[:SHOWN])


def page_of_columns(columns: Columns) -> Page:
    """The built-in data of a landscape; classes by their names."""
    cells = [[show(value, DIGITS) for value in column[:SHOWN]] for column in columns.values]
    if columns.classes:
        cells[-1] = [columns.classes[int(value)] for value in columns.values[-1][:SHOWN]]
    rows = tuple(zip(*cells, strict=True))
    kinds = tuple("numbers" for _ in columns.names)
    return Page(columns.names, kinds, rows, tuple(range(1, len(rows) + 1)))


@final
class SheetModel(QAbstractTableModel):
    """A page; the headers of columns in use have the symbol of their role, bad rows a mark."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.page = Page()
        self._used: dict[str, str] = {}
        self._bad: frozenset[int] = frozenset()

    def show_page(self, page: Page) -> None:
        self.beginResetModel()
        self.page, self._used, self._bad = page, {}, frozenset()
        self.endResetModel()

    def show_use(self, used: dict[str, str], bad: frozenset[int]) -> None:
        """Set the columns with their roles, and the lines that can't be used for them."""
        if (used, bad) != (self._used, self._bad):
            self.beginResetModel()
            self._used, self._bad = used, bad
            self.endResetModel()

    def rowCount(self, parent: Index = INVALID) -> int:
        return 0 if parent.isValid() else len(self.page.rows)

    def columnCount(self, parent: Index = INVALID) -> int:
        return 0 if parent.isValid() else len(self.page.names)

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> Any:
        row = self.page.rows[index.row()]
        bad = self.page.lines[index.row()] in self._bad
        cell = row[index.column()] if index.column() < len(row) else ""
        if role == ROLES.DisplayRole:
            return outside(shortened(cell, CELL))
        if role == ROLES.ToolTipRole and len(cell) > CELL:
            return tooltip(outside(shortened(cell, MOST), lines=True))
        if role == ROLES.TextAlignmentRole:
            number = self.page.kinds[index.column()] == "numbers"
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == ROLES.ForegroundRole:
            return QColor(self._theme.palette.danger) if bad else None
        if role == ROLES.FontRole and bad:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole
    ) -> Any:
        if role != ROLES.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            line = self.page.lines[section]
            return f"{line} ✗" if line in self._bad else str(line)
        name = outside(self.page.names[section])
        kind = QCoreApplication.translate("SheetModel", KINDS[self.page.kinds[section]])
        symbol = self._used.get(self.page.names[section])
        return f"{symbol} ← {name}\n{kind}" if symbol else f"{name}\n{kind}"


@final
class SheetView(QTableView):
    """The page in a plain table; arrow keys move between its cells."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = SheetModel(theme, self)
        self.setModel(self.sheet)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(LINE)
        self.verticalHeader().setMinimumSectionSize(LINE)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(5 * LINE)
        self.sheet.modelReset.connect(self._fit)

    def sizeHint(self) -> QSize:
        return QSize(420, 8 * LINE)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            last = max(self.sheet.columnCount() - 1, 0)
            self.sheet.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setVisible(bool(self.sheet.page.names))
