"""Hands links and folders to the system, with the environment that its programs expect."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gui.system.environment import MESA

# A frozen program is started with these, and other programs die of its libraries.
LIBRARIES: Final = ("LD_LIBRARY_PATH", "LD_PRELOAD")
OURS: Final = ("PYOPENGL_PLATFORM", *MESA)  # that the start may have set
MOMENT: Final = 1.0  # seconds in which a failure would show


def open_outside(target: str | Path) -> bool:
    """Open a link, file or folder in the program that the system has for it; whether it did."""
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
        return child.wait(MOMENT) == 0
    except subprocess.TimeoutExpired:
        return True  # some stay as long as what they have opened
    except OSError:
        return False


def clean_environment() -> dict[str, str]:
    """Our environment as it was before the program changed it for itself."""
    cleaned = {key: value for key, value in os.environ.items() if key not in OURS}
    for name in LIBRARIES:
        before = cleaned.pop(f"{name}_ORIG", "")  # where the frozen program keeps what there was
        if before:
            cleaned[name] = before
        elif getattr(sys, "frozen", False):
            cleaned.pop(name, None)
    return cleaned
