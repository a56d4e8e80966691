"""Arrows at the balls: kinds, lengths, and directions along the surface."""

from dataclasses import dataclass
from enum import IntEnum
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.contour_levels import ROUND
from gui.sampling.height_scale import World

BAR = 40.0  # pixels in the default view for the scale's round number
LONGEST, SHORTEST = 3.2, 0.8  # bars; outside of these the largest arrow sets a new scale
TINY = 0.08  # bars; shorter arrows would be all head
MOST_BALLS = 40  # balls; with more of them only the chosen ones have arrows


@final
class Kind(IntEnum):
    """What an arrow shows; the shader draws each kind in its own shape."""

    GRADIENT = 0  # solid shaft, solid head
    VELOCITY = 1  # double shaft, open head
    UPDATE = 2  # dashed shaft, barbed head


COLORS: dict[bool, dict[Kind, str]] = {  # by whether the theme is dark
    True: {Kind.GRADIENT: "#ffffff", Kind.VELOCITY: "#ffd86b", Kind.UPDATE: "#ff9d8a"},
    False: {Kind.GRADIENT: "#10161f", Kind.VELOCITY: "#5a3d00", Kind.UPDATE: "#8a1c2b"},
}


@final
@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """Arrows in the world: (n, 3) from `base` to `tip`, all of kinds (n,)."""

    base: Array
    tip: Array
    kind: npt.NDArray[np.int64]


NONE = Arrows(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros(0, np.int64))


def round_up(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    if not (np.isfinite(value) and value > 0):
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(r * power for r in ROUND if r * power >= value * (1 - 1e-9)))


def scale_for(sizes: Array, before: float) -> float:
    """The value of one bar: a round number, changed only when arrows get too long or short."""
    finite = sizes[np.isfinite(sizes)]
    largest = float(finite.max()) if finite.size else 0.0
    if largest <= 0 or SHORTEST <= largest / before <= LONGEST:
        return before
    return round_up(largest / (0.75 * LONGEST))


def along_surface(
    points: Array, vectors: Array, bar: float, surface: Surface, world: World
) -> Array:
    """World vectors (n, 3) tangent to the surface; `vectors` (n, 2) of length 1 become `bar`.

    Lengths are those of the vectors themselves, not of their projections: an arrow does
    not grow because the surface is steep there. nan where there is nothing to draw.
    """
    size = np.linalg.norm(vectors, axis=-1, keepdims=True)
    with np.errstate(all="ignore"):
        flat = vectors * world.unit
        slopes = world.slopes(surface.value(points), surface.gradient(points))
        rise = np.sum(slopes * flat, axis=-1, keepdims=True)
        tangent = np.concatenate([flat, rise], axis=-1)
        arrows = tangent / np.linalg.norm(tangent, axis=-1, keepdims=True) * size * bar
    return np.where(size > TINY, arrows, np.nan)
