"""A short help on the syntax of formulas."""

from html import escape
from typing import final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from engine.formula.names import ONE
from engine.marks import QT_TRANSLATE_NOOP
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed

# Descriptions, and how they are typed.
LINES = (
    (QT_TRANSLATE_NOOP("FormulaHelp", "The two parameters of the loss"), ("w1 w2", "x y")),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Operations"), ("+ - * / ^ ( )", "2x = 2*x", "x² = x^2")),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Functions"), (" ".join(ONE),)),
    (
        QT_TRANSLATE_NOOP("FormulaHelp", "Functions of several values"),
        ("min(x, y)", "max(x, y)", "where(x > 0, x, 0)"),
    ),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Constants"), ("pi", "e")),
    (QT_TRANSLATE_NOOP("FormulaHelp", "Any other name gets a slider"), ("a", "k1", "alpha")),
)
SEPARATOR = "&nbsp; "
LONG = 30  # characters


@final
class FormulaHelp(Retranslated, QFrame):
    """A short list to be read while typing; the functions are taken from the parser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = dressed(QLabel(), "second")
        self.lines = dressed(QLabel(wordWrap=True), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.lines)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("What can be typed"))
        rows = []
        for meant, typed in LINES:
            name = escape(QCoreApplication.translate("FormulaHelp", meant))
            examples = SEPARATOR.join(f"<tt>{_unbroken(each)}</tt>" for each in typed)
            rows.append(f"<p style='margin: 0 0 3px 0'>{name}: {examples}</p>")
        self.lines.setText("".join(rows))


def _unbroken(text: str) -> str:
    """A short example stays on one line; a list of functions may be broken anywhere."""
    return escape(text) if len(text) > LONG else escape(text).replace(" ", "&nbsp;")
