"""Balls on the contour map: their glyphs, and which one is under the pointer."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from engine.arrays import Array
from engine.snapshot import FleetView, Snapshot
from gui.palette import Palette
from gui.panels.glyph import glyph
from gui.panels.map_frame import MapFrame
from gui.panels.map_trails import splat_at
from gui.panels.selection import Selection

SIZES: Final = ((12, 14), (60, 12), (300, 9), (1000, 7))  # up to so many balls, so many px
SMALLEST: Final = 5
CROWD: Final = 1500  # more balls are painted as plain discs, pixel by pixel
CLOSE: Final = 9  # px across, up to which rims are faint
GRIP: Final = 9.0  # px from a ball's middle that still grip it
FAINT: Final = 0.35  # opacity of a glyph inside its rim where the loss has no value
RIM: Final = 2.0  # px


def glyph_size(count: int) -> int:
    """Pixels across, for so many balls."""
    return next((size for most, size in SIZES if count <= most), SMALLEST)


def ball_at(now: Snapshot, frame: MapFrame, x: float, y: float) -> int | None:
    """The id of the nearest ball within reach of a pixel."""
    nearest, found = GRIP, None
    for fleet in now.fleets:
        if len(fleet.balls):
            away = np.hypot(*(frame.pixels(fleet.position) - np.array([x, y])).T)
            place = int(np.argmin(np.where(np.isfinite(away), away, np.inf)))
            if away[place] < nearest:
                nearest, found = float(away[place]), int(fleet.balls[place])
    return found


def paint_balls(
    painter: QPainter,
    now: Snapshot,
    frame: MapFrame,
    palette: Palette,
    selection: Selection,
    ratio: float,
) -> None:
    """All balls in the map, those chosen or pointed at on top with a ring around them."""
    count = sum(len(fleet.balls) for fleet in now.fleets)
    size = glyph_size(count)
    rim = _rim(size, ratio)
    layer = _layer(frame, ratio) if count > CROWD else None
    for fleet in now.fleets:
        pixels = frame.pixels(fleet.position)
        if layer is not None:
            _stamp(layer, (pixels - [frame.left, frame.top]) * ratio, palette, fleet, ratio)
        else:
            inside, empty = _inside(frame, pixels), hollow(now, fleet.position)
            picture = glyph(palette, fleet.color, size, ratio)
            for x, y in pixels[inside & ~empty].tolist():
                painter.drawPixmap(QPointF(x - size / 2 - 1, y - size / 2 - 1), rim)
                painter.drawPixmap(QPointF(x - size / 2, y - size / 2), picture)
            for x, y in pixels[inside & empty].tolist():
                _paint_hollow(painter, x, y, picture, palette.fleet_color(fleet.color))
    if layer is not None:
        painter.drawImage(QPointF(frame.left, frame.top), layer)
    _paint_chosen(painter, now, frame, palette, selection, max(size, 11), ratio)


def hollow(now: Snapshot, points: Array) -> npt.NDArray[np.bool_]:
    """At which of `points` (n, 2) the loss has no value: there balls are hollow, as in the scene.

    Only what people type themselves has holes, and a sum over many examples would take long.
    """
    if now.surface.group != "own":
        return np.zeros(len(points), bool)
    with np.errstate(all="ignore"):
        empty: npt.NDArray[np.bool_] = np.isnan(now.surface.value(points))
    return empty


def hollow_at(now: Snapshot, frame: MapFrame, x: float, y: float) -> int | None:
    """The id of the ball at a pixel if it is where the loss has no value."""
    ball = ball_at(now, frame, x, y)
    home = now.homes.get(ball) if ball is not None else None
    if home is None:
        return None
    empty = hollow(now, home[0].position[home[1] : home[1] + 1])
    return ball if empty[0] else None


def _paint_hollow(painter: QPainter, x: float, y: float, picture: QPixmap, color: str) -> None:
    """A glyph to look through, with a rim."""
    size = picture.deviceIndependentSize().width()
    painter.setOpacity(FAINT)
    painter.drawPixmap(QPointF(x - size / 2, y - size / 2), picture)
    painter.setOpacity(1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(color), RIM))
    painter.drawEllipse(QPointF(x, y), (size - RIM) / 2, (size - RIM) / 2)


def _paint_chosen(
    painter: QPainter,
    now: Snapshot,
    frame: MapFrame,
    palette: Palette,
    selection: Selection,
    size: int,
    ratio: float,
) -> None:
    hovered = selection.hovered_ball
    for ball in [*sorted(selection.chosen), *([] if hovered is None else [hovered])]:
        home = now.homes.get(ball)
        if home is None or not np.isfinite(home[0].position[home[1]]).all():
            continue
        x, y = frame.pixels(home[0].position[home[1]]).tolist()
        if frame.contains(x, y):
            picture = glyph(palette, home[0].color, size, ratio)
            if hollow(now, home[0].position[home[1] : home[1] + 1])[0]:
                _paint_hollow(painter, x, y, picture, palette.fleet_color(home[0].color))
            else:
                painter.drawPixmap(QPointF(x - size / 2, y - size / 2), picture)
            _paint_ring(painter, QPointF(x, y), size / 2 + 3, palette, ball in selection.chosen)


def _paint_ring(
    painter: QPainter, middle: QPointF, radius: float, palette: Palette, chosen: bool
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in (("#000000", 3.5), ("#ffffff", 2.0 if chosen else 1.0)):
        tint = QColor(color)
        tint.setAlphaF(0.45 if color == "#000000" else 1.0)
        painter.setPen(QPen(tint, width))
        painter.drawEllipse(middle, radius, radius)


def _inside(frame: MapFrame, pixels: Array) -> npt.NDArray[np.bool_]:
    x, y = pixels[:, 0], pixels[:, 1]
    slack = 10
    with np.errstate(invalid="ignore"):
        inside: npt.NDArray[np.bool_] = (
            (x > frame.left - slack)
            & (x < frame.left + frame.width + slack)
            & (y > frame.top - slack)
            & (y < frame.top + frame.height + slack)
        )
    return inside


def _rim(size: int, ratio: float) -> QPixmap:
    """A dark disc a little larger than the glyph: balls stand off from any ground."""
    made = QPixmap(round((size + 2) * ratio), round((size + 2) * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # Many small balls stand so close that full rims would melt into one dark mass.
    painter.setBrush(QColor(0, 0, 0, 130 if size > CLOSE else 60))
    painter.drawEllipse(QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _layer(frame: MapFrame, ratio: float) -> QImage:
    layer = QImage(
        max(1, round(frame.width * ratio)),
        max(1, round(frame.height * ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    return layer


def _stamp(layer: QImage, pixels: Array, palette: Palette, fleet: FleetView, ratio: float) -> None:
    """Every ball of a crowd as a small disc with a dark edge."""
    reach = max(2, round(SMALLEST * ratio / 2))
    step = np.arange(-reach, reach + 1)
    dx, dy = (each.ravel() for each in np.meshgrid(step, step))
    away = np.hypot(dx, dy)
    for inner, color in ((False, "#20242b"), (True, palette.fleet_color(fleet.color))):
        disc = away <= reach - (0.5 if inner else -0.3)
        x = (pixels[:, None, 0] + dx[disc]).ravel()
        y = (pixels[:, None, 1] + dy[disc]).ravel()
        with np.errstate(invalid="ignore"):
            splat_at(layer, x, y, color)
