"""How large losses, gradients and eigenvalues are in a surface's window. NumPy only."""

from dataclasses import dataclass
from functools import lru_cache
from typing import final

import numpy as np

from engine.arrays import Array
from engine.quantities import Quantity
from engine.surfaces.base import Surface

GRID = 48


@final
@dataclass(frozen=True, slots=True)
class Extent:
    """Smallest and largest value in the window, and whether magnitudes differ widely there."""

    low: float
    high: float
    wide: bool
    unit: float  # a power of ten; smaller magnitudes are rare
    bounded: bool  # whether there are known minima, so that the loss falls no lower than `low`


@lru_cache(maxsize=64)
def extent(quantity: Quantity, surface: Surface) -> Extent:
    """`quantity` over a coarse grid of the window, and at the known minima."""
    x = np.linspace(surface.low[0], surface.high[0], GRID)
    y = np.linspace(surface.low[1], surface.high[1], GRID)
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    minima = np.array(surface.minima, float).reshape(-1, 2)
    values = quantity.at(surface, np.concatenate([points, minima]))
    return _extent(values[np.isfinite(values)], values[len(points) :])


def _extent(values: Array, at_minima: Array) -> Extent:
    if not values.size:
        return Extent(0.0, 1.0, False, 1.0, False)
    low, high = float(values.min()), float(values.max())
    bounded = bool(at_minima.size)
    sizes = np.abs(values[values != 0])
    if not sizes.size:
        return Extent(low, high, False, 1.0, bounded)
    small, large = np.quantile(sizes, (0.1, 0.98))
    # What the balls come to matters most, however small a part of the window it is.
    ends = np.abs(at_minima[np.abs(at_minima) > 1e-9 * large])
    small = min(small, ends.min(initial=np.inf))
    unit = 10.0 ** np.floor(np.log10(max(small, large * 1e-4)))
    return Extent(low, high, bool(large > 200 * small), float(unit), bounded)
