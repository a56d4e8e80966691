"""The curriculum's numbers, reproduced: one test a line, named after its lesson.

Deterministic numbers are exact in IEEE double; a count of updates is the number of the first
update after which something holds.
"""

import numpy as np
import pytest

from engine.analysis.curvature import eigenvalues
from engine.surfaces.base import polished
from tests.engine.paths import first, losses, path, rule, settled, surface

NETWORK = surface("two_weights")
DELTAS = np.array([1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10])
OFF_THE_LINE = np.stack([1 + DELTAS, -1 + DELTAS], -1)


def test_l2_the_saddles_neighbourhood_and_the_valleys_curvature():
    down, up = np.array([1, 1]) / np.sqrt(2), np.array([1, -1]) / np.sqrt(2)
    assert NETWORK.value(np.zeros(2)) == 1
    t = 0.5
    assert NETWORK.value(t * down) == pytest.approx((1 - t**2 / 2) ** 2) == 0.765625
    assert NETWORK.value(t * up) == pytest.approx((1 + t**2 / 2) ** 2)
    valley = np.array([[1.0, 1.0], [2.0, 0.5]])
    assert eigenvalues(NETWORK.hessian(valley)).tolist() == [[0, 4], [0, 8.5]]


@pytest.mark.parametrize(
    ("key", "updates"),
    [
        ("gd", [31, 55, 79, 104, 152, 200, 249]),
        ("momentum", [18, 17, 34, 38, 49, 66, 97]),
        ("nesterov", [13, 16, 29, 31, 46, 66, 75]),
        ("rmsprop", [54, 65, 72, 78, 86, 92, 97]),
        ("adam", [71, 106, 136, 165, 218, 266, 311]),
    ],
)
def test_l3_updates_to_leave_the_saddle_from_every_distance(key, updates):
    assert first(losses(NETWORK, rule(key, lr=0.05), OFF_THE_LINE, 320) < 0.01) == updates


def test_l3_gradient_descent_pays_24_updates_for_every_power_of_ten():
    updates = first(losses(NETWORK, rule("gd", lr=0.05), OFF_THE_LINE, 260) < 0.01)
    decades = np.diff(-np.log10(DELTAS))
    assert np.log(10) / np.log(1.1) == pytest.approx(24.16, abs=0.005)
    assert (np.abs(np.diff(updates) / decades - 24.2) < 0.81).all()


def test_l3_on_the_exact_antidiagonal_every_rule_ends_in_the_saddle():
    track = path(NETWORK, rule("gd", lr=0.05), [[1, -1]], 1000)[:, 0]
    norms = np.hypot(*NETWORK.gradient(track).T)
    assert settled(norms < 1e-6) == 138
    assert NETWORK.value(track[-1]) == 1
    for key in ("momentum", "adam", "nesterov", "adagrad"):
        end = path(NETWORK, rule(key, lr=0.05), [[1, -1]], 3000)[-1, 0]
        assert end[0] == -end[1]
        assert abs(end[0]) < 1e-9


def test_l3_a_kick_along_the_way_down_escapes_and_one_across_returns():
    down, up = np.array([0.1, 0.1]) / np.sqrt(2), np.array([0.1, -0.1]) / np.sqrt(2)
    loss = losses(NETWORK, rule("gd", lr=0.05), [down, up], 200)
    assert first(loss < 1e-6) == [59, -1]
    assert loss[-1, 1] == 1


def test_l3_first_passage_is_not_settling():
    low = losses(NETWORK, rule("momentum", lr=0.05), OFF_THE_LINE[3:4], 400)[:, 0] < 0.01
    assert first(low[:, None]) == [38]
    assert settled(low) == 66
    assert first(losses(NETWORK, rule("gd", lr=0.05), [[0.3, 0.3001]], 60) < 1e-6) == [44]


def test_l4_three_critical_points_and_the_wall_between_them():
    ring = surface("ring")
    points = [polished(ring, guess) for guess in ((-1.1, 0.0), (0.1, 0.0), (0.9, 0.0))]
    assert [x for x, _ in points] == pytest.approx([-1.035579, 0.075429, 0.960150], abs=1e-6)
    values = ring.value(np.array(points))
    assert values == pytest.approx([-0.305428, 1.011282, 0.294146], abs=1e-6)
    curvatures = eigenvalues(ring.hessian(np.array(points)))
    assert curvatures[2] == pytest.approx([-0.3125, 7.0626], abs=1e-4)
    assert curvatures[0] == pytest.approx([0.2897, 8.8691], abs=1e-4)
    # The wall as seen along the slice: .717 above the right-hand point.
    assert values[1] - values[2] == pytest.approx(0.717, abs=5e-4)


def test_l4_off_the_slice_gradient_descent_goes_round_the_wall():
    ring = surface("ring")
    starts = [[1.5, away] for away in (0.1, 0.01, 0.001, 1e-6, 0.0)]
    track = path(ring, rule("gd", lr=0.05), starts, 3000)
    loss = ring.value(track)
    assert first(loss < -0.30) == [383, 531, 680, 1125, -1]
    assert track[-1, 4] == pytest.approx([0.96015, 0], abs=1e-5)
    assert np.diff(loss, axis=0).max() < 1e-15  # it falls all the way, up to rounding


