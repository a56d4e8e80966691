"""What the panel of the step takes of a frame, in each of its sections, with 30 balls rolling.

The window's thread with the panel shown against the same with a panel that is never refreshed,
in turns: layout and painting count, too.
"""

import sys
from time import thread_time

from engine.commands import Pace, Play
from engine.snapshot import Snapshot
from gui.panels.step.panel import SECTIONS
from gui.window.main_window import MainWindow
from tests.benchmarks.program import Frames, live, opened, race
from tests.benchmarks.table import Row, print_rows

BALLS, UPDATES, SECONDS, ROUNDS = 30, 60, 2.0, 4
BALL = 28  # one of Adam's
LIMIT = 5.0  # per cent


def frame_time(window: MainWindow) -> float:
    """Seconds that the window's thread works for a frame."""
    frames, before = Frames(window), thread_time()
    live(SECONDS)
    return (thread_time() - before) / len(frames.stop())


def unshown(now: Snapshot) -> None:
    del now


def cost(window: MainWindow, section: str) -> Row:
    """The share of a frame that is the panel's."""
    panel = window.docking.panels["step"]
    window.docking.reveal("step", section)
    live(1.0)
    shown = frozen = 0.0
    for _ in range(ROUNDS):
        shown += frame_time(window)
        panel.refresh = unshown  # type: ignore[method-assign]
        frozen += frame_time(window)
        del panel.refresh
    times = f"{1e3 * shown / ROUNDS:.2f} / {1e3 * frozen / ROUNDS:.2f} ms"
    share = 100 * (shown - frozen) / shown
    return Row(f"The step's panel, {section}: its share of a frame", times, share, LIMIT, unit="%")


def main() -> int:
    with opened(race(BALLS)) as window:
        window.selection.choose({BALL})
        window.engine.send(Pace(UPDATES))
        window.engine.send(Play(True))
        live(2.0)
        print_rows(*[cost(window, section) for section in SECTIONS])
    return 0


if __name__ == "__main__":
    sys.exit(main())
