"""Six fleets with ten balls in all through `Simulation.step`, against six of torch.optim.

Torch is alone in its own process, see `torch_eager`; ours is as well, in turns. Ours records all
positions; torch keeps only the present ones.
"""

import os
import subprocess
import sys
from time import perf_counter

from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.rosenbrock import Rosenbrock
from tests.benchmarks.table import Row, print_rows

# As in `torch_eager`, which must not import this.
SIZES = {"gd": 2, "momentum": 2, "nesterov": 2, "adagrad": 2, "rmsprop": 1, "adam": 1}
PROCESSES, ROUNDS, UPDATES = 5, 7, 500
LIMIT = 6.0


def ours() -> None:
    """Print the fewest microseconds of one update, in a process of its own."""
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=1e-4), color=color, points=((0.5, 0.5),) * balls)
        for color, (key, balls) in enumerate(SIZES.items())
    )
    made = Simulation(Scenario(Rosenbrock(), fleets))
    seconds = []
    for _ in range(ROUNDS):
        began = perf_counter()
        for _ in range(UPDATES):
            made.step()
        seconds.append((perf_counter() - began) / UPDATES)
    print(1e6 * min(seconds))


def lines_of(*words: str) -> list[str]:
    """The lines of another Python's output."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **threads},
    )
    return done.stdout.split("\n")


def main() -> int:
    mine: list[float] = []
    autograd: list[float] = []
    by_hand: list[float] = []
    version = ""
    for _ in range(PROCESSES):
        mine.append(float(lines_of("-m", "tests.benchmarks.torch_peer", "--ours")[0]))
        first, second, version, *_ = lines_of("-m", "tests.benchmarks.torch_eager")
        autograd.append(float(first))
        by_hand.append(float(second))
    print(f"torch {version}, one thread, {PROCESSES} processes of each in turn, the best of each")
    for how, theirs in (("autograd", autograd), ("gradient by hand", by_hand)):
        print_rows(
            Row(
                f"Six fleets, ten balls in all, against six torch.optim ({how})",
                f"{min(theirs):.0f} / {min(mine):.1f} µs",
                min(theirs) / min(mine),
                LIMIT,
                at_least=True,
                unit="× faster",
            )
        )
    return 0


if __name__ == "__main__":
    if "--ours" in sys.argv:
        ours()
    else:
        sys.exit(main())
