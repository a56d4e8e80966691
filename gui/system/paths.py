"""Where each system wants a program to keep what is no setting and no document. Only QtCore."""

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
        place = QStandardPaths.StandardLocation.GenericDataLocation
        return Path(QStandardPaths.writableLocation(place)) / NAME / "logs"
    state = os.environ.get("XDG_STATE_HOME", "")  # the specification wants an absolute one
    return (Path(state) if state.startswith("/") else Path.home() / ".local" / "state") / NAME


def runtime() -> Path | None:
    """A folder that only this person can enter, for as long as they are logged in.

    None where there is none to be had: the program then does without.
    """
    if sys.platform == "win32":
        place = QStandardPaths.StandardLocation.GenericDataLocation
        return _made(Path(QStandardPaths.writableLocation(place)) / NAME)
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and _is_mine(Path(given)):
        return _made(Path(given) / NAME)
    import tempfile  # slow to load

    try:
        made = _made(Path(tempfile.gettempdir()) / f"{NAME}-{os.getuid()}")
    except OSError:  # nothing can be written anywhere
        return None
    # Everybody may write beside it: somebody else may have made it first, to listen there.
    return made if made is not None and _is_mine(made) else None


def _made(folder: Path) -> Path | None:
    try:
        folder.mkdir(PRIVATE, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def _is_mine(folder: Path) -> bool:
    """Whether it is a folder of this person's that nobody else can write into."""
    if sys.platform == "win32":
        return True
    try:
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and found.st_uid == os.getuid() and not found.st_mode & 0o022
