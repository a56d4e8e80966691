"""Messages about files, and reading files with them. Needs no window: only QtCore."""

from pathlib import Path
from typing import Final

from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.session import Session
from gui.documents.reading import load
from gui.text.error_text import CANT_READ, translated, why

__all__ = [
    "CANT_READ",
    "CANT_WRITE",
    "NO_PICTURE",
    "NO_TEXT",
    "READING",
    "SAVED",
    "WRITING",
    "read_file",
    "translated",
    "unreadable",
    "unwritable",
    "why",
]

CANT_WRITE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be written: {1}")
NO_TEXT: Final = QT_TRANSLATE_NOOP("Message", "it holds no text, so it is no Downhill file")
NO_PICTURE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” is not a picture format")
READING: Final = QT_TRANSLATE_NOOP("Message", "Reading “{0}”: {1}%")
WRITING: Final = QT_TRANSLATE_NOOP("Message", "Writing “{0}”: {1}%")
SAVED: Final = QT_TRANSLATE_NOOP("Message", "Saved as “{0}”.")


def read_file(file: Path) -> Scenario | Session:
    """The scenario or session in a file. Raises DataError with a text for the person."""
    try:
        return load(file)
    except (OSError, ValueError) as error:
        raise unreadable(file, error) from None


def unreadable(file: Path, error: Exception) -> DataError:
    """An error of reading a file, with a text for the person."""
    if isinstance(error, DataError):
        reason = translated(error.text, *error.values)
    else:
        reason = translated(NO_TEXT) if isinstance(error, UnicodeDecodeError) else why(error)
    return DataError(CANT_READ, file.name, reason)


def unwritable(file: Path, error: Exception) -> DataError:
    """An error of writing a file, with a text for the person."""
    if isinstance(error, DataError):
        return error
    return DataError(CANT_WRITE, file.name, why(error))
