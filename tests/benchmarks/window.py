"""Frame times of the real window against those of a bare one, in turns; and what an idle one costs.

The bare one is an empty `QOpenGLWindow` in a container with four plain panels. In the real one
every panel is shown and balls roll at 60 updates a second; then the surface is turned by mouse
as well. All repaint without a pause.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, final

from PySide6.QtCore import QEvent, QEventLoop, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from engine.commands import Pace, Play
from engine.timeline import Course
from gui.window.main_window import MainWindow
from tests.benchmarks.bare import Bare
from tests.benchmarks.program import SIZE, Frames, live, opened, percentile, race
from tests.benchmarks.table import Row, print_rows

BALLS, MANY = 30, 1000
UPDATES = 60  # a second
ROUNDS, SECONDS = 5, 2.5
SHARES = (50, 95)  # per cent
MINUTE = 60.0
IDLE_SHARE = 0.5  # per cent of a core
STAT = Path("/proc/self/stat")
Times = list[float]


class Measure(NamedTuple):
    """What the window does, and its limits against the bare one's at each share."""

    what: str
    play: Callable[[MainWindow], Times]
    limits: dict[int, float]


@final
class Hand:
    """Turns the surface: holds the left button and moves a few pixels in each frame."""

    def __init__(self, view: QWidget) -> None:
        self._view, self._number = view, 0
        self._start = QPointF(view.width() - 20.0, 20.0)  # a corner: no ball is there

    def press(self) -> None:
        left = Qt.MouseButton.LeftButton
        self._send(QEvent.Type.MouseButtonPress, self._start, left, left)
        self._view.frameSwapped.connect(self._move)

    def release(self) -> None:
        self._view.frameSwapped.disconnect(self._move)
        button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, self._start, button, none)

    def _move(self) -> None:
        self._number += 1
        across = self._start - QPointF(4.0 * (1 + self._number % 100), 0.0)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseMove, across, none, left)

    def _send(
        self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        away, no_key = self._view.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self._view, QMouseEvent(kind, at, away, button, held, no_key))


@contextmanager
def playing(window: MainWindow) -> Iterator[None]:
    window.raise_()
    window.engine.send(Play(True))
    live(0.5)  # the cost of the change itself is no frame time
    yield
    window.engine.send(Play(False))
    live(0.3)


def rolling(window: MainWindow) -> Times:
    with playing(window):
        frames = Frames(window)
        live(SECONDS)
        return frames.stop()


def turning(window: MainWindow) -> Times:
    hand = Hand(window.viewport.scene)
    with playing(window):
        frames = Frames(window)
        hand.press()
        live(SECONDS)
        hand.release()
        return frames.stop()


def plain(bare: Bare) -> Times:
    bare.raise_()
    bare.start()
    live(SECONDS)
    return bare.stop()


EVERYDAY = (
    Measure(f"{BALLS} balls, {UPDATES} updates a second, every panel", rolling, {50: 2.5, 95: 3.2}),
    Measure("… and turned by mouse", turning, {50: 3.0, 95: 4.0}),
)
CROWDED = (Measure(f"{MANY:,} balls, {UPDATES} updates a second", rolling, {95: 5.0}),)


def against(window: MainWindow, bare: Bare, measures: tuple[Measure, ...]) -> Iterator[Row]:
    ours: dict[str, Times] = {measure.what: [] for measure in measures}
    peer: dict[str, Times] = {measure.what: [] for measure in measures}
    for _ in range(ROUNDS):
        for measure in measures:
            ours[measure.what] += measure.play(window)
            peer[measure.what] += plain(bare)
    for measure in measures:
        for share, limit in measure.limits.items():
            times = [percentile(each[measure.what], share) for each in (ours, peer)]
            yield Row(
                f"Frames of the window at {share} %, {measure.what}, against a bare window's",
                f"{times[0]:.1f} / {times[1]:.1f} ms",
                times[0] / times[1],
                limit,
            )


def crowd(window: MainWindow) -> None:
    """Begin with many balls."""
    window.engine.open(Course(race(MANY), (), 0))
    live(2.0)
    window.engine.send(Pace(UPDATES))


def ticks() -> int:
    """Hundredths of a second that this process has used of any core."""
    fields = STAT.read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def idle(window: MainWindow) -> Iterator[Row]:
    """Wait for a minute with nothing to do."""
    window.raise_()
    live(5.0)  # what was begun ends
    frames: list[None] = []
    window.viewport.scene.frameSwapped.connect(lambda: frames.append(None))
    loop, before = QEventLoop(), ticks() if STAT.exists() else None
    QTimer.singleShot(round(1e3 * MINUTE), loop.quit)
    loop.exec()
    yield Row("Frames of an idle window in a minute", "", len(frames), 0, unit="frames")
    if before is not None:
        share = (ticks() - before) / MINUTE
        yield Row("… and its share of a core", "", share, IDLE_SHARE, unit="%")


def main() -> int:
    with opened(race(BALLS)) as window:
        for dock in window.docks.values():
            dock.show()
        bare = Bare(SIZE)
        bare.show()
        window.engine.send(Pace(UPDATES))
        live(2.0)
        print(window.viewport.renderer)
        print_rows(*against(window, bare, EVERYDAY))
        crowd(window)
        print_rows(*against(window, bare, CROWDED))
        bare.close()
        print_rows(*idle(window))
    return 0


if __name__ == "__main__":
    sys.exit(main())
