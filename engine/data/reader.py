"""Files to tables.

sheet = read(file.read_bytes())
report = select(sheet, ("speed", "distance"))
report.table, report.bad_lines, report.bad, report.notes
"""

from collections.abc import Iterable, Iterator
from itertools import chain, compress, islice
from typing import Final, final

import numpy as np

from engine.arrays import IntArray, frozen
from engine.data.columns import LONGEST_NAME, distinct, label
from engine.data.encodings import encoding_of, lines_of
from engine.data.judged import Judged, judged
from engine.data.layout import Layout, head_of, is_rule, layout_of, rows_of
from engine.data.messages import NO_ROWS, ONE_COLUMN, TOO_MANY_ROWS
from engine.data.reading import BY_THE_FILE, Reading, ReportProgress, unreported, within
from engine.data.sheet import Column, Sheet, block_of
from engine.errors import DataError

MOST_ROWS: Final = 1_000_000
BLOCK_ROWS: Final = 4096
BLOCK_CELLS: Final = 100_000
FIRST: Final = 40  # rows that are kept as they are
LISTED: Final = 5  # skipped lines that are kept
WIDEST: Final = 40  # columns of these rows
LONGEST_CELL: Final = 2000  # letters of a cell of them
LONGEST_LINE: Final = 60  # letters of a skipped line that are kept
LONGEST_WHOLE: Final = 200  # letters of a column's whole name

Row = list[str]


def read(data: bytes, reading: Reading = BY_THE_FILE, report: ReportProgress = unreported) -> Sheet:
    """The table in a file of text whose cells are separated by a mark.

    What `reading` leaves open is decided by the file; what was taken is in the sheet.
    `report` gets the share that is done at least every 50 ms, and may raise to stop it.
    Raises DataError where it is no table: empty, another kind of file, one column, no rows, or
    more than `MOST_ROWS` by `MOST_COLUMNS`.
    """
    reading.check()
    encoded = encoding_of(data, reading.encoding, within(report, 0.0, 0.1))
    head = head_of(lines_of(data, encoded.encoding, report), reading.skipped or 0)
    layout = layout_of(head, reading)
    if layout.width < 2:
        raise DataError(ONE_COLUMN)
    store = _Store(layout)
    lines = lines_of(data, encoded.encoding, within(report, 0.1, 0.8))
    store.add(_rows(lines, layout))
    if not store.count:
        raise DataError(NO_ROWS)
    found = judged(store.columns, layout.separator, reading.decimal, within(report, 0.8, 1.0))
    taken = Reading(
        encoded.encoding,
        layout.separator,
        found.decimal,
        layout.begins - 1,
        bool(layout.names),
    )
    return store.sheet(found, taken, encoded.others, _skipped(head, layout))


def _skipped(head: list[str], layout: Layout) -> tuple[str, ...]:
    """The first lines above the table, as they may be shown."""
    lines = (label(line, LONGEST_LINE) for line in head[: layout.begins - 1])
    return tuple(line for line in lines if line)[:LISTED]


def _rows(lines: Iterator[str], layout: Layout) -> Iterator[tuple[int, Row]]:
    """The rows of the table with their lines, without the names."""
    below = islice(lines, layout.begins - 1, None)
    rows = rows_of(below, layout.separator, layout.begins)
    if layout.names:
        next(rows, None)
    first = next(rows, None)
    return rows if first is None or is_rule(first[1]) else chain((first,), rows)


@final
class _Store:
    """Collects rows, and stores them by columns."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._blank = ("",) * layout.width
        self._block = min(BLOCK_ROWS, max(BLOCK_CELLS // layout.width, 1))
        self._columns: list[list[bytes]] = [[] for _ in range(layout.width)]
        self._waiting: list[Row] = []
        self._first: list[tuple[str, ...]] = []
        self._misfits: list[tuple[int, int]] = []
        self._lines: list[IntArray] = [np.empty(0, dtype=np.int64)]
        self._begins: list[int] = []  # lines of the waiting rows
        self.count = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(map(tuple, self._columns))

    def add(self, rows: Iterable[tuple[int, Row]]) -> None:
        """Raises DataError where there are more than `MOST_ROWS`."""
        for line, row in rows:
            if self.count == MOST_ROWS:
                raise DataError(TOO_MANY_ROWS, f"{MOST_ROWS:,}")
            self._add(line, row)
        self._flush()

    def _add(self, line: int, row: Row) -> None:
        cells = self._layout.cells(row)
        if cells is None:
            self._misfits.append((self.count, len(row)))
        if self.count < FIRST:
            shown = row if cells is None else cells
            self._first.append(tuple(cell[:LONGEST_CELL] for cell in shown[:WIDEST]))
        self.count += 1
        self._begins.append(line)
        self._waiting.append(cells if cells is not None else [*self._blank])
        if len(self._waiting) == self._block:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            for column, cells in zip(self._columns, zip(*self._waiting, strict=True), strict=True):
                column.append(block_of(cells))
            self._lines.append(np.array(self._begins, dtype=np.int64))
            self._waiting, self._begins = [], []

    def sheet(
        self, found: Judged, taken: Reading, others: tuple[str, ...], skipped: tuple[str, ...]
    ) -> Sheet:
        """Everything that was collected."""
        layout = self._layout
        whole = tuple(label(name, LONGEST_WHOLE) for name in layout.names or self._blank)
        wanted = (label(name) or f"x{place}" for place, name in enumerate(whole, start=1))
        names = distinct(wanted)
        return Sheet(
            names=names,
            whole_names=tuple(
                w if len(w) > LONGEST_NAME else n for w, n in zip(whole, names, strict=True)
            ),
            columns=self.columns,
            decimals=found.decimals,
            doubtful=found.doubtful,
            lines=frozen(np.concatenate(self._lines)),
            width=layout.width,
            misfits=frozen(np.array(self._misfits, dtype=np.int64).reshape(-1, 2)),
            first=tuple(self._first),
            numeric=_picked(names, found.numeric),
            pairs=_picked(names, (count == 2 for count in found.labels)),
            classed=_picked(names, (count > 2 for count in found.labels)),
            reading=taken,
            others=others,
            skipped=skipped,
        )


def _picked(names: Iterable[str], flags: Iterable[bool]) -> tuple[str, ...]:
    return tuple(compress(names, flags))
