"""A window in which nothing happens: nothing ticks, nothing is painted, nothing wakes it."""

import threading

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer

from engine.commands import Drop, Walk
from gui.tasks.frame_clock import WOKEN, FrameClock
from gui.tasks.garbage import GarbageCollector
from tests.gui.windows import balls, until

SOME = 600  # milliseconds: more than any of the program's timers but the saving takes


class Seen(QObject):
    """Counts the events of one sort that any object of the application gets."""

    def __init__(self, app, kind):
        super().__init__()
        self.count, self._kind, self._app = 0, kind, app
        app.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == self._kind
        return False

    def stop(self):
        self._app.removeEventFilter(self)
        return self.count


def running(owner):
    """The timers of an object and all below it that will fire."""
    return [timer for timer in owner.findChildren(QTimer) if timer.isActive()]


@pytest.fixture
def idle(qtbot, qapp, window):
    """A window with a ball that has rolled, once all that this asked for is shown."""
    window.engine.send(Drop((0,), ((0.5, 0.5),)))
    window.engine.send(Walk(3))
    until(qtbot, window, lambda now: balls(now) and now.update == 3)
    qtbot.waitUntil(lambda: window.viewport.complete and not running(window) + running(qapp))
    swaps = []
    window.viewport.scene.frameSwapped.connect(lambda: swaps.append(1))

    def still():
        """The picture is smoothed for some frames after everything has come to rest."""
        before = len(swaps)
        qtbot.wait(300)
        return len(swaps) == before

    qtbot.waitUntil(still, timeout=10_000)
    return window


def test_no_timer_runs_in_an_idle_window(qapp, idle):
    assert running(idle) + running(idle.clock) + running(qapp) == []


def test_an_idle_window_shows_no_frame_and_is_not_woken(qapp, idle):
    frames, painted, published, woken = [], Seen(qapp, QEvent.Type.Paint), [], []
    idle.viewport.scene.frameSwapped.connect(lambda: frames.append(1))
    before, idle.engine.published = idle.engine.published, lambda: published.append(1)
    collector = GarbageCollector(idle)
    counting = QAbstractEventDispatcher.instance().awake.connect(lambda: woken.append(1))
    loop = QEventLoop()
    QTimer.singleShot(SOME, loop.quit)
    loop.exec()
    idle.engine.published = before
    QAbstractEventDispatcher.instance().awake.disconnect(counting)
    collector.deleteLater()
    assert (painted.stop(), frames, published) == (0, [], [])
    assert len(woken) <= 4  # it began to wait, and the end of the time woke it


@pytest.fixture
def clock(qapp):
    """A clock on a counter, which each look increases."""
    return FrameClock(iter(range(1000)).__next__)


def test_the_clock_sleeps_until_it_is_woken(qtbot, clock):
    shown = []
    clock.frame.connect(shown.append)
    qtbot.wait(50)
    assert shown == []
    clock.wake()
    qtbot.waitUntil(lambda: shown == [0])


def test_however_often_it_is_woken_from_any_thread_there_is_one_frame_to_come(qtbot, qapp, clock):
    shown, posted = [], Seen(qapp, WOKEN)
    clock.frame.connect(shown.append)
    other = threading.Thread(target=lambda: [clock.wake() for _ in range(1000)])
    other.start()
    other.join()
    qtbot.wait(50)
    assert (posted.stop(), shown) == (1, [0])


def test_a_snapshot_that_comes_while_one_is_shown_is_shown_next(qtbot, clock):
    shown = []

    def show(number):
        shown.append(number)
        if len(shown) < 3:
            clock.wake()

    clock.frame.connect(show)
    clock.wake()
    qtbot.waitUntil(lambda: shown == [0, 1, 2])


def test_the_last_of_many_snapshots_is_always_shown(qtbot, window):
    for _ in range(20):
        window.engine.send(Walk(1))
    shown = []
    window.clock.frame.connect(lambda now: shown.append(now.update))
    qtbot.waitUntil(lambda: shown[-1:] == [20])
