"""The library forms and Adam's variants: computed by hand, and their laws."""

import math
import re
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from engine import surfaces
from engine.arrays import columns
from engine.knobs import knobs
from engine.optimizers import ALL, BY_KEY
from tests.engine.test_optimizers import (
    BOWL,
    ROSENBROCK,
    rolled,
    run,
    two_updates,
)

FIRST_ORDER = [kind for kind in ALL if kind.group in ("descent", "adaptive", "adam")]


# First updates by hand: L = ½ w², from w = (2, −1), so g = w.


def test_library_momentum_by_hand():
    """b₀ = 2, θ = 1; b₁ = ½·2 + 1 = 2, θ = 0."""
    assert two_updates("momentum_library", lr=0.5, momentum=0.5) == [[1.0, -0.5], [0.0, 0.0]]


def test_dampening_spares_the_first_gradient():
    """b₀ = 2, θ = 1; b₁ = ½·2 + ¼·1 = 1.25, θ = 0.375."""
    both = two_updates("momentum_library", lr=0.5, momentum=0.5, dampening=0.75)
    assert both == [[1.0, -0.5], [0.375, -0.1875]]


def test_library_nesterov_by_hand():
    """b₀ = 2, θ = 2 − ½(2 + ½·2) = ½; b₁ = ½·2 + ½ = 1.5, θ = ½ − ½(½ + ½·1.5) = −⅛."""
    assert two_updates("nesterov_library", lr=0.5, momentum=0.5) == [[0.5, -0.25], [-0.125, 0.0625]]


def test_library_rmsprop_by_hand():
    """σ₀ = √(¼·4) = 1 and not 2, so the first update is η/√(1 − α), twice η."""
    first, second = two_updates("rmsprop_library", lr=0.5, alpha=0.75, eps=0.0)
    assert first == [1.0, 0.0]
    assert second == [1.0 - 0.5 / np.sqrt(0.75 + 0.25), 0.0]


def test_rmsprops_momentum_sums_what_is_divided_already():
    """g/σ is 2, then 1/√(¾·1 + ¼·1) = 1: b = 2, then ½·2 + 1 = 2."""
    options = {"lr": 0.5, "alpha": 0.75, "eps": 0.0, "momentum": 0.5}
    first, second = two_updates("rmsprop_library", **options)
    assert (first[0], second[0]) == (1.0, 0.0)


def test_adadelta_by_hand():
    """v = ½·4 = 2, d = √(0.25/2.25)·2 = ⅔, u = ½·4/9; then v = 1 + 8/9, and so on."""
    first, second = two_updates("adadelta", lr=1.0, rho=0.5, eps=0.25)
    assert first[0] == pytest.approx(2 - 2 / 3, rel=1e-15)
    rate = math.sqrt((2 / 9 + 0.25) / (1 + 8 / 9 + 0.25))
    assert second[0] == pytest.approx(4 / 3 - rate * 4 / 3, rel=1e-15)


def test_adadelta_starts_as_far_as_its_floor_lets_it():
    """About √(ε/(1 − ρ)), whatever the slope: 0.01 here."""
    for size in (1.0, 1e3, -1e6):
        grad = np.array([[size]])
        rule = BY_KEY["adadelta"](eps=1e-5, rho=0.9)
        move = rule.terms(grad, rule.init(grad)).move
        assert move[0, 0] == pytest.approx(-math.copysign(0.01, size), rel=1e-4)


def test_rprop_by_hand():
    """Steps of 1: 2 → 1; the sign stays, 1.5·1: 1 → −½; it turns, ½·1.5, no move; then by ¾."""
    rule = BY_KEY["rprop"](lr=1.0, grow=1.5, shrink=0.5)
    places = [run(rule, [[2.0, -8.0]], count, BOWL)[0, 0] for count in range(1, 5)]
    assert places == [1.0, -0.5, -0.5, 0.25]


def test_adamw_by_hand():
    """First by η against the sign, and a tenth of θ besides: 2 − ½(1 + 0.1·2)."""
    first, second = two_updates("adamw", lr=0.5, eps=0.0, decay=0.1)
    assert first == pytest.approx([1.4, -0.45], rel=1e-15)
    m_hat = (0.9 * 0.1 * 2 + 0.1 * 1.4) / (1 - 0.81)
    v_hat = (0.999 * 0.001 * 4 + 0.001 * 1.4**2) / (1 - 0.999**2)
    assert second[0] == pytest.approx(1.4 - 0.5 * (m_hat / math.sqrt(v_hat) + 0.14), rel=1e-13)


