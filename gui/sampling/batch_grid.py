"""The loss of a batch on a coarse grid, in slices, and its contour lines. NumPy only."""

from collections.abc import Generator
from typing import Final

import numpy as np

from engine.analysis.batch_view import batch_losses
from engine.arrays import Array, IntArray
from engine.surfaces.examples import DataSurface
from gui.sampling.budget import POINTS_SLICE, TERMS_SLICE
from gui.sampling.mesh import grid

MOST, LEAST = 33, 17  # points a side: more cost a frame more than they show
FALLING: Final = ((0, 1, 3), (0, 3, 2))  # corners of the two triangles of a square


def side(examples: int) -> int:
    """Points a side: as many as one slice has time for, within these limits."""
    return max(LEAST, min(MOST, int((TERMS_SLICE / examples) ** 0.5)))


def slices(surface: DataSurface, examples: IntArray) -> Generator[None, None, Array]:
    """The losses (n, n) of these examples over the window, in slices of a few milliseconds."""
    count = side(examples.size)
    points = grid(surface, count).reshape(-1, 2)
    step = max(1, min(POINTS_SLICE, TERMS_SLICE // examples.size))
    parts = []
    for first in range(0, len(points), step):
        parts.append(batch_losses(surface, points[first : first + step], examples))
        if first + step < len(points):
            yield
    return np.concatenate(parts).reshape(count, count)


def contour_lines(values: Array, levels: Array) -> Array:
    """Where a grid (n, n) of values, linear on triangles, has each of the levels (m,).

    Lines (k, 2, 2) between points (column, row); none where a value is not finite.
    """
    lines = [np.zeros((0, 2, 2))]
    rows, columns = np.indices(values.shape)
    points = _squares(np.stack([columns, rows, values], axis=-1))
    for corners in FALLING:
        triangles = points[:, corners]
        triangles = triangles[np.isfinite(triangles[..., 2]).all(axis=-1)]
        lines += [_crossings(triangles, level) for level in levels.tolist()]
    return np.concatenate(lines)


def _squares(points: Array) -> Array:
    """The corners (m, 4, 3) of the squares between points (n, n, 3)."""
    parts = (points[:-1, :-1], points[:-1, 1:], points[1:, :-1], points[1:, 1:])
    squares: Array = np.stack(parts, axis=2).reshape(-1, 4, 3)
    return squares


def _crossings(triangles: Array, level: float) -> Array:
    """The lines (k, 2, 2) at one height in triangles (m, 3, 3)."""
    above = triangles[..., 2] >= level
    cut = above.any(axis=-1) & ~above.all(axis=-1)
    start, above = triangles[cut], above[cut]
    end = start[:, (1, 2, 0)]
    crossed = above != above[:, (1, 2, 0)]  # two of the three edges
    a, b = start[crossed], end[crossed]
    share = ((level - a[:, 2]) / (b[:, 2] - a[:, 2]))[:, None]
    lines: Array = (a[:, :2] + share * (b[:, :2] - a[:, :2])).reshape(-1, 2, 2)
    return lines
