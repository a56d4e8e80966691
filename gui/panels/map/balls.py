"""Balls on the contour map: their glyphs, and the one under the pointer."""

from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from engine.arrays import Array, IntArray
from engine.snapshot import Snapshot
from gui.panels.map.frame import MapFrame
from gui.panels.map.trails import splat_at
from gui.sampling.lost_balls import Missing, Seen
from gui.state.selection import Selection
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette

SIZES: Final = ((12, 14), (60, 12), (300, 9), (1000, 7))  # (balls up to, px)
SMALLEST: Final = 5
DISCS: Final = 1500  # balls; more are painted as plain discs, pixel by pixel
DENSE: Final = 20_000  # balls; more are painted as dots
RINGS: Final = 300  # chosen balls; more have a white edge, painted pixel by pixel as well
CLOSE: Final = 9  # px of diameter up to which rims are faint
REACH: Final = 9.0  # px from a ball's middle within which it is hit
FAINT: Final = 0.35  # opacity of a glyph inside its rim where the loss has no value
RIM: Final = 2.0  # px
EDGE: Final = "#20242b"  # of the plain discs


def glyph_size(count: int) -> int:
    """The diameter in pixels for this number of balls."""
    return next((size for most, size in SIZES if count <= most), SMALLEST)


def ball_at(now: Snapshot, frame: MapFrame, x: float, y: float) -> int | None:
    """The id of the nearest ball within reach of a pixel."""
    nearest, found = REACH, None
    for fleet in now.fleets:
        if len(fleet.balls):
            distance = np.hypot(*(frame.pixels(fleet.position) - np.array([x, y])).T)
            place = int(np.argmin(np.where(np.isfinite(distance), distance, np.inf)))
            if distance[place] < nearest:
                nearest, found = float(distance[place]), int(fleet.balls[place])
    return found


@final
class CachedBallImage:
    """The picture of very many balls, kept as long as nothing in it changes."""

    def __init__(self) -> None:
        self._made: tuple[object, ...] = ()
        self._image = QImage()

    def image(
        self, seen: Seen, frame: MapFrame, palette: Palette, chosen: frozenset[int], ratio: float
    ) -> QImage:
        made = (seen, frame, palette, chosen, ratio)
        if made != self._made:
            self._made, self._image = made, _stamped(*made)
        return self._image


def paint_balls(
    painter: QPainter,
    seen: Seen,
    frame: MapFrame,
    palette: Palette,
    selection: Selection,
    ratio: float,
    kept: CachedBallImage,
) -> None:
    """Paint all balls in the map, chosen and hovered ones on top with a ring around them.

    Balls are hollow as in the scene: where the loss has no value, or at their last positions.
    """
    count = sum(len(fleet.balls) for fleet in seen.now.fleets)
    size = glyph_size(count)
    if count > DISCS:
        image = kept.image(seen, frame, palette, selection.chosen, ratio)
        painter.drawImage(QPointF(frame.left, frame.top), image)
    else:
        _paint_glyphs(painter, seen, frame, palette, size, ratio)
    _paint_chosen(painter, seen, frame, palette, selection, max(size, 11), ratio)


def _paint_glyphs(
    painter: QPainter, seen: Seen, frame: MapFrame, palette: Palette, size: int, ratio: float
) -> None:
    rim = _rim(size, ratio)
    for fleet in seen.now.fleets:
        pixels = frame.pixels(fleet.position)
        empty, color = seen.missing(fleet) != Missing.NOTHING, palette.fleet_color(fleet.color)
        inside, picture = _inside(frame, pixels), glyph(palette, fleet.color, size, ratio)
        for x, y in pixels[inside & ~empty].tolist():
            painter.drawPixmap(QPointF(x - size / 2 - 1, y - size / 2 - 1), rim)
            painter.drawPixmap(QPointF(x - size / 2, y - size / 2), picture)
        for x, y in pixels[inside & empty].tolist():
            _paint_hollow(painter, x, y, picture, color)


def _stamped(
    seen: Seen, frame: MapFrame, palette: Palette, chosen: frozenset[int], ratio: float
) -> QImage:
    """All balls painted pixel by pixel; where the `chosen` are very many, they are marked too."""
    image, count = _blank(frame, ratio), sum(len(fleet.balls) for fleet in seen.now.fleets)
    discs, ids = _discs(ratio, count), np.fromiter(chosen, np.int64)
    for fleet in seen.now.fleets:
        pixels = (frame.pixels(fleet.position) - [frame.left, frame.top]) * ratio
        empty, color = seen.missing(fleet) != Missing.NOTHING, palette.fleet_color(fleet.color)
        _stamp(image, pixels[~empty], discs, color)
        _stamp(image, pixels[empty], [_ring(ratio)], color)
        if len(chosen) > RINGS:
            marked = np.isin(fleet.balls, ids)
            _stamp(image, pixels[marked], [_halo(ratio, count)], "#ffffff")
            _stamp(image, pixels[marked & ~empty], discs[-1:], color)
    return image


