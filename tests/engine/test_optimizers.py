"""Laws that every optimizer obeys, and first updates computed by hand."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import optimizers, surfaces
from engine.arrays import columns
from engine.knobs import knobs
from engine.optimizers.base import TINY

ROSENBROCK = surfaces.BY_KEY["rosenbrock"]()
every_optimizer = pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda kind: kind.key)
KNOWN = re.compile(
    r"\\(theta|leftarrow|eta|lambda|nabla|frac|sigma|sqrt|sum|alpha|beta|hat|varepsilon|quad"
    r"|mu|delta|gamma|xi|tau|top|max|left|right|leq|geq|sim|mathrm|dot|ddot"
    r"|rho|omega|psi|infty|min|cdot|cdots|begin|end)"
    r"(?![A-Za-z])"
)
few = settings(max_examples=10, deadline=None, derandomize=True)


def rolled(optimizer, x, updates, surface=ROSENBROCK):
    """Positions and state after so many updates."""
    x = columns(x)
    state = optimizer.init(x)
    with np.errstate(all="ignore"):
        for _ in range(updates):
            x, state = optimizer.step(surface, x, state)
    return x, state


def run(optimizer, x, updates, surface=ROSENBROCK):
    return rolled(optimizer, x, updates, surface)[0]


def some_balls(count, seed=1):
    return np.random.default_rng(seed).uniform(-1, 1, size=(count, 2))


def gentle(kind):
    """One that stays finite on the steep Rosenbrock valley."""
    return replace(kind(), lr=5e-4)


@every_optimizer
@pytest.mark.parametrize("key", ["rosenbrock", "rastrigin", "logistic_regression"])
def test_balls_do_not_depend_on_each_other(kind, key):
    """Nine at once and one at a time: the same bits.

    On a few surfaces: that each gives every point its own bits is a law of test_surfaces.py.
    """
    balls, surface = some_balls(9), surfaces.BY_KEY[key]()
    alone = np.concatenate([run(gentle(kind), ball, 12, surface) for ball in balls])
    np.testing.assert_array_equal(run(gentle(kind), balls, 12, surface), alone)


@every_optimizer
@few
@given(sizes=st.lists(st.integers(1, 40), min_size=1, max_size=5), seed=st.integers(0, 99))
def test_any_grouping_of_balls_gives_the_same_bits(kind, sizes, seed):
    balls = some_balls(sum(sizes), seed)
    groups = np.split(balls, np.cumsum(sizes)[:-1])
    apart = np.concatenate([run(gentle(kind), group, 5) for group in groups])
    np.testing.assert_array_equal(run(gentle(kind), balls, 5), apart)


@every_optimizer
@few
@given(first=st.integers(0, 15), second=st.integers(0, 15))
def test_going_on_from_a_kept_state_gives_the_same_bits(kind, first, second):
    """State in, state out: nothing is hidden in the optimizer."""
    balls, optimizer = some_balls(3), gentle(kind)
    x, state = rolled(optimizer, balls, first)
    for _ in range(second):
        x, state = kind(lr=5e-4).step(ROSENBROCK, x, state)
    np.testing.assert_array_equal(run(optimizer, balls, first + second), x)


@every_optimizer
def test_memory_layout_changes_no_bit_and_is_kept(kind):
    rows = np.ascontiguousarray(some_balls(9))
    state = kind().init(rows)
    x, _ = kind().step(ROSENBROCK, rows, state)
    np.testing.assert_array_equal(x, run(kind(), rows, 1))
    by_columns, state = rolled(kind(), rows, 2)
    assert by_columns.flags.f_contiguous
    assert all(array.flags.f_contiguous for array in state)


@every_optimizer
def test_inputs_are_left_alone(kind):
    x, state = rolled(kind(), some_balls(3), 2)
    for array in (x, *state):
        array.flags.writeable = False
    before = [array.copy() for array in (x, *state)]
    after, new = kind().step(ROSENBROCK, x, state)
    kind().step(ROSENBROCK, after, new)
    for array, copy in zip((x, *state), before, strict=True):
        np.testing.assert_array_equal(array, copy)


@every_optimizer
def test_the_terms_are_those_of_the_step(kind):
    x, state = rolled(kind(), some_balls(3), 4)
    terms = kind().terms(kind().ask(ROSENBROCK, x, state), state)
    moved, remembered = kind().step(ROSENBROCK, x, state)
    np.testing.assert_array_equal(x + terms.move, moved)
    for said, done in zip(terms.state, remembered, strict=True):
        np.testing.assert_array_equal(said, done)


@every_optimizer
def test_every_state_array_has_the_balls_on_its_first_axis(kind):
    _, state = rolled(kind(), some_balls(5), 1)
    assert all(len(array) == 5 for array in (*state, *kind().init(np.zeros((5, 2)))))
    x, state = rolled(kind(), np.zeros((0, 2)), 2)
    assert x.shape == (0, 2)


@every_optimizer
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e200])
def test_a_divergent_ball_does_not_affect_others(kind, bad):
    balls = some_balls(4)
    spoilt = balls.copy()
    spoilt[2] = bad
    after = run(gentle(kind), spoilt, 10)
    np.testing.assert_array_equal(
        np.delete(after, 2, 0), run(gentle(kind), np.delete(balls, 2, 0), 10)
    )


@every_optimizer
def test_any_dimension_is_possible(kind):
    class Bowl:
        def value(self, points):
            return (points * points).sum(-1) / 2

        def gradient(self, points):
            return points * 1.0

        def hessian(self, points):
            return np.broadcast_to(np.eye(7), (*points.shape, 7))

    x = np.random.default_rng(0).normal(size=(4, 7))
    optimizer = replace(kind(), lr=0.1)
    state = optimizer.init(x)
    start = x
    for _ in range(20):
        x, state = optimizer.step(Bowl(), x, state)
    assert x.shape == (4, 7)
    assert ((x**2).sum(-1) < (start**2).sum(-1)).all()


@every_optimizer
def test_each_ball_may_have_its_own_knobs(kind):
    """A knob of shape (N, 1) gives each ball what that number alone would give it."""
    balls = some_balls(4)
    for name, knob in knobs(kind):
        values = [getattr(kind(), name) * share for share in (1.0, 0.9, 0.5, 0.25)]
        values = [round(value) for value in values] if knob.whole else values
        # Some have a smallest legal value above 0, as a factor of growth has.
        values = [value if knob.allows(value) else max(value, knob.low) for value in values]
        assert all(map(knob.allows, values))
        # All share a small rate: what is asked here is not whether it fits the surface.
        base = gentle(kind)
        both = run(replace(base, **{name: np.array(values)[:, None]}), balls, 6)
        alone = [
            run(replace(base, **{name: value}), ball, 6)
            for value, ball in zip(values, balls, strict=True)
        ]
        np.testing.assert_array_equal(both, np.concatenate(alone))


@every_optimizer
def test_turning_the_rate_keeps_what_is_remembered(kind):
    x, state = rolled(gentle(kind), some_balls(3), 8)
    _, as_before = gentle(kind).step(ROSENBROCK, x, state)
    _, turned = replace(kind(), lr=1e-6).step(ROSENBROCK, x, state)
    if kind.key in ("momentum", "nesterov"):
        # The movement so far goes on; only what the slope adds to it is rescaled.
        pull, weak = (m.m - 0.9 * state.m for m in (as_before, turned))
        np.testing.assert_allclose(weak * 500, pull, rtol=1e-9, atol=1e-12)
    elif kind.key == "rolling":
        # Its rate is the time that passes: when hardly any does, it still moves as it did.
        np.testing.assert_allclose(turned.velocity, state.velocity, rtol=1e-3, atol=1e-3)
    else:
        for kept, same in zip(turned, as_before, strict=True):
            np.testing.assert_array_equal(kept, same)


@every_optimizer
def test_a_rate_of_zero_moves_nothing_at_first(kind):
    balls = some_balls(3)
    np.testing.assert_array_equal(run(kind(lr=0.0), balls, 5), balls)


@pytest.mark.parametrize(
    "kind", [kind for kind in optimizers.ALL if not kind.random], ids=lambda kind: kind.key
)
def test_an_axis_without_slope_is_no_axis_of_movement(kind):
    """On flat ground 0/0 is no move, also without the ε that the book's rules don't have."""
    without_eps = {name: 0.0 for name, knob in knobs(kind) if name == "eps" and knob.allows(0.0)}
    trough = surfaces.BY_KEY["saddle"]()
    x = run(kind(lr=0.1, **without_eps), [[1.0, 0.0], [0.0, 0.0]], 10, trough)
    assert x[0, 0] != 1.0
    np.testing.assert_array_equal(x[:, 1], 0)
    np.testing.assert_array_equal(x[1], 0)


@every_optimizer
def test_the_guard_of_the_divisor_costs_no_bit(kind):
    for sigma in (1e-137, 1e-30, 1.0, 1e300):
        assert sigma + TINY == sigma
    assert np.finfo(float).tiny == TINY * TINY


@every_optimizer
def test_every_text_and_formula_is_there(kind):
    assert kind.title
    assert kind.source
    assert r"\theta" in kind.formula
    # A command that has run together with the letter after it is none.
    assert len(KNOWN.findall(kind.formula)) == len(re.findall(r"\\[a-z]", kind.formula))
    # Words would be English in every language.
    assert set(re.findall(r"\\(?:mathrm|text)\{(\w+)\}", kind.formula)) <= {"sign", "Wolfe"}
    x, state = rolled(kind(), some_balls(1), 0)
    terms = kind().terms(kind().ask(ROSENBROCK, x, state), state)
    assert {"move", "state"} <= set(terms._fields)


def test_no_two_optimizers_have_the_same_key_or_title():
    assert len({kind.key for kind in optimizers.ALL}) == len(optimizers.ALL)
    assert len({kind.title for kind in optimizers.ALL}) == len(optimizers.ALL)
    assert [optimizers.BY_KEY[kind.key] for kind in optimizers.ALL] == list(optimizers.ALL)


# First updates by hand: L = ½h w² with h = 1, from w = (2, −1), so g = w.

BOWL = surfaces.BY_KEY["bowl"]()


def two_updates(key, **knob_values):
    start = [[2.0, -1.0]]
    optimizer = optimizers.BY_KEY[key](**knob_values)
    return [run(optimizer, start, count, BOWL)[0].tolist() for count in (1, 2)]


def test_gradient_descent_by_hand():
    assert two_updates("gd", lr=0.5) == [[1.0, -0.5], [0.5, -0.25]]


def test_momentum_by_hand():
    """m¹ = −1, θ = 1; m² = ½·(−1) − ½·1 = −1, θ = 0."""
    assert two_updates("momentum", lr=0.5, momentum=0.5) == [[1.0, -0.5], [0.0, 0.0]]


def test_nesterov_by_hand():
    """m¹ = −1, θ = 1; it looks at 1 + ½·(−1) = ½, so m² = −½ − ½·½ = −¾, θ = ¼."""
    assert two_updates("nesterov", lr=0.5, momentum=0.5) == [[1.0, -0.5], [0.25, -0.125]]


def test_adagrad_by_hand():
    """First exactly −η; then σ = √((4 + 2.25)/2), g/σ = 1.5/1.7678."""
    first, second = two_updates("adagrad", lr=0.5)
    assert first == [1.5, -0.5]
    assert second[0] == pytest.approx(1.5 - 0.5 * 1.5 / np.sqrt(3.125), rel=1e-15)


def test_adagrad_sum_by_hand():
    first, second = two_updates("adagrad_sum", lr=0.5, eps=0.0)
    assert first == [1.5, -0.5]
    assert second[0] == pytest.approx(1.5 - 0.5 * 1.5 / np.sqrt(6.25), rel=1e-15)


def test_rmsprop_by_hand():
    """σ₀ = |g₀|; then σ² = ¾·4 + ¼·2.25 = 3.5625."""
    first, second = two_updates("rmsprop", lr=0.5, alpha=0.75)
    assert first == [1.5, -0.5]
    assert second[0] == pytest.approx(1.5 - 0.5 * 1.5 / np.sqrt(3.5625), rel=1e-15)


def test_adam_by_hand():
    """Bias correction makes the first update ±η; then m̂ = (.1·2·.9 + .1·1.5)/.19 and so on."""
    first, second = two_updates("adam", lr=0.5, eps=0.0)
    assert first == pytest.approx([1.5, -0.5], rel=1e-15)
    m_hat = (0.9 * 0.1 * 2 + 0.1 * 1.5) / (1 - 0.81)
    v_hat = (0.999 * 0.001 * 4 + 0.001 * 2.25) / (1 - 0.999**2)
    assert second[0] == pytest.approx(1.5 - 0.5 * m_hat / np.sqrt(v_hat), rel=1e-14)


@pytest.mark.parametrize("key", ["adagrad", "rmsprop", "adam", "adagrad_sum"])
@pytest.mark.parametrize("size", [1e-3, 1.0, 1e3])
def test_adaptive_rules_first_move_by_the_rate_itself(key, size):
    grad = size * np.array([[1.0, -3.0]])
    optimizer = optimizers.BY_KEY[key](lr=0.05)
    move = optimizer.terms(grad, optimizer.init(grad)).move
    exact = key in ("adagrad", "rmsprop")  # the others divide by σ + ε
    tolerance = 0 if exact else 2e-5
    np.testing.assert_allclose(move, [[-0.05, 0.05]], rtol=tolerance, atol=0)


def test_the_original_adagrad_is_the_books_with_a_decaying_rate():
    original, books = (optimizers.BY_KEY[key] for key in ("adagrad_sum", "adagrad"))
    surface = surfaces.BY_KEY["himmelblau"]()
    x = y = columns([[-1.5, 1.5], [0.3, -0.8]])
    state, other = original().init(x), books().init(y)
    for t in range(1000):
        x, state = original(lr=0.5, eps=0.0).step(surface, x, state)
        y, other = books(lr=0.5 / np.sqrt(t + 1)).step(surface, y, other)
        np.testing.assert_allclose(x, y, rtol=0, atol=1e-13)


def test_a_ball_dropped_late_has_its_own_bias_correction_and_its_own_first_update():
    """States of balls of different ages can be joined."""
    for key in ("adagrad", "rmsprop", "adam"):
        optimizer = replace(optimizers.BY_KEY[key](), lr=0.1)
        x, old = rolled(optimizer, [[1.0, 1.5]], 20)
        new = optimizer.init(columns([[-1.0, 0.5]]))
        both = type(old)(*(np.concatenate(each) for each in zip(old, new, strict=True)))
        after, _ = optimizer.step(ROSENBROCK, columns([x[0], [-1.0, 0.5]]), both)
        np.testing.assert_array_equal(after[0], run(optimizer, [[1.0, 1.5]], 21)[0])
        np.testing.assert_array_equal(after[1], run(optimizer, [[-1.0, 0.5]], 1)[0])


def test_adams_bias_correction_stays_exact_when_a_beta_is_turned():
    """With one constant gradient, m̂ is that gradient whatever β₁ has been on the way."""
    grad, adam = np.array([[3.0, -0.25]]), optimizers.BY_KEY["adam"]
    state = adam().init(grad)
    for beta1, beta2 in ((0.9, 0.999), (0.5, 0.9), (0.99, 0.9999), (0.0, 0.0)):
        terms = adam(beta1=beta1, beta2=beta2).terms(grad, state)
        state = terms.state
        np.testing.assert_allclose(terms.mean_hat, grad, rtol=1e-12)
        np.testing.assert_allclose(terms.sigma, np.abs(grad), rtol=1e-12)


# The same rules in loops of plain Python floats, written from the equations.


def rmsprop_loop(x, lr, alpha, gradient, updates):
    sigma = [0.0, 0.0]
    for t in range(updates):
        g = gradient(x)
        for i in range(2):
            new = g[i] ** 2 if t == 0 else alpha * sigma[i] ** 2 + (1 - alpha) * g[i] ** 2
            sigma[i] = new**0.5
        x = [x[i] - lr / sigma[i] * g[i] for i in range(2)]
    return x


def adagrad_loop(x, lr, alpha, gradient, updates):
    history = []
    for t in range(updates):
        history.append(gradient(x))
        sigma = [(sum(g[i] ** 2 for g in history) / (t + 1)) ** 0.5 for i in range(2)]
        x = [x[i] - lr / sigma[i] * history[-1][i] for i in range(2)]
    return x


def rosenbrock_slope(x):
    return [
        -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] ** 2),
        200 * (x[1] - x[0] ** 2),
    ]


def himmelblau_slope(x):
    a, b = x[0] ** 2 + x[1] - 11, x[0] + x[1] ** 2 - 7
    return [4 * x[0] * a + 2 * b, 2 * a + 4 * x[1] * b]


@pytest.mark.parametrize(
    ("key", "slope"), [("rosenbrock", rosenbrock_slope), ("himmelblau", himmelblau_slope)]
)
@pytest.mark.parametrize(("rule", "loop"), [("rmsprop", rmsprop_loop), ("adagrad", adagrad_loop)])
@pytest.mark.parametrize("updates", [1, 2, 10, 100])
def test_the_books_rules_agree_with_a_plain_loop(key, slope, rule, loop, updates):
    start = [-1.5, 1.5]
    expected = loop(start, 0.01, 0.9, slope, updates)
    reached = run(optimizers.BY_KEY[rule](lr=0.01), [start], updates, surfaces.BY_KEY[key]())
    np.testing.assert_allclose(reached[0], expected, rtol=1e-11)
