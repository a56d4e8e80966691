"""The lock of the first window, tried before anything slow is loaded. Imports only QtCore."""

import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QLockFile

from gui.system.paths import runtime

# Windows on different screens or of different login sessions have locks of their own.
SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")


@final
@dataclass(frozen=True, slots=True)
class InstanceLock:
    """The lock's file, and the lock if this process holds it: else another window runs."""

    file: Path
    lock: QLockFile | None

    def release(self) -> None:
        if self.lock is not None:
            self.lock.unlock()


def try_lock(folder: Path | None = None) -> InstanceLock | None:
    """Try to lock; None where no file can be locked, as if no other window ran."""
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
