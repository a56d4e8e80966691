"""The folders of each system for files that are no settings and no documents. Only QtCore."""

import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

NAME: Final = "downhill"
PRIVATE: Final = 0o700


def logs() -> Path:
    """The folder of logs and crash reports; it need not exist, nor be writable."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Logs" / "Downhill"
    if sys.platform == "win32":
        location = QStandardPaths.StandardLocation.GenericDataLocation
        return Path(QStandardPaths.writableLocation(location)) / NAME / "logs"
    state = os.environ.get("XDG_STATE_HOME", "")  # by the specification, relative ones don't count
    return (Path(state) if state.startswith("/") else Path.home() / ".local" / "state") / NAME


def runtime() -> Path | None:
    """A private folder of this user for the time of the login; None if there is none."""
    if sys.platform == "win32":
        location = QStandardPaths.StandardLocation.GenericDataLocation
        return _make(Path(QStandardPaths.writableLocation(location)) / NAME)
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and _is_private(Path(given)):
        return _make(Path(given) / NAME)
    import tempfile  # slow to load

    try:
        made = _make(Path(tempfile.gettempdir()) / f"{NAME}-{os.getuid()}")
    except OSError:  # no temporary folder can be written
        return None
    # All users may write to the temporary folder: another one may have made this one to listen.
    return made if made is not None and _is_private(made) else None


def _make(folder: Path) -> Path | None:
    try:
        folder.mkdir(PRIVATE, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def _is_private(folder: Path) -> bool:
    """Whether it is a folder of this user that no other user can write to."""
    if sys.platform == "win32":
        return True
    try:
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and found.st_uid == os.getuid() and not found.st_mode & 0o022
