"""The record and the kept instants stay within their bytes, and what is kept is true."""

from mmap import mmap

import numpy as np
import pytest

from engine import optimizers, surfaces
from engine.commands import Turn
from engine.optimizers import BY_KEY
from engine.recording import PAGE
from engine.scenario import FleetSetup, Scenario
from engine.schedules.constant import Constant
from engine.schedules.decays import Exponential
from engine.simulation import Simulation
from engine.timeline import SPACING, Timeline
from tests.engine.worlds import POINTS, bits, scenario


def many(count):
    return tuple(map(tuple, np.random.default_rng(5).uniform(-1, 1, (count, 2))))


@pytest.mark.parametrize("key", ["rosenbrock", "pokemon", "logistic_regression", "typed"])
def test_racing_with_others_changes_no_bit(key):
    """Fleets that race share one call for their gradients; alone, each makes its own.

    Not those with chance: another ball, another draw. On one surface of each make: that all give
    every point the same bits, whatever the others, is a law of test_surfaces.py.
    """
    made, kinds = surfaces.BY_KEY[key](), [kind.key for kind in optimizers.ALL if not kind.random]
    setups = tuple(
        FleetSetup(
            BY_KEY[key](lr=0.001),
            Exponential(0.99) if i % 2 else Constant(),
            points=many(1 + 3 * i),
        )
        for i, key in enumerate(kinds)
    )
    race = Simulation(Scenario(made, setups))
    race.step(15)
    for place, setup in enumerate(setups):
        alone = Simulation(Scenario(made, (setup,)))
        alone.step(15)
        np.testing.assert_array_equal(race.views()[place].position, alone.views()[0].position)
        for mine, its in zip(race.views()[place].state, alone.views()[0].state, strict=True):
            np.testing.assert_array_equal(mine, its)


def test_a_fleet_without_balls_waits():
    simulation = Simulation(scenario("gd", "adam", "momentum"))
    simulation.remove((0, 1, 2))
    simulation.step(20)
    simulation.drop((0,), np.array([POINTS[1]]))
    simulation.step(20)
    late = Simulation(scenario("gd", points=POINTS[1:2]))
    late.step(20)
    np.testing.assert_array_equal(simulation.views()[0].position, late.views()[0].position)


@pytest.mark.parametrize("count", [1, 40, 3000, 40_000])
def test_the_record_of_any_number_of_balls_stays_under_its_budget(count):
    budget = 64 * 16 * count + 200_000
    simulation = Simulation(scenario("gd", points=()), budget)
    simulation.drop((0,), np.zeros((count, 2)))
    for _ in range(40):
        simulation.step(20 if count > 1000 else 500)
        filling = simulation.views()[0].chunks[-1].rows.base.nbytes
        assert simulation.recorded_bytes <= budget + 2 * filling
    assert simulation.views()[0].chunks[0].first == 0


def test_what_is_forgotten_takes_no_memory():
    simulation = Simulation(scenario("gd"))
    simulation.step(5000)
    simulation.forget_after(10)
    first, _ = simulation.views()[0].chunks
    assert first.last == 10
    assert first.rows.base.nbytes == first.rows.nbytes


def test_what_many_balls_recorded_goes_back_to_the_system_when_it_is_dropped():
    """Each chunk is mapped by itself: the C library would keep freed ones for later."""
    simulation = Simulation(scenario("gd", points=()), 48_000_000)
    simulation.drop((0,), np.zeros((40_000, 2)))
    simulation.step(110)  # enough that some are halved
    simulation.forget_after(95)
    chunks = simulation.views()[0].chunks
    assert {chunk.stride for chunk in chunks} >= {1, 2}
    large = [chunk.rows for chunk in chunks if chunk.rows.nbytes > PAGE]
    assert len(large) > 2
    for rows in large:
        while isinstance(rows, np.ndarray):
            rows = rows.base
        assert isinstance(rows.obj, mmap)  # of the view of memory under the arrays


def test_kept_instants_are_few_and_evenly_spread():
    timeline = Timeline(scenario("adam"), budget=100_000)
    timeline.seek(20_000)
    timeline.arrive()
    kept = [each.update for each in timeline.instants]
    assert sum(each.state.nbytes for each in timeline.instants) <= 100_000 / 8
    assert kept[0] == 0
    assert kept == sorted(set(kept))
    assert max(np.diff(kept)) <= 32 * SPACING


def test_going_back_is_exact_where_few_instants_are_kept():
    timeline, straight = (Timeline(scenario("adam"), budget=100_000) for _ in range(2))
    for update in (9000, 8999, 4321, 8000):
        timeline.seek(update)
        timeline.arrive()
    timeline.edit(Turn(0, "lr", 0.002))
    straight.seek(8000)
    straight.arrive()
    straight.edit(Turn(0, "lr", 0.002))
    assert bits(timeline) == bits(straight)
