"""Numbers that depend on a ball's age alone: clocks.

Their shape is (N, 1), compared at each update (`started`, `common`), which the few rules
with costly arithmetic on them can afford; (N, D) where that is faster, and then `spread` where
balls are many (`unfaded`, `faded`, `seen`).
"""

from typing import Final

import numpy as np

from engine.arrays import Array, frozen, is_spread, spread
from engine.knobs import Value

# As an array: NumPy takes as long to convert a Python number as to add ten balls.
ONE: Final = frozen(np.array(1.0))


FEW: Final = 1536  # balls, up to which arithmetic on all their clocks is faster than comparing


def unfaded(x: Array) -> Array:
    """The share of the start before the first update: 1, in the shape of `x`, (N, D)."""
    return np.ones_like(x) if len(x) <= FEW else spread(1.0, x.shape)


def faded(start: Array, beta: Value) -> Array:
    """The share of the start after one more update, which kept `beta` of it."""
    if len(start) > FEW and is_spread(start) and isinstance(beta, float):
        return spread(start.item(0) * beta, start.shape)
    return start * beta


def seen(start: Array) -> Value:
    """1 − `start`, the share that gradients have in a mean; one number where balls are alike."""
    if len(start) > FEW and is_spread(start):
        return 1.0 - start.item(0)
    return ONE - start


def started(x: Array) -> Array:
    """A clock of balls that have made no update yet: an empty product, 1."""
    return np.ones((len(x), 1))


def common(clock: Array) -> Value:
    """The number that all balls share, or the clock itself where they differ.

    Balls dropped together are of one age, and arithmetic on one number costs next to nothing. It
    gives the same bits as arithmetic on arrays, so long as it is only + − × ÷ and roots.
    """
    raw = clock.tobytes()
    alike = raw and raw == raw[:8] * len(clock)
    return clock.item(0) if alike else clock
