"""Texts of the context "Message", and translated texts of file errors. Only QtCore."""

import errno
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from gui.style.outside_text import outside
from gui.system.bounded_read import SpecialFileError

CANT_READ: Final = QT_TRANSLATE_NOOP("Message", "“{0}” can’t be read: {1}")
NO_REASON: Final = QT_TRANSLATE_NOOP("Message", "no reason was given")
NOT_THERE: Final = QT_TRANSLATE_NOOP("Message", "there is no such file or folder")
NOT_ALLOWED: Final = QT_TRANSLATE_NOOP("Message", "the system does not allow it")
A_FOLDER: Final = QT_TRANSLATE_NOOP("Message", "it is a folder")
SPECIAL: Final = QT_TRANSLATE_NOOP("Message", "it is a device or a pipe, and no file")
FULL: Final = QT_TRANSLATE_NOOP("Message", "the disk is full")


def translated(text: str, *values: str) -> str:
    """A text of the context "Message" in the current language, with `values` from outside."""
    return QCoreApplication.translate("Message", text).format(*map(outside, values))


def why(error: BaseException) -> str:
    """The text of an error; those of the commonest file errors are translated."""
    known = (
        (FileNotFoundError, NOT_THERE),
        (PermissionError, NOT_ALLOWED),
        (IsADirectoryError, A_FOLDER),
        (SpecialFileError, SPECIAL),
    )
    for kind, text in known:
        if isinstance(error, kind):
            return translated(text)
    if not isinstance(error, OSError):
        return outside(str(error)) or type(error).__name__
    if error.errno == errno.ENOSPC:
        return translated(FULL)
    return outside(error.strerror or "") or translated(NO_REASON)
