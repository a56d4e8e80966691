"""The controls of the data dialog, and their layout."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.data.column_roles import ColumnRoles
from gui.dialogs.data.reading_controls import ReadingControls
from gui.dialogs.data.report import ReportView
from gui.dialogs.data.table_preview import SheetView
from gui.dialogs.loss_layout import EDGE, GAP, LossLayout
from gui.style.outside_text import outside
from gui.style.plain_text import ElidedBox, PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.thumbnails.surface_preview import WIDTH
from gui.typeset.math_label import MathLabel
from gui.widgets.choice_rows import ChoiceRows
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled

FORMULA: Final = 13.0  # px of its letters


@final
class DataLayout(LossLayout):
    """The contents of `dialog`: models at the left, their data at the right."""

    def __init__(self, theme: Theme, dialog: QDialog) -> None:
        super().__init__(theme)
        self.models_name, self.models = dressed(PlainLabel(), "second"), QListWidget()
        self.meaning = PlainLabel(wrap=True)
        self.formula = MathLabel(theme, size=FORMULA)
        self.source_name, self.source = dressed(PlainLabel(), "second"), ElidedBox(12)
        self.open, self.stop = QPushButton(autoDefault=False), QPushButton(autoDefault=False)
        self.paste = QPushButton(autoDefault=False)
        self.origin = dressed(PlainLabel(wrap=True), "caption")
        self.reading, self.bar = PlainLabel(wrap=True), QProgressBar()
        self.trouble = dressed(PlainLabel(wrap=True), "problem")
        self.retry = QPushButton(autoDefault=False)
        self.header, self.controls = QCheckBox(), ReadingControls()
        self.sheet = SheetView(theme)
        self.columns_name, self.columns = dressed(PlainLabel(), "second"), ColumnRoles()
        self.notes = dressed(PlainLabel(wrap=True), "caption")
        self.positive_name, self.positive = dressed(PlainLabel(), "second"), ElidedBox(12)
        self.report = ReportView()
        self.choices = ChoiceRows(skip=("dataset",))
        self._arrange(dialog, self.problem)
        self.show_reading("")
        self.show_trouble("", False)
        self.retranslate()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Lay out the data once after many changes: each part shown would do it again."""
        self._column.setEnabled(False)
        try:
            yield
        finally:
            self._column.setEnabled(True)
            self._column.activate()

    def show_problem(self, text: str) -> None:
        """Show why the loss can't be used yet; "" if it can."""
        self._show_problem(text, self.use)

    def allow_open(self, possible: bool) -> None:
        """Let a table be opened; where the landscape takes none, the tip says so."""
        self.open.setEnabled(possible)
        tip = self.tr("A table of your own (Ctrl+O), or drop a file here")
        none = self.tr("This landscape takes no table: it has examples of its own")
        set_tip(self.open, tip if possible else none)
        self.paste.setEnabled(possible)
        pasted = self.tr("A table that was copied, as from a spreadsheet (Ctrl+V)")
        set_tip(self.paste, pasted if possible else none)

    def show_reading(self, text: str) -> None:
        """Show what is being read; "" if nothing is."""
        self.reading.setText(text)
        for part in (self.reading, self.bar, self.stop):
            part.setVisible(bool(text))

    def show_trouble(self, text: str, other: bool) -> None:
        """Show why a file could not be read; "" hides it. `other`: its reading is not shown."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        self.retry.setVisible(bool(text) and other)

    def show_notes(self, text: str) -> None:
        """Show how cells were read, where they could be read otherwise; "" hides it."""
        self.notes.setText(text)
        self.notes.setVisible(bool(text))

    def show_classes(self, labels: tuple[str, ...], positive: str) -> None:
        """Show the classes of which one stands against all others; none where there are two."""
        self.positive.show_texts(map(outside, labels))
        if positive in labels:
            self.positive.setCurrentIndex(labels.index(positive))
        for part in (self.positive_name, self.positive):
            part.setVisible(positive in labels)

    def retranslate(self) -> None:
        self.models_name.setText(self.tr("Model"))
        self.models.setAccessibleName(self.tr("Model"))
        set_tip(self.models, self.tr("What the two parameters are weights of"))
        self.picture.setAccessibleName(self.tr("Picture of the surface"))
        self.source_name.setText(self.tr("Data"))
        self.source.setAccessibleName(self.tr("Data"))
        set_tip(self.source, self.tr("The examples that the loss is made of"))
        self.open.setText(self.tr("Open a CSV file…"))
        self.paste.setText(self.tr("Paste"))
        self.allow_open(self.open.isEnabled())
        self.stop.setText(self.tr("Cancel"))
        set_tip(self.stop, self.tr("Read no further; nothing changes"))
        self.retry.setText(self.tr("Read it in another way"))
        set_tip(self.retry, self.tr("Leave the table below, and choose how that file is read"))
        self.bar.setAccessibleName(self.tr("Reading"))
        self.header.setText(self.tr("The first row names the columns"))
        set_tip(self.header, self.tr("Clear this where the first row is data already"))
        self.sheet.setAccessibleName(self.tr("First rows of the table"))
        set_tip(self.sheet, self.tr("As in the file, → the number read; line numbers at the left"))
        self.columns_name.setText(self.tr("Columns"))
        self.positive_name.setText(self.tr("Class against all others"))
        self.positive.setAccessibleName(self.tr("Class against all others"))
        set_tip(self.positive, self.tr("The class that is 1; the others are 0 together"))
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; what is chosen stays chosen (Esc)"))
        self._name_use(self.tr("Use it"), self.tr("Let the balls roll on the loss of these data"))

    def _contents(self) -> QHBoxLayout:
        sides = QHBoxLayout()
        sides.setContentsMargins(EDGE, EDGE, 0, 0)
        sides.setSpacing(EDGE)
        left = scrolled(self._left(), sideways=False)
        left.setFixedWidth(WIDTH + px(12))  # with a scroll bar
        sides.addWidget(left)
        sides.addWidget(HairLine(Qt.Orientation.Vertical))
        self._scroll = scrolled(self._right())
        sides.addWidget(self._scroll, 1)
        return sides

    def _left(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP)
        self.models_name.setBuddy(self.models)
        self.models.setMinimumHeight(px(116))
        self.models.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(self.models_name)
        column.addWidget(self.models, 1)
        for part in (self.meaning, self.formula, self.picture, self.facts):
            part.setFixedWidth(WIDTH)
            column.addWidget(part)
        return inner

    def _right(self) -> QWidget:
        inner = QWidget()
        column = self._column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, EDGE, GAP)
        column.setSpacing(GAP)
        self.source_name.setBuddy(self.source)
        self.bar.setRange(0, 100)
        column.addWidget(self.source_name)
        column.addLayout(_row(self.source, self.open, self.paste))
        column.addLayout(_row(self.reading, self.stop))
        column.addWidget(self.bar)
        column.addLayout(_row(self.trouble, self.retry))
        for part in (self.origin, self.controls, self.header, self.sheet):
            column.addWidget(part, int(part is self.sheet))
        self.positive_name.setBuddy(self.positive)
        for below in (self.columns_name, self.columns, self.positive_name, self.positive):
            column.addWidget(below)
        for last in (self.notes, self.report, self.choices):
            column.addWidget(last)
        column.addStretch(0)
        return inner


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return row
