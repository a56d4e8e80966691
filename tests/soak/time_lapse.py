"""Eight hours of play in minutes: python -m tests.soak.time_lapse [CHANGES].

The landscape's scenario, the language and the window are changed in turns, and the balls roll a
hundred updates after each change. Memory is read with the window at rest.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from typing import Final, final

from PySide6.QtWidgets import QDialog

from engine.commands import FastForward
from engine.scenario import Scenario
from engine.timeline import Course
from gui.documents import resources
from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened
from tests.soak.acts import DIALOGS, SIZES
from tests.soak.gauges import read
from tests.soak.monkey import rest

CHANGES, UPDATES = 2000, 100  # of the whole, and after each change
READINGS: Final = 20
PATIENCE: Final = 30.0  # seconds for a hundred updates


@final
class Lapse:
    """Changes a window, and reads how many megabytes it has."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._start: Scenario = window.engine.snapshot.scenario
        self._scenarios, self._sizes = cycle(resources.scenarios()), cycle(SIZES)
        self._dialogs, self._docks = cycle(DIALOGS), cycle(window.docks.values())
        self._changes = cycle(
            (self._scenario, self._language, self._resize, self._dialog, self._float)
        )

    def curve(self, changes: int, say: Callable[[str], None] = lambda text: None) -> list[float]:
        """The megabytes at the start and after each twentieth of so many changes."""
        found = [self._megabytes(say)]
        for number in range(1, changes + 1):
            next(self._changes)()
            self._roll()
            if number % (changes // READINGS) == 0:
                found.append(self._megabytes(say))
        return found

    def _roll(self) -> None:
        engine = self._window.engine
        wanted = engine.snapshot.update + UPDATES
        engine.send(FastForward(UPDATES))
        live(PATIENCE, lambda: engine.snapshot.update >= wanted)

    def _megabytes(self, say: Callable[[str], None]) -> float:
        rest(self._window, self._start)
        reading = read()
        say(str(reading))
        return reading.megabytes

    def _scenario(self) -> None:
        engine, run = self._window.engine, replace(next(self._scenarios))
        engine.open(Course(run, (), 0))
        live(PATIENCE, lambda: engine.snapshot.scenario is run)

    def _language(self) -> None:
        self._window.actions_["language"].trigger()

    def _resize(self) -> None:
        self._window.resize(*next(self._sizes))

    def _dialog(self) -> None:
        self._window.actions_[next(self._dialogs)].trigger()
        live(0.05)
        for dialog in self._window.findChildren(QDialog):
            dialog.close()

    def _float(self) -> None:
        dock = next(self._docks)
        dock.setFloating(not dock.isFloating())


def growth(curve: list[float]) -> float:
    """Megabytes in the second half."""
    return max(curve[len(curve) // 2 :]) - curve[len(curve) // 2]


def main(changes: int) -> int:
    scenario = resources.opening()
    assert scenario is not None
    with opened(scenario) as window:
        curve = Lapse(window).curve(changes, lambda text: print(text, flush=True))
    print(" ".join(f"{one:.0f}" for one in curve), f"MB: {growth(curve):+.1f} in the second half")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES))
