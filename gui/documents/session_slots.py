"""The files that sessions are kept in: one for each running window, and those that were left."""

import errno
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QLockFile, QStandardPaths

from gui.system.write_file import write_whole

log = logging.getLogger(__name__)

SLOTS: Final = 16  # running windows and sessions that were left, together


@final
class Left(StrEnum):
    """How the window of a session ended."""

    CRASHED = "crashed"
    ENDED = "ended"  # by the system, or to start again
    CLOSED = "closed"  # by the person, with edits that were not saved


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """The file of one session, and the lock that this window holds."""

    file: Path
    lock: QLockFile

    @property
    def left(self) -> Left | None:
        """How it was left; None where there is no session."""
        if not self.file.exists():
            return None
        try:
            text = self._mark.read_text(encoding="ascii", errors="replace")
        except OSError:
            return Left.CRASHED
        return Left.CLOSED if text == Left.CLOSED else Left.ENDED

    def mark(self, left: Left) -> None:
        """Record how the session was left; without a mark it is a crash."""
        if left is Left.CRASHED:
            with suppress(OSError):
                self._mark.unlink(missing_ok=True)
        else:
            write_whole(self._mark, left.encode())

    def clear(self) -> None:
        """Remove the session."""
        try:
            self.file.unlink(missing_ok=True)
            self._mark.unlink(missing_ok=True)
        except OSError as error:
            log.warning("could not remove the saved session: %s", error)

    def set_damaged_aside(self) -> None:
        """Rename a session that can't be read."""
        try:
            names = (self.file.with_suffix(f".damaged{number or ''}") for number in count())
            self.file.replace(next(name for name in names if not name.exists()))
            self._mark.unlink(missing_ok=True)
        except OSError as error:
            log.warning("could not rename the damaged session: %s", error)

    @property
    def _mark(self) -> Path:
        return self.file.with_suffix(".left")


def default_folder() -> Path:
    """The sessions' folder within this system's folder for data of programs."""
    location = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "downhill" / "sessions"


def take_left(folder: Path) -> Slot | None:
    """The session that was left last, unless another window has taken it."""
    return _first_free(sorted(_files(folder, True), key=_age))


def take_empty(folder: Path) -> Slot:
    """A slot for a new session; where all are taken, that of the oldest session that was left.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    slot = _first_free(_files(folder, False))
    if slot is None:
        slot = _first_free(sorted(_files(folder, True), key=_age, reverse=True))
        if slot is None:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(folder))
        slot.clear()
    return slot


def _files(folder: Path, exist: bool) -> list[Path]:
    files = [folder / f"session-{number}.json" for number in range(SLOTS)]
    return [file for file in files if file.exists() is exist]


def _first_free(files: Iterable[Path]) -> Slot | None:
    """Raises OSError where locks can't be written."""
    for file in files:
        lock = QLockFile(str(file.with_suffix(".lock")))
        lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
        if lock.tryLock(0):
            return Slot(file, lock)
        if lock.error() == QLockFile.LockError.PermissionError:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file.parent))
        if lock.error() == QLockFile.LockError.UnknownError:  # such as a full disk
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file.parent))
    return None


def _age(file: Path) -> float:
    """The newest first."""
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0.0
