"""The rules in loops of Python floats, written from the papers, and momentum's notations."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.optimizers import ALL, BY_KEY
from tests.engine.test_optimizers import rolled, rosenbrock_slope, run


def sign(value):
    return (value > 0) - (value < 0)


def loops():
    """Updates of one parameter: given the slope, its place and its memory, the new ones."""

    def lion(g, w, m=0.0):
        c = 0.8 * m + (1 - 0.8) * g
        return w - 0.03 * (sign(c) + 0.1 * w), 0.95 * m + (1 - 0.95) * g

    def nadam(g, w, memory=(0.0, 0.0, 1.0, 0)):
        m, v, product, t = memory
        t += 1
        mu, ahead = (0.9 * (1 - 0.5 * 0.96 ** (k * 0.01)) for k in (t, t + 1))
        product *= mu
        m, v = 0.9 * m + (1 - 0.9) * g, 0.99 * v + (1 - 0.99) * g * g
        bar = (1 - mu) * g / (1 - product) + ahead * m / (1 - product * ahead)
        return w - 0.03 * bar / (math.sqrt(v / (1 - 0.99**t)) + 1e-6), (m, v, product, t)

    def radam(g, w, memory=(0.0, 0.0, 0)):
        m, v, t = memory
        t += 1
        m, v = 0.9 * m + (1 - 0.9) * g, 0.99 * v + (1 - 0.99) * g * g
        m_hat, most = m / (1 - 0.9**t), 2 / (1 - 0.99) - 1
        rho = most - 2 * t * 0.99**t / (1 - 0.99**t)
        if rho <= 5:
            return w - 0.003 * m_hat, (m, v, t)
        r = math.sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho))
        scale = math.sqrt(1 - 0.99**t) / (math.sqrt(v) + 1e-6)
        return w - 0.003 * m_hat * r * scale, (m, v, t)

    def rprop(g, w, memory=(0.01, 0.0)):
        step, last = memory
        if g * last > 0:
            step = min(step * 1.3, 0.2)
        elif g * last < 0:
            step, g = max(step * 0.4, 1e-5), 0.0
        return w - sign(g) * step, (step, g)

    return {
        "lion": (lion, {"lr": 0.03, "beta1": 0.8, "beta2": 0.95, "decay": 0.1}),
        "nadam": (nadam, {"lr": 0.03, "beta2": 0.99, "eps": 1e-6, "warming": 0.01}),
        "radam": (radam, {"lr": 0.003, "beta2": 0.99, "eps": 1e-6}),
        "rprop": (
            rprop,
            {"lr": 0.01, "grow": 1.3, "shrink": 0.4, "longest": 0.2, "shortest": 1e-5},
        ),
    }


@pytest.mark.parametrize("key", loops())
@pytest.mark.parametrize("updates", [1, 2, 10, 50])
def test_a_rule_agrees_with_a_plain_loop(key, updates):
    update, values = loops()[key]
    place, memories = [-0.7, 0.9], [(), ()]
    for _ in range(updates):
        slopes = rosenbrock_slope(place)
        pairs = [update(g, w, *m) for g, w, m in zip(slopes, place, memories, strict=True)]
        place, memories = [new for new, _ in pairs], [(memory,) for _, memory in pairs]
    reached = run(BY_KEY[key](**values), [[-0.7, 0.9]], updates)
    np.testing.assert_allclose(reached[0], place, rtol=1e-11)


# One trajectory in several notations.


def notations_of_momentum(slope, place, rate, fade, updates):
    """Where the book's m, the velocity v and the library's b lead, each written as it stands."""
    theta, m = place, 0.0
    there, v = place, 0.0
    w, b = place, 0.0
    for _ in range(updates):
        m = fade * m - rate * slope(theta)
        theta = theta + m
        v = fade * v + rate * slope(there)
        there = there - v
        b = fade * b + slope(w)
        w = w - rate * b
    return theta, there, w


@pytest.mark.parametrize("rate", [0.01, 0.3, 1.7])
@pytest.mark.parametrize("fade", [0.0, 0.5, 0.9, 0.99])
def test_three_notations_of_momentum_are_one_trajectory(rate, fade):
    def slope(w):
        return w + 0.3 * math.sin(3 * w)

    book, velocity, library = notations_of_momentum(slope, 1.3, rate, fade, 30)
    assert velocity == book  # the same numbers with the sign turned
    assert library == pytest.approx(book, rel=1e-9)


def test_momentum_has_its_three_notations():
    momentum = BY_KEY["momentum"]
    assert [way.formula[0] for way in momentum.notations] == ["m", "v", "b"]
    assert momentum.notations[0].formula == momentum.formula
    assert len({way.title for way in momentum.notations}) == 3
    assert all(kind.notations == () for kind in ALL if kind is not momentum)


def test_the_librarys_momentum_is_the_books_at_a_constant_rate():
    start, knob_values = [[-1.5, 1.5], [0.3, -0.4]], {"lr": 4e-4, "momentum": 0.9}
    book, library = (BY_KEY[key](**knob_values) for key in ("momentum", "momentum_library"))
    np.testing.assert_allclose(run(book, start, 300), run(library, start, 300), rtol=1e-11)


def test_they_differ_where_the_rate_changes():
    """On a slope of 1 at η = 0.1, λ = 0.9 both move by 1; at 0.01 the next is 0.91 or 0.1."""
    grad = np.ones((1, 1))
    moves = {}
    for key in ("momentum", "momentum_library"):
        rule = BY_KEY[key](lr=0.1)
        state = rule.init(grad)
        for _ in range(600):
            state = rule.terms(grad, state).state
        moves[key] = float(-replace(rule, lr=0.01).terms(grad, state).move[0, 0])
    assert moves["momentum"] == pytest.approx(0.91, rel=1e-12)
    assert moves["momentum_library"] == pytest.approx(0.1, rel=1e-12)


def test_the_librarys_nesterov_is_where_the_other_looks():
    ahead, library = (BY_KEY[key](lr=4e-4) for key in ("nesterov", "nesterov_library"))
    for updates in (1, 2, 30, 300):
        x, state = rolled(ahead, [[-1.5, 1.5]], updates)
        there = run(library, [[-1.5, 1.5]], updates)
        np.testing.assert_allclose(ahead.look(x, state), there, rtol=1e-11)
