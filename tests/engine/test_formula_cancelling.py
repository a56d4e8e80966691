"""Derivatives where a sum cancels around the point, as |x| + x does left of 0."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from engine.analysis.curvature import read
from engine.analysis.status import Status, statuses
from engine.formula import forms, parse, wide
from engine.surfaces.typed import Typed

NEAR = Fraction(1, 2**40)  # nearer to a point than any other kink of the sums below
AROUND = [(3, 5), (-7, 2), (1, -9), (-4, -3), (11, 0), (0, 13), (-6, 0), (0, -8), (2, 2), (-5, 5)]


def slopes(text, point):
    return parse(text).gradient(np.array(point, dtype=float))


CANCELLING = [
    ("abs(x) + x", (-1, 1)),
    ("x - abs(x)", (2, 1)),
    ("max(x, 0) - x", (1, 1)),
    ("min(x, y) + max(x, y) - x - y", (1, 2)),
    ("abs(x)/x - 1", (3, 1)),
    ("x/abs(x) + 1", (-3, 1)),
    ("abs(3*x)/(7*x) - 3/7", (3, 1)),
    ("abs(x - y)/(x - y) + 1", (1, 3)),
    ("sign(x)*x - abs(x)", (-1, 1)),
    ("2*relu(x) - x - abs(x)", (-2, 1)),
    ("where(x > y, x, y) - max(x, y)", (1, 2)),
    ("(x + 1)^2 - x^2 - 2*x - 1", (2, 1)),
    ("x*abs(x) + x^2", (-2, 1)),
    ("x*y - y*x", (2, 3)),
    ("mod(x, 2) - x + 2", (3.5, 0)),
    ("floor(x)*y - 2*y", (2.5, 1)),
    ("round(y)*x - x", (3, 1.25)),
    ("exp(x) + abs(exp(x)*y) - exp(x)*(1 - y)", (1, -2)),
    ("abs(sin(x)) - sin(x)", (1, 0)),
    ("x^2.5 - x^2.5", (1, 0)),
    ("abs(x)^3 + x^3", (-2, 0)),
    ("a*abs(x) + x*a", (-1, 0)),
]


@pytest.mark.parametrize(("text", "point"), CANCELLING)
def test_a_sum_that_cancels_around_the_point_has_no_slope(text, point):
    formula = parse(f"sqrt({text}) + 0*x*y")
    values = (0.7,) * len(formula.parameters)
    points = np.array(point, dtype=float)
    np.testing.assert_array_equal(formula.gradient(points, values), [0, 0])
    np.testing.assert_array_equal(formula.hessian(points, values), np.zeros((2, 2)))


KEPT = [
    ("abs(x) + x", (0, 1)),
    ("abs(x) - x", (0, 1)),
    ("sqrt(x) - sqrt(x)", (0, 1)),
    ("x^2.5 - x^2.5", (0, 1)),
    ("asin(x) - asin(x)", (1, 0)),
    ("(x + y)^2 - x^2 - 2*x*y", (1, 0)),
    ("abs(x)/x - 1 + (y - 1)^2", (1, 1)),
    ("mod(x, 2) - abs(x - 2)", (2, 0)),
    ("where(x > 0, sqrt(x), 0) - where(x > 0, sqrt(x), 0)", (0, 0)),
]


@pytest.mark.parametrize(("text", "point"), KEPT)
def test_where_it_does_not_a_tip_stays_a_hole(text, point):
    assert not np.isfinite(slopes(f"sqrt({text})", point)).all()


@dataclass(frozen=True)
class Grown:
    """A piecewise polynomial as text, its exact values, and what bends at zero."""

    text: str
    exact: Callable[[Fraction, Fraction], Fraction]
    bends: tuple[Callable[[Fraction, Fraction], Fraction], ...] = ()


LEAVES = (
    Grown("x", lambda x, y: x),
    Grown("y", lambda x, y: y),
    Grown("2", lambda x, y: Fraction(2)),
    Grown("0.5", lambda x, y: Fraction(1, 2)),
)


def _sign(value):
    return Fraction((value > 0) - (value < 0))


def grown(random, depth):
    if depth == 0 or random.random() < 0.15:
        return random.choice(LEAVES)
    u, v = (grown(random, depth - 1) for _ in range(2))
    f, g = u.exact, v.exact
    bends = u.bends + v.bends
    apart = (*bends, lambda x, y: f(x, y) - g(x, y))
    bent = (*u.bends, f)
    return random.choice(
        (
            Grown(f"({u.text} + {v.text})", lambda x, y: f(x, y) + g(x, y), bends),
            Grown(f"({u.text} - {v.text})", lambda x, y: f(x, y) - g(x, y), bends),
            Grown(f"({u.text} - {v.text})", lambda x, y: f(x, y) - g(x, y), bends),
            Grown(f"{u.text}*{v.text}", lambda x, y: f(x, y) * g(x, y), bends),
            Grown(f"abs({u.text})", lambda x, y: abs(f(x, y)), bent),
            Grown(f"relu({u.text})", lambda x, y: max(f(x, y), Fraction(0)), bent),
            Grown(f"sign({u.text})", lambda x, y: _sign(f(x, y)), bent),
            Grown(f"max({u.text}, {v.text})", lambda x, y: max(f(x, y), g(x, y)), apart),
            Grown(f"min({u.text}, {v.text})", lambda x, y: min(f(x, y), g(x, y)), apart),
            Grown(
                f"where({u.text} < {v.text}, {v.text}, {u.text})",
                lambda x, y: max(f(x, y), g(x, y)),
                apart,
            ),
        )
    )


def test_it_is_constant_exactly_where_fractions_say_so():
    """Never where it is not; always where it is and nothing bends at the point itself."""
    random, found, kept = Random(11), 0, 0
    for _ in range(300):
        each = grown(random, 3)
        x, y = (Fraction(random.randint(-12, 12), 4) for _ in range(2))
        here = each.exact(x, y)
        near = {each.exact(x + a * NEAR, y + b * NEAR) for a, b in AROUND} | {here}
        if any(abs(value - here) > NEAR * 2**20 for value in near):
            continue  # at a jump the derivative says nothing
        said = slopes(f"sqrt({each.text} - ({float(here)!r})) + 0*x*y", (float(x), float(y)))
        if len(near) > 1:
            kept += 1
            assert not np.isfinite(said).all(), (each.text, x, y)
        elif all(bend(x, y) for bend in each.bends):
            found += 1
            assert (said == 0).all(), (each.text, x, y)
    assert found > 25
    assert kept > 120


@pytest.mark.parametrize("function", [forms.is_exact_sum, forms.is_exact_product])
def test_whether_a_result_is_rounded_is_known_exactly(function):
    random = np.random.default_rng(5)
    combine = np.add if function is forms.is_exact_sum else np.multiply
    numbers = random.integers(-(2**30), 2**30, (400, 2)) * 2.0 ** random.integers(-40, 40, (400, 2))
    for a, b in numbers:
        with np.errstate(all="ignore"):
            exact = Fraction(float(combine(a, b))) == combine(
                Fraction(float(a)), Fraction(float(b))
            )
        assert bool(function(np.float64(a), np.float64(b))) == exact
        program = wide.TABLE[function]
        ours = program(*(wide.Wide(*map(np.asarray, np.frexp(each))) for each in (a, b)))
        assert bool(ours) == exact


def test_a_form_that_is_too_long_is_left_alone():
    text = "+".join(f"sin({k}*x)" for k in range(2, 16))
    for each in (f"({text}) - ({text}) + y^2", "x^6*x^6 - x^12"):
        assert not np.isfinite(slopes(f"sqrt({each})", (1, 0))).all()


def test_a_ball_on_such_ground_is_not_lost():
    surface = Typed("sqrt(abs(w1) + w1) + w2^2")
    points = np.array([[-1.0, 1.0], [-1.0, 0.0]])
    found = statuses(read(surface, points), points * 0)
    assert found == (Status.MOVING, Status.DEGENERATE)
