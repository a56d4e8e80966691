"""Lines of plots, in pixels. NumPy only."""

import numpy as np

from engine.arrays import Array

DASH, SPACE = 5.0, 4.0  # pixels
FAR = 1e4  # pixels; the rasteriser fails on much larger coordinates
LARGEST = 1e12  # pixels; coordinates are clipped to this
DENSE = 1.5  # points a pixel from which a curve is painted column by column
LONGEST = 6000.0  # pixels of dashes along a line; a longer line is dashed along x


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
    if length.sum() > LONGEST:
        length = np.diff(x)
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


def dense(x: Array) -> bool:
    """Whether many points share each pixel, so that a line through them would be filled."""
    return len(x) > 32 and len(x) > DENSE * (x[-1] - x[0])


def columns(x: Array, y: Array, width: float) -> Array:
    """A dense curve as one upright bar a pixel column, (m, 4): left, top, width, height.

    A bar reaches from the lowest to the highest point in its column, and to the last point of the
    column before: it covers what a line through all points would, in a hundredth of the time.
    """
    column = np.floor(x)
    starts = np.flatnonzero(np.diff(column, prepend=-np.inf))
    top, bottom = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    previous = y[np.maximum(starts - 1, 0)]
    top, bottom = np.minimum(top, previous), np.maximum(bottom, previous)
    half = width / 2
    return np.stack(
        [column[starts], top - half, np.full(len(starts), 1.0), bottom - top + width], axis=1
    )


def dashed_columns(bars: Array) -> Array:
    """The bars that are the dashes of a dense curve."""
    kept: Array = bars[bars[:, 0] % (DASH + SPACE) < DASH]
    return kept


def above(bars: Array, zero: float) -> Array:
    """The parts of bars above a row of pixels."""
    kept = bars[bars[:, 1] < zero]
    bottom = np.minimum(kept[:, 1] + kept[:, 3], zero)
    return np.column_stack([kept[:, :3], bottom - kept[:, 1]])


def below(bars: Array, zero: float) -> Array:
    """The parts of bars below a row of pixels."""
    kept = bars[bars[:, 1] + bars[:, 3] > zero]
    top = np.maximum(kept[:, 1], zero)
    return np.column_stack([kept[:, 0], top, kept[:, 2], kept[:, 1] + kept[:, 3] - top])
