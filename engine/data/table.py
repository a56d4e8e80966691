"""Tables from files: read whole, with a reason for every row that can't be used.

sheet = read(file.read_bytes())
report = sheet.select(("speed", "distance"))
report.table, report.bad_lines, report.bad
"""

import csv
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, frozen
from engine.data.columns import Columns, label, listed
from engine.data.header import names_columns
from engine.data.messages import (
    BROKEN_QUOTES,
    MISSING_CELL,
    NO_CLASS_CELL,
    NO_COLUMN,
    NO_NUMBER_CELL,
    NO_ROWS,
    NOT_FINITE_CELL,
    NOT_TWO_CLASSES,
    ONE_CELL,
    ONE_COLUMN,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    WRONG_CELLS,
)
from engine.data.text import (
    LOOKED_AT,
    decimal_mark,
    decode,
    is_infinite_word,
    is_value,
    number,
    separator_of,
    without_named_separator,
)
from engine.errors import DataError

MOST_ROWS: Final = 1_000_000
MOST_COLUMNS: Final = 256
MOST_DESCRIBED: Final = 1000  # bad rows that are described one by one; of all others, the line
SHOWN: Final = 30  # letters of a cell that a message repeats

Row = list[str]
Mask = npt.NDArray[np.bool_]


@final
@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can't be used: its line in the file, from 1, and why.

    `text` is a source text in the context "Message" and `values` fill it.
    """

    line: int
    text: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return self.text.format(*self.values)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Columns of numbers of equal length; `classes` names what 0 and 1 in the last one mean."""

    names: tuple[str, ...]
    columns: tuple[Array, ...]
    classes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.columns[0])

    def own(self, title: str = "", most: int | None = None) -> Columns:
        """The same as data that is stored within a scenario.

        Of more than `most` rows every second, third … is taken, evenly. Raises DataError where a
        landscape can't have these numbers.
        """
        step = 1 if most is None else max(1, -(-self.rows // most))
        values = tuple(tuple(column[::step].tolist()) for column in self.columns)
        return Columns(self.names, values, label(title), self.classes)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """The good rows of chosen columns, and a reason for each of the others."""

    table: Table
    bad_lines: tuple[int, ...]  # every one
    bad: tuple[BadRow, ...]  # the first `MOST_DESCRIBED`
    total: int  # rows in the file


@final
@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table as it was read: cells as text, so that columns can be chosen by their names."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]  # where in the file each row begins, counted from 1
    encoding: str
    separator: str
    decimal: str
    header: bool  # whether the file names its columns; if not, they are called x1, x2 …

    def select(self, names: Sequence[str], classes: bool = False) -> Report:
        """The numbers of some columns, and why some rows have none.

        With `classes` the last column may hold words: its two values become 0 and 1, in the
        order of numbers or of the alphabet. Raises DataError where a column is not there or
        does not hold two classes. Where no row is good, the table has no rows.
        """
        cells = [self._cells(self._place(name)) for name in names]
        numeric = len(names) - classes
        columns = [_numbers(column, self.decimal) for column in cells[:numeric]]
        whole = np.array([len(row) == len(self.names) for row in self.rows], dtype=bool)
        good = whole.copy()
        for column in columns:
            good &= np.isfinite(column)
        if classes:
            unfit = {cell for cell in set(cells[-1]) if _misfit_of_class(cell, self.decimal)}
            good &= np.array([cell not in unfit for cell in cells[-1]], dtype=bool)
        bad = np.flatnonzero(~good)
        described = tuple(self._fault(row, names, classes) for row in bad[:MOST_DESCRIBED].tolist())
        kept = [column[good] for column in columns]
        values: tuple[str, ...] = ()
        if classes:
            codes, values = self._codes(cells[-1], good, names[-1])
            kept.append(codes)
        table = Table(tuple(names), tuple(map(frozen, kept)), values)
        bad_lines = tuple(self.lines[row] for row in bad.tolist())
        return Report(table, bad_lines, described, len(self.rows))

    def numeric(self) -> tuple[str, ...]:
        """The columns in which most of the first cells are numbers: those to list first."""
        found = []
        for place, name in enumerate(self.names):
            cells = self._cells(place)[:LOOKED_AT]
            if 2 * sum(number(cell, self.decimal) is not None for cell in cells) > len(cells):
                found.append(name)
        return tuple(found)

    def pairs(self) -> tuple[str, ...]:
        """The columns that hold two different values: those that may be classes."""
        cells = (set(self._cells(place)) for place in range(len(self.names)))
        filled = (
            {cell for cell in held if not _misfit_of_class(cell, self.decimal)} for held in cells
        )
        return tuple(name for name, held in zip(self.names, filled, strict=True) if len(held) == 2)

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise DataError(NO_COLUMN, label(name))
        return self.names.index(name)

    def _cells(self, place: int) -> list[str]:
        """A column as text; empty where a row has too few or too many cells."""
        width = len(self.names)
        return [row[place].strip() if len(row) == width else "" for row in self.rows]

    def _codes(self, cells: list[str], good: Mask, name: str) -> tuple[Array, tuple[str, ...]]:
        """0 and 1 for the two values of the good rows, and what these values are."""
        held = [cell for cell, fine in zip(cells, good.tolist(), strict=True) if fine]
        values = sorted(set(held), key=lambda cell: _class_order(cell, self.decimal))
        if held and len(values) != 2:
            raise DataError(NOT_TWO_CLASSES, label(name), listed(values))
        codes = np.array([float(cell == values[1]) for cell in held])
        return codes, tuple(map(label, values))

    def _fault(self, place: int, names: Sequence[str], classes: bool) -> BadRow:
        """The first thing wrong with a bad row."""
        row, line = self.rows[place], self.lines[place]
        if len(row) != len(self.names):
            return BadRow(line, *_wrong_cells(line, len(row), len(self.names)))
        # What is wrong with a cell depends on what it should hold; a bad row has a fault.
        tests = [_misfit] * (len(names) - classes) + [_misfit_of_class] * classes
        cells = [(name, row[self._place(name)].strip()) for name in names]
        faults = (
            (name, cell, test(cell, self.decimal))
            for (name, cell), test in zip(cells, tests, strict=True)
        )
        name, cell, text = next(fault for fault in faults if fault[2])
        shown = () if text == MISSING_CELL else (_short(cell),)
        return BadRow(line, text, (str(line), *shown, name))


def read(data: bytes, header: bool | None = None) -> Sheet:
    """The table in a file of comma-, semicolon- or tab-separated text.

    Encoding, separator and decimal mark are detected, and so is, unless given, whether the
    first row names the columns. Raises DataError where it is no table: empty, another kind
    of file, one column, no rows, or more than `MOST_ROWS` by `MOST_COLUMNS`.
    """
    text, encoding = decode(data)
    separator = separator_of(text)
    text, skipped = without_named_separator(text)
    rows, lines = _parsed(text, separator, skipped)
    decimal = decimal_mark(separator, rows)
    width = Counter(map(len, rows[:LOOKED_AT])).most_common(1)[0][0]
    if header is None:
        # A title or a remark above the table names no columns: it is reported as a bad row.
        others = rows[1 : LOOKED_AT + 1]
        header = len(rows[0]) == width and names_columns(rows[0], others, decimal)
    elif header and len(rows[0]) != width > 1:
        text, values = _wrong_cells(lines[0], len(rows[0]), width)
        raise DataError(text, *values)
    names = _names(rows[0] if header else [""] * width)
    if header:
        rows, lines = rows[1:], lines[1:]
    _check_shape(len(rows), len(names))
    return Sheet(names, tuple(rows), tuple(lines), encoding, separator, decimal, header)


def _check_shape(rows: int, width: int) -> None:
    if width < 2:
        raise DataError(ONE_COLUMN)
    if width > MOST_COLUMNS:
        raise DataError(TOO_MANY_COLUMNS, str(MOST_COLUMNS), str(width))
    if not rows:
        raise DataError(NO_ROWS)


def _parsed(text: str, separator: str, skipped: int) -> tuple[list[Row], list[int]]:
    """The rows that are not blank, and the lines that they begin in."""
    rows: list[Row] = []
    lines: list[int] = []
    parser = csv.reader(
        StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
    begins = 1
    try:
        for row in parser:
            if row:
                rows.append(row)
                lines.append(begins + skipped)
                if len(rows) > MOST_ROWS + 1:
                    raise DataError(TOO_MANY_ROWS, f"{MOST_ROWS:,}")
            begins = parser.line_num + 1
    except csv.Error:
        raise DataError(BROKEN_QUOTES, str(begins + skipped)) from None
    return rows, lines


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Names that can be shown, each different from the others."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        wanted = label(cell) or f"x{place}"
        name, again = wanted, 1
        while name in names:
            again += 1
            name = f"{wanted} ({again})"
        names.append(name)
    return tuple(names)


def _numbers(cells: list[str], decimal: str) -> Array:
    """A column of numbers, NaN where a cell holds none."""
    # `float` is fast, but accepts some texts that are no numbers here; and where commas mark
    # decimals, a point may mark thousands. Then each cell is checked.
    foreign = "_" if decimal == "." else "."
    try:
        fast = np.array([math.nan if foreign in cell else float(cell) for cell in cells])
    except ValueError:
        fast = np.array([math.nan])
    if np.isfinite(fast).all() and not (decimal == "," and any("_" in cell for cell in cells)):
        return fast
    found = (number(cell, decimal) for cell in cells)
    return np.array([math.nan if each is None else each for each in found])


def _misfit(cell: str, decimal: str) -> str:
    """What is wrong with a cell that should hold a number, as a text to fill; "" if nothing is."""
    if not cell:
        return MISSING_CELL
    found = number(cell, decimal)
    if found is None:
        return NOT_FINITE_CELL if is_infinite_word(cell) else NO_NUMBER_CELL
    return "" if math.isfinite(found) else NOT_FINITE_CELL


def _misfit_of_class(cell: str, decimal: str) -> str:
    """What is wrong with a cell that should name a class, as a text to fill; "" if nothing is."""
    if not cell:
        return MISSING_CELL
    infinite = math.isinf(number(cell, decimal) or 0.0)
    return NO_CLASS_CELL if infinite or not is_value(cell) else ""


def _wrong_cells(line: int, count: int, width: int) -> tuple[str, tuple[str, ...]]:
    """A text that a row has too few or too many cells, and the values that fill it."""
    text = ONE_CELL if count == 1 else WRONG_CELLS
    return text, (str(line), str(count), str(width))


def _class_order(cell: str, decimal: str) -> tuple[bool, float, str]:
    found = number(cell, decimal)
    return (found is None, found or 0.0, cell)


def _short(cell: str) -> str:
    plain = "".join(c for c in " ".join(cell.split()) if c.isprintable())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
