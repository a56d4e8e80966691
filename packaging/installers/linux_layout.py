"""The content of every file for Linux: the frozen program and its desktop files."""

import shutil
from pathlib import Path
from typing import Final

from installers import desktop, frozen, tools
from installers.identity import COMMAND

HOME: Final = Path("opt") / COMMAND  # where packages put what has its own libraries


def lay(
    root: Path,
    home: str | Path,
    share: str | Path,
    command: str,
    *,
    onedir: Path = frozen.FOLDER,
    number: str | None = None,
) -> Path:
    """Create `root`: the program in `home`, and in `share` a menu entry that starts `command`.

    Both are relative to `root`. Returns where the program's file is; `number` is the version that
    the desktop files name, if it is not the program's own.
    """
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(onedir, root / home, symlinks=True)
    desktop.furnish(root / share, command, number)
    return root / home / COMMAND


def settle(root: Path, *programs: Path) -> None:
    """Finally, set modes and dates that do not depend on the user or time of the build."""
    tools.readable(root, *programs)
    tools.dated(root)