def test_amsgrad_by_hand():
    """β₂ = ½: v = 2, v̂ = 4; then v = 1 + ½·1.5² = 2.125 is larger; then 2.04 is not."""
    rule = BY_KEY["amsgrad"](lr=0.5, beta1=0.0, beta2=0.5, eps=0.0)
    state, largest = rule.init(np.ones((1, 1))), []
    for slope in (2.0, 1.5, 1.4):
        terms = rule.terms(np.array([[slope]]), state)
        state = terms.state
        largest.append(float(state.largest[0, 0]))
    assert largest == [2.0, 2.125, 2.125]
    assert terms.move[0, 0] == pytest.approx(-0.5 * 1.4 / math.sqrt(2.125 / 0.875), rel=1e-15)


def test_adamax_by_hand():
    """σ = 2, m̂ = 2; then σ = max(½·2, 1.5) = 1.5 and m̂ = (½·½·2 + ½·1.5)/¾."""
    first, second = two_updates("adamax", lr=0.5, beta1=0.5, beta2=0.5, eps=0.0)
    assert first == [1.5, -0.5]
    assert second[0] == pytest.approx(1.5 - 0.5 * (1.25 / 0.75) / 1.5, rel=1e-15)


def test_lion_by_hand():
    """c = 0.1·g: by ±η, and a tenth of θ besides."""
    assert two_updates("lion", lr=0.5, decay=0.0) == [[1.5, -0.5], [1.0, 0.0]]
    assert two_updates("lion", lr=0.5, decay=0.1)[0] == pytest.approx([1.4, -0.45], rel=1e-15)


def test_radam_waits_until_five_gradients_are_worth_it():
    """At β₂ = 0.999, ρ is 1, 2, … 5, so for five updates it is momentum alone."""
    rule, grad = BY_KEY["radam"](lr=1.0, eps=0.0), np.array([[4.0]])
    state, moves = rule.init(grad), []
    for _ in range(8):
        terms = rule.terms(grad, state)
        state = terms.state
        moves.append(float(terms.move[0, 0]))
    assert moves[:5] == pytest.approx([-4.0] * 5, rel=1e-12)
    assert all(-0.2 < move < 0 for move in moves[5:])
    assert moves[5:] == sorted(moves[5:], reverse=True)


@pytest.mark.parametrize("lacking", [1e-5, 1e-6, 1e-7, 1e-9, 1e-12, 2.0**-53])
def test_radam_waits_as_long_however_close_to_one_its_memory_is(lacking):
    """ρ is a little less than t; in double precision 2/(1 − β₂) − … is off by units."""
    beta2 = 1 - lacking
    both, grad = np.array([[beta2], [0.999]]), np.full((2, 1), 4.0)
    for beta in (beta2, both):
        rule = BY_KEY["radam"](lr=1.0, beta2=beta)
        state = rule.init(grad)
        for update in range(1, 30):
            terms = rule.terms(grad, state)
            state = terms.state
            exact = length(Fraction(beta2), update)
            expected = 1.0 if exact <= 5 else float(np.sqrt(float(trusted(exact, beta2))))
            np.testing.assert_allclose(terms.trust[0], expected, rtol=1e-7, atol=0)


def length(beta2, update):
    """ρ in fractions."""
    faded = beta2**update
    return 2 / (1 - beta2) - 1 - 2 * update * faded / (1 - faded)


def trusted(rho, beta2):
    """r² in fractions."""
    longest = 2 / (1 - Fraction(beta2)) - 1
    return (rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho)


def test_radams_trust_tends_to_one():
    rule, grad = BY_KEY["radam"](lr=1.0), np.array([[4.0]])
    state = rule.init(grad)
    for _ in range(20_000):
        terms = rule.terms(grad, state)
        state = terms.state
    np.testing.assert_allclose(terms.trust, [[1.0]], rtol=1e-6)


