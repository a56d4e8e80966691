"""The longest time from Cancel to a paused snapshot, of work that takes seconds.

The engine alone, on its thread: updates of a ball that can hardly be stepped, updates of as many
balls as there may be, and a replay of very many edits.
"""

import random
import sys
import time
from collections.abc import Callable

import numpy as np

from engine.commands import Cancel, FastForward, Move
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.runner import Runner
from engine.scenario import MOST_BALLS, FleetSetup, Scenario
from engine.stamped import Stamped
from engine.surfaces import BY_KEY as SURFACES
from engine.timeline import Course
from tests.benchmarks.table import Row, print_rows

LIMIT = 0.1  # seconds
TRIALS = 5
EDITS = 100_000
KEYS = ("gd", "adam", "perturbed", "newton", "lbfgs", "rolling")


def many(key: str) -> Scenario:
    points = np.random.default_rng(3).uniform(-3, 3, (MOST_BALLS, 2)).tolist()
    setup = FleetSetup(BY_KEY[key](), points=tuple(map(tuple, points)))
    return Scenario(SURFACES["sine_neuron"](), (setup,))


def few(lr: float) -> Scenario:
    setup = FleetSetup(BY_KEY["rolling"](lr=lr), points=((3.0, 2.0), (-1.0, 3.0)))
    return Scenario(SURFACES["relu_neuron"](), (setup,))


def edits() -> Course:
    start = Scenario(SURFACES["bowl"](), (FleetSetup(BY_KEY["adam"](), points=((1.0, 1.0),)),))
    return Course(start, tuple(Stamped(2, Move(0, (0.1, 0.2))) for _ in range(EDITS)), 5)


def measure(begin: Callable[[Runner], None], scenario: Scenario) -> float:
    """The longest of several times, in seconds; the wait before Cancel differs."""
    longest = 0.0
    for _ in range(TRIALS):
        runner = Runner(Player(scenario))
        runner.start()
        begin(runner)
        while runner.snapshot.goal is None:
            time.sleep(0.001)
        time.sleep(random.uniform(0.02, 0.5))
        began = time.perf_counter()
        runner.send(Cancel())
        while runner.snapshot.goal is not None:
            time.sleep(0.0005)
        longest = max(longest, time.perf_counter() - began)
        runner.stop()
    return longest


def main() -> int:
    course = edits()
    times = {
        "2 rolling balls, Δt = 10⁹": measure(lambda r: r.send(FastForward(999)), few(1e9)),
        f"{EDITS:,} edits at one update": measure(lambda r: r.open(course), course.scenario),
    }
    for key in KEYS:
        name = f"{MOST_BALLS:,} balls, {key}"
        times[name] = measure(lambda r: r.send(FastForward(999)), many(key))
    print_rows(
        *(
            Row(f"from Cancel to paused: {what}", f"{1000 * took:.0f} ms", took / LIMIT, 1.0)
            for what, took in times.items()
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
