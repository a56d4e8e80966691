"""The curriculum's numbers about regression and small networks on data, one test a line."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from engine.analysis.curvature import eigenvalues
from tests.engine.paths import closed, first, path, rule, surface
from tests.engine.spectra import spectrum


def in_turn(loss, batch, starts, rate, epochs=1):
    """Updates by batches that follow each other in the order of the examples, (…, balls, 2)."""
    x, found = np.array(starts, dtype=float), []
    for _ in range(epochs):
        for begin in range(0, loss.count, batch):
            chosen = np.broadcast_to(np.arange(begin, begin + batch), (len(x), batch))
            x = x - rate * loss.batch_gradient(x, chosen)
            found.append(x)
    return np.array(found)


def away(loss, points):
    return np.hypot(*np.moveaxis(points - np.array(loss.minima[0]), -1, 0))


def test_l2_no_example_leads_off_the_line_into_the_saddle():
    """Section 2, number 6: every example's gradient is parallel to (w₂, w₁), to the last bit."""
    loss = surface("two_weights_on_data")
    assert loss.noise > 0
    walked = in_turn(loss, 1, [[1.0, -1.0], [-1.7, 1.7]], 0.02, epochs=1000)
    assert len(walked) == 20_000
    np.testing.assert_array_equal(walked[..., 0], -walked[..., 1])
    assert eigenvalues(loss.hessian(np.zeros(2)))[0] < 0 < eigenvalues(loss.hessian(np.zeros(2)))[1]
    freed = in_turn(loss, 1, [[1.0 + 1e-10, -1.0]], 0.02, epochs=100)[-1, 0]
    assert freed[0] * freed[1] > 0.5


def test_l6_one_epoch_of_single_examples_gets_farther_than_one_full_batch():
    loss = surface("linear_regression")
    start = [[0.0, 0.0]]
    assert away(loss, np.zeros(2)) == pytest.approx(4.91, abs=0.005)
    assert away(loss, in_turn(loss, 20, start, 0.05)[-1]) == pytest.approx(4.72, abs=0.01)
    draw = np.random.default_rng(0)
    orders = np.array([draw.permutation(20) for _ in range(200)])
    x = np.zeros((200, 2))
    for place in range(20):  # one ball for each order of the examples
        x = x - 0.05 * loss.batch_gradient(x, orders[:, place : place + 1])
    assert away(loss, x).mean() == pytest.approx(2.28, abs=0.1)


