"""`dev.py package`: builds everything possible on this system, and tests it on request."""

import platform
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from installers import (
    again,
    debian,
    frozen,
    linux_files,
    linux_trials,
    macos,
    report,
    roots,
    starts,
    tools,
    trials,
    windows,
    wine,
)
from installers.identity import COMMAND
from installers.report import Artefact, Goal
from shell import LINUX, ROOT, SetupError, say, system
from shell.environment import RUN

USAGE: Final = "dev.py package [folder|linux|windows|macos|all] [--test]"
TARGETS: Final = ("folder", "linux", "windows", "macos", "all")
DOWNLOAD: Final = 60.0  # megabytes of a file to distribute
INSTALLED: Final = 220.0  # megabytes of the program on the disk
MINUTES: Final = 15.0  # for building all of it


class Made(NamedTuple):
    """The result of one part of the work; `building` is its time in seconds."""

    artefacts: tuple[Artefact, ...] = ()
    goals: tuple[Goal, ...] = ()
    building: float = 0.0


def main(arguments: list[str]) -> int:
    """Build the given targets; prints the table, and fails where a goal is not met."""
    test = "--test" in arguments
    rest = [word for word in arguments if word != "--test"] or ["all"]
    if len(rest) != 1 or rest[0] not in TARGETS:
        raise SetupError(f"usage: {USAGE}")
    system.need(virtual=True)
    RUN.make()
    parts = [part for name, part in PARTS.items() if rest[0] in (name, *WITHIN[name])]
    made = [part(test) for part in parts]
    artefacts = [each for part in made for each in part.artefacts]
    goals = [each for part in made for each in part.goals]
    if rest[0] == "all":
        minutes = sum(part.building for part in made) / 60
        goals.append(Goal("Building all of it", minutes, MINUTES, "minutes"))
    print(report.table(artefacts, goals))
    return 0 if report.met(artefacts, goals) else 1


def folder(test: bool) -> Made:
    """The frozen program, which all but Windows is made from."""
    began = time.monotonic()
    frozen.build()
    building = time.monotonic() - began
    size = Goal("Installed size", frozen.size(frozen.FOLDER) / 1e6, INSTALLED, "MB")
    if not test:
        return Made((), (size,), building)
    for words in trials.of_program(frozen.PROGRAM):
        say(f"the frozen program: {words}")
    return Made((), (size, starts.ratio(frozen.PROGRAM)), building)


def linux(test: bool) -> Made:
    """The package, the file that installs itself, and the AppImage."""
    if not LINUX:
        return Made()
    began = time.monotonic()
    package, run, image = debian.build(), linux_files.build_run(), linux_files.build_appimage()
    building = time.monotonic() - began
    tried: tuple[tuple[str, ...], ...] = ((), (), ())
    if test:
        frozen_twice = again.unchanged(frozen.FOLDER, lambda place: frozen.build(place / COMMAND))
        makers = (
            (package, lambda file: debian.build(target=file)),
            (run, lambda file: linux_files.build_run(target=file)),
            (image, lambda file: linux_files.build_appimage(target=file)),
        )
        same = [(frozen_twice, again.same(file, make)) for file, make in makers]
        tried = (
            (*same[0], debian.examined(package), *_in_roots(package, run)),
            (*same[1], *_of_run(run)),
            (*same[2], *linux_trials.of_appimage(image)),
        )
    limits = (DOWNLOAD, DOWNLOAD, None)
    files = zip((package, run, image), tried, limits, strict=True)
    return Made(tuple(Artefact(*each) for each in files), (), building)


def _of_run(run: Path) -> tuple[str, ...]:
    of_run, clicked = linux_trials.of_run(run), linux_trials.by_double_click(run)
    return (*of_run, *clicked, *linux_trials.without_room(run))


def _in_roots(package: Path, run: Path) -> tuple[str, ...]:
    if not roots.possible():
        say("bare Debian systems can only be made by root: the package is not tried")
        return ()
    with TemporaryDirectory(prefix="downhill-") as place:
        numbers = Path(place, "numbers.csv")
        steps = ("--steps", str(roots.STEPS), "--out", numbers)
        given = ("--headless", "--scenario", roots.SCENARIO, *steps)
        tools.run(RUN.python, ROOT / "main.py", *given)
        return roots.trial(package, run, numbers)


def for_windows(test: bool) -> Made:
    """The installer for Windows, which Linux can make."""
    if not windows.available():
        say("the installer for Windows can't be made on this system: it is left out")
        return Made()
    began = time.monotonic()
    setup = windows.build()
    building = time.monotonic() - began
    tested = windows.built_again() if test else ()
    if test and wine.available():
        tested = (*tested, *wine.test())
    return Made((Artefact(setup, tested, DOWNLOAD),), (), building)


def for_macos(test: bool) -> Made:
    del test  # nothing can be tested without a Mac
    if sys.platform != "darwin":
        say(f"the program for macOS can't be made on {platform.system()}: it is left out")
        return Made()
    began = time.monotonic()
    return Made((Artefact(macos.build()),), (), time.monotonic() - began)


PARTS: Final = {"folder": folder, "linux": linux, "windows": for_windows, "macos": for_macos}
WITHIN: Final = {
    "folder": ("linux", "macos", "all"),
    "linux": ("all",),
    "windows": ("all",),
    "macos": ("all",),
}
