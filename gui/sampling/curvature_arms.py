"""The arms of the cross that shows the curvature at a point: which way, how long, which sign."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, final

import numpy as np

from engine.analysis.curvature import eigenvalues, eigenvectors, read
from engine.analysis.status import DEGENERATE
from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface
from gui.sampling.mesh import grid

BAR: Final = 40.0  # pixels of one bar, where crosses are few
FULL, SHRINK = 8, 0.45  # crosses up to which this holds; the power by which it is less for more
FEW: Final = 16  # crosses that have rims; those of more would cover each other
CURVED: Final = 60  # crosses whose arms are bent as the surface is; those of more are too short
MOST: Final = 150  # crosses; of more balls an even part has one: lines would cover the surface
LONGEST: Final = 2.0  # bars that any arm has, at most
USUAL: Final = 1.5  # bars that most arms have, at most
LEAST: Final = 0.1  # bars; where many arms would be shorter, the scale is logarithmic
SHORTEST: Final = 0.25  # bars that an arm has on a logarithmic scale, at least
SIDE: Final = 25  # points a side of the window at which its curvatures are looked at
DECADES: Final = 12  # between the ends of a logarithmic scale, at most


@final
@dataclass(frozen=True, slots=True, eq=False)
class Crosses:
    """The quadratics at n points of a surface, with their axes.

    `signs` (n, 2) has 1, −1, or 0 where an eigenvalue is zero, undecided, or has no value.
    """

    points: Array  # (n, 2)
    loss: Array  # (n,)
    gradient: Array  # (n, 2)
    hessian: Array  # (n, 2, 2)
    eigenvalues: Array  # (n, 2), ascending
    axes: Array  # (n, 2, 2): [:, :, k] is the unit eigenvector number k
    signs: IntArray


@final
@dataclass(frozen=True, slots=True)
class ArmScale:
    """How long the arm of an eigenvalue is: as its square root, or as its logarithm.

    Square root: one bar is |λ| = `high`. Logarithm: from `SHORTEST` at `low` to `LONGEST` at
    `high`, one length for each decade.
    """

    high: float
    low: float | None = None

    @property
    def log(self) -> bool:
        return self.low is not None

    def bars(self, values: Array | float) -> Array:
        """Lengths (...) of the arms of eigenvalues (...), in bars; 0 for 0."""
        with np.errstate(all="ignore"):
            size = np.abs(np.asarray(values, float))
            if self.low is None:
                bars = np.sqrt(size / self.high)
            else:
                share = np.log10(size / self.low) / np.log10(self.high / self.low)
                bars = np.maximum(SHORTEST + (LONGEST - SHORTEST) * share, SHORTEST)
            found: Array = np.where(size > 0, np.minimum(bars, LONGEST), 0.0)
        return found


def one_in(count: int) -> int:
    """Of how many balls one has a cross."""
    return max(1, -(-count // MOST))


def crosses(surface: Surface, points: Array) -> Crosses:
    """Those at `points` (n, 2). Never raises, never warns."""
    reading = read(surface, points)
    with np.errstate(all="ignore"):
        axes = eigenvectors(reading.hessian)
    known = np.isfinite(reading.loss) & np.isfinite(reading.gradient).all(axis=-1)
    signs = np.where(known[:, None], certain_signs(reading.eigenvalues), 0)
    parts = (reading.loss, reading.gradient, reading.hessian, reading.eigenvalues)
    return Crosses(points, *parts, axes, signs)


def certain_signs(values: Array) -> IntArray:
    """The signs (..., 2) of pairs of eigenvalues (..., 2): 0 where rounding may have made them."""
    with np.errstate(all="ignore"):
        size = np.abs(values)
        largest = np.maximum(size[..., :1], size[..., 1:])
        certain = (size > DEGENERATE * largest) & (largest < np.inf)  # of nan neither is true
        return np.where(certain, np.where(values < 0, -1, 1), 0)


def bar_pixels(count: int) -> float:
    """The length of a bar in logical pixels for so many balls."""
    return float(BAR * min(1.0, FULL / max(min(count, MOST), 1)) ** SHRINK)


@lru_cache(maxsize=8)
def arm_scale(surface: Surface) -> ArmScale:
    """The one scale of a surface, from the curvatures in its window and at its minima."""
    places = np.array(surface.minima, float).reshape(-1, 2)
    return scale_for(*(_sizes(surface, points) for points in (grid(surface, SIDE), places)))


def _sizes(surface: Surface, points: Array) -> Array:
    """The sizes (m,) of the certain eigenvalues at points (..., 2)."""
    with np.errstate(all="ignore"):
        values = eigenvalues(surface.hessian(points))
    found: Array = np.abs(values[certain_signs(values) != 0])
    return found


def scale_for(sizes: Array, ends: Array) -> ArmScale:
    """The scale for eigenvalues of these sizes (m,), and of those (k,) where balls come to rest;
    all are above 0."""
    if not sizes.size:
        return ArmScale(1.0)
    least, usual, most = np.percentile(sizes, (10, 80, 100)).tolist()
    least = min(least, float(ends.min(initial=least)))
    unit = _round_up(max(most / LONGEST**2, usual / USUAL**2))
    if np.sqrt(least / unit) >= LEAST:
        return ArmScale(unit)
    low, high = float(np.floor(np.log10(least))), float(np.ceil(np.log10(most)))
    return ArmScale(10.0**high, 10.0 ** max(low, high - DECADES))


def _round_up(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(r * power for r in (1, 2, 5, 10) if r * power >= value * (1 - 1e-9)))
