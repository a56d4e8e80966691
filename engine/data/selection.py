"""Columns of a sheet as numbers and classes, with a reason for every row that has none."""

import math
from collections.abc import Hashable, Iterator, Sequence
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray, frozen
from engine.data.columns import LONGEST_TEXT, MOST_LISTED, distinct, label, listed
from engine.data.labels import MOST_LABELS, in_order, key_of, name_of
from engine.data.messages import (
    AMBIGUOUS,
    BROKEN_LINE,
    MISSING_CELL,
    MIXED_UNITS,
    NO_CLASS_CELL,
    NO_NUMBER_CELL,
    NOT_FINITE_CELL,
    NOT_TWO_CLASSES,
    ONE_AGAINST_REST,
    ONE_CELL,
    READ_AS,
    TOO_MANY_CLASSES,
    WRONG_CELLS,
)
from engine.data.numbers import Form, is_infinite_word, number, parsed
from engine.data.reading import ReportProgress, unreported
from engine.data.sheet import Sheet, cells_of
from engine.data.table import BadRow, Note, Report, Table
from engine.errors import DataError

MOST_DESCRIBED: Final = 1000  # bad rows that are described one by one; of all others, the line
SHOWN: Final = 30  # letters of a cell that a message repeats

Mask = npt.NDArray[np.bool_]


def select(
    sheet: Sheet,
    names: Sequence[str],
    classes: bool = False,
    positive: str = "",
    report: ReportProgress = unreported,
) -> Report:
    """The numbers of some columns, and why some rows have none.

    With `classes` the last column may hold words. Two labels become 0 and 1, in the order of
    numbers or of the alphabet. Of more, up to a few, `positive` or else the first becomes 1 and
    all others 0. Raises DataError where a column is not there, or holds one label or too many.
    Where no row is good, the table has no rows. `report` is called at least every 50 ms.
    """
    kept = [_NumberColumn(sheet, name) for name in names[: len(names) - classes]]
    target = _ClassColumn(sheet, names[-1]) if classes else None
    columns: list[_NumberColumn | _ClassColumn] = [*kept, *([target] if target else [])]
    whole = np.ones(sheet.count, dtype=bool)
    whole[sheet.misfits[:, 0]] = False
    bad: list[BadRow] = []
    begin = 0
    for block in range(len(sheet.columns[0])):
        for column in columns:
            report(block / len(sheet.columns[0]))
            column.load(block)
        end = begin + len(columns[0].cells)
        good = whole[begin:end]  # a view: what is found is in the whole
        for column in columns:
            column.judge(good)
        for column in columns:
            column.keep(good)
        wrong = np.flatnonzero(~good)[: MOST_DESCRIBED - len(bad)]
        bad += [_fault(sheet, columns, begin, row) for row in wrong.tolist()]
        begin = end
    codes, values, labels = target.codes(positive) if target else (None, (), ())
    arrays = [column.values() for column in kept] + ([] if codes is None else [codes])
    return Report(
        Table(tuple(names), tuple(map(frozen, arrays)), values),
        tuple(sheet.lines[~whole].tolist()),
        tuple(bad),
        sheet.count,
        _notes(columns),
        labels,
        values[1] if len(labels) > 2 else "",
    )


def _fault(
    sheet: Sheet, columns: "Sequence[_NumberColumn | _ClassColumn]", begin: int, row: int
) -> BadRow:
    """The first thing wrong with a bad row of the loaded block."""
    line = int(sheet.lines[begin + row])
    place = int(np.searchsorted(sheet.misfits[:, 0], begin + row))
    if place < len(sheet.misfits) and sheet.misfits[place, 0] == begin + row:
        count = int(sheet.misfits[place, 1])
        text = {0: BROKEN_LINE, 1: ONE_CELL}.get(count, WRONG_CELLS)
        return BadRow(line, text, (str(line), str(count), str(sheet.width)))
    # What is wrong with a cell depends on what it should hold; a bad row has a fault.
    faults = ((column, text) for column in columns if (text := column.fault(column.cells[row])))
    column, text = next(faults)
    shown = () if text == MISSING_CELL else (_short(column.cells[row]),)
    return BadRow(line, text, (str(line), *shown, column.name))


def _notes(columns: "Sequence[_NumberColumn | _ClassColumn]") -> tuple[Note, ...]:
    """What is to be known of the columns, each thing once."""
    return tuple(dict.fromkeys(note for column in columns for note in column.notes()))


