"""Mouse and keys on the plot of a slice."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from engine.analysis.slices import Span
from gui.panels.slice.curve_task import SliceCurve
from gui.plotting.plot_view import PlotView

NEAR: Final = 8.0  # px from an extreme within which it is pointed at
STEPS: Final = 100  # keys from one end of the curve to the other
CLOSEST: Final = 1e-6  # of the line: the part that can be shown at least


@final
class Pointer(QObject):
    """Where on the line somebody points, and which part of it is shown."""

    moved = Signal()  # another `t`
    pressed = Signal()  # after a key
    zoomed = Signal()  # another `span`

    def __init__(self, plot: PlotView) -> None:
        super().__init__(plot)
        self._plot = plot
        self.t: float | None = None
        self.span: Span | None = None  # the part that is wanted; None for the whole line
        self.curve: SliceCurve | None = None
        plot.pointed.connect(self._hover)
        plot.left_alone.connect(lambda: self.point_at(None))
        plot.key.connect(self._key)
        plot.zoomed.connect(self._zoom)
        plot.dragged.connect(self._drag)

    def reset(self) -> None:
        """For another line."""
        self.span = None
        self.point_at(None)

    def point_at(self, t: float | None) -> None:
        """Point at a place of the line."""
        if t != self.t:
            self.t = t
            self._plot.hover_at(t)
            self.moved.emit()

    def _hover(self, x: float, y: float) -> None:
        """Point at a pixel's place, or at a minimum or maximum that is near."""
        del y
        curve = self.curve
        if curve is None:
            return
        pixel = self._plot.pixel_of(x, 0).x()
        gaps = [(abs(self._plot.pixel_of(e.t, 0).x() - pixel), e.t) for e in curve.extremes]
        gap, t = min(gaps, default=(np.inf, x))
        self.point_at(t if gap <= NEAR else min(max(x, curve.span[0]), curve.span[1]))

    def _key(self, key: int) -> None:
        if self.curve is None:
            return
        low, high = self.curve.span
        at, keys = self.t, Qt.Key
        places = [each.t for each in self.curve.extremes]
        if key == keys.Key_Escape:
            self.point_at(None)
        elif key in (keys.Key_Home, keys.Key_End):
            self.point_at(low if key == keys.Key_Home else high)
        elif key == keys.Key_Up:
            self.point_at(next((t for t in places if at is None or t > at), at))
        elif key == keys.Key_Down:
            self.point_at(next((t for t in reversed(places) if at is None or t < at), at))
        elif key in (keys.Key_Left, keys.Key_Right):
            step = (high - low) / STEPS * (1 if key == keys.Key_Right else -1)
            self.point_at((low + high) / 2 if at is None else min(max(at + step, low), high))
        self.pressed.emit()

    def _zoom(self, factor: float, at: float) -> None:
        whole = self._whole()
        if self.curve is None or whole is None:
            return
        low, high = self.curve.span
        middle = at if np.isfinite(at) else (low + high) / 2
        low, high = (middle + (end - middle) * factor for end in (low, high))
        low, high = max(low, whole[0]), min(high, whole[1])
        if high - low > CLOSEST * (whole[1] - whole[0]):
            self._show((low, high), whole)

    def _drag(self, by: float) -> None:
        whole = self._whole()
        if self.curve is not None and whole is not None:
            low, high = self.curve.span
            by = min(max(by, whole[0] - low), whole[1] - high)
            self._show((low + by, high + by), whole)

    def _show(self, span: Span, whole: Span) -> None:
        span = max(span[0], whole[0]), min(span[1], whole[1])
        self.span = None if span == whole else span
        self.zoomed.emit()

    def _whole(self) -> Span | None:
        curve = self.curve
        if curve is None:
            return None
        return curve.line.within(curve.surface.low, curve.surface.high)
