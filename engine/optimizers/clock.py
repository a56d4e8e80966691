"""What depends on a ball's age alone, kept once for all its parameters: clocks, shape (N, 1)."""

import numpy as np

from engine.arrays import Array
from engine.knobs import Value


def started(x: Array) -> Array:
    """A clock of balls that have made no update yet: a product of nothing."""
    return np.ones((len(x), 1))


def common(clock: Array) -> Value:
    """The number that all balls have, or the clock itself where they differ.

    Balls dropped together are of one age, and arithmetic on one number costs next to nothing. It
    gives the same bits as arithmetic on arrays, so long as it is only + − × ÷ and roots.
    """
    raw = clock.tobytes()
    alike = raw and raw == raw[:8] * len(clock)
    return clock.item(0) if alike else clock
