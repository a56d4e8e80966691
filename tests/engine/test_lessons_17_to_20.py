"""The curriculum's numbers, reproduced: warm-up, and the race at the end.

What depends on chance is held in the bands that the curriculum's section 4 gives for fresh seeds.
"""

from functools import cache

import numpy as np
import pytest

from engine import optimizers, randomness, surfaces
from engine.analysis.curvature import read
from engine.noise import Gaussian
from engine.scenario import FleetSetup, Scenario
from engine.schedules.composed import Warmup
from engine.schedules.constant import Constant
from engine.schedules.waves import Cosine
from engine.simulation import Simulation
from tests.engine.paths import path, rule, surface

ROUGH = Gaussian(1e-3)


RATES = (0.15, 0.2, 0.3, 0.4)


@cache
def ends_on_the_worst_network(warmup):
    """A view for each of `RATES`, of 20 balls at the end of a run."""
    schedule = Warmup(float(warmup)) if warmup else Constant()
    fleets = tuple(
        FleetSetup(optimizers.BY_KEY["gd"](lr=lr), schedule, 0, ((4.0, 0.05),) * 20) for lr in RATES
    )
    run = Simulation(Scenario(surfaces.BY_KEY["two_weights"](), fleets, noise=ROUGH))
    run.step(max(300, 2 * warmup))
    return dict(zip(RATES, run.views(), strict=True))


@pytest.mark.parametrize("lr", RATES)
@pytest.mark.parametrize(("warmup", "lost"), [(0, 20), (200, 0), (1000, 0)])
def test_l17_a_cold_start_diverges_and_a_warm_one_never(lr, warmup, lost):
    there = ends_on_the_worst_network(warmup)[lr].position
    assert (~np.isfinite(there).all(axis=1)).sum() == lost


@pytest.mark.parametrize(
    ("lr", "sharpness"), [(0.15, 12.41), (0.2, 9.49), (0.3, 6.30), (0.4, 4.83)]
)
def test_l17_after_the_warm_up_the_run_sits_at_the_edge_of_stability(lr, sharpness):
    view = ends_on_the_worst_network(1000)[lr]
    largest = np.median(read(view.surface, view.position).eigenvalues[:, 1])
    assert largest == pytest.approx(sharpness, rel=0.02)
    assert 0.92 < largest * lr / 2 < 0.98


def test_l17_a_root_mean_square_of_few_gradients_says_little():
    """AdaGrad's σ (book form) of pure noise: its spread over its mean, after t updates."""
    spreads, wanted = {}, {1: 0.756, 2: 0.52, 5: 0.32, 10: 0.23, 50: 0.10, 100: 0.07}
    adagrad, balls = rule("adagrad"), np.arange(20_000)
    state = adagrad.init(np.zeros((len(balls), 2)))
    for t in range(1, 101):
        terms = adagrad.terms(randomness.normal(5, balls, np.full_like(balls, t), 2), state)
        state = terms.state
        spreads[t] = terms.sigma.std() / terms.sigma.mean()
    for t, spread in wanted.items():
        assert spreads[t] == pytest.approx(spread, abs=0.006)


def share_in_the_middle(key, schedule=None, **knobs):
    """Of 400 random starts on the dimpled bowl, how many end in the global minimum."""
    starts = np.random.default_rng(20).uniform(-4, 4, (400, 2))
    rate = (
        (lambda t: knobs["lr"] * float(schedule.factor(np.array(float(t))))) if schedule else None
    )
    ends = path(surface("dimpled_bowl"), rule(key, **knobs), starts, 800, rate)[-1]
    return float((np.abs(ends).max(axis=1) < 0.1).mean())


@pytest.mark.parametrize(
    ("key", "knobs", "share"),
    [
        ("gd", {"lr": 0.05}, 0.12),
        ("gd", {"lr": 0.3}, 0.12),
        ("momentum", {"lr": 0.05, "momentum": 0.9}, 0.12),
        ("momentum", {"lr": 0.05, "momentum": 0.97}, 0.52),  # .48 and .56 there
        ("nesterov", {"lr": 0.05, "momentum": 0.97}, 0.35),
        ("rmsprop", {"lr": 0.1}, 0.12),
        ("adam", {"lr": 0.1}, 0.21),
        ("adam", {"lr": 0.5}, 0.64),
    ],
)
def test_l20_how_often_each_rule_finds_the_global_minimum(key, knobs, share):
    assert share_in_the_middle(key, **knobs) == pytest.approx(share, abs=0.11)


def test_l20_heavy_momentum_finds_it_far_more_often_than_gradient_descent():
    heavy = share_in_the_middle("momentum", lr=0.05, momentum=0.97)
    assert heavy - share_in_the_middle("gd", lr=0.05) >= 0.2


@pytest.mark.parametrize("key", ["rmsprop", "adagrad"])
def test_l20_large_rates_without_decay_never_settle(key):
    assert share_in_the_middle(key, lr=0.5) < 0.02


def test_l20_with_a_cosine_every_start_arrives():
    assert share_in_the_middle("rmsprop", Cosine(800.0), lr=0.5) == 1.0


@pytest.mark.parametrize(
    ("key", "alternating", "spike"),
    [("rmsprop", 1.0, 1 / np.sqrt(0.1)), ("adam", (1 - 0.9) / (1 + 0.9), None)],
)
def test_l20_movement_and_spread_do_not_cancel(key, alternating, spike):
    """Gradients of one size: RMSProp's step is always η, Adam's tells the direction."""
    made = rule(key, lr=1.0)
    state = made.init(np.zeros((1, 2)))
    for t in range(2000):
        terms = made.terms(np.array([[(-1.0) ** t, 1.0]]), state)
        state = terms.state
    assert np.abs(terms.move[0]) == pytest.approx((alternating, 1.0), rel=2e-3)
    if spike is not None:
        state = made.init(np.zeros((1, 2)))
        for gradient in [1e-9] * 50 + [1.0]:
            terms = made.terms(np.full((1, 2), gradient), state)
            state = terms.state
        assert abs(terms.move[0, 0]) == pytest.approx(spike, rel=1e-3)
