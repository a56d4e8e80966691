"""Laws of losses of data, beyond those that every surface keeps."""

from dataclasses import replace

import numpy as np
import pytest

from engine import surfaces
from engine.analysis.curvature import eigenvalues
from engine.data.choices import choices
from engine.errors import OUT_OF_RANGE, DataError
from engine.plain import from_plain, to_plain
from engine.surfaces.base import Surface
from engine.surfaces.data.lines import SUMMED
from engine.surfaces.examples import DataSurface

KINDS = [kind for kind in surfaces.ALL if kind.group == "data"]
MAPS = ("value", "gradient", "hessian")

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


def variants(kind):
    """With each value of each choice."""
    yield kind()
    for name, declared in choices(kind):
        yield from (kind(**{name: value}) for value in declared.values)


def summed_variants():
    return [each for kind in KINDS for each in variants(kind) if isinstance(each, DataSurface)]


def named(surface):
    return "-".join([surface.key, *(getattr(surface, name) for name, _ in choices(surface))])


every_sum = pytest.mark.parametrize("surface", summed_variants(), ids=named)


def some_points(surface, count=24):
    return np.random.default_rng(0).uniform(surface.low, surface.high, size=(count, 2))


def partitions(count):
    """The examples in a random order, in batches of each size that divides their number."""
    order = np.random.default_rng(1).permutation(count)
    sizes = [size for size in range(1, count + 1) if count % size == 0]
    return [order.reshape(-1, size) for size in sizes]


@every_sum
def test_equal_batches_average_to_the_whole(surface):
    points = some_points(surface)
    for batches in partitions(surface.count):
        spread = [np.broadcast_to(batch, (len(points), len(batch))) for batch in batches]
        for of_batch, whole in (
            (surface.batch_gradient, surface.gradient(points)),
            (surface.batch_value, surface.value(points)),
        ):
            each = np.array([of_batch(points, batch) for batch in spread])
            rounding = 2e-15 * np.abs(each).max()
            np.testing.assert_allclose(each.mean(axis=0), whole, rtol=0, atol=rounding)


# Others have a closed form instead, or pulls that only cancel up to rounding.
ADDED_UP = [
    each
    for each in summed_variants()
    if each.key != "pulled_wells" and not (each.count > SUMMED and hasattr(each, "fit"))
]


@pytest.mark.parametrize("surface", ADDED_UP, ids=named)
def test_a_batch_of_all_in_order_is_the_whole_to_the_bit(surface):
    points = some_points(surface)
    every = np.broadcast_to(np.arange(surface.count), (len(points), surface.count))
    np.testing.assert_array_equal(surface.batch_gradient(points, every), surface.gradient(points))
    np.testing.assert_array_equal(surface.batch_value(points, every), surface.value(points))


@every_sum
def test_a_single_batch_gets_the_bits_it_gets_among_others(surface):
    points = some_points(surface)
    size = min(7, surface.count)
    draw = np.random.default_rng(2)
    chosen = np.array([draw.permutation(surface.count)[:size] for _ in points])
    gradient, value = surface.batch_gradient(points, chosen), surface.batch_value(points, chosen)
    laid_out = surface.batch_gradient(np.asfortranarray(points), np.asfortranarray(chosen))
    np.testing.assert_array_equal(laid_out, gradient)
    for place in range(len(points)):
        here = slice(place, place + 1)
        alone = surface.batch_gradient(points[here], chosen[here])
        np.testing.assert_array_equal(alone, gradient[here])
        np.testing.assert_array_equal(surface.batch_value(points[here], chosen[here]), value[here])


@every_sum
def test_the_sum_is_the_mean_times_the_number_of_examples(surface):
    points = some_points(surface)
    mean, total = (replace(surface, reduction=each) for each in ("mean", "sum"))
    for name in MAPS:
        scaled = getattr(mean, name)(points) * surface.count
        np.testing.assert_allclose(getattr(total, name)(points), scaled, rtol=1e-13, atol=1e-300)


TELLING = [each for each in summed_variants() if hasattr(each, "example_gradients")]


@pytest.mark.parametrize("surface", TELLING, ids=named)
def test_the_gradients_of_single_examples_average_to_the_whole(surface):
    points = some_points(surface, 3)
    each = surface.example_gradients(points)
    assert each.shape == (3, surface.count, 2)
    whole = each.sum(1) if surface.reduction == "sum" else each.mean(1)
    size = np.abs(each).max() * (surface.count if surface.reduction == "sum" else 1)
    np.testing.assert_allclose(surface.gradient(points), whole, rtol=0, atol=1e-14 * size)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if list(choices(kind))], ids=lambda kind: kind.key
)
def test_a_choice_that_was_not_declared_is_refused(kind):
    for name, declared in choices(kind):
        assert len(set(declared.values)) == len(declared.options) >= 1
        assert getattr(kind(), name) in declared.values
        with pytest.raises(DataError) as caught:
            kind(**{name: "nothing"})
        assert caught.value.text == OUT_OF_RANGE


@every_kind
def test_every_choice_gives_a_whole_landscape(kind):
    for surface in variants(kind):
        places = np.array([*surface.minima, *surface.starts])
        assert ((places >= surface.low) & (places <= surface.high)).all()
        assert r"\sum_i" in surface.formula or kind.key == "softmax"
        assert np.isfinite(surface.hessian(some_points(surface))).all()
        for minimum in surface.minima:
            point = np.array(minimum)
            low, high = eigenvalues(surface.hessian(point))
            assert low >= -1e-15 * high
            assert np.abs(surface.gradient(point)).max() <= 1e-12 * (1 + high)


@every_kind
def test_every_variant_survives_being_written_down(kind):
    for surface in variants(kind):
        assert from_plain(Surface, to_plain(surface)) == surface


@pytest.mark.parametrize("noise", [0.0, 0.3, 0.6, 1.0, 3.0, 10.0])
def test_minima_of_noisy_waves_are_listed_once_and_in_the_window(noise):
    surface = surfaces.BY_KEY["sine_neuron"](noise=noise)
    minima = np.array(surface.minima)
    assert ((minima >= surface.low) & (minima <= surface.high)).all()
    apart = np.hypot(*(minima[:, None] - minima).T)[np.triu_indices(len(minima), 1)]
    assert (apart > 1e-3).all()
    assert (np.diff(surface.value(minima)) >= 0).all()


def test_a_loss_that_is_a_long_valley_is_drawn_with_logarithms():
    for key in ("linear_regression", "relu_neuron"):
        assert not surfaces.BY_KEY[key]().log_height
        assert surfaces.BY_KEY[key](dataset="cars").log_height
