"""Work that would block the window, done in the background; only the newest result counts."""

from concurrent.futures import CancelledError, wait
from typing import TYPE_CHECKING, Any, Final, final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from engine.jobs import Job, Jobs, Work

WATCH: Final = 25  # milliseconds between two polls of the job
PURPOSE: Final = "task"


@final
class BackgroundTask(QObject):
    """One piece of work at a time: starting another cancels it."""

    done = Signal(object)  # what the work returned
    failed = Signal(object)  # the exception that it raised
    progressed = Signal(float)  # 0 to 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: Jobs | None = None
        self._job: Job | None = None
        self._newest: Job | None = None  # stays when it is cancelled
        self._watch = QTimer(self, interval=WATCH)
        self._watch.timeout.connect(self._poll)

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._job is not None

    def start(self, work: "Work", *arguments: Any) -> None:
        """Begin `work`, as jobs do: with its arguments and, last, a `Progress`."""
        from engine.jobs import Jobs  # slow to load, and seldom needed

        self.cancel()
        self._jobs = self._jobs or Jobs()
        self._job = self._newest = self._jobs.start(PURPOSE, work, *arguments)
        self._watch.start()

    def cancel(self) -> None:
        """Stop the work and drop its result."""
        self._watch.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def wait(self, seconds: float) -> bool:
        """Wait until the newest work has ended, cancelled or not; whether it has."""
        return self._newest is None or bool(wait([self._newest.future], seconds).done)

    def _poll(self) -> None:
        job = self._job
        if job is None:
            return
        if not job.done:
            self.progressed.emit(job.progress)
            return
        self._watch.stop()
        self._job = self._newest = None
        try:
            result: Any = job.result()
        except CancelledError:
            return
        except Exception as error:
            self._end_thread()
            self.failed.emit(error)
        else:
            self._end_thread()
            self.done.emit(result)

    def _end_thread(self) -> None:
        """End the thread of work that is done: else each task that ever worked would keep one."""
        if self._jobs is not None:
            self._jobs.stop()
            self._jobs = None
