"""A small map on processes, run by `--selftest` in every packaged program."""

import os
import sys
from concurrent.futures import Executor, wait
from time import sleep
from typing import Final

from engine.jobs import Jobs, Progress

PATIENCE: Final = 60.0  # seconds
ROWS: Final = 32


def losses(key: str, rows: int, progress: Progress) -> tuple[int, str, list[float]]:
    """The process that worked, its program, and the mean loss along each row of a surface."""
    import numpy as np

    from engine.surfaces import BY_KEY

    surface = BY_KEY[key]()
    (left, low), (right, high) = surface.low, surface.high
    across = np.linspace(left, right, rows)
    means: list[float] = []
    for y in np.linspace(low, high, rows):
        progress(len(means) / rows)
        means.append(float(np.mean(surface.value(np.stack([across, np.full(rows, y)], axis=-1)))))
    return os.getpid(), sys.executable, means


def endless(progress: Progress) -> None:
    """Work that only a cancellation ends."""
    while True:
        progress(0.25)
        sleep(0.005)


def run(executor: Executor) -> int:
    """Try a map, progress and cancellation; returns the process that worked. Raises where
    anything is not as it should be."""
    jobs = Jobs(executor)
    try:
        job = jobs.start("map", losses, "himmelblau", ROWS)
        worker, program, found = job.result(PATIENCE)
        _, here, expected = losses("himmelblau", ROWS, Progress(0, [0.0, 0.0]))
        _expect((program, found), (here, expected))
        _expect(job.progress, 1.0)
        job = jobs.start("wait", endless)
        while not job.progress:
            _expect(job.done, False)
            sleep(0.001)
        job.cancel()
        _expect(len(wait([job.future], PATIENCE).done), 1)
    finally:
        jobs.stop()
    return int(worker)


def _expect(found: object, wanted: object) -> None:
    if found != wanted:
        raise RuntimeError(f"a job gave {found!r} instead of {wanted!r}")
