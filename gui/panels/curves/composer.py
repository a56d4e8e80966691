"""Composes the picture of a history plot from a snapshot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap

from engine.analysis.curves import Curves, Extremes, Line, Spread, last_finite, value_at
from engine.analysis.quantities import Quantity
from engine.arrays import Array
from engine.snapshot import FleetView, Snapshot
from gui.panels.curves.shown_balls import ShownBalls
from gui.plotting.curves import End, Picture, Ribbon, Stroke
from gui.plotting.scales import Scale
from gui.state.selection import Selection
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette

BUDGET = 0.004  # seconds of a refresh for parts of curves that are not computed yet
END = 13  # px, the glyphs at the ends

# One ball's curves from x and y (m, components), its fleet's colour, line width and opacity.
Strokes = Callable[[Array, Array, str, float, float], list[Stroke]]


@final
@dataclass(frozen=True, slots=True)
class Look:
    """The settings of a picture."""

    palette: Palette
    selection: Selection
    scale: Scale
    strokes: Strokes
    names: tuple[str, ...]  # of the components, written at the end of a ball's curve
    ratio: float  # device pixels to one

    def emphasis(self, ball: int) -> tuple[float, float]:
        """Width and opacity of a ball's curve."""
        chosen = self.selection.chosen
        if ball in chosen or ball == self.selection.hovered_ball:
            return 2.5, 1.0
        return 1.5, 0.4 if chosen else 1.0

    def glyph(self, part: ShownBalls) -> QPixmap:
        return glyph(self.palette, part.fleet.color, END, self.ratio)

    def hue(self, part: ShownBalls) -> str:
        return self.palette.fleet_color(part.fleet.color)


@final
class Composer:
    """Keeps the computed curves of every fleet from one picture to the next."""

    def __init__(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self._curves: dict[int, tuple[Curves, Curves]] = {}

    def picture(
        self,
        now: Snapshot,
        parts: Sequence[ShownBalls],
        span: tuple[float, float],
        most: int,
        look: Look,
    ) -> tuple[Picture, bool]:
        """The picture between the updates of `span`; False while parts are not computed."""
        ribbons: list[Ribbon] = []
        strokes: list[Stroke] = []
        ends: list[End] = []
        complete = True
        for part in parts:
            single, band = self._of(part)
            line, done = single.lines(part.fleet.chunks, part.balls, *span, most, BUDGET)
            strokes += self._single(part, line, look)
            complete &= done
            if part.rest:
                line, done = band.lines(part.fleet.chunks, part.rest, *span, most // 4, BUDGET)
                self._band(part, line, look, ribbons, strokes)
                complete &= done
            ends += self._ends(part, now, look)
        self._curves = {part.fleet.id: self._of(part) for part in parts}
        veil = (now.update, span[1], look.palette.panel) if now.update < now.head else None
        strokes.sort(key=lambda stroke: (stroke.width, stroke.opacity))
        return Picture(tuple(ribbons), tuple(strokes), tuple(ends), veil), complete

    def _of(self, part: ShownBalls) -> tuple[Curves, Curves]:
        new = Curves(self._quantity, Extremes()), Curves(self._quantity, Spread())
        return self._curves.setdefault(part.fleet.id, new)

    def _single(self, part: ShownBalls, line: Line, look: Look) -> list[Stroke]:
        width, y = self._quantity.components, look.scale.position(line.y)
        found: list[Stroke] = []
        for place, ball in enumerate(part.balls):
            columns = slice(place * width, (place + 1) * width)
            emphasis = look.emphasis(ball)
            found += look.strokes(line.x[:, columns], y[:, columns], look.hue(part), *emphasis)
        return found

    def _band(
        self, part: ShownBalls, line: Line, look: Look, ribbons: list[Ribbon], strokes: list[Stroke]
    ) -> None:
        """For each component the area between the outer quantiles, and the median."""
        y, width = look.scale.position(line.y), self._quantity.components
        for component in range(width):
            low, middle, high = (y[:, component + k * width] for k in range(3))
            ribbons.append(Ribbon(line.x[:, 0], low, high, look.hue(part)))
            strokes.append(Stroke(line.x[:, 0], middle, look.hue(part), 1.0, 0.9))

    def _ends(self, part: ShownBalls, now: Snapshot, look: Look) -> list[End]:
        """Glyphs at the balls' present values; a lost ball is at its last finite value."""
        found = []
        for ball in part.balls:
            values = value_at(self._quantity, part.fleet.chunks, ball, now.update)
            if values is None:
                continue
            if np.isfinite(values).all():
                heights = look.scale.position(values)
                names = zip(heights, look.names, strict=True)
                found += [End(now.update, float(y), look.glyph(part), name) for y, name in names]
            elif (
                last := last_finite(self._quantity, part.fleet.chunks, ball, now.update)
            ) is not None:
                y = float(np.max(look.scale.position(last[1])))
                found.append(End(last[0], y, look.glyph(part), _status_of(part.fleet, ball)))
        return found


def _status_of(fleet: FleetView, ball: int) -> str:
    """The status of a ball, in the current language."""
    place = int(np.flatnonzero(fleet.balls == ball)[0])
    return QCoreApplication.translate("Status", fleet.statuses[place].value)
