"""The saddles of a surface, the way out of each, and the loss below which it is left."""

from typing import Final

import numpy as np

from engine.analysis.critical_points import CriticalPoint, CriticalPoints
from engine.analysis.status import Status
from engine.surfaces.base import Point, Surface
from gui.text.numbers import rounded

SHARE: Final = 0.01  # of the way up from the bottom to the saddle
DIGITS: Final = 6  # of a level that is proposed
GRID: Final = 65  # points on each side


def saddles(found: CriticalPoints | None) -> tuple[CriticalPoint, ...]:
    """Those among the critical points, by loss."""
    points = found.points if found is not None else ()
    return tuple(each for each in points if each.kind is Status.SADDLE)


def nearest(surface: Surface, among: tuple[CriticalPoint, ...], point: Point) -> int:
    """The number of the saddle that is nearest to a point, in sides of the window."""
    sides = np.subtract(surface.high, surface.low)
    gaps = (np.array([each.point for each in among]) - point) / sides
    return int(np.hypot(*gaps.T).argmin())


def way_out(saddle: CriticalPoint) -> Point:
    """u₋, as long as makes its larger component 1."""
    x, y = saddle.eigenvectors[0]
    larger = x if abs(x) >= abs(y) * (1 - 1e-9) else y
    return float(rounded(x / larger, 12)), float(rounded(y / larger, 12))


def bottom(surface: Surface, found: CriticalPoints, saddle: CriticalPoint) -> float | None:
    """The loss of the highest minimum below the saddle, or None where none was found.

    Whatever minimum a ball comes to, it is not above that one, unless it is above the saddle.
    """
    minima = [each.loss for each in found.points if each.kind is Status.MINIMUM]
    with np.errstate(all="ignore"):
        minima += [float(surface.value(curve).max()) for curve in found.curves]
    return max((loss for loss in minima if loss < saddle.loss), default=None)


def usual_level(surface: Surface, found: CriticalPoints, saddle: CriticalPoint) -> float:
    """The loss below which a ball has left the saddle: 1 % of the way up from the bottom; without
    a minimum half way down to the least loss in the window."""
    low, share = bottom(surface, found, saddle), SHARE
    if low is None:
        low, share = _least(surface), 0.5
    if not low < saddle.loss:
        return saddle.loss
    level = low + share * (saddle.loss - low)
    short = rounded(level, DIGITS)
    return short if low < short < saddle.loss else level


def _least(surface: Surface) -> float:
    sides = [np.linspace(a, b, GRID) for a, b in zip(surface.low, surface.high, strict=True)]
    with np.errstate(all="ignore"):
        losses = surface.value(np.stack(np.meshgrid(*sides), -1))
    finite = losses[np.isfinite(losses)]
    return float(finite.min()) if finite.size else np.inf
