"""How large losses, gradients and eigenvalues are in a surface's window. NumPy only."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import final

import numpy as np

from engine.analysis.quantities import Quantity
from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.budget import draft_side
from gui.sampling.measure import measured

GRID = 48  # points a side


@final
@dataclass(frozen=True, slots=True)
class Extent:
    """Smallest and largest value in the window, and whether magnitudes differ widely there."""

    low: float
    high: float
    wide: bool
    unit: float  # a power of ten; smaller magnitudes are rare
    bounded: bool  # whether there are known minima, so that the loss falls no lower than `low`


def extent(quantity: Quantity, surface: Surface, count: int = GRID) -> Extent:
    """`quantity` over a coarse grid of the window, and at the known minima."""
    points, minima = _points(surface, count)
    return _extent(quantity.at(surface, points), minima)


def extending(quantity: Quantity, surface: Surface) -> Generator[None, None, Extent]:
    """The same in slices of a few milliseconds."""
    points, minima = _points(surface, GRID)
    values = yield from measured(lambda some: quantity.at(surface, some), surface, points)
    return _extent(values, minima)


def rough_grid(surface: Surface) -> int:
    """Points a side of a grid that is computed without a delay; at most `GRID`."""
    return draft_side(surface, GRID)


def _points(surface: Surface, count: int) -> tuple[Array, int]:
    """The points (n, 2) of the grid, then the minima, and how many of these."""
    x = np.linspace(surface.low[0], surface.high[0], count)
    y = np.linspace(surface.low[1], surface.high[1], count)
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    minima = np.array(surface.minima, float).reshape(-1, 2)
    return np.concatenate([points, minima]), len(minima)


def _extent(values: Array, minima: int) -> Extent:
    at_minima = values[len(values) - minima :]
    values = values[np.isfinite(values)]
    if not values.size:
        return Extent(0.0, 1.0, False, 1.0, False)
    low, high = float(values.min()), float(values.max())
    bounded = bool(at_minima.size)
    sizes = np.abs(values[values != 0])
    if not sizes.size:
        return Extent(low, high, False, 1.0, bounded)
    small, large = np.quantile(sizes, (0.1, 0.98))
    # Values at the minima count, however small a part of the window they are.
    ends = np.abs(at_minima[np.abs(at_minima) > 1e-9 * large])
    small = min(small, ends.min(initial=np.inf))
    unit = 10.0 ** np.floor(np.log10(max(small, large * 1e-4)))
    return Extent(low, high, bool(large > 200 * small), float(unit), bounded)
