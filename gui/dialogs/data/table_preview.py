"""The first rows of a table, as they are in the file."""

from bisect import bisect_left
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
from engine.data.numbers import Form, parsed
from engine.marks import QT_TRANSLATE_NOOP
from gui.dialogs.data.opened_table import OpenedTable
from gui.style.outside_text import outside, shortened
from gui.style.plain_text import tooltip
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.text.numbers import exact, show

SHOWN: Final = 40  # rows
WIDEST: Final = 40  # columns
LINE: Final = 24  # px
CELL: Final = 60  # letters of a cell
MOST: Final = 2000  # letters of a cell in its tool tip
DIGITS: Final = 6  # of computed numbers
ROLES = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
INVALID: Final = QModelIndex()
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
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
    whole_names: tuple[str, ...] = ()  # where `names` are cut


def page_of(opened: OpenedTable) -> Page:
    sheet = opened.sheet
    kinds = tuple(
        "numbers" if name in sheet.numeric else "pair" if name in sheet.pairs else "text"
        for name in sheet.names[:WIDEST]
    )
    marks = [
        mark if kind == "numbers" else "" for kind, mark in zip(kinds, sheet.decimals, strict=False)
    ]
    rows = tuple(_as_read(row, marks) for row in sheet.first[:SHOWN])
    lines = tuple(sheet.lines[:SHOWN].tolist())
    return Page(sheet.names[:WIDEST], kinds, rows, lines, sheet.whole_names[:WIDEST])


def _as_read(row: Sequence[str], marks: Sequence[str]) -> Sequence[str]:
    """The cells, with the numbers that they give where these look different."""
    if len(row) != len(marks):
        return row
    return [_cell_as_read(cell, mark) for cell, mark in zip(row, marks, strict=True)]


def _cell_as_read(cell: str, mark: str) -> str:
    found = parsed(cell, mark) if mark else None
    if found is None or (found.form is Form.PLAIN and (mark == "." or "," not in cell)):
        return cell
    return f"{cell} → {exact(found.value)}"


def among(lines: Sequence[int], bad: Sequence[int]) -> frozenset[int]:
    """Those of `lines` that are among the bad ones, which are in order and may be a million."""
    found = ((line, bisect_left(bad, line)) for line in lines)
    return frozenset(line for line, place in found if bad[place : place + 1] == (line,))


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
        self._texts: list[list[str]] = []

    def show_page(self, page: Page) -> None:
        self.beginResetModel()
        self.page, self._used, self._bad = page, {}, frozenset()
        # Once for all: the view asks for each several times.
        self._texts = [[outside(shortened(cell, CELL)) for cell in row] for row in page.rows]
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
        if role == ROLES.DisplayRole:
            texts = self._texts[index.row()]
            return texts[index.column()] if index.column() < len(texts) else ""
        if role == ROLES.TextAlignmentRole:
            return RIGHT if self.page.kinds[index.column()] == "numbers" else LEFT
        row = self.page.rows[index.row()]
        cell = row[index.column()] if index.column() < len(row) else ""
        if role == ROLES.ToolTipRole and len(cell) > CELL:
            return tooltip(outside(shortened(cell, MOST), lines=True))
        bad = self.page.lines[index.row()] in self._bad
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
        if role == ROLES.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            whole = self.page.whole_names
            return tooltip(outside(whole[section])) if whole else None
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
        self._fit_rows()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setCornerButtonEnabled(False)
        self.sheet.modelReset.connect(self._fit)

    def sizeHint(self) -> QSize:
        return QSize(420, 8 * px(LINE))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            last = max(self.sheet.columnCount() - 1, 0)
            self.sheet.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        elif event.type() == QEvent.Type.FontChange:
            self._fit_rows()
        super().changeEvent(event)

    def _fit_rows(self) -> None:
        """Set the height of rows that goes with the text."""
        self.verticalHeader().setMinimumSectionSize(px(LINE))
        self.verticalHeader().setDefaultSectionSize(px(LINE))
        self.setMinimumHeight(5 * px(LINE))

    def _fit(self) -> None:
        self.setVisible(bool(self.sheet.page.names))
