"""Work other than steps: started, with progress, cancelled, answered once.

Work is a plain function of plain data. It is called with its arguments and, last, a `Progress`,
which it calls with the share that is done, 0 to 1, at least every 50 ms: that call raises
CancelledError once the answer is no longer wanted. `Jobs` submits work to any
`concurrent.futures.Executor`, by default one thread. For `engine.processes` the function must be
found by its module and name, and arguments, answers and errors must be picklable.
"""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, final
from weakref import WeakSet

from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.progress import CancelledError, Progress

__all__ = ["CancelledError", "Job", "Jobs", "Progress", "Work", "stop_all"]

DIED = QT_TRANSLATE_NOOP("Message", "The process that did this ended before it had an answer.")
UNSENT: Final = "work, arguments and answers of a process must be picklable: {}"

THREAD: Final = "job"  # how the names of its threads begin

Work = Callable[..., Any]


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """The result of the work, or its error, as distinct from errors of the executor."""

    value: Any = None
    error: Exception | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Answer, (self.value, None if self.error is None else _sendable(self.error))

    def get(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.value


@final
@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. Its answer is wanted while no other of the same purpose has been started
    since: while its generation is the newest."""

    purpose: Hashable
    future: "Future[Answer]"
    _progress: Progress
    _newest: dict[Hashable, Progress]  # by purpose; shared with `Jobs`

    @property
    def generation(self) -> int:
        return self._progress.generation

    @property
    def progress(self) -> float:
        return self._progress.share

    @property
    def wanted(self) -> bool:
        newest = self._newest.get(self.purpose)
        return newest is not None and newest.generation == self.generation

    @property
    def done(self) -> bool:
        """Whether no work is being done for it any more."""
        return self.future.done()

    def cancel(self) -> None:
        """Its answer is no longer wanted: the work stops the next time it reports progress."""
        if self.wanted:
            del self._newest[self.purpose]
        self._progress.cancel()
        self.future.cancel()

    def result(self, timeout: float | None = None) -> Any:
        """The answer, when it is there. Raises what the work raised, CancelledError where another
        answer or none is wanted, DataError where a process died, TypeError where something can't
        be sent to a process or back, and TimeoutError."""
        answer = self._await(timeout) if self.wanted else None
        if answer is None or not self.wanted:
            raise CancelledError
        return answer.get()

    def _await(self, timeout: float | None) -> Answer:
        try:
            return self.future.result(timeout)
        except (CancelledError, TimeoutError):
            raise
        except BrokenExecutor:
            return Answer(error=DataError(DIED))
        except Exception as error:
            return Answer(error=TypeError(UNSENT.format(error)))


@final
class Jobs:
    """Hands work to an executor, numbering it. To be used from one thread."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix=THREAD)
        self._newest: dict[Hashable, Progress] = {}
        self._generation = 0
        _all.add(self)

    def start(self, purpose: Hashable, work: Work, *arguments: Any) -> Job:
        """Begin `work`; an earlier job of the same purpose is cancelled, and its answer dropped."""
        if purpose in self._newest:
            self._newest[purpose].cancel()
        self._generation += 1
        progress = Progress(self._generation, [0.0, 0.0])
        self._newest[purpose] = progress
        future = self._executor.submit(_run, progress, work, *arguments)
        return Job(purpose, future, progress, self._newest)

    def stop(self) -> None:
        """Cancel everything and take no more work; what still runs is not waited for."""
        for progress in self._newest.values():
            progress.cancel()
        self._newest.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)


_all: Final["WeakSet[Jobs]"] = WeakSet()


def stop_all(seconds: float) -> bool:
    """Stop all work, and give its threads `seconds` to end; whether they have.

    Otherwise Python, at its end, would wait for them for any time.
    """
    for jobs in list(_all):
        jobs.stop()
    until = monotonic() + seconds
    for thread in threading.enumerate():
        if thread.name.startswith(THREAD):
            thread.join(max(0.0, until - monotonic()))
    return not any(thread.name.startswith(THREAD) for thread in threading.enumerate())


def _run(progress: Progress, work: Work, *arguments: Any) -> Answer:
    """Do the work, in a thread or process of the executor."""
    try:
        progress(0.0)  # raises where it was cancelled while it waited
        value = work(*arguments, progress)
        progress(1.0)
        return Answer(value)
    except Exception as error:
        return Answer(error=error)


def _sendable(error: Exception) -> Exception:
    """An error that can be pickled; its traceback is in its notes."""
    import pickle
    from traceback import format_exception

    origin = "".join(format_exception(error))
    try:
        error.add_note(origin)
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
        error.add_note(origin)
    return error
