"""The rows of a table that can't be used, and the consent to omit them."""

from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QFrame, QPlainTextEdit, QVBoxLayout

from gui.dialogs.data.opened_table import ChosenColumns
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.text.error_text import translated
from gui.text.numbers import count

LINES: Final = 4  # visible lines of bad rows


@final
class ReportView(Retranslated, QFrame):
    """Lists the bad rows, with a box to omit them, and one to use only a part of many rows."""

    agreed = Signal()  # one of the boxes was ticked or cleared

    def __init__(self) -> None:
        super().__init__()
        self._chosen: ChosenColumns | None = None
        self._most = 0
        self.heading = dressed(PlainLabel(wrap=True), "problem")
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setTabChangesFocus(True)
        self.leave_out = QCheckBox()
        self.too_many = dressed(PlainLabel(wrap=True), "problem")
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
        """The first box that must still be ticked."""
        for box in (self.leave_out, self.thin_out):
            if box.isVisibleTo(self) and not box.isChecked():
                return box
        return None

    def show_chosen(self, chosen: ChosenColumns | None, most: int) -> None:
        """Show the bad rows of `chosen`; a landscape accepts at most `most` rows."""
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
        # No box if no row would be left.
        self.leave_out.setVisible(bad and chosen is not None and chosen.report.table.rows > 0)
        self.too_many.setVisible(many)
        self.thin_out.setVisible(many)
        self.setVisible(bad or many)
        self.retranslate()

    def retranslate(self) -> None:
        self.lines.setAccessibleName(self.tr("Rows that can’t be used"))
        set_tip(self.lines, self.tr("Each with its line in the file, and what is wrong with it"))
        for box in (self.leave_out, self.thin_out):
            set_tip(box, self.tr("Rows are never left out without your consent"))
        if self._chosen is not None and self._most:
            self._show_bad_rows(self._chosen)
            self._show_excess_rows(self._chosen)

    def _show_bad_rows(self, chosen: ChosenColumns) -> None:
        report = chosen.report
        bad, total = len(report.bad_lines), report.total
        only = self.tr("The only row can’t be used:")
        text = self.tr("%1 of %2 rows can’t be used:") if total > 1 else only
        self.heading.setText(_filled(text, bad, total))
        texts = [translated(row.text, *row.values) for row in report.bad]
        if len(report.bad) < bad:
            others = report.bad_lines[len(report.bad) :]
            one, several = self.tr("And this line: %1"), self.tr("And these lines: %1")
            rest = ", ".join(str(line) for line in others[:2000])
            texts.append((one if len(others) == 1 else several).replace("%1", rest))
        if self.lines.toPlainText() != "\n".join(texts):
            self.lines.setPlainText("\n".join(texts))
        shown = min(len(texts), LINES)
        self.lines.setFixedHeight(shown * QFontMetrics(self.lines.font()).lineSpacing() + 20)
        good = report.table.rows
        one = self.tr("Leave it out and use the other %1")
        several = self.tr("Leave them out and use the other %1")
        self.leave_out.setText(_filled(one if bad == 1 else several, good))

    def _show_excess_rows(self, chosen: ChosenColumns) -> None:
        rows, most = chosen.report.table.rows, self._most
        text = self.tr("This landscape takes at most %1 rows; there are %2.")
        self.too_many.setText(_filled(text, most, rows))
        text = self.tr("Use one row in %1, evenly spread: %2 rows")
        self.thin_out.setText(_filled(text, chosen.step(most), chosen.kept(most)))


def _filled(text: str, *numbers: int) -> str:
    for place, number in enumerate(numbers, start=1):
        text = text.replace(f"%{place}", count(number))
    return text
