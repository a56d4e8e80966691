"""Opens links and folders in other programs, with the environment that these expect."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gui.system.environment import MESA

# A frozen program is started with these, and other programs would crash with its libraries.
LIBRARIES: Final = ("LD_LIBRARY_PATH", "LD_PRELOAD")
OWN: Final = ("PYOPENGL_PLATFORM", *MESA)  # may have been set at the start of the program
TIMEOUT: Final = 1.0  # seconds within which a failure would be known


def open_outside(target: str | Path) -> bool:
    """Open a link, file or folder in the system's program for it; whether that succeeded."""
    url = QUrl.fromLocalFile(str(target)) if isinstance(target, Path) else QUrl(target)
    opener = shutil.which("xdg-open") if sys.platform.startswith("linux") else None
    if opener is None:
        return QDesktopServices.openUrl(url)
    nothing = subprocess.DEVNULL
    try:
        child = subprocess.Popen(
            [opener, url.toString(QUrl.ComponentFormattingOption.FullyEncoded)],
            env=clean_environment(),
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
        return child.wait(TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        return True  # some run until what they have opened is closed
    except OSError:
        return False


def clean_environment() -> dict[str, str]:
    """The environment as it was before the program changed it for itself."""
    cleaned = {key: value for key, value in os.environ.items() if key not in OWN}
    for name in LIBRARIES:
        before = cleaned.pop(f"{name}_ORIG", "")  # PyInstaller saves the original value there
        if before:
            cleaned[name] = before
        elif getattr(sys, "frozen", False):
            cleaned.pop(name, None)
    return cleaned
