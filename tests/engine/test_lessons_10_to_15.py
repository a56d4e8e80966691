"""The curriculum's numbers, reproduced: one test a line, named after its lesson.

Deterministic numbers are exact in IEEE double; a count of updates is the number of the first
update after which something holds.
"""

import numpy as np
import pytest

from tests.engine.paths import first, path, rule, settled, surface


def test_l10_the_movement_is_the_weighted_sum_of_all_past_gradients():
    loss, optimizer = surface("rosenbrock"), rule("momentum", lr=0.001, momentum=0.9)
    track = path(loss, optimizer, [[-1.5, 1.5]], 300)[:, 0]
    gradients = loss.gradient(track)
    for t in (1, 2, 10, 299):
        weights = 0.9 ** np.arange(t - 1, -1, -1)
        movement = -0.001 * (weights[:, None] * gradients[:t]).sum(0)
        np.testing.assert_allclose(track[t] - track[t - 1], movement, rtol=0, atol=1e-15)


@pytest.mark.parametrize(("momentum", "step"), [(0.5, 0.2), (0.9, 1.0), (0.99, 10.0)])
def test_l10_on_a_constant_slope_the_step_grows_to_rate_over_one_minus_momentum(momentum, step):
    slope = surface("plateau", slope=1.0, cliff=0.0)
    x = path(slope, rule("momentum", lr=0.1, momentum=momentum), [[0, 0]], 4000)[:, 0, 0]
    assert x[-1] - x[-2] == pytest.approx(step, rel=1e-9)


LONG_BOWL = surface("ellipse", kappa=50.0)


@pytest.mark.parametrize(
    ("key", "across", "along", "length", "overshoot", "decay"),
    [
        ("momentum", 86, 85, 18.8, 1.68, np.sqrt(0.9)),
        ("nesterov", 10, 83, 3.02, 0.40, np.sqrt(0.9 * 0.5)),
    ],
)
def test_l10_nesterov_swings_less(key, across, along, length, overshoot, decay):
    x, y = path(LONG_BOWL, rule(key, lr=0.01, momentum=0.9), [[-4, 2]], 2000)[:, 0].T
    assert settled(np.abs(y) <= 0.02) == across
    assert settled(np.abs(x) <= 0.04) == along
    assert np.abs(np.diff(y)).sum() == pytest.approx(length, abs=0.05)
    assert -y.min() == pytest.approx(overshoot, abs=0.006)
    # y obeys a two-term recurrence: this determinant shrinks by decay² at each update.
    area = np.abs(y[:-2] * y[2:] - y[1:-1] ** 2)
    assert (area[60] / area[10]) ** (1 / 100) == pytest.approx(decay, rel=1e-9)


def test_l10_plain_gradient_descent_takes_459_updates_along_the_bowl():
    x = path(LONG_BOWL, rule("gd", lr=0.01), [[-4, 2]], 600)[:, 0, 0]
    assert settled(np.abs(x) <= 0.04) == 459


@pytest.mark.parametrize(("key", "limit"), [("momentum", 3.8), ("nesterov", 3.8 / 2.8)])
def test_l10_nesterovs_range_of_stable_rates_is_smaller(key, limit):
    """ηh < 2(1 + λ) = 3.8 for momentum, ηh < (2 + 2λ)/(1 + 2λ) = 1.357 for Nesterov."""
    for share, stable in ((0.995, True), (1.005, False)):
        optimizer = rule(key, lr=limit * share / 50, momentum=0.9)
        end = path(LONG_BOWL, optimizer, [[-4, 2]], 6000)[-1, 0, 1]
        assert (abs(end) < 1e-3) == stable


def test_l10_a_rate_at_which_nesterov_diverges_and_momentum_does_not():
    far = np.abs(path(LONG_BOWL, rule("nesterov", lr=0.04), [[-4, 2]], 30)[:, :, 1]) > 1e6
    assert first(far) == [17]
    assert np.abs(path(LONG_BOWL, rule("momentum", lr=0.04), [[-4, 2]], 3000)[-1]).max() < 1e-60


@pytest.mark.parametrize(
    ("rate", "loss", "norm"), [(0.5, 0.25, 0.9165), (0.4, 0.2, 0.8660), (0.3, 0.15, 0.7454)]
)
def test_l11_stuck_with_a_large_gradient(rate, loss, norm):
    ravine = surface("ravine")
    track = path(ravine, rule("gd", lr=rate), [[3, 1]], 4000)[:, 0]
    assert np.ptp(ravine.value(track[-100:])) < 1e-13
    assert ravine.value(track[-1]) == pytest.approx(loss, abs=1e-13)
    assert np.hypot(*ravine.gradient(track[-1])) == pytest.approx(norm, abs=5e-5)
    assert abs(track[-1, 1]) == pytest.approx(np.sqrt(rate**2 / 4 - 0.01), abs=1e-12)
    assert track[-1, 1] == pytest.approx(-track[-2, 1], abs=1e-12)


def test_l11_a_small_rate_converges_and_a_decaying_one_too():
    ravine = surface("ravine")
    end = path(ravine, rule("gd", lr=0.19), [[3, 1]], 4000)[-1, 0]
    assert ravine.value(end) == pytest.approx(0.1, abs=1e-15)
    decaying = path(
        ravine, rule("gd"), [[3, 1]], 160, rate=lambda t: 0.5 * 0.98 ** max(t - 100, 0)
    )[:, 0]
    loss = ravine.value(decaying)
    assert loss[[100, 120, 140, 160]] == pytest.approx([0.250, 0.169, 0.115, 0.1000], abs=6e-4)


