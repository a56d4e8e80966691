"""The verdicts on 1,000 balls: what a snapshot costs beyond gradient and Hessian."""

from time import perf_counter

import numpy as np

from engine.analysis import verdict
from engine.analysis.curvature import read
from engine.optimizers import BY_KEY as RULES
from engine.optimizers.base import Optimizer
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.base import Surface
from tests.benchmarks.table import Row, print_rows

BALLS = 1000
LIMIT = 1.0  # ms
RUNS = (
    ("rolling", "rosenbrock", RULES["gd"](lr=5e-4), 40),
    ("in minima", "himmelblau", RULES["momentum"](lr=0.002), 400),
    ("along a level valley", "two_weights", RULES["gd"](lr=0.01), 2000),
    ("divided by σ", "rosenbrock", RULES["adam"](), 100),
)


def positions(surface: Surface, optimizer: Optimizer, updates: int) -> np.ndarray:
    x = np.asfortranarray(np.random.default_rng(0).uniform(surface.low, surface.high, (BALLS, 2)))
    state, found = optimizer.init(x), []
    for _ in range(updates):
        with np.errstate(all="ignore"):
            x, state = optimizer.step(surface, x, state)
        found.append(x)
    return np.array(found[-verdict.POSITIONS :])


def best(work, repeats: int = 60) -> float:
    """The least of many times, in milliseconds."""
    times = []
    for _ in range(repeats):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return 1e3 * min(times)


def row(name: str, key: str, optimizer: Optimizer, updates: int) -> Row:
    surface = SURFACES[key]()
    places = positions(surface, optimizer, updates)
    whole = best(lambda: verdict.of(surface, optimizer, places))
    reading = best(lambda: read(surface, places[-1]))
    beyond = whole - reading
    return Row(f"verdicts of 1,000 balls {name}", f"{beyond:.2f} ms", beyond, LIMIT, unit="× 1 ms")


def main() -> None:
    print_rows(*(row(*run) for run in RUNS))


if __name__ == "__main__":
    main()
