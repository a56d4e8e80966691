"""A text split into numbers, names and signs, in one spelling each, with their positions.

Python's parser later gets names generated from these, and no character of the text itself.
"""

import math
import re
import unicodedata
from itertools import pairwise
from typing import Final, NamedTuple, NoReturn, final

from engine.formula.errors import (
    LOOK_ALIKE,
    NEEDS_BRACKETS,
    NO_EQUALS,
    NO_OTHER_BRACKETS,
    NUMBER_TOO_LARGE,
    NUMBER_TOO_SMALL,
    STRANGE,
    FormulaError,
    Span,
)
from engine.formula.names import FUNCTIONS, GREEK, JOINTS, LATER, canonical, split

NUMBER: Final = "number"
NAME: Final = "name"
RAISED: Final = "raised"  # an exponent in superscript digits
SIGN: Final = "sign"  # operators, brackets, commas
BAR: Final = "bar"  # of an absolute value; `bars` makes one of these two of it:
OPENING: Final = "opening bar"
CLOSING: Final = "closing bar"

# What Chinese keyboards produce: the wide twins of all visible ASCII characters.
TWINS: Final = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {ord("、"): ord(",")}
# Equivalent signs of typography.
SAME: Final = str.maketrans("×·⋅÷−≤≥≠", "***/-≤≥≠")
RAISED_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
LOWERED_DIGITS: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
FRACTIONS: Final = {
    sign: unicodedata.normalize("NFKC", sign).replace("\u2044", "/")
    for sign in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
}

PATTERN: Final = re.compile(
    r"(?P<space>[ \t\r\n\u00a0\u3000]+)"
    rf"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[{''.join(FRACTIONS)}])"
    rf"|(?P<name>(?:[A-Za-z]+|[{''.join(GREEK)}π])(?:_?[0-9]+|[₀₁₂₃₄₅₆₇₈₉]+)?|√)"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<bar>\|)"
    r"|(?P<sign>\*\*|[<>=!]=|[-+*/^(),<>×·⋅÷−≤≥≠])"
)
ONE_SPELLING: Final = {"**": "^", "≤": "<=", "≥": ">=", "≠": "!="}

# Letters and signs that look like valid ones, beyond those that Unicode itself equates.
LOOK_ALIKES: Final = dict(zip("асеорхуіѕοıｏ‐‑–—∗∕⁄", "aceopxyisoio----*//", strict=True))
HINTS: Final = {"=": NO_EQUALS} | dict.fromkeys("[]{}", NO_OTHER_BRACKETS)


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
    plain = text.translate(TWINS)
    at = 0
    while at < len(plain):
        match = PATTERN.match(plain, at)
        if match is None or match.lastgroup is None:
            _refuse(text[at], at)
        if match.lastgroup != "space":
            found.append(_token(match.lastgroup, match[0], match.span()))
            _check_end(found[-1], plain[at : match.end() + 1])
        at = match.end()
    return found


def number(text: str) -> float:
    """The value of a number token: digits, or two whole numbers with / between them."""
    above, _, below = text.partition("/")
    return float(above) / float(below or 1)


def functions_in(found: list[Token]) -> frozenset[str]:
    """The words that are functions in this formula: words that were free to be parameters before
    they became functions are functions where one of them stands before a bracket."""
    called = {a.text for a, b in pairwise(found) if a.kind == NAME and b.text == "("}
    return frozenset(FUNCTIONS) - (LATER - called)


def _token(kind: str, text: str, span: Span) -> Token:
    spelled = _spelled(kind, text, span)
    return Token(SIGN if kind == NAME and spelled in JOINTS else kind, spelled, *span)


def _spelled(kind: str, text: str, span: Span) -> str:
    if kind == NUMBER:
        text = FRACTIONS.get(text, text)
        _check_number(text, span)
        return text
    if kind == RAISED:
        return text.translate(RAISED_DIGITS)
    if kind == NAME:
        plain = text.translate(LOWERED_DIGITS).replace("_", "").replace("√", "sqrt")
        return canonical(*split(plain))
    sign = text.translate(SAME)
    return ONE_SPELLING.get(sign, sign)


def _check_end(token: Token, typed: str) -> None:
    """Refuse log2x, which is the logarithm of 2x to some, and that of x to base 2 to others."""
    if token.text in FUNCTIONS and re.fullmatch(r"[a-z]+[0-9]+[A-Za-z]", typed):
        raise FormulaError(NEEDS_BRACKETS, token.span, token.text)


def _check_number(text: str, span: Span) -> None:
    """Refuse numbers that floating point would turn into infinity or 0."""
    value = number(text)
    if not math.isfinite(value):
        raise FormulaError(NUMBER_TOO_LARGE, span, text[:20])
    if value == 0 and re.search("[1-9]", re.split("[eE]", text)[0]):
        raise FormulaError(NUMBER_TOO_SMALL, span, text[:20])


def _refuse(character: str, at: int) -> NoReturn:
    """Raise an error that shows the character; one that can't be seen by name, which is English."""
    span = at, at + 1
    code = f"U+{ord(character):04X}"
    meant = LOOK_ALIKES.get(character) or unicodedata.normalize("NFKC", character)
    if meant in HINTS:
        raise FormulaError(HINTS[meant], span, "abs(…)")
    if meant != character and PATTERN.fullmatch(meant) and not meant.isspace():
        raise FormulaError(LOOK_ALIKE, span, character, code, meant)
    visible = character.isprintable() and not unicodedata.combining(character)
    name = f"{code} {unicodedata.name(character, '')}".strip()
    words = (character if character <= "~" else f"{character} ({code})") if visible else name
    raise FormulaError(STRANGE, span, words)
