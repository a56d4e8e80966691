"""The span of updates that a time axis shows."""

from typing import Final

import numpy as np

ROUND: Final = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
SHORTEST: Final = 20  # updates


def whole_run(head: int) -> tuple[float, float]:
    """The time axis for a run of `head` updates: grows in steps, with space for the glyphs."""
    least = max(head / 0.95, SHORTEST)
    power = 10.0 ** np.floor(np.log10(least))
    last = float(next(m * power for m in ROUND if m * power >= least))
    return -0.03 * last, last
