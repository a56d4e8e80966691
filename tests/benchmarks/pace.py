"""Frame times of the real window with the engine as fast as it may, against paused.

The view repaints without a pause in both; while the engine runs, the panels follow it too. Playing
and paused take turns.
"""

import sys

import numpy as np

from engine.commands import Pace, Play
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.rosenbrock import Rosenbrock
from tests.benchmarks.program import Frames, live, opened, percentile
from tests.benchmarks.table import Row, tell

KEYS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
BALLS = 5
ROUNDS, SECONDS = 6, 2.5
LIMIT = 1.3


def race() -> Scenario:
    points = np.random.default_rng(2).uniform(-1, 1, (BALLS, 2)).tolist()
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=1e-4), color=color, points=tuple(map(tuple, points)))
        for color, key in enumerate(KEYS)
    )
    return Scenario(Rosenbrock(), fleets)


def main() -> int:
    times: dict[bool, list[float]] = {True: [], False: []}
    with opened(race()) as window:
        send = window.engine.send
        send(Pace(float("inf")))
        for _ in range(ROUNDS):
            for playing in (True, False):
                send(Play(playing))
                live(0.5)  # what the change itself costs is no frame time
                frames = Frames(window)
                live(SECONDS)
                times[playing] += frames.stop()
        updates = window.engine.snapshot.update
        print(window.viewport.renderer)
    print(f"{updates:,} updates, {updates / ROUNDS / (SECONDS + 0.5):,.0f} a second while playing")
    for playing, each in times.items():
        told = ", ".join(f"{share} %: {percentile(each, share):.1f}" for share in (50, 90, 95, 99))
        print(f"{'playing' if playing else 'paused':8} {len(each)} frames, milliseconds at {told}")
    fast, still = (percentile(times[playing], 95) for playing in (True, False))
    tell(
        Row(
            "95th percentile of frame times, engine as fast as it may, against paused",
            f"{fast:.1f} / {still:.1f} ms",
            fast / still,
            LIMIT,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
