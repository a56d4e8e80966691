"""The longest time between two ticks of the window while files are read and written, and how soon
a closed window is gone.

    python -m tests.benchmarks.gaps
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PySide6.QtCore import Qt, QTimer

from engine import session
from engine.commands import FastForward, Turn
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.stamped import Stamped
from engine.surfaces import BY_KEY as SURFACES
from gui.dialogs.data.dialog import DataDialog
from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened
from tests.benchmarks.table import Row, print_rows

EDITS = 250_000  # of a session of some 30 MB
TABLE = 59_000_000  # bytes
RECORDED = 100_000  # updates of an exported run
GAP = 50.0  # milliseconds, at most
HIDDEN, ENDED = 300.0, 1000.0  # milliseconds from closing until the window, and the work, is gone


class Ticks:
    """The gaps between the ticks of a timer, which is due every 2 ms."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.append(1e3 * (now - self._last))
        self._last = now

    def longest(self) -> float:
        """The longest since the last call."""
        longest = max(self.gaps, default=0.0)
        self.gaps.clear()
        return longest


def scenario() -> Scenario:
    return Scenario(SURFACES["bowl"](), (FleetSetup(BY_KEY["gd"](), points=((1.0, 1.0),)),))


def long_session(file: Path) -> None:
    log = tuple(Stamped(k // 50, Turn(0, "lr", 0.01 + 1e-9 * k)) for k in range(EDITS))
    now = replace(Player(scenario()).snapshot(), log=log)
    file.write_text(session.write_session(now), encoding="utf-8")


def milliseconds(what: str, value: float, limit: float = GAP) -> None:
    print_rows(Row(what, "", value, limit, unit="ms"))


def measure_session(window: MainWindow, ticks: Ticks, kept: Path) -> None:
    files = window.files
    files.open(kept)
    live(300.0, lambda: files.file == kept)
    size = f"{kept.stat().st_size // 1_000_000} MB"
    milliseconds(
        f"Longest gap between two ticks while a session of {size} is read", ticks.longest()
    )
    live(3.0)
    milliseconds("… and when it is replayed", ticks.longest())
    saved: list[object] = []
    files.saved.connect(saved.append)
    files.save()
    live(120.0, lambda: bool(saved))
    milliseconds("… while it is saved", ticks.longest())


def measure_export(window: MainWindow, ticks: Ticks, file: Path) -> None:
    engine = window.engine
    engine.send(FastForward(RECORDED))
    live(120.0, lambda: engine.snapshot.update >= RECORDED and engine.snapshot.goal is None)
    live(1.0)
    ticks.longest()
    window.files.export(file)
    live(2.0)
    milliseconds("… while a run is exported", ticks.longest())


def large_table(file: Path) -> None:
    rows = np.random.default_rng(3).normal(size=(2000, 4)).tolist()
    text = "".join(f"{a},{b},{c},{d}\n" for a, b, c, d in rows)
    file.write_text("a,b,c,d\n" + text * (TABLE // len(text)), encoding="utf-8")


def measure_table(window: MainWindow, ticks: Ticks, file: Path) -> None:
    window.dialogs.open_data()
    (dialog,) = window.findChildren(DataDialog)
    live(2.0)
    ticks.longest()
    dialog.open_file(file)
    live(120.0, lambda: not dialog.busy)
    milliseconds(f"… while a table of {TABLE // 1_000_000} MB is read", ticks.longest())
    if dialog.builder.chosen is None:
        raise RuntimeError(dialog.parts.trouble.text() or "the table was not read in time")
    dialog.close()


def measure_closing(window: MainWindow, file: Path) -> None:
    window.files.export(file)
    live(0.3)
    began = perf_counter()
    window.close()
    milliseconds("A window that is closed during an export is gone within", since(began), HIDDEN)
    window.finish_saving()
    milliseconds("… and its work has ended within", since(began), ENDED)


def since(began: float) -> float:
    return 1e3 * (perf_counter() - began)


def main() -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        long_session(folder / "long.downhill")
        large_table(folder / "large.csv")
        with opened(scenario()) as window:
            ticks = Ticks()
            live(2.0)
            milliseconds("Longest gap between two ticks of an idle window", ticks.longest())
            measure_export(window, ticks, folder / "run.csv")
            measure_session(window, ticks, folder / "long.downhill")
            measure_table(window, ticks, folder / "large.csv")
            measure_closing(window, folder / "run.json")


if __name__ == "__main__":
    main()
