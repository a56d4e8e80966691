"""Values and derivatives of typed formulas: exact, and the same bits on every way to them."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula import parse
from engine.formula.jets import RULES
from engine.formula.names import FUNCTIONS
from engine.formula.tape import BLOCK

DATA = Path(__file__).parents[1] / "data" / "formula_reference.json"
ENTRIES = json.loads(DATA.read_text(encoding="utf-8"))["formulas"]
H = np.cbrt(np.finfo(float).eps)

every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["text"])


def results(formula, points, parameters=()):
    """Value, gradient and Hessian."""
    return tuple(f(points, parameters) for f in (formula.value, formula.gradient, formula.hessian))


def six(formula, points, parameters):
    """Value, first and second derivatives side by side, shape (n, 6)."""
    value, gradient, hessian = results(formula, points, parameters)
    bends = hessian[:, [0, 0, 1], [0, 1, 1]]
    return np.concatenate([value[:, None], gradient, bends], axis=1)


def assert_close(actual, desired, tolerance):
    """Within `tolerance` of each number, or of a thousandth of the largest of its kind."""
    scale = np.abs(desired) + 1e-3 * np.abs(desired).max()
    assert (np.abs(actual - desired) <= tolerance * scale).all()


def given_by(entry):
    return parse(entry["text"]), np.array(entry["points"]), tuple(entry["parameters"].values())


def test_the_reference_has_every_function_and_many_formulas():
    texts = " ".join(entry["text"] for entry in ENTRIES)
    assert len(ENTRIES) >= 85
    others = {"lg", "arcsin", "acos", "sgn"}  # other names of functions that are there
    assert [name for name in FUNCTIONS if f"{name}(" not in texts and name not in others] == []


@every_entry
def test_values_and_derivatives_are_those_that_sympy_recorded(entry):
    formula, points, parameters = given_by(entry)
    assert list(formula.parameters) == list(entry["parameters"])
    assert_close(six(formula, points, parameters), np.array(entry["numbers"]), 2e-13)


@every_entry
def test_values_and_derivatives_are_those_of_sympy_at_fresh_points(entry):
    pytest.importorskip("sympy", reason="SymPy is not installed: recorded values were used")
    from tests.data.make_formula_reference import reader

    read = reader(entry["sympy"], entry["parameters"])
    points = np.random.default_rng(7).uniform(*entry["between"], size=(3, 2))
    formula, _, parameters = given_by(entry)
    expected = np.array([read(point) for point in points.tolist()])
    assert_close(six(formula, points, parameters), expected, 2e-13)


# NumPy's sign of a complex number is another function, and these take real numbers only.
REAL = re.compile(r"(erf|sign|floor|ceil|round|mod|atan2)\(")
ANALYTIC = [entry for entry in ENTRIES if not REAL.search(entry["text"])]


@pytest.mark.parametrize("entry", ANALYTIC, ids=lambda entry: entry["text"])
def test_the_gradient_is_the_complex_step_of_the_value(entry):
    formula, points, parameters = given_by(entry)
    h = 1e-30
    slopes = [
        formula.value(points + 1j * h * axis, parameters).imag / h  # no cancellation
        for axis in np.eye(2)
    ]
    assert_close(np.stack(slopes, -1), formula.gradient(points, parameters), 1e-12)


@every_entry
def test_the_hessian_is_the_slope_of_the_gradient_and_that_of_the_value(entry):
    formula, points, parameters = given_by(entry)
    for low, high in ((formula.value, formula.gradient), (formula.gradient, formula.hessian)):
        ahead, behind = (
            np.stack([low(points + s * H * axis, parameters) for axis in np.eye(2)], -1)
            for s in (1, -1)
        )
        exact = high(points, parameters)
        largest = max(np.abs(exact).max(), np.abs(low(points, parameters)).max())
        np.testing.assert_allclose(
            (ahead - behind) / (2 * H), exact, rtol=2e-5, atol=2e-6 * largest
        )


@every_entry
def test_the_hessian_is_symmetric(entry):
    formula, points, parameters = given_by(entry)
    hessian = formula.hessian(points, parameters)
    np.testing.assert_array_equal(hessian, np.swapaxes(hessian, -1, -2))


# -- the same bits -----------------------------------------------------------------------------

LEAVES = st.sampled_from(["x", "y", "a", "2", "0.3", "1.7", "pi"])
ONE = sorted(RULES)


def grown(parts):
    two = st.tuples(parts, parts)
    return st.one_of(
        st.tuples(two, st.sampled_from("+-*/")).map(lambda t: f"({t[0][0]}{t[1]}{t[0][1]})"),
        st.tuples(parts, st.sampled_from(ONE)).map(lambda t: f"{t[1]}({t[0]})"),
        st.tuples(parts, st.sampled_from(["2", "3", "-1", "0.5", "a", "7"])).map(
            lambda t: f"({t[0]})^{t[1]}"
        ),
        two.map(lambda t: f"({t[0]})^({t[1]})"),
        two.map(lambda t: f"max({t[0]}, {t[1]})"),
        two.map(lambda t: f"atan2({t[0]}, {t[1]})"),
        two.map(lambda t: f"mod({t[0]}, {t[1]})"),
        st.tuples(parts, parts, parts).map(lambda t: f"where({t[0]} < {t[1]}, {t[2]}, {t[0]})"),
        parts.map(lambda t: f"(-{t})"),
    )


FORMULAS = st.recursive(LEAVES, grown, max_leaves=12).map(lambda text: f"{text} + 0*x")


@given(FORMULAS, st.floats(-3, 3), st.integers(0, 2**32 - 1))
def test_every_method_gives_the_same_bits_for_one_point_and_many(text, a, seed):
    formula = parse(text)
    parameters = (a,) if formula.parameters else ()
    points = np.random.default_rng(seed).normal(size=(13, 2)) * 2
    for f in (formula.value, formula.gradient, formula.hessian):
        expected = f(points, parameters)
        np.testing.assert_array_equal(f(np.asfortranarray(points), parameters), expected)
        np.testing.assert_array_equal(f(points[:, None], parameters), expected[:, None])
        alone = np.stack([f(point, parameters) for point in points])
        np.testing.assert_array_equal(alone, expected)


def test_blocks_of_points_do_not_change_the_result():
    formula = parse("(x^2 + y - 11)^2 / 10 + a*sin(3*x)*log(y)")
    points = np.random.default_rng(0).normal(size=(2 * BLOCK + 17, 2))
    for name in ("value", "gradient", "hessian"):
        f = getattr(formula, name)
        whole = f(points, (0.7,))
        pieces = [f(points[at : at + 1000], (0.7,)) for at in range(0, len(points), 1000)]
        np.testing.assert_array_equal(whole, np.concatenate(pieces))


def test_a_power_is_the_same_however_its_exponent_is_given():
    points = np.random.default_rng(1).normal(size=(50, 2))
    for exponent in (0, 1, 2, 3, 7, -1, -4, 12):
        written, turned = parse(f"x^{exponent} + 0*y"), parse("x^n + 0*y")
        for one, other in zip(
            results(written, points), results(turned, points, (float(exponent),)), strict=True
        ):
            np.testing.assert_allclose(one, other, rtol=1e-15)
    np.testing.assert_array_equal(parse("x^3").value(points), points[:, 0] * points[:, 0] ** 2)


def test_whole_numbers_as_points_are_as_good_as_floats():
    formula = parse("x^2/4 + y")
    np.testing.assert_array_equal(formula.value(np.array([[1, 2], [3, 4]])), [2.25, 6.25])
    assert formula.gradient(np.array([1, 2])).tolist() == [0.5, 1.0]
    assert formula.hessian(np.array([1, 2])).tolist() == [[0.5, 0], [0, 0]]


# -- where there is no derivative, or no value -------------------------------------------------


def gradient(text, x, y=0.0):
    return parse(text).gradient(np.array([x, y])).tolist()


def test_at_a_kink_the_derivative_is_one_sided():
    assert gradient("abs(x)", 0.0) == [1, 0]
    assert gradient("relu(x)", 0.0) == [0, 0]
    assert gradient("max(x, y)", 0.0) == [1, 0]
    assert gradient("min(2x, 3y)", 0.0) == [2, 0]
    assert gradient("where(x > 0, x, 3x)", 0.0) == [3, 0]
    assert gradient("sign(x) + y", 0.0) == [0, 1]
    assert parse("abs(x) + relu(x)").hessian(np.zeros(2)).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        ("floor(x)", 2.0, 2, 0),
        ("floor(x)", -0.5, -1, 0),
        ("ceil(x)", 2.0, 2, 0),
        ("ceil(x)", 1.5, 2, 0),
        ("round(x)", 0.5, 0, 0),
        ("round(x)", 1.5, 2, 0),
        ("mod(x, 2)", 4.0, 0, 1),
        ("mod(x, 2)", -0.5, 1.5, 1),
        ("mod(x, -2)", 0.5, -1.5, 1),
        ("mod(7, x)", 2.0, 1, -3),
        ("mod(7, x)", 3.5, 0, -2),
    ],
)
def test_steps_are_level_and_remainders_steep_between_and_at_their_jumps(text, x, value, slope):
    here = np.array([x, 0.0])
    assert parse(text).value(here) == value
    assert gradient(text, x) == [slope, 0]
    assert parse(text).hessian(here).tolist() == [[0, 0], [0, 0]]


def test_an_angle_has_its_quadrant_and_no_derivative_at_the_origin():
    angle = parse("atan2(y, x)")
    around = np.array([[1.0, 0], [1, 1], [0, 1], [-1, 0], [-1, -1], [0, -1]])
    eighths = angle.value(around) / (np.pi / 4)
    np.testing.assert_allclose(eighths, [0, 1, 2, 4, -3, -2], rtol=1e-15)
    assert angle.value(np.zeros(2)) == 0
    assert np.isnan(angle.gradient(np.zeros(2))).all()
    far = np.array([3e200, 4e200])
    np.testing.assert_allclose(angle.gradient(far), [-4 / 25e200, 3 / 25e200], rtol=1e-15)


def test_a_remainder_without_a_value_has_no_derivative():
    assert np.isnan(gradient("mod(x, 0)", 1.0)[0])
    assert np.isnan(gradient("mod(1, x)", 0.0)[0])


def test_whole_powers_of_two_have_exact_logarithms():
    numbers = 2.0 ** np.arange(-60, 60)
    points = np.stack([numbers, numbers], -1)
    assert parse("log2(x)").value(points).tolist() == list(range(-60, 60))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("x > 0 and y > 0", lambda x, y: x > 0 and y > 0),
        ("x > 0 or y > 0", lambda x, y: x > 0 or y > 0),
        ("not x > 0", lambda x, y: not x > 0),
        ("x == y", lambda x, y: x == y),
        ("x ≠ y", lambda x, y: x != y),
        ("x > 0 or y > 0 and x > y", lambda x, y: x > 0 or (y > 0 and x > y)),
        ("not (x > 0 or y > 0) or x == y", lambda x, y: not (x > 0 or y > 0) or x == y),
        ("x > 0 and y > 0 and x ≥ y", lambda x, y: x > 0 and y > 0 and x >= y),
    ],
)
def test_conditions_are_joined_as_in_logic(condition, holds):
    numbers = (-1.0, 0.0, 1.0, np.nan)
    points = np.array([(x, y) for x in numbers for y in numbers])
    chosen = parse(f"where({condition}, 1, 0)").value(points)
    assert chosen.tolist() == [float(holds(x, y)) for x, y in points.tolist()]


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("1/x", 0.0, np.inf),
        ("log(x)", 0.0, -np.inf),
        ("log(x)", -1.0, np.nan),
        ("sqrt(x)", -1.0, np.nan),
        ("x^0.5", -1.0, np.nan),
        ("x^x", -0.5, np.nan),
        ("asin(x)", 1.5, np.nan),
        ("log2(x)", -1.0, np.nan),
        ("mod(1, x)", 0.0, np.nan),
        ("floor(log(x))", -1.0, np.nan),
        ("x/x", 0.0, np.nan),
        ("max(log(x), 3)", -1.0, np.nan),
        ("max(3, log(x))", -1.0, np.nan),
        ("relu(log(x))", -1.0, np.nan),
        ("abs(log(x))", -1.0, np.nan),
        ("where(x > 0, log(x), 5)", -1.0, 5.0),
        ("exp(1000x)", 1.0, np.inf),
    ],
)
def test_a_hole_of_the_domain_is_data(text, x, expected):
    """No warning (it would fail here), no exception; other points are not affected."""
    both = parse(text).value(np.array([[x, 0.0], [0.25, 0.0]]))
    np.testing.assert_array_equal(both[0], expected)
    assert np.isfinite(both[1])


def test_a_negative_base_has_no_varying_power_not_even_a_whole_one():
    """Else (-2)^x would have values at isolated points."""
    assert np.isnan(parse("(-2)^x").value(np.array([[1.0, 0.0], [2.0, 0.0], [0.5, 0.0]]))).all()
    assert parse("2^x").value(np.array([3.0, 0.0])) == 8


def test_what_where_does_not_choose_has_no_effect():
    formula = parse("where(x > 0, x*log(x), 0)")
    assert formula.gradient(np.array([-1.0, 0.0])).tolist() == [0, 0]
    assert formula.hessian(np.array([-1.0, 0.0])).tolist() == [[0, 0], [0, 0]]


def test_far_out_the_smooth_steps_are_flat_and_stay_finite():
    for text in ("sigmoid(x)", "tanh(x)", "softplus(x) - relu(x)", "erf(x)", "exp(-x^2)"):
        for x in (-800.0, 800.0):
            value, slope, bend = results(parse(text), np.array([x, 0.0]))
            assert np.isfinite(value)
            assert slope.tolist() == [0, 0]
            assert bend.ravel().tolist() == [0, 0, 0, 0]
    assert gradient("tanh(x)", 15.0)[0] == pytest.approx(1 / np.cosh(15.0) ** 2, rel=1e-14)
