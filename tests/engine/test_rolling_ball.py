"""The rolling ball: energy, known motions, momentum as its approximation, integration."""

from dataclasses import dataclass

import numpy as np
import pytest

from engine import surfaces
from engine.arrays import columns
from engine.optimizers import dormand_prince
from engine.optimizers.dormand_prince import MOST_ATTEMPTS, integrate
from engine.optimizers.rolling import Motion, RollingBall
from tests.engine.paths import path, rule, surface
from tests.engine.worlds import default

every_surface = pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
FREE = RollingBall(friction=0.0)


@dataclass(frozen=True)
class Plane:
    """An inclined plane, L = a w₁."""

    a: float

    def value(self, points):
        return points[:, 0] * self.a

    def gradient(self, points):
        return np.tile(np.array([self.a, 0.0]), (len(points), 1))

    def hessian(self, points):
        return np.zeros((len(points), 2, 2))


def rolled(optimizer, loss, starts, updates, velocity=None):
    """The terms of every update, one after another, and where the balls are at the end."""
    x = columns(starts)
    state, terms = optimizer.init(x), []
    if velocity is not None:
        state = state._replace(velocity=columns(velocity))
    with np.errstate(all="ignore"):
        for _ in range(updates):
            terms.append(optimizer.terms(optimizer.ask(loss, x, state), state))
            x, state = x + terms[-1].move, terms[-1].state
    return terms, x


def some_starts(loss, count=6, seed=0):
    low, high = np.array(loss.low), np.array(loss.high)
    middle, half = (low + high) / 2, (high - low) / 2
    return middle + 0.6 * half * np.random.default_rng(seed).uniform(-1, 1, (count, 2))


# -- energy ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["bowl", "ellipse", "rosenbrock", "himmelblau", "wells", "hill"])
def test_without_friction_energy_stays(key):
    loss = surface(key)
    starts = some_starts(loss)
    terms, _ = rolled(FREE, loss, starts, 25)
    energy = np.array([each.energy[:, 0] for each in terms])
    first = 9.81 * 0.1 * loss.value(starts)
    size = np.maximum(np.abs(first), 1e-2)
    assert (np.abs(energy - first) / size).max() < 2e-5
    # Their shares change all the time: a ball at rest would test nothing.
    kinetic = np.array([each.kinetic[:, 0] for each in terms])
    assert (np.ptp(kinetic, axis=0) > 1e-3 * size).all()


@every_surface
def test_with_friction_energy_falls_all_the_time(kind):
    loss = default(kind)
    starts = some_starts(loss)
    terms, end = rolled(RollingBall(), loss, starts, 4)
    first = 9.81 * 0.1 * loss.value(columns(starts))[:, None]
    energy = np.array([first, *(each.energy for each in terms)])[:, :, 0]
    fine = np.isfinite(end).all(axis=1)
    assert fine.sum() >= 3
    size = 1e-6 + 1e-6 * np.abs(energy)
    assert (np.diff(energy, axis=0) < size[1:])[:, fine].all()


def test_what_friction_takes_is_twice_the_kinetic_energy_in_each_unit_of_time():
    """dE/dt = −2γ ½vᵀMv: by Simpson's rule over short updates."""
    optimizer = RollingBall(lr=0.01, friction=0.7)
    terms, _ = rolled(optimizer, surface("himmelblau"), [(0.0, 0.0), (-1.0, 1.0)], 201)
    kinetic, energy = (
        np.array([getattr(each, name)[:, 0] for each in terms]) for name in ("kinetic", "energy")
    )
    weights = np.where(np.arange(201) % 2, 4.0, 2.0)
    weights[[0, -1]] = 1.0
    taken = 2 * 0.7 * (weights[:, None] * kinetic).sum(axis=0) * 0.01 / 3
    np.testing.assert_allclose(energy[0] - energy[-1], taken, rtol=1e-5)


