"""The table of a comparison: δ by δ, competitor by competitor."""

from typing import Any, Final, final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from gui.dialogs.escape.comparison import KINDS, Comparison
from gui.style.glyph_cache import glyph
from gui.style.plain_text import tooltip
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.text.numbers import power_of_ten

LINE: Final = 24  # px
ROWS: Final = 4  # and a header, that are seen at the least
GLYPH: Final = 14  # px
ROLES = Qt.ItemDataRole
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex
INVALID: Final = QModelIndex()


@final
class ComparisonModel(QAbstractTableModel):
    """A row for each δ, a column for each competitor."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Comparison | None = None

    def show_comparison(self, shown: Comparison | None) -> None:
        """Show what came out; None: nothing."""
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = INVALID) -> int:
        return 0 if parent.isValid() or self._shown is None else len(self._shown.powers)

    def columnCount(self, parent: Index = INVALID) -> int:
        return 0 if parent.isValid() or self._shown is None else len(self._shown.competitors)

    def data(self, index: Index, role: int = ROLES.DisplayRole) -> Any:
        if self._shown is None:
            return None
        if role == ROLES.DisplayRole:
            return self._shown.cell(index.row(), index.column())
        if role == ROLES.TextAlignmentRole:
            return RIGHT
        if role in (ROLES.ToolTipRole, ROLES.AccessibleTextRole):
            words = self._words(index.row(), index.column())
            return tooltip(words) if role == ROLES.ToolTipRole else words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLES.DisplayRole
    ) -> Any:
        if self._shown is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            power = self._shown.powers[section]
            return f"δ = {power_of_ten(power)}" if role == ROLES.DisplayRole else None
        if role == ROLES.DisplayRole:
            return self._shown.names[section]
        if role == ROLES.DecorationRole:
            color, ratio = self._shown.competitors[section].color, self._ratio()
            return glyph(self._theme.palette, color, px(GLYPH), ratio)
        return None

    def rename(self) -> None:
        """Have the names of the competitors read again, in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _ratio(self) -> float:
        owner = self.parent()
        return owner.devicePixelRatioF() if isinstance(owner, QWidget) else 1.0

    def _words(self, row: int, column: int) -> str:
        assert self._shown is not None
        passed, settled = (self._shown.time_text(row, column, kind) for kind in KINDS)
        text = self.tr("{0}, δ = {1}: first below the level after {2} updates, for good after {3}")
        name, power = self._shown.names[column], self._shown.powers[row]
        return text.format(name, power_of_ten(power), passed, settled)


@final
class ComparisonTable(QTableView):
    """The table itself: one row is current, and Ctrl+C copies all."""

    row_chosen = Signal(int)
    copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ComparisonModel(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setDefaultAlignment(LEFT)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_rows()
        theme.changed.connect(self.fit_rows)
        self.selectionModel().currentRowChanged.connect(lambda now: self._choose(now.row()))

    def show_comparison(self, shown: Comparison | None) -> None:
        """Show what came out, with no row chosen."""
        self._model.show_comparison(shown)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._model.rename()
        super().changeEvent(event)

    def choose_row(self, row: int) -> None:
        """Make a row current."""
        if 0 <= row < self._model.rowCount():
            self.selectRow(row)

    @property
    def row(self) -> int:
        """The current row; −1: none."""
        return self.currentIndex().row()

    def fit_rows(self) -> None:
        """Set the height of rows that goes with the text."""
        for set_size in (
            self.verticalHeader().setMinimumSectionSize,
            self.verticalHeader().setDefaultSectionSize,
        ):
            set_size(px(LINE))
        self.setMinimumHeight((ROWS + 2) * px(LINE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.row_chosen.emit(row)
