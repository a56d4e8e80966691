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
RUNNING: Final = "running-{}.txt"  # the mark of a process, removed at its orderly end
REPORT: Final = "crash-{}.txt"
LARGEST: Final = 512 * 1024  # bytes of a log before it is rotated
KEPT: Final = 3  # older logs
REPORTS: Final = 10
SEEN: Final = "the first frame was seen\n"
ENDED: Final = "it ended as it should\n"  # for a start that reads the mark before its removal
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
    """Opens its file at the first record: a usual start logs nothing.

    On a full disk or in a read-only home the record is lost, and nothing else.
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
    """Logs warnings and uncaught exceptions, and finds runs that did not end in order.

    `crashed` means that there was one; `unseen`, that it ended before its first frame.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.crashed = self.unseen = False
        self.failed: Callable[[], None] | None = None  # called on uncaught exceptions, any thread
        self._mark: IO[str] | None = None
        self._handlers: list[logging.Handler] = [DelayedFileHandler(folder / LOG)]
        if sys.stderr is not None and logging.lastResort is not None:
            self._handlers.append(logging.lastResort)  # unused else once there is another handler
        self._hooks = sys.excepthook, threading.excepthook

    def begin(self) -> None:
        """Collect the reports of earlier runs, and install the hooks."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._collect_reports()
            self._open_mark()
        log.setLevel(logging.INFO)  # for the line at the first frame; other loggers only warn
        for handler in self._handlers:
            logging.getLogger().addHandler(handler)
        sys.excepthook, threading.excepthook = self._log_uncaught, self._log_uncaught_in_thread
        qInstallMessageHandler(self._log_qt_message)

    def first_frame(self, renderer: str) -> None:
        """Record that the window was painted: a later crash is not one of the start."""
        log.info("Downhill %s, %s, %s", VERSION, platform.platform(), renderer)
        self._write_mark(SEEN)

    def end(self) -> None:
        """Remove the hooks and the mark at an orderly end of the program."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = self._hooks
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
        self._handlers[0].close()
        if self._mark is not None:
            faulthandler.disable()
            self._write_mark(ENDED)
            with contextlib.suppress(OSError):
                self._mark.close()
                Path(self._mark.name).unlink(missing_ok=True)
            self._mark = None

    # Marks.

    def _collect_reports(self) -> None:
        """Turn the marks of ended processes into reports; keep the newest of these."""
        for file in self.folder.glob(RUNNING.format("*")):
            with contextlib.suppress(OSError):  # another start has collected it in the meantime
                self._collect_report(file)
        for old in sorted(self.folder.glob(REPORT.format("*")))[:-REPORTS]:
            old.unlink(missing_ok=True)

    def _collect_report(self, file: Path) -> None:
        if is_running(file):
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

    def _open_mark(self) -> None:
        file = self.folder / RUNNING.format(os.getpid())
        self._mark = file.open("w", encoding="utf-8")
        _lock(self._mark)
        self._mark.write(f"Downhill {VERSION}, {platform.python_version()}, {sys.platform}\n")
        self._mark.flush()
        faulthandler.enable(self._mark)

    def _write_mark(self, line: str) -> None:
        if self._mark is not None:
            with contextlib.suppress(OSError, ValueError):
                self._mark.write(line)
                self._mark.flush()

    # Hooks.

    def _log_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("uncaught exception", exc_info=(kind, error, trace))
            if self.failed is not None:
                self.failed()
        if sys.stderr is not None:  # a windowed program on Windows has none
            self._hooks[0](kind, error, trace)

    def _log_uncaught_in_thread(self, args: Any) -> None:
        if args.exc_type is not SystemExit:
            self._log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def _log_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        logging.getLogger(context.category or "qt").log(LEVELS.get(kind, logging.WARNING), text)
        if sys.stderr is not None and kind != QtMsgType.QtDebugMsg:
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.write(f"{text}\n")


def _lock(mark: IO[str]) -> None:
    """Lock the file; the system releases it when the process ends, also in a crash."""
    if sys.platform != "win32":  # on Windows an open file can't be renamed: no lock is needed
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_running(mark: Path) -> bool:
    """Whether the process that wrote the mark still runs."""
    try:
        if sys.platform == "win32":
            mark.rename(mark)
            return False
        with mark.open("r+", encoding="utf-8") as stream:  # “a” would create a missing file
            _lock(stream)
    except OSError:
        return True
    return False
