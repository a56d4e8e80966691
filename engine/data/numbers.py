"""Cells to numbers: decimal marks, grouped digits, signs of percent and of currencies."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple, final

LONGEST: Final = 400  # letters of a number
BLANKS: Final = " \N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
GROUPS: Final = BLANKS + "'’_"  # and the mark that is not the decimal mark
CURRENCIES: Final = "$¢£¤¥฿₠-⃀﷼﹩＄￠￡￥￦"  # within a class of a regular expression
CURRENCY: Final = re.compile(f"[{CURRENCIES}元]")
PERCENT: Final = frozenset("%％‰")
MINUS: Final = str.maketrans("−－＋", "--+")
# Marks of missing values. “-” and “none” are not among them: they are names of classes.
INFINITE: Final = frozenset(("nan", "inf", "infinity"))
MISSING: Final = frozenset(("", "?", "na", "n/a", "n.a.", "#n/a", "null"))


def _pattern(mark: str) -> re.Pattern[str]:
    """Numbers with this decimal mark. Groups are alike, of three digits, and not after a 0."""
    other = "," if mark == "." else "."
    grouped = rf"(?!0)\d{{1,3}}([{GROUPS}{other}])\d{{3}}(?:\1\d{{3}})*"
    return re.compile(rf"[+-]?(?:(?:\d+|{grouped})(?:[{mark}]\d*)?|[{mark}]\d+)(?:[eE][+-]?\d+)?")


PATTERNS: Final = {mark: _pattern(mark) for mark in ".,"}


@final
class Form(StrEnum):
    """How a number is written."""

    PLAIN = "plain"
    GROUPED = "grouped"
    PERCENT = "percent"
    CURRENCY = "currency"


@final
class Number(NamedTuple):
    """The value of a cell; of “12%” it is 12, of “$5” it is 5."""

    value: float  # infinite where it is too large
    form: Form
    unit: str = ""  # the sign that was left off


def parsed(cell: str, decimal: str = ".") -> Number | None:
    """The number that a cell holds; None where it is none.

    Unlike `float`, this knows no words, underscores between groups of three only, and a minus
    sign as it is printed.
    """
    text = cell.strip()
    if not text or len(text) > LONGEST:
        return None
    text = text.translate(MINUS)
    if found := _unsigned(text, decimal, Form.PLAIN):
        return found
    bare, form, unit = _without_sign(text)
    found = _unsigned(bare, decimal, form) if unit else None
    return None if found is None else found._replace(unit=unicodedata.normalize("NFKC", unit))


def number(cell: str, decimal: str = ".") -> float | None:
    """The value of a cell that holds a number, otherwise None."""
    found = parsed(cell, decimal)
    return None if found is None else found.value


def _unsigned(text: str, decimal: str, form: Form) -> Number | None:
    match = PATTERNS[decimal].fullmatch(text)
    if match is None:
        return None
    if group := match[1]:
        text = text.replace(group, "")
        form = Form.GROUPED if form is Form.PLAIN else form
    return Number(float(text.replace(",", ".")), form)


def _without_sign(text: str) -> tuple[str, Form, str]:
    """The text without one sign of percent or a currency, and which was there."""
    sign = text[0] if text[0] in "+-" else ""
    rest = text[len(sign) :].lstrip()
    if rest and rest[-1] in PERCENT:
        return sign + rest[:-1].rstrip(), Form.PERCENT, rest[-1]
    if CURRENCY.match(rest):
        return sign + rest[1:].lstrip(), Form.CURRENCY, rest[0]
    if rest and CURRENCY.match(rest[-1]):
        return sign + rest[:-1].rstrip(), Form.CURRENCY, rest[-1]
    return text, Form.PLAIN, ""


def may_be_number(cell: str) -> bool:
    """Whether it is a number with either decimal mark."""
    return any(parsed(cell, mark) is not None for mark in ".,")


def is_value(cell: str) -> bool:
    """Whether a cell has a value: it is not empty, and no word for missing or infinite."""
    word = cell.strip()[:LONGEST].lower()
    return word not in MISSING and not is_infinite_word(word)


def is_infinite_word(cell: str) -> bool:
    """Whether a cell holds a word that programs write for a number that is not finite."""
    return cell.strip()[:LONGEST].lower().lstrip("+-−") in INFINITE


@final
class Evidence(NamedTuple):
    """What the cells of a column say of its decimal mark."""

    points: int = 0  # cells that are numbers only where a point marks decimals
    commas: int = 0  # … a comma
    mark: str = ""  # of cells that are numbers either way, and different ones
    example: str = ""  # one of these cells
    mixed: bool = False  # whether whole numbers below 1000 are written without that mark
    large: bool = False  # whether larger ones are
    groups: bool = False  # whether thousands are the likelier reading for another reason


def evidence(cells: Iterable[str]) -> Evidence:
    """Judge a column by its cells that are not empty."""
    points = commas = 0
    doubtful: list[str] = []
    whole: list[float] = []
    for cell in cells:
        if "," not in cell and "." not in cell:
            if (value := number(cell)) is not None:
                whole.append(abs(value))
            continue
        by_point, by_comma = number(cell, "."), number(cell, ",")
        points += by_point is not None and by_comma is None
        commas += by_comma is not None and by_point is None
        if by_point is not None and by_comma is not None and by_point != by_comma:
            doubtful.append(cell.strip())
    if not doubtful:
        return Evidence(points, commas)
    mark = "," if "," in doubtful[0] else "."
    large = any(value >= 1000 for value in whole)
    price = any(map(CURRENCY.search, doubtful))  # three decimals are rare there
    likely = not large and (price or (bool(whole) and _are_thousands(doubtful, mark, whole)))
    return Evidence(points, commas, mark, doubtful[0], bool(whole), large, likely)


def _are_thousands(cells: list[str], mark: str, whole: list[float]) -> bool:
    """Whether marked numbers agree better with the `whole` ones if the mark groups digits.

    Whole numbers without a mark are written by programs that drop zeros at the end, so a marked
    number that ends in 0 is grouped. Else the reading with the smaller range is the likelier.
    """
    if any(cell.endswith("0") for cell in cells):
        return True
    ranges = []
    for decimal in (mark, "," if mark == "." else "."):
        values = [*whole, *(abs(number(cell, decimal) or 0.0) for cell in cells)]
        ranges.append(max(values) / (min(v for v in values if v > 0)))
    return ranges[1] < ranges[0]


def decimal_of(found: Evidence, table: str, separator: str) -> str:
    """The decimal mark of a column; `table` is the one that other columns show, or "".

    "" where nothing speaks for either.
    """
    if found.points or found.commas:
        if found.points == found.commas:
            return table or ("." if separator == "," else ",")
        return "." if found.points > found.commas else ","
    if not found.mark or table:
        return table
    other = "," if found.mark == "." else "."
    if found.large:  # larger numbers are written without it, so it does not group digits
        return found.mark
    if found.mark == ",":
        # Semicolons separate cells where commas mark decimals.
        return found.mark if separator == ";" and not (found.mixed or found.groups) else other
    return other if found.groups and separator != "," else found.mark