def test_l8_a_flat_and_a_sharp_minimum():
    wells = surface("wells")
    minima = np.array(wells.minima)
    assert wells.value(minima) == pytest.approx([0.0282, 0.0444], abs=5e-5)
    curvature = eigenvalues(wells.hessian(minima))
    assert curvature[0] == pytest.approx([2.08, 2.08], abs=5e-3)
    assert curvature[1] == pytest.approx([44.5, 44.5], abs=5e-2)


@pytest.mark.parametrize(
    ("shift", "flat", "sharp"), [(0.1, 0.010, 0.198), (0.2, 0.041, 0.582), (0.3, 0.091, 0.849)]
)
def test_l8_a_shifted_test_surface_costs_most_in_the_sharp_minimum(shift, flat, sharp):
    wells = surface("wells")
    minima = np.array(wells.minima)
    rise = wells.value(minima - [shift, 0]) - wells.value(minima)
    assert rise == pytest.approx([flat, sharp], abs=6e-4)
    tested = surface("wells", shift=shift)
    assert tested.value(minima) == pytest.approx(wells.value(minima) + rise, abs=1e-14)
    assert np.array(tested.minima) == pytest.approx(minima + np.array([shift, 0]), abs=1e-12)


def test_l8_the_sharp_minimum_holds_up_to_a_rate_of_two_over_its_curvature():
    wells = surface("wells")
    _, (x, y) = wells.minima
    rates = (0.0449, 0.0451, 0.05, 0.2)
    descent = rule("gd", lr=np.array(rates)[:, None])
    last = path(wells, descent, [[x + 1e-4, y + 1e-4]] * 4, 5000)[-2:]
    ends = {rate: last[:, place] for place, rate in enumerate(rates)}
    assert ends[0.0449][-1] == pytest.approx([x, y], abs=1e-8)
    for rate in (0.0451, 0.05):  # bounces round the bottom
        before, now = ends[rate]
        assert 0.01 < np.hypot(*(now - before)) < 0.2
        assert np.hypot(*(now - (x, y))) < 0.1
    assert ends[0.2][-1] == pytest.approx(wells.minima[0], abs=1e-8)


HILL = surface("hill")


def test_l9_the_three_critical_points():
    points = np.array([polished(HILL, guess) for guess in ((-1.0, 0.0), (0.0, 0.0), (1.0, 0.0))])
    assert points[:, 0] == pytest.approx([-0.96015, -0.0754, 1.03558], abs=5e-5)
    assert HILL.value(points) == pytest.approx([0.2941, 1.0113, -0.3054], abs=5e-5)
    assert (eigenvalues(HILL.hessian(points))[:, 0] < 0).tolist() == [False, True, False]


def test_l9_which_momentum_climbs_the_hill():
    rows = [
        *[(each, -1, False) for each in (0, 0.5, 0.8, 0.9, 0.92, 0.92997)],
        (0.93, 55, True),
        *[(0.94, 24, True), (0.95, 21, True), (0.96, 19, True), (0.97, 17, True)],
        (0.98, 16, False),
        (0.99, 15, True),
    ]
    momentum, crosses, ends_right = map(list, zip(*rows, strict=True))
    optimizer = rule("momentum", lr=0.002, momentum=np.array(momentum)[:, None])
    x = path(HILL, optimizer, [[-1.8, 1.5]] * len(rows), 20_000)[:, :, 0]
    assert first(x > -0.0754) == crosses
    assert x[-1] == pytest.approx(np.where(ends_right, 1.03558, -0.96015), abs=1e-5)


def test_l9_it_needs_height():
    optimizer = rule("momentum", lr=0.002, momentum=0.95)
    starts = [[x, 0.0] for x in (-1.55, -1.6, -1.65, -1.7)]
    ends = path(HILL, optimizer, starts, 5000)[-1, :, 0]
    assert (ends > 0).tolist() == [False, False, True, True]


def test_l9_a_quarter_of_the_updates_go_against_the_slope():
    x = path(HILL, rule("momentum", lr=0.002, momentum=0.95), [[-1.8, 1.5]], 200)[:, 0]
    uphill = (np.diff(x[:, 0]) > 0) & (HILL.gradient(x[:-1])[:, 0] > 0)
    assert uphill.sum() == 51


@pytest.mark.parametrize(("key", "rate"), [("gd", 0.05), ("rmsprop", 0.01), ("adagrad_sum", 0.5)])
def test_l9_the_other_rules_stay_on_the_left(key, rate):
    end = path(HILL, rule(key, lr=rate), [[-1.8, 1.5]], 20_000)[-1, 0, 0]
    assert end == pytest.approx(-0.96015, abs=0.011)  # RMSProp goes on bouncing by its rate


def test_l9_adam_stays_on_the_left_and_only_a_large_adam_crosses():
    rates = np.array([[0.01], [0.1], [0.2], [0.3]])
    ends = path(HILL, rule("adam", lr=rates), [[-1.8, 1.5]] * 4, 20_000)[-1, :, 0]
    assert ends[:3] == pytest.approx([-0.96015] * 3, abs=0.011)
    assert ends[3] == pytest.approx(1.03558, abs=1e-3)
