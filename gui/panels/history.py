"""A quantity of the balls over updates: the base of the three plots."""

from abc import abstractmethod
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.arrays import Array
from engine.commands import GoTo
from engine.curves import Curves, Extremes, Line, Quantity, Spread, nearest_update, neighbour
from engine.curves import value_at as value_of_ball
from engine.snapshot import FleetView, Snapshot
from gui.numbers import count, exact
from gui.palette import Palette
from gui.panels.base import Panel, Send
from gui.panels.curves_item import End, Picture, Ribbon, Stroke
from gui.panels.extent import Extent, extent
from gui.panels.glyph import glyph
from gui.panels.plot_view import PlotView
from gui.panels.readout import GLYPH, ReadOut, Row
from gui.panels.scales import Scale, settled
from gui.panels.selection import Selection
from gui.panels.shown import Shown, shown_balls, split
from gui.style import dressed
from gui.theme import Theme

BUDGET = 0.004  # seconds a refresh may spend on stretches not computed yet
SAMPLED = 101
END = 13  # px
NEAR = 10  # px from a curve that count as on it
ROUND = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
SHORTEST = 20  # updates


def whole_run(head: int) -> tuple[float, float]:
    """The time axis for a run of `head` updates: grows in steps, with room for the glyphs."""
    least = max(head / 0.95, SHORTEST)
    power = 10.0 ** np.floor(np.log10(least))
    return 0.0, float(next(m * power for m in ROUND if m * power >= least))


