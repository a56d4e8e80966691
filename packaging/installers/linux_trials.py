"""The files for any Linux, tried: installed and removed, or run as they are."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from installers import desktop, tools, trials
from installers.identity import COMMAND
from shell import SetupError, say
from shell.display import virtual_display

ODD: Final = "家 of “$USER”"  # a home with spaces, quotes and $
NO_ROOM: Final = 4  # exit code of install.sh
FUSE: Final = {"fusermount": "fuse3", "libfuse.so.2": "libfuse2"}  # only needed to mount


def of_run(file: Path) -> tuple[str, ...]:
    """Installed for a user in an odd home, used, installed again while it runs, and removed."""
    say(f"trying {file.name}")
    with virtual_display() as display, TemporaryDirectory(prefix="downhill-") as folder:
        home = Path(folder, ODD)
        home.mkdir()
        person = {**display, "HOME": str(home), "XDG_DATA_HOME": "", "LANG": "zh_CN.UTF-8"}
        person["XDG_RUNTIME_DIR"] = folder
        install = (file, "--quiet")
        tools.run(*install, more=person)
        program = home / ".local" / "bin" / COMMAND
        entry = home / ".local" / "share" / desktop.MENU
        tools.run("desktop-file-validate", entry)
        colors = trials.self_test(program, person)
        long = ("--screenshot", home / "later.png", "--steps", "1000000")
        started = subprocess.Popen([str(word) for word in (program, *long)], env=person)
        time.sleep(2.0)
        try:
            refused = _code(install, person)
        finally:
            started.terminate()
            started.wait()
        if refused == 0:
            raise SetupError("a program that runs was overwritten")
        tools.run(*install, more=person)  # over the one there is
        mine = entry.with_name("mine.desktop")
        mine.write_text("[Desktop Entry]\n", encoding="utf-8")
        remove = home / ".local" / "opt" / COMMAND / "install.sh"
        tools.run(remove, "--uninstall", more=person)
        left = _left(home)
        if left not in ([mine.name], ["later.png", mine.name]):
            raise SetupError(f"left behind: {', '.join(left)}")
    return (
        f"installed without root in “{ODD}”, self-test ({colors} colours)",
        "a running program is not overwritten; installed again over itself",
        "removed: nothing left, another program's menu entry kept",
    )


def without_room(file: Path) -> tuple[str, ...]:
    """On a disk that is too small: it fails with a message and leaves nothing. Needs root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ()
    with TemporaryDirectory(prefix="downhill-") as place:
        tools.run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place)
        try:
            clean = {"PATH": "/usr/bin:/bin", "HOME": place, "TMPDIR": tempfile.gettempdir()}
            code = _code((file, "--quiet"), clean)
            left = [each.name for each in Path(place).rglob("*") if each.is_file()]
        finally:
            tools.run("umount", "--lazy", place)
    if code != NO_ROOM or left:
        raise SetupError(f"without room: exit code {code}, left behind: {left}")
    return ("a full disk: said before anything is written",)


def _left(home: Path) -> list[str]:
    """The program's files that are still there, except caches and settings."""
    own = (".cache", ".config", COMMAND, "Downhill")
    files = (file for file in home.rglob("*") if file.is_file())
    found = [file for file in files if not set(own) & set(file.relative_to(home).parts)]
    return sorted(file.name for file in found if file.name != "mimeinfo.cache")


def _code(command: tuple[tools.Word, ...], environ: Mapping[str, str]) -> int:
    words = [str(word) for word in command]
    done = subprocess.run(words, env=dict(environ), capture_output=True, check=False, timeout=300)
    return done.returncode


def of_appimage(file: Path) -> tuple[str, ...]:
    """Run as it is where there is FUSE, and unpacked on the way."""
    say(f"trying {file.name}")
    words = []
    with virtual_display() as display:
        unpacked = {**display, "APPIMAGE_EXTRACT_AND_RUN": "1"}
        words.append(f"unpacked on the way, self-test ({trials.self_test(file, unpacked)} colours)")
        if os.access("/dev/fuse", os.R_OK | os.W_OK):
            tools.need(FUSE)
            words.append(f"with FUSE, self-test ({trials.self_test(file, display)} colours)")
    return tuple(words)
