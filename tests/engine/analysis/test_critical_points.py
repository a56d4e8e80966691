"""What a search for critical points finds, against the curriculum, closed forms and counts."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

from engine.analysis.critical_points import CriticalPoints, find, searching
from engine.analysis.status import Status
from engine.surfaces import ALL, BY_KEY
from engine.surfaces.typed import Typed

SEED = 20_261_130
MIN, SADDLE, MAX = Status.MINIMUM, Status.SADDLE, Status.MAXIMUM
FOUND: dict[str, CriticalPoints] = {}


def found(key):
    if key not in FOUND:
        FOUND[key] = find(BY_KEY[key](), seed=SEED)
    return FOUND[key]


def kinds(result):
    return dict(Counter(each.kind for each in result.points))


def of(result, kind):
    return np.array([each.point for each in result.points if each.kind is kind]).reshape(-1, 2)


def roots(*coefficients):
    """The real roots of a polynomial, by its companion matrix."""
    values = np.roots(coefficients)
    return np.sort(values[np.abs(values.imag) < 1e-9].real)


def test_himmelblau_has_the_nine_points_of_the_curriculum():
    result = found("himmelblau")
    assert kinds(result) == {MIN: 4, SADDLE: 4, MAX: 1}
    minima = [(3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)]
    for point in minima:
        assert np.abs(of(result, MIN) - point).max(-1).min() < 1e-6
    assert [each.loss for each in result.points[:4]] == pytest.approx([0] * 4, abs=1e-12)
    saddles = [each.loss for each in result.points if each.kind is SADDLE]
    assert saddles == pytest.approx([13.3119, 67.7192, 104.0152, 178.3372], abs=5e-5)
    (top,) = (each for each in result.points if each.kind is MAX)
    assert top.point == pytest.approx((-0.270845, -0.923039), abs=1e-6)
    assert top.loss == pytest.approx(181.6165, abs=5e-5)


def test_the_ring_has_three():
    result = found("ring")
    assert [each.kind for each in result.points] == [MIN, SADDLE, MAX]
    xs = [each.point[0] for each in result.points]
    assert xs == pytest.approx([-1.035579, 0.960150, 0.075429], abs=1e-6)
    assert result.points[0].eigenvalues == pytest.approx((0.2897, 8.8691), abs=5e-5)
    assert result.points[1].eigenvalues == pytest.approx((-0.3125, 7.0626), abs=5e-5)


def test_the_valley_of_the_toy_network_is_two_curves_and_a_saddle():
    for key in ("two_weights", "two_weights_on_data"):
        result = found(key)
        assert kinds(result) == {SADDLE: 1}
        assert len(result.curves) == 2
        for curve in result.curves:
            assert np.abs(np.linalg.norm(np.diff(curve, axis=0), axis=1)).max() < 0.2
    for curve in found("two_weights").curves:
        assert curve.prod(axis=1) == pytest.approx(np.ones(len(curve)), abs=1e-9)
        # From one border of the window to the other.
        assert np.abs(curve[[0, -1]]).max(axis=1) == pytest.approx([2, 2], abs=0.04)
        assert curve[0] == pytest.approx(curve[-1][::-1], abs=0.05)


VERDICTS = {
    "bowl": MIN,
    "inverted_bowl": MAX,
    "saddle": SADDLE,
    "monkey_saddle": Status.FLAT,
    "quartic": Status.FLAT,
}


@pytest.mark.parametrize("key", VERDICTS)
def test_the_gallery_of_critical_points(key):
    """Lesson 1; the trough is a curve."""
    (only,) = found(key).points
    assert only.kind is VERDICTS[key]
    assert only.point == pytest.approx((0, 0), abs=1e-6)
    assert not found(key).curves


def test_the_floor_of_the_trough_is_one_straight_curve():
    result = found("trough")
    (curve,) = result.curves
    assert not result.points
    assert curve[:, 0] == pytest.approx(np.zeros(len(curve)), abs=1e-9)
    assert np.sort(curve[[0, -1], 1]) == pytest.approx([-2, 2])


def test_styblinski_tang_has_every_pair_of_its_polynomials_roots():
    result, each = found("styblinski_tang"), roots(2, 0, -16, 2.5)
    expected = np.array(list(product(each, each)))
    points = np.array([point.point for point in result.points])
    assert len(points) == len(expected) == 9
    assert np.abs(points[:, None] - expected).max(-1).min(1) == pytest.approx(np.zeros(9), abs=1e-9)
    assert kinds(result) == {MIN: 4, SADDLE: 4, MAX: 1}


def test_rastrigin_has_every_pair_of_the_zeros_of_its_slope():
    side = np.linspace(-5.12, 5.12, 20_001)
    slope = 2 * side + 20 * np.pi * np.sin(2 * np.pi * side)
    zeros = np.count_nonzero(slope[:-1] * slope[1:] < 0) + np.count_nonzero(slope == 0)
    assert zeros == 21
    assert kinds(found("rastrigin")) == {MIN: 11 * 11, MAX: 10 * 10, SADDLE: 2 * 11 * 10}


# How many minima, saddles and maxima the literature has within the windows used here.
COUNTS = {
    "six_hump_camel": (6, 7, 2),
    "three_hump_camel": (3, 2, 0),
    "goldstein_price": (4, 4, 1),
    "branin": (3, 2, 0),
    "mccormick": (2, 1, 0),
    "beale": (1, 2, 0),
    "rosenbrock": (1, 0, 0),
    "booth": (1, 0, 0),
    "matyas": (1, 0, 0),
    "hill": (2, 1, 0),
    "wells": (2, 1, 0),
    "pokemon": (1, 0, 0),
    "linear_regression": (1, 0, 0),
    "two_features": (1, 0, 0),
    "ellipse": (1, 0, 0),
}


@pytest.mark.parametrize("key", COUNTS)
def test_the_literature_has_as_many(key):
    counted = {kind: n for kind, n in zip((MIN, SADDLE, MAX), COUNTS[key], strict=True) if n}
    assert kinds(found(key)) == counted
    assert not found(key).curves


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_every_known_minimum_is_found(kind):
    result, surface = found(kind.key), kind()
    lines = np.concatenate([np.empty((0, 2)), *result.curves])
    places = np.array([each.point for each in result.points if each.kind is not SADDLE])
    size = np.subtract(surface.high, surface.low)
    for minimum in surface.minima:
        away = [np.abs((places.reshape(-1, 2) - minimum) / size).max(-1).min(initial=1) < 1e-6]
        away += [np.abs((lines - minimum) / size).max(-1).min(initial=1) < 0.02]
        assert any(away), minimum


def winding(surface, low, high, samples=6000):
    """How often the gradient turns round while one goes round a rectangle: by the theorem of
    Poincaré and Hopf, minima and maxima less saddles, where all are regular."""
    (a, b), (c, d) = low, high
    share = np.linspace(0, 1, samples)
    one, way = np.ones(samples), (a + (c - a) * share, b + (d - b) * share)
    sides = [(way[0], b * one), (c * one, way[1]), (way[0][::-1], d * one), (a * one, way[1][::-1])]
    gradient = surface.gradient(np.concatenate([np.stack(side, -1) for side in sides]))
    angles = np.unwrap(np.arctan2(gradient[:, 1], gradient[:, 0]))
    return (angles[-1] - angles[0]) / (2 * np.pi)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_as_many_are_found_as_the_slopes_on_the_border_say(kind):
    result, surface = found(kind.key), kind()
    regular = {MIN, SADDLE, MAX}
    if result.curves or result.flat or {each.kind for each in result.points} - regular:
        assert kind.key in {"ackley", "relu_neuron", *VERDICTS} or result.curves
        return
    # Not those on the window's border, which count by half.
    middle, half = np.add(surface.low, surface.high) / 2, np.subtract(surface.high, surface.low) / 2
    low, high = middle - 0.999 * half, middle + 0.999 * half
    index = 0
    for each in result.points:
        if (low < each.point).all() and (each.point < high).all():
            index += -1 if each.kind is SADDLE else 1
    assert index == pytest.approx(winding(surface, low, high), abs=0.01)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_each_kind_is_what_the_loss_around_says(kind):
    surface, result = kind(), found(kind.key)
    half = np.subtract(surface.high, surface.low) / 2
    angles = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ring = 1e-3 * half * np.stack([np.cos(angles), np.sin(angles)], -1)
    for each in result.points:
        rise = surface.value(each.point + ring) - each.loss
        # What a round of 1e-3 changes can be less than the loss's last digits.
        tiny = 1e-14 * max(1.0, abs(each.loss))
        if each.kind is MIN:
            assert (rise > -tiny).all()
        elif each.kind is MAX:
            assert (rise < tiny).all()
        elif each.kind is SADDLE:
            assert rise.min() < -tiny
            assert rise.max() > tiny
        values, vectors = np.array(each.eigenvalues), np.array(each.eigenvectors)
        if np.isfinite(values).all():
            hessian = surface.hessian(np.array(each.point))
            size = np.abs(values).max()
            for value, vector in zip(values, vectors, strict=True):
                assert hessian @ vector == pytest.approx(value * vector, abs=1e-9 * size + 1e-300)


@pytest.mark.parametrize(
    "key", ["himmelblau", "six_hump_camel", "two_weights", "beale", "typed", "griewank"]
)
def test_another_seed_finds_the_same(key):
    other, result = find(BY_KEY[key](), seed=7), found(key)
    assert kinds(other) == kinds(result)
    assert len(other.curves) == len(result.curves)
    assert other.starts == result.starts


def test_ackleys_minimum_is_at_a_kink():
    lowest = found("ackley").points[0]
    assert lowest.kind is Status.NO_DERIVATIVE
    assert lowest.point == pytest.approx((0, 0), abs=1e-9)
    assert np.isnan(lowest.eigenvalues).all()


def typed(text, low=(-2.0, -2.0), high=(2.0, 2.0)):
    return find(Typed(text, low=low, high=high))


@pytest.mark.parametrize(
    "text",
    ["x + y", "exp(x)", "x*0 + y*3", "log(x+9) + y"],
)
def test_where_it_only_descends_there_is_none(text):
    result = typed(text)
    assert result.points == ()
    assert not result.curves
    assert not result.flat
    assert not len(result.creases)


def test_a_flat_surface_is_said_to_be_flat():
    result = typed("0*x + 0*y + 3")
    assert result.flat
    assert result.points == ()
    assert not result.curves


def test_a_minimum_at_a_kink_has_no_derivative():
    result = typed("abs(x) + abs(y - 0.3)")
    assert kinds(result) == {Status.NO_DERIVATIVE: 1}
    assert result.points[0].point == pytest.approx((0, 0.3), abs=1e-9)
    near = np.abs(result.creases - (0, 0.3)).min(axis=1)
    assert len(near) > 200
    assert near.max() < 1e-9


def test_a_kink_through_a_slope_is_a_crease_and_no_point():
    result = typed("relu(x + 0.1) + y")
    assert result.points == ()
    assert result.creases[:, 0] == pytest.approx(np.full(len(result.creases), -0.1), abs=1e-9)


def test_what_stands_next_to_a_hole_is_found():
    result = typed("x*log(x) + y^2", (-1.0, -1.0), (3.0, 1.0))
    (only,) = result.points
    assert only.kind is MIN
    assert only.point == pytest.approx((np.exp(-1), 0), abs=1e-9)


def test_where_nothing_has_a_value_nothing_is_found():
    result = typed("log(-1 - x^2 - y^2)")
    assert result.points == ()
    assert not result.curves


def test_a_circle_of_minima_closes():
    result = typed("(x^2 + y^2 - 1)^2")
    (curve,) = result.curves
    assert np.hypot(*curve.T) == pytest.approx(np.ones(len(curve)), abs=1e-9)
    assert (curve[0] == curve[-1]).all()
    assert kinds(result) == {MAX: 1}


@pytest.mark.parametrize("steep", [1e4, 1e8, 1e20])
def test_a_valley_with_a_slope_is_no_curve(steep):
    result = typed(f"x^2 + {steep:.0f}*y^2")
    assert not result.curves
    (only,) = result.points
    assert only.point == pytest.approx((0, 0), abs=1e-9)
    assert only.kind is (MIN if steep < 1e6 else Status.DEGENERATE)


@pytest.mark.parametrize("text", ["√x", "1/y", "a²+2x³π/y", "exp(exp(9*x))", "x^0.5*y^(-3)"])
def test_poles_and_edges_neither_stop_it_nor_warn(text):
    with np.errstate(all="raise"):
        assert isinstance(find(Typed(text)), CriticalPoints)


def test_a_curvature_that_changes_at_once_has_no_sign():
    (only,) = typed("0.5*x^2 + y^2 + 10^9*abs(y)^3").points
    assert only.kind is Status.DEGENERATE
    assert only.eigenvalues == pytest.approx((1, 2), abs=1e-3)


def test_minima_on_the_border_are_those_without_slope_only():
    (only,) = typed("x^2 + y^2", (0.0, -1.0), (2.0, 1.0)).points
    assert only.point == pytest.approx((0, 0), abs=1e-9)
    assert typed("x^2 + y^2", (0.5, -1.0), (2.0, 1.0)).points == ()


def test_scales_of_parameters_do_not_matter():
    result = find(Typed("(x/1000)^2 - (y*1000)^2", low=(-1000.0, -0.01), high=(2000.0, 0.01)))
    (only,) = result.points
    assert only.kind is SADDLE


@pytest.mark.parametrize("corners", [((0, 0), (0, 1)), ((1, 0), (0, 1)), ((0, 0), (np.inf, 1))])
def test_a_window_without_area_is_refused(corners):
    with pytest.raises(ValueError, match="area"):
        find(BY_KEY["bowl"](), *corners)


def test_it_is_done_in_steps_and_can_be_left():
    steps = searching(BY_KEY["drop_wave"]())
    assert sum(1 for _ in zip(range(100), steps, strict=False)) == 100
    steps.close()