class HistoryPlot(Panel):
    """Curves of the chosen balls, or of the first few, and a band for the rest."""

    interval: ClassVar[float] = 0.04
    quantity: ClassVar[Quantity]

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.plot = PlotView(theme.palette, self)
        self._title, self._caption = QLabel(self), dressed(QLabel(self), "caption")
        self._empty = dressed(QLabel(self.plot), "second")
        self._toggle = QToolButton(self)
        self._read_out = ReadOut(theme.palette, self)
        self._curves: dict[int, tuple[Curves, Curves]] = {}
        self._wish: bool | None = None  # a logarithmic axis, a linear one, or as fits the surface
        self._range: tuple[float, float] | None = None
        self._parts: tuple[Shown, ...] = ()
        self._lay_out()
        self._connect()
        self.set_palette(theme.palette)
        self.retranslate()

    @abstractmethod
    def name(self) -> str:
        """The panel's title, translated."""

    @abstractmethod
    def scale(self, size: Extent, log: bool) -> tuple[Scale, str]:
        """How values become heights, and the axis's caption, translated."""

    @abstractmethod
    def prefers_log(self, size: Extent) -> bool:
        """Whether a logarithmic axis serves a surface better."""

    def strokes(self, x: Array, y: Array, hue: str, width: float, opacity: float) -> list[Stroke]:
        """One ball's curves; `x` and `y` have a column for each component."""
        return [Stroke(x[:, 0], y[:, 0], hue, width, opacity)]

    def words(self, component: int, alone: bool) -> str:
        """What is written at the end of a curve."""
        del component, alone
        return ""

    # What is drawn

    def refresh(self, now: Snapshot) -> None:
        size = extent(self.quantity, now.surface)
        log = self.prefers_log(size) if self._wish is None else self._wish
        scale, caption = self.scale(size, log)
        self.plot.set_scale(scale, zero=True)
        self._toggle.setChecked(log)
        self._caption.setText(caption)
        span = self.selection.span or whole_run(now.head)
        singled = shown_balls(now, self.selection)
        self._parts = tuple(split(now, singled, SAMPLED))
        self._empty.setVisible(not any(len(part.fleet.balls) for part in self._parts))
        drawn = [self._fleet_drawn(part, span, now, scale) for part in self._parts]
        self._forget(now)
        picture = Picture(
            tuple(each for part in drawn for each in part.ribbons),
            self._ordered([each for part in drawn for each in part.strokes]),
            tuple(each for part in drawn for each in part.ends),
            (now.update, span[1], self.theme.palette.panel) if now.update < now.head else None,
        )
        self._set_range(span, picture, scale, size)
        self.plot.cursor_line.setPos(now.update)
        self.plot.curves.show_picture(picture)
        self._show_hover()

    def _ordered(self, strokes: list[Stroke]) -> tuple[Stroke, ...]:
        return tuple(sorted(strokes, key=lambda stroke: stroke.width))

    def _fleet_drawn(
        self, part: Shown, span: tuple[float, float], now: Snapshot, scale: Scale
    ) -> Picture:
        single, band = self._curves.setdefault(
            part.fleet.id, (Curves(self.quantity, Extremes()), Curves(self.quantity, Spread()))
        )
        most = max(200, int(2 * self.plot.view.width()))
        chunks = part.fleet.chunks
        hue = self.theme.palette.fleet_color(part.fleet.color)
        line, done = single.lines(chunks, part.balls, *span, most, BUDGET)
        strokes = self._single_strokes(part, line, scale, hue)
        ribbons: list[Ribbon] = []
        if part.rest:
            spread, spread_done = band.lines(chunks, part.rest, *span, most // 4, BUDGET)
            ribbons, medians = self._band(spread, scale, hue)
            strokes += medians
            done &= spread_done
        if not done:
            self._later.start(int(self.interval * 1000))
            self._shown = None  # the rest is computed in the refreshes that follow
        ends = self._ends(part, now, scale)
        return Picture(tuple(ribbons), tuple(strokes), tuple(ends))

    def _single_strokes(self, part: Shown, line: Line, scale: Scale, hue: str) -> list[Stroke]:
        width = self.quantity.components
        y = scale.position(line.y)
        found: list[Stroke] = []
        for place, ball in enumerate(part.balls):
            columns = slice(place * width, (place + 1) * width)
            thick, opacity = self._emphasis(ball)
            found += self.strokes(line.x[:, columns], y[:, columns], hue, thick, opacity)
        return found

    def _emphasis(self, ball: int) -> tuple[float, float]:
        """Width and opacity of a ball's curve."""
        if ball in self.selection.chosen or ball == self.selection.hovered_ball:
            return 2.5, 1.0
        return 1.5, 0.45 if self.selection.chosen else 1.0

    def _band(self, line: Line, scale: Scale, hue: str) -> tuple[list[Ribbon], list[Stroke]]:
        """For each component the area between the outer quantiles, and the median."""
        y = scale.position(line.y)
        width = self.quantity.components
        ribbons, medians = [], []
        for component in range(width):
            low, middle, high = (y[:, component + k * width] for k in range(3))
            ribbons.append(Ribbon(line.x[:, 0], low, high, hue))
            medians.append(Stroke(line.x[:, 0], middle, hue, 1.0, 0.8))
        return ribbons, medians

    def _ends(self, part: Shown, now: Snapshot, scale: Scale) -> list[End]:
        """Glyphs where the balls are now; a ball that diverged stands where it was last seen."""
        picture = glyph(
            self.theme.palette, part.fleet.color, END, self.devicePixelRatioF()
        )
        alone = sum(len(each.balls) for each in self._parts) == 1
        found = []
        for ball in part.balls:
            values = value_of_ball(self.quantity, part.fleet.chunks, ball, now.update)
            if values is None:
                continue
            if not np.isfinite(values).all():
                found += self._lost(part.fleet, ball, now, scale, picture=None)
                continue
            for component, at in enumerate(scale.position(values)):
                word = self.words(component, alone)
                found.append(End(now.update, float(at), picture, word))
        return found

    def _lost(
        self, fleet: FleetView, ball: int, now: Snapshot, scale: Scale, picture: None
    ) -> list[End]:
        del picture
        last = last_finite(self.quantity, fleet, ball, now.update)
        if last is None:
            return []
        update, values = last
        mark = glyph(self.theme.palette, fleet.color, END, self.devicePixelRatioF())
        at = float(np.max(scale.position(values)))
        return [End(update, at, mark, self.tr("diverged"))]
