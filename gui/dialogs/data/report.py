"""What can't be used of a table, and the consent to go on without it: nothing is dropped unsaid."""

from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QVBoxLayout

from gui.dialogs.data.opened_table import ChosenColumns
from gui.style.stylesheet import dressed
from gui.text.error_text import translated
from gui.text.numbers import count
from gui.widgets.control import Control

LINES: Final = 4  # of bad rows that are seen at once


@final
class ReportView(Control):
    """Lists the bad rows, and asks whether to leave them out; asks too before rows are thinned."""

    agreed = Signal()  # one of the boxes was ticked or cleared

    def __init__(self) -> None:
        super().__init__()
        self._chosen: ChosenColumns | None = None
        self._most = 0
        self.heading = dressed(QLabel(wordWrap=True), "problem")
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setTabChangesFocus(True)
        self.leave_out = QCheckBox()
        self.too_many = dressed(QLabel(wordWrap=True), "problem")
        self.thin_out = QCheckBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.heading, self.lines, self.leave_out, self.too_many, self.thin_out):
            column.addWidget(part)
        for box in (self.leave_out, self.thin_out):
            box.toggled.connect(lambda _: self.agreed.emit())
        self.show_chosen(None, 0)

    @property
    def waiting(self) -> QCheckBox | None:
        """The first box that still has to be ticked."""
        for box in (self.leave_out, self.thin_out):
            if box.isVisibleTo(self) and not box.isChecked():
                return box
        return None

    def show_chosen(self, chosen: ChosenColumns | None, most: int) -> None:
        """Show what can't be used of `chosen`, of which a landscape takes `most` rows."""
        if chosen is not self._chosen:
            for box in (self.leave_out, self.thin_out):  # consent is for these rows only
                box.blockSignals(True)
                box.setChecked(False)
                box.blockSignals(False)
        self._chosen, self._most = chosen, most
        bad = chosen is not None and bool(chosen.report.bad_lines)
        many = chosen is not None and chosen.step(most) > 1
        for part in (self.heading, self.lines):
            part.setVisible(bad)
        # Where nothing would be left there is nothing to consent to.
        self.leave_out.setVisible(bad and chosen is not None and chosen.report.table.rows > 0)
        self.too_many.setVisible(many)
        self.thin_out.setVisible(many)
        self.setVisible(bad or many)
        self.retranslate()

    def retranslate(self) -> None:
        self.lines.setAccessibleName(self.tr("Rows that can’t be used"))
        self.lines.setToolTip(self.tr("Each with its line in the file, and what is wrong with it"))
        for box in (self.leave_out, self.thin_out):
            box.setToolTip(self.tr("Rows are never left out without your consent"))
        if self._chosen is not None and self._most:
            self._say_bad(self._chosen)
            self._say_many(self._chosen)

    def _say_bad(self, chosen: ChosenColumns) -> None:
        report = chosen.report
        bad, total = len(report.bad_lines), report.total
        only = self.tr("The only row can’t be used:")
        text = self.tr("%1 of %2 rows can’t be used:") if total > 1 else only
        self.heading.setText(_filled(text, bad, total))
        words = [translated(row.text, *row.values) for row in report.bad]
        if len(report.bad) < bad:
            others = report.bad_lines[len(report.bad) :]
            one, several = self.tr("And this line: %1"), self.tr("And these lines: %1")
            rest = ", ".join(str(line) for line in others[:2000])
            words.append((one if len(others) == 1 else several).replace("%1", rest))
        if self.lines.toPlainText() != "\n".join(words):
            self.lines.setPlainText("\n".join(words))
        shown = min(len(words), LINES)
        self.lines.setFixedHeight(shown * QFontMetrics(self.lines.font()).lineSpacing() + 20)
        good = report.table.rows
        one = self.tr("Leave it out and use the other %1")
        several = self.tr("Leave them out and use the other %1")
        self.leave_out.setText(_filled(one if bad == 1 else several, good))

    def _say_many(self, chosen: ChosenColumns) -> None:
        rows, most = chosen.report.table.rows, self._most
        text = self.tr("This landscape takes at most %1 rows; there are %2.")
        self.too_many.setText(_filled(text, most, rows))
        text = self.tr("Use one row in %1, evenly spread: %2 rows")
        self.thin_out.setText(_filled(text, chosen.step(most), chosen.kept(most)))


def _filled(text: str, *numbers: int) -> str:
    for place, number in enumerate(numbers, start=1):
        text = text.replace(f"%{place}", count(number))
    return text
