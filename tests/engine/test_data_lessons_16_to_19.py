"""The curriculum's numbers about classifiers, neurons and normalisation, one test a line."""

import numpy as np
import pytest

from tests.engine.paths import closed, first, losses, path, rule, settled, surface
from tests.engine.spectra import spectrum

CORNER = np.array([-10.0, 10.0])


def softmax(loss):
    return surface("softmax", loss=loss)


CROSS_ENTROPY, SQUARE_ERROR = softmax("cross_entropy"), softmax("squared_error")


def test_l16_the_slope_at_the_corner():
    steep, flat = (np.hypot(*loss.gradient(CORNER)) for loss in (CROSS_ENTROPY, SQUARE_ERROR))
    assert steep == pytest.approx(1.414, abs=5e-4)
    assert flat == pytest.approx(1.17e-8, rel=5e-3)
    assert steep / flat == pytest.approx(1.2e8, rel=0.02)
    p = np.exp(-20) / (1 + np.exp(-20))
    assert SQUARE_ERROR.value(CORNER) == pytest.approx(2 * (1 - p) ** 2, rel=1e-15)
    slope = 4 * (1 - p) ** 2 * p
    assert SQUARE_ERROR.gradient(CORNER) == pytest.approx((-slope, slope), rel=1e-13)


def test_l16_a_third_of_the_wrong_half_is_flat_under_square_error():
    y = np.linspace(-10, 10, 401)
    points = np.stack(np.meshgrid(y, y), -1)
    wrong = points[points[..., 1] > points[..., 0]]
    flat = [
        (np.hypot(*loss.gradient(wrong).T) < 1e-3).mean() for loss in (CROSS_ENTROPY, SQUARE_ERROR)
    ]
    assert flat == pytest.approx([0, 0.33], abs=0.005)


def test_l16_cross_entropy_comes_down_at_once():
    track = path(CROSS_ENTROPY, rule("gd", lr=1.0), [CORNER], 100)
    assert first(SQUARE_ERROR.value(track) < 0.01) == [17]
    assert first(CROSS_ENTROPY.value(track) < 0.01) == [60]


def test_l16_square_error_does_not_move():
    """The slope hardly changes on the way, so a million updates make a million first steps."""
    after = path(SQUARE_ERROR, rule("gd", lr=1.0), [CORNER], 1000)[-1, 0]
    moved = 1000 * np.abs(after - CORNER)
    assert moved == pytest.approx((0.0083, 0.0083), rel=0.01)
    heavy = path(SQUARE_ERROR, rule("momentum", lr=1.0, momentum=0.9), [CORNER], 2000)[-1, 0]
    assert SQUARE_ERROR.value(CORNER + 10 * (heavy - CORNER)) > 1.99


@pytest.mark.full
def test_l16_square_error_does_not_move_in_20_000_updates_with_momentum():
    heavy = path(SQUARE_ERROR, rule("momentum", lr=1.0, momentum=0.9), [CORNER], 20_000)[-1, 0]
    assert SQUARE_ERROR.value(heavy) > 1.99


@pytest.mark.parametrize(
    ("out", "square", "cross"), [(2, 25, 9), (3, 70, 10), (4, 394, 11), (5, 2776, 12)]
)
def test_l16_the_farther_out_the_worse(out, square, cross):
    for loss, expected in ((SQUARE_ERROR, square), (CROSS_ENTROPY, cross)):
        track = path(loss, rule("gd", lr=1.0), [[-out, out]], expected + 5)
        assert first(SQUARE_ERROR.value(track) < 0.01) == [expected]


@pytest.mark.parametrize(
    ("key", "knobs", "updates"),
    [("adam", {}, 89), ("adam", {"eps": 1e-12}, 84), ("rmsprop", {}, 73), ("adagrad", {}, 55)],
)
def test_l16_adaptive_rules_cross_the_plain(key, knobs, updates):
    """The curriculum's 80 and 57 of the last two are with ε = 1e-8 where σ ≈ 1e-8.

    The book's rules have no ε, so they arrive sooner. Adam has its own.
    """
    track = path(SQUARE_ERROR, rule(key, lr=0.1, **knobs), [CORNER], 120)
    assert first(SQUARE_ERROR.value(track) < 0.01) == [updates]
    if key == "adam" and not knobs:
        assert track[1, 0, 0] - CORNER[0] == pytest.approx(0.045, abs=5e-4)


@pytest.mark.parametrize(
    ("start", "cross", "square"), [(-4, 10, 126), (-6, 13, 828), (-8, 16, 5988), (-10, 18, None)]
)
def test_l16_a_real_neuron_turned_round(start, cross, square):
    """Updates until w > 1; from −10 square error would take 44 084."""
    for loss, expected in (("cross_entropy", cross), ("squared_error", square)):
        if expected is not None:
            neuron = surface("logistic_neuron", loss=loss)
            track = path(neuron, rule("gd", lr=0.5), [[start, 0]], expected + 5)
            assert first(track[..., 0] > 1) == [expected]


RELU = surface("relu_neuron")


def test_l17_the_dead_plain():
    dead = np.array([[-1.0, -1.0], [-5.0, -0.1], [0.0, -3.0], [0.4, -0.9]])
    np.testing.assert_allclose(RELU.value(dead), 2.6184, atol=5e-5)
    assert not RELU.gradient(dead).any()
    assert not RELU.hessian(dead).any()
    assert RELU.minima[0] == pytest.approx((1, 0.5), abs=1e-12)


