"""What a batch sees: laws over every loss of examples, and batches of balls alone."""

import tracemalloc
import warnings
from dataclasses import replace

import numpy as np
import pytest

from engine import surfaces
from engine.analysis.batch_view import (
    MOST,
    SHOWN,
    batch_losses,
    batch_view,
    example_gradients,
)
from engine.noise import Exact, MiniBatch
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from tests.engine.test_data_own import own_of
from tests.engine.test_data_surfaces import named, some_points, summed_variants

every_sum = pytest.mark.parametrize("surface", summed_variants(), ids=named)
SINE = surfaces.BY_KEY["sine_neuron"]()


def rounding(parts):
    return 4e-15 * max(1e-300, float(np.abs(parts).max())) * np.sqrt(len(parts))


@every_sum
def test_the_gradients_of_single_examples_average_to_the_true_one(surface):
    every = np.arange(surface.count)
    for point in some_points(surface, 3):
        each = example_gradients(surface, point, every)
        assert each.shape == (surface.count, 2)
        true = surface.gradient(point[None])[0]
        np.testing.assert_allclose(each.mean(axis=0), true, rtol=0, atol=rounding(each))


@every_sum
def test_the_batch_of_all_is_the_surface_and_each_loss_is_that_of_the_batch(surface):
    points = some_points(surface, 12).reshape(3, 4, 2)
    order = np.random.default_rng(3).permutation(surface.count)
    whole = batch_losses(surface, points, order)
    assert whole.shape == (3, 4)
    np.testing.assert_allclose(whole, surface.value(points), rtol=1e-12, atol=1e-12)
    flat = points.reshape(-1, 2)
    for examples in (order[:1], order[:3]):
        chosen = np.broadcast_to(examples, (len(flat), len(examples)))
        found = batch_losses(surface, points, examples).ravel()
        np.testing.assert_array_equal(found, surface.batch_value(flat, chosen))


@pytest.mark.parametrize("size", [1, 3, 7, 20, 1000])
def test_the_batches_of_an_epoch_average_by_their_sizes_to_the_surface(size):
    made = simulation(size)
    points, total, used = some_points(SINE, 9), 0.0, []
    for _ in range(made.noise.epoch_length(SINE)):
        examples = made.views()[0].batch_of(0)
        used += examples.tolist()
        total = total + len(examples) * batch_losses(SINE, points, examples)
        made.step()
    assert sorted(used) == list(range(20))
    np.testing.assert_allclose(total / 20, SINE.value(points), rtol=1e-13)


def simulation(size, points=((4.0, 1.0),), **changes):
    fleet = FleetSetup(BY_KEY["gd"](lr=0.2), points=points)
    noise = Exact() if size is None else MiniBatch(float(size))
    return Simulation(replace(Scenario(SINE, (fleet,), noise=noise), **changes))


@pytest.mark.parametrize("size", [1, 3, 20])
def test_a_ball_alone_has_the_batch_that_it_has_among_others_and_that_moves_it(size):
    made = simulation(size, ((4.0, 1.0), (1.0, -1.0), (5.5, -2.0)))
    for _ in range(9):
        fleet = made.views()[0]
        for place in range(3):
            np.testing.assert_array_equal(fleet.batch_of(place), fleet.batches[place])
        seen = [batch_view(SINE, fleet.position[k], fleet.batch_of(k)) for k in range(3)]
        made.step()
        moved = made.views()[0].position - fleet.position
        np.testing.assert_allclose(moved, [-0.2 * each.gradient for each in seen], atol=1e-14)


def test_there_is_no_batch_without_data_or_mini_batches():
    assert simulation(None).views()[0].batch_of(0) is None
    fleet = FleetSetup(BY_KEY["gd"](), points=((0.5, 0.5),))
    assert Simulation(Scenario(surfaces.BY_KEY["bowl"](), (fleet,))).views()[0].batch_of(0) is None


@pytest.mark.parametrize("size", [1, 5, 20])
def test_a_view_has_the_batch_the_truth_and_which_examples_are_used(size):
    examples = np.random.default_rng(4).permutation(20)[:size]
    seen = batch_view(SINE, np.array([4.0, 1.0]), examples)
    assert np.flatnonzero(seen.used).tolist() == sorted(examples.tolist())
    used = seen.singles[seen.used == 1]
    np.testing.assert_allclose(used.mean(axis=0), seen.gradient, atol=1e-14)
    np.testing.assert_allclose(seen.singles.mean(axis=0), seen.true, atol=1e-14)
    np.testing.assert_allclose(seen.true + seen.difference, seen.gradient, atol=1e-15)
    if size == 20:
        assert np.abs(seen.difference).max() < 1e-14


def test_of_very_many_examples_a_part_is_shown_and_memory_is_bounded():
    rows, kind = 20_000, surfaces.BY_KEY["linear_regression"]
    surface = kind(own=own_of(kind, rows))
    assert surface.count == rows
    point, every = np.array([0.3, -0.2]), np.arange(rows)
    for examples in (every[:1], every[::7], every):
        seen = batch_view(surface, point, examples)
        assert len(seen.used) <= 2 * SHOWN
        assert seen.used.sum() >= min(len(examples), SHOWN // 2)
        np.testing.assert_allclose(seen.true, surface.gradient(point[None])[0])
    points = np.tile(point, (20, 1))
    tracemalloc.start()
    found = batch_losses(surface, points, every)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    np.testing.assert_allclose(found, surface.value(points), rtol=1e-12)
    assert most < 8 * 8 * MOST


@pytest.mark.parametrize("point", [(np.nan, 1.0), (np.inf, 0.0), (1e300, -1e300)])
def test_where_there_is_no_number_nothing_is_raised_or_warned(point):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        seen = batch_view(SINE, np.array(point), np.array([3, 1]))
        assert seen.difference.shape == (2,)
        assert batch_losses(SINE, np.array([point]), np.array([3])).shape == (1,)
