"""Adam on Rosenbrock through `Simulation.step`, recording on, against torch and optax.

Each is alone in its own process, on one thread, in turns. Ours records all positions; the others
keep only the present ones.
"""

import sys
import timeit
from functools import partial
from time import perf_counter

import numpy as np

from engine.fleet import BLOCK
from engine.optimizers.adam import Adam
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.rosenbrock import Rosenbrock
from tests.benchmarks.table import Row, print_rows
from tests.benchmarks.torch_peer import lines_of

SIZES = ((10, 1000), (1000, 500), (100_000, 10))  # balls, and updates a round
SIDE, LONG = 256, 500
PROCESSES, ROUNDS = 3, 9
TORCH = (8.0, 8.0, 1.5)  # times faster, at least
OPTAX, MAP = 2.5, 1.0  # of its time, at most


def made(balls: int) -> Simulation:
    points = np.random.default_rng(0).uniform(-1, 1, (balls, 2)).tolist()
    fleet = FleetSetup(Adam(1e-3), points=tuple(map(tuple, points)))
    return Simulation(Scenario(Rosenbrock(), (fleet,)))


def seconds(balls: int, updates: int, rounds: int) -> float:
    simulation = made(balls)
    simulation.step(3)
    taken = []
    for _ in range(rounds):
        began = perf_counter()
        simulation.step(updates)
        taken.append((perf_counter() - began) / updates)
    return min(taken)


def ours() -> None:
    """Print the fewest microseconds of an update at each size, and the seconds of the map."""
    for balls, updates in SIZES:
        print(1e6 * seconds(balls, updates, ROUNDS))
    print(LONG * seconds(SIDE * SIDE, LONG, 1))


def passes() -> dict[str, float]:
    """Nanoseconds that one operation on both coordinates of a ball takes NumPy, at best."""
    x = np.random.default_rng(0).uniform(1, 2, (2, BLOCK))
    out, found = np.empty_like(x), {}
    works = {"product": np.multiply, "division": np.divide, "square root": np.sqrt}
    for name, work in works.items():
        given = (x,) if name == "square root" else (x, x)
        taken = timeit.repeat(partial(work, *given, out=out), number=20)
        found[name] = 1e9 * min(taken) / 20 / BLOCK
    return found


def main() -> int:
    mine, torch, optax = [], [], []
    for _ in range(PROCESSES):
        figures = lines_of("-m", "tests.benchmarks.adam_peers", "--ours")
        mine.append([float(each) for each in figures[:4]])
        torch.append([float(each) for each in lines_of("-m", "tests.benchmarks.torch_adam")[:3]])
        *figures, versions, _ = lines_of("-m", "tests.benchmarks.optax_adam")
        optax.append([float(each) for each in figures])
    best, eager, jitted = (np.min(each, axis=0) for each in (mine, torch, optax))
    print(f"{versions}; one thread, {PROCESSES} processes of each in turn, the best of each")
    for (balls, _), mine_us, torch_us, limit in zip(SIZES, best, eager, TORCH, strict=False):
        print(f"{balls:7} balls: {1e3 * mine_us / balls:.1f} ns a ball-step")
        print_rows(
            Row(
                f"Adam on Rosenbrock, {balls:,} balls, against eager torch",
                f"{torch_us:.4g} / {mine_us:.4g} µs",
                torch_us / mine_us,
                limit,
                at_least=True,
                unit="× faster",
            )
        )
    each = ", ".join(f"a {name} {cost:.2f}" for name, cost in passes().items())
    allowed = 1e3 * OPTAX * jitted[0] / SIZES[2][0]
    print(f"{OPTAX} × optax allows {allowed:.1f} ns a ball-step, of which NumPy takes for {each}")
    print_rows(
        Row(
            "… 100,000 balls, against a warm jitted optax scan",
            f"{best[2]:.4g} / {jitted[0]:.4g} µs",
            best[2] / jitted[0],
            OPTAX,
        ),
        Row(
            f"Map of {SIDE} × {SIDE} starts, {LONG} updates, against optax with its compiling",
            f"{best[3]:.2f} / {jitted[1]:.2f} s",
            best[3] / jitted[1],
            MAP,
        ),
    )
    return 0


if __name__ == "__main__":
    if "--ours" in sys.argv:
        ours()
    else:
        sys.exit(main())
