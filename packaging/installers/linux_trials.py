"""The files for any Linux, tried: installed and removed, or run as they are."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from installers import again, desktop, tools, trials
from installers.desktop_tools import FULL, TERMINALS, Tools
from installers.identity import COMMAND, NAME, version
from installers.root_windows import FIRST, INSTALL, inside, within
from shell import SetupError, say
from shell.display import virtual_display

ODD: Final = "家 of “$USER”"  # a home with spaces, quotes and $
RUNNING, NO_ROOM, NO_TOOL = 3, 4, 8  # exit codes of install.sh
PATIENCE: Final = 60.0  # seconds
FUSE: Final = {"fusermount": "fuse3", "libfuse.so.2": "libfuse2"}  # only needed to mount


def of_run(file: Path) -> tuple[str, ...]:
    """Installed for a user in an odd home, used, installed again, and removed."""
    say(f"trying {file.name}")
    with virtual_display() as display, TemporaryDirectory(prefix="downhill-") as folder:
        home = Path(folder, ODD)
        home.mkdir()
        person = {**display, "HOME": str(home), "XDG_DATA_HOME": "", "LANG": "zh_CN.UTF-8"}
        person["XDG_RUNTIME_DIR"] = folder
        install = (file, "--text")
        tools.run(*install, more=person)
        program = home / ".local" / "bin" / COMMAND
        entry = home / ".local" / "share" / desktop.MENU
        tools.run("desktop-file-validate", entry)
        colors = trials.self_test(program, person)
        tools.run(*install, more=person)  # over the one there is
        mine = entry.with_name("mine.desktop")
        mine.write_text("[Desktop Entry]\n", encoding="utf-8")
        remove = home / ".local" / "opt" / COMMAND / "install.sh"
        tools.run(remove, "--uninstall", more=person)
        left = _left(home)
        if left != [mine.name]:
            raise SetupError(f"left behind: {', '.join(left)}")
    return (
        f"installed without root in “{ODD}”, self-test ({colors} colours)",
        "installed again over itself",
        "removed: nothing left, another program's menu entry kept",
    )


def by_double_click(file: Path) -> tuple[str, ...]:
    """Without a terminal: with nothing of a desktop, with all of it, and with what this one has.

    The same is installed each time, and the program's own window opens.
    """
    installed = []
    with virtual_display() as display, TemporaryDirectory(prefix="downhill-") as folder:
        for number, working in enumerate(((), FULL, None)):
            home = Path(folder, ODD)
            home.mkdir()
            person = {**display, "HOME": str(home), "XDG_DATA_HOME": "", "XDG_RUNTIME_DIR": folder}
            if working is None:
                installed.append(_clicked(file, home, person, None))
            else:
                simulated = Tools(Path(folder, str(number)), *working)
                person["PATH"] = simulated.path
                installed.append(_clicked(file, home, person, simulated))
            shutil.rmtree(home)
    again.differing(installed[0], installed[1])
    again.differing(installed[0], installed[2])
    return (
        "by double-click, without and with a desktop's tools: the same, and its window opens",
        "a running program is not overwritten",
    )


def _clicked(
    file: Path, home: Path, person: Mapping[str, str], simulated: Tools | None
) -> dict[str, str]:
    """Install it without a terminal, await its window, and let it refuse to do so again."""
    silent = subprocess.DEVNULL
    log = home / ".local" / "state" / COMMAND / f"{COMMAND}.log"
    window = subprocess.Popen(
        [file], env=person, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    )
    try:
        latest = time.monotonic() + PATIENCE
        while not log.exists() or f" {NAME} {version()}" not in log.read_text(encoding="utf-8"):
            if window.poll() is not None or time.monotonic() > latest:
                raise SetupError(f"{file.name} opened no window: it ended with {window.poll()}")
            time.sleep(0.1)
        if simulated is not None and _code((file,), person) != RUNNING:
            raise SetupError("a program that runs was overwritten")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(window.pid, signal.SIGTERM)
        window.wait(PATIENCE)
    called = simulated.calls() if simulated is not None else []
    if any(call.split()[0] in (*TERMINALS, "xset") for call in called):
        raise SetupError(f"a terminal was opened: {called}")
    if called and sum(call.startswith("notify-send") for call in called) != 2:
        raise SetupError(f"it was not said, or not twice: {called}")
    own, shared = (again.tree(home / ".local" / name) for name in ("opt", "share"))
    brought = (home / ".local" / "opt" / COMMAND / "installed.txt").read_text(encoding="utf-8")
    # The desktop's lists of menus and kinds of files are not compared: its tools write them.
    return {**own, **{name: shared[name] for name in brought.splitlines()}}


def in_bare(root: Path, file: Path) -> str:
    """In a bare system: what it needs for unpacking is named; then it is installed and removed."""
    shutil.copy(file, root / "tmp" / file.name)
    words = ("sh", f"/tmp/{file.name}")
    command = tuple(within(root, *words, person=FIRST, more=None))
    if _code(command, {"PATH": tools.FIRST}) != NO_TOOL:
        raise SetupError(f"{file.name} does not name what it lacks")
    inside(root, *INSTALL, "xz-utils")
    inside(root, *words, person=FIRST)
    inside(root, f"{FIRST.home}/.local/bin/{COMMAND}", "--version", person=FIRST)
    inside(root, *words, "--uninstall", person=FIRST)
    if (root / FIRST.home[1:] / ".local").exists():
        raise SetupError(f"{file.name} left something behind")
    return f"{file.name} names what it lacks (xz); then installed, started and removed"


def without_room(file: Path) -> tuple[str, ...]:
    """On a disk that is too small: it fails with a message and leaves nothing. Needs root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ()
    with TemporaryDirectory(prefix="downhill-") as place:
        tools.run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place)
        try:
            clean = {"PATH": "/usr/bin:/bin", "HOME": place, "TMPDIR": tempfile.gettempdir()}
            code = _code((file, "--text"), clean)
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
    with virtual_display() as display, TemporaryDirectory(prefix="下 山 ") as folder:
        unpacked = {**display, "APPIMAGE_EXTRACT_AND_RUN": "1"}
        words.append(f"unpacked on the way, self-test ({trials.self_test(file, unpacked)} colours)")
        moved = Path(folder, "a b.AppImage")
        shutil.copy(file, moved)
        odd = {**unpacked, "PATH": "", "HOME": "/dev/null", "TMPDIR": folder}
        words.append(f"on an empty path, without a home ({trials.self_test(moved, odd)} colours)")
        if os.access("/dev/fuse", os.R_OK | os.W_OK):
            tools.need(FUSE)
            words.append(f"with FUSE, self-test ({trials.self_test(file, display)} colours)")
    return tuple(words)
