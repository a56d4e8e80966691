"""Writes files so that none is ever half written. Imports only QtCore.

Each is written next to its place and then moved there, by QSaveFile, which follows symbolic links
and keeps permissions. A move would split hard links, needs a longer name for a moment, and a
folder that can be written: where one of these forbids it, the complete content is copied into
the file itself, after its room has been reserved.
"""

import errno
import io
import logging
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final, final

from PySide6.QtCore import QIODevice, QSaveFile

from gui.system.bounded_read import SpecialFileError

log = logging.getLogger(__name__)

LONGEST_NAME: Final = 247  # bytes; of the 255 of most systems QSaveFile adds a few for a moment
BLOCK: Final = 1 << 16


@final
class _SaveFileStream(io.RawIOBase):
    """What is written into a QSaveFile, with the errors of the system."""

    def __init__(self, save: QSaveFile) -> None:
        super().__init__()
        self._save: QSaveFile | None = save
        self._fd = -1 if sys.platform == "win32" else save.handle()

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        if self._save is None:
            return len(content)
        if self._fd >= 0:
            return os.write(self._fd, content)
        written = self._save.write(bytes(content))
        if written < 0:
            raise _error_of(self._save)
        return written

    def abandon(self) -> None:
        """Write nothing more: what a buffer still holds would go into whatever file gets the
        same number next."""
        self._save = None


@contextmanager
def writing(file: Path) -> Iterator[BinaryIO]:
    """A stream for the new content of `file`, which is there, whole, when the block ends.

    If it ends with an exception, `file` is as it was before. Raises OSError.
    """
    target = Path(os.path.realpath(file))
    with _in_place(target) if _must_stay(target) else _moved(target) as stream:
        yield stream


def write_whole(file: Path, content: bytes) -> OSError | None:
    """Write so that `file` is either the old one or the new one; returns the error, if any."""
    try:
        with writing(file) as stream:
            stream.write(content)
    except OSError as error:
        log.warning("could not write %s: %s", file, error)
        return error
    return None


def same_file(one: Path, other: Path) -> bool:
    """Whether both are one file on the disk, by whatever links."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _must_stay(target: Path) -> bool:
    """Whether the file itself must be written, and none can take its place.

    Raises OSError where it must not be written: it is read-only, or no file.
    """
    odd = len(os.fsencode(target.name)) > LONGEST_NAME or not _has_letters_only(target)
    try:
        status = target.stat()
    except FileNotFoundError:
        return odd
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFileError(errno.ENODEV, os.strerror(errno.ENODEV), str(target))
    # The mode as well: an administrator may write everything, but did not mean to.
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return odd or status.st_nlink > 1 or not os.access(target.parent, os.W_OK)


def _has_letters_only(target: Path) -> bool:
    """Whether the name is text: to Qt, bytes that are none would be another name."""
    try:
        str(target).encode()
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def _moved(target: Path) -> Iterator[BinaryIO]:
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
    save = QSaveFile(str(target))
    if not save.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _error_of(save)
    raw = _SaveFileStream(save)
    stream = io.BufferedWriter(raw, BLOCK)
    try:
        yield stream
        stream.flush()
    except BaseException:
        raw.abandon()
        save.cancelWriting()
        save.commit()  # removes what was written
        raise
    if not save.commit():
        raise _error_of(save)


@contextmanager
def _in_place(target: Path) -> Iterator[BinaryIO]:
    with TemporaryFile() as content:
        yield content
        size = content.seek(0, os.SEEK_END)
        content.seek(0)
        new = not target.exists()
        stream = open(target, "xb" if new else "r+b")  # noqa: SIM115  closed below
        try:
            with stream:
                _reserve(stream, size)
                shutil.copyfileobj(content, stream, BLOCK)
                stream.truncate()
                stream.flush()
                os.fsync(stream.fileno())
        except BaseException:
            if new:
                target.unlink(missing_ok=True)
            raise


def _reserve(stream: BinaryIO, size: int) -> None:
    """Take the room for `size` bytes, before anything is overwritten."""
    if sys.platform == "linux" and size:
        before = os.fstat(stream.fileno()).st_size
        try:
            os.posix_fallocate(stream.fileno(), 0, size)
        except OSError as error:
            os.truncate(stream.fileno(), before)
            if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):
                raise


def _error_of(save: QSaveFile) -> OSError:
    if save.error() == QSaveFile.FileError.PermissionsError or not os.access(
        Path(save.fileName()).parent, os.W_OK
    ):
        return PermissionError(errno.EACCES, os.strerror(errno.EACCES), save.fileName())
    return OSError(errno.EIO, save.errorString(), save.fileName())
