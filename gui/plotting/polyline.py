"""Lines as the plots draw them, in pixels. NumPy only."""

import numpy as np

from engine.arrays import Array

DASH, SPACE = 5.0, 4.0  # pixels
FAR = 1e4  # painting further off than this is of no use and troubles the rasteriser
WILD = 1e12  # pixels beyond which not even a direction matters
DENSE = 1.5  # points a pixel from which a curve is painted column by column
LONGEST = 6000.0  # pixels of dashes along a line; a wild line is dashed along x


def runs(x: Array, y: Array) -> list[tuple[Array, Array]]:
    """The stretches of a curve between its NaNs."""
    there = np.flatnonzero(np.isfinite(y))
    if not len(there):
        return []
    if there[-1] - there[0] + 1 == len(there):
        stretch = slice(there[0], there[-1] + 1)
        return [(x[stretch], y[stretch])]
    pieces = np.split(there, np.flatnonzero(np.diff(there) > 1) + 1)
    return [(x[piece], y[piece]) for piece in pieces]


def tamed(pixels: Array) -> Array:
    """Pixels no further away than numbers that can be reckoned with."""
    return np.clip(pixels, -WILD, WILD)


def within(path: Array, low: Array, high: Array) -> list[Array]:
    """The stretches of a path (k, 2) inside a box, cut off exactly at its edges; NaNs break it.

    A diverging ball's path leads through numbers that no rasteriser can take, and clipping its
    coordinates one by one would turn its lines. Liang and Barsky, CACM 27 (1984).
    """
    path = tamed(path)
    if len(path) and ((path >= low) & (path <= high)).all():
        return [path]
    start, way = path[:-1], np.diff(path, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        to_low, to_high = (low - start) / way, (high - start) / way
        # A line that stands still along an axis is inside for ever, or never: 0 / 0 says neither.
        never = (way == 0) & ((start < low) | (start > high))
    entry = np.where(way == 0, 0.0, np.minimum(to_low, to_high)).max(axis=1, initial=0.0)
    leave = np.where(way == 0, 1.0, np.maximum(to_low, to_high)).min(axis=1, initial=1.0)
    kept = np.flatnonzero((entry < leave) & ~never.any(axis=1))
    first, last = start + entry[:, None] * way, start + leave[:, None] * way
    apart = (np.diff(kept) > 1) | (entry[kept[1:]] > 0) | (leave[kept[:-1]] < 1)
    pieces = np.split(kept, np.flatnonzero(apart) + 1) if len(kept) else []
    return [np.concatenate([first[piece[:1]], last[piece]]) for piece in pieces]


def of_one_sign(x: Array, y: Array, positive: bool) -> tuple[Array, Array]:
    """The parts of a curve above nought (or below), ending exactly where it crosses."""
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
    """Whether so many points share each pixel that a line through them would be a block."""
    return len(x) > 32 and len(x) > DENSE * (x[-1] - x[0])


def columns(x: Array, y: Array, width: float) -> Array:
    """A dense curve as one upright bar a pixel column, (m, 4): left, top, width, height.

    A bar reaches from the lowest to the highest point in its column, and to where the curve came
    from: what is seen is what a line through all points would cover, in a hundredth of the time.
    """
    column = np.floor(x)
    starts = np.flatnonzero(np.diff(column, prepend=-np.inf))
    top, bottom = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    came = y[np.maximum(starts - 1, 0)]
    top, bottom = np.minimum(top, came), np.maximum(bottom, came)
    half = width / 2
    return np.stack(
        [column[starts], top - half, np.full(len(starts), 1.0), bottom - top + width], axis=1
    )


def dashed_columns(bars: Array) -> Array:
    """Those bars that the dashes of a dense curve are made of."""
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
