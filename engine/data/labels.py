"""Cells as labels of classes: equal numbers are equal labels, and so are TRUE and True."""

import unicodedata
from collections.abc import Hashable, Iterable
from typing import Final

from engine.data.numbers import Form, is_value, parsed

MOST_LABELS: Final = 20  # classes of which one may be chosen against all others
LONGEST: Final = 400  # letters of a label; the time to normalise one grows with its square
TRUTHS: Final = frozenset(("true", "false"))


def key_of(cell: str, decimal: str) -> Hashable | None:
    """What equal labels have in common; None where the cell names no class."""
    text = cell.strip()[:LONGEST]
    if not is_value(text):
        return None
    found = parsed(text, decimal)
    if found is not None and found.form in (Form.PLAIN, Form.GROUPED):
        return found.value if abs(found.value) < float("inf") else None
    word = text.lower()
    return word if word in TRUTHS else unicodedata.normalize("NFC", text)


def in_order(labels: Iterable[Hashable]) -> list[Hashable]:
    """Numbers by their size, then words in the order of the alphabet."""
    return sorted(labels, key=lambda each: (isinstance(each, str), each))


def name_of(spellings: set[str]) -> str:
    """The shortest spelling: “0” of “0.0” and “0”."""
    return min(spellings, key=lambda text: (len(text), text))
