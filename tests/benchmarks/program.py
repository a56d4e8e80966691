"""The program's own window with its own engine, for benchmarks to drive."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.runner import Runner
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.rosenbrock import Rosenbrock
from gui.documents import resources
from gui.documents.settings import Settings
from gui.startup.application import make_application
from gui.style.icons import Icons
from gui.style.theme import Theme, ThemeChoice
from gui.tasks.garbage import GarbageCollector
from gui.text.languages import Languages
from gui.window.main_window import MainWindow
from gui.window.parts import Shell

SIZE = (1280, 800)
RULES = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")


def race(balls: int) -> Scenario:
    """So many balls in six fleets, which roll for a long time."""
    parts = np.array_split(np.random.default_rng(2).uniform(-1, 1, (balls, 2)), len(RULES))
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=1e-4), color=color, points=tuple(map(tuple, part.tolist())))
        for color, (key, part) in enumerate(zip(RULES, parts, strict=True))
    )
    return Scenario(Rosenbrock(), fleets)


@contextmanager
def opened(scenario: Scenario, sessions: Path | None = None) -> Iterator[MainWindow]:
    """The window on `scenario`, shown and painted, with a person's usual docks; it leaves no
    trace on disk, unless `sessions` is a folder to keep sessions in."""
    app = make_application(sys.exit)
    gc.freeze()  # as the program does
    GarbageCollector(app)
    runner = Runner(Player(scenario))
    runner.start()
    with TemporaryDirectory() as scratch:
        theme = Theme(app, ThemeChoice.LIGHT)
        settings = Settings(Path(scratch) / "settings.ini")
        shell = Shell(settings, Languages(app), theme, Icons(theme))
        window = MainWindow(runner, shell, resources.scenarios(), sessions)
        try:
            window.start(SIZE)
            live(1.5)
            yield window
        finally:
            window.close()
            runner.stop()


def live(seconds: float, enough: Callable[[], bool] = lambda: False) -> None:
    """Run the event loop for so long, or until `enough`."""
    loop, until = QEventLoop(), perf_counter() + seconds
    watch = QTimer(interval=20)
    watch.timeout.connect(lambda: (enough() or perf_counter() > until) and loop.quit())
    watch.start()
    loop.exec()
    QCoreApplication.sendPostedEvents()


@final
class Frames:
    """Repaints the 3-D view continuously, and keeps the time of each frame.

    A frame's time is that from one swap of the view's buffers to the next: all that delays
    painting is in it. The next is requested `rest` milliseconds after a swap: a screen makes a
    program wait, the virtual one does not.
    """

    def __init__(self, window: MainWindow, rest: int = 0) -> None:
        self._rest = rest
        self._scene = window.viewport.scene
        if self._scene is None:
            raise RuntimeError("there is no 3-D view to measure")
        self.milliseconds: list[float] = []
        self._before: float | None = None
        self._scene.frameSwapped.connect(self._swapped)
        self._scene.update()

    def stop(self) -> list[float]:
        self._scene.frameSwapped.disconnect(self._swapped)
        return self.milliseconds

    def _swapped(self) -> None:
        now = perf_counter()
        if self._before is not None:
            self.milliseconds.append(1e3 * (now - self._before))
        self._before = now
        # Not from inside the swap: input and timers are processed between two frames.
        QTimer.singleShot(self._rest, self._scene.update)


def percentile(values: list[float], share: float) -> float:
    return float(np.percentile(values, share))
