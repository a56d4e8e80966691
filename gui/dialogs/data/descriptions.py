"""A description of each landscape from data. Marked in the context "DataMeaning"."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.data.reading import ENCODINGS
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface
from gui.dialogs.data.opened_table import OpenedTable
from gui.style.outside_text import outside
from gui.text.numbers import count

MEANINGS: Final[dict[str, str]] = {
    "linear_regression": QT_TRANSLATE_NOOP(
        "DataMeaning", "A line fitted to points: one weight w and one bias b."
    ),
    "pokemon": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "A line fitted to ten Pokémon. Convex and yet hard: its valley is very long and narrow.",
    ),
    "two_features": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "One weight for each of two features; features of unlike scale make a long valley.",
    ),
    "logistic_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning", "Tells two classes apart by one feature: one weight w and one bias b."
    ),
    "logistic_regression": QT_TRANSLATE_NOOP(
        "DataMeaning", "Tells two classes apart by two features, with one weight for each."
    ),
    "relu_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "A line cut off below 0. Where this cuts off every example, the gradient is 0: it is dead.",
    ),
    "sine_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning", "A wave fitted to points: many local minima, of which one is the best."
    ),
    "two_weights_on_data": QT_TRANSLATE_NOOP(
        "DataMeaning", "Two weights in series: a saddle point between two valleys."
    ),
    "softmax": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "Three classes: where the answer is badly wrong, only mean squared error is flat.",
    ),
    "normalised_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "With batch normalisation the loss ignores the weights’ length: only direction counts.",
    ),
    "pulled_wells": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "Two minima, each example tilted its own way: small batches leave the sharp one.",
    ),
}

SIZE: Final = QT_TRANSLATE_NOOP("DataDetails", "%1 rows, %2 columns")
ONE_ROW: Final = QT_TRANSLATE_NOOP("DataDetails", "1 row, %2 columns")
SEPARATOR: Final = QT_TRANSLATE_NOOP("DataDetails", "Separator: %1")
DECIMAL: Final = QT_TRANSLATE_NOOP("DataDetails", "Decimal mark: %1")
NAMES: Final = QT_TRANSLATE_NOOP("DataDetails", "Names in line %1")
NO_NAMES: Final = QT_TRANSLATE_NOOP("DataDetails", "No column names")
SKIPPED: Final = QT_TRANSLATE_NOOP("DataDetails", "Skipped above the table, %1 lines: %2")
ONE_SKIPPED: Final = QT_TRANSLATE_NOOP("DataDetails", "Skipped above the table, 1 line: %2")
GUESSED: Final = QT_TRANSLATE_NOOP("DataDetails", "The encoding is a guess; %1 would fit, too.")
SEPARATORS: Final = {
    "\t": QT_TRANSLATE_NOOP("DataDetails", "tab"),
    ";": QT_TRANSLATE_NOOP("DataDetails", "semicolon"),
    ",": QT_TRANSLATE_NOOP("DataDetails", "comma"),
    "|": QT_TRANSLATE_NOOP("DataDetails", "vertical bar"),
    " ": QT_TRANSLATE_NOOP("DataDetails", "spaces"),
}
DECIMALS: Final = {
    ".": QT_TRANSLATE_NOOP("DataDetails", "point"),
    ",": QT_TRANSLATE_NOOP("DataDetails", "comma"),
}


def meaning_of(kind: type[Surface]) -> str:
    """The description in the current language; "" if there is none."""
    text = MEANINGS.get(kind.key, "")
    return QCoreApplication.translate("DataMeaning", text) if text else ""


def name_of(opened: OpenedTable) -> str:
    """The name of a file, or the translated title of a built-in table."""
    if opened.file is not None:
        return opened.title
    return QCoreApplication.translate("Dataset", opened.title)


def origin_of(opened: OpenedTable) -> str:
    """The source and the licence of a built-in table."""
    parts = []
    if opened.source:
        parts.append(QCoreApplication.translate("Source", opened.source))
    if opened.licence:
        parts.append(QCoreApplication.translate("Licence", opened.licence))
    return " · ".join(parts)


def details_of(opened: OpenedTable) -> str:
    """How a table was read: rows, columns, encoding, marks, names, and what was skipped."""
    sheet = opened.sheet
    size = _filled(SIZE if sheet.count > 1 else ONE_ROW, count(sheet.count), count(sheet.width))
    taken = sheet.reading
    skipped = taken.skipped or 0
    marks = [sheet.decimals[0]] if len(set(sheet.decimals)) == 1 else list(DECIMALS)
    parts = [
        size,
        ENCODINGS[taken.encoding or "utf-8"],
        _filled(SEPARATOR, separator_name(taken.separator or ",")),
        _filled(DECIMAL, " / ".join(map(decimal_name, marks))),
        _filled(NAMES, count(skipped + 1)) if taken.header else _filled(NO_NAMES),
    ]
    lines = [" · ".join(parts)]
    if sheet.skipped:
        named = _listed(f"“{outside(line)}”" for line in sheet.skipped)
        lines.append(_filled(SKIPPED if skipped > 1 else ONE_SKIPPED, count(skipped), named))
    if sheet.others:
        lines.append(_filled(GUESSED, _listed(ENCODINGS[each] for each in sheet.others)))
    return "\n".join(lines)


def _listed(names: Iterable[str]) -> str:
    """Names in a row, separated as in the current language."""
    return QCoreApplication.translate("DataDetails", ", ").join(names)


def separator_name(mark: str) -> str:
    """A separator in the current language."""
    return _filled(SEPARATORS[mark])


def decimal_name(mark: str) -> str:
    """A decimal mark in the current language."""
    return _filled(DECIMALS[mark])


def _filled(text: str, *values: str) -> str:
    filled = QCoreApplication.translate("DataDetails", text)
    for place, value in enumerate(values, start=1):
        filled = filled.replace(f"%{place}", value)
    return filled
