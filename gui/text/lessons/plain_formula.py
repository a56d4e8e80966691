"""Formulas where only plain text can stand, as on a control."""

import re
import unicodedata
from typing import Final

from gui.text.search_words import unlatexed

COMMAND: Final = re.compile(r"\\([A-Za-z]+)")
SUBSCRIPT: Final = re.compile(r"_\{?([0-9+-]+)\}?")
LOWERED: Final = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def plain_formula(formula: str) -> str:
    """A LaTeX formula in plain text: its letters by name and its subscripts as characters."""
    lettered = COMMAND.sub(_letter, formula)
    return unlatexed(SUBSCRIPT.sub(lambda found: found[1].translate(LOWERED), lettered))


def _letter(command: re.Match[str]) -> str:
    """The Greek letter of that name; a command otherwise."""
    name = command[1].upper().replace("LAMBDA", "LAMDA")  # as Unicode spells it
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name}")
    except KeyError:
        return command[0]
