"""The movement that a ball's momentum alone would add next."""

import numpy as np
import pytest

from engine import optimizers
from engine.simulation import Simulation
from tests.engine.worlds import scenario


@pytest.mark.parametrize("key", ["momentum", "nesterov", "momentum_library", "nesterov_library"])
def test_without_slope_a_ball_coasts_by_its_momentum(key):
    made = optimizers.BY_KEY[key](lr=0.1)
    state = made.init(np.zeros((1, 2)))
    for _ in range(3):
        state = made.terms(np.array([[1.0, -2.0]]), state).state
    coast = made.coast(state)
    np.testing.assert_allclose(coast, made.terms(np.zeros((1, 2)), state).move, rtol=1e-15)
    assert (coast != 0).all()


def test_gradient_descent_has_nothing_to_coast_on():
    made = optimizers.BY_KEY["gd"]()
    assert made.coast(made.init(np.zeros((1, 2)))) is None


def test_a_rolling_ball_coasts_by_its_velocity_and_nesterov_looks_where_it_coasts_to():
    simulation = Simulation(scenario("rolling", "nesterov", "gd"))
    simulation.step(3)
    rolling, nesterov, gd = simulation.views()
    np.testing.assert_array_equal(rolling.coast, rolling.state.velocity * rolling.optimizer.lr)
    np.testing.assert_array_equal(nesterov.look, nesterov.position + nesterov.coast)
    assert (nesterov.coast != 0).all()
    assert gd.coast is None
    np.testing.assert_array_equal(gd.look, gd.position)
