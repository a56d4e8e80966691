"""Derivatives where the inner part of a formula is constant around the point, or overflows."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from engine.analysis.curvature import read
from engine.analysis.status import Status, statuses
from engine.formula import parse
from engine.surfaces.typed import Typed
from tests.engine.decimals import grown, six

INF, NAN = np.inf, np.nan
DATA = Path(__file__).parents[1] / "data" / "formula_reference.json"
ENTRIES = json.loads(DATA.read_text(encoding="utf-8"))["formulas"]


def numbers(text, point, *parameters):
    """Value, first and second derivatives."""
    formula, points = parse(text), np.array([point])
    hessian = formula.hessian(points, parameters)
    parts = (formula.value(points, parameters), formula.gradient(points, parameters))
    return [*parts[0], *parts[1][0], hessian[0, 0, 0], hessian[0, 0, 1], hessian[0, 1, 1]]


FLAT = [
    ("sqrt(relu(x)) + y^2", (-1, 0.5), (), [0.25, 0, 1, 0, 0, 2]),
    ("relu(x)^1.5 + y^2", (-1, 0.5), (), [0.25, 0, 1, 0, 0, 2]),
    ("max(x, 0)^0.5 + y", (-1, 0), (), [0, 0, 1, 0, 0, 0]),
    ("max(0, 1 - x^2 - y^2)^1.5", (1, 1), (), [0] * 6),
    ("max(0, 1 - x^2 - y^2)^1.5", (1e9, 1e6), (), [0] * 6),
    ("asin(min(x, 1))", (2, 0), (), [np.pi / 2, 0, 0, 0, 0, 0]),
    ("acos(max(x, -1))", (-2, 0), (), [np.pi, 0, 0, 0, 0, 0]),
    ("abs(min(x, 0))^a", (1, 0), (0.5,), [0] * 6),
    ("abs(min(x, 0))^(a*y)", (1, 1), (0.5,), [0] * 6),
    ("sqrt(relu(x)*y)", (-1, 2), (), [0] * 6),
    ("sqrt(relu(x)/y)", (-1, 2), (), [0] * 6),
    ("sqrt(relu(x) - relu(y))", (-1, -2), (), [0] * 6),
    ("sqrt(-relu(x))", (-1, 0), (), [0] * 6),
    ("relu(x)*sqrt(abs(y))", (-1, 0), (), [0] * 6),
    ("sqrt(a*x)", (1, 0), (0.0,), [0] * 6),
    ("sqrt(x^a - 1)", (2, 0), (0.0,), [0] * 6),
    ("sqrt(sign(x) + 1) + y", (-2, 0), (), [0, 0, 1, 0, 0, 0]),
    ("sqrt(where(x > y, x - y, 0))", (0, 1), (), [0] * 6),
    ("sqrt(where(x > 0, relu(x - 1), 0))", (0, 1), (), [0] * 6),
    ("sqrt(where(relu(x) >= 0, 0*y, y))", (-1, 1), (), [0] * 6),
    ("exp(-1/relu(x)^2) + y", (-1, 0), (), [0, 0, 1, 0, 0, 0]),
    ("exp(-y/relu(x))", (-1, 2), (), [0] * 6),
    ("exp(y - 1/relu(x))", (-1, 2), (), [0] * 6),
    ("y/(1/relu(x))", (-1, 2), (), [0] * 6),
    ("asin(tanh(x))", (800, 0), (), [np.pi / 2, 0, 0, 0, 0, 0]),
    ("sqrt(1 - sigmoid(x))", (800, 0), (), [0] * 6),
    ("sqrt(log(1 + exp(x)))", (-800, 0), (), [0] * 6),
    ("sqrt(floor(y)*x)", (2, 0.5), (), [0] * 6),
    ("sqrt(ceil(y)*x)", (2, -0.5), (), [0] * 6),
    ("sqrt(round(y)*x)", (2, 0.3), (), [0] * 6),
    ("sqrt(mod(relu(x), 2))", (-1, 0), (), [0] * 6),
    ("sqrt(atan2(relu(x), relu(y)))", (-1, -1), (), [0] * 6),
    ("sqrt(where(x > 0 and y > 0, x, 0))", (0, -1), (), [0] * 6),
    ("sqrt(where(x > 0 and y < 0, x, 0))", (-1, -1), (), [0] * 6),
    ("sqrt(where(x <= 0 or y < 0, 0, x))", (0, -1), (), [0] * 6),
    ("sqrt(where(not (x > 0 or y > 0), 0, x))", (-1, -1), (), [0] * 6),
    ("sqrt(where(relu(x) == 0, 0, y))", (-1, 1), (), [0] * 6),
    ("sqrt(where(x != y, 0, y))", (-1, 1), (), [0] * 6),
]


@pytest.mark.parametrize(("text", "point", "parameters", "expected"), FLAT)
def test_a_part_that_is_constant_around_the_point_has_no_slope(text, point, parameters, expected):
    np.testing.assert_allclose(numbers(text, point, *parameters), expected, rtol=1e-15)


OVERFLOWING = [
    ("1/(1 + exp(x))", 800, [0, 0, 0]),
    ("1 - 2/(exp(2*x) + 1)", 800, [1, 0, 0]),
    ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", 800, [1, 0, 0]),
    ("exp(x)/(1 + exp(x))", 800, [1, 0, 0]),
    ("log(1 + exp(x))", 400, [400, 1, 0]),
    ("log(1 + exp(x))", 800, [800, 1, 0]),
    ("log10(exp(x))", 800, [800 / np.log(10), 1 / np.log(10), 0]),
    ("x/exp(x)", 800, [0, 0, 0]),
    ("1/cosh(x)", 800, [0, 0, 0]),
    ("cosh(x)/sinh(x)", -800, [-1, 0, 0]),
    ("exp(-exp(x))", 800, [0, 0, 0]),
    ("1/(1 + exp(exp(x)))", 800, [0, 0, 0]),
    ("1/x^400", 10, [0, 0, 0]),
    ("1/exp(x^2)", 26.6, [np.exp(-(26.6**2)), 0, 0]),
    ("exp(-x^2)", 1.2e154, [0, 0, 0]),
    ("(x^400)^0.005", 10, [100, 20, 2]),
    ("(x^400)^a", 10, [100, 20, 2]),
    ("(3^x)^0.5 / 3^(x/2)", 1000, [1, 0, 0]),
    ("softplus(exp(x)) - exp(x)", 800, [0, 0, 0]),
    ("sqrt(exp(-x^2))*exp(x^2/2)", 40, [1, 0, 0]),
    ("x*sin(exp(-x))*exp(x)", 800, [800, 1, 0]),
    ("log(1e200*x)", 1, [200 * np.log(10), 1, -1]),
    ("sqrt(x^2 + 1)", 1e200, [1e200, 1, 0]),
    ("(x^-200)^-0.01", 100, [1e4, 200, 2]),
    ("x^-n", 1e200, [0, 0, 0]),
    ("x*exp(800)*exp(-800)", 3, [3, 1, 0]),
    ("log2(exp(x))", 800, [800 / np.log(2), 1 / np.log(2), 0]),
    ("log2(exp(-x))", 800, [-800 / np.log(2), -1 / np.log(2), 0]),
    ("floor(exp(x))*exp(-x)", 800, [1, -1, 1]),
    ("round(exp(x))/exp(x)", 800, [1, -1, 1]),
    ("floor(-exp(-x))*exp(x)/exp(x)", 800, [-1, 0, 0]),
    ("ceil(exp(-x))*exp(x)/exp(x)", 800, [1, 0, 0]),
    ("round(exp(-x))*exp(x)", 800, [0, 0, 0]),
    ("atan2(exp(x), 2*exp(x))*exp(x)/exp(x)", 800, [np.arctan(0.5), 0, 0]),
    ("atan2(exp(-x), 1)*exp(x)", 800, [1, 0, 0]),
    ("mod(exp(x), 2*exp(x))/exp(x)", 800, [1, 0, 0]),
    ("mod(7*exp(x), 2*exp(x))/exp(x)", 800, [1, 0, 0]),
    ("mod(x, 2)*exp(x)/exp(x)", 801, [1, 1, 0]),
]


@pytest.mark.parametrize(("text", "x", "expected"), OVERFLOWING)
def test_an_intermediate_result_may_overflow(text, x, expected):
    parameters = {"a": (0.005,), "n": (2.5,)}
    given = next((parameters[name] for name in parse(text).parameters), ())
    value, slope, _, bend, _, _ = numbers(f"{text} + 0*y", (x, 0.5), *given)
    np.testing.assert_allclose([value, slope, bend], expected, rtol=1e-9, atol=1e-9)


def test_the_result_is_that_of_decimal_numbers_of_any_size():
    """Wherever these have a value and derivatives. A value that is finite stays what it is; a few
    such are wrong, as 1/log(exp(x)) is 0 where exp(x) overflows."""
    random, compared, wrong = Random(3), 0, 0
    for _ in range(60):
        text, exact = grown(random)
        for reach in (3, 30, 900):
            point = random.uniform(-reach, reach), random.uniform(-3, 3)
            expected = six(exact, point)
            found = numbers(text, point)
            if expected is None or (np.isfinite(found[0]) and not close(found[0], expected[0])):
                wrong += expected is not None
                continue
            compared += 1
            assert all(map(close, found, expected)), (text, point, found)
    assert compared > 120
    assert wrong <= 2


def close(number, exact):
    return abs(exact) > 10**290 or abs(number - float(exact)) <= 1e-6 * abs(float(exact)) + 1e-6


TIPS = [
    ("sqrt(x^2 + y^2)", (0, 0)),
    ("sqrt(x^4 + y^4)", (0, 0)),
    ("sqrt(relu(x)) + y", (0, 0)),
    ("sqrt(max(0, x)) + y", (0, 0)),
    ("sqrt(min(x, y) - x)", (1, 1)),
    ("sqrt(abs(sign(x)*x))", (0, 0)),
    ("sqrt(where(x > 0, x, 0))", (0, 0)),
    ("sqrt(1 + x^2 - 1)", (0, 0)),
    ("exp(log(x))", (0, 0)),
    ("atan(1/x)", (0, 0)),
    ("1/(1/x)", (0, 0)),
    ("x/x", (0, 0)),
    ("1/relu(x) + y", (-1, 0)),
    ("log(relu(x))", (-1, 0)),
    ("sqrt(relu(x) - 1)", (-1, 0)),
    ("sqrt(floor(y)*x)", (2, 0)),
    ("sqrt(ceil(y)*x)", (2, 0)),
    ("sqrt(round(y)*x)", (2, 0.5)),
    ("sqrt(where(x > 0 and y < 1, x, 0))", (0, 0)),
    ("sqrt(where(x > 0 or y > 1, x, 0))", (0, 0)),
    ("sqrt(where(x == 0, x^2, 1))", (0, 0)),
    ("mod(exp(x), 3)/exp(x)", (800, 0)),
]


@pytest.mark.parametrize(("text", "point"), TIPS)
def test_where_a_part_is_not_constant_a_tip_stays_a_hole(text, point):
    """Nor is there a derivative where there is no value."""
    assert np.isnan(numbers(text, point)[1])


def test_near_a_tip_the_slope_is_that_of_its_side():
    """x² is 0 there in double precision."""
    for size in (1e-100, 1e-200, 1e-300):
        _, x, y, *_ = numbers("sqrt(x^2 + y^2)", (3 * size, -4 * size))
        np.testing.assert_allclose([x, y], [0.6, -0.8], rtol=1e-14)


def test_results_that_are_finite_do_not_depend_on_the_others():
    formula = parse("sqrt(relu(x)) + log(1 + exp(y)) + exp(x)")
    points = np.random.default_rng(0).normal(size=(40, 2)) * 400
    for f in (formula.value, formula.gradient, formula.hessian):
        alone = np.stack([f(point) for point in points])
        np.testing.assert_array_equal(f(points), alone)
    tame = parse("x*exp(y)")
    points[3] = (2.0, 800.0)
    whole = tame.gradient(points)
    points[3] = (2.0, 1.0)
    np.testing.assert_array_equal(np.delete(whole, 3, 0), np.delete(tame.gradient(points), 3, 0))


def test_a_ball_on_such_ground_is_not_lost():
    surface = Typed("sqrt(relu(x)) + y^2")
    points = np.array([[-1.0, 0.5], [-1.0, 0.0], [0.0, 0.5]])
    assert statuses(read(surface, points), points * 0) == (
        Status.MOVING,
        Status.DEGENERATE,
        Status.NO_DERIVATIVE,
    )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["text"])
def test_wide_numbers_give_what_doubles_give(entry):
    """The factor e^800 / e^800 is not finite in double precision."""
    parameters, name = tuple(entry["parameters"].values()), parse(entry["text"]).variables[0]
    text = f"({entry['text']})*exp(800 + 0*{name})/exp(800 + 0*{name})"
    found = np.array([numbers(text, point, *parameters) for point in entry["points"][:2]])
    expected = np.array(entry["numbers"][:2])
    scale = np.abs(expected) + 1e-3 * np.abs(expected).max()
    assert (np.abs(found - expected) <= 1e-11 * scale).all()


def test_points_that_are_not_finite_and_complex_ones_are_left_alone():
    formula = parse("sqrt(relu(x)) + y")
    strange = np.array([[INF, 0.0], [NAN, 0.0], [-1.0, INF]])
    assert np.isnan(formula.gradient(strange)[1, 0])
    assert parse("x/x").gradient(np.array([0j, 1j])).shape == (2,)
