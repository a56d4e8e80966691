"""Frame times of the real window with the engine at full speed, against paused.

The 3-D view repaints without a pause in both. Paused, the window gets the snapshots that it showed
while playing again, one a frame: it has the same work, and the engine sleeps. Both run in turns.
The frames of a window without new snapshots are printed as well.
"""

import sys

from PySide6.QtCore import Qt, QTimer

from engine.commands import Pace, Play
from engine.snapshot import Snapshot
from gui.tasks.frame_clock import TICK
from gui.window.main_window import MainWindow
from tests.benchmarks.program import Frames, live, opened, percentile, race
from tests.benchmarks.table import Row, print_rows

BALLS = 30
ROUNDS, SECONDS = 6, 2.5
LIMIT = 1.3


def shown(window: MainWindow) -> list[Snapshot]:
    """The list to which all further snapshots of the window are appended."""
    kept: list[Snapshot] = []
    window.clock.frame.connect(kept.append)
    return kept


def show_again(window: MainWindow, kept: list[Snapshot]) -> list[float]:
    """Frame times while the window gets the kept snapshots, the engine paused."""
    waiting = iter(kept)
    ended = []

    def following() -> Snapshot:
        now = next(waiting, None)
        if now is None:
            ended.append(True)
            return kept[-1]
        return now

    clock = window.clock
    newest, clock._newest = clock._newest, following
    ticking = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
    ticking.timeout.connect(clock.tick)  # the engine, which sleeps, does not wake the clock
    ticking.start()
    frames = Frames(window)
    live(10 * SECONDS, lambda: bool(ended))
    times = frames.stop()
    ticking.stop()
    clock._newest = newest
    return times


def main() -> int:
    times: dict[str, list[float]] = {"playing": [], "paused": [], "nothing new": []}
    with opened(race(BALLS)) as window:
        send = window.engine.send
        send(Pace(float("inf")))
        for _ in range(ROUNDS):
            send(Play(True))
            live(0.5)  # the cost of the change itself is no frame time
            kept, frames = shown(window), Frames(window)
            live(SECONDS)
            times["playing"] += frames.stop()
            window.clock.frame.disconnect(kept.append)
            send(Play(False))
            live(0.5)
            frames = Frames(window)
            live(0.5)
            times["nothing new"] += frames.stop()
            times["paused"] += show_again(window, kept)
        updates = window.engine.snapshot.update
        print(window.viewport.renderer)
    print(f"{updates:,} updates, {updates / ROUNDS / (SECONDS + 0.5):,.0f} a second while playing")
    for name, each in times.items():
        shares = ", ".join(f"{n} %: {percentile(each, n):.1f}" for n in (50, 90, 95, 99))
        print(f"{name:11} {len(each):5} frames, milliseconds at {shares}")
    fast, still = (percentile(times[name], 95) for name in ("playing", "paused"))
    print_rows(
        Row(
            "95th percentile of frame times, engine as fast as it may, against paused",
            f"{fast:.1f} / {still:.1f} ms",
            fast / still,
            LIMIT,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
