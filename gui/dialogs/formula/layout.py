"""The controls of the formula editor, and their layout."""

from typing import final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.formula.bounds import BoundsFields
from gui.dialogs.formula.field import FormulaField
from gui.dialogs.formula.help import FormulaHelp
from gui.dialogs.formula.parameters import ParameterRows
from gui.dialogs.formula.preview import FormulaPreview
from gui.dialogs.loss_layout import EDGE, GAP, LossLayout
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.thumbnails.surface_preview import WIDTH
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import scrolled


@final
class FormulaLayout(LossLayout):
    """The contents of `dialog`: the formula, its parameters and window, and a picture."""

    def __init__(self, theme: Theme, dialog: QDialog) -> None:
        super().__init__(theme)
        self.name, self.examples = PlainLabel(), QPushButton(autoDefault=False)
        self.field = FormulaField(theme)
        self.preview = FormulaPreview(theme)
        self.values_name = dressed(PlainLabel(), "second")
        self.no_values = dressed(PlainLabel(wrap=True), "caption")
        self.values = ParameterRows()
        self.window_name = dressed(PlainLabel(), "second")
        self.window_fields = BoundsFields()
        self.help = FormulaHelp()
        self.state = dressed(PlainLabel(), "caption")
        self._arrange(dialog, self.state)
        self.retranslate()

    def show_problem(self, text: str) -> None:
        """Show what is wrong with the formula; "" if nothing is."""
        self._show_problem(text, self.field)

    def show_values_hint(self, visible: bool) -> None:
        """Explain how to add parameters, while there are none."""
        self.no_values.setVisible(visible)

    def retranslate(self) -> None:
        self.name.setText(self.tr("Loss as a formula"))
        self.field.setAccessibleName(self.name.text())
        set_tip(self.field, self.tr("Enter uses the formula; Ctrl+Z brings back what stood here"))
        self.examples.setText(self.tr("Examples"))
        set_tip(self.examples, self.tr("Formulas to begin with, and those typed before"))
        self.values_name.setText(self.tr("Parameters"))
        self.no_values.setText(
            self.tr("Put a name such as a instead of a number: it gets a slider here.")
        )
        self.window_name.setText(self.tr("Window"))
        self.close_button.setText(self.tr("Close"))
        set_tip(self.close_button, self.tr("Close; what is typed stays here (Esc)"))
        self._name_use(self.tr("Use it"), self.tr("Let the balls roll on this surface (Enter)"))

    def _contents(self) -> QVBoxLayout:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(EDGE, EDGE, EDGE, GAP)
        column.setSpacing(GAP)
        self.name.setBuddy(self.field)
        self.problem.setMinimumHeight(self.problem.fontMetrics().height())
        head = QHBoxLayout()
        head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.examples)
        column.addLayout(head)
        for part in (self.field, self.problem, self.preview, HairLine()):
            column.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(2 * EDGE)
        below.addLayout(self._settings(), 1)
        below.addLayout(self._picture_column())
        column.addLayout(below)
        column.addStretch(1)
        self._scroll = scrolled(inner)
        whole = QVBoxLayout()
        whole.addWidget(self._scroll)
        return whole

    def _settings(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        for part in (
            self.values_name,
            self.no_values,
            self.values,
            _space(),
            self.window_name,
            self.window_fields,
        ):
            column.addWidget(part)
        column.addStretch(1)
        return column

    def _picture_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        for part in (self.picture, self.facts, self.help):
            column.addWidget(part)
        for part in (self.facts, self.help):
            part.setFixedWidth(WIDTH)
        column.addStretch(1)
        return column


def _space() -> QWidget:
    """A space above a heading."""
    made = QWidget()
    made.setFixedHeight(GAP // 2)
    return made
