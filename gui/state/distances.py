"""Lengths that suit a window of a surface."""

import math

from engine.surfaces.base import Surface


def distance(surface: Surface) -> float:
    """A short way within a window: the power of ten below a twentieth of its shorter side."""
    side = min(high - low for low, high in zip(surface.low, surface.high, strict=True))
    return float(10.0 ** math.floor(math.log10(side / 20)))
