"""The surface along a line, worked out in slices of a few milliseconds."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import final

import numpy as np

from engine.analysis.slice_extremes import Extreme, finding
from engine.analysis.slices import SAMPLES, Line, OnLine, Span, in_parts
from engine.arrays import Array
from engine.surfaces.base import Surface


@final
@dataclass(frozen=True, slots=True, eq=False)
class SliceCurve:
    """A surface along a line within `span`; arrays are (n,); NaN where there is no loss."""

    surface: Surface
    line: Line
    span: Span
    t: Array
    points: Array  # (n, 2)
    loss: Array
    extremes: tuple[Extreme, ...]

    def value(self, t: Array) -> Array:
        """The losses at places, shape (...,)."""
        return OnLine(self.surface, self.line).value(t)


def slicing(
    surface: Surface, line: Line, zoomed: Span | None
) -> Generator[None, None, SliceCurve | None]:
    """In steps: the curve in the window, or in a part of it; None of a line that misses it."""
    whole = line.within(surface.low, surface.high)
    span = zoomed or whole
    if whole is None or span is None:
        return None
    t = np.linspace(*span, SAMPLES)
    loss = yield from in_parts(OnLine(surface, line).value, t)
    loss[~np.isfinite(loss)] = np.nan
    found = yield from finding(surface, line, SAMPLES, span)
    return SliceCurve(surface, line, span, t, line.points(t), loss, found)
