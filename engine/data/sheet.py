"""A table as it was read: its cells as text, stored by columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, final

from engine.arrays import IntArray
from engine.data.columns import label
from engine.data.messages import NO_COLUMN
from engine.data.reading import BY_THE_FILE, Reading
from engine.errors import DataError

JOINT: Final = "\0"  # between the cells of a block; no text has it
LONGEST_CELL: Final = 1000  # letters

Column = tuple[bytes, ...]


@final
@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The cells of a column are joined in blocks of UTF-8, equally long in all columns.

    That takes little more memory than the file, and is sent from process to process without
    handling each cell. A row with too few or too many cells is in `misfits`; its cells are empty.
    """

    names: tuple[str, ...]  # short, and each different from the others
    whole_names: tuple[str, ...]  # as in the file, up to a length
    columns: tuple[Column, ...]
    decimals: tuple[str, ...]  # the mark in each column
    doubtful: tuple[str, ...]  # a cell of each column that is another number with another mark
    lines: IntArray  # where in the file each row begins, counted from 1
    width: int  # cells that a row should have
    misfits: IntArray  # (M, 2): rows counted from 0, and the cells that they have
    first: tuple[tuple[str, ...], ...]  # the cells of the first rows
    numeric: tuple[str, ...] = ()  # columns that hold mostly numbers
    pairs: tuple[str, ...] = ()  # columns with two different values
    classed: tuple[str, ...] = ()  # columns with a few different words
    reading: Reading = BY_THE_FILE  # what was taken
    others: tuple[str, ...] = ()  # other encodings that fit, where this one is a guess
    skipped: tuple[str, ...] = ()  # the first lines above the table that are not blank

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def place(self, name: str) -> int:
        """Raises DataError where there is no such column."""
        if name not in self.names:
            raise DataError(NO_COLUMN, label(name))
        return self.names.index(name)

    def only(self, names: Sequence[str]) -> "Sheet":
        """The same with some columns only, each once."""
        kept = list(dict.fromkeys(map(self.place, names)))
        lists = (self.names, self.whole_names, self.decimals, self.doubtful)
        short, whole, decimals, doubtful = (tuple(each[k] for k in kept) for each in lists)
        columns = tuple(self.columns[k] for k in kept)
        return replace(
            self,
            names=short,
            whole_names=whole,
            columns=columns,
            decimals=decimals,
            doubtful=doubtful,
            first=(),
        )


def cells_of(block: bytes) -> list[str]:
    return block.decode().split(JOINT)


def block_of(cells: Sequence[str]) -> bytes:
    """The cells joined; very long ones are cut, which are neither numbers nor names."""
    joined = JOINT.join(cells)
    if len(joined) > LONGEST_CELL * len(cells):
        joined = JOINT.join(cell[:LONGEST_CELL] for cell in cells)
    return joined.encode()
