"""The Windows installer tested under Wine: the file that is distributed.

The user's name has a space and Chinese characters, and with it every path. What Wine can't show:
SmartScreen, antivirus programs, real drivers, screens of high density.
"""

import csv
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, isfinite, isnan
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Final, final

from installers import tools, windows, windows_folder, windows_launcher, windows_python
from installers.identity import COMMAND, ENDING, NAME, version
from installers.roots import PICTURES, SCENARIO, STEPS
from installers.windows_image import Portable
from installers.wine_bottle import FOLDERS, HOME, LOCAL, MENU, Bottle
from shell import ROOT, SetupError, say
from shell.display import virtual_display
from shell.environment import RUN

# The programs that are called, each with the Debian package that holds it.
PACKAGES: Final = {"/usr/lib/wine/wine64": "wine64", "xwininfo": "x11-utils"}
TARGET: Final = LOCAL / "Programs" / NAME
SETTINGS: Final = LOCAL / COMMAND / "settings.ini"
KINDS: Final = (ENDING, f"{NAME}.Document")
CLASSES: Final = r"HKEY_CURRENT_USER\Software\Classes"
KEYS: Final = (
    *(rf"{CLASSES}\{kind}" for kind in (*KINDS, rf"Applications\{NAME}.exe")),
    rf"HKEY_CURRENT_USER\Software\{NAME}",
    rf"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall\{NAME}",
    rf"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\App Paths\{NAME}.exe",
)
RUNNING, NO_ROOM, OLD_WINDOWS = 5, 6, 8  # exit codes of the installer
CLOSE: Final = 1e-9  # how far numbers may differ: two C libraries round exp and sin differently
PATIENCE: Final = 60.0  # seconds


def available() -> bool:
    return windows.available() and (
        shutil.which("apt-get") is not None or all(shutil.which(name) for name in PACKAGES)
    )


def test() -> tuple[str, ...]:
    """All steps in order; returns descriptions of them. Raises SetupError where one fails."""
    setup = windows.setup_file()
    if not setup.is_file():
        raise SetupError(f"{setup.name} is not built yet")
    say(f"trying {setup.name} under Wine")
    tools.need(PACKAGES)
    with virtual_display() as display, TemporaryDirectory(prefix="downhill-") as place:
        bottle = Bottle(Path(place, "桌 面"), display)
        try:
            core = windows_folder.FOLDER / "program" / "lib" / "PySide6" / "Qt6Core.dll"
            bottle.prepare({"icuuc.dll": set(Portable(core).asks("icuuc.dll"))})
            trial = Trial(bottle, setup, Path(place))
            return tuple(step() for step in trial.steps())
        finally:
            bottle.close()


