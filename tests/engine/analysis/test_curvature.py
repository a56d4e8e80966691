"""Eigenvalues in closed form, and readings of points."""

import numpy as np
import pytest

from engine import surfaces
from engine.analysis.curvature import eigenvalues, eigenvectors, read
from tests.engine.worlds import default


def some_symmetric(count=200):
    a, b, c = np.random.default_rng(3).normal(size=(3, count))
    return np.stack([np.stack([a, b], -1), np.stack([b, c], -1)], -1)


def test_eigenvalues_are_those_of_lapack_in_ascending_order():
    matrices = some_symmetric()
    found = eigenvalues(matrices)
    np.testing.assert_allclose(found, np.linalg.eigvalsh(matrices), atol=1e-14)
    assert (found[:, 0] <= found[:, 1]).all()


def test_eigenvectors_are_unit_orthogonal_and_solve_their_equation():
    matrices = some_symmetric()
    values, vectors = eigenvalues(matrices), eigenvectors(matrices)
    np.testing.assert_allclose(matrices @ vectors, vectors * values[:, None], atol=1e-14)
    np.testing.assert_allclose(
        vectors.swapaxes(1, 2) @ vectors, np.eye(2) + 0 * vectors, atol=1e-15
    )


def test_between_equal_curvatures_the_axes_are_exact_diagonals():
    # A ball that is kicked along one must not leave it by rounding.
    half = 0.5**0.5
    for b in (-2.0, 1e-300, 3.0):
        low, high = eigenvectors(np.array([[5.0, b], [b, 5.0]])).T
        assert high.tolist() == [half, np.copysign(half, b)]
        assert low.tolist() == [-np.copysign(half, b), half]


def test_the_shape_in_front_is_kept():
    matrices = some_symmetric(12).reshape(3, 4, 2, 2)
    assert eigenvalues(matrices).shape == (3, 4, 2)
    assert eigenvectors(matrices).shape == (3, 4, 2, 2)
    assert eigenvalues(matrices[0, 0]).tolist() == eigenvalues(matrices)[0, 0].tolist()


def test_any_orthogonal_axes_are_eigenvectors_of_a_round_bowl():
    vectors = eigenvectors(np.eye(2))
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(2), atol=1e-15)


def test_huge_curvature_does_not_overflow_and_nan_stays_nan():
    huge = np.array([[1e308, 0.0], [0.0, -1e308]])
    np.testing.assert_allclose(eigenvalues(huge), [-1e308, 1e308])
    assert np.isnan(eigenvalues(np.full((2, 2), np.nan))).all()


def test_lesson_2_directions_at_the_networks_saddle():
    """λ = −2 along (1, 1): down there; λ = 2 along (1, −1): up there."""
    reading = read(surfaces.BY_KEY["two_weights"](), np.zeros(2))
    assert reading.hessian.tolist() == [[0, -2], [-2, 0]]
    assert reading.eigenvalues.tolist() == [-2, 2]
    down, up = eigenvectors(reading.hessian).T
    assert abs(down @ [1, 1]) == pytest.approx(np.sqrt(2))
    assert abs(up @ [1, -1]) == pytest.approx(np.sqrt(2))


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_a_reading_has_the_values_of_the_surface(kind):
    surface = default(kind)
    points = np.random.default_rng(0).uniform(surface.low, surface.high, size=(5, 3, 2))
    reading = read(surface, points)
    assert reading.points is points
    np.testing.assert_array_equal(reading.loss, surface.value(points))
    np.testing.assert_array_equal(reading.gradient, surface.gradient(points))
    np.testing.assert_array_equal(reading.hessian, surface.hessian(points))
    np.testing.assert_allclose(reading.norm, np.sqrt((reading.gradient**2).sum(-1)), rtol=1e-15)
    np.testing.assert_array_equal(reading.eigenvalues, eigenvalues(reading.hessian))


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_reading_far_away_points_neither_raises_nor_warns(kind):
    points = np.array([[1e300, -1e300], [np.inf, 0.0], [np.nan, np.nan]])
    reading = read(default(kind), points)
    assert reading.loss.shape == (3,)
    constant = {"bowl", "inverted_bowl", "trough", "ellipse", "tilted_valley", "saddle"}
    constant |= {"booth", "matyas", "linear_regression", "pokemon", "two_features"}
    # Their curvature is the same everywhere.
    assert np.isnan(reading.eigenvalues[2]).any() or kind.key in constant
