"""Measuring a surface in slices. NumPy only."""

from collections.abc import Callable, Generator

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.budget import slice_points


def measured(
    measure: Callable[[Array], Array], surface: Surface, points: Array
) -> Generator[None, None, Array]:
    """`measure` of `points` (n, 2) in slices of a few milliseconds, the same as in one call."""
    step = slice_points(surface)
    parts = []
    for start in range(0, len(points), step):
        with np.errstate(all="ignore"):
            parts.append(measure(points[start : start + step]))
        yield
    return np.concatenate(parts)
