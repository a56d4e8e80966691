"""The history of the ball that is shown, worked out while somebody looks at it."""

from typing import Final, final

from PySide6.QtCore import QObject, Signal

from engine.analysis.step_history import LONGEST, History, Life, history, life_of
from engine.apart import apart
from engine.oracle import examples
from engine.progress import Progress
from engine.snapshot import FleetView, Snapshot
from gui.tasks.background_task import BackgroundTask

AT_ONCE: Final = 16  # updates that are added without a thread,
MOST: Final = 2 * LONGEST  # updates that are kept; then the history begins later
FEW: Final = 64  # of losses of so many examples at most
SOON: Final = (
    2000  # updates up to which a thread makes them; more would keep Python's lock too long
)


@final
class HistoryTask(QObject):
    """Grows the history of one ball with the run; a late answer about another one is dropped."""

    done = Signal()  # there is more to show

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task = BackgroundTask(self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._fail)
        self._life: Life | None = None
        self._known: History | None = None
        self.failed = False

    @property
    def busy(self) -> bool:
        return self._task.busy

    def want(self, now: Snapshot, fleet: FleetView, place: int) -> History | None:
        """The history up to the ball's next update, if that is known; else `done` follows."""
        if not self._is_known(now, fleet, place):
            self.drop()
            self._life = life_of(now, fleet, place)
        life, known = self._life, self._known
        assert life is not None
        until, end = fleet.update, life.begin.update if known is None else known.end.update
        if known is not None and known.reaches(until):
            return known
        ahead = until + 1 - end
        if ahead <= AT_ONCE and examples(fleet.surface) <= FEW:
            self._task.cancel()
            self._known = history(life, known, until, _unreported)
            return self._known
        if not self._task.busy and not self.failed:
            work = history if ahead <= SOON else history_apart
            self._task.start(work, life, known, until)
        return None

    def drop(self) -> None:
        """Stop, and forget what is known."""
        self._task.cancel()
        self._life = self._known = None
        self.failed = False

    def pause(self) -> None:
        """Stop while it is not seen; what is known is kept."""
        self._task.cancel()

    def _is_known(self, now: Snapshot, fleet: FleetView, place: int) -> bool:
        life = self._life
        return (
            life is not None
            and life.scenario is now.scenario
            and life.log is now.log
            and life.fleet == fleet.id
            and life.trajectory == int(fleet.trajectories[place])
            and life.begin.update <= fleet.update <= life.begin.update + MOST
        )

    def _take(self, found: History) -> None:
        self._known = found  # of the present life: another one cancels the work
        self.done.emit()

    def _fail(self, error: object) -> None:
        del error
        self.failed = True
        self.done.emit()


def history_apart(life: Life, known: History | None, until: int, progress: Progress) -> History:
    """As `history`, in a process of its own."""
    found: History = apart(history, life, known, until, progress=progress)
    return found


def _unreported(share: float) -> None:
    del share
