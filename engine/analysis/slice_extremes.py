"""Minima and maxima of a surface along a line, which may be none of the surface.

A minimum of L(p + tu) is where its slope gᵀu turns from negative to positive: nothing is asked of
curvature, so x⁴ has its minimum, too. In the plane a slope across the line may remain there, or
a curvature across it with the other sign: then it is a saddle.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.analysis.curvature import read
from engine.analysis.slices import SAMPLES, Line, OnLine, Span, in_parts
from engine.analysis.status import Status, statuses
from engine.arrays import Array, IntArray
from engine.steps import result_of
from engine.surfaces.base import Point, Surface

FINEST: Final = 2.0**-55  # of a step between samples: near 0 doubles are far finer than needed
FAR: Final = 1e-6  # of the span: two distances at which losses and slopes are compared
NEAR: Final = 1e-8
KEPT: Final = 0.5  # share of a difference that is still there a hundred times nearer: a jump
SMALL: Final = 1e-6  # of what is around: a jump of less is none
ROUNDING: Final = 1e-13  # of the loss
LAST_BIT: Final = 2.0**-53  # of the loss

Mask = npt.NDArray[np.bool_]


@final
@dataclass(frozen=True, slots=True)
class Extreme:
    """A minimum or maximum along a line.

    `kink` says that the slope jumps there, and so has no zero; then `curvature` is NaN. `across`
    is the slope at a right angle to the line, to the left, and `whole` what the point is in the
    plane: `MOVING` where it is no critical point. The eigenvalues ascend.
    """

    t: float
    point: Point
    loss: float
    kind: Status  # MINIMUM or MAXIMUM
    kink: bool
    curvature: float
    across: float
    eigenvalues: tuple[float, float]
    whole: Status


def extremes(
    surface: Surface, line: Line, count: int = SAMPLES, span: Span | None = None
) -> tuple[Extreme, ...]:
    """The minima and maxima inside `span`, by default the part in the window; in order of t.

    Found by halving where the slope changes its sign between neighbours of `count` places, holes
    aside: two that are nearer than a step may be missed. A slope that changes no digit of the loss
    from one place to the next is none. Where the loss jumps or has a pole there is none, nor on a
    level stretch, nor on a line outside the window.
    """
    return result_of(finding(surface, line, count, span))


def finding(
    surface: Surface, line: Line, count: int = SAMPLES, span: Span | None = None
) -> Generator[None, None, tuple[Extreme, ...]]:
    """The same in steps of a few milliseconds; returns what was found."""
    ends = span or line.within(surface.low, surface.high)
    if ends is None:
        return ()
    cut, width = OnLine(surface, line), ends[1] - ends[0]
    t = np.linspace(*ends, count)
    slopes = yield from in_parts(cut.slope, t)
    losses = yield from in_parts(cut.value, t)
    step = width / (count - 1)
    before, after = _brackets(slopes, LAST_BIT * np.abs(losses) / step)
    sign = np.sign(slopes[after])
    places = yield from _halved(cut, t[before], t[after], sign)
    around = SMALL * _finite(np.abs(slopes[before]) + np.abs(slopes[after]))
    kept = _continuous(cut, places, width, around * (t[after] - t[before]))
    kinks = _kinks(cut, places, width, around)
    found = []
    for k in np.flatnonzero(kept).tolist():
        yield
        kind = Status.MINIMUM if sign[k] > 0 else Status.MAXIMUM
        found.append(_described(cut, float(places[k]), kind, bool(kinks[k])))
    return tuple(found)


def _brackets(slopes: Array, least: Array) -> tuple[IntArray, IntArray]:
    """Pairs of places, neighbours among those that count, between which the slope changes its sign.

    Slopes of `least` or less, both (n,), do not count: they may be nothing but rounding. Where
    several between two places are exactly 0 there is a level stretch.
    """
    sign = np.where(np.abs(slopes) <= least, 0.0, np.sign(slopes))
    counting = np.flatnonzero(sign)  # NaN too: there is nothing next to a hole
    before, after = counting[:-1], counting[1:]
    zeros = np.cumsum(slopes == 0)
    turns = (sign[before] * sign[after] < 0) & (zeros[after] - zeros[before] <= 1)
    return before[turns], after[turns]


def _halved(cut: OnLine, before: Array, after: Array, sign: Array) -> Generator[None, None, Array]:
    """Where the slope gets the `sign` that it has at `after`, shape (n,); NaN at a hole."""
    least = FINEST * (after - before)
    middle = before + (after - before) / 2
    while ((middle > before) & (middle < after) & (after - before > least)).any():
        slope = sign * cut.slope(middle)
        past, zero = slope >= 0, slope == 0
        after = np.where(past, middle, after)
        before = np.where(~past | zero, middle, before)
        before = np.where(np.isnan(slope), np.nan, before)
        middle = before + (after - before) / 2
        yield
    # Of the two places that remain, the one with the lesser slope.
    first = np.abs(cut.slope(before)) < np.abs(cut.slope(after))
    return np.where(first | np.isnan(before), before, after)


def _continuous(cut: OnLine, t: Array, width: float, least: Array) -> Mask:
    """Whether the loss is finite at `t` (n,) and has no jump or pole larger than `least`."""
    loss, sides = cut.value(t), np.array([[1.0], [-1.0]])
    with np.errstate(all="ignore"):
        near, far = (
            np.abs(cut.value(t + share * width * sides) - loss).max(0) for share in (NEAR, FAR)
        )
        same = near <= np.maximum(KEPT * far, least + ROUNDING * np.abs(loss))
    continuous: Mask = np.isfinite(loss) & same  # False for NaN
    return continuous


def _kinks(cut: OnLine, t: Array, width: float, least: Array) -> Mask:
    """Whether the slope jumps at `t` (n,) by more than `least`.

    A bend within `NEAR` looks like a jump.
    """
    with np.errstate(all="ignore"):
        near, far = (
            np.abs(cut.slope(t + share * width) - cut.slope(t - share * width))
            for share in (NEAR, FAR)
        )
    kinks: Mask = (near > KEPT * far) & (near > least)
    return kinks


def _finite(sizes: Array) -> Array:
    return np.where(np.isfinite(sizes), sizes, 0.0)


def _described(cut: OnLine, t: float, kind: Status, kink: bool) -> Extreme:
    at = np.array(t)
    reading = read(cut.surface, cut.line.points(at)[None])
    (x, y), (u, v) = reading.points[0].tolist(), cut.line.direction
    (gx, gy), (low, high) = reading.gradient[0].tolist(), reading.eigenvalues[0].tolist()
    (whole,) = statuses(reading, np.zeros((1, 2)))
    return Extreme(
        t=t,
        point=(x, y),
        loss=float(reading.loss[0]),
        kind=kind,
        kink=kink,
        curvature=np.nan if kink else float(cut.curvature(at)),
        across=gy * u - gx * v,
        eigenvalues=(low, high),
        whole=Status.NO_DERIVATIVE if kink else whole,
    )
