"""Work that would block the window, done on its thread in slices of a few milliseconds."""

from collections.abc import Generator
from time import perf_counter
from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

PAUSE: Final = 6  # milliseconds left to everything else between two runs of the queue
BUDGET: Final = 0.006  # seconds after which a run begins no further slice

Slices = Generator[None, None, Any]  # yields after every few milliseconds


@final
class SlicedTask(QObject):
    """One piece of work at a time, done slice by slice by the queue of the application.

    Not on a thread of its own: a second thread that computes all the time takes the interpreter
    from the frames for longer than a slice does.
    """

    finished = Signal(object)  # what the work returned

    def __init__(self, parent: QObject, first: bool = False) -> None:
        super().__init__(parent)
        self.first = first  # whether it is done before all that are not
        self._slices: Slices | None = None
        self._queue = slice_queue()
        self.destroyed.connect(self._queue.remove_deleted)

    @property
    def busy(self) -> bool:
        """Whether work is in progress."""
        return self._slices is not None

    def start(self, slices: Slices) -> None:
        """Start `slices` after the queue's pause; work in progress is cancelled."""
        self._slices = slices
        self._queue.add(self)

    def cancel(self) -> None:
        """Cancel the work: `finished` will not be emitted."""
        self._slices = None
        self._queue.remove(self)

    def step(self) -> None:
        """Do one slice. Work that raises is cancelled."""
        assert self._slices is not None
        try:
            next(self._slices)
        except StopIteration as end:
            self.cancel()
            self.finished.emit(end.value)
        except Exception:
            self.cancel()
            raise

    def finish(self) -> None:
        """Do all remaining work now."""
        while self.busy:
            self.step()


@final
class SliceQueue(QObject):
    """Does a slice of each waiting task in turn, for a limited time, and then pauses.

    However many tasks wait, a frame is delayed by no more than one run and its last slice.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[SlicedTask] = []  # the one that has waited longest is first
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.run)

    @property
    def waiting(self) -> int:
        """How many tasks have work in progress."""
        return len(self._waiting)

    @property
    def scheduled(self) -> bool:
        """Whether the timer will start another run."""
        return self._timer.isActive()

    def add(self, task: SlicedTask) -> None:
        """Add a task, without shortening a pause."""
        if task not in self._waiting:
            self._waiting.append(task)
        if not self._timer.isActive():
            self._timer.start(PAUSE)

    def remove(self, task: SlicedTask) -> None:
        """Remove a task, if it waits."""
        self._set_waiting([each for each in self._waiting if each is not task])

    def remove_deleted(self) -> None:
        """Remove the tasks whose C++ objects are gone."""
        self._set_waiting([each for each in self._waiting if isValid(each)])

    def _set_waiting(self, waiting: list[SlicedTask]) -> None:
        self._waiting = waiting
        if not waiting:
            self._timer.stop()

    def run(self) -> None:
        """Do slices until the budget is spent, then pause."""
        until = perf_counter() + BUDGET
        try:
            while self._waiting:
                self._next().step()
                if perf_counter() >= until:
                    break
        finally:  # the other tasks continue even if one of them has raised
            if self._waiting:
                self._timer.start(PAUSE)

    def _next(self) -> SlicedTask:
        """The task whose slice is next; it moves behind all others."""
        chosen = next((each for each in self._waiting if each.first), self._waiting[0])
        self._waiting.remove(chosen)
        self._waiting.append(chosen)
        return chosen


def slice_queue() -> SliceQueue:
    """The queue of the GUI thread, a child of the application."""
    application = QCoreApplication.instance()
    assert application is not None
    directly = Qt.FindChildOption.FindDirectChildrenOnly
    return application.findChild(SliceQueue, options=directly) or SliceQueue(application)
