"""Arrow-heads at the contour map's edge that point to chosen balls outside."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Point
from gui.panels.map.ball_counts import count_font, paint_text
from gui.panels.map.frame import MapFrame
from gui.sampling.overlap import stacks
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.text_size import px

INSET: Final = 19.0  # px from the map's edge to the middle of a glyph
GLYPH: Final = 12  # px
FOOT: Final = 8.0  # px from the glyph's middle to the head's foot,
TIP: Final = 16.0  # and to its tip
HALF: Final = 6.0  # px, of the head's width
COUNT: Final = 18.0  # px from the glyph's middle to the number next to it
REACH: Final = 14.0  # px from a glyph's middle within which it is hit
MOST: Final = 60  # marks, at most


@final
@dataclass(frozen=True, slots=True)
class OffMapArrows:
    """A ball outside the map, and its mark: `x`, `y` with a unit vector."""

    ball: int
    color: int  # of its fleet
    point: Point
    x: float
    y: float
    across: float
    down: float


def outside(now: Snapshot, frame: MapFrame, chosen: frozenset[int]) -> tuple[OffMapArrows, ...]:
    """The marks of `chosen` balls that are not in the map; those that diverged have none."""
    marks = (mark for fleet in now.fleets for mark in _outside(fleet, frame, chosen))
    return tuple(mark for mark, _ in zip(marks, range(MOST), strict=False)) if chosen else ()


def _outside(fleet: FleetView, frame: MapFrame, chosen: frozenset[int]) -> list[OffMapArrows]:
    among = np.flatnonzero(np.isin(fleet.balls, np.fromiter(chosen, np.int64, len(chosen))))
    pixels = frame.pixels(fleet.position[among])
    low = np.array([frame.left, frame.top])
    high = low + np.array([frame.width, frame.height])
    gone = ((pixels < low) | (pixels > high)).any(axis=-1)
    gone &= np.isfinite(fleet.position[among]).all(-1)
    pixels, rows = pixels[gone][:MOST], among[gone][:MOST]
    # The nearest place where the whole mark fits. Clipped, as pixels may be very large.
    at = np.clip(pixels, low + INSET, np.maximum(high - INSET, low + INSET))
    direction = np.clip(pixels, -1e9, 1e9) - at
    direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
    points = fleet.position[rows].tolist()
    return [
        OffMapArrows(int(fleet.balls[row]), fleet.color, (w1, w2), *place, *along)
        for row, (w1, w2), place, along in zip(
            rows.tolist(), points, at.tolist(), direction.tolist(), strict=True
        )
    ]


def marks_at(marks: tuple[OffMapArrows, ...], x: float, y: float) -> tuple[OffMapArrows, ...]:
    """The marks under a pixel."""
    return tuple(mark for mark in marks if np.hypot(mark.x - x, mark.y - y) <= REACH)


def paint_outside(
    painter: QPainter, marks: tuple[OffMapArrows, ...], palette: Palette, like: QFont, ratio: float
) -> None:
    """Paint for each mark a glyph of its fleet, and a head that points to the ball."""
    _paint_marks(painter, marks, palette, ratio)
    font = count_font(like)
    metrics = QFontMetricsF(font)
    for stack in stacks(np.array([(mark.x, mark.y) for mark in marks]).reshape(-1, 2)):
        mark = marks[stack.top]
        wide = metrics.horizontalAdvance(stack.text)
        left = mark.x - px(COUNT) * mark.across - wide / 2
        base = mark.y - px(COUNT) * mark.down + metrics.ascent() / 2 - 1
        paint_text(painter, QPointF(left, base), stack.text, font, palette)


def _paint_marks(
    painter: QPainter, marks: tuple[OffMapArrows, ...], palette: Palette, ratio: float
) -> None:
    for mark in marks:
        color = QColor(palette.fleet_color(mark.color))
        for pen in (QPen(QColor(0, 0, 0, 150), 3.5), QPen(QColor("#ffffff"), 1.2)):
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(color)
            painter.drawPolygon(_head(mark))
            painter.drawEllipse(QPointF(mark.x, mark.y), GLYPH / 2, GLYPH / 2)
        picture = glyph(palette, mark.color, GLYPH, ratio)
        painter.drawPixmap(QPointF(mark.x - GLYPH / 2, mark.y - GLYPH / 2), picture)


def _head(mark: OffMapArrows) -> QPolygonF:
    """A triangle next to the glyph, on the side of the ball."""
    corners = ((TIP, 0.0), (FOOT, HALF), (FOOT, -HALF))
    return QPolygonF(
        [
            QPointF(
                mark.x + along * mark.across - across * mark.down,
                mark.y + along * mark.down + across * mark.across,
            )
            for along, across in corners
        ]
    )