def test_the_terms_are_energies_of_the_motion_on_the_surface():
    """½‖v‖² + ½(s gᵀv)² of the velocity in space, and G s L, where the update ends."""
    loss = surface("rosenbrock")
    terms, x = rolled(RollingBall(scale=0.2, gravity=3.0), loss, [(-1.5, 1.5), (0.5, 0.0)], 3)
    v, g = terms[-1].velocity, loss.gradient(x)
    climb = 0.2 * (g * v).sum(axis=1)
    np.testing.assert_allclose(terms[-1].kinetic[:, 0], ((v * v).sum(1) + climb**2) / 2, rtol=1e-12)
    np.testing.assert_allclose(terms[-1].potential[:, 0], 0.6 * loss.value(x), rtol=1e-12)
    np.testing.assert_array_equal(terms[-1].energy, terms[-1].kinetic + terms[-1].potential)
    assert (terms[-1].time == 0.1).all()
    np.testing.assert_array_equal(terms[-1].state.velocity, v)


# -- motions that are known --------------------------------------------------------------------


@pytest.mark.parametrize("curvature", [0.5, 1.0, 4.0])
def test_a_small_swing_in_a_bowl_has_the_period_of_a_pendulum(curvature):
    """2π/√(G s h): half a period takes it to the other side, a whole one back."""
    period = 2 * np.pi / np.sqrt(9.81 * 0.1 * curvature)
    bowl, start = surface("bowl", h=curvature), np.array([[1e-3, -5e-4]])
    swing = RollingBall(lr=period / 2, friction=0.0)
    terms, _ = rolled(swing, bowl, start, 1)
    np.testing.assert_allclose(terms[0].move, -2 * start, atol=1e-3 * 1e-4)
    _, there = rolled(swing, bowl, start, 20)
    np.testing.assert_allclose(there, start, atol=2e-7)


def test_a_wide_swing_takes_longer():
    """The mass grows with the slope: 1 + s²‖g‖² of it moves in the direction of the slope."""
    bowl = surface("bowl")
    half = np.pi / np.sqrt(0.981 * 100)
    terms, _ = rolled(RollingBall(lr=half, friction=0.0, scale=10.0), bowl, [[1e-4, 0], [1, 0]], 1)
    assert terms[0].velocity[1, 0] < -0.3
    assert abs(terms[0].velocity[0, 0]) < 1e-7


@pytest.mark.parametrize("a", [0.5, -3.0, 40.0])
def test_down_an_inclined_plane_it_accelerates_uniformly(a):
    """Along the plane G sin φ, of which cos φ is seen from above, with tan φ = s a."""
    angle = np.arctan(0.1 * a)
    acceleration = -9.81 * np.sin(angle) * np.cos(angle)
    terms, x = rolled(RollingBall(friction=0.0), Plane(a), [(1.0, 2.0)], 20)
    np.testing.assert_allclose(x[0], [1.0 + acceleration * 2.0**2 / 2, 2.0], rtol=1e-9)
    np.testing.assert_allclose(terms[-1].velocity[0], [acceleration * 2.0, 0.0], rtol=1e-9)


def test_on_a_plane_with_friction_it_reaches_the_speed_at_which_both_forces_balance():
    terms, _ = rolled(RollingBall(friction=2.0), Plane(1.0), [(0.0, 0.0)], 300)
    np.testing.assert_allclose(terms[-1].velocity[0, 0], -0.981 / 1.01 / 2.0, rtol=1e-9)


@pytest.mark.parametrize("key", ["bowl", "saddle", "two_weights", "monkey_saddle"])
def test_on_a_critical_point_it_stays_at_rest(key):
    terms, x = rolled(RollingBall(), surface(key), [(0.0, 0.0)], 50)
    assert x.tolist() == [[0.0, 0.0]]
    assert terms[-1].velocity.tolist() == [[0.0, 0.0]]


def lagrange(loss, x, v, scale, gravity, friction):
    """Acceleration from the full equations, with the matrix of masses and LAPACK's solution.

    M = I + s²ggᵀ, M a = −s²(vᵀHv)g − G s g − γ M v.
    """
    g, hessian = loss.gradient(x), loss.hessian(x)
    mass = np.eye(2) + scale**2 * np.outer(g, g)
    force = -(scale**2) * (v @ hessian @ v) * g - gravity * scale * g - friction * mass @ v
    return np.linalg.solve(mass, force)


