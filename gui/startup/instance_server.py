"""One window for all files: a second start sends its file to the running window, and ends."""

import hashlib
import json
import os
import struct
import sys
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import BoundedSemaphore, Thread
from time import monotonic, sleep
from typing import Final, final

from PySide6.QtCore import QObject, Signal

from gui.startup.instance_lock import InstanceLock, try_lock

TIMEOUT: Final = 4.0  # seconds for the running window to answer, before a second one opens
ENDING: Final = 11.0  # seconds for one that does not listen, and may be saving its last session
RECEIVE_TIMEOUT: Final = 1.0  # seconds for a connected process to send its request
LARGEST: Final = 1 << 16  # bytes of a request
ACCEPTED: Final = b"taken"
RETRY: Final = 0.05  # seconds between two tries: the running window may only just be starting
CLOSE_TIMEOUT: Final = 0.2  # seconds for the listening thread to end
VISITORS: Final = 64  # connections whose requests are received at once
HEADER: Final = struct.Struct("!i")  # what `Connection` sends before a message: its length
BACKLOG: Final = 16  # pending connections; a window that hangs must not block further starts


@final
@dataclass(frozen=True, slots=True)
class StartRequest:
    """A second start: the file to open, or None if the window is only to be raised."""

    file: Path | None
    token: str  # with it the desktop allows the window to be activated
    _connection: Connection

    def accept(self) -> bool:
        """Confirm the request; False if the other process no longer waits."""
        try:
            self._connection.send_bytes(ACCEPTED)
        except OSError:  # it was closed at the other end
            return False
        finally:
            self._connection.close()
        return True


@final
class InstanceServer(QObject):
    """Listens on a local socket that only this user can connect to.

    `start_requested` is emitted on another thread, so connect it queued. The answer is sent by
    `StartRequest.accept`, so a window that hangs sends none.
    """

    start_requested = Signal(object)  # a StartRequest

    def __init__(self, lock: InstanceLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address, self._closed = address(lock.file), False
        self._listener = _listener(self._address)
        self._places = BoundedSemaphore(VISITORS)
        self._thread: Thread | None = None
        if self._listener is not None:
            self._thread = Thread(target=self._listen, name="instance server", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Accept no more connections."""
        if self._thread is None or self._listener is None:
            return
        self._closed = True
        try:
            Client(self._address).close()  # only a connection wakes the waiting thread
        except OSError:
            return  # the socket was removed from outside: the thread ends with the program
        self._thread.join(CLOSE_TIMEOUT)
        self._listener.close()
        self._thread = None

    def _listen(self) -> None:
        while self._listener is not None and not self._closed:
            try:
                connection = self._listener.accept()
            except OSError:  # such as a client that has gone, or too many open files
                sleep(RETRY)
                continue
            if self._closed or not self._places.acquire(blocking=False):
                connection.close()
            else:
                # Each has a thread of its own, so that a slow one delays no other.
                Thread(target=self._receive, args=(connection,), daemon=True).start()

    def _receive(self, connection: Connection) -> None:
        try:
            self.start_requested.emit(request_of(connection))
        except (OSError, EOFError, ValueError, RecursionError):
            connection.close()
        except RuntimeError:  # the window has gone meanwhile
            connection.close()
        finally:
            self._places.release()


def request_of(connection: Connection) -> StartRequest:
    """The request of a process that has connected. Raises OSError, EOFError, ValueError or
    RecursionError for anything else."""
    found = json.loads(receive(connection, RECEIVE_TIMEOUT))
    if not isinstance(found, list) or [type(each) for each in found] != [str, str]:
        raise ValueError("not a file and a token")
    file, token = found
    if b"\0" in os.fsencode(file + token):  # raises ValueError where there are no such bytes
        raise ValueError("no name of a file")
    return StartRequest(Path(file) if file else None, token, connection)


def receive(connection: Connection, seconds: float) -> bytes:
    """One message, complete within `seconds` and of at most `LARGEST` bytes; else raises OSError,
    TimeoutError or EOFError. `Connection.recv_bytes` would wait for the rest of half a message."""
    if sys.platform == "win32":  # a message arrives there whole or not at all
        if not connection.poll(seconds):
            raise TimeoutError
        return connection.recv_bytes(LARGEST)
    until, received = monotonic() + seconds, b""
    while (message := _message(received)) is None:
        if not connection.poll(max(0.0, until - monotonic())):
            raise TimeoutError
        part = os.read(connection.fileno(), LARGEST)
        if not part:
            raise EOFError
        received += part
    return message


def _message(received: bytes) -> bytes | None:
    """The message, once all of it is there. Raises OSError where it would be too long."""
    if len(received) < HEADER.size:
        return None
    (length,) = HEADER.unpack_from(received)
    if not 0 <= length <= LARGEST:
        raise OSError("no request is so long")
    end = HEADER.size + int(length)
    return received[HEADER.size : end] if len(received) >= end else None


def request_start(
    lock: InstanceLock, file: Path | None, timeout: float = TIMEOUT, ending: float = ENDING
) -> InstanceLock | None:
    """Ask the running window to open `file`, or only to be raised; None where it accepts.

    Else a new window is needed: the other one hangs, or has ended and the lock may be ours now.
    """
    end = monotonic() + ending
    while lock.lock is None and monotonic() < end:
        try:
            return None if _send_request(lock.file, file, timeout) else lock
        except OSError:  # it does not listen yet, or no longer
            sleep(RETRY)
            lock = try_lock(lock.file.parent) or lock
    return lock


def _send_request(lock: Path, file: Path | None, timeout: float) -> bool:
    """Send the request to the window that holds `lock`; whether that accepts it.

    Raises OSError where no window listens.
    """
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    request = [str(file.absolute()) if file is not None else "", token]
    with Client(address(lock)) as connection:
        _allow_foreground()
        connection.send_bytes(json.dumps(request).encode())
        try:
            return receive(connection, timeout) == ACCEPTED
        except TimeoutError:
            return False
        except EOFError:  # it is ending
            raise ConnectionResetError from None


def address(lock: Path) -> str:
    """The address of the window that holds `lock`: a pipe on Windows, elsewhere a socket file."""
    if sys.platform == "win32":
        return rf"\\.\pipe\downhill-{hashlib.sha256(str(lock).encode()).hexdigest()[:24]}"
    return str(lock.with_suffix(".socket"))


def _listener(address: str) -> Listener | None:
    """None where the socket can't be made: then every start opens a window."""
    try:
        if sys.platform != "win32":
            Path(address).unlink(missing_ok=True)  # left by a crash: this process has the lock
        return Listener(address, backlog=BACKLOG)
    except OSError:
        return None


def _allow_foreground() -> None:
    """Let the running window be activated: Windows lets only the active process allow this."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
