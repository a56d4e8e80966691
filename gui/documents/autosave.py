"""Saves the session while it runs, and recovers it after a crash."""

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

EVERY: Final = 5000  # milliseconds between two checks for changes
SLOTS: Final = 8  # windows that can save their sessions at the same time


def default_folder() -> Path:
    """The sessions' folder within this system's folder for data of programs."""
    location = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "downhill" / "sessions"


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """The file of one running window, and the lock that the window holds."""

    file: Path
    lock: QLockFile


@final
class Autosave(QObject):
    """Writes the newest session every few seconds, completely or not at all.

    A window that ends in order removes its file. A file that no window has locked was left by a
    crash, or (`left_on_purpose`) for the next start, which reads it with `recovered`. A session
    from a crash keeps that status until it is resumed and saved again. Where nothing can be
    written, `works` is false and the program runs without autosave.
    """

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saved: tuple[int, int] | None = None  # the edits and the update when last saved
        self._now: Snapshot | None = None
        self._slot = _take_slot(folder) if folder is not None else None
        self.left_on_purpose = self._slot is not None and _remove(_mark(self._slot.file))
        timer = QTimer(self)
        timer.timeout.connect(self.save)
        timer.start(EVERY)

    @property
    def works(self) -> bool:
        return self._slot is not None

    def recovered(self) -> Session | None:
        """The session that an earlier window left, if there is one that can be read."""
        if self._slot is None or not self._slot.file.exists():
            return None
        try:
            found = session.read(self._slot.file.read_text(encoding="utf-8"))
        except (DataError, OSError, UnicodeDecodeError) as error:
            log.warning("the session to recover can't be read: %s", error)
            self._rename_damaged()
            return None
        return found if isinstance(found, Session) else None

    def refresh(self, now: Snapshot) -> None:
        """Set the newest snapshot."""
        self._now = now

    def save(self) -> None:
        """Write the newest snapshot, if there are edits and it has changed since the last save."""
        now = self._now
        if now is None or self._slot is None or now.edits == 0:
            return
        state = (now.edits, now.update)
        if state == self._saved:
            return
        content = session.write_session(now).encode()
        if write_whole(self._slot.file, content) is None:
            self._saved = state

    def finish(self) -> None:
        """Remove the file at an orderly end of the window."""
        if self._slot is not None:
            self._slot.file.unlink(missing_ok=True)
            self._slot.lock.unlock()
            self._slot = None

    def leave_for_next_start(self) -> None:
        """Save at the end of the window, for the next usual start to resume the session.

        A session from a crash that was not resumed here keeps that status.
        """
        self.save()
        if self._slot is not None:
            own = self.left_on_purpose or self._saved is not None
            if own and self._slot.file.exists():
                write_whole(_mark(self._slot.file), b"")
            self._slot.lock.unlock()
            self._slot = None

    def _rename_damaged(self) -> None:
        if self._slot is not None:
            try:
                self._slot.file.replace(self._slot.file.with_suffix(".damaged"))
            except OSError as error:
                log.warning("could not rename the damaged session: %s", error)


def _take_slot(folder: Path) -> Slot | None:
    """The first slot that no window has locked; those with a file come before empty ones."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.warning("sessions can't be saved: %s", error)
        return None
    files = [folder / f"session-{number}.json" for number in range(SLOTS)]
    for file in sorted(files, key=lambda each: not each.exists()):
        lock = QLockFile(str(file.with_suffix(".lock")))
        lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
        if lock.tryLock(0):
            return Slot(file, lock)
    return None


def _mark(session: Path) -> Path:
    """The file that marks `session` as left on purpose."""
    return session.with_suffix(".left")


def _remove(mark: Path) -> bool:
    """Whether the file existed. It is removed, as it would be wrong after a crash."""
    try:
        mark.unlink()
    except OSError:
        return False
    return True
