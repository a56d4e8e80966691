"""The time of the frozen program to its first frame, relative to the program from source."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from installers.report import Goal
from shell import ROOT
from shell.display import virtual_display
from shell.environment import RUN

STARTS: Final = 9
LIMIT: Final = 1.1


def ratio(program: Path) -> Goal:
    """Both start alternately, each in its own home, after a first start there; the fastest
    starts count, since other work on the machine only ever adds."""
    commands: dict[str, Sequence[object]] = {
        "frozen": [program],
        "source": [RUN.python, ROOT / "main.py"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with virtual_display() as display, TemporaryDirectory(prefix="downhill-") as place:
        given = {**display, "PYTHONPYCACHEPREFIX": str(Path(place, "bytecode"))}
        for number in range(STARTS + 1):
            for name, command in commands.items():
                spent = seconds(command, {**given, **_home(Path(place, name))})
                if number:  # the first fills the caches, and finds the renderer
                    taken[name].append(spent)
    frozen, source = (1e3 * min(taken[name]) for name in ("frozen", "source"))
    title = f"Start to first frame, frozen {frozen:.0f} ms / source {source:.0f} ms"
    return Goal(title, frozen / source, LIMIT, "×")


def seconds(command: Sequence[object], environ: dict[str, str]) -> float:
    """From before the process exists to the time that it prints at its first frame."""
    kept = {name: value for name, value in environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.time()
    done = subprocess.run(
        [str(word) for word in (*command, "--first-frame")],
        env=kept,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return float(done.stdout.split()[-1]) - began


def _home(folder: Path) -> dict[str, str]:
    """Variables that make `folder` the home of a program."""
    folder.mkdir(exist_ok=True)
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return dict.fromkeys(places, str(folder))
