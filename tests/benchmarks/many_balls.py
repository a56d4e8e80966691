"""The real window with very many balls: frames, the longest time it does not answer, memory.

python -m tests.benchmarks.many_balls 10000
python -m tests.benchmarks.many_balls 100000
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple, final

import numpy as np
from PySide6.QtCore import Qt, QTimer

from engine.commands import Command, Drop, GoTo, Pace, Play, Redo, Undo
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.rosenbrock import Rosenbrock
from gui.window.main_window import MainWindow
from tests.benchmarks.program import Frames, live, opened, percentile
from tests.benchmarks.table import Row, print_rows, resident

PACE: Final = 30.0
SECONDS: Final = 10.0
MEGABYTE: Final = 1e6
SAVE, READ = "save the session", "read the session"
FILE_GAP: Final = 50.0  # milliseconds, the longest in these two
PATIENCE: Final = 60.0  # seconds for the engine to have done what it was asked for


class Limits(NamedTuple):
    """What must be reached with so many balls; None is not asked."""

    frame: float | None  # milliseconds, 95 % of frames
    gap: float | None  # milliseconds, the longest over all phases
    memory: float  # megabytes


LIMITS: Final = {10_000: Limits(60.0, None, 700.0), 100_000: Limits(None, 300.0, 1500.0)}


@final
class Ticks:
    """The longest gap between two ticks of a timer, which is due every 5 ms, in each phase."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self._phase = "start"
        self._last = perf_counter()
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self, phase: str) -> None:
        """Count gaps to this phase from now on."""
        self._phase, self._last = phase, perf_counter()
        self.longest.setdefault(phase, 0.0)

    def _tick(self) -> None:
        now = perf_counter()
        self.longest[self._phase] = max(
            self.longest.get(self._phase, 0.0), 1e3 * (now - self._last)
        )
        self._last = now


@final
class Drive:
    """Drives one window through the phases."""

    def __init__(self, window: MainWindow, balls: int, ticks: Ticks) -> None:
        self.window, self.balls, self.ticks = window, balls, ticks
        self.frames: dict[str, list[float]] = {}
        self.memory = 0.0  # bytes, after everything but files

    def run(self) -> None:
        """All phases, one after another."""
        points = np.random.default_rng(4).uniform((-2, -1), (2, 3), (self.balls, 2))
        edit = Drop((0,), tuple(map(tuple, points.tolist())))
        self._ask("drop", edit, lambda: self._count() == self.balls)
        self._play("play at 30 a second", PACE)
        self._choose("choose all", lambda: self.window.actions_["choose_all"].trigger())
        self._choose("choose one", lambda: self.window.selection.choose({self.balls // 2}))
        self._play("play with one chosen", PACE)
        self._play("play at full speed", float("inf"))
        self._scrub()
        self._ask("undo", Undo(), lambda: self._count() == 0)
        self._ask("redo", Redo(), lambda: self._count() == self.balls)
        self.memory = resident()
        with TemporaryDirectory() as scratch:
            self._file(Path(scratch) / "many.downhill")

    def _settle(self) -> None:
        """Wait until nothing is painted any more: frames of so many balls have a limit of their
        own, longer than that of files."""
        scene, painted = self.window.viewport.scene, [perf_counter()]
        assert scene is not None
        swapped = scene.frameSwapped.connect(lambda: painted.append(perf_counter()))
        live(PATIENCE, lambda: perf_counter() > painted[-1] + 3.0)
        scene.disconnect(swapped)

    def _count(self) -> int:
        now = self.window.engine.snapshot
        return -1 if now.goal is not None else sum(len(fleet.balls) for fleet in now.fleets)

    def _ask(self, phase: str, command: Command, done: Callable[[], bool]) -> None:
        self.ticks.begin(phase)
        self.window.engine.send(command)
        live(PATIENCE, done)
        live(1.5)

    def _play(self, phase: str, pace: float) -> None:
        send = self.window.engine.send
        self.ticks.begin(phase)
        send(Pace(pace))
        send(Play(True))
        live(0.5)  # the cost of the change itself is no frame time
        frames = Frames(self.window)
        live(SECONDS)
        self.frames[phase] = frames.stop()
        send(Play(False))
        live(1.0)

    def _choose(self, phase: str, choose: Callable[[], object]) -> None:
        self.ticks.begin(phase)
        choose()
        live(1.5)

    def _scrub(self) -> None:
        """Back and forth over the run, as the slider does."""
        self.ticks.begin("scrub")
        head = self.window.engine.snapshot.head
        for share in (0.9, 0.5, 0.1, 0.11, 0.12, 0.5, 1.0):
            self.window.engine.send(GoTo(int(share * head)))
            live(0.4)
        live(PATIENCE, lambda: self.window.engine.snapshot.goal is None)

    def _file(self, file: Path) -> None:
        """Save the session and read it again. Its replay comes after that."""
        self._settle()
        files, saved = self.window.files, list[bool]()
        files.saved.connect(lambda now: saved.append(True))
        files.file = file
        self.ticks.begin(SAVE)
        files.save()
        live(PATIENCE, lambda: bool(saved))
        live(1.0)
        files.file = None
        self.ticks.begin(READ)
        files.open(file)
        live(PATIENCE, lambda: files.file == file)
        self.ticks.begin("replay of the session")
        live(1.0)
        live(PATIENCE, lambda: self._count() == self.balls)
        live(1.0)


def report(drive: Drive) -> None:
    limits, balls = LIMITS[drive.balls], f"{drive.balls:,} balls"
    for phase, times in drive.frames.items():
        shares = ", ".join(f"{n} %: {percentile(times, n):.0f}" for n in (50, 95, 99))
        print(f"{phase:22} {len(times):5} frames, milliseconds at {shares}")
    for phase, gap in drive.ticks.longest.items():
        print(f"{phase:22} longest gap {gap:5.0f} ms")
    if limits.frame is not None:
        for phase, times in drive.frames.items():
            slow = percentile(times, 95)
            print_rows(Row(f"{balls}, {phase}: 95 % of frames", "", slow, limits.frame, unit="ms"))
    for phase in (SAVE, READ):
        gap = drive.ticks.longest.pop(phase)
        print_rows(Row(f"{balls}, {phase}: the longest gap", "", gap, FILE_GAP, unit="ms"))
    if limits.gap is not None:
        phase, gap = max(drive.ticks.longest.items(), key=lambda each: each[1])
        print_rows(Row(f"{balls}: the longest gap", phase, gap, limits.gap, unit="ms"))
    print(f"{resident() / MEGABYTE:.0f} MB after the session was read again")
    memory = drive.memory / MEGABYTE
    print_rows(Row(f"{balls}: memory after all but files", "", memory, limits.memory, unit="MB"))


def main() -> int:
    balls = int(sys.argv[1])
    with opened(Scenario(Rosenbrock(), (FleetSetup(BY_KEY["adam"](lr=1e-3)),))) as window:
        print(window.viewport.renderer, f"{resident() / MEGABYTE:.0f} MB at the start")
        drive = Drive(window, balls, Ticks())
        drive.run()
        report(drive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
