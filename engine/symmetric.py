"""Eigenvalues of symmetric 2 × 2 matrices, without cancellation."""

from typing import Final

import numpy as np

from engine.arrays import Array

SPLITTER: Final = 2.0**27 + 1  # splits 53 bits into two halves whose products are exact
CANCELLED: Final = 0.25  # a difference smaller than this share of its parts has lost digits


@np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore")
def pair(a: Array, b: Array, c: Array) -> tuple[Array, Array]:
    """The lesser and the greater eigenvalue of [[a, b], [b, c]], elementwise.

    In closed form: fast for a million matrices, and NaN gives NaN where a LAPACK call would
    raise. `hypot` keeps the root free of overflow. Of the two, one is a sum and the other a
    difference; where that loses digits it is computed from the determinant.
    """
    middle, radius = a / 2 + c / 2, np.hypot(a / 2 - c / 2, b)
    low, high = np.asarray(middle - radius), np.asarray(middle + radius)
    difference, sum_ = np.minimum(np.abs(low), np.abs(high)), np.maximum(np.abs(low), np.abs(high))
    lost = (difference < CANCELLED * sum_) & (sum_ < np.inf)
    if lost.any():
        larger = np.where(middle > 0, high, low)[lost]
        smaller = _smaller(a[lost], b[lost], c[lost], larger)
        low[lost], high[lost] = np.minimum(smaller, larger), np.maximum(smaller, larger)
    alone = b == 0  # then a and c are the eigenvalues, to the last bit
    return np.where(alone, np.minimum(a, c), low), np.where(alone, np.maximum(a, c), high)


def _smaller(a: Array, b: Array, c: Array, larger: Array) -> Array:
    """(ac − b²)/larger, scaled by a power of 2 so that no product overflows."""
    _, exponent = np.frexp(larger)
    x, y, z, size = (np.ldexp(part, -exponent) for part in (a, b, c, larger))
    one, other = x * z, y * y
    determinant = (one - other) + (_rounding(x, z, one) - _rounding(y, y, other))
    smaller: Array = np.ldexp(determinant / size, exponent)
    return smaller


def _rounding(x: Array, y: Array, product: Array) -> Array:
    """xy − product, exactly (Dekker 1971)."""
    (x1, x2), (y1, y2) = _halves(x), _halves(y)
    error: Array = x2 * y2 - (((product - x1 * y1) - x2 * y1) - x1 * y2)
    return error


def _halves(x: Array) -> tuple[Array, Array]:
    high = SPLITTER * x - (SPLITTER * x - x)
    return high, x - high
