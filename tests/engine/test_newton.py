"""Newton's method and its two relatives, and the eigenvectors that they go by."""

from dataclasses import dataclass

import numpy as np
import pytest

from engine import optimizers, surfaces
from engine.arrays import columns
from engine.optimizers.newton import DampedNewton, Newton, SaddleFreeNewton
from engine.optimizers.vectors import eigen, product, quotient
from tests.engine.paths import path, rule, surface

every_surface = pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
KINDS = (Newton, DampedNewton, SaddleFreeNewton)


@dataclass(frozen=True)
class Parabola:
    """L = ½ xᵀHx + bᵀx."""

    matrix: tuple[tuple[float, ...], ...]
    tilt: tuple[float, ...] = (0.0, 0.0)

    def gradient(self, points):
        matrix = np.array(self.matrix)
        rows = [sum(row[i] * points[:, i] for i in range(len(row))) for row in matrix]
        return np.asfortranarray(np.stack(rows, axis=-1) + np.array(self.tilt))

    def hessian(self, points):
        return np.broadcast_to(np.array(self.matrix), (*points.shape, len(self.matrix)))


def once(optimizer, loss, *points):
    x = columns(points)
    with np.errstate(all="ignore"):
        return optimizer.step(loss, x, optimizer.init(x))[0]


def symmetric(count, size, seed=0):
    matrices = np.random.default_rng(seed).normal(size=(count, size, size))
    return matrices + matrices.transpose(0, 2, 1)


# -- eigenvectors ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 7, 12])
def test_eigenvalues_and_vectors_are_those_of_lapack(size):
    matrices = symmetric(200, size)
    values, vectors = eigen(matrices)
    np.testing.assert_allclose(values, np.linalg.eigvalsh(matrices), atol=1e-13 * size)
    np.testing.assert_allclose(matrices @ vectors, vectors * values[:, None, :], atol=1e-13 * size)
    identity = np.broadcast_to(np.eye(size), matrices.shape)
    np.testing.assert_allclose(vectors.transpose(0, 2, 1) @ vectors, identity, atol=1e-14 * size)


@pytest.mark.parametrize("size", [2, 3, 7])
def test_a_matrix_alone_gives_the_bits_that_it_gives_in_a_stack(size):
    matrices = symmetric(50, size)
    matrices[7], matrices[8], matrices[9] = 0.0, np.eye(size), np.nan
    together = eigen(matrices)
    for k in range(50):
        for all_of_it, mine in zip(together, eigen(matrices[k : k + 1]), strict=True):
            np.testing.assert_array_equal(all_of_it[k], mine[0])


def test_a_diagonal_matrix_has_exactly_the_axes_as_eigenvectors():
    values, vectors = eigen(np.array([np.diag([3.0, -2.0]), np.diag([1.0, 4.0]), np.eye(2)]))
    assert values.tolist() == [[-2.0, 3.0], [1.0, 4.0], [1.0, 1.0]]
    assert np.isin(np.abs(vectors), (0.0, 1.0)).all()
    assert np.abs(vectors[0]).tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_a_hessian_that_is_no_number_gives_none_and_raises_nothing():
    bad = np.array([[[np.nan, 0.0], [0.0, 1.0]], [[np.inf, 1.0], [1.0, 2.0]]])
    values, _ = eigen(bad)
    assert not np.isfinite(values).all(axis=1).any()


def test_nothing_times_infinity_is_nothing():
    assert product(np.array([0.0, 2.0]), np.array([np.inf, np.inf])).tolist() == [0.0, np.inf]
    assert quotient(np.array([0.0, -1.0]), np.array([0.0, 0.0])).tolist() == [0.0, -np.inf]
    assert np.isnan(product(np.array([np.nan]), np.array([1.0]))).all()


# -- Newton ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["bowl", "ellipse", "saddle"])
def test_on_a_parabola_newton_arrives_at_once_whatever_kind_of_point_it_is(key):
    assert once(Newton(), surface(key), (1.5, -0.75)).tolist() == [[0.0, 0.0]]


def test_on_a_hill_newton_climbs_to_the_top():
    hill = Parabola(((-2.0, 0.5), (0.5, -3.0)), (1.0, 0.0))
    top = np.linalg.solve(np.array(hill.matrix), [-1.0, 0.0])
    np.testing.assert_allclose(once(Newton(), hill, (4.0, 4.0))[0], top, rtol=1e-14)