def test_l6_smaller_batches_end_farther_from_the_minimum():
    loss = surface("linear_regression")
    ends = [
        away(loss, in_turn(loss, batch, loss.minima, 0.05, epochs=60)[-20 // batch :]).mean()
        for batch in (20, 10, 5, 2, 1)
    ]
    assert ends[0] < 1e-14
    assert ends == sorted(ends)
    assert 0.01 < ends[-1] < 0.1


SINE = surface("sine_neuron")


def test_l7_full_batch_stops_in_a_local_minimum():
    end = path(SINE, rule("gd", lr=0.1), [[4, 1]], 4000)[-1, 0]
    assert end == pytest.approx((4.5296, 1.0884), abs=5e-5)
    assert SINE.value(end) == pytest.approx(0.8868, abs=5e-5)
    assert eigenvalues(SINE.hessian(end)) == pytest.approx((0.065, 1.256), abs=5e-4)
    assert min(np.hypot(*(np.array(SINE.minima) - end).T)) < 1e-9


def test_l7_the_global_minimum_has_loss_0_for_every_example():
    best = np.array([[2.0, 0.5]])
    assert SINE.minima[0] == pytest.approx((2, 0.5), abs=1e-12)
    assert SINE.value(best) == 0
    assert not SINE.example_gradients(best).any()
    for batch in (1, 2, 4, 5, 10):  # so no order of examples ever moves a ball that is there
        np.testing.assert_array_equal(in_turn(SINE, batch, best, 0.3)[-1], best)


def test_l7_at_the_bad_minimum_the_examples_disagree():
    bad = np.array([SINE.minima[[m[0] > 4.5 and m[0] < 4.6 for m in SINE.minima].index(True)]])
    each = SINE.example_gradients(bad)[0]
    deviation = np.sqrt(((each - each.mean(0)) ** 2).sum(1).mean())
    assert deviation == pytest.approx(2.37, abs=0.005)
    noisy = surface("sine_neuron", noise=0.3)
    best = np.array([noisy.minima[0]])
    assert np.abs(noisy.example_gradients(best)).max() > 0.1


WELLS = surface("pulled_wells")


def test_l8_the_pulls_cancel_and_have_the_stated_size():
    every = np.arange(20)[:, None]
    pulls = WELLS.batch_gradient(np.zeros((20, 2)), every) - WELLS.gradient(np.zeros(2))
    assert pulls.sum(0) == pytest.approx((0, 0), abs=1e-12)
    assert np.sqrt((pulls**2).sum(1).mean()) == pytest.approx(15, rel=1e-14)


def test_l8_two_minima_of_nearly_the_same_loss():
    flat, sharp = (np.array(minimum) for minimum in WELLS.minima)
    assert WELLS.value(flat) == pytest.approx(0.0282, abs=5e-5)
    assert WELLS.value(sharp) == pytest.approx(0.0444, abs=5e-5)
    assert eigenvalues(WELLS.hessian(flat)).max() == pytest.approx(2.08, abs=0.005)
    assert eigenvalues(WELLS.hessian(sharp)).max() == pytest.approx(44.5, abs=0.05)


POKEMON = surface("pokemon")
MEAN = replace(POKEMON, reduction="mean")


def test_l12_curvatures_and_optimum():
    low, high = spectrum(POKEMON)
    assert low == pytest.approx(5.573, abs=5e-4)
    assert high == pytest.approx(1.7468e6, rel=5e-5)
    assert high / low == pytest.approx(313_418, abs=1)
    assert POKEMON.hessian(np.zeros(2)).tolist() == [[20, 5020], [5020, 1_746_816]]
    assert POKEMON.minima[0] == pytest.approx((-188.4, 2.67), abs=0.04)
    assert MEAN.value(np.array(MEAN.minima[0])) == pytest.approx(10193.7, abs=0.05)


def test_l12_in_closed_form():
    x, y = (np.array(column) for column in ((338, 333, 328, 207, 226, 25, 179, 60, 208, 606),
            (640, 633, 619, 393, 428, 27, 193, 66, 226, 1591)))  # fmt: skip
    w = np.cov(x, y)[0, 1] / np.var(x, ddof=1)
    assert POKEMON.minima[0] == pytest.approx((y.mean() - w * x.mean(), w), rel=1e-12)


def test_l12_a_small_rate_never_arrives():
    track = path(POKEMON, rule("gd", lr=1e-7), [[-120, -4]], 1000)[:, 0]
    floor = track[:, 1] - (track[-1, 1] - 0.04)
    assert first((floor > 0)[:, None])[0] == pytest.approx(27, abs=1)
    assert track[27, 0] == pytest.approx(-119.98, abs=0.005)
    assert track[1000, 0] == pytest.approx(-120.02, abs=0.005)


def test_l12_after_a_hundred_thousand_updates():
    end = closed(POKEMON, np.array([-120.0, -4.0]), 1e-7, 100_000)
    assert end == pytest.approx((-123.69, 2.483), abs=0.005)
    assert MEAN.value(end) == pytest.approx(11_361.7, abs=0.05)
    walked = path(POKEMON, rule("gd", lr=1e-7), [[-120, -4]], 2000)[-1, 0]
    np.testing.assert_allclose(
        walked, closed(POKEMON, np.array([-120.0, -4.0]), 1e-7, 2000), rtol=1e-9
    )


def test_l12_figure_22a_is_divergence():
    """Each update multiplies the error of w by −17 467; the strokes cross the floor where printed.

    After them float64 has lost b: that is why exactly five are printed.
    """
    track = path(POKEMON, rule("gd", lr=1e-2), [[-120, -4]], 5)[:, 0]
    assert track[1:4, 1] == pytest.approx((1.1e5, -2.0e9, 3.4e13), rel=0.04)
    high = spectrum(POKEMON)[1]
    assert 1 - 1e-2 * high == pytest.approx(-17_467, abs=1)
    best = np.array(POKEMON.minima[0])
    crossed = []
    for (b, w), (to_b, to_w) in pairwise(track[:5]):
        crossed.append(b + (best[1] - w) / (to_w - w) * (to_b - b))
    assert crossed == pytest.approx([-119.98, -123.8, -127.4, -130.8], abs=0.05)


@pytest.mark.parametrize(("rate", "stays"), [(1.144e-6, True), (1.2e-6, False)])
def test_l12_bouncing_needs_a_rate_just_below_the_limit(rate, stays):
    assert 2 / spectrum(POKEMON)[1] == pytest.approx(1.145e-6, abs=5e-10)
    w = path(POKEMON, rule("gd", lr=rate), [[-120, -4]], 2000)[:, 0, 1]
    flips = (np.sign(np.diff(w)[1:]) != np.sign(np.diff(w)[:-1])).sum()
    assert (np.abs(w).max() < 20) == stays
    assert flips == 1999 or not stays


def test_l12_even_the_best_rate_takes_long():
    low, high = spectrum(POKEMON)
    shrink = (high - low) / (high + low)
    best = np.array(POKEMON.minima[0])
    off = np.array([-120.0, -4.0]) - best
    along = np.linalg.eigh(POKEMON.hessian(best))[1][:, 0] @ off
    # |b − b*| < 1 % of what it was, along the flat direction, which is nearly that of b
    assert np.log(0.01) / np.log(shrink) == pytest.approx(721_673, rel=1e-4)
    assert abs(along) == pytest.approx(abs(off[0]), rel=1e-3)


def test_l12_momentum_gets_there():
    track = path(POKEMON, rule("momentum", lr=1e-6, momentum=0.99), [[-120, -4]], 7400)[:, 0]
    near = np.abs(track[:, 0] - POKEMON.minima[0][0]) < 1
    assert first(near[:, None])[0] == pytest.approx(7245, abs=1)


@pytest.fixture(scope="module")
def bursts():
    """AdaGrad in the book's form, η = 1: where it goes in 4000 updates."""
    return path(POKEMON, rule("adagrad", lr=1.0), [[-120, -4]], 4000)[:, 0]


def test_l14_the_corner_and_the_bursts(bursts):
    assert bursts[17] == pytest.approx((-113.85, 2.42), abs=0.005)
    # Away from the floor, on which w follows b: b + w x̄ = ȳ weighted by curvature.
    best = np.array(POKEMON.minima[0])
    hessian = POKEMON.hessian(best)
    floor = best[1] - hessian[0, 1] / hessian[1, 1] * (bursts[:, 0] - best[0])
    loud = np.abs(bursts[:, 1] - floor) > 0.5
    begins = [t for t in range(100, 4000) if loud[t] and not loud[t - 100 : t].any()]
    assert begins == pytest.approx([715, 1188, 1737, 2354, 3032, 3766], rel=5e-3)
    assert np.abs(bursts[:, 1] - floor)[18:].max() == pytest.approx(3.99, abs=0.01)


def test_l14_the_rate_over_sigma_passes_the_limit_before_the_first_burst(bursts):
    gradient = POKEMON.gradient(bursts)[:, 1]
    sigma = np.sqrt(np.cumsum(gradient**2) / np.arange(1, len(gradient) + 1))
    assert 1 / sigma[600] == pytest.approx(1.236e-6, rel=2e-3)
    assert 1 / sigma[600] > 2 / POKEMON.hessian(np.zeros(2))[1, 1]
