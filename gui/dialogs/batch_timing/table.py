"""The table of timings: a row for each batch size."""

from typing import Final, final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from engine.analysis.batch_timing import Timing
from gui.style.plain_text import set_tip
from gui.style.retranslated import Retranslated
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.text.numbers import count, show

LINE: Final = 24  # px
ROWS: Final = 5  # and a header, that are seen at the least
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@final
class TimingTable(Retranslated, QTableWidget):
    """Only to read: one row is current, and Ctrl+C copies all."""

    row_chosen = Signal(int)
    copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._shown: tuple[Timing, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(RIGHT)
        self.horizontalHeader().setSectionsClickable(False)
        self.fit_rows()
        theme.changed.connect(self.fit_rows)
        self.currentCellChanged.connect(lambda row, *_: self._choose(row))
        self.retranslate()

    def show_timings(self, shown: tuple[Timing, ...]) -> None:
        """Show what was measured, with no row chosen."""
        self._shown = shown
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(shown))
        for row, each in enumerate(shown):
            for column, text in enumerate(_cells(each)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(RIGHT)
                self.setItem(row, column, item)

    def choose_row(self, row: int) -> None:
        """Make a row current."""
        if 0 <= row < self.rowCount():
            self.selectRow(row)

    def fit_rows(self) -> None:
        """Set the height of rows that goes with the text."""
        self.verticalHeader().setMinimumSectionSize(px(LINE))
        self.verticalHeader().setDefaultSectionSize(px(LINE))
        self.setMinimumHeight((ROWS + 2) * px(LINE))

    def retranslate(self) -> None:
        heads = ["B", self.tr("one update"), self.tr("one epoch"), self.tr("updates an epoch")]
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(self.tr("Times by batch size"))
        set_tip(self, self.tr("Medians of the times measured; Ctrl+C copies all"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.row_chosen.emit(row)


def as_text(shown: tuple[Timing, ...]) -> str:
    """All with tabs, for a spreadsheet; times in seconds."""
    lines = [["B", "update_s", "epoch_s", "updates_per_epoch", "updates_timed"]]
    for each in shown:
        numbers = (each.size, each.update, each.epoch, each.length, each.updates)
        lines.append([repr(number) for number in numbers])
    return "\n".join("\t".join(line) for line in lines) + "\n"


def _cells(each: Timing) -> tuple[str, ...]:
    return count(each.size), time_text(each.update), time_text(each.epoch), count(each.length)


def time_text(seconds: float) -> str:
    """With three digits, in a unit that suits: 12.3 µs, 4.56 ms, 1.5 s."""
    for factor, unit in ((1.0, "s"), (1e3, "ms")):
        if seconds * factor >= 1:
            return f"{show(seconds * factor, 3)}\N{NO-BREAK SPACE}{unit}"
    return f"{show(seconds * 1e6, 3)}\N{NO-BREAK SPACE}µs"
