"""Lines as the plots draw them, in pixels. NumPy only."""

import numpy as np

from engine.arrays import Array

DASH, SPACE = 5.0, 4.0  # pixels
FAR = 1e4  # painting further off than this is of no use and troubles the rasteriser
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
