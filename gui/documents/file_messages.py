"""Messages about files, and reading files with them. Needs no window: only QtCore."""

from pathlib import Path
from typing import Final

from engine import session
from engine.errors import TOO_LARGE, DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.session import Session
from gui.system.bounded_read import content_of
from gui.text.error_text import CANT_READ, translated, why

__all__ = [
    "CANT_READ",
    "CANT_WRITE",
    "NO_PICTURE",
    "NO_TEXT",
    "SAVED",
    "read_file",
    "translated",
    "why",
]

CANT_WRITE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be written: {1}")
NO_TEXT: Final = QT_TRANSLATE_NOOP("Message", "it holds no text, so it is no Downhill file")
NO_PICTURE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” is not a picture format")
SAVED: Final = QT_TRANSLATE_NOOP("Message", "Saved as “{0}”.")


def read_file(file: Path) -> Scenario | Session:
    """The scenario or session in a file. Raises DataError with a text for the person."""
    try:
        content = content_of(file, session.LARGEST)
        if content is None:
            raise DataError(TOO_LARGE)
        return session.read(content.decode("utf-8"))
    except OSError as error:
        raise DataError(CANT_READ, file.name, why(error)) from None
    except UnicodeDecodeError:
        raise DataError(CANT_READ, file.name, translated(NO_TEXT)) from None
    except DataError as error:
        raise DataError(CANT_READ, file.name, translated(error.text, *error.values)) from None
