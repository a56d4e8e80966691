"""How far the local quadratic is drawn around its ball."""

from typing import Final, NamedTuple


class Reach(NamedTuple):
    """Shares of half the window's longer side."""

    low: float
    high: float
    default: float


REACH: Final = Reach(0.05, 1.0, 0.35)
