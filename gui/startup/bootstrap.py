"""The steps before the window: the instance lock, the crash log, the settings, OpenGL."""

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from gui.documents.settings import Settings
from gui.startup.arguments import Arguments
from gui.startup.crash_log import CrashLog
from gui.startup.instance_lock import InstanceLock, try_lock
from gui.startup.opengl_probe import Drawing, OpenGLProbe, apply
from gui.system import paths

LARGER: Final = "1.5"  # times the usual size: a demonstration is seen from some distance


@final
@dataclass(frozen=True, slots=True)
class Bootstrap:
    """What the window is made with. `finish` releases it."""

    settings: Settings
    crash_log: CrashLog | None
    instance_lock: InstanceLock | None
    probe: OpenGLProbe | None
    _stack: ExitStack

    def choose_drawing(self) -> Drawing:
        """Choose the OpenGL driver and set it up; to be called before there is an application."""
        if self.probe is None:
            return Drawing.USUAL
        drawing = self.probe.result()
        apply(drawing)
        return drawing

    def finish(self) -> None:
        """Release everything at an orderly end of the program."""
        self._stack.close()


def prepare(arguments: Arguments) -> Bootstrap | None:
    """Do these steps; None where a running window handles this start."""
    lock = try_lock() if arguments.joins else None
    if lock is not None and lock.lock is None:
        # Slow to load, and seldom needed before the window.
        from gui.startup.instance_server import request_start

        lock = request_start(lock, arguments.scenario)
        if lock is None:
            return None
    if arguments.demo:
        os.environ.setdefault("QT_SCALE_FACTOR", LARGER)
    stack = ExitStack()
    if lock is not None:
        stack.callback(lock.release)
    crash_log = None
    if not arguments.scripted and not arguments.demo:
        crash_log = CrashLog(paths.logs())
        crash_log.begin()
        stack.callback(crash_log.end)
    else:
        qInstallMessageHandler(_ignore)  # scripts read what is printed
    settings = Settings(_temporary_folder(stack) / "settings.ini" if arguments.apart else None)
    return Bootstrap(settings, crash_log, lock, _probe(arguments, settings, crash_log), stack)


def _ignore(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Print nothing."""


def has_display() -> bool:
    """Whether there is a screen to open a window on, judging by the environment."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _probe(
    arguments: Arguments, settings: Settings, crash_log: CrashLog | None
) -> OpenGLProbe | None:
    if not has_display() or (arguments.scripted and not arguments.safe_mode):
        return None
    return OpenGLProbe(
        None if arguments.apart else settings,
        crashed=crash_log is not None and crash_log.crashed,
        driver_failed=crash_log is not None and crash_log.unseen and not arguments.safe_mode,
        safe=arguments.safe_mode,
    )


def _temporary_folder(stack: ExitStack) -> Path:
    """A folder for settings that are not kept.

    Scripted windows must look the same everywhere and leave no files; safe mode and
    demonstrations must not change the person's settings.
    """
    from tempfile import TemporaryDirectory  # slow to load, and a usual start never needs it

    try:
        return Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
    except OSError:  # no temporary folder can be written
        return Path(os.devnull)