@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "wells"])
def test_it_follows_the_equations_of_lagrange(key):
    """Against plain Runge–Kutta steps of the equations with the matrix written out."""
    loss, knobs = surface(key), {"scale": 0.3, "gravity": 2.0, "friction": 0.4}
    for start in some_starts(loss, 2):
        _, mine = rolled(RollingBall(lr=0.25, **knobs), loss, [start], 4)
        x, v, dt = np.array(start), np.zeros(2), 1 / 500
        for _ in range(500):
            a1 = lagrange(loss, x, v, **knobs)
            a2 = lagrange(loss, x + dt / 2 * v, v + dt / 2 * a1, **knobs)
            v2, v3 = v + dt / 2 * a1, v + dt / 2 * a2
            a3 = lagrange(loss, x + dt / 2 * v2, v3, **knobs)
            v4 = v + dt * a3
            a4 = lagrange(loss, x + dt * v3, v4, **knobs)
            x, v = x + dt / 6 * (v + 2 * v2 + 2 * v3 + v4), v + dt / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
        np.testing.assert_allclose(mine[0], x, atol=2e-6)


def test_without_friction_turning_round_leads_back_to_the_start():
    loss, starts = surface("himmelblau"), [(0.0, 0.0), (-2.0, 1.0)]
    terms, there = rolled(FREE, loss, starts, 30)
    _, back = rolled(FREE, loss, there, 30, velocity=-terms[-1].velocity)
    np.testing.assert_allclose(back, starts, atol=1e-4)


# -- the time of an update -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "wells", "ellipse"])
@pytest.mark.parametrize("share", [2, 7])
def test_shorter_updates_follow_the_same_path(key, share):
    loss = surface(key)
    starts = some_starts(loss, 4)
    whole = path(loss, RollingBall(lr=0.1), starts, 12)
    parts = path(loss, RollingBall(lr=0.1 / share), starts, 12 * share)
    np.testing.assert_allclose(parts[::share], whole, atol=5e-6)


def momentum_of(step, gravity, scale, friction):
    """The rule that one explicit step of Δt makes of the equation on nearly flat ground."""
    return rule("momentum", lr=gravity * scale * step * step, momentum=1 - friction * step)


def test_the_defaults_are_those_of_momentum():
    """λ = 1 − γΔt = 0.9 and η = G s Δt² = 0.00981."""
    ball = RollingBall()
    sketch = momentum_of(ball.lr, ball.gravity, ball.scale, ball.friction)
    assert sketch.momentum == rule("momentum").momentum == 0.9
    assert sketch.lr == pytest.approx(rule("momentum").lr, rel=0.02)


def test_on_nearly_flat_ground_momentum_approximates_it_to_first_order():
    """s → 0 at constant G s: half the Δt, half the error, at the same moment."""
    flat, strong, friction, loss = 1e-7, 0.5e7, 1.0, surface("himmelblau")
    starts, errors = [(0.5, 0.5), (-0.2, 1.0)], []
    ball = RollingBall(lr=0.05, scale=flat, gravity=strong, friction=friction)
    real = path(loss, ball, starts, 10)[-1]
    for steps in (1000, 2000, 4000, 8000):
        sketch = momentum_of(0.5 / steps, strong, flat, friction)
        errors.append(np.abs(path(loss, sketch, starts, steps)[-1] - real).max())
    assert errors[0] < 0.05
    np.testing.assert_allclose(np.array(errors[:-1]) / errors[1:], 2.0, rtol=0.02)


def test_on_steep_ground_it_is_not_momentum():
    """Where momentum leaves the valley, a ball under gravity does not."""
    loss, starts = surface("rosenbrock"), [(-1.5, 1.5)]
    thrown = path(loss, momentum_of(0.1, 9.81, 0.1, 1.0), starts, 60)
    real = path(loss, RollingBall(), starts, 60)
    assert not np.isfinite(thrown[-1]).all()
    assert (loss.value(real) <= loss.value(real[0]) * (1 + 1e-6)).all()


# -- the integration ----------------------------------------------------------------------------


def followed(slope, y, span, **more):
    y = columns(y)
    spans = np.full((len(y), 1), span)
    return integrate(slope, y, spans, np.full((len(y), 1), np.inf), np.zeros_like(y), **more)


def circle(rows, y):
    return np.stack([y[:, 1], -y[:, 0]], axis=1)


