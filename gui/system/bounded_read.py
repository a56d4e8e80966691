"""What files hold, read so that none of them can keep the program waiting or fill its memory."""

import errno
import os
import stat
from pathlib import Path
from typing import final


@final
class SpecialFileError(OSError):
    """It is a pipe or a device, which may never end or never begin."""


def content_of(file: Path, most: int) -> bytes | None:
    """All that it holds; None for more than `most` bytes: it may be a film. Raises OSError."""
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):  # Windows would say that it is not allowed
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFileError(errno.ENODEV, os.strerror(errno.ENODEV), str(file))
    if status.st_size > most:
        return None
    with file.open("rb") as stream:
        content = stream.read(most + 1)  # it may have grown
    return content if len(content) <= most else None
