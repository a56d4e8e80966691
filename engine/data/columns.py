"""Columns of numbers that a person chose: data stored within a scenario."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, final

from engine.data.messages import (
    CONSTANT_COLUMN,
    NOT_ALL_NUMBERS,
    TOO_FEW_ROWS,
    TOO_MANY_DATA_ROWS,
    UNEQUAL_COLUMNS,
)
from engine.errors import DataError

LEAST_ROWS: Final = 2
MOST_ROWS: Final = 20_000  # in a scenario file
LONGEST_NAME: Final = 24
LONGEST_TEXT: Final = 400  # letters of a text from a file that are looked at
MOST_LISTED: Final = 5  # values that a message repeats
CONSTANT: Final = 1e-9  # a spread this much smaller than the numbers is rounding


@final
@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of equal length with their names, in the order of the roles they play.

    `title` is where they come from, such as a file's name. Where the last column holds classes,
    `classes` are their names, and the column holds 0 for the first, 1 for the second. Raises
    DataError where the numbers can't be used.
    """

    names: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    title: str = ""
    classes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(column) for column in self.values}
        if len(lengths) != 1 or len(self.names) != len(self.values):
            raise DataError(UNEQUAL_COLUMNS)
        if (rows := self.rows) < LEAST_ROWS:
            raise DataError(TOO_FEW_ROWS, str(LEAST_ROWS), str(rows))
        if rows > MOST_ROWS:
            raise DataError(TOO_MANY_DATA_ROWS, f"{MOST_ROWS:,}", f"{rows:,}")
        for name, column in zip(self.names, self.values, strict=True):
            # Squares of these must still be numbers, and so must their sum.
            if not all(abs(value) < 1e100 for value in column):
                raise DataError(NOT_ALL_NUMBERS, label(name))

    def __hash__(self) -> int:
        # Of the ends alone: surfaces are looked up by hash at every frame.
        ends = tuple((column[0], column[-1]) for column in self.values)
        return hash((self.names, self.rows, ends))

    @property
    def rows(self) -> int:
        return len(self.values[0])


def check_varies(columns: Columns, place: int) -> None:
    """Raises DataError where a column that must vary holds one number only."""
    if is_constant(columns.values[place]):
        raise DataError(CONSTANT_COLUMN, label(columns.names[place]))


def is_constant(column: tuple[float, ...]) -> bool:
    low, high = min(column), max(column)
    return not high - low > CONSTANT * max(abs(low), abs(high))


def label(name: str, most: int = LONGEST_NAME) -> str:
    """A column's name as it may be shown: short, with its beginning and its end, in one line."""
    spaced = "".join(" " if c.isspace() else c for c in _ends(name.strip()))
    # Letters that turn the direction of a text are not printable, so they go too.
    kept = "".join(c for c in spaced if c.isprintable())
    plain = " ".join(kept.split())
    if len(plain) <= most:
        return plain
    tail = most // 2 - 1
    return f"{plain[: most - tail - 1]}…{plain[-tail:]}"


def _ends(text: str) -> str:
    """The beginning and the end of a text of any length."""
    half = LONGEST_TEXT // 2
    return text if len(text) <= LONGEST_TEXT else text[:half] + text[-half:]


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, those that are there already with a number: “x”, “x (2)”."""
    used: dict[str, None] = {}
    last: dict[str, int] = {}
    for name in names:
        found = name
        while found in used:
            last[name] = last.get(name, 1) + 1
            found = f"{name} ({last[name]})"
        used[found] = None
    return tuple(used)


def listed(values: Iterable[str]) -> str:
    """The first of some values as they may be shown, such as “a”, “b”, …"""
    words = [f"“{label(value)}”" for value in islice(values, MOST_LISTED + 1)]
    return ", ".join(words if len(words) <= MOST_LISTED else [*words[:MOST_LISTED], "…"])


def mean(column: tuple[float, ...]) -> float:
    """Correctly rounded up to one division, whatever the order of the numbers."""
    return math.fsum(column) / len(column)


def deviation(column: tuple[float, ...]) -> float:
    """σ = √(mean of the squared distances from the mean), over all N (not N − 1)."""
    middle = mean(column)
    return math.sqrt(mean(tuple((value - middle) * (value - middle) for value in column)))
