"""Gradient descent with kicks: their time, length, random numbers and effect."""

import numpy as np
import pytest

from engine.arrays import columns
from engine.optimizers.perturbed import PerturbedDescent, in_ball
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from tests.engine.paths import path, rule, surface

ORIGIN = ((0.0, 0.0),)


def world(*fleets, key="saddle", seed=0):
    setups = tuple(FleetSetup(optimizer, points=points) for optimizer, points in fleets)
    return Simulation(Scenario(surface(key), setups, seed=seed))


def all_terms(optimizer, loss, points, updates):
    """The terms of so many updates, one after another."""
    x = columns(points)
    state, terms = optimizer.init(x), []
    for _ in range(updates):
        terms.append(optimizer.terms(optimizer.ask(loss, x, state), state))
        x, state = x + terms[-1].move, terms[-1].state
    return terms


def kicks(terms):
    """Which updates kicked the first ball."""
    return [number for number, each in enumerate(terms) if each.kick[0].any()]


# -- when --------------------------------------------------------------------------------------


def test_where_the_slope_is_steep_it_is_gradient_descent_to_the_bit():
    starts = [(-1.5, 1.5), (0.3, -0.4), (0.0, 2.0)]
    mine = path(surface("rosenbrock"), PerturbedDescent(lr=1e-3), starts, 200)
    np.testing.assert_array_equal(
        mine, path(surface("rosenbrock"), rule("gd", lr=1e-3), starts, 200)
    )


def test_in_a_minimum_it_is_kicked_every_so_many_updates_and_slides_back():
    optimizer = PerturbedDescent(lr=0.5, radius=0.25, pause=12.0)
    terms = all_terms(optimizer, surface("bowl"), ORIGIN, 60)
    assert kicks(terms) == [0, 12, 24, 36, 48]
    track = np.cumsum([each.move[0] for each in terms], axis=0)
    lengths = np.hypot(*track.T)
    # Half of the kick is left after its own update, and a half of that after each of the others.
    np.testing.assert_allclose(lengths[:12], np.hypot(*terms[0].kick[0]) / 2.0 ** np.arange(1, 13))
    assert (lengths <= 0.125 * 1.001).all()


def test_the_pause_begins_with_the_kick_and_does_not_excuse_a_steep_slope():
    """Rolled away from the saddle, its slope is no longer small: it is kicked once."""
    optimizer = PerturbedDescent(lr=0.1, radius=0.05, pause=5.0, threshold=1e-2)
    assert kicks(all_terms(optimizer, surface("saddle"), ORIGIN, 40)) == [0]


@pytest.mark.parametrize(("threshold", "kicked"), [(0.99, []), (1.0, [0])])
def test_a_slope_counts_as_small_up_to_the_threshold(threshold, kicked):
    optimizer = PerturbedDescent(lr=0.1, threshold=threshold)
    assert kicks(all_terms(optimizer, surface("bowl"), [[0.6, 0.8]], 1)) == kicked


def test_the_gradient_is_that_of_the_place_the_kick_leads_to():
    """x̃ ← x + ξ, then x̃ − η∇L(x̃): on the saddle x(1 − 2η), y(1 + 2η) of the kick."""
    terms = all_terms(PerturbedDescent(lr=0.25, radius=0.5), surface("saddle"), ORIGIN, 1)[0]
    (x, y), move = terms.kick[0], terms.move[0]
    np.testing.assert_allclose(terms.grad[0], [2 * x, -2 * y], rtol=1e-15)
    np.testing.assert_allclose(move, [0.5 * x, 1.5 * y], rtol=1e-15)


# -- how far and where to ------------------------------------------------------------------------


def disc(count=20_000, radius=0.5):
    """Where one kick puts balls that all lie on the saddle point."""
    run = world((PerturbedDescent(lr=0.0, radius=radius), ORIGIN * count))
    run.step()
    return run.views()[0].position / radius


def test_a_kick_is_uniform_over_the_disc():
    """Shares within 4.5 standard deviations: the numbers are the same on every machine."""
    points = disc()
    share = np.sum(points * points, axis=1)  # of a uniform point: uniform in [0, 1]
    angle = np.arctan2(points[:, 1], points[:, 0]) / (2 * np.pi) % 1
    assert 0.99 < share.max() <= 1 + 1e-15
    for numbers in (share, angle, (share * 7 + angle * 3) % 1):
        counts = np.histogram(numbers, bins=20, range=(0, 1))[0]
        assert np.abs(counts - 1000).max() < 4.5 * np.sqrt(1000 * 0.95)
    assert np.abs(points.mean(axis=0)).max() < 4.5 * 0.5 / np.sqrt(20_000)


@pytest.mark.parametrize("size", [1, 3, 4, 7])
def test_in_other_dimensions_it_is_uniform_over_the_ball_too(size):
    x = np.asfortranarray(np.random.default_rng(0).normal(size=(20_000, size)))
    points = in_ball(surface("bowl"), x)
    share = np.sqrt((points * points).sum(axis=1)) ** size
    counts = np.histogram(share, bins=20, range=(0, 1))[0]
    assert counts.sum() == 20_000
    assert np.abs(counts - 1000).max() < 4.5 * np.sqrt(1000 * 0.95)
    spread = points.T @ points / 20_000
    np.testing.assert_allclose(spread, np.eye(size) / (size + 2), atol=0.02)


# -- random numb----------------------------------------------------------------------------------


def test_the_seed_and_the_ball_decide_its_kicks():
    optimizer = PerturbedDescent(lr=0.1, radius=0.1)
    ends = []
    for seed in (0, 0, 1):
        run = world((optimizer, ORIGIN * 3), seed=seed)
        run.step(30)
        ends.append(run.views()[0].position)
    np.testing.assert_array_equal(ends[0], ends[1])
    assert (ends[0] != ends[2]).all()
    assert len({tuple(end) for end in ends[0].tolist()}) == 3


def test_other_fleets_change_no_kick():
    """The same ball, the same draw; the law for the other rules stands in `test_simulation`."""
    optimizer = PerturbedDescent(lr=0.05, radius=0.1, threshold=0.5, pause=4.0)
    alone = world((optimizer, ORIGIN * 5), key="himmelblau")
    race = world((optimizer, ORIGIN * 5), (rule("adam"), ORIGIN * 9), key="himmelblau")
    alone.step(50)
    race.step(50)
    np.testing.assert_array_equal(alone.views()[0].position, race.views()[0].position)


def test_on_an_unbound_surface_kicks_depend_on_the_place_alone():
    loss, optimizer = surface("saddle"), PerturbedDescent(threshold=10.0)
    points = np.random.default_rng(1).uniform(-1, 1, (8, 2))
    together = all_terms(optimizer, loss, points, 1)[0].kick
    alone = [all_terms(optimizer, loss, point, 1)[0].kick[0] for point in points]
    np.testing.assert_array_equal(together, alone)
    assert len({tuple(kick) for kick in together.tolist()}) == 8
    plus, minus = (all_terms(optimizer, loss, [[zero, 1.0]], 1)[0].kick for zero in (0.0, -0.0))
    np.testing.assert_array_equal(plus, minus)


# -- effect --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["saddle", "two_weights"])
def test_it_leaves_a_saddle_on_which_gradient_descent_stays_for_ever(key):
    run = world(
        (PerturbedDescent(lr=0.05), ORIGIN * 20), (rule("gd", lr=0.05), ORIGIN * 20), key=key
    )
    run.step(600)
    kicked, still = (view.position for view in run.views())
    np.testing.assert_array_equal(still, 0.0)
    assert (surface(key).value(kicked) < surface(key).value(still) - 0.5).all()
