"""Bytes of a table to text; detection of its separator and decimal mark."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import islice
from typing import Final, Literal, NamedTuple, final

from engine.data.messages import EMPTY_FILE, FILE_TOO_LARGE, NOT_TEXT, WRONG_ENCODING
from engine.errors import DataError

Encoding = Literal["utf-8", "utf-16", "utf-32", "gb18030"]

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 64 * MEGABYTE
LOOKED_AT: Final = 200  # lines from which the marks are detected
# Semicolons and tabs are rare in comma-separated tables; the reverse is common.
SEPARATORS: Final = ("\t", ";", ",")
NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
DECIMAL: Final = {mark: re.compile(rf"[+\-−]?\d*\{mark}\d+([eE][+-]?\d+)?") for mark in ",."}
NAMED_SEPARATOR: Final = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)  # as Excel writes it
# Marks of missing values. “-” and “none” are not among them: they are names of classes.
INFINITE: Final = frozenset(("nan", "inf", "infinity"))
MISSING: Final = frozenset(("", "?", "na", "n/a", "n.a.", "#n/a", "null"))

MARKS: Final[tuple[tuple[bytes, Encoding], ...]] = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@final
class Decoded(NamedTuple):
    """A text and the encoding it was in."""

    text: str
    encoding: Encoding


def decode(data: bytes) -> Decoded:
    """The text of a file: UTF-8, UTF-16 and UTF-32 by their marks, otherwise UTF-8 or GB18030.

    Raises DataError where it is none of these, is empty, or has more than `MOST_BYTES`.
    """
    if len(data) > MOST_BYTES:
        sizes = (str(MOST_BYTES // MEGABYTE), str(-(-len(data) // MEGABYTE)))
        raise DataError(FILE_TOO_LARGE, *sizes)
    found = _decoded(data)
    if not found.text.strip("\ufeff\x1a \t\r\n"):
        raise DataError(EMPTY_FILE)
    # Spreadsheets and pictures have null bytes near their start, text has none.
    if (place := found.text.find("\0")) >= 0:
        raise DataError(NOT_TEXT, str(place + 1))
    return found


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _by_mark(data, encoding)
    try:
        return Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as first:
        try:
            return Decoded(data.decode("gb18030"), "gb18030")
        except UnicodeDecodeError as second:
            # The encoding that decodes more is the likelier one.
            raise _wrong(data, max(first.start, second.start)) from None


def _by_mark(data: bytes, encoding: Encoding) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise DataError(NOT_TEXT, str(error.start + 1)) from None


def _wrong(data: bytes, place: int) -> DataError:
    if b"\0" in data:
        return DataError(NOT_TEXT, str(data.index(b"\0") + 1))
    return DataError(WRONG_ENCODING, str(data.count(b"\n", 0, place) + 1))


def separator_of(text: str) -> str:
    """The separator: the mark by which most lines have equally many cells, more than one."""
    if named := NAMED_SEPARATOR.match(text):
        return named.group(1)
    lines = list(islice(StringIO(text, newline=""), LOOKED_AT))
    best, most = ",", 0
    for mark in SEPARATORS:
        widths = Counter(width for width in _widths(lines, mark) if width > 1)
        agreeing = max(widths.values(), default=0)
        if agreeing > most:
            best, most = mark, agreeing
    return best


def _widths(lines: list[str], separator: str) -> list[int]:
    """How many cells the rows have, as far as they can be read."""
    found = []
    try:
        for row in csv.reader(lines, delimiter=separator):
            found.append(len(row))  # noqa: PERF401  what came before an error counts
    except csv.Error:
        pass
    return found


def without_named_separator(text: str) -> tuple[str, int]:
    """The text behind a line `sep=;`, and how many lines that left out."""
    named = NAMED_SEPARATOR.match(text)
    return (text[named.end() :], 1) if named else (text, 0)


def decimal_mark(separator: str, rows: Sequence[Sequence[str]]) -> str:
    """Comma or point: the one that more of the numbers have."""
    if separator == ",":
        return "."
    cells = [cell.strip() for row in rows[:LOOKED_AT] for cell in row]
    commas, points = (sum(bool(DECIMAL[mark].fullmatch(cell)) for cell in cells) for mark in ",.")
    return "," if commas > points else "."


def number(cell: str, decimal: str = ".") -> float | None:
    """The number that a cell holds, infinite where it is too large; None where it is none.

    Unlike `float`, this knows no underscores, no words, and a minus sign as it is printed.
    """
    text = cell.strip().replace("−", "-")
    if decimal == ",":
        text = "?" if "." in text else text.replace(",", ".")
    return float(text) if NUMBER.fullmatch(text) else None


def is_value(cell: str) -> bool:
    """Whether a cell has a value: it is not empty, and no word for missing or infinite."""
    word = cell.strip().lower()
    return word not in MISSING and not is_infinite_word(word)


def is_infinite_word(cell: str) -> bool:
    """Whether a cell holds a word that programs write for a number that is not finite."""
    return cell.lower().lstrip("+-−") in INFINITE
