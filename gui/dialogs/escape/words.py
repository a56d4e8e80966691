"""What is said above and below the table of a comparison."""

import math
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from gui.dialogs.escape.comparison import Comparison, Promise
from gui.dialogs.escape.controls import start_text
from gui.text.numbers import exact, fixed, show

FORMULA: Final = "ln 10 / ln(1 − ηλ)"
HINT: Final = QT_TRANSLATE_NOOP(
    "EscapeDialog",
    "All start δ beside the way into a saddle. The nearer, the longer until its way out, u₋, "
    "takes them away: how many updates does each need?",
)
RESULT: Final = QT_TRANSLATE_NOOP(
    "EscapeDialog", "Updates from {0} until L < {1}: first passage / settled (once where equal)"
)
PROMISED: Final = QT_TRANSLATE_NOOP(
    "EscapeDialog",
    "{0}, η = {1}: {2} updates per decade promised by {3} with λ = {4}, {5} measured",
)
UNMEASURED: Final = QT_TRANSLATE_NOOP(
    "EscapeDialog",
    "{0}, η = {1}: {2} updates per decade promised by {3} with λ = {4}; it left from too few "
    "distances to measure it",
)


def result_text(shown: Comparison | None) -> str:
    """What the numbers are; without any, what the dialog is for."""
    if shown is None:
        return _translated(HINT)
    race = shown.race
    return _translated(RESULT).format(start_text(race.base, race.direction), exact(race.level))


def promise_text(shown: Comparison | None) -> str:
    """The updates of each gradient descent by δ, a line each."""
    return "\n".join(map(_line, shown.promises)) if shown is not None else ""


def _line(each: Promise) -> str:
    rate, eigenvalue = exact(each.rate), show(each.eigenvalue)
    values = each.name, rate, fixed(each.promised, 2), FORMULA, eigenvalue
    if math.isnan(each.measured):
        return _translated(UNMEASURED).format(*values)
    return _translated(PROMISED).format(*values, fixed(each.measured, 1))


def _translated(text: str) -> str:
    return QCoreApplication.translate("EscapeDialog", text)
