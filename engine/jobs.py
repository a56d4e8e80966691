"""Work that is no step: asked for, told of its progress, cancelled, answered once."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, final


@final
class CancelledError(Exception):
    """Raised inside a job whose answer nobody waits for any more."""


Work = Callable[[Callable[[float], None]], Any]
"""A job: called with a function that it tells its progress, 0 to 1, and that may raise."""


@final
@dataclass(slots=True)
class Job:
    """One piece of work that was asked for. `generation` tells late answers from wanted ones."""

    generation: int
    progress: float = 0.0
    cancelled: bool = False
    future: "Future[Any] | None" = None

    @property
    def done(self) -> bool:
        return self.future is not None and self.future.done()

    def cancel(self) -> None:
        """Nobody waits any more: the work stops the next time it tells its progress."""
        self.cancelled = True
        if self.future is not None:
            self.future.cancel()

    def told(self, share: float) -> None:
        """Called by the work, on its own thread."""
        if self.cancelled:
            raise CancelledError
        self.progress = share


@final
class Jobs:
    """Hands work to an executor, numbering it."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="job")
        self._generation = 0

    def start(self, work: Work) -> Job:
        """Begin `work`; its result or exception is in the job's future."""
        self._generation += 1
        job = Job(self._generation)
        job.future = self._executor.submit(work, job.told)
        return job

    def stop(self) -> None:
        """Take no more work, and wait for what is running to be over."""
        self._executor.shutdown(wait=True, cancel_futures=True)
