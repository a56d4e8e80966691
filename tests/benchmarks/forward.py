"""100,000 updates of one fleet of seven balls by fast-forward, with the real window on top."""

import sys
from time import perf_counter

import numpy as np

from engine.commands import FastForward
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.runner import Runner
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.rosenbrock import Rosenbrock
from tests.benchmarks.program import Frames, live, opened, percentile
from tests.benchmarks.table import Row, print_rows

UPDATES, BALLS = 100_000, 7
ROUNDS = 3
SECONDS, FRAME = 4.0, 60.0  # at most; the latter in milliseconds


def seven() -> Scenario:
    points = np.random.default_rng(4).uniform(-1, 1, (BALLS, 2)).tolist()
    fleet = FleetSetup(BY_KEY["adam"](lr=1e-3), points=tuple(map(tuple, points)))
    return Scenario(Rosenbrock(), (fleet,))


def bare() -> float:
    """Seconds without a window: what the engine's own thread takes."""
    runner = Runner(Player(seven()))
    runner.start()
    began = perf_counter()
    runner.send(FastForward(UPDATES))
    live(30, lambda: runner.snapshot.update >= UPDATES)
    seconds = perf_counter() - began
    runner.stop()
    return seconds


def main() -> int:
    seconds, times = [], []
    with opened(seven()) as window:
        print(f"without a window: {bare():.2f} s")
        for number in range(1, ROUNDS + 1):
            frames = Frames(window, rest=8)  # about 60 frames a second when nothing disturbs
            began = perf_counter()
            window.engine.send(FastForward(UPDATES))
            live(60, lambda goal=number * UPDATES: window.engine.snapshot.update >= goal)
            seconds.append(perf_counter() - began)
            times += frames.stop()
    shares = ", ".join(f"{share} %: {percentile(times, share):.1f}" for share in (50, 90, 95, 99))
    print(f"seconds: {', '.join(f'{each:.2f}' for each in seconds)}")
    print(f"{len(times)} frames, milliseconds at {shares}")
    print_rows(
        Row(
            f"{UPDATES:,} updates of {BALLS} balls by fast-forward, the window answering",
            f"{np.median(seconds):.2f} s",
            float(np.median(seconds)),
            SECONDS,
            unit="s",
        ),
        Row(
            "… and 95th percentile of its frames meanwhile",
            f"{percentile(times, 95):.1f} ms",
            percentile(times, 95),
            FRAME,
            unit="ms",
        ),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
