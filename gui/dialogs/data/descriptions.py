"""A description of each landscape from data. Marked in the context "DataMeaning"."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface
from gui.dialogs.data.opened_table import ENCODINGS, OpenedTable
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
SEPARATORS: Final = {
    ",": QT_TRANSLATE_NOOP("DataDetails", "comma"),
    ";": QT_TRANSLATE_NOOP("DataDetails", "semicolon"),
    "\t": QT_TRANSLATE_NOOP("DataDetails", "tab"),
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
    """How a table was read: rows, columns, encoding, and the separator of its cells."""
    sheet = opened.sheet
    encoding = ENCODINGS.get(sheet.encoding, sheet.encoding)
    mark = SEPARATORS.get(sheet.separator)
    shown = _translated(mark) if mark else outside(sheet.separator)
    separator = _translated(SEPARATOR).replace("%1", shown)
    rows = len(sheet.rows)
    size = _translated(SIZE if rows > 1 else ONE_ROW)  # there are at least two columns
    size = size.replace("%2", count(len(sheet.names))).replace("%1", count(rows))
    return " · ".join((size, encoding, separator))


def _translated(text: str) -> str:
    return QCoreApplication.translate("DataDetails", text)
