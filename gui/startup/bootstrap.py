"""What comes before the window: whether one is needed, what went wrong before, who draws."""

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from gui.documents.settings import Settings
from gui.startup import instance_lock
from gui.startup.arguments import Arguments
from gui.startup.crash_log import CrashLog
from gui.startup.instance_lock import InstanceLock
from gui.startup.opengl_probe import Drawing, OpenGLProbe, apply
from gui.system import paths

LARGER: Final = "1.5"  # times the usual size: visitors of an open day stand at some distance


@final
@dataclass(frozen=True, slots=True)
class Bootstrap:
    """What the window is made with. `finish` gives back what the start has taken."""

    settings: Settings
    journal: CrashLog | None
    claim: InstanceLock | None
    preflight: OpenGLProbe | None
    _stack: ExitStack

    def settle(self) -> Drawing:
        """Find out who draws, and see to it; before there is an application."""
        if self.preflight is None:
            return Drawing.USUAL
        drawing = self.preflight.settle()
        apply(drawing)
        return drawing

    def finish(self) -> None:
        """The program ends as it should."""
        self._stack.close()


def prepare(asked: Arguments) -> Bootstrap | None:
    """See to all that; None where a running window has taken what was asked for."""
    claim = instance_lock.claim() if asked.joins else None
    if claim is not None and claim.lock is None:
        from gui.startup.instance_server import (
            enter,  # slow to load, and seldom needed before the window
        )

        claim = enter(claim, asked.scenario)
        if claim is None:
            return None
    if asked.demo:
        os.environ.setdefault("QT_SCALE_FACTOR", LARGER)
    stack = ExitStack()
    if claim is not None:
        stack.callback(claim.release)
    journal = None
    if not asked.scripted and not asked.demo:
        journal = CrashLog(paths.logs())
        journal.begin()
        stack.callback(journal.end)
    settings = Settings(_scratch(stack) / "settings.ini" if asked.apart else None)
    return Bootstrap(settings, journal, claim, _preflight(asked, settings, journal), stack)


def has_display() -> bool:
    """Whether there is a screen to open a window on, as far as can be told without trying."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _preflight(
    asked: Arguments, settings: Settings, journal: CrashLog | None
) -> OpenGLProbe | None:
    if not has_display() or (asked.scripted and not asked.safe_mode):
        return None
    return OpenGLProbe(
        None if asked.apart else settings,
        crashed=journal is not None and journal.crashed,
        distrust=journal is not None and journal.unseen and not asked.safe_mode,
        safe=asked.safe_mode,
    )


def _scratch(stack: ExitStack) -> Path:
    """A folder for settings that nobody wants to keep.

    What a script asks for must look the same everywhere, and leave nothing behind; safe mode and
    demonstrations must not change what a person has set.
    """
    from tempfile import TemporaryDirectory  # slow to load, and a usual start never needs it

    try:
        return Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
    except OSError:  # nothing can be written anywhere
        return Path(os.devnull)
