"""What the plot of a slice shows: the curve, its minima and maxima, the balls on it."""

from functools import lru_cache
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from engine.analysis.status import Status
from engine.snapshot import Snapshot
from gui.panels.map.annotations import outline
from gui.panels.slice.confinement import Confinement
from gui.panels.slice.curve_task import SliceCurve
from gui.panels.slice.lines import on_line
from gui.plotting.curves import End, Picture, Stroke
from gui.state.critical_search import LETTERS
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette

MARKS: Final = {Status.MINIMUM: "minimum", Status.MAXIMUM: "maximum"}
BALL: Final = 12  # px
SIGN: Final = 16  # px of a mark with its halo
RING: Final = 6.5  # px, the radius of the ring at the confined ball
DOT: Final = 1.7  # px, that of the dots where it has been
DOTS: Final = 200  # the last ones
MOST: Final = 500  # balls that are drawn
LETTERED: Final = 12  # extremes; of more, only the shapes are drawn


def picture_of(
    curve: SliceCurve,
    now: Snapshot,
    confinement: Confinement | None,
    palette: Palette,
    ratio: float,
) -> Picture:
    """Balls that are not on the line are not on its curve, and are left out."""
    stroke = Stroke(curve.t, curve.loss, palette.text, 1.6)
    ends = [*_balls(curve, now, palette, ratio), *_extremes(curve, palette, ratio)]
    if confinement is not None:
        ends = [*_visited(curve, confinement, palette, ratio), *ends]
        ends += _ring(curve, confinement, palette, ratio)
    return Picture(strokes=(stroke,), ends=tuple(ends))


def balls_on(curve: SliceCurve, now: Snapshot) -> list[tuple[int, int, float, float]]:
    """The balls on the line within the span: id, colour, t and loss."""
    found = []
    for fleet in now.fleets:
        places = on_line(curve.line, fleet)
        t = curve.line.places(fleet.position[places])
        inside = (t >= curve.span[0]) & (t <= curve.span[1])
        with np.errstate(all="ignore"):
            loss = now.surface.value(fleet.position[places])
        rows = zip(fleet.balls[places].tolist(), t.tolist(), loss.tolist(), strict=True)
        for (ball, at, value), shown in zip(rows, inside.tolist(), strict=True):
            if shown and np.isfinite(value):
                found.append((ball, fleet.color, at, value))
    return found


def _balls(curve: SliceCurve, now: Snapshot, palette: Palette, ratio: float) -> list[End]:
    return [
        End(t, loss, glyph(palette, color, BALL, ratio))
        for _, color, t, loss in balls_on(curve, now)[:MOST]
    ]


def _extremes(curve: SliceCurve, palette: Palette, ratio: float) -> list[End]:
    lettered = len(curve.extremes) <= LETTERED
    return [
        End(
            each.t,
            each.loss,
            _mark(MARKS[each.kind], palette, ratio),
            LETTERS[MARKS[each.kind]] if lettered else "",
            1 if each.kind is Status.MAXIMUM else -1,
        )
        for each in curve.extremes
    ]


def _visited(
    curve: SliceCurve, confinement: Confinement, palette: Palette, ratio: float
) -> list[End]:
    dot = _disc(palette.fleet_color(confinement.color), ratio)
    before = np.array(confinement.visited[-DOTS - 1 : -1])
    losses = curve.value(before)
    there = np.isfinite(losses)
    pairs = zip(before[there].tolist(), losses[there].tolist(), strict=True)
    return [End(t, loss, dot) for t, loss in pairs]


def _ring(curve: SliceCurve, confinement: Confinement, palette: Palette, ratio: float) -> list[End]:
    loss = float(curve.value(np.array(confinement.t)))
    if not np.isfinite(loss):
        return []
    return [End(confinement.t, loss, _circle(palette.fleet_color(confinement.color), ratio))]


def _blank(ratio: float) -> QPixmap:
    made = QPixmap(round(SIGN * ratio), round(SIGN * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _painter(made: QPixmap) -> QPainter:
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


@lru_cache(maxsize=16)
def _mark(kind: str, palette: Palette, ratio: float) -> QPixmap:
    made = _blank(ratio)
    painter = _painter(made)
    for color, width in ((palette.panel, 4.0), (palette.text, 1.8)):
        pen = QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        outline(painter, SIGN / 2, SIGN / 2, kind)
    painter.end()
    return made


@lru_cache(maxsize=16)
def _circle(color: str, ratio: float) -> QPixmap:
    made = _blank(ratio)
    painter = _painter(made)
    painter.setPen(QPen(QColor(color), 2.5))
    painter.drawEllipse(QPointF(SIGN / 2, SIGN / 2), RING, RING)
    painter.end()
    return made


@lru_cache(maxsize=16)
def _disc(color: str, ratio: float) -> QPixmap:
    made = _blank(ratio)
    painter = _painter(made)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(QPointF(SIGN / 2, SIGN / 2), DOT, DOT)
    painter.end()
    return made