def test_l17_adam_dies_at_update_8():
    track = path(RELU, rule("adam", lr=0.5), [[3, 2]], 200)[:, 0]
    assert settled((RELU.gradient(track) == 0).all(-1)) == 8
    assert RELU.value(track[-1]) == pytest.approx(2.6184, abs=5e-5)
    for rate in (0.1, 0.2, 0.3, 0.4):
        assert RELU.value(path(RELU, rule("adam", lr=rate), [[3, 2]], 1000)[-1, 0]) < 1e-9


def two(features):
    return surface("two_features", features=features)


@pytest.mark.parametrize(
    ("features", "low", "high", "kappa"),
    [
        ("raw", 5.24, 220_017, 41_962),
        ("centred", 3.64, 40_000, 10_989),
        ("standardised", 1.4, 2.6, 1.857),
    ],
)
def test_l18_eigenvalues(features, low, high, kappa):
    found = spectrum(two(features))
    assert found == pytest.approx((low, high), abs=0.5 if high > 1e3 else 5e-4, rel=1e-3)
    assert found[1] / found[0] == pytest.approx(kappa, rel=3e-5 if kappa > 2 else 3e-4)


def test_l18_the_axes_of_the_raw_ellipse_are_205_to_1():
    low, high = spectrum(two("raw"))
    assert np.sqrt(high / low) == pytest.approx(205, abs=0.5)


def test_l18_standardised_eigenvalues_show_the_correlation():
    first_, second, _ = two("raw").columns.values
    correlation = np.corrcoef(first_, second)[0, 1]
    assert correlation == pytest.approx(0.3, abs=1e-12)
    assert spectrum(two("standardised")) == pytest.approx(
        (2 * (1 - correlation), 2 * (1 + correlation)), rel=1e-12
    )


def test_l18_the_optimum_maps_back():
    first_, second, _ = two("raw").columns.values
    scale = np.array([np.std(first_), np.std(second)])
    (standardised,) = two("standardised").minima
    assert standardised / scale == pytest.approx((2, 0.03), rel=1e-14)
    assert two("raw").minima[0] == pytest.approx((2, 0.03), rel=1e-12)
    assert two("centred").minima[0] == pytest.approx((2, 0.03), rel=1e-12)
    for features in ("raw", "centred", "standardised"):
        loss = two(features)
        assert loss.value(np.array(loss.minima[0])) < 1e-20


def test_l18_updates_at_the_best_rate_on_centred_features():
    """25 304: the loss is quadratic, so where a run is after any number of updates is known."""
    loss = two("centred")
    rate, start = 2 / sum(spectrum(loss)), np.zeros(2)
    before, after = (loss.value(closed(loss, start, rate, count)) for count in (25_303, 25_304))
    assert after < loss.value(start) / 1e4 <= before


@pytest.mark.parametrize(
    ("features", "updates"),
    [pytest.param("centred", 25_304, marks=pytest.mark.full), ("standardised", 4)],
)
def test_l18_updates_at_the_best_rate(features, updates):
    loss = two(features)
    rate = 2 / sum(spectrum(loss))
    found = losses(loss, rule("gd", lr=rate), [[0, 0]], updates + 1)
    assert first(found < found[0] / 1e4) == [updates]


def test_l18_updates_at_the_best_rate_on_raw_features():
    """96 622 by the rate at which the flat direction shrinks: (1 − ηλ)^2t = 10⁻⁴."""
    low, high = spectrum(two("raw"))
    shrink = (high - low) / (high + low)
    assert np.ceil(np.log(1e-4) / 2 / np.log(shrink)) == 96_622


def test_l18_one_rate_does_not_suit_both():
    quick = losses(two("standardised"), rule("gd", lr=0.4), [[0, 0]], 20)
    assert first(quick < 1e-6) == [9]
    wild = losses(two("raw"), rule("gd", lr=0.4), [[0, 0]], 3)[:, 0]
    assert wild[3] > 1e20 * wild[0]
    slow = path(two("raw"), rule("gd", lr=1.9 / spectrum(two("raw"))[1]), [[0, 0]], 1000)[-1, 0]
    assert slow == pytest.approx((0.09, 0.047), abs=1.5e-3)


NORMALISED = surface("normalised_neuron")


def test_l19_rays_from_the_origin_are_level():
    points = np.random.default_rng(3).uniform(NORMALISED.low, NORMALISED.high, (64, 2))
    for stretch in (0.01, 0.5, 3.0, 1e3):
        np.testing.assert_allclose(
            NORMALISED.value(points * stretch), NORMALISED.value(points), rtol=0, atol=1e-9
        )


def test_l19_the_gradient_is_perpendicular_to_the_weights_and_falls_with_them():
    points = np.random.default_rng(3).uniform(NORMALISED.low, NORMALISED.high, (64, 2))
    gradient = NORMALISED.gradient(points)
    # In the feature's own units; the drawn window makes both axes equally long.
    cosine = (gradient * points).sum(-1) / np.hypot(*gradient.T) / np.hypot(*points.T)
    assert np.abs(cosine).max() < 1e-9
    np.testing.assert_allclose(NORMALISED.gradient(points * 10), gradient / 10, rtol=1e-9)


def test_l19_the_scale_of_a_feature_no_longer_matters():
    other = surface("normalised_neuron", scale=1.0)
    points = np.random.default_rng(3).uniform(other.low, other.high, (64, 2))
    shrunk = points * np.array([1.0, 0.01])
    np.testing.assert_allclose(NORMALISED.value(shrunk), other.value(points), rtol=1e-12)
