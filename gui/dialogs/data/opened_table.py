"""Tables for a loss: those of the program, and opened files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from engine.data import datasets
from engine.data.columns import Columns
from engine.data.reading import BY_THE_FILE, Reading
from engine.data.sheet import Sheet
from engine.data.table import Report
from engine.errors import DataError
from engine.jobs import Progress
from engine.marks import QT_TRANSLATE_NOOP
from gui.dialogs.data.table_file import load_wherever, select_wherever
from gui.text.error_text import CANT_READ, why

# The licence of each data set of the program; in the context "Licence".
LICENCES: Final[dict[str, str]] = {
    "cars.csv": QT_TRANSLATE_NOOP("Licence", "Public domain: plain facts, published in 1930"),
    "penguins.csv": QT_TRANSLATE_NOOP("Licence", "CC0 1.0: dedicated to the public domain"),
    "anscombe.csv": QT_TRANSLATE_NOOP("Licence", "Plain numbers: no copyright"),
}


@final
@dataclass(frozen=True, slots=True, eq=False)
class OpenedTable:
    """A table that was read."""

    title: str  # a file's name, or marked in the context "Dataset"
    sheet: Sheet
    file: Path | None = None  # None for a table of the program
    reading: Reading = BY_THE_FILE  # what was chosen; what was taken is in the sheet
    source: str = ""  # marked in the context "Source"
    licence: str = ""  # marked in the context "Licence"

    def first_choice(self, roles: int, classes: bool) -> tuple[str, ...]:
        """The initial columns: numeric ones in order, and for the last role a fitting one."""
        sheet = self.sheet
        numbers = list(sheet.numeric) or list(sheet.names)
        last = numbers[-1]
        if classes and (labels := sheet.pairs or sheet.classed):
            last = labels[-1]
        others = [name for name in numbers if name != last] or numbers
        return (*(others[min(k, len(others) - 1)] for k in range(roles - 1)), last)


def of_program(dataset: datasets.Dataset) -> OpenedTable:
    """A table of the program. Raises OSError if its file is missing."""
    licence = LICENCES.get(dataset.file, "")
    return OpenedTable(dataset.title, dataset.sheet(), source=dataset.source, licence=licence)


def of_file(file: Path, reading: Reading, progress: Progress) -> OpenedTable:
    """The table in a file. Raises DataError with a text for the person, and CancelledError."""
    try:
        return OpenedTable(file.name, load_wherever(file, reading, progress), file, reading)
    except OSError as error:
        raise DataError(CANT_READ, file.name, why(error)) from None


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


def chosen_columns(
    opened: OpenedTable, names: tuple[str, ...], classes: bool, positive: str, progress: Progress
) -> ChosenColumns:
    """Read the numbers of these columns."""
    report = select_wherever(opened.sheet, names, classes, positive, progress)
    return ChosenColumns(opened, names, report)