@pytest.mark.parametrize("beta2", [0.0, 1 / 3, 0.5, 0.6, 2 / 3])
def test_a_memory_too_short_is_never_trusted(beta2):
    """Also where ρ∞ is 2, 4 or 5, at which the rule's own denominators are 0."""
    rule, grad = BY_KEY["radam"](lr=1.0, beta2=beta2), np.array([[4.0, -0.5]])
    state = rule.init(grad)
    with np.errstate(all="raise"):
        for _ in range(50):
            terms = rule.terms(grad, state)
            state = terms.state
            np.testing.assert_allclose(terms.move, -grad, rtol=1e-12)


# Further laws.


@pytest.mark.parametrize("key", [kind.key for kind in FIRST_ORDER])
def test_balls_of_any_age_are_updated_together(key):
    """Each with its own first update and its own correction for the start."""
    rule = replace(BY_KEY[key](), lr=0.01)
    if key == "momentum_library":
        rule = replace(rule, dampening=0.5)
    x, old = rolled(rule, [[1.0, 1.5]], 20)
    new = rule.init(columns([[-1.0, 0.5]]))
    both = type(old)(*(np.concatenate(each) for each in zip(old, new, strict=True)))
    after, _ = rule.step(ROSENBROCK, columns([x[0], [-1.0, 0.5]]), both)
    np.testing.assert_array_equal(after[0], run(rule, [[1.0, 1.5]], 21)[0])
    np.testing.assert_array_equal(after[1], run(rule, [[-1.0, 0.5]], 1)[0])


TURNED = ((0.9, 0.999), (0.5, 0.9), (0.99, 0.9999), (0.2, 0.7))


@pytest.mark.parametrize("key", ["adamw", "amsgrad", "adamax", "nadam", "radam"])
def test_the_correction_for_the_start_stays_exact_when_a_beta_is_turned(key):
    """With one constant gradient, m̂ is that gradient whatever β₁ has been on the way."""
    grad, kind = np.array([[3.0, -0.25]]), BY_KEY[key]
    state = kind().init(grad)
    for beta1, beta2 in TURNED:
        rule = kind(beta1=beta1, beta2=beta2, eps=0.0)
        terms = rule.terms((grad, grad) if key == "adamw" else grad, state)
        state = terms.state
        if key != "nadam":  # its m̂ is no mean: it looks ahead
            np.testing.assert_allclose(terms.mean_hat, grad, rtol=1e-12)
        if key in ("adamw", "nadam"):
            np.testing.assert_allclose(terms.sigma, np.abs(grad), rtol=1e-12)


def test_nadams_momentum_grows_from_half():
    """μ begins near β₁/2 and ends at β₁; ψ only says how soon."""
    rule, grad = BY_KEY["nadam"](warming=0.5), np.zeros((1, 1))
    state, mu = rule.init(grad), []
    for _ in range(600):
        before, state = state, rule.terms(grad, state).state
        if before.mean_start[0, 0] > 1e-200:
            mu.append(float(state.mean_start[0, 0] / before.mean_start[0, 0]))
    assert mu[0] == pytest.approx(0.9 * (1 - 0.5 * 0.96**0.5), rel=1e-14)
    assert mu == sorted(mu)
    assert mu[-1] == pytest.approx(0.9, rel=1e-4)


def test_lion_moves_every_parameter_by_the_rate():
    rule = BY_KEY["lion"](lr=0.01, decay=0.0)
    x = columns([[-1.5, 1.5], [0.3, -0.4]])
    state = rule.init(x)
    for _ in range(50):
        before = x
        x, state = rule.step(ROSENBROCK, x, state)
        np.testing.assert_allclose(np.abs(x - before), 0.01, rtol=1e-12)


def test_weight_decay_leads_away_from_the_minimum():
    """AdamW stops where the gradient and the decay are in balance, short of the minimum (3, 2)."""
    start, surface = [[2.5, 1.5]], surfaces.BY_KEY["himmelblau"]()
    kind = BY_KEY["adamw"]
    ends = [run(kind(lr=0.01, decay=decay), start, 3000, surface)[0] for decay in (0.0, 0.1)]
    np.testing.assert_allclose(ends[0], [3.0, 2.0], atol=1e-6)
    assert (ends[1] < [2.9999, 1.9999]).all()
    assert np.abs(surface.gradient(ends[1][None])).min() > 1e-3


