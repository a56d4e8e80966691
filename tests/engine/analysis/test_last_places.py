"""Where lost balls were last: compared with a search of every row of the record, ball by ball."""

import numpy as np
import pytest

from engine.analysis.endings import endings
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.typed import Typed

LOGARITHM = Typed(text="log(x) + y^2")


def world(*points, budget=256_000_000, lr=0.05):
    fleet = FleetSetup(BY_KEY["gd"](lr=lr), points=points)
    return Simulation(Scenario(LOGARITHM, (fleet,)), budget=budget)


def points(count, seed):
    x, y = np.random.default_rng(seed).uniform(0.01, 3, (2, count)).tolist()
    return tuple(zip(x, y, strict=True))


def looked_for(chunks, trajectory):
    """By linear search: the last row in which this ball is finite."""
    place = (np.nan, np.nan)
    for chunk in chunks:
        for column in np.flatnonzero(chunk.trajectories == trajectory):
            path = chunk.rows[:, column]
            for row in path[np.isfinite(path).all(axis=-1)]:
                place = tuple(row)
    return place


def agrees(run, trajectories=None):
    view = run.views()[0]
    trajectories = view.trajectories if trajectories is None else trajectories
    found = endings(view.chunks, trajectories).places
    np.testing.assert_array_equal(found, [looked_for(view.chunks, each) for each in trajectories])
    return found


def test_a_ball_that_fell_was_last_where_its_one_update_had_led_it():
    """From (0.05, 1) one update of 0.01/0.05 leads to (−0.15, 0.98); the next to NaN."""
    run = world((0.05, 1.0), lr=0.01)
    run.step(5000)
    found = endings(run.views()[0].chunks, run.views()[0].trajectories).places
    assert found.tolist() == [[0.05 - 0.2, 0.98]]


@pytest.mark.parametrize("budget", [256_000_000, 400_000, 60_000])
def test_the_last_finite_place_is_found_in_records_of_every_kind(budget):
    """Whole and thinned, with balls dropped, moved and removed between, and after going back."""
    rng = np.random.default_rng(3)
    run = world(*points(20, 1), budget=budget)
    for turn in range(12):
        run.step(int(rng.integers(1, 90)))
        agrees(run)
        run.drop((0,), np.array(points(2, turn + 50)))
        balls = run.views()[0].balls
        run.move(int(balls[turn]), np.array([1.0, 0.5]))
        run.remove((int(balls[-3]),))
        agrees(run)
    run.forget_after(run.update)
    run.step(700)
    found = agrees(run)
    # In the smallest record whole pieces between two edits are left out.
    assert np.isfinite(found).all() or budget == 60_000
    strides = {chunk.stride for chunk in run.views()[0].chunks}
    assert (max(strides) > 1) is (budget < 256_000_000)


def test_a_ball_that_is_not_on_record_has_no_last_place():
    run = world((0.05, 1.0), (1.0, 1.0))
    run.step(3)
    found = agrees(run, np.array([99, 0]))
    assert np.isnan(found[0]).all()
    assert np.isnan(endings((), np.array([0])).places).all()
    assert endings(run.views()[0].chunks, np.array([], int)).places.shape == (0, 2)
