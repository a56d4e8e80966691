"""Columns of numbers from a table, and the rows of it that can't be used."""

from dataclasses import dataclass
from typing import final

from engine.arrays import Array
from engine.data.columns import Columns, label


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
@dataclass(frozen=True, slots=True)
class Note:
    """How the cells of a column were read, where they could be read otherwise.

    `text` is a source text in the context "Message" and `values` fill it.
    """

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
    notes: tuple[Note, ...] = ()
    labels: tuple[str, ...] = ()  # of the classes in the last column, before they were made two
    positive: str = ""  # the label that is 1, where it stands against all others
