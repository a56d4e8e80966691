"""A short help on the syntax of formulas."""

from typing import final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from engine.formula.names import ONE
from engine.marks import QT_TRANSLATE_NOOP
from gui.style.plain_text import PlainLabel, joined, markup
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed

# Descriptions, and how they are typed.
LINES = (
    (QT_TRANSLATE_NOOP("FormulaHelp", "The two parameters of the loss"), ("w1 w2", "x y", "x1 x2")),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Operations"), ("+ - * / ^ ( )", "x² = x^2", "½ = 1/2")),
    (
        QT_TRANSLATE_NOOP("FormulaHelp", "Products without a sign"),
        ("2x", "2πx", "x(y+1)", "x sin(y)"),
    ),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Functions"), (" ".join(ONE),)),
    (
        QT_TRANSLATE_NOOP("FormulaHelp", "Written without brackets"),
        ("|x| = abs(x)", "√x = sqrt(x)", "sin 2x = sin(2x)", "sin² x = sin(x)^2"),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaHelp", "Functions of several values"),
        ("min(x, y)", "max(x, y)", "pow(x, y)", "atan2(y, x)", "mod(x, y)", "where(x > 0, x, 0)"),
    ),
    (
        QT_TRANSLATE_NOOP("FormulaHelp", "Conditions"),
        ("< <= > >= == !=", "x > 0 and not y > 0 or x > y"),
    ),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Constants"), ("pi", "e")),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Any other name gets a slider"), ("a", "k1", "alpha")),
)
SEPARATOR = markup("&nbsp; ")
LONG = 30  # characters


@final
class FormulaHelp(Retranslated, QFrame):
    """A short list to be read while typing; the functions are taken from the parser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = dressed(PlainLabel(), "second")
        self.lines = dressed(PlainLabel(wrap=True), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.lines)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("What can be typed"))
        rows, line = [], "<p style='margin: 0 0 3px 0'>" + self.tr("{0}: {1}") + "</p>"
        for meant, typed in LINES:
            name = QCoreApplication.translate("FormulaHelp", meant)
            examples = joined(SEPARATOR, (markup("<tt>{}</tt>", _unbroken(each)) for each in typed))
            rows.append(markup(line, name, examples))
        self.lines.set_markup(joined(markup(""), rows))


def _unbroken(text: str) -> str:
    """A short example stays on one line; a list of functions may be broken anywhere."""
    return text if len(text) > LONG else text.replace(" ", "\N{NO-BREAK SPACE}")