@final
class _NumberColumn:
    """A column that should hold numbers, read block by block."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        place = sheet.place(name)
        self.name = name
        self.cells: list[str] = []
        self._column, self._decimal = sheet.columns[place], sheet.decimals[place]
        self._doubtful = sheet.doubtful[place]
        self._read = np.empty(0)
        self._kept: list[Array] = []
        self._forms: dict[Form, str] = {}  # a cell of each form
        self._units: dict[str, str] = {}  # a cell of each unit

    def load(self, block: int) -> None:
        raw = self._column[block]
        self.cells = [cell.strip() for cell in cells_of(raw)]
        self._read = self._fast(raw)
        if "" not in self._units and np.isfinite(self._read).any():
            self._units[""] = self.cells[int(np.isfinite(self._read).argmax())]
        for row in np.flatnonzero(~np.isfinite(self._read)).tolist():
            if found := parsed(self.cells[row], self._decimal):
                self._read[row] = found.value
                self._forms.setdefault(found.form, self.cells[row])
                self._units.setdefault(found.unit, self.cells[row])

    def _fast(self, raw: bytes) -> Array:
        """The numbers of a block as Python writes them, NaN where one may be another kind.

        `float` accepts underscores anywhere, and its point may group digits here.
        """
        if b"_" not in raw and (self._decimal == "." or b"." not in raw):
            text = raw.replace(b",", b".") if self._decimal == "," else raw
            try:
                return np.array([float(cell or "nan") for cell in cells_of(text)])
            except ValueError:
                pass
        return np.full(len(self.cells), math.nan)

    def judge(self, good: Mask) -> None:
        good &= np.isfinite(self._read)

    def keep(self, good: Mask) -> None:
        self._kept.append(self._read[good])

    def values(self) -> Array:
        return np.concatenate(self._kept)

    def fault(self, cell: str) -> str:
        """What is wrong with a cell, as a text to fill; "" if nothing is."""
        if not cell:
            return MISSING_CELL
        found = number(cell, self._decimal)
        if found is None:
            return NOT_FINITE_CELL if is_infinite_word(cell) else NO_NUMBER_CELL
        return "" if math.isfinite(found) else NOT_FINITE_CELL

    def notes(self) -> Iterator[Note]:
        if cell := self._doubtful:
            other = "," if self._decimal == "." else "."
            both = (_digits(number(cell, mark)) for mark in (self._decimal, other))
            yield Note(AMBIGUOUS, (self.name, _short(cell), *both))
        if len(self._units) > 1:
            cells = [cell for _, cell in sorted(self._units.items())][:MOST_LISTED]
            read = (f"“{_short(cell)}” → {_digits(number(cell, self._decimal))}" for cell in cells)
            yield Note(MIXED_UNITS, (self.name, ", ".join(read)))
            return
        for form, cell in self._forms.items():
            if form is not Form.PLAIN and cell != self._doubtful:
                value = _digits(number(cell, self._decimal))
                yield Note(READ_AS, (self.name, _short(cell), value))


@final
class _ClassColumn:
    """A column that should hold labels of classes, read block by block."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        place = sheet.place(name)
        self.name = name
        self.cells: list[str] = []
        self._column, self._decimal = sheet.columns[place], sheet.decimals[place]
        self._known: dict[str, int] = {}  # the code of each cell, -1 for no label
        self._labels: dict[Hashable, int] = {}
        self._spellings: list[set[str]] = []
        self._read: list[int] = []
        self._kept: list[IntArray] = []
        self._against = ""

    def load(self, block: int) -> None:
        self.cells = [cell.strip() for cell in cells_of(self._column[block])]

    def judge(self, good: Mask) -> None:
        # Labels in rows that can't be used for another reason are no classes.
        codes = [
            self._code(cell) if fine else -1
            for cell, fine in zip(self.cells, good.tolist(), strict=True)
        ]
        self._read = codes
        good &= np.array(codes) >= 0

    def keep(self, good: Mask) -> None:
        self._kept.append(np.array(self._read, dtype=np.int64)[good])

    def _code(self, cell: str) -> int:
        if cell not in self._known:
            key = key_of(cell, self._decimal)
            self._known[cell] = -1 if key is None else self._add(key, cell)
        return self._known[cell]

    def _add(self, key: Hashable, cell: str) -> int:
        code = self._labels.setdefault(key, len(self._labels))
        if code == len(self._spellings):
            self._spellings.append(set())
        self._spellings[code].add(cell)
        if len(self._labels) > MOST_LABELS:
            most, names = str(MOST_LABELS), listed(self._named())
            raise DataError(TOO_MANY_CLASSES, label(self.name), most, names)
        return code

    def _ordered(self) -> list[Hashable]:
        return in_order(self._labels)

    def _named(self) -> tuple[str, ...]:
        """The labels in their order, as they may be shown."""
        codes = (self._labels[key] for key in self._ordered())
        return distinct(label(name_of(self._spellings[code])) for code in codes)

    def codes(self, positive: str) -> tuple[Array, tuple[str, ...], tuple[str, ...]]:
        """0 and 1 for the good rows, what these are, and all labels."""
        read, names = np.concatenate(self._kept), self._named()
        if not len(read):
            return np.empty(0), (), ()
        if len(names) < 2:
            raise DataError(NOT_TWO_CLASSES, label(self.name), listed(names))
        several = len(names) > 2
        one = names.index(positive) if positive in names else 0 if several else 1
        self._against = names[one] if several else ""
        other = f"≠ {names[one]}" if several else names[1 - one]
        ones = read == self._labels[self._ordered()[one]]
        return ones.astype(np.float64), (other, names[one]), names

    def fault(self, cell: str) -> str:
        """What is wrong with a cell, as a text to fill; "" if nothing is."""
        if not cell:
            return MISSING_CELL
        return NO_CLASS_CELL if key_of(cell, self._decimal) is None else ""

    def notes(self) -> Iterator[Note]:
        if self._against:
            yield Note(ONE_AGAINST_REST, (label(self.name), str(len(self._labels)), self._against))


def _digits(value: float | None) -> str:
    return f"{value or 0.0:.15g}"


def _short(cell: str) -> str:
    plain = "".join(c for c in " ".join(cell[:LONGEST_TEXT].split()) if c.isprintable())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
