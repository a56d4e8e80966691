"""The timing of batches, by a clock that the tests hold, and the network that is timed."""

import itertools

import numpy as np
import pytest

from engine.analysis import batch_timing, dense_network
from engine.analysis.batch_timing import of_landscape, of_network, sizes
from engine.progress import CancelledError, Progress
from engine.surfaces.data.lines import LinearRegression


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (1, (1,)),
        (5, (1, 2, 5)),
        (20, (1, 2, 5, 10, 20)),
        (1200, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1200)),
    ],
)
def test_sizes_go_from_one_example_to_all(count, wanted):
    assert sizes(count) == wanted


def test_an_epoch_takes_as_long_as_its_updates():
    ticks = itertools.count()
    shares = []
    found = of_landscape(LinearRegression(), shares.append, lambda: next(ticks) * 0.125)
    assert [(each.size, each.length) for each in found] == [
        (1, 20),
        (2, 10),
        (5, 4),
        (10, 2),
        (20, 1),
    ]
    assert [each.update for each in found] == [0.125] * 5
    assert [each.epoch for each in found] == [2.5, 1.25, 0.5, 0.25, 0.125]
    assert all(each.updates == 3 for each in found)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_more_updates_are_made_until_enough_time_is_measured():
    ticks = itertools.count()
    found = of_network(lambda share: None, lambda: next(ticks) * 0.01, count=4)
    assert [each.size for each in found] == [1, 2, 4]
    assert all(each.updates == 25 for each in found)


def test_timing_runs_in_a_process_of_its_own_and_can_be_cancelled():
    progress = Progress(0, [0.0, 0.0])
    found = batch_timing.landscape_timed(LinearRegression(), progress)
    assert [each.size for each in found] == [1, 2, 5, 10, 20]
    assert all(each.update > 0 for each in found)
    progress.cancel()
    with pytest.raises(CancelledError):
        batch_timing.network_timed(progress)


def test_the_network_is_timed_in_such_a_process_too(monkeypatch):
    asked = []
    monkeypatch.setattr(
        batch_timing, "apart", lambda work, *rest, progress: asked.append((work, progress)) or ()
    )
    assert batch_timing.network_timed("progress") == ()
    assert asked == [(of_network, "progress")]


def test_the_gradient_of_the_network_is_that_of_its_loss():
    batch = dense_network.random_examples(3, seed=1, dtype=np.float64)
    weights = dense_network.random_weights(seed=2, dtype=np.float64)
    slopes = dense_network.gradient(weights, batch)
    for place, (weight, slope) in enumerate(zip(weights, slopes, strict=True)):
        assert slope.shape == weight.shape
        at = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        losses = []
        for step in (-1e-6, 1e-6):
            moved = weight.copy()
            moved[at] += step
            losses.append(
                dense_network.loss(weights._replace(**{weights._fields[place]: moved}), batch)
            )
        assert slope[at] == pytest.approx((losses[1] - losses[0]) / 2e-6, rel=1e-6)


def test_updates_lower_the_loss_of_the_network_and_stay_in_float32():
    batch, weights = dense_network.random_examples(20), dense_network.random_weights()
    after = weights
    for _ in range(10):
        after = dense_network.updated(after, batch)
    assert dense_network.loss(after, batch) < dense_network.loss(weights, batch)
    assert {each.dtype for each in after} == {np.dtype(np.float32)}
