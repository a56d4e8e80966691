"""Resident memory over 200,000 updates with 100 balls: it fills the byte budget and stays there."""

import sys

import numpy as np

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.simulation import BUDGET
from engine.surfaces.rosenbrock import Rosenbrock
from tests.benchmarks.table import Row, print_rows, resident

UPDATES, BALLS = 200_000, 100
SLACK = 50_000_000
LOOKS = 40  # points of the curve
AFTER = 0.85  # of the way, from where on it must be level: the budget is full by then
RACES = {"Adam": ("adam",), "five fleets": ("gd", "momentum", "nesterov", "rmsprop", "adam")}


def race(keys: tuple[str, ...]) -> Player:
    random = np.random.default_rng(1)
    points = random.uniform(-1, 1, (len(keys), BALLS // len(keys), 2)).tolist()
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=1e-4), color=color, points=tuple(map(tuple, part)))
        for color, (key, part) in enumerate(zip(keys, points, strict=True))
    )
    return Player(Scenario(Rosenbrock(), fleets))


def curve(player: Player) -> list[float]:
    """Megabytes by which memory has grown, after each `LOOKS`th of the way."""
    before, grown = resident(), [0.0]
    for look in range(1, LOOKS + 1):
        player.timeline.seek(UPDATES * look // LOOKS)
        player.timeline.arrive()
        player.snapshot()
        grown.append((resident() - before) / 1e6)
    return grown


def drawn(grown: list[float]) -> str:
    most = max(grown)
    return "\n".join(
        f"{UPDATES * look // LOOKS:9,} {mb:5.0f} MB {'█' * round(50 * mb / most)}"
        for look, mb in enumerate(grown)
        if look % 2 == 0
    )


def main() -> int:
    """One race, in its own process, so that runs do not affect each other's memory."""
    name = sys.argv[1] if len(sys.argv) > 1 else "Adam"
    grown = curve(race(RACES[name]))
    print(f"{name}, {BALLS} balls\n{drawn(grown)}")
    late = grown[round(AFTER * LOOKS)]
    print_rows(
        Row(
            f"Memory over {UPDATES:,} updates, {BALLS} balls, {name}: growth",
            f"{max(grown):.0f} MB",
            max(grown),
            (BUDGET + SLACK) / 1e6,
            unit="MB",
        ),
        Row(
            f"… and in its last {1 - AFTER:.0%}",
            f"{grown[-1] - late:+.1f} MB",
            abs(grown[-1] - late),
            10,
            unit="MB",
        ),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
