"""Who is the first window: a lock, looked at before anything slow is loaded. Only QtCore."""

import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QLockFile

from gui.system.paths import runtime

# A window on another screen, or of another session, is not the one a person looks at.
SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")


@final
@dataclass(frozen=True, slots=True)
class InstanceLock:
    """The lock's file, and the lock if it is ours: without it another window runs."""

    file: Path
    lock: QLockFile | None

    def release(self) -> None:
        if self.lock is not None:
            self.lock.unlock()


def claim(folder: Path | None = None) -> InstanceLock | None:
    """Try to be the first window; None where nothing can be locked, as if nobody else ran."""
    folder = folder or runtime()
    if folder is None:
        return None
    screen = "|".join(os.environ.get(name, "") for name in SCREENS)
    file = folder / f"window-{zlib.crc32(screen.encode()):08x}.lock"
    lock = QLockFile(str(file))
    lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
    if lock.tryLock(0):
        return InstanceLock(file, lock)
    return InstanceLock(file, None) if lock.error() == QLockFile.LockError.LockFailedError else None
