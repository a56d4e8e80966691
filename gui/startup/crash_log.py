"""Logs and crash reports. They stay on this machine; nothing is ever sent."""

import contextlib
import faulthandler
import logging
import os
import platform
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from gui.text.versions import VERSION

log = logging.getLogger(__name__)

LOG: Final = "downhill.log"
RUNNING: Final = "running-{}.txt"  # one for each process; who ends as it should takes it away
REPORT: Final = "crash-{}.txt"
LARGEST: Final = 512 * 1024  # bytes of a log, before it is put aside
KEPT: Final = 3  # older logs
REPORTS: Final = 10
SEEN: Final = "the first frame was seen\n"
ENDED: Final = "it ended as it should\n"  # for who looks just before the mark is taken away
LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
FORM: Final = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


@final
class DelayedFileHandler(logging.Handler):
    """Opens its file when there is something to say: a usual start says nothing.

    A full disk or a read-only home costs the line, and nothing else.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(logging.INFO)
        self._file = file
        self._handler: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            if self._handler is None:
                self._handler = self._opened()
            self._handler.emit(record)

    def close(self) -> None:
        handler, self._handler = self._handler, None
        if handler is not None:
            with contextlib.suppress(OSError):
                handler.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler  # slow to load

        made = RotatingFileHandler(
            self._file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="replace"
        )
        made.setFormatter(logging.Formatter(FORM))
        made.handleError = lambda record: None  # type: ignore[method-assign]
        return made


@final
class CrashLog:
    """Hears whatever goes wrong, and knows whether the last run ended as it should.

    `crashed` tells that one did not; `unseen`, that it had not even shown its first frame.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.crashed = self.unseen = False
        self.failed: Callable[[], None] | None = None  # told of what nobody caught, in any thread
        self._mark: IO[str] | None = None
        self._handlers: list[logging.Handler] = [DelayedFileHandler(folder / LOG)]
        if sys.stderr is not None and logging.lastResort is not None:
            self._handlers.append(logging.lastResort)  # silent else, as soon as there is another
        self._hooks = sys.excepthook, threading.excepthook

    def begin(self) -> None:
        """Look at what was left behind, and listen from now on."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._gather()
            self._leave_mark()
        log.setLevel(logging.INFO)  # our own line about the start; of others, only warnings
        for handler in self._handlers:
            logging.getLogger().addHandler(handler)
        sys.excepthook, threading.excepthook = self._uncaught, self._uncaught_in_thread
        qInstallMessageHandler(self._qt_said)

    def first_frame(self, renderer: str) -> None:
        """The window was seen: from now on a crash is not one of the start."""
        log.info("Downhill %s, %s, %s", VERSION, platform.platform(), renderer)
        self._note(SEEN)

    def end(self) -> None:
        """The program ends as it should."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = self._hooks
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
        self._handlers[0].close()
        if self._mark is not None:
            faulthandler.disable()
            self._note(ENDED)
            with contextlib.suppress(OSError):
                self._mark.close()
                Path(self._mark.name).unlink(missing_ok=True)
            self._mark = None

    # Marks.

    def _gather(self) -> None:
        """Turn the marks of processes that are gone into reports; keep the newest of these."""
        for file in self.folder.glob(RUNNING.format("*")):
            with contextlib.suppress(OSError):  # another start has seen to it meanwhile
                self._look_at(file)
        for old in sorted(self.folder.glob(REPORT.format("*")))[:-REPORTS]:
            old.unlink(missing_ok=True)

    def _look_at(self, file: Path) -> None:
        if is_alive(file):
            return
        text = file.read_text(encoding="utf-8", errors="replace")
        if ENDED in text:
            file.unlink()
            return
        when = time.strftime("%Y%m%d-%H%M%S", time.localtime(file.stat().st_mtime))
        pid = file.stem.rpartition("-")[2]
        file.replace(self.folder / REPORT.format(f"{when}-{pid}"))
        self.crashed = True
        self.unseen |= SEEN not in text

    def _leave_mark(self) -> None:
        file = self.folder / RUNNING.format(os.getpid())
        self._mark = file.open("w", encoding="utf-8")
        _hold(self._mark)
        self._mark.write(f"Downhill {VERSION}, {platform.python_version()}, {sys.platform}\n")
        self._mark.flush()
        faulthandler.enable(self._mark)

    def _note(self, line: str) -> None:
        if self._mark is not None:
            with contextlib.suppress(OSError, ValueError):
                self._mark.write(line)
                self._mark.flush()

    # What is heard.

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("nobody caught this", exc_info=(kind, error, trace))
            if self.failed is not None:
                self.failed()
        if sys.stderr is not None:  # a windowed program on Windows has none
            self._hooks[0](kind, error, trace)

    def _uncaught_in_thread(self, args: Any) -> None:
        if args.exc_type is not SystemExit:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def _qt_said(self, kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
        logging.getLogger(where.category or "qt").log(LEVELS.get(kind, logging.WARNING), text)
        if sys.stderr is not None and kind != QtMsgType.QtDebugMsg:
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.write(f"{text}\n")


def _hold(mark: IO[str]) -> None:
    """Lock the file; the system lets go of it when the process ends, however that happens."""
    if sys.platform != "win32":  # there an open file can't be renamed, which tells the same
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_alive(mark: Path) -> bool:
    """Whether the process that left the mark still runs."""
    try:
        if sys.platform == "win32":
            mark.rename(mark)
            return False
        with mark.open("r+", encoding="utf-8") as stream:  # “a” would make it anew
            _hold(stream)
    except OSError:
        return True
    return False
