"""Lines of trails, thinned without a visible difference."""

from typing import Final, final

import numpy as np
import numpy.typing as npt

from gui.sampling.height_scale import Mask

LEVELS: Final = 6  # a line is over 1, 2, 4, … 64 rows
BLOCK: Final = 1 << LEVELS  # rows whose lines are found once

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.uint32]


@final
class Thinning:
    """How far the lines of n balls over 2, 4, … `BLOCK` rows are from their exact courses.

    Of the line over two halves that is at most the larger distance of the halves, and that of
    the point where they meet: so each row is read once, whenever enough of them were added.
    """

    def __init__(self, rows: int, balls: int) -> None:
        self._balls = balls
        self._joined: Mask = np.zeros((0, balls), bool)
        # Of level 1 and on; the lines of level 0 are exact.
        self._off = [np.zeros((rows >> k, balls), np.float32) for k in range(1, LEVELS + 1)]
        self._done = [0] * LEVELS

    def extend(self, position: Floats, joined: Mask, count: int) -> None:
        """Add the rows up to `count` of `position` (rows, n, 3); `joined` to the row before."""
        self._joined = joined
        for k, off in enumerate(self._off):
            step = 2 << k
            first, end = self._done[k], (count - 1) // step
            if first >= end:
                return
            at = position[first * step : end * step + 1 : step // 2]
            if k:
                halves = self._off[k - 1][2 * first : 2 * end]
            else:
                lines = joined[2 * first + 1 : 2 * end + 1]
                halves = np.where(lines, np.float32(0), np.float32(np.inf))
            worst = halves.reshape(end - first, 2, self._balls).max(axis=1)
            off[first:end] = worst + _off_line(at[:-2:2], at[1::2], at[2::2])
            self._done[k] = end

    def drop(self, rows: int) -> None:
        """Forget the first rows, whole blocks of them."""
        for k, off in enumerate(self._off):
            gone, end = rows // (2 << k), self._done[k]
            off[: end - gone] = off[gone:end]
            self._done[k] = end - gone

    def lines(self, start: int, end: int, grain: float) -> Indices:
        """Pairs of vertices (m, 2) from row `start`, a block's first, to before row `end`.

        No skipped vertex is farther than `grain` from its line.
        """
        parts, whole = [], np.zeros((0, self._balls), bool)
        for level in range(LEVELS, -1, -1):
            low, high = start >> level, (end - 1) >> level
            straight = self._straight(level, low, high, grain)
            left = straight.copy()
            left[: 2 * len(whole)] &= ~np.repeat(whole, 2, axis=0)
            row, ball = np.nonzero(left)
            first = (((row + low) << level) * self._balls + ball).astype(np.uint32)
            parts.append(np.stack([first, first + np.uint32(self._balls << level)], axis=-1))
            whole = straight
        return np.concatenate(parts)

    def _straight(self, level: int, low: int, high: int, grain: float) -> Mask:
        if level == 0:
            return self._joined[low + 1 : high + 1]
        straight: Mask = self._off[level - 1][low:high] <= grain
        return straight


def _off_line(start: Floats, middle: Floats, end: Floats) -> Floats:
    """How far `middle` is from the lines from `start` to `end`; all (..., 3)."""
    delta, off = end - start, middle - start
    square = np.einsum("...i,...i->...", delta, delta)
    share = np.einsum("...i,...i->...", off, delta) / np.maximum(square, np.float32(1e-20))
    miss = off - np.clip(share, 0, 1)[..., None] * delta
    away: Floats = np.sqrt(np.einsum("...i,...i->...", miss, miss))
    return away
