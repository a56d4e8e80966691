"""Arrows at the balls: kinds, lengths, and directions along the surface."""

from dataclasses import dataclass
from enum import IntEnum
from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.contour_levels import ROUND
from gui.sampling.height_scale import Mask, World

BAR = 40.0  # pixels for the scale's round number
LONGEST, USUAL = 3.2, 1.6  # bars that the longest arrow and most of a run's arrows have, at most
EXPECTED = 8.0  # bars that an arrow has which is to be expected somewhere else
FITTING = 0.2  # of these; where a changed run's arrows would be shorter, its scale is another
TINY = 2.0 / BAR  # bars; what is shorter is a dot
MOST = 80  # percent of a run's arrows
MOST_BALLS = 40  # balls; with more of them only the chosen ones have arrows


@final
class Kind(IntEnum):
    """What an arrow shows; the shader draws each kind in its own shape."""

    GRADIENT = 0  # solid shaft, solid head
    VELOCITY = 1  # double shaft, open head
    UPDATE = 2  # dashed shaft, barbed head


@final
class BatchKind(IntEnum):
    """What is drawn at the ball whose batch is shown; numbered on from `Kind` for the shader."""

    BATCH = 3  # long dashes, solid head
    TRUE = 4  # solid shaft, solid head
    DIFFERENCE = 5  # dots, open head
    EXAMPLE = 6  # a small dot at the tip of one example's arrow
    USED = 7  # a square on end there, of an example in the batch


COLORS: dict[bool, dict[Kind | BatchKind, str]] = {  # by whether the theme is dark
    True: {
        Kind.GRADIENT: "#ffffff",
        Kind.VELOCITY: "#ffd86b",
        Kind.UPDATE: "#ff9d8a",
        BatchKind.BATCH: "#ffb3f0",
        BatchKind.TRUE: "#ffffff",
        BatchKind.DIFFERENCE: "#9df3d0",
        BatchKind.EXAMPLE: "#d7dbe2",
        BatchKind.USED: "#ffb3f0",
    },
    False: {
        Kind.GRADIENT: "#10161f",
        Kind.VELOCITY: "#5a3d00",
        Kind.UPDATE: "#8a1c2b",
        BatchKind.BATCH: "#7a0a66",
        BatchKind.TRUE: "#10161f",
        BatchKind.DIFFERENCE: "#00483a",
        BatchKind.EXAMPLE: "#39424f",
        BatchKind.USED: "#7a0a66",
    },
}
KINDS: tuple[Kind | BatchKind, ...] = (*Kind, *BatchKind)
"""By the number that the shader knows each by."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Arrows:
    """Arrows in the world: (n, 3) from `base` to `tip`, all of kinds (n,).

    Those that are `tiny` (n,) are drawn as dots at their base.
    """

    base: Array
    tip: Array
    kind: npt.NDArray[np.int64]
    tiny: Mask


NONE = Arrows(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros(0, np.int64), np.zeros(0, bool))


def joined(parts: list[Arrows]) -> Arrows:
    """All of these."""
    if not parts:
        return NONE
    names = ("base", "tip", "kind", "tiny")
    return Arrows(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def round_up(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    if not (np.isfinite(value) and value > 0):
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(r * power for r in ROUND if r * power >= value * (1 - 1e-9)))


def scale_for(sizes: Array, before: float | None, elsewhere: float = 0.0) -> float:
    """The value of one bar: a round number for all `sizes` (n,) of a run, and a size that is to be
    expected `elsewhere`. `before` is kept where they still fit it."""
    known = sizes[np.isfinite(sizes) & (sizes > 0)]
    longest = float(known.max()) if known.size else 0.0
    usual = float(np.percentile(known, MOST)) if known.size else 0.0
    needed = max(longest / LONGEST, usual / USUAL, elsewhere / EXPECTED)
    if before is not None and (needed <= 0 or FITTING <= needed / before <= 1.0):
        return before
    return round_up(needed)


def lengths(vectors: Array) -> Array:
    """The lengths (...,) of vectors (..., 2), also where their squares overflow or underflow."""
    found: Array = np.hypot(vectors[..., 0], vectors[..., 1])
    return found


def along_surface(points: Array, vectors: Array, surface: Surface, world: World) -> Array:
    """The directions (n, 3) of `vectors` (n, 2) along the surface in the world, of length 1.

    Those of no length point anywhere; nan where there is nothing to draw.
    """
    size = lengths(vectors)[:, None]
    with np.errstate(all="ignore"):
        flat = np.where(size == 0, (1.0, 0.0), vectors / size) * world.unit
        slopes = world.slopes(surface.value(points), surface.gradient(points))
        rise = np.sum(slopes * flat, axis=-1, keepdims=True)
        tangent = np.concatenate([flat, rise], axis=-1)
        along: Array = tangent / np.linalg.norm(tangent, axis=-1, keepdims=True)
    return along
