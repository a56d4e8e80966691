"""The numbers next to balls of the contour map that hide others."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from engine.snapshot import Snapshot
from gui.panels.map.balls import glyph_size
from gui.panels.map.frame import MapFrame
from gui.plotting.axis import caption_font
from gui.sampling.overlap import MOST, Stack, stacks
from gui.style.ball_glyphs import paint_fleet
from gui.style.palette import Palette
from gui.style.text_size import px

GAP: Final = 5.0  # px between a glyph, or the ring round it, and its number
GLYPH: Final = 10  # px
BETWEEN: Final = 3  # px between a number and a glyph, and between two
RIM: Final = 1.0  # px of a glyph
HALO: Final = 3.0  # px; readable on any colour


def stacks_of(now: Snapshot, frame: MapFrame) -> tuple[Stack, ...]:
    """Stacks of balls that look like one, in pixels of the map."""
    if not 1 < sum(len(fleet.balls) for fleet in now.fleets) <= MOST:
        return ()
    pixels = np.concatenate([frame.pixels(fleet.position) for fleet in now.fleets])
    return tuple(stack for stack in stacks(pixels) if frame.contains(stack.x, stack.y))


def paint_counts(
    painter: QPainter, now: Snapshot, frame: MapFrame, palette: Palette, like: QFont
) -> None:
    """Paint how many balls are at each place where only one of them is visible, and the glyphs of
    their fleets where these differ."""
    found = stacks_of(now, frame)
    reach = max(glyph_size(sum(len(fleet.balls) for fleet in now.fleets)), 11) / 2 + GAP
    font = count_font(like)
    metrics, side = QFontMetricsF(font), px(GLYPH)
    colors = np.repeat([f.color for f in now.fleets], [len(f.balls) for f in now.fleets])
    for stack in found:
        fleets = list(dict.fromkeys(colors[list(stack.rows)].tolist()))
        glyphs = fleets if len(fleets) > 1 else []
        number = metrics.horizontalAdvance(stack.text)
        wide = number + len(glyphs) * (side + BETWEEN)
        right = stack.x + reach + wide <= frame.left + frame.width
        left = stack.x + reach if right else stack.x - reach - wide
        low = max(stack.y, frame.top + metrics.ascent())
        paint_text(painter, QPointF(left, low), stack.text, font, palette)
        for k, color in enumerate(glyphs):
            at = QPointF(left + number + BETWEEN + k * (side + BETWEEN), low - metrics.ascent() / 2)
            disc = QRectF(at.x(), at.y() - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.panel))
            painter.drawEllipse(disc.adjusted(-RIM, -RIM, RIM, RIM))
            paint_fleet(painter, disc, palette, color)


def count_font(like: QFont) -> QFont:
    font = caption_font(like)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def paint_text(painter: QPainter, start: QPointF, text: str, font: QFont, palette: Palette) -> None:
    """Paint a text with a halo, readable on any colour."""
    path = QPainterPath()
    path.addText(start, font, text)
    pen = QPen(QColor(palette.panel), HALO)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, QColor(palette.text))
