"""Which balls have trails where there are too many for all: in the scene and what is said of it."""

from typing import Final

import numpy as np

from engine.arrays import IntArray
from gui.sampling.height_scale import Mask

MOST: Final = 1024  # trails; of more balls only a sample and the chosen have one


def one_in(balls: int) -> int:
    """Of how many balls one has a trail, the chosen left aside."""
    return 1 if balls <= MOST else -(-balls // (MOST // 2))


def sample(chosen: Mask) -> IntArray:
    """Places of the balls that have trails, ascending, at most `MOST`.

    `chosen` (n,) are the chosen among all balls. Of very many balls these are every so manyth, and
    of the chosen as many again.
    """
    count = len(chosen)
    if count <= MOST:
        return np.arange(count)
    marked = np.flatnonzero(chosen)
    marked = marked[:: max(1, -(-len(marked) // (MOST // 2)))]
    return np.union1d(np.arange(0, count, one_in(count)), marked)
