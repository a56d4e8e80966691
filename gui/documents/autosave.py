"""Keeps the session on disk while it runs, and finds what a crash left behind."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer

from engine import session
from engine.errors import DataError
from engine.session import Session
from engine.snapshot import Snapshot
from gui.system.write_file import write_whole

log = logging.getLogger(__name__)

EVERY: Final = 5000  # milliseconds between two looks whether there is something to keep
SLOTS: Final = 8  # windows that can keep their sessions at the same time


def default_folder() -> Path:
    """Where this system keeps a program's own data."""
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "downhill" / "sessions"


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one running window: its file, and the lock that says who is alive."""

    file: Path
    lock: QLockFile


@final
class Autosave(QObject):
    """Writes the newest session every few seconds, whole or not at all.

    A window that ends as it should takes its file away; a file without a living owner is what a
    crash left, or (`meant`) what a window left on purpose: `left_behind` gives it to the next
    start. A crash's stays one until it is gone on with, and thereby written anew. Where nothing
    can be written the program goes on without, and `works` is false.
    """

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[int, int] | None = None
        self._now: Snapshot | None = None
        self._slot = _take_slot(folder) if folder is not None else None
        self.meant = self._slot is not None and _taken_away(_mark(self._slot.file))
        timer = QTimer(self)
        timer.timeout.connect(self.keep)
        timer.start(EVERY)

    @property
    def works(self) -> bool:
        return self._slot is not None

    def left_behind(self) -> Session | None:
        """The session of a window that crashed, if there is one that can be read."""
        if self._slot is None or not self._slot.file.exists():
            return None
        try:
            found = session.read(self._slot.file.read_text(encoding="utf-8"))
        except (DataError, OSError, UnicodeDecodeError) as error:
            log.warning("what a crash left can't be read: %s", error)
            self._put_aside()
            return None
        return found if isinstance(found, Session) else None

    def offer(self, now: Snapshot) -> None:
        """Take note of the newest instant."""
        self._now = now

    def keep(self) -> None:
        """Write the newest instant, if anything was changed by hand since the last time."""
        now = self._now
        if now is None or self._slot is None or now.edits == 0:
            return
        state = (now.edits, now.update)
        if state == self._kept:
            return
        content = session.write_session(now).encode()
        if write_whole(self._slot.file, content) is None:
            self._kept = state

    def finish(self) -> None:
        """The window ends as it should: nothing is left behind."""
        if self._slot is not None:
            self._slot.file.unlink(missing_ok=True)
            self._slot.lock.unlock()
            self._slot = None

    def leave(self) -> None:
        """The window ends, and the next usual start is to go on with its session.

        What was there before, and was only offered here, stays what it was.
        """
        self.keep()
        if self._slot is not None:
            own = self.meant or self._kept is not None
            if own and self._slot.file.exists():
                write_whole(_mark(self._slot.file), b"")
            self._slot.lock.unlock()
            self._slot = None

    def _put_aside(self) -> None:
        if self._slot is not None:
            try:
                self._slot.file.replace(self._slot.file.with_suffix(".damaged"))
            except OSError as error:
                log.warning("the damaged session stays: %s", error)


def _take_slot(folder: Path) -> Slot | None:
    """The first place nobody holds; one that was left behind before an empty one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("sessions can't be kept: %s", error)
        return None
    files = [folder / f"session-{number}.json" for number in range(SLOTS)]
    for file in sorted(files, key=lambda each: not each.exists()):
        lock = QLockFile(str(file.with_suffix(".lock")))
        lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
        if lock.tryLock(0):
            return Slot(file, lock)
    return None


def _mark(session: Path) -> Path:
    """The file that says that `session` was left on purpose."""
    return session.with_suffix(".left")


def _taken_away(mark: Path) -> bool:
    """Whether the file was there. It is said once: after a crash it would not be true."""
    try:
        mark.unlink()
    except OSError:
        return False
    return True