@final
class Trial:
    """The test steps, in an order in which each finds what it needs."""

    def __init__(self, bottle: Bottle, setup: Path, work: Path) -> None:
        self._bottle, self._setup, self._work = bottle, setup, work
        self._console = TARGET / windows_launcher.CONSOLE
        self._notes = TARGET / "program" / "我的 笔记.txt"

    def steps(self) -> Iterator[Callable[[], str]]:
        yield self.refuses_old_windows
        yield self.replaces_an_older_version
        yield self.tests_itself
        yield self.tests_itself_in_software
        yield self.gives_the_same_numbers
        yield self.works_in_a_pool
        yield self.opens_files
        yield self.shows_a_picture
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            yield self.finds_no_room
        yield self.goes_without_a_trace

    def install(self, *words: str, setup: Path | None = None) -> int:
        code, _ = self._bottle.call(setup or self._setup, "/S", *words, limit=300)
        return code

    def refuses_old_windows(self) -> str:
        self._bottle.succeed("winecfg", "-v", "win7")
        expect("Windows 7", self.install(), OLD_WINDOWS)
        if self._bottle.path(TARGET).exists():
            raise SetupError("something was installed where it can't run")
        self._bottle.succeed("winecfg", "-v", "win10")
        return "on Windows 7 it says that it needs Windows 10"

    def replaces_an_older_version(self) -> str:
        """Also that the uninstaller removes settings only on request."""
        older = self._older()
        settings = self._bottle.path(SETTINGS)
        for last in (False, True):
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text("[General]\nformat=1\n")
            expect("the older version", self.install("/DESKTOP", setup=older), 0)
            if not last:
                self._bottle.succeed(TARGET / "uninstall.exe", "/S", "/SETTINGS")
                self._wait(lambda: not self._bottle.path(TARGET).exists(), "was not removed")
                self._wait(lambda: not settings.exists(), "kept settings")
        self._bottle.path(self._notes).write_text("mine")
        expect("the upgrade", self.install(), 0)
        self._all_there()
        if self._bottle.path(TARGET / "program" / "gone.txt").exists():
            raise SetupError("a file of the older version is left")
        if not settings.exists() or not self._bottle.path(self._notes).exists():
            raise SetupError("the upgrade took away what is the user's")
        if not self._bottle.path(FOLDERS["Desktop"] / f"{NAME}.lnk").exists():
            raise SetupError("the upgrade took away the desktop shortcut")
        return f"installed silently into “{TARGET}”, over an older version"

    def _older(self) -> Path:
        """An installer of the same make, of a program that has one file more."""
        folder = self._work / "older"
        dll = windows_python.here().dll
        for name in (f"{NAME}.exe", f"program/{dll}", "program/gone.txt"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("0.0.1")
        files = windows_folder.shipped(folder)
        return windows.make_setup(folder, files, dll, self._work / "older.exe", "0.0.1")

    def _all_there(self) -> None:
        built = windows_folder.FOLDER
        for file in windows_folder.shipped(built):
            there = self._bottle.path(TARGET).joinpath(*file.parts)
            if not there.is_file() or there.stat().st_size != (built / file).stat().st_size:
                raise SetupError(f"{file} was not installed")
        if f'"DisplayVersion"="{version()}"' not in self._bottle.registered(KEYS[4]):
            raise SetupError("Windows is not told which version is installed")
        if not self._bottle.path(MENU / f"{NAME}.lnk").exists():
            raise SetupError("there is no entry in the Start menu")

    def tests_itself(self) -> str:
        output = self._bottle.succeed(self._console, "--selftest")
        return f"self-test ({output.split()[-1]} colours in the 3-D view)"

    def tests_itself_in_software(self) -> str:
        output = self._bottle.succeed(self._console, "--selftest", "--safe-mode")
        if "Mesa 11" not in output:
            raise SetupError(f"safe mode was not drawn by Qt's own Mesa:\n{output}")
        return f"self-test in safe mode, by opengl32sw.dll ({output.split()[-1]} colours)"

    def gives_the_same_numbers(self) -> str:
        out = HOME / "Documents" / "结果 1.csv"
        here = self._work / "numbers.csv"
        run = ("--headless", "--scenario", "{}", "--steps", str(STEPS), "--out", "{}")
        linux = [word.format(name) for word, name in paired(run, str(SCENARIO), str(here))]
        tools.run(RUN.python, ROOT / "main.py", *linux)
        wine = [word.format(name) for word, name in paired(run, f"Z:{SCENARIO}", str(out))]
        self._bottle.succeed(self._console, *wine)
        count, worst = compare(here, self._bottle.path(out))
        if worst > CLOSE:
            raise SetupError(f"numbers differ from those under Linux by a share of {worst:.1e}")
        return f"{STEPS} updates without a window: {count} numbers as under Linux (±{worst:.0e})"

    def works_in_a_pool(self) -> str:
        """Here the windowed program starts the processes; its self-test judges their answers."""
        self._bottle.succeed(TARGET / windows_launcher.WINDOWED, "--selftest")
        return "a map on a process that the windowed program starts, and one cancelled"

    def opens_files(self) -> str:
        """Two files, one window; meanwhile neither upgrade nor removal changes the program."""
        files = [HOME / "Documents" / f"{name}{ENDING}" for name in ("课 堂", "second")]
        for file in files:
            shutil.copyfile(SCENARIO, self._bottle.path(file))
        log = self._bottle.path(LOCAL / COMMAND / "logs" / f"{COMMAND}.log")
        settings = self._bottle.path(SETTINGS)
        with self._associated():
            self._bottle.open(files[0])
            self._wait(lambda: f' · {NAME}"' in self._bottle.windows(), "showed no window")
            self._wait(lambda: said(log, "OpenGL") or said(log, f"{NAME} "), "did not start")
            expect("an upgrade while it runs", self.install(), RUNNING)
            self._bottle.succeed(TARGET / "uninstall.exe", "/S")
            self._all_there()
            self._bottle.open(files[1])
            self._wait(lambda: said(settings, files[1].name), "did not take the second file")
        self._bottle.succeed("taskkill", "/IM", f"{NAME}.exe")
        self._wait(lambda: f"{COMMAND}.exe" not in self._bottle.windows(), "did not close")
        if not all(said(settings, file.name) for file in files):
            raise SetupError("the files that were opened are not among the recent ones")
        started = log.read_text("utf-8").count(f"{NAME} {version()}")
        expect("starts for two files", started, 1)
        return "two files opened by double-click, in one window; not replaced while it runs"

    @contextmanager
    def _associated(self) -> Iterator[None]:
        """Wine 8 looks for associations only among those of all users: register ours there."""
        texts = [self._bottle.registered(rf"{CLASSES}\{kind}") for kind in KINDS]
        if not all(texts):
            raise SetupError(f"{ENDING} files are not associated")
        shown = [text.replace("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE") for text in texts]
        for text in shown:
            self._bottle.load(text)
        try:
            yield
        finally:
            for text in shown:
                self._bottle.load(text.replace("\n[HKEY", "\n[-HKEY"))

    def shows_a_picture(self) -> str:
        picture = HOME / "Documents" / "图.png"
        words = ("--screenshot", picture, "--steps", STEPS, "--size", "1280x800", "--lang", "zh_CN")
        scenario = HOME / "Documents" / f"课 堂{ENDING}"
        self._bottle.succeed(TARGET / windows_launcher.WINDOWED, scenario, *words)
        PICTURES.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._bottle.path(picture), PICTURES / "installed-wine.png")
        return "a picture of the window"

    def finds_no_room(self) -> str:
        disk = self._work / "disk"
        disk.mkdir()
        tools.run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk)
        try:
            self._bottle.drive("e", disk)
            expect("a disk without room", self.install(rf"/D=E:\{NAME}"), NO_ROOM)
            if any(disk.iterdir()):
                raise SetupError("half an installation is left on a disk without room")
        finally:
            tools.run("umount", "--lazy", disk)
        self._all_there()
        return "a full disk: said before anything is written"

    def goes_without_a_trace(self) -> str:
        self._bottle.succeed(TARGET / "uninstall.exe", "/S")
        program = self._bottle.path(TARGET)
        self._wait(lambda: not (program / "uninstall.exe").exists(), "was not removed")
        sleep(1.0)  # for what it does after that
        left = [file for file in program.rglob("*") if file.is_file()]
        if left != [self._bottle.path(self._notes)]:
            raise SetupError(f"left behind: {', '.join(str(file) for file in left[:9])}")
        places = (MENU, FOLDERS["Desktop"])
        keys = [key for key in KEYS if self._bottle.registered(key)]
        links = [place for place in places if self._bottle.path(place / f"{NAME}.lnk").exists()]
        if keys or links:
            raise SetupError(f"left behind: {', '.join(map(str, [*keys, *links]))}")
        if not self._bottle.path(SETTINGS).exists():
            raise SetupError("removing the program took the user's settings away")
        return "removed silently: nothing left of ours, the user's own file and settings kept"

    def _wait(self, good: Callable[[], bool], bad: str) -> None:
        latest = monotonic() + PATIENCE
        while not good():
            if monotonic() > latest:
                raise SetupError(f"under Wine, the program {bad}")
            sleep(0.3)


