"""How long updates and epochs take on this machine, by the batch size."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final, final

import numpy as np

from engine.analysis import dense_network
from engine.apart import apart
from engine.arrays import IntArray
from engine.jobs import Progress
from engine.surfaces.examples import DataSurface

Report = Callable[[float], None]
Clock = Callable[[], float]
ROWS: Final = 6000  # examples of the network: 19 MB in float32
SECONDS: Final = 0.25  # that updates of one size are made, once the first ones are over
FEWEST: Final = 3  # updates, however long they take
WARMING: Final = 2  # updates that are not timed
RATE: Final = 1e-6


@final
@dataclass(frozen=True, slots=True)
class Timing:
    """Of batches of one size: the median time of `updates` updates, in seconds."""

    size: int
    update: float
    updates: int
    length: int  # updates in an epoch

    @property
    def epoch(self) -> float:
        """The time of as many updates as an epoch has, in seconds."""
        return self.update * self.length


def sizes(count: int) -> tuple[int, ...]:
    """1, 2, 5, 10, 20 … and all examples."""
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    return (*(size for size in steps if size < count), count)


def landscape_timed(surface: DataSurface, progress: Progress) -> tuple[Timing, ...]:
    """Of gradient descent with one ball on a landscape: a job, in a process of its own."""
    found: tuple[Timing, ...] = apart(of_landscape, surface, progress=progress)
    return found


def network_timed(progress: Progress) -> tuple[Timing, ...]:
    """Of the network 784-64-10 in float32: a job, in a process of its own."""
    found: tuple[Timing, ...] = apart(of_network, progress=progress)
    return found


def of_landscape(
    surface: DataSurface, report: Report, clock: Clock = perf_counter
) -> tuple[Timing, ...]:
    """As `landscape_timed`, in this thread."""
    point = np.array([surface.starts[0]])

    def update(chosen: IntArray) -> None:
        nonlocal point
        point = point - RATE * surface.batch_gradient(point, chosen[None])

    with np.errstate(all="ignore"):
        return _timed(update, surface.count, report, clock)


def of_network(
    report: Report, clock: Clock = perf_counter, count: int = ROWS
) -> tuple[Timing, ...]:
    """As `network_timed`, in this thread."""
    examples, weights = dense_network.random_examples(count), dense_network.random_weights()

    def update(chosen: IntArray) -> None:
        nonlocal weights
        batch = dense_network.Examples(examples.rows[chosen], examples.classes[chosen])
        weights = dense_network.updated(weights, batch)

    return _timed(update, count, report, clock)


def _timed(
    update: Callable[[IntArray], None], count: int, report: Report, clock: Clock
) -> tuple[Timing, ...]:
    """Time updates with batches of each size, from one order of all examples."""
    order, all_sizes = np.random.default_rng(0).permutation(count), sizes(count)
    found = []
    for number, size in enumerate(all_sizes):
        length, times, spent = -(-count // size), list[float](), 0.0
        for made in range(WARMING):
            update(order[made % length * size :][:size])
        while len(times) < FEWEST or spent < SECONDS:
            first = len(times) % length * size
            begun = clock()
            update(order[first : first + size])
            times.append(clock() - begun)
            spent += times[-1]
            report((number + min(spent / SECONDS, 1.0)) / len(all_sizes))
        found.append(Timing(size, median(times), len(times), length))
    return tuple(found)
