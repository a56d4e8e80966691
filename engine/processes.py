"""An executor of spawned processes that `engine.jobs` can follow and cancel."""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, final

from engine import progress
from engine.progress import Progress, numbers_of, pair_at

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

PLACES: Final = 1024  # jobs that can wait or run at once
MOMENT: Final = 0.5  # seconds that processes get to end by themselves when stopped


@final
class Processes(Executor):
    """Processes that are started with the first work, and again when one of them has died.

    They are spawned: a forked copy of a program with threads may hang. When they are stopped they
    have `patience` seconds to end by themselves.
    """

    def __init__(self, count: int = 1, patience: float = MOMENT) -> None:
        self._count, self._patience = count, patience
        self._pool: _Pool | None = None
        self._stopped = False

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        if self._stopped:
            raise RuntimeError("these processes were stopped")
        self._pool = self._pool or _Pool(self._count)
        try:
            return self._pool.submit(work, *args, **kwargs)
        except BrokenExecutor:
            self._pool = _Pool(self._count)
            return self._pool.submit(work, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Without `wait`, processes that are still working after their `patience` are killed."""
        self._stopped = True
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures, self._patience)
        self._pool = None


@final
class _Pool:
    """A pool of processes, and the memory that it shares with them."""

    def __init__(self, count: int) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context
        from multiprocessing.sharedctypes import RawArray

        shared = RawArray("d", 2 * PLACES)
        self._marks = numbers_of(shared)
        self._free = list(range(PLACES))
        self._executor = ProcessPoolExecutor(count, get_context("spawn"), begin, (shared,))

    def submit(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> "Future[Any]":
        taken = [self._take(one) for one in args if isinstance(one, Progress)]
        future = self._executor.submit(work, *args, **kwargs)
        for one, place in taken:
            future.add_done_callback(partial(self._leave, one, place))
        return future

    def shutdown(self, wait: bool, cancel_futures: bool, patience: float) -> None:
        running: list[BaseProcess] = [*(self._executor._processes or {}).values()]
        self._executor.shutdown(wait, cancel_futures=cancel_futures)
        if not wait:
            _end(running, patience)

    def _take(self, one: Progress) -> tuple[Progress, int]:
        if not self._free:
            raise RuntimeError(f"more than {PLACES} jobs at once")
        place = self._free.pop()
        one.move(pair_at(self._marks, place), place)
        return one, place

    def _leave(self, one: Progress, place: int, future: "Future[Any]") -> None:
        del future
        one.move([0.0, 0.0])
        self._free.append(place)


def _end(running: "list[BaseProcess]", patience: float) -> None:
    """Kill those that do not end by themselves within `patience`."""
    from multiprocessing.connection import wait

    latest = monotonic() + patience
    while running and (ended := wait([each.sentinel for each in running], latest - monotonic())):
        running = [each for each in running if each.sentinel not in ended]
    for process in running:
        process.kill()


def begin(shared: Any) -> None:
    """Initialise a worker process."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program
    progress.shared.append(numbers_of(shared))
    Thread(target=_end_with_the_program, daemon=True).start()


def _end_with_the_program() -> None:
    """End with the parent, also where it was killed; works during any job."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
