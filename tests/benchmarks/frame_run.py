"""The run that `frame` draws: 1,000 balls in five fleets, with 200 updates behind them."""

from typing import final

import numpy as np

from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.snapshot import Snapshot
from engine.surfaces import BY_KEY as SURFACES

SIZE = (1280, 800)
BALLS, TRAIL = 1000, 200
# Rates at which each rule crosses the valley without diverging.
RATES = {"gd": 3e-4, "momentum": 1e-4, "nesterov": 1e-4, "rmsprop": 5e-3, "adam": 1e-2}


@final
class Run:
    """Five fleets on the Rosenbrock valley, started all over it."""

    def __init__(self) -> None:
        surface = SURFACES["rosenbrock"]()
        starts = np.random.default_rng(7).uniform(surface.low, surface.high, (BALLS, 2))
        parts = np.split(starts, len(RATES))
        fleets = tuple(
            FleetSetup(OPTIMIZERS[key](lr=rate), color=number, points=tuple(map(tuple, part)))
            for number, ((key, rate), part) in enumerate(zip(RATES.items(), parts, strict=True))
        )
        self.scenario = Scenario(surface, fleets)
        self.simulation = Simulation(self.scenario)
        self.advance(TRAIL)

    def advance(self, updates: int) -> None:
        """Make so many updates; `now` is what a window would show after them."""
        self.simulation.step(updates)
        made = self.simulation
        self.now = Snapshot(
            made.update,
            made.update,
            0,
            True,
            60.0,
            60.0,
            None,
            made.surface,
            made.views(),
            self.scenario,
        )
