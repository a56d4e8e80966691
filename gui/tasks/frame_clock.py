"""Turns the engine's latest snapshot into frames."""

from collections.abc import Callable
from typing import final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engine.snapshot import Snapshot

TICK = 16  # milliseconds


@final
class FrameClock(QObject):
    """Emits each new snapshot at most once a display frame, on the GUI thread."""

    frame = Signal(object)

    def __init__(self, newest: Callable[[], Snapshot], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = newest
        self._shown: Snapshot | None = None
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.tick)
        timer.start(TICK)

    def tick(self) -> None:
        """Emit the newest snapshot, unless it was emitted before."""
        now = self._newest()
        if now is not self._shown:
            self._shown = now
            self.frame.emit(now)
