"""A text split into numbers, names and signs, in one spelling each, with their positions.

Python's parser later gets names generated from these, and no character of the text itself.
"""

import math
import re
import unicodedata
from typing import Final, NamedTuple, NoReturn, final

from engine.formula.errors import (
    LOOK_ALIKE,
    NO_BARS,
    NO_EQUALS,
    NO_OTHER_BRACKETS,
    NUMBER_TOO_LARGE,
    NUMBER_TOO_SMALL,
    STRANGE,
    FormulaError,
    Span,
)
from engine.formula.names import GREEK, canonical, split

NUMBER: Final = "number"
NAME: Final = "name"
RAISED: Final = "raised"  # an exponent in superscript digits
SIGN: Final = "sign"  # operators, brackets, commas

# Equivalent signs: those of typography, and those that Chinese keyboards produce.
SAME: Final = str.maketrans("×·⋅÷−≤≥（）＋－＊／＾，＜＞", "***/-≤≥()+-*/^,<>")
RAISED_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
LOWERED_DIGITS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

PATTERN: Final = re.compile(
    r"(?P<space>[ \t\r\n\u00a0\u3000]+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>(?:[A-Za-z]+|[{''.join(GREEK)}π√])(?:_?[0-9]+|[₀₁₂₃₄₅₆₇₈₉]+)?)"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|<=|>=|[-+*/^(),<>×·⋅÷−≤≥（）＋－＊／＾，＜＞])"
)
ONE_SPELLING: Final = {"**": "^", "≤": "<=", "≥": ">="}

# Letters and signs that look like valid ones, beyond those that Unicode itself equates.
LOOK_ALIKES: Final = dict(zip("асеорхуіѕοıｏ‐‑–—∗∕⁄", "aceopxyisoio----*//", strict=True))
HINTS: Final = {"=": NO_EQUALS, "|": NO_BARS} | dict.fromkeys("[]{}", NO_OTHER_BRACKETS)


@final
class Token(NamedTuple):
    kind: str
    text: str  # in the one spelling
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.start, self.end


def tokens(text: str) -> list[Token]:
    """The tokens of `text`. Raises FormulaError at the first character that belongs to none."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = PATTERN.match(text, at)
        if match is None or match.lastgroup is None:
            _refuse(text[at], at)
        if match.lastgroup != "space":
            spelled = _spelled(match.lastgroup, match[0], match.span())
            found.append(Token(match.lastgroup, spelled, *match.span()))
        at = match.end()
    return found


def _spelled(kind: str, text: str, span: Span) -> str:
    if kind == NUMBER:
        _check_number(text, span)
        return text
    if kind == RAISED:
        return text.translate(RAISED_DIGITS)
    if kind == NAME:
        plain = text.translate(LOWERED_DIGITS).replace("_", "").replace("√", "sqrt")
        return canonical(*split(plain))
    sign = text.translate(SAME)
    return ONE_SPELLING.get(sign, sign)


def _check_number(text: str, span: Span) -> None:
    """Refuse numbers that floating point would turn into infinity or 0."""
    value = float(text)
    if not math.isfinite(value):
        raise FormulaError(NUMBER_TOO_LARGE, span, text[:20])
    if value == 0 and re.search("[1-9]", re.split("[eE]", text)[0]):
        raise FormulaError(NUMBER_TOO_SMALL, span, text[:20])


def _refuse(character: str, at: int) -> NoReturn:
    """Raise an error that shows the character, by name if it is invisible or looks like another."""
    span = at, at + 1
    code = f"U+{ord(character):04X}"
    meant = LOOK_ALIKES.get(character) or unicodedata.normalize("NFKC", character)
    if meant in HINTS:
        raise FormulaError(HINTS[meant], span, "abs(…)")
    if meant != character and PATTERN.fullmatch(meant) and not meant.isspace():
        raise FormulaError(LOOK_ALIKE, span, character, code, meant)
    visible = character.isprintable() and not unicodedata.combining(character)
    name = unicodedata.name(character, "")
    words = character if character <= "~" and visible else f"{code} {name}".strip()
    if character > "~" and visible:
        words = f"{character} ({words})"
    raise FormulaError(STRANGE, span, words)
