"""What depends on a ball's age alone, kept once for all its parameters: clocks, shape (N, 1)."""

from typing import Final

import numpy as np

from engine.arrays import Array, frozen
from engine.knobs import Value

# As an array: NumPy takes as long to make one of a Python number as to add ten balls.
ONE: Final = frozen(np.array(1.0))


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
