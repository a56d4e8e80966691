"""Small runs for the scene's tests."""

import numpy as np

from engine import surfaces
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.snapshot import Snapshot


def race(surface="bowl", optimizer="gd", points=((-1.0, 0.5),), fleets=1, **knobs) -> Simulation:
    """`fleets` fleets of the same optimizer at the same points, each in its own colour."""
    made = OPTIMIZERS[optimizer](**knobs)
    setups = tuple(FleetSetup(made, color=k, points=tuple(points)) for k in range(fleets))
    return Simulation(Scenario(surfaces.BY_KEY[surface](), setups))


def many_balls(count=1000, surface="rosenbrock", seed=5, lr=1e-3) -> Simulation:
    kind = surfaces.BY_KEY[surface]
    points = np.random.default_rng(seed).uniform(kind.low, kind.high, (count, 2))
    return race(surface, "adam", tuple(map(tuple, points)), lr=lr)


def instant(made: Simulation, edits=0, playing=False, pace=np.inf, update=None) -> Snapshot:
    """A snapshot as the runner makes it; `update` sets the cursor."""
    at = made.update if update is None else update
    return Snapshot(
        update=at,
        head=made.head,
        edits=edits,
        playing=playing,
        pace=pace,
        measured=0.0,
        goal=None,
        surface=made.surface,
        fleets=made.views(),
        scenario=SCENARIO,
    )


SCENARIO = Scenario(surfaces.BY_KEY["bowl"]())
