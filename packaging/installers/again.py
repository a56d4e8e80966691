"""Reproducibility: whether a second build gives the same bytes."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from installers import desktop_tools
from installers.desktop_tools import Tools
from installers.identity import BUILD
from shell import SetupError, say

# Variables of another person, each of which changes what a tool or Python writes.
OTHER: Final = {
    "TZ": "Asia/Shanghai",
    "LANG": "zh_CN.UTF-8",
    "LC_ALL": "zh_CN.UTF-8",
    "LANGUAGE": "zh_CN",
    "XZ_OPT": "-0",
    "XZ_DEFAULTS": "--check=none",
    "TAR_OPTIONS": "--mode=777",
    "SOURCE_DATE_EPOCH": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONHASHSEED": "7",
    "LD_LIBRARY_PATH": "/usr/lib/x86_64-linux-gnu",
    "QT_SCALE_FACTOR": "2",
}
BUILDING: Final = ("tar", "xz", "strip", "objcopy", "mksquashfs", "dpkg-deb", "ldd")  # do nothing
WORDS: Final = "built twice, the same bytes"


def same(file: Path, make: Callable[[Path], object]) -> str:
    """Let `make` write `file` again in another environment; returns a text for the report.

    Raises SetupError where it differs, and then keeps both.
    """
    say(f"building {file.name} a second time")
    with elsewhere() as folder:
        other = folder / file.name
        make(other)
        if digest(file) == digest(other):
            return WORDS
        kept = file.with_name(f"{file.name}.again")
        other.replace(kept)
    raise SetupError(f"{file.name} is another one when it is built again: see {kept.name}")


def unchanged(folder: Path, make: Callable[[Path], Path]) -> str:
    """Let `make` build `folder` again, in the folder that it is given or in place.

    Returns a text for the report. Raises SetupError where a file differs.
    """
    say(f"making the folder {folder.name} a second time")
    before = tree(folder)
    with elsewhere() as place:
        differing(before, tree(make(place)))
    return f"its folder made twice, the same {len(before)} files"


def differing(one: dict[str, str], other: dict[str, str]) -> None:
    names = [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
    if names:
        raise SetupError("made twice, these files differ:\n    " + "\n    ".join(names[:20]))


@contextmanager
def elsewhere() -> Iterator[Path]:
    """A temporary folder, on what might be another machine: all that must change nothing."""
    before, mask = dict(os.environ), os.umask(0o077)
    try:
        with TemporaryDirectory(prefix="again-", dir=BUILD) as folder:
            tools = Tools(Path(folder, "tools"), *desktop_tools.FULL, *BUILDING)
            os.environ |= {**OTHER, "PATH": f"{tools.path}:{before['PATH']}"}
            time.tzset()
            yield Path(folder)
    finally:
        os.umask(mask)
        os.environ.clear()
        os.environ.update(before)
        time.tzset()


def tree(folder: Path) -> dict[str, str]:
    """The digest or link target of every file below `folder`, and whether it is executable."""
    found = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            found[name] = f"link to {os.readlink(file)}"
        elif file.is_file():
            runs = file.stat().st_mode & 0o100
            found[name] = f"{digest(file)} {'runs' if runs else ''}"
    return found


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
