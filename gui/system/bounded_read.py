"""Reads files so that none can block the program or fill its memory."""

import errno
import os
import stat
from pathlib import Path
from typing import final


@final
class SpecialFileError(OSError):
    """The file is a pipe or a device, and reading it might block for ever."""


def content_of(file: Path, most: int) -> bytes | None:
    """The bytes of the file; None if it has more than `most`. Raises OSError."""
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):  # Windows would report a permission error
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFileError(errno.ENODEV, os.strerror(errno.ENODEV), str(file))
    if status.st_size > most:
        return None
    with file.open("rb") as stream:
        content = stream.read(most + 1)  # the file may have grown since
    return content if len(content) <= most else None
