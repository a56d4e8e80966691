"""What the program says about files and refused wishes. Needs no window: only QtCore."""

import errno
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine import session
from engine.errors import TOO_LARGE, DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.session import Session

CANT_READ: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be read: {1}")
CANT_WRITE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be written: {1}")
NO_REASON: Final = QT_TRANSLATE_NOOP("Message", "no reason was given")
NOT_THERE: Final = QT_TRANSLATE_NOOP("Message", "there is no such file or folder")
NOT_ALLOWED: Final = QT_TRANSLATE_NOOP("Message", "the system does not allow it")
A_FOLDER: Final = QT_TRANSLATE_NOOP("Message", "it is a folder")
FULL: Final = QT_TRANSLATE_NOOP("Message", "the disk is full")
NO_TEXT: Final = QT_TRANSLATE_NOOP("Message", "it holds no text, so it is no Downhill file")
NO_PICTURE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” is no kind of picture")
SAVED: Final = QT_TRANSLATE_NOOP("Message", "Saved as “{0}”.")


def told(text: str, *values: str) -> str:
    """A text of the context "Message" in the language of the moment."""
    return QCoreApplication.translate("Message", text).format(*values)


def why(error: BaseException) -> str:
    """What a file system's refusal means; the commonest in the person's language."""
    known = (
        (FileNotFoundError, NOT_THERE),
        (PermissionError, NOT_ALLOWED),
        (IsADirectoryError, A_FOLDER),
    )
    for kind, text in known:
        if isinstance(error, kind):
            return told(text)
    if not isinstance(error, OSError):
        return str(error) or type(error).__name__
    return told(FULL) if error.errno == errno.ENOSPC else error.strerror or told(NO_REASON)


def read_file(file: Path) -> Scenario | Session:
    """What a file holds. Raises DataError with a text for the person."""
    try:
        if file.stat().st_size > session.LARGEST:  # not even read: it may be a film
            raise DataError(TOO_LARGE)
        return session.read(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(CANT_READ, file.name, why(error)) from None
    except UnicodeDecodeError:
        raise DataError(CANT_READ, file.name, told(NO_TEXT)) from None
    except DataError as error:
        raise DataError(CANT_READ, file.name, told(error.text, *error.values)) from None
