"""What noise keeps the loss above a minimum: formulas against long runs in a bowl."""

import numpy as np
import pytest

from engine.analysis.noise_floor import covariances, floors
from engine.noise import Gaussian
from engine.optimizers import BY_KEY
from engine.surfaces import BY_KEY as SURFACES

BOWL = SURFACES["ellipse"](kappa=3.0)  # curvatures 1 and 3
SIGMA = 0.3
KEYS = ("gd", "momentum", "nesterov", "momentum_library", "nesterov_library")


def mean_loss(optimizer, balls=2000, updates=400, late=100):
    """Of balls from the minimum, over the last updates of a run with noise."""
    draw = np.random.default_rng(1)
    x = np.asfortranarray(np.zeros((balls, 2)))
    state, losses = optimizer.init(x), []
    for update in range(updates):
        look = optimizer.look(x, state) if hasattr(optimizer, "look") else x
        gradient = BOWL.gradient(look) + SIGMA * draw.standard_normal(x.shape)
        terms = optimizer.terms(gradient, state)
        x, state = x + terms.move, terms.state
        if update >= updates - late:
            losses.append(BOWL.value(x).mean())
    return np.mean(losses) - BOWL.value(np.zeros(2))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("rate", "beta"), [(0.02, 0.9), (0.3, 0.5), (0.3, 0.8)])
def test_the_floor_is_that_of_a_run(key, rate, beta):
    """Nesterov's rules settle lower or higher than momentum, by the place where they stand."""
    optimizer = BY_KEY[key](lr=rate, **({} if key == "gd" else {"momentum": beta}))
    place = np.zeros((1, 2))
    spread = covariances(BOWL, Gaussian(SIGMA), place)
    rates, slopes = np.full((1, 2), rate), np.zeros((8, 1, 2))
    floor, _ = floors(optimizer, BOWL.hessian(place), spread, rates, slopes)
    assert floor[0] == pytest.approx(mean_loss(optimizer), rel=0.05)
