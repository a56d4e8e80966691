"""Work that would hold up the window, done on its thread in parts of a frame."""

from collections.abc import Generator
from time import perf_counter
from typing import Any, Final, final

from PySide6.QtCore import QObject, QTimer, Signal

BETWEEN: Final = 6  # milliseconds left to everything else between two parts of the work
ROOM: Final = 0.006  # seconds after which no further slice is begun at once


@final
class Slices(QObject):
    """One piece of work at a time, a generator that yields after every few milliseconds.

    As the scene samples costly landscapes, and for the same reason: a second thread that computes
    all the time takes the interpreter from the frames for longer than a slice does.
    """

    finished = Signal(object)  # what the work returned

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Generator[None, None, Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether there is work under way."""
        return self._work is not None

    def take(self, work: Generator[None, None, Any]) -> None:
        """Begin `work` when the window has had its turn; what was under way is dropped."""
        self._work = work
        self._timer.start(0)

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self._work = None
        self._timer.stop()

    def _go_on(self) -> None:
        until = perf_counter() + ROOM
        while self._work is not None:
            try:
                next(self._work)
            except StopIteration as end:
                self._work = None
                self.finished.emit(end.value)
                return
            if perf_counter() >= until:
                self._timer.start(BETWEEN)
                return