@every_surface
def test_newton_solves_the_hessian(kind):
    """Against LAPACK's solution of H d = g, as far as the matrix lets rounding be small."""
    points = np.random.default_rng(2).uniform(kind().low, kind().high, (40, 2))
    hessian, gradient = kind().hessian(points), kind().gradient(points)
    moved = once(Newton(), kind(), *points) - points
    solvable = np.isfinite(hessian).all((1, 2)) & np.isfinite(gradient).all(1)
    solvable[solvable] = np.linalg.cond(hessian[solvable]) < 1e10
    for mine, h, g in zip(moved[solvable], hessian[solvable], gradient[solvable], strict=True):
        expected = -np.linalg.solve(h, g)
        allowed = 1e-14 * np.linalg.cond(h) * np.linalg.norm(expected) + 1e-15
        assert np.linalg.norm(mine - expected) <= 10 * allowed + 1e-15 * np.linalg.norm(points)
    if not solvable.any():  # minima fill a line: the shortest of all updates that lead there
        shortest = -np.linalg.pinv(hessian, rcond=1e-12) @ gradient[..., None]
        np.testing.assert_allclose(moved, shortest[..., 0], rtol=1e-9)


def test_near_a_minimum_every_update_doubles_the_right_digits():
    track = path(surface("himmelblau"), Newton(), [(3.2, 1.9)], 4)[:, 0]
    away = np.hypot(*(track - (3.0, 2.0)).T)
    assert away[0] > 0.2
    assert (away[1:] < away[:-1] ** 2 + 1e-15).all()
    assert away[3] > 1e-13  # or nothing would have been asked of the last


def test_newton_is_through_the_rosenbrock_valley_in_five_updates():
    track = surface("rosenbrock").value(path(surface("rosenbrock"), Newton(), [(-1.5, 1.5)], 6))
    assert track[4, 0] > 1e-10 > track[5, 0]
    assert max(track[1:, 0]) > track[0, 0]  # and climbs high above its start on the way


def test_along_flat_ground_without_slope_newton_does_not_move():
    trough = Parabola(((2.0, 0.0), (0.0, 0.0)))
    assert once(Newton(), trough, (3.0, 0.625)).tolist() == [[0.0, 0.625]]
    turned = Parabola(((1.0, 1.0), (1.0, 1.0)))
    np.testing.assert_allclose(once(Newton(), turned, (3.0, 1.0)), [[1.0, -1.0]], rtol=1e-15)


def test_along_a_slope_without_curvature_newton_leaves_to_infinity_and_nothing_is_nan():
    ramp = Parabola(((2.0, 0.0), (0.0, 0.0)), (0.0, 1.0))
    assert once(Newton(), ramp, (3.0, 0.625)).tolist() == [[0.0, -np.inf]]
    plane = Parabola(((0.0, 0.0), (0.0, 0.0)), (-1.0, 0.0))
    assert once(Newton(), plane, (3.0, 0.625)).tolist() == [[np.inf, 0.625]]


def test_a_rate_below_one_goes_that_share_of_the_way():
    np.testing.assert_allclose(once(Newton(lr=0.25), surface("bowl"), (2.0, -4.0)), [[1.5, -3.0]])


@pytest.mark.parametrize("kind", KINDS)
def test_the_terms_show_the_gradient_along_each_axis_of_curvature(kind):
    x = columns([(-1.2, 1.0), (0.3, 0.8)])
    rosenbrock = surface("rosenbrock")
    terms = kind().terms(kind().ask(rosenbrock, x, kind().init(x)), kind().init(x))
    np.testing.assert_array_equal(terms.grad, rosenbrock.gradient(x))
    np.testing.assert_allclose(
        terms.eigenvalues, np.linalg.eigvalsh(rosenbrock.hessian(x)), rtol=1e-9
    )
    np.testing.assert_allclose((terms.along**2).sum(1), (terms.grad**2).sum(1), rtol=1e-12)
    lengths = (terms.along / terms.divisor) ** 2
    np.testing.assert_allclose(lengths.sum(1), (terms.move**2).sum(1), rtol=1e-12)


# -- damped ------------------------------------------------------------------------------------


def test_without_damping_it_is_newton():
    starts = [(-1.5, 1.5), (0.3, -0.4)]
    damped = path(surface("rosenbrock"), DampedNewton(damping=0.0), starts, 5)
    np.testing.assert_array_equal(damped, path(surface("rosenbrock"), Newton(), starts, 5))