def paired(words: tuple[str, ...], *names: str) -> Iterator[tuple[str, str]]:
    """Each word with the name to be inserted."""
    rest = iter(names)
    return ((word, next(rest) if "{}" in word else "") for word in words)


def expect(what: str, found: int, wanted: int) -> None:
    if found != wanted:
        raise SetupError(f"under Wine, {what}: {found} instead of {wanted}")


def said(file: Path, text: str) -> bool:
    return file.exists() and text in file.read_text("utf-8", "replace")


def compare(one: Path, other: Path) -> tuple[int, float]:
    """How many numbers two tables have, and the largest share by which they differ.

    Raises SetupError where anything else differs.
    """
    tables = []
    for file in (one, other):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            tables.append([cell for row in csv.reader(stream) for cell in (*row, "\n")])
    if len(tables[0]) != len(tables[1]):
        raise SetupError("the tables have different sizes")
    count, worst = 0, 0.0
    for a, b in zip(*tables, strict=True):
        try:
            worst = max(worst, share(float(a), float(b)))
        except ValueError:
            if a != b:
                raise SetupError(f"“{a}” and “{b}” differ") from None
        else:
            count += 1
    return count, worst


def share(x: float, y: float) -> float:
    """By how much two numbers differ, as a share of the larger one."""
    if x == y or (isnan(x) and isnan(y)):
        return 0.0
    return abs(x - y) / max(abs(x), abs(y)) if isfinite(x) and isfinite(y) else inf
