"""The controls of the data dialog, and their layout."""

from typing import Final, final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.data.column_roles import ColumnRoles
from gui.dialogs.data.report import ReportView
from gui.dialogs.data.table_preview import SheetView
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.thumbnails.surface_preview import WIDTH, SurfacePreview
from gui.typeset.math_label import MathLabel
from gui.widgets.choice_rows import ChoiceRows
from gui.widgets.hairline import HairLine

EDGE: Final = 16  # px
GAP: Final = 8
FORMULA: Final = 13.0  # px of its letters


@final
class DataLayout(Retranslated, QFrame):
    """The contents of `dialog`: models at the left, their data at the right."""

    def __init__(self, theme: Theme, dialog: QDialog) -> None:
        super().__init__()
        self.models_name, self.models = dressed(QLabel(), "second"), QListWidget()
        self.meaning = QLabel(wordWrap=True)
        self.formula = MathLabel(theme, size=FORMULA)
        self.picture = SurfacePreview(theme)
        self.facts = dressed(QLabel(wordWrap=True), "caption")
        self.source_name, self.source = dressed(QLabel(), "second"), QComboBox()
        self.open = QPushButton()
        self.origin = dressed(QLabel(wordWrap=True), "caption")
        self.reading, self.bar, self.stop = QLabel(wordWrap=True), QProgressBar(), QPushButton()
        self.trouble = dressed(QLabel(wordWrap=True), "problem")
        self.header = QCheckBox()
        self.sheet = SheetView(theme)
        self.columns_name, self.columns = dressed(QLabel(), "second"), ColumnRoles()
        self.report = ReportView()
        self.choices = ChoiceRows(skip=("dataset",))
        self.problem = dressed(QLabel(wordWrap=True), "problem")
        self.close_button, self.use = QPushButton(), QPushButton()
        self._arrange(dialog)
        self.show_reading("")
        self.show_trouble("")
        self.retranslate()

    def show_problem(self, text: str) -> None:
        """Show why the loss can't be used yet; "" if it can."""
        self.problem.setText(text)
        self.problem.setAccessibleName(text)
        self.use.setAccessibleDescription(text)

    def show_reading(self, text: str) -> None:
        """Show what is being read; "" if nothing is."""
        self.reading.setText(text)
        for part in (self.reading, self.bar, self.stop):
            part.setVisible(bool(text))

    def show_trouble(self, text: str) -> None:
        """Show why a file could not be read; "" hides it."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def reveal(self, part: QWidget) -> None:
        """Move the focus to a control at the right, and scroll to it."""
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._data.ensureWidgetVisible(part)

    def retranslate(self) -> None:
        self.models_name.setText(self.tr("Model"))
        self.models.setAccessibleName(self.tr("Model"))
        self.models.setToolTip(self.tr("What the two parameters are weights of"))
        self.picture.setAccessibleName(self.tr("Picture of the surface"))
        self.source_name.setText(self.tr("Data"))
        self.source.setAccessibleName(self.tr("Data"))
        self.source.setToolTip(self.tr("The examples that the loss is made of"))
        self.open.setText(self.tr("Open a CSV file…"))
        self.open.setToolTip(self.tr("A table of your own (Ctrl+O), or drop a file here"))
        self.stop.setText(self.tr("Cancel"))
        self.stop.setToolTip(self.tr("Read no further; nothing changes"))
        self.bar.setAccessibleName(self.tr("Reading"))
        self.header.setText(self.tr("The first row names the columns"))
        self.header.setToolTip(self.tr("Clear this where the first row is data already"))
        self.sheet.setAccessibleName(self.tr("First rows of the table"))
        self.sheet.setToolTip(self.tr("As it stands in the file; line numbers at the left"))
        self.columns_name.setText(self.tr("Columns"))
        self.close_button.setText(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close; what is chosen stays chosen (Esc)"))
        self.use.setText(self.tr("Use it"))
        self.use.setToolTip(self.tr("Let the balls roll on the loss of these data"))

    def _arrange(self, dialog: QDialog) -> None:
        for button in (self.open, self.stop, self.close_button):
            button.setAutoDefault(False)
        self.use.setDefault(True)
        self.bar.setRange(0, 100)
        sides = QHBoxLayout()
        sides.setContentsMargins(EDGE, EDGE, 0, 0)
        sides.setSpacing(EDGE)
        sides.addWidget(_scrolled(self._left(), WIDTH + 12))
        sides.addWidget(HairLine(Qt.Orientation.Vertical))
        self._data = _scrolled(self._right())
        sides.addWidget(self._data, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(sides, 1)
        whole.addWidget(HairLine())
        whole.addLayout(self._buttons())
        outer = QVBoxLayout(dialog)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def _left(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP)
        self.models_name.setBuddy(self.models)
        self.models.setMinimumHeight(116)
        self.models.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(self.models_name)
        column.addWidget(self.models, 1)
        for part in (self.meaning, self.formula, self.picture, self.facts):
            part.setFixedWidth(WIDTH)
            column.addWidget(part)
        return inner

    def _right(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, EDGE, GAP)
        column.setSpacing(GAP)
        self.source_name.setBuddy(self.source)
        self.source.setMinimumContentsLength(12)
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        column.addWidget(self.source_name)
        column.addLayout(_row(self.source, self.open))
        column.addLayout(_row(self.reading, self.stop))
        for part in (self.bar, self.trouble, self.origin, self.header, self.sheet):
            column.addWidget(part, int(part is self.sheet))
        for below in (self.columns_name, self.columns, self.report, self.choices):
            column.addWidget(below)
        column.addStretch(0)
        return inner

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        row.setSpacing(GAP)
        row.addWidget(self.problem, 1)
        row.addWidget(self.close_button)
        row.addWidget(self.use)
        return row


def _row(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(first, 1)
    row.addWidget(second)
    return row


def _scrolled(inner: QWidget, width: int | None = None) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the controls inside take the focus
    if width is not None:
        scroll.setFixedWidth(width)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