def test_with_much_damping_it_is_gradient_descent_at_rate_eta_over_mu():
    starts = [(-1.5, 1.5), (0.3, -0.4)]
    damped = path(surface("himmelblau"), DampedNewton(damping=1e9, lr=1e6), starts, 20)
    descent = path(surface("himmelblau"), rule("gd", lr=1e-3), starts, 20)
    np.testing.assert_allclose(damped, descent, rtol=1e-5)


def test_damped_newton_by_hand():
    """Bowl: w − w/(1 + 1). Saddle: λ = 2 and −2, so w₁ − 2w₁/(2 + μ) and w₂ + 2w₂/(−2 + μ)."""
    assert once(DampedNewton(damping=1.0), surface("bowl"), (2.0, -1.0)).tolist() == [[1.0, -0.5]]
    saddle, start = surface("saddle"), (1.0, 0.5)
    assert once(DampedNewton(damping=1.0), saddle, start)[0] == pytest.approx([1 / 3, -0.5])
    assert once(DampedNewton(damping=6.0), saddle, start)[0] == pytest.approx([0.75, 0.75])


# -- saddle-free -------------------------------------------------------------------------------


@every_surface
def test_saddle_free_newton_uses_the_size_of_every_curvature(kind):
    """−|H|⁻¹g, where |H| comes from LAPACK's eigenvectors, and never uphill."""
    points = np.random.default_rng(4).uniform(kind().low, kind().high, (40, 2))
    hessian, gradient = kind().hessian(points), kind().gradient(points)
    moved = once(SaddleFreeNewton(floor=0.05), kind(), *points) - points
    fine = np.isfinite(hessian).all(axis=(1, 2)) & np.isfinite(gradient).all(axis=1)
    values, vectors = np.linalg.eigh(hessian[fine])
    along = np.einsum("nik,ni->nk", vectors, gradient[fine]) / np.maximum(np.abs(values), 0.05)
    expected = -np.einsum("nik,nk->ni", vectors, along)
    np.testing.assert_allclose(moved[fine], expected, rtol=1e-6, atol=1e-9)
    assert ((moved * gradient).sum(axis=1)[fine] <= 0).all()


def test_at_a_saddle_newton_is_drawn_in_and_saddle_free_newton_leaves():
    """Along w₂ the ball is twice as far from the line after every update: w₂ + 2w₂/|−2|."""
    starts = [(1.0, 0.125)]
    drawn = path(surface("saddle"), Newton(), starts, 3)[:, 0]
    leaving = path(surface("saddle"), SaddleFreeNewton(), starts, 3)[:, 0]
    assert drawn[1:].tolist() == [[0.0, 0.0]] * 3
    assert leaving[1:].tolist() == [[0.0, 0.25], [0.0, 0.5], [0.0, 1.0]]


def test_leaving_the_saddle_of_the_two_weight_network_takes_few_updates():
    """Where gradient descent at η = 0.05 needs 249 updates (lesson 3), from δ = 1e−10."""
    delta = 1e-10
    starts = [(1 + delta, -1 + delta)]
    track = path(surface("two_weights"), SaddleFreeNewton(), starts, 60)
    assert surface("two_weights").value(track)[-1, 0] < 1e-2
    # Pure Newton goes to the saddle instead and stays there.
    assert np.abs(path(surface("two_weights"), Newton(), starts, 60)[-1]).max() < 1e-6


def test_the_floor_bounds_the_leap_where_there_is_hardly_any_curvature():
    ramp = Parabola(((2.0, 0.0), (0.0, 1e-12)), (0.0, 1.0))
    assert once(SaddleFreeNewton(floor=0.5), ramp, (1.0, 0.0))[0] == pytest.approx([0.0, -2.0])
    assert once(Newton(), ramp, (1.0, 0.0))[0, 1] < -1e11


def test_a_saddle_free_newton_ball_ends_in_a_minimum_on_every_smooth_surface_with_some():
    for key in ("rosenbrock", "himmelblau", "hill", "ring", "six_hump_camel"):
        loss = surface(key)
        starts = np.random.default_rng(0).uniform(loss.low, loss.high, (50, 2))
        end = path(loss, SaddleFreeNewton(), starts, 200)[-1]
        assert (np.linalg.eigvalsh(loss.hessian(end)) > -1e-6).all(), key
        assert np.abs(loss.gradient(end)).max() < 1e-8, key


def test_the_three_are_kept_together_in_the_gallery():
    keys = [kind.key for kind in optimizers.ALL if kind.group == "second"]
    first = keys.index(KINDS[0].key)
    assert keys[first : first + len(KINDS)] == [kind.key for kind in KINDS]