def test_l11_adam_arrives_where_rmsprop_keeps_bouncing():
    ravine = surface("ravine")
    adam, rmsprop = (
        ravine.value(path(ravine, rule(key, lr=0.5), [[3, 1]], 3000)[-1, 0])
        for key in ("adam", "rmsprop")
    )
    assert adam == pytest.approx(0.1009, abs=5e-5)
    assert rmsprop == pytest.approx(0.272, abs=5e-4)


def test_l11_three_regimes_of_the_rate():
    bowl = surface("bowl")
    x = {
        rate: path(bowl, rule("gd", lr=rate), [[1, 0]], 60)[:, 0, 0]
        for rate in (0.1, 1.0, 1.8, 2.0, 2.1)
    }
    assert (np.diff(x[0.1]) < 0).all()
    assert x[1.0][1] == 0
    assert x[1.8][:3] == pytest.approx([1, -0.8, 0.64])
    assert x[2.0].tolist() == [1, -1] * 30 + [1]
    assert abs(x[2.1][-1]) > 100


ADAPTIVE = {
    "adagrad_sum": {"lr": 1.0, "eps": 0.0},
    "adagrad": {"lr": 0.05},
    "rmsprop": {"lr": 0.05},
    "adam": {"lr": 0.05, "eps": 0.0},
}


@pytest.mark.parametrize(
    ("key", "arrives"), [("adagrad_sum", 25), ("adagrad", 200), ("rmsprop", 109), ("adam", 156)]
)
def test_l13_adaptive_rules_do_not_see_the_condition_number(key, arrives):
    tracks = [
        path(surface("ellipse", kappa=kappa), rule(key, **ADAPTIVE[key]), [[-4, 3]], 400)[:, 0]
        for kappa in (1.0, 1e2, 1e4, 1e6)
    ]
    for track in tracks:
        np.testing.assert_allclose(track, tracks[0], rtol=0, atol=3e-15)
    assert first(np.abs(tracks[2]).max(-1, keepdims=True) < 0.05) == [arrives]


def test_l13_gradient_descent_does():
    for kappa, updates in ((1e2, 231), (1e4, 23_026)):
        bowl = surface("ellipse", kappa=kappa)
        track = path(bowl, rule("gd", lr=2 / (kappa + 1)), [[-4, 3]], updates + 5)[:, 0]
        distance = np.hypot(*track.T)[:, None]
        assert first(distance < distance[0] / 100) == [updates]
    bowl = surface("ellipse", kappa=1e4)
    x, y = path(bowl, rule("gd", lr=1.99e-4), [[-4, 3]], 3000)[-1, 0]
    assert x == pytest.approx(-2.20, abs=0.005)
    assert abs(y) < 1e-9
    assert abs(path(bowl, rule("gd", lr=2.02e-4), [[-4, 3]], 3000)[-1, 0, 1]) > 1e20


@pytest.mark.parametrize(
    ("key", "left"), [("adagrad_sum", 3.55), ("adam", 3.57), ("rmsprop", 2.29)]
)
def test_l13_adaptive_is_per_coordinate_only(key, left):
    """The same valley turned by 45° is as hard as for gradient descent."""
    half = np.sqrt(0.5)

    class Turned:
        def gradient(self, points):
            along = (points[..., 0] + points[..., 1]) * half
            across = (points[..., 1] - points[..., 0]) * half * 1e4
            return np.stack([(along - across) * half, (along + across) * half], -1)

    start = [(-4 - 3) * half, (-4 + 3) * half]
    end = path(Turned(), rule(key, **ADAPTIVE[key]), [start], 3000)[-1, 0]
    assert -(end[0] + end[1]) * half == pytest.approx(left, abs=0.006)


@pytest.mark.parametrize(
    ("key", "knobs", "updates", "largest"),
    [
        ("rmsprop", {"alpha": 0.5}, 121, 0.063),
        ("rmsprop", {"alpha": 0.9}, 144, 0.145),
        ("rmsprop", {"alpha": 0.99}, 418, 0.487),
        ("adagrad", {}, 867, None),
        ("adagrad_sum", {"lr": 0.5}, 1518, None),
        ("adam", {}, 1194, None),
    ],
)
def test_l15_updates_for_the_second_plain(key, knobs, updates, largest):
    optimizer = rule(key, **{"lr": 0.05, **knobs})
    x = path(surface("plateau"), optimizer, [[0, 1]], 1600)[:, 0, 0]
    assert int(np.argmax(x >= 10) - np.argmax(x >= 4)) == updates
    if largest:
        assert np.diff(x).max() == pytest.approx(largest, abs=5e-4)
    if knobs.get("alpha") == 0.9:  # however hard the cliff, the step is bounded
        assert np.diff(x).max() < 0.05 / np.sqrt(1 - 0.9) == pytest.approx(0.158, abs=2e-4)


def test_l15_gradient_descent_made_for_the_plain_leaps_over_the_cliff():
    x = path(surface("plateau"), rule("gd", lr=1.0), [[0, 1]], 100)[:, 0, 0]
    assert np.diff(x)[:10] == pytest.approx(0.05, abs=1e-9)
    assert np.diff(x).max() == pytest.approx(1.74, abs=0.006)
