"""Mini-batch SGD of one linear neuron, B = 1, through `Simulation.step`, against torch.

Each is alone in its own process, on one thread, in turns. Ours records all positions and can
repeat any update.
"""

import sys
from time import perf_counter

from engine.noise import MiniBatch
from engine.optimizers.descent import GradientDescent
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.data.lines import LinearRegression
from tests.benchmarks.table import Row, print_rows
from tests.benchmarks.torch_peer import lines_of

BALLS = (1, 10)
PROCESSES, ROUNDS, UPDATES = 3, 9, 2000
LIMIT = 15.0


def ours() -> None:
    """Print the fewest microseconds of an update of one ball, and of ten."""
    for balls in BALLS:
        fleet = FleetSetup(GradientDescent(0.05), points=((0.0, 0.0),) * balls)
        simulation = Simulation(Scenario(LinearRegression(), (fleet,), noise=MiniBatch(1.0)))
        simulation.step(100)
        seconds = []
        for _ in range(ROUNDS):
            began = perf_counter()
            simulation.step(UPDATES)
            seconds.append((perf_counter() - began) / UPDATES)
        print(1e6 * min(seconds))


def main() -> int:
    mine, torch, version = [], [], ""
    for _ in range(PROCESSES):
        mine.append(
            [float(each) for each in lines_of("-m", "tests.benchmarks.batch_peer", "--ours")[:2]]
        )
        first, version, *_ = lines_of("-m", "tests.benchmarks.torch_batch")
        torch.append(float(first))
    alone, ten = (min(each[place] for each in mine) for place in range(2))
    print(f"torch {version}; ten neurons at once: {ten:.1f} µs, {ten / 10:.2f} µs each")
    print_rows(
        Row(
            "Mini-batch SGD of one linear neuron, B = 1, against torch",
            f"{min(torch):.0f} / {alone:.1f} µs",
            min(torch) / alone,
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