def test_adamw_without_decay_is_adam():
    start = [[-1.5, 1.5], [0.3, -0.4]]
    plain, adamw = BY_KEY["adam"](), BY_KEY["adamw"](decay=0.0)
    np.testing.assert_array_equal(run(plain, start, 100), run(adamw, start, 100))


def test_amsgrad_does_not_speed_up_after_a_cliff():
    """A slope of 100 once, then of 1: Adam's v decays, AMSGrad's never does."""
    moves = {}
    for key in ("adam", "amsgrad"):
        rule = BY_KEY[key](lr=1.0, beta2=0.9)
        state = rule.init(np.ones((1, 1)))
        for slope in (100.0, *[1.0] * 500):
            terms = rule.terms(np.array([[slope]]), state)
            state = terms.state
        moves[key] = float(-terms.move[0, 0])
    assert moves["adam"] == pytest.approx(1.0, rel=1e-6)
    assert moves["amsgrad"] == pytest.approx(1 / math.sqrt(1000), rel=1e-6)


def test_rprop_keeps_its_steps_in_bounds_and_its_rate_counts():
    rule = BY_KEY["rprop"](lr=0.01, longest=0.05, shortest=0.004)
    up, down = np.ones((1, 1)), -np.ones((1, 1))
    state, sizes = rule.init(up), []
    for grad in (*[up] * 20, *[down, up] * 10, up, up):
        terms = rule.terms(grad, state)
        state = terms.state
        sizes.append(0.01 * float(state.scale[0, 0]))
    assert max(sizes) == pytest.approx(0.05, rel=1e-14)
    assert min(sizes) == pytest.approx(0.004, rel=1e-14)
    free = BY_KEY["rprop"](lr=0.01)
    half = replace(free, lr=0.005).terms(up, state).move
    np.testing.assert_allclose(half, free.terms(up, state).move / 2, rtol=1e-14)


def test_a_gradient_too_small_to_be_squared_still_has_a_sign():
    tiny = np.array([[1e-200, -1e-200]])
    rule = BY_KEY["rprop"]()
    once = rule.terms(tiny, rule.init(tiny))
    twice = rule.terms(tiny, once.state)
    np.testing.assert_allclose(twice.move, once.move * 1.2, rtol=1e-15)


@pytest.mark.parametrize("kind", FIRST_ORDER, ids=lambda kind: kind.key)
def test_every_knob_stands_in_the_rules_equations(kind):
    for _, knob in knobs(kind):
        assert knob.title
        assert knob.symbol
        shown = knob.latex.replace("^{+}", "").replace("^{-}", "")
        assert re.search(re.escape(shown) + r"(?![a-z])", kind.formula), knob.latex


def test_a_state_is_balls_by_parameters_or_a_clock_of_each_ball():
    for kind in FIRST_ORDER:
        state = kind().init(np.ones((4, 3)))
        assert {array.shape for array in state} <= {(4, 3), (4, 1)}


@pytest.mark.parametrize("key", ["nadam", "radam"])
def test_one_clock_for_all_gives_the_bits_of_a_clock_for_each(key):
    """Balls of one age are computed with one number, balls of several ages with arrays."""
    kind, grad = BY_KEY[key], np.array([[3.0, -0.25], [1e-3, 40.0], [-2.0, 0.5]])
    state = other = kind().init(grad)
    aged = kind().init(grad[:1])
    for update in range(60):
        rule = kind(beta1=(0.9, 0.5)[update % 2], beta2=(0.99, 0.95, 0.999)[update % 3])
        terms, state = (now := rule.terms(grad * (1 + update), state)), now.state
        # A fourth ball of another age keeps the clocks an array.
        joined = [np.concatenate(pair) for pair in zip(other, aged, strict=True)]
        extended = np.concatenate([grad * (1 + update), grad[:1]])
        mixed = rule.terms(extended, type(state)(*joined))
        other = type(state)(*(array[:3] for array in mixed.state))
        np.testing.assert_array_equal(mixed.move[:3], terms.move)
        for one, each in zip(other, state, strict=True):
            np.testing.assert_array_equal(one, each)
