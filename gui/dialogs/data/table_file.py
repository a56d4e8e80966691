"""Files to tables. Imports no Qt: the process that handles large ones needs none.

Cells go from process to process through a file: pickling so much would hold Python's lock, and
with it the window, for longer than a frame. Reading and writing a file release it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from engine.apart import apart
from engine.data.encodings import MEGABYTE, MOST_BYTES
from engine.data.messages import FILE_TOO_LARGE
from engine.data.reader import read
from engine.data.reading import Reading, ReportProgress, within
from engine.data.selection import select
from engine.data.sheet import Sheet
from engine.data.table import Report
from engine.errors import DataError
from engine.jobs import Progress
from gui.system.bounded_read import content_of

SMALL: Final = MEGABYTE  # bytes that a thread handles without delaying the window
DONE: Final = 0.9  # the share of the work after which the cells are sent

Sizes = tuple[tuple[int, ...], ...]
"""The bytes of each block of each column."""


def load(file: Path, reading: Reading, progress: ReportProgress) -> Sheet:
    """The table in a file. Raises DataError and OSError."""
    content = content_of(file, MOST_BYTES, within(progress, 0.0, 0.1))
    if content is None:
        sizes = (str(MOST_BYTES // MEGABYTE), str(-(-file.stat().st_size // MEGABYTE)))
        raise DataError(FILE_TOO_LARGE, *sizes)
    return read(content, reading, within(progress, 0.1, 1.0))


def load_wherever(file: Path, reading: Reading, progress: Progress) -> Sheet:
    """As `load`, a large file in a process of its own. Raises CancelledError, too."""
    if file.stat().st_size <= SMALL:
        return load(file, reading, progress)
    with _between() as cells:
        sheet: Sheet
        sizes: Sizes
        sheet, sizes = apart(load_into, file, reading, cells, progress=progress, share=DONE)
        return _fetched(sheet, sizes, cells, within(progress, DONE, 1.0))


def load_into(file: Path, reading: Reading, cells: Path, progress: Progress) -> tuple[Sheet, Sizes]:
    """As `load`, with the columns in the file `cells`."""
    sheet = load(file, reading, within(progress, 0.0, DONE))
    return _put(sheet, cells, within(progress, DONE, 1.0))


def select_wherever(
    sheet: Sheet, names: tuple[str, ...], classes: bool, positive: str, progress: Progress
) -> Report:
    """As `select`, of a long table in a process of its own. Raises CancelledError, too."""
    part = sheet.only(names)
    if sum(len(block) for column in part.columns for block in column) <= SMALL:
        return select(part, names, classes, positive, progress)
    with _between() as cells:
        bare, sizes = _put(part, cells, within(progress, 0.0, 0.0))
        found: Report = apart(
            select_from, bare, sizes, cells, names, classes, positive, progress=progress
        )
        return found


def select_from(
    sheet: Sheet,
    sizes: Sizes,
    cells: Path,
    names: tuple[str, ...],
    classes: bool,
    positive: str,
    progress: Progress,
) -> Report:
    """As `select`, with the columns in the file `cells`."""
    whole = _fetched(sheet, sizes, cells, within(progress, 0.0, 0.0))
    return select(whole, names, classes, positive, progress)


@contextmanager
def _between() -> Iterator[Path]:
    """A file for the columns of a sheet, which is gone afterwards."""
    with TemporaryDirectory(prefix="downhill-table-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "cells"


def _put(sheet: Sheet, cells: Path, progress: ReportProgress) -> tuple[Sheet, Sizes]:
    """Write the columns; gives the sheet without them."""
    with cells.open("wb") as stream:
        for place, column in enumerate(sheet.columns):
            for block in column:
                stream.write(block)
                progress(place / len(sheet.columns))
    return replace(sheet, columns=()), tuple(tuple(map(len, each)) for each in sheet.columns)


def _fetched(sheet: Sheet, sizes: Sizes, cells: Path, progress: ReportProgress) -> Sheet:
    """The sheet with its columns again."""
    columns = []
    with cells.open("rb") as stream:
        for place, column in enumerate(sizes):
            blocks = []
            for size in column:
                blocks.append(stream.read(size))
                progress(place / len(sizes))
            columns.append(tuple(blocks))
    return replace(sheet, columns=tuple(columns))
