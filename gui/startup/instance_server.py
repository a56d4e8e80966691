"""One window for all files: a second start hands its file to the running one, and ends."""

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Final, final

from PySide6.QtCore import QObject, Signal

from gui.startup import instance_lock
from gui.startup.instance_lock import InstanceLock

PATIENCE: Final = 4.0  # seconds for the running window to answer, before a second one opens
GREETING: Final = 1.0  # seconds for whoever knocks to say what is wanted
LARGEST: Final = 1 << 16  # bytes of a wish
TAKEN: Final = b"taken"
AGAIN: Final = 0.05  # seconds between two tries: the running window may only just be starting
BACKLOG: Final = 16  # knocks that wait; a window that hangs must not hang the next ones


@final
@dataclass(frozen=True, slots=True)
class StartRequest:
    """What a second start wants: a file, or (None) only to see the window."""

    file: Path | None
    token: str  # by which the desktop lets the window come to the front
    _line: Connection

    def take(self) -> bool:
        """Say that it will be done; False where whoever knocked has stopped waiting."""
        try:
            self._line.send_bytes(TAKEN)
        except OSError:  # it was closed at the other end
            return False
        finally:
            self._line.close()
        return True


@final
class InstanceServer(QObject):
    """Listens on a local socket that only this person can reach.

    `knocked` carries a Visit; it comes from another thread, so connect it queued. An answer is
    given only by `Visit.take`, so a window that hangs gives none.
    """

    knocked = Signal(object)

    def __init__(self, claim: InstanceLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address, self._closed = address(claim.file), False
        self._listener = _listener(self._address)
        self._thread: Thread | None = None
        if self._listener is not None:
            self._thread = Thread(target=self._wait, name="door", daemon=True)
            self._thread.start()

    @property
    def open(self) -> bool:
        """Whether anybody can knock."""
        return self._thread is not None

    def close(self) -> None:
        """Take no more visits."""
        if self._thread is None or self._listener is None:
            return
        self._closed = True
        try:
            Client(self._address).close()  # nothing else wakes a thread that waits
        except OSError:
            return  # somebody has taken the socket away: the thread ends with the program
        self._thread.join(GREETING + 1)
        self._listener.close()
        self._thread = None

    def _wait(self) -> None:
        while self._listener is not None and not self._closed:
            try:
                line = self._listener.accept()
            except OSError:
                return
            if self._closed:
                line.close()
            else:
                self._greet(line)

    def _greet(self, line: Connection) -> None:
        try:
            if not line.poll(GREETING):
                raise EOFError
            file, token = json.loads(line.recv_bytes(LARGEST))
            visit = StartRequest(Path(str(file)) if file else None, str(token), line)
        except (OSError, EOFError, ValueError, TypeError):
            line.close()
            return
        self.knocked.emit(visit)


def enter(
    claim: InstanceLock, file: Path | None, patience: float = PATIENCE
) -> InstanceLock | None:
    """Hand `file` to the running window, or only call it; None where it has taken that.

    Else a window is to be opened: that one hangs, or has ended meanwhile and the claim is ours.
    """
    end = monotonic() + patience
    while claim.lock is None and monotonic() < end:
        try:
            return None if knock(claim.file, file, end - monotonic()) else claim
        except OSError:  # it does not listen yet, or no longer
            sleep(AGAIN)
            claim = instance_lock.claim(claim.file.parent) or claim
    return claim


def knock(lock: Path, file: Path | None, patience: float) -> bool:
    """Tell the window that holds `lock` what is wanted; whether it takes it.

    Raises OSError where nobody listens.
    """
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    wish = [str(file.absolute()) if file is not None else "", token]
    with Client(address(lock)) as line:
        _give_way()
        line.send_bytes(json.dumps(wish).encode())
        try:
            return line.poll(patience) and line.recv_bytes(LARGEST) == TAKEN
        except EOFError:
            return False


def address(lock: Path) -> str:
    """Where the window that holds `lock` listens: a pipe on Windows, elsewhere a socket file."""
    if sys.platform == "win32":
        return rf"\\.\pipe\downhill-{hashlib.sha256(str(lock).encode()).hexdigest()[:24]}"
    return str(lock.with_suffix(".socket"))


def _listener(where: str) -> Listener | None:
    """None where it can't be: then every start opens a window of its own."""
    try:
        if sys.platform != "win32":
            Path(where).unlink(missing_ok=True)  # left by a window that crashed: ours is the lock
        return Listener(where, backlog=BACKLOG)
    except OSError:
        return None


def _give_way() -> None:
    """Let the running window come to the front: Windows asks that of whoever was clicked last."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
