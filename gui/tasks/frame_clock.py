"""Turns the engine's latest snapshot into frames."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal

from engine.snapshot import Snapshot

TICK: Final = 16  # milliseconds, of one display frame
WOKEN: Final = QEvent.Type(QEvent.registerEventType())


@final
class FrameClock(QObject):
    """Emits each new snapshot at most once a display frame, on the GUI thread.

    It sleeps until `wake` is called: while nothing happens, nothing ticks. It has no parent: who
    may call `wake` keeps it, so that no thread posts an event to an object that is being deleted.
    """

    frame = Signal(object)

    def __init__(self, newest: Callable[[], Snapshot]) -> None:
        super().__init__()
        self._newest = newest
        self._shown: Snapshot | None = None
        self._woken = False  # whether a tick is to come
        self._since = QElapsedTimer()  # the last tick
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def wake(self) -> None:
        """Tick within a frame: there is a new snapshot. From any thread.

        An event is posted, not a signal emitted: that would take a lock of Qt under which the GUI
        thread may be waiting for Python's.
        """
        if not self._woken:
            self._woken = True
            QCoreApplication.postEvent(self, QEvent(WOKEN))

    def tick(self) -> None:
        """Emit the newest snapshot, unless it was emitted before."""
        self._woken = False  # first: a snapshot that comes from now on wakes the clock again
        self._since.start()
        now = self._newest()
        if now is not self._shown:
            self._shown = now
            self.frame.emit(now)

    def customEvent(self, event: QEvent) -> None:
        del event
        past = self._since.elapsed() if self._since.isValid() else TICK
        if past < TICK:
            self._timer.start(TICK - past)
        else:
            self.tick()
