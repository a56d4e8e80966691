"""What the program says about files and refused wishes. Needs no window: only QtCore."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine import session
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.session import Session

CANT_READ: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be read: {1}")
CANT_WRITE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be written: {1}")
NO_REASON: Final = QT_TRANSLATE_NOOP("Message", "no reason was given")
SAVED: Final = QT_TRANSLATE_NOOP("Message", "Saved as “{0}”.")


def told(text: str, *values: str) -> str:
    """A text of the context "Message" in the language of the moment."""
    return QCoreApplication.translate("Message", text).format(*values)


def read_file(file: Path) -> Scenario | Session:
    """What a file holds. Raises DataError with a text for the person."""
    try:
        return session.read(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(CANT_READ, file.name, error.strerror or told(NO_REASON)) from None
    except UnicodeDecodeError:
        raise DataError(CANT_READ, file.name, "UTF-8") from None
    except DataError as error:
        raise DataError(CANT_READ, file.name, told(error.text, *error.values)) from None