def test_a_harmonic_motion_is_followed_through_five_periods():
    there = followed(circle, [[1.0, 0.0], [0.0, 3.0]], 10 * np.pi)
    np.testing.assert_allclose(there.y, [[1.0, 0.0], [0.0, 3.0]], atol=2e-6)
    assert (there.time == 10 * np.pi).all()
    assert (there.evaluations < 6 * 400).all()


def test_a_tenth_of_the_tolerance_takes_steps_shorter_by_its_fifth_root(monkeypatch):
    """The sign of fifth order; and the errors shrink with the tolerance."""
    spent, errors = [], []
    for tolerance in (1e-6, 1e-8, 1e-10):
        monkeypatch.setattr(dormand_prince, "TOLERANCE", tolerance)
        there = followed(circle, [[1.0, 0.0]], 4 * np.pi)
        spent.append(there.evaluations[0, 0])
        errors.append(np.abs(there.y - [[1.0, 0.0]]).max())
    np.testing.assert_allclose(np.array(spent[1:]) / spent[:-1], 100**0.2, rtol=0.1)
    assert errors[0] > 20 * errors[1] > 400 * errors[2]


def test_each_ball_has_time_steps_of_its_own():
    """One that needs many leaves the other's bits and costs alone."""

    def slope(rows, y):
        return np.where(rows[:, None] == 1, 50.0, 1.0) * circle(rows, y)

    both = followed(slope, [[1.0, 0.0], [1.0, 0.0]], 1.0)
    alone = followed(slope, [[1.0, 0.0]], 1.0)
    for mine, its in zip(both, alone, strict=True):
        np.testing.assert_array_equal(mine[0], its[0])
    assert both.evaluations[1, 0] > 20 * both.evaluations[0, 0]


def test_a_good_time_step_is_kept_for_the_next_update():
    terms, x = rolled(RollingBall(), surface("rosenbrock"), [(-1.5, 1.5)], 12)
    fresh = Motion(terms[-1].velocity, np.array([[np.inf]]), np.array([[1.0]]))
    costs = [
        RollingBall().ask(surface("rosenbrock"), x, state).reached.evaluations[0, 0]
        for state in (terms[-1].state, fresh)
    ]
    assert costs[0] < costs[1]
    # The end of an update cuts a step short, which says nothing against longer ones.
    assert (terms[-1].state.stride < 0.1).all()
    calm, _ = rolled(RollingBall(lr=0.01), surface("bowl"), [(1.0, 0.0)], 3)
    assert (calm[-1].state.stride > 0.01).all()


def test_from_a_start_at_nan_the_end_is_nan_after_one_evaluation():
    there = followed(lambda rows, y: y / np.where(y == 2.0, 0.0, 1.0), [[1.0], [2.0]], 1.0)
    assert np.isnan(there.y[1]).all()
    assert there.evaluations[1, 0] == 1
    assert there.y[0, 0] == pytest.approx(np.e, rel=1e-7)


def test_a_motion_that_no_time_step_can_follow_ends_the_update_early():
    """A motion that ends in a wall of NaN: as far as it can be followed, and the time shows it."""
    there = followed(lambda rows, y: np.where(y < 1.0, 1.0, np.nan), [[0.0]], 2.0)
    assert there.time[0, 0] < 2.0
    assert there.y[0, 0] == pytest.approx(there.time[0, 0])
    assert 0.99 < there.y[0, 0] <= 1.0
    assert there.evaluations[0, 0] == 1 + 6 * MOST_ATTEMPTS


def test_an_oracle_bound_to_its_balls_is_evaluated_for_those_still_moving():
    class Bound:
        def __init__(self, rows):
            self.rows = rows

        def part(self, rows):
            return Bound(self.rows[rows])

        def value(self, points):
            return points[:, 0] * self.rows

        def gradient(self, points):
            assert len(points) == len(self.rows)
            return np.stack([1.0 * self.rows, 0.0 * self.rows], axis=1)

        def hessian(self, points):
            return np.zeros((len(points), 2, 2))

    x = columns(np.zeros((3, 2)))
    state = FREE.init(x)._replace(stride=np.array([[1e-3], [1.0], [2e-3]]))
    move = FREE.terms(FREE.ask(Bound(np.arange(3)), x, state), state).move
    for k in range(3):
        slope = 0.1 * k
        assert move[k, 0] == pytest.approx(-9.81 * slope / (1 + slope**2) * 0.01 / 2, rel=1e-9)
