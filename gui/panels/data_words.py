"""What each landscape from data is, in one sentence. Marked in the context "DataMeaning"."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface
from gui.panels.data_tables import ENCODINGS, Opened

MEANINGS: Final[dict[str, str]] = {
    "linear_regression": QT_TRANSLATE_NOOP(
        "DataMeaning", "A line through points: one weight w and one bias b."
    ),
    "pokemon": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "A line through ten Pokémon. Convex and yet hard: its valley is very long and narrow.",
    ),
    "two_features": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "One weight for each of two features; features of unlike size make a long valley.",
    ),
    "logistic_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning", "Tells two classes apart by one feature: one weight w and one bias b."
    ),
    "logistic_regression": QT_TRANSLATE_NOOP(
        "DataMeaning", "Tells two classes apart by two features, with one weight for each."
    ),
    "relu_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "A line that is cut off below 0. Where no example passes, its gradient is 0: it is dead.",
    ),
    "sine_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning", "A wave through points: many local minima, of which one is the best."
    ),
    "two_weights_on_data": QT_TRANSLATE_NOOP(
        "DataMeaning", "Two weights one after the other: a saddle point between two valleys."
    ),
    "softmax": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "Three classes: cross-entropy slopes wherever the answer is wrong, square error is flat.",
    ),
    "normalised_neuron": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "Batch normalization forgets how long the weights are: the loss knows their direction only.",
    ),
    "pulled_wells": QT_TRANSLATE_NOOP(
        "DataMeaning",
        "A flat and a sharp minimum, and examples that disagree: small batches leave the sharp one.",
    ),
}


def meaning_of(kind: type[Surface]) -> str:
    """The sentence in the language of the moment; "" where there is none."""
    text = MEANINGS.get(kind.key, "")
    return QCoreApplication.translate("DataMeaning", text) if text else ""


def name_of(opened: Opened) -> str:
    """A file's name as it is, a shipped table's title translated."""
    if opened.file is not None:
        return opened.title
    return QCoreApplication.translate("Dataset", opened.title)


def origin_of(opened: Opened) -> str:
    """Where a shipped table comes from, and what it may be used for."""
    parts = []
    if opened.source:
        parts.append(QCoreApplication.translate("Source", opened.source))
    if opened.licence:
        parts.append(QCoreApplication.translate("Licence", opened.licence))
    return " · ".join(parts)


def encoding_of(opened: Opened) -> str:
    return ENCODINGS.get(opened.sheet.encoding, opened.sheet.encoding)