def hollow_at(seen: Seen, frame: MapFrame, x: float, y: float) -> tuple[int, Missing] | None:
    """The id of the ball at a pixel if it is hollow, and what is missing at it."""
    ball = ball_at(seen.now, frame, x, y)
    missing = seen.missing_at(ball) if ball is not None else Missing.NOTHING
    return (ball, missing) if ball is not None and missing != Missing.NOTHING else None


def _paint_hollow(painter: QPainter, x: float, y: float, picture: QPixmap, color: str) -> None:
    """A transparent glyph with a rim."""
    size = picture.deviceIndependentSize().width()
    painter.setOpacity(FAINT)
    painter.drawPixmap(QPointF(x - size / 2, y - size / 2), picture)
    painter.setOpacity(1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(color), RIM))
    painter.drawEllipse(QPointF(x, y), (size - RIM) / 2, (size - RIM) / 2)


def _paint_chosen(
    painter: QPainter,
    seen: Seen,
    frame: MapFrame,
    palette: Palette,
    selection: Selection,
    size: int,
    ratio: float,
) -> None:
    hovered, chosen = selection.hovered_ball, selection.chosen
    ringed = sorted(chosen) if len(chosen) <= RINGS else []
    for ball in [*ringed, *([] if hovered is None else [hovered])]:
        home = seen.home(ball)
        if home is None or not np.isfinite(home[0].position[home[1]]).all():
            continue
        x, y = frame.pixels(home[0].position[home[1]]).tolist()
        if frame.contains(x, y):
            picture = glyph(palette, home[0].color, size, ratio)
            if seen.missing_at(ball) != Missing.NOTHING:
                _paint_hollow(painter, x, y, picture, palette.fleet_color(home[0].color))
            else:
                painter.drawPixmap(QPointF(x - size / 2, y - size / 2), picture)
            _paint_ring(painter, QPointF(x, y), size / 2 + 3, palette, ball in chosen)


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
    """A dark disc a little larger than the glyph, for contrast with any background."""
    made = QPixmap(round((size + 2) * ratio), round((size + 2) * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # Many small balls are so close that full rims would merge into a dark area.
    painter.setBrush(QColor(0, 0, 0, 130 if size > CLOSE else 60))
    painter.drawEllipse(QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _blank(frame: MapFrame, ratio: float) -> QImage:
    image = QImage(
        max(1, round(frame.width * ratio)),
        max(1, round(frame.height * ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


class _Shape(NamedTuple):
    """Offsets in device pixels from a ball's middle, and their colour unless it is the fleet's."""

    dx: IntArray
    dy: IntArray
    color: str | None = None


def _shape(reach: int, most: float, least: float = -1.0, color: str | None = None) -> _Shape:
    """The pixels farther than `least` and up to `most` from the middle."""
    step = np.arange(-reach, reach + 1)
    dx, dy = (each.ravel() for each in np.meshgrid(step, step))
    away = np.hypot(dx, dy)
    there = (away <= most) & (away > least)
    return _Shape(dx[there], dy[there], color)


def _reach(ratio: float) -> int:
    return max(2, round(SMALLEST * ratio / 2))


def _discs(ratio: float, count: int) -> list[_Shape]:
    """A small disc with a dark edge; of very many balls a dot."""
    reach = _reach(ratio)
    if count > DENSE:
        return [_shape(reach, reach / 2)]
    return [_shape(reach, reach + 0.3, color=EDGE), _shape(reach, reach - 0.5)]


def _ring(ratio: float) -> _Shape:
    """A hollow ball."""
    reach = _reach(ratio)
    return _shape(reach, reach + 0.3, reach - 0.8)


def _halo(ratio: float, count: int) -> _Shape:
    """What is around a chosen ball: its edge in another colour."""
    reach = _reach(ratio)
    return _shape(reach + 1, reach - 0.5 if count > DENSE else reach + 1.0)


def _stamp(image: QImage, pixels: Array, shapes: list[_Shape], color: str) -> None:
    """Paint these shapes, one over the other, at every one of `pixels` (n, 2) of the image."""
    for shape in shapes if len(pixels) else ():
        with np.errstate(invalid="ignore"):
            x = (pixels[:, 0] + shape.dx[:, None]).ravel()
            y = (pixels[:, 1] + shape.dy[:, None]).ravel()
            splat_at(image, x, y, shape.color or color)
