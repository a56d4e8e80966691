"""Tells when the 3-D view can't be drawn fast enough on this machine."""

from collections import deque
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Final, final

from PySide6.QtCore import QObject, Signal

SLOWEST: Final = 1 / 15  # seconds a frame
FRAMES: Final = 15  # of which half take longer: about a second


@final
class FrameWatch(QObject):
    """Emits `slow` once, when the newest frames that something moved in took too long.

    A frame takes the time from the first request to when it is shown. While something moves, the
    scene is drawn as coarsely as it can be.
    """

    slow = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = perf_counter
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._requested: float | None = None
        self._times: deque[float] = deque(maxlen=FRAMES)
        self._reported = False

    def request(self) -> None:
        """A frame is wanted."""
        if self._requested is None and not self._reported:
            self._requested = self._clock()

    def show(self) -> None:
        """A frame has been shown."""
        if self._requested is None:
            return
        self._times.append(self._clock() - self._requested)
        self._requested = None
        if len(self._times) == FRAMES and median(self._times) > SLOWEST:
            self._reported = True
            self.slow.emit()

    def rest(self) -> None:
        """No frame can be shown at present: the window can't be seen."""
        self._requested = None
        self._times.clear()
