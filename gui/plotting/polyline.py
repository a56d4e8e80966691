"""Lines of plots, in pixels. NumPy only."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from engine.analysis.status import Mask
from engine.arrays import Array, IntArray

DASH, SPACE = 5.0, 4.0  # pixels
FAR = 1e4  # pixels; the rasteriser fails on much larger coordinates
LARGEST = 1e12  # pixels; coordinates are clipped to this
DENSE = 1.5  # points a pixel from which a curve is painted column by column
LONGEST = 6000.0  # pixels of dashes along a line; what is longer is dashed along x from there


def runs(x: Array, y: Array) -> list[tuple[Array, Array]]:
    """The parts of a curve between its NaNs."""
    there = np.flatnonzero(np.isfinite(y))
    if not len(there):
        return []
    if there[-1] - there[0] + 1 == len(there):
        part = slice(there[0], there[-1] + 1)
        return [(x[part], y[part])]
    pieces = np.split(there, np.flatnonzero(np.diff(there) > 1) + 1)
    return [(x[piece], y[piece]) for piece in pieces]


def pieces(there: Mask, owner: IntArray) -> Iterator[slice]:
    """The stretches of points that are there and belong to one curve."""
    places = np.flatnonzero(there)
    cuts = np.flatnonzero((np.diff(places) > 1) | (np.diff(owner[places]) > 0)) + 1
    bounds = [0, *cuts.tolist(), len(places)] if len(places) else []
    for first, last in pairwise(bounds):
        yield slice(int(places[first]), int(places[last - 1]) + 1)


def clipped(pixels: Array) -> Array:
    """Pixels clipped to where differences can be computed."""
    return np.clip(pixels, -LARGEST, LARGEST)


def within(path: Array, low: Array, high: Array) -> list[Array]:
    """The parts of a path (k, 2) inside a box, cut exactly at its edges; NaNs break it.

    A diverging ball's path has coordinates too large for the rasteriser, and clipping the
    coordinates one by one would change its directions. Liang and Barsky, CACM 27 (1984).
    """
    path = clipped(path)
    if len(path) and ((path >= low) & (path <= high)).all():
        return [path]
    start, delta = path[:-1], np.diff(path, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        to_low, to_high = (low - start) / delta, (high - start) / delta
        # A line without extent along an axis is inside always or outside; 0 / 0 gives neither.
        outside = (delta == 0) & ((start < low) | (start > high))
    entry = np.where(delta == 0, 0.0, np.minimum(to_low, to_high)).max(axis=1, initial=0.0)
    leave = np.where(delta == 0, 1.0, np.maximum(to_low, to_high)).min(axis=1, initial=1.0)
    kept = np.flatnonzero((entry < leave) & ~outside.any(axis=1))
    first, last = start + entry[:, None] * delta, start + leave[:, None] * delta
    apart = (np.diff(kept) > 1) | (entry[kept[1:]] > 0) | (leave[kept[:-1]] < 1)
    pieces = np.split(kept, np.flatnonzero(apart) + 1) if len(kept) else []
    return [np.concatenate([first[piece[:1]], last[piece]]) for piece in pieces]


def of_one_sign(x: Array, y: Array, positive: bool) -> tuple[Array, Array]:
    """The parts of a curve above zero (or below), ending exactly at the crossings."""
    crossing = np.flatnonzero(np.signbit(y[1:]) != np.signbit(y[:-1]))
    crossing = crossing[np.isfinite(y[crossing]) & np.isfinite(y[crossing + 1])]
    if len(crossing):
        a, b = y[crossing], y[crossing + 1]
        share = np.divide(a, a - b, out=np.zeros_like(a), where=a != b)
        between = x[crossing] + share * (x[crossing + 1] - x[crossing])
        x, y = np.insert(x, crossing + 1, between), np.insert(y, crossing + 1, 0.0)
    kept = y >= 0 if positive else y <= 0
    return x, np.where(kept, y, np.nan)


def dashes(x: Array, y: Array) -> Array:
    """Dashes along a line through pixels (n,), as segments (m, 4): x, y, x, y."""
    length = np.hypot(np.diff(x), np.diff(y))
    # Not all of it along x: then a line that grows would be dashed in other places.
    length = np.where(np.cumsum(length) > LONGEST, np.diff(x), length)
    along = np.concatenate([[0.0], np.cumsum(length)])
    period = DASH + SPACE
    starts = np.arange(0.0, along[-1], period)
    cuts = np.concatenate([starts, np.minimum(starts + DASH, along[-1])])
    stops = np.unique(np.concatenate([along, cuts]))
    if len(stops) < 2:
        return np.empty((0, 4))
    px, py = np.interp(stops, along, x), np.interp(stops, along, y)
    inside = ((stops[:-1] + stops[1:]) / 2) % period < DASH
    segments: Array = np.stack([px[:-1], py[:-1], px[1:], py[1:]], axis=1)[inside]
    return segments


def dense(pixels: float, count: int) -> bool:
    """Whether so many points share each of `pixels` that a line through them would be filled."""
    return count > 32 and count > DENSE * pixels


def bar_starts(x: Array, part: IntArray) -> IntArray:
    """The first point of each bar of `columns`."""
    column = np.floor(x)
    return np.flatnonzero(
        np.diff(column, prepend=np.nan).astype(bool) | np.diff(part, prepend=-1).astype(bool)
    )


def columns(x: Array, y: Array, width: Array | float, part: IntArray) -> Array:
    """Dense curves as one upright bar a pixel column, (m, 4): left, top, width, height.

    `part` is another number for each curve and after each gap; `width` is that of a line, or of
    each bar. A bar reaches from the lowest to the highest point in its column, and to the last
    point of the column before: it covers what a line through all points would, in a hundredth of
    the time.
    """
    if not len(x):
        return np.empty((0, 4))
    starts = bar_starts(x, part)
    top, bottom = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    before = np.maximum(starts - 1, 0)
    previous = np.where(part[before] == part[starts], y[before], y[starts])
    top, bottom = np.minimum(top, previous), np.maximum(bottom, previous)
    return np.stack(
        [np.floor(x[starts]), top - width / 2, np.ones(len(starts)), bottom - top + width], axis=1
    )


def dashed_columns(bars: Array) -> Array:
    """The bars that are the dashes of a dense curve."""
    kept: Array = bars[bars[:, 0] % (DASH + SPACE) < DASH]
    return kept


def above(bars: Array, zero: float) -> Array:
    """The parts of bars above a row of pixels; further numbers of a bar stay as they are."""
    kept = bars[bars[:, 1] < zero]
    bottom = np.minimum(kept[:, 1] + kept[:, 3], zero)
    return np.column_stack([kept[:, :3], bottom - kept[:, 1], kept[:, 4:]])


def below(bars: Array, zero: float) -> Array:
    """The parts of bars below a row of pixels."""
    kept = bars[bars[:, 1] + bars[:, 3] > zero]
    top = np.maximum(kept[:, 1], zero)
    height = kept[:, 1] + kept[:, 3] - top
    return np.column_stack([kept[:, 0], top, kept[:, 2], height, kept[:, 4:]])
