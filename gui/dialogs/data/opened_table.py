"""Tables for a loss: those of the program, and opened files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from engine.data import datasets
from engine.data.columns import Columns
from engine.data.messages import FILE_TOO_LARGE
from engine.data.table import Report, Sheet, read
from engine.data.text import MEGABYTE, MOST_BYTES
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from gui.system.bounded_read import content_of
from gui.text.error_text import CANT_READ, why

# The licence of each data set of the program; in the context "Licence".
LICENCES: Final[dict[str, str]] = {
    "cars.csv": QT_TRANSLATE_NOOP("Licence", "Public domain: plain facts, published in 1930"),
    "penguins.csv": QT_TRANSLATE_NOOP("Licence", "CC0 1.0: dedicated to the public domain"),
    "anscombe.csv": QT_TRANSLATE_NOOP("Licence", "Plain numbers: no copyright"),
}
ENCODINGS: Final = {"utf-8": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32", "gb18030": "GB18030"}


@final
@dataclass(frozen=True, slots=True, eq=False)
class OpenedTable:
    """A table that was read, with the columns that have numbers or two values."""

    title: str  # a file's name, or marked in the context "Dataset"
    sheet: Sheet
    numeric: tuple[str, ...]
    pairs: tuple[str, ...]
    file: Path | None = None  # None for a table of the program
    source: str = ""  # marked in the context "Source"
    licence: str = ""  # marked in the context "Licence"

    def first_choice(self, roles: int, classes: bool) -> tuple[str, ...]:
        """The initial columns: numeric ones in order, and for the last role a fitting one."""
        numbers = list(self.numeric) or list(self.sheet.names)
        last = numbers[-1]
        if classes and self.pairs:
            last = self.pairs[-1]
        others = [name for name in numbers if name != last] or numbers
        return (*(others[min(k, len(others) - 1)] for k in range(roles - 1)), last)


def of_program(dataset: datasets.Dataset) -> OpenedTable:
    """A table of the program. Raises OSError if its file is missing."""
    return _opened(
        dataset.sheet(),
        dataset.title,
        source=dataset.source,
        licence=LICENCES.get(dataset.file, ""),
    )


def of_file(
    file: Path, header: bool | None, report_progress: Callable[[float], None]
) -> OpenedTable:
    """The table in a file. Raises DataError with a text for the person.

    `report_progress` gets the share done, and may raise to stop it.
    """
    try:
        data = content_of(file, MOST_BYTES)
        if data is None:
            size = file.stat().st_size
            sizes = (str(MOST_BYTES // MEGABYTE), str(-(-size // MEGABYTE)))
            raise DataError(FILE_TOO_LARGE, *sizes)
    except OSError as error:
        raise DataError(CANT_READ, file.name, why(error)) from None
    report_progress(0.1)
    sheet = read(data, header)
    report_progress(0.8)
    return _opened(sheet, file.name, file)


def _opened(
    sheet: Sheet, title: str, file: Path | None = None, source: str = "", licence: str = ""
) -> OpenedTable:
    return OpenedTable(title, sheet, sheet.numeric(), sheet.pairs(), file, source, licence)


@final
@dataclass(frozen=True, slots=True, eq=False)
class ChosenColumns:
    """Columns of a table in the roles that a landscape has for them, read as numbers."""

    opened: OpenedTable
    names: tuple[str, ...]
    report: Report

    def step(self, most: int) -> int:
        """The step between the rows used, if a landscape accepts at most `most`."""
        return max(1, -(-self.report.table.rows // most))

    def kept(self, most: int) -> int:
        """The number of rows used then."""
        return -(-self.report.table.rows // self.step(most))

    def columns(self, most: int) -> Columns:
        """The rows used. Raises DataError if they are invalid."""
        return self.report.table.own(self.opened.title, most)
