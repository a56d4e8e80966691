"""Eigenvalues of symmetric 2 × 2 matrices, compared with decimal numbers of 400 digits."""

from decimal import Context, Decimal, localcontext

import numpy as np
import pytest

from engine.optimizers.vectors import eigen
from engine.symmetric import pair


def exact(a, b, c):
    with localcontext(Context(prec=400)):
        a, b, c = map(Decimal, (a, b, c))
        middle, radius = (a + c) / 2, ((a - c) ** 2 / 4 + b * b).sqrt()
        larger = middle + radius if middle >= 0 else middle - radius
        return sorted(map(float, ((a * c - b * b) / larger, larger)))


def matrices():
    """Any sizes; nearly singular ones; diagonal ones. Each row is a, b, c."""
    random = np.random.default_rng(0)
    any_size = random.choice([-1, 1], (200, 3)) * 10.0 ** random.uniform(-150, 150, (200, 3))
    kappa, angle = 10.0 ** random.uniform(0, 30, 200), random.uniform(0, 7, 200)
    cos, sin = np.cos(angle), np.sin(angle)
    long = [kappa * cos**2 + sin**2, (kappa - 1) * cos * sin, kappa * sin**2 + cos**2]
    diagonal = any_size * [1, 0, 1]
    return np.concatenate([any_size, np.transpose(long), diagonal, random.normal(size=(200, 3))])


def test_both_eigenvalues_have_all_their_digits():
    rows = matrices()
    expected = np.array([exact(*row) for row in rows.tolist()])
    np.testing.assert_allclose(np.transpose(pair(*rows.T)), expected, rtol=1e-15)
    in_shape = np.stack(pair(*rows.T.reshape(3, 4, 200)), -1).reshape(-1, 2)
    np.testing.assert_array_equal(in_shape, np.transpose(pair(*rows.T)))


def test_those_of_a_diagonal_matrix_are_its_entries():
    for a, c in ((1.0, 1e16), (1e300, -1e-300), (np.inf, 2.0), (0.0, -0.0), (0.1, 0.3)):
        low, high = pair(np.array(a), np.array(0.0), np.array(c))
        assert (low, high) == (min(a, c), max(a, c))


def test_newtons_rules_divide_by_the_same_eigenvalues():
    rows = matrices()
    values, _ = eigen(rows[:, [0, 1, 1, 2]].reshape(-1, 2, 2))
    expected = np.array([exact(*row) for row in rows.tolist()])
    np.testing.assert_allclose(values, expected, rtol=2e-15)


@pytest.mark.parametrize("b", [0.0, 1.0, np.nan])
def test_nan_gives_nan_and_raises_nothing(b):
    assert np.isnan(pair(np.array([np.nan]), np.array([b]), np.array([1.0]))).all()
