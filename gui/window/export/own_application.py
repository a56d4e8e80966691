"""The application of a process that makes something apart from the window: a film, a handout."""

import ctypes
import os
import sys
from contextlib import suppress
from typing import Any, Final

BEHIND: Final = 5  # in the system's order of programs that want to work
MMAP_THRESHOLD: Final = -3  # of the GNU library's `mallopt`
LARGE: Final = 1 << 17  # bytes


def own_application(language: str) -> Any:
    """The application of this process, which shows no window; its texts are in `language`, unless
    there was one already."""
    os.environ.pop("SESSION_MANAGER", None)  # it is no program of the desktop's session
    os.environ["QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM"] = "1"
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    from gui.scene.software_opengl import repeat_choice
    from gui.style import fonts
    from gui.text.languages import Languages

    application = QCoreApplication.instance()
    if application is None:
        _give_way()
        _return_memory()
        repeat_choice()
        application = QApplication(["downhill"])
        fonts.install(application)
        Languages(application).choose(language)
    return application


def _give_way() -> None:
    """Take what the window leaves of the processors."""
    if hasattr(os, "nice"):
        os.nice(BEHIND)


def _return_memory() -> None:
    """Let the GNU library give the memory of each picture back, not keep it in pieces: 300 MB of
    600 in the end."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another library
            ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)
