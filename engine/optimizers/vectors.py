"""Arithmetic of small vectors and matrices, ball by ball.

No BLAS and no NumPy reduction: both choose their order of summation by the length or layout of
the whole array, and a ball alone would differ in its last bit from the same ball in a fleet.
"""

from typing import Any, Final

import numpy as np

from engine.arrays import Array, IntArray
from engine.optimizers.base import Oracle
from engine.symmetric import CANCELLED, pair

SWEEPS: Final = 10  # of Jacobi's rotations; two axes need only one, and eight need about six


def dot(a: Array, b: Array) -> Array:
    """aᵀb for vectors of shape (..., D), shape (..., 1)."""
    total = a[..., :1] * b[..., :1]
    for i in range(1, a.shape[-1]):
        total += a[..., i : i + 1] * b[..., i : i + 1]
    return total


def norm(a: Array) -> Array:
    """‖a‖, shape (..., 1)."""
    return np.asarray(np.sqrt(dot(a, a)))


def quadratic(matrices: Array, a: Array) -> Array:
    """aᵀHa for matrices (N, D, D) and vectors (N, D), shape (N, 1)."""
    total = dot(matrices[:, 0], a) * a[:, :1]
    for i in range(1, a.shape[-1]):
        total += dot(matrices[:, i], a) * a[:, i : i + 1]
    return total


def product(a: Any, b: Any) -> Array:
    """a times b, where 0 times anything is 0: an infinity does not spread to other axes."""
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):
        c: Array = a * b
    odd = np.isnan(c)
    return np.where(odd & ((a == 0) | (b == 0)), 0.0, c) if odd.any() else c


def quotient(a: Array, b: Array) -> Array:
    """a divided by b, where 0 divided by anything is 0."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        c: Array = a / b
    odd = np.isnan(c)
    return np.where(odd & (a == 0), 0.0, c) if odd.any() else c


def narrowed(f: Oracle, rows: IntArray) -> Oracle:
    """The loss for the balls number `rows`: the noise of an oracle may depend on the ball."""
    part = getattr(f, "part", None)
    return f if part is None else part(rows)


@np.errstate(divide="ignore", invalid="ignore", over="ignore")
def eigen(matrices: Array) -> tuple[Array, Array]:
    """Eigenvalues (N, D), ascending, and unit eigenvectors, [:, :, k] belonging to [:, k].

    Of symmetric matrices (N, D, D), by Jacobi's rotations: for two axes that is the closed form,
    in which a diagonal matrix has exactly the axes as eigenvectors. NaN where a matrix has one.
    """
    size = matrices.shape[-1]
    a = [[matrices[:, i, j] for j in range(size)] for i in range(size)]
    v = [[np.full(len(matrices), float(i == j)) for j in range(size)] for i in range(size)]
    for _ in range(1 if size == 2 else SWEEPS):
        for p in range(size - 1):
            for q in range(p + 1, size):
                _rotate(a, v, p, q)
    values = [a[i][i] for i in range(size)]
    if size == 2:
        values = _sharpened(values, *pair(matrices[:, 0, 0], matrices[:, 0, 1], matrices[:, 1, 1]))
    for end in range(size - 1, 0, -1):
        for k in range(end):
            _exchange(values, v, k)
    return np.array(values).T, np.moveaxis(np.array(v), -1, 0)


def _sharpened(values: list[Array], low: Array, high: Array) -> list[Array]:
    """Of two eigenvalues the smaller one, in size, is a difference that may have lost digits."""
    one, other = values
    swap = one > other
    exact = np.where(swap, high, low), np.where(swap, low, high)
    largest = CANCELLED * np.maximum(np.abs(one), np.abs(other))
    lost = np.isfinite(low) & np.isfinite(high)
    return [
        np.where(lost & (np.abs(value) < largest), better, value)
        for value, better in zip(values, exact, strict=True)
    ]


def _exchange(values: list[Array], v: list[list[Array]], k: int) -> None:
    """The pairs number k and k + 1 in order of their eigenvalues."""
    low, high = values[k], values[k + 1]
    swap = low > high
    values[k], values[k + 1] = np.where(swap, high, low), np.where(swap, low, high)
    for row in v:
        row[k], row[k + 1] = np.where(swap, row[k + 1], row[k]), np.where(swap, row[k], row[k + 1])


def _rotate(a: list[list[Array]], v: list[list[Array]], p: int, q: int) -> None:
    """Turn the axes p and q so that the matrices `a` no longer mix them (Golub and Van Loan 8.5).

    `tan` is the smaller of the two tangents that do; written so that it divides by nothing
    small.
    """
    mixed, half = a[p][q], a[q][q] / 2 - a[p][p] / 2
    toward = np.where(half < 0, -1.0, 1.0)
    tan = quotient(mixed * toward, np.abs(half) + np.hypot(half, mixed))
    cos = 1 / np.sqrt(1 + tan * tan)
    sin = tan * cos
    a[p][p], a[q][q] = a[p][p] - tan * mixed, a[q][q] + tan * mixed
    a[p][q] = a[q][p] = np.zeros_like(mixed)
    for r in range(len(a)):
        if r not in (p, q):
            turned = cos * a[r][p] - sin * a[r][q], sin * a[r][p] + cos * a[r][q]
            a[r][p], a[r][q] = turned
            a[p][r], a[q][r] = turned
        v[r][p], v[r][q] = cos * v[r][p] - sin * v[r][q], sin * v[r][p] + cos * v[r][q]
