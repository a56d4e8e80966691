"""How much of a surface trails cover, so that they leave it visible."""

from typing import Final, final

import numpy as np
import numpy.typing as npt

from gui.sampling.height_scale import Mask

SHARE: Final = 1 / 6  # of the surface's pixels, covered by trails at most
CELLS: Final = (24, 320)  # of a side of the grid: fewest and most
STEPS: Final = 400  # cells that one line passes at most
FLATTEST: Final = 0.17  # sine of the lowest angle that makes a difference

Floats = npt.NDArray[np.float32]


@final
class TrailCover:
    """A grid over the map, its cells as wide as a trail: which row last passed through each.

    So the cells that rows from any on have passed are counted without looking at these again,
    and lines that lie on each other count once.
    """

    def __init__(self, half: tuple[float, float], width: float) -> None:
        """`half` sides of the map and the `width` of a trail, in world lengths."""
        self._cell = float(np.clip(width, 2 * max(half) / CELLS[1], 2 * max(half) / CELLS[0]))
        self._half = np.array(half, np.float32)
        self._sides = np.ceil(2 * self._half / self._cell).astype(np.intp)
        self._last = np.full(int(self._sides.prod()), -1, np.int64)
        # A cell that is wider than a trail is covered in part.
        self._weight = min(1.0, width / self._cell)

    def add(self, first: int, position: Floats, joined: Mask) -> None:
        """Add `position` (k, n, 3); the line to its row i + 1 is number `first` + i, (k - 1, n)."""
        row, ball = np.nonzero(joined)
        if not len(row):
            return
        at = (position[..., :2] + self._half) / np.float32(self._cell)
        start, end = at[row, ball], at[row + 1, ball]
        steps = np.ceil(np.abs(end - start).max(axis=-1)).clip(1, STEPS).astype(np.intp)
        if steps.max() > 1:
            line = np.repeat(np.arange(len(steps)), steps)
            begun = np.cumsum(steps) - steps
            share = (np.arange(len(line)) - begun[line] + 1) / steps[line]
            end = start[line] + share[:, None].astype(np.float32) * (end - start)[line]
            row = row[line]
        cell = np.clip(end.astype(np.intp), 0, self._sides - 1)
        # Of equal cells the last is kept: that of the newest row.
        self._last[cell[:, 1] * self._sides[0] + cell[:, 0]] = first + row

    def oldest(self, flatness: float) -> int:
        """The first row from which on trails cover at most `SHARE` of what is seen.

        `flatness` is the sine of the camera's height above the horizon.
        """
        most = int(SHARE * len(self._last) / self._weight / _crowded(flatness))
        newest = np.partition(self._last, -most - 1)[-most - 1] if most < len(self._last) else -1
        return int(newest) + 1


def _crowded(flatness: float) -> float:
    """How many times as much of the surface is covered as from above.

    It is foreshortened, and so are lines on the average by half as much, but not their width.
    """
    low = max(abs(flatness), FLATTEST)
    return (1 + low) / (2 * low)
