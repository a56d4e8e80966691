"""Reads files so that none can block the program or fill its memory."""

import errno
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, final

PART: Final = 1 << 20  # bytes


@final
class SpecialFileError(OSError):
    """The file is a pipe or a device, and reading it might block for ever."""


def content_of(
    file: Path, most: int, report: Callable[[float], None] = lambda share: None
) -> bytes | None:
    """The bytes of the file; None if it has more than `most`. Raises OSError.

    `report` gets the share that is read after each `PART`, and may raise to stop it.
    """
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):  # Windows would report a permission error
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFileError(errno.ENODEV, os.strerror(errno.ENODEV), str(file))
    if status.st_size > most:
        return None
    content = io.BytesIO()
    with file.open("rb") as stream:
        while content.tell() <= most and (part := stream.read(PART)):  # it may have grown since
            content.write(part)
            report(content.tell() / max(status.st_size, content.tell()))
    return content.getvalue() if content.tell() <= most else None
