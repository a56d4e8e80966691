"""What the panel of the step takes of a frame, in each of its sections, with 30 balls rolling.

How often it is refreshed in a second, times what one refresh takes with its layout and painting.
"""

import sys
from time import thread_time

from PySide6.QtCore import QCoreApplication, QEvent

from engine.commands import Pace, Play
from engine.snapshot import Snapshot
from gui.panels.panel import Panel
from gui.panels.step.panel import SECTIONS
from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened, race
from tests.benchmarks.table import Row, print_rows

BALLS, UPDATES, SECONDS, TIMES = 30, 60, 3.0, 20
BALL = 28  # one of Adam's
LIMIT = 5.0  # per cent


def refreshes(panel: Panel) -> float:
    """In a second."""
    refresh, count = panel.refresh, [0]

    def counted(now: Snapshot) -> None:
        count[0] += 1
        refresh(now)

    panel.refresh = counted  # type: ignore[method-assign]
    live(SECONDS)
    del panel.refresh
    return count[0] / SECONDS


def refreshed(panel: Panel) -> float:
    """Seconds of the window's thread that one refresh takes, the mean of several."""
    spent = 0.0
    for _ in range(TIMES):
        live(0.1)
        now = panel.now
        assert now is not None
        before = thread_time()
        panel.refresh(now)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        panel.repaint()
        spent += thread_time() - before
    return spent / TIMES


def cost(window: MainWindow, section: str) -> Row:
    """The share of a frame that is the panel's."""
    panel = window.docking.panels["step"]
    window.docking.reveal("step", section)
    live(1.0)
    often, each = refreshes(panel), refreshed(panel)
    times = f"{1e3 * each:.2f} ms, {often:.1f} times a second"
    row = f"The step's panel, {section}: its share of a frame"
    return Row(row, times, 100 * often * each, LIMIT, unit="%")


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
