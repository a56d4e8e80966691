"""How a table is read: choices of a person, and what was taken where none was made."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final, final

from engine.data.messages import UNKNOWN_READING
from engine.errors import DataError

ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    # Offered only: one of those above is taken where these would be guesses.
    "iso8859-15": "ISO 8859-15",
    "mac-roman": "Mac Roman",
    "koi8-r": "KOI8-R",
}
# Of equally good ones the first is taken: semicolons, tabs and bars are rare in tables with
# commas, while the reverse is common; spaces are within names.
SEPARATORS: Final = ("\t", ";", ",", "|", " ")
DECIMALS: Final = (".", ",")
MOST_SKIPPED: Final = 1000  # lines

ReportProgress = Callable[[float], None]
"""Gets the share that is done, 0 to 1, and may raise to stop the work."""


def unreported(share: float) -> None:
    """For work that is done without showing its progress."""


def within(report: ReportProgress, low: float, high: float) -> ReportProgress:
    """Reports a part of the work as a part of the whole."""
    return lambda share: report(low + share * (high - low))


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """What to take for granted when reading a table; None: decide by the file.

    Where it is given back by a reader, it says what was taken.
    """

    encoding: str | None = None  # a key of `ENCODINGS`
    separator: str | None = None  # of `SEPARATORS`; " " stands for any run of spaces
    decimal: str | None = None  # of `DECIMALS`; the other one groups thousands
    skipped: int | None = None  # lines above the table
    header: bool | None = None  # whether the first row after them names the columns

    def check(self) -> None:
        """Raises DataError where a choice is none of the possible ones."""
        lists = (tuple(ENCODINGS), SEPARATORS, DECIMALS, range(MOST_SKIPPED + 1), (True, False))
        for field, allowed in zip(fields(self), lists, strict=True):
            value = getattr(self, field.name)
            if value is not None and value not in allowed:
                raise DataError(UNKNOWN_READING, field.name)


BY_THE_FILE: Final = Reading()
