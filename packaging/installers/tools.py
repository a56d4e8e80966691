"""Calls other programs; missing ones are named, failures stop the build."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from installers.identity import EPOCH
from shell import LINUX, SetupError, system

Word = str | Path

# Variables that reach the programs we call: where the person's files and the network are. No
# others, since many change what is built: XZ_OPT, TAR_OPTIONS, LD_LIBRARY_PATH, PYTHONOPTIMIZE.
KEPT: Final = re.compile(
    "HOME|USER|LOGNAME|TMPDIR|DISPLAY|XAUTHORITY|XDG_RUNTIME_DIR|WAYLAND_DISPLAY|"
    "(PIP|SSL|DOWNHILL)_.*|.*_CA_BUNDLE|(.*_proxy|.*_PROXY)"
)
FIRST: Final = "/usr/sbin:/usr/bin:/sbin:/bin"  # before what else is on the path: the system's own


def environ() -> dict[str, str]:
    """The environment for programs that build: little depends on who builds, and where."""
    given = {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)}
    path = ":".join(filter(None, (FIRST if LINUX else "", os.environ.get("PATH"))))
    return {**given, "PATH": path, "SOURCE_DATE_EPOCH": str(EPOCH), "LC_ALL": "C.UTF-8"}


def need(packages: Mapping[str, str]) -> None:
    """Require these programs and libraries, each with the Debian package that contains it."""
    lacking = sorted({name for tool, name in packages.items() if not _present(tool)})
    if not lacking:
        return
    if shutil.which("apt-get") is None:
        raise SetupError(f"these programs are missing here: {', '.join(lacking)}")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *lacking]
    system.bring([["apt-get", "update"], install])
    still = [tool for tool in packages if not _present(tool)]
    if still:
        raise SetupError(f"apt-get did not bring {', '.join(still)} (see above)")


def _present(tool: str) -> bool:
    return system.present(tool) if ".so" in tool else shutil.which(tool) is not None


def run(
    *words: Word, cwd: Path | None = None, more: Mapping[str, str] | None = None, limit: float = 900
) -> str:
    """The program's output. Raises SetupError where it fails, with its last lines."""
    command = [str(word) for word in words]
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**environ(), **(more or {})},
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=limit,
        check=False,
    )
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-30:])
        raise SetupError(f"{' '.join(command[:4])} … ended with {done.returncode}:\n{last}")
    return done.stdout


def dated(folder: Path) -> None:
    """Give every file the same date, so that two builds are equal."""
    for file in (folder, *folder.rglob("*")):
        os.utime(file, (EPOCH, EPOCH), follow_symlinks=False)


def readable(folder: Path, *programs: Path) -> None:
    """Modes of an installed program: all may read, only the programs are executable."""
    for file in (folder, *folder.rglob("*")):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file in programs else 0o644)
