"""One update of every first-order rule through `Simulation.step`, recording on.

Against a hand-fused NumPy kernel of the same rule, see `kernels`; both take turns. Names of rules
given as words measure only those.
"""

import sys
from functools import partial

import numpy as np

from engine import optimizers
from engine.arrays import columns
from engine.optimizers.base import Optimizer
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.rosenbrock import Rosenbrock
from tests.benchmarks.kernels import KERNELS, Kernel
from tests.benchmarks.table import Row, interleaved, print_rows, touch_memory

# Balls, updates a call (as many as a timeline makes), and rounds, of which the fastest counts.
SIZES = ((10, 16, 200), (1000, 16, 80), (100_000, 1, 60))
FIRST = 20  # updates before any is measured
LIMIT = 2.0
LR = 1e-4


def rule_of(key: str) -> Optimizer:
    """The rule with its default numbers, but for a rate that is stable for all."""
    return optimizers.BY_KEY[key](lr=LR)


def starts(balls: int) -> np.ndarray:
    return columns(np.random.default_rng(0).uniform(-1, 1, (balls, 2)))


def simulation(key: str, balls: int) -> Simulation:
    points = tuple(map(tuple, starts(balls).tolist()))
    return Simulation(Scenario(Rosenbrock(), (FleetSetup(rule_of(key), points=points),)))


def check(key: str) -> None:
    """Both must follow the same path, or they do not compute the same."""
    ours, peer = simulation(key, 5000), Kernel(key, starts(5000), LR)
    for _ in range(100):
        ours.step()
        peer.step()
    difference = np.abs(ours.views()[0].position - peer.position.T).max()
    if not difference < 1e-12:
        raise RuntimeError(f"{key}: kernel and engine part by {difference:g} in 100 updates")


def measure(key: str, balls: int, calls: int, rounds: int) -> float:
    """How many times as long as its kernel an update of this rule takes."""
    ours, silent, peer = (
        simulation(key, balls),
        simulation(key, balls),
        Kernel(key, starts(balls), LR),
    )
    silent._record = lambda *moved: None  # type: ignore[method-assign]  # what recording costs
    works = {
        "ours": partial(ours.step, calls),
        "silent": partial(silent.step, calls),
        "peer": partial(peer.step, calls),
    }
    for work in works.values():
        for _ in range(FIRST // calls + 1):
            work()  # the first updates of some rules are shorter
    taken = interleaved({name: (work, 1) for name, work in works.items()}, rounds)
    least = {name: min(each) / calls / balls * 1e9 for name, each in taken.items()}
    ratio = least["ours"] / least["peer"]
    print(
        f"{key:17} {balls:7} balls: {least['ours']:8.1f} ns a ball-step, "
        f"{least['ours'] - least['silent']:6.1f} of it recording; kernel {least['peer']:8.1f};  "
        f"{ratio:.2f} ×, unrecorded {least['silent'] / least['peer']:.2f} ×",
        flush=True,
    )
    return ratio


def main() -> int:
    keys = sys.argv[1:] or list(KERNELS)
    for key in keys:
        check(key)
    touch_memory(1 << 30)
    for balls, calls, rounds in SIZES:
        ratios = {key: measure(key, balls, calls, rounds) for key in keys}
        slowest = max(ratios, key=lambda key: ratios[key])
        print_rows(
            Row(
                f"One update of {len(keys)} first-order rules, {balls:,} balls, against kernels",
                f"{min(ratios.values()):.2f} to {ratios[slowest]:.2f} × ({slowest})",
                ratios[slowest],
                LIMIT,
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
