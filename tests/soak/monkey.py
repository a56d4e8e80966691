"""The window, used at random: a child of `run`, which reads what it writes to stderr."""

import random
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog

from engine.scenario import Scenario
from engine.session import write_session
from engine.timeline import Course
from gui.documents import resources
from gui.style.theme import ThemeChoice
from gui.tasks.garbage import GarbageCollector
from gui.window.main_window import MainWindow
from tests.benchmarks.program import SIZE, live, opened
from tests.soak.acts import ALL, Person
from tests.soak.gauges import FrameTimes, Reading, read

SESSIONS = ("one", "two", "three")  # files that are opened and saved
READINGS = 20  # of a whole soak
MOST_GROWTH = 10.0  # MB in the second half
WARM = 8.0  # minutes of a soak in whose second half everything has been opened once
REST = 1.0  # seconds until everything that was begun has ended


@final
class Soak:
    """Acts at random, and reads the gauges from time to time."""

    def __init__(self, window: MainWindow, seed: int, folder: Path) -> None:
        self._window = window
        self._start: Scenario = window.engine.snapshot.scenario
        self._chance = random.Random(seed)
        self._person = Person(window, self._chance, resources.scenarios(), folder)
        self._weights = [act.weight for act in ALL]
        self._times = FrameTimes(window)
        self.readings: list[Reading] = []
        self.acts = 0

        for name in SESSIONS:
            text = write_session(window.engine.snapshot)
            (folder / f"{name}.downhill").write_text(text, encoding="utf-8")

    def act_until(self, end: float) -> None:
        while monotonic() < end:
            (act,) = self._chance.choices(ALL, self._weights)
            act.do(self._person)
            self.acts += 1
            live(self._chance.choice((0.02, 0.05, 0.2)))

    def look(self) -> str:
        """Bring the window to rest and read the gauges; in words."""
        times = self._times.take()
        rest(self._window, self._start)
        self.readings.append(read())
        self._times.take()
        return f"{self.readings[-1]}  {self.acts} acts, {times}"

    def growth(self) -> float:
        """Megabytes from the middle of the soak to its end."""
        sizes = [reading.megabytes for reading in self.readings]
        return sizes[-1] - sizes[len(sizes) // 2]


def rest(window: MainWindow, scenario: Scenario) -> None:
    """Bring the window back to the state it was opened in."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.showNormal()
    window.resize(*SIZE)
    window.docking.reset()
    window.shell.languages.choose("en")
    window.shell.theme.choose(ThemeChoice.LIGHT)
    window.selection.choose(frozenset())
    window.selection.follow(None)
    window.central.notices.clear()
    run = replace(scenario)
    window.engine.open(Course(run, (), 0))
    live(30.0, lambda: window.engine.snapshot.scenario is run)
    live(REST)


def main(minutes: float, seed: int) -> int:
    scenario = resources.opening()
    assert scenario is not None
    with TemporaryDirectory() as folder, opened(scenario, Path(folder, "kept")) as window:
        GarbageCollector(QCoreApplication.instance())
        soak, began = Soak(window, seed, Path(folder)), monotonic()
        print(f"     0 s  {soak.look()}", flush=True)
        for number in range(1, READINGS + 1):
            soak.act_until(began + 60 * minutes * number / READINGS)
            print(f"{monotonic() - began:6.0f} s  {soak.look()}", flush=True)
        window.close()
        window.finish_saving()
    print(f"memory grew by {soak.growth():+.1f} MB in the second half")
    return int(minutes >= WARM and soak.growth() > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
