"""Work that would hold up the window, done on its thread in parts of a frame."""

from collections.abc import Generator
from time import perf_counter
from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

REST: Final = 6  # milliseconds left to everything else between two turns
BUDGET: Final = 0.006  # seconds after which a turn begins no further slice

Work = Generator[None, None, Any]  # yields after every few milliseconds


@final
class SlicedTask(QObject):
    """One piece of work at a time, which waits for its turns with all others of the program.

    Not on a thread of its own: a second one that computes all the time takes the interpreter from
    the frames for longer than a slice does.
    """

    finished = Signal(object)  # what the work returned

    def __init__(self, parent: QObject, first: bool = False) -> None:
        super().__init__(parent)
        self.first = first  # whether it comes before all that are not
        self._work: Work | None = None
        self._turns = turns()
        self.destroyed.connect(self._turns.forget_deleted)

    @property
    def busy(self) -> bool:
        """Whether there is work under way."""
        return self._work is not None

    def take(self, work: Work) -> None:
        """Begin `work` when the window has had its turn; what was under way is dropped."""
        self._work = work
        self._turns.join(self)

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self._work = None
        self._turns.leave(self)

    def go_on(self) -> None:
        """Do one slice. Work that raises is dropped."""
        assert self._work is not None
        try:
            next(self._work)
        except StopIteration as end:
            self.drop()
            self.finished.emit(end.value)
        except Exception:
            self.drop()
            raise

    def finish(self) -> None:
        """Do all that is left at once."""
        while self.busy:
            self.go_on()


@final
class SliceQueue(QObject):
    """Lets those who wait do a slice each, one after another, and rests when a turn is over.

    However many wait, a frame waits for no more than one turn and the slice that ends it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[SlicedTask] = []  # who has waited longest stands first
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.turn)

    @property
    def waiting(self) -> int:
        """How many have work under way."""
        return len(self._waiting)

    @property
    def resting(self) -> bool:
        """Whether another turn is to come by itself."""
        return self._timer.isActive()

    def join(self, slices: SlicedTask) -> None:
        """Wait with the others; a rest goes on as long as it was meant to."""
        if slices not in self._waiting:
            self._waiting.append(slices)
        if not self._timer.isActive():
            self._timer.start(REST)

    def leave(self, slices: SlicedTask) -> None:
        """Wait no longer."""
        self._keep([each for each in self._waiting if each is not slices])

    def forget_deleted(self) -> None:
        """Somebody's window was closed in the meantime."""
        self._keep([each for each in self._waiting if isValid(each)])

    def _keep(self, waiting: list[SlicedTask]) -> None:
        self._waiting = waiting
        if not waiting:
            self._timer.stop()

    def turn(self) -> None:
        """Do slices until the budget is spent, then rest."""
        until = perf_counter() + BUDGET
        try:
            while self._waiting:
                self._next().go_on()
                if perf_counter() >= until:
                    break
        finally:  # the others go on, whatever one of them has raised
            if self._waiting:
                self._timer.start(REST)

    def _next(self) -> SlicedTask:
        """Who is to do the next slice, and then waits behind all others."""
        chosen = next((each for each in self._waiting if each.first), self._waiting[0])
        self._waiting.remove(chosen)
        self._waiting.append(chosen)
        return chosen


def turns() -> SliceQueue:
    """Those of the GUI thread: as there is one of it, they belong to the application."""
    application = QCoreApplication.instance()
    assert application is not None
    directly = Qt.FindChildOption.FindDirectChildrenOnly
    return application.findChild(SliceQueue, options=directly) or SliceQueue(application)
