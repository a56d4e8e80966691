"""Curvatures of losses that are parabolas."""

import numpy as np


def spectrum(loss):
    """The eigenvalues of a loss whose Hessian is the same everywhere, exact even where long."""
    (a, b), (_, c) = loss.hessian(np.zeros(2)).tolist()
    high = (a + c) / 2 + np.hypot((a - c) / 2, b)
    return (a * c - b * b) / high, high
