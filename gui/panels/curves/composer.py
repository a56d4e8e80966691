"""Composes the picture of a history plot from a snapshot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap

from engine.analysis.curves import Curves, Extremes, Line, Spread
from engine.analysis.quantities import Quantity
from engine.analysis.recorded import last_finite
from engine.analysis.status import Mask
from engine.arrays import Array
from engine.scenario import Scenario
from engine.snapshot import FleetView, Snapshot
from gui.panels.curves.shown_balls import ShownBalls
from gui.plotting.curves import End, Picture, Ribbon, Stroke
from gui.plotting.scales import Scale
from gui.state.selection import Selection
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.text_size import px

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
    thick: float = 1.0  # times the usual width of lines

    def emphasis(self, ball: int) -> tuple[float, float]:
        """Width and opacity of a ball's curve."""
        chosen = self.selection.chosen
        if ball in chosen or ball == self.selection.hovered_ball:
            return 2.5 * self.thick, 1.0
        return 1.5 * self.thick, 0.4 if chosen else 1.0

    def glyph(self, part: ShownBalls) -> QPixmap:
        return glyph(self.palette, part.fleet.color, px(END), self.ratio)

    def hue(self, part: ShownBalls) -> str:
        return self.palette.fleet_color(part.fleet.color)


@final
class Composer:
    """Keeps the computed curves of every fleet from one picture to the next."""

    def __init__(self, quantity: Quantity) -> None:
        self._quantity = quantity
        self._curves: dict[int, tuple[Curves, Curves]] = {}
        self._run: tuple[int, Scenario] | None = None  # of the lost balls
        self._lost: dict[int, tuple[int, Array] | None] = {}

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
        ends = self._ends(parts, now, look)
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
            strokes.append(Stroke(line.x[:, 0], middle, look.hue(part), look.thick, 0.9))

    def _ends(self, parts: Sequence[ShownBalls], now: Snapshot, look: Look) -> list[End]:
        """Glyphs at the balls' present values; a lost ball is at its last finite value."""
        points = [part.fleet.position[part.places] for part in parts]
        values = self._quantity.at(now.surface, np.concatenate([np.empty((0, 2)), *points]))
        finite: Mask = np.logical_and.reduce(np.isfinite(values), axis=-1)
        heights = look.scale.position(values).tolist()
        owners = [(part, ball) for part in parts for ball in part.balls]
        found = []
        # Those of the chosen last, on top of the others.
        for place in sorted(range(len(owners)), key=lambda each: look.emphasis(owners[each][1])):
            part, ball = owners[place]
            if finite[place]:
                names, glyph = zip(heights[place], look.names, strict=True), look.glyph(part)
                found += [End(now.update, y, glyph, name) for y, name in names]
            elif (last := self._last(part.fleet, ball, now)) is not None:
                y = float(np.max(look.scale.position(last[1])))
                found.append(End(last[0], y, look.glyph(part), _status_of(part.fleet, ball)))
        return found

    def _last(self, fleet: FleetView, ball: int, now: Snapshot) -> tuple[int, Array] | None:
        """The last finite value of a lost ball, which stays lost until an edit."""
        if self._run is None or self._run[0] != now.edits or self._run[1] is not now.scenario:
            self._run, self._lost = (now.edits, now.scenario), {}
        if ball not in self._lost:
            self._lost[ball] = last_finite(self._quantity, fleet.chunks, ball, now.update)
        return self._lost[ball]


def _status_of(fleet: FleetView, ball: int) -> str:
    """The status of a ball, in the current language."""
    place = int(np.flatnonzero(fleet.balls == ball)[0])
    return QCoreApplication.translate("Status", fleet.status_of(place).value)
