"""Thumbnails: the surface of a card, with the trails of a short real run of its fleets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from engine.arrays import Array, columns
from engine.optimizers.base import Optimizer
from engine.scenario import FleetSetup, Scenario
from engine.schedules.constant import Constant
from engine.surfaces.base import Surface
from gui.sampling.height_scale import Mask
from gui.sampling.lit_image import Relief, reliefs
from gui.style.ball_glyphs import paint_fleet
from gui.style.palette import Palette

WIDTH, HEIGHT = 208, 130  # px
AZIMUTH: Final = -60.0  # degrees, for a surface without a scenario
SECONDS: Final = 12.0  # of the run at the scenario's own pace
MOST: Final = 600  # updates
SLICE: Final = 40  # updates made at a time
PIECES: Final = 8  # of each update's line, so that it follows the surface
SPACING: Final = 0.7  # px: nearer points of a trail are left out
LINE, CASE = 1.7, 3.3  # px: a trail, and the dark edge round it
CASE_INK: Final = 0.4
BALL: Final = 11.0  # px
Trail = tuple[int, Array]  # the colour of its fleet, and the positions, (updates + 1, n, 2)


@final
@dataclass(frozen=True, slots=True)
class ThumbnailSubject:
    """What a thumbnail shows."""

    surface: Surface
    scenario: Scenario | None = None

    @property
    def azimuth(self) -> float:
        return AZIMUTH if self.scenario is None else self.scenario.view.azimuth

    @property
    def fleets(self) -> tuple[FleetSetup, ...]:
        """Those that have balls."""
        setups = self.scenario.fleets if self.scenario is not None else ()
        return tuple(setup for setup in setups if setup.points)

    @property
    def updates(self) -> int:
        """The number of updates of the run."""
        pace = self.scenario.pace if self.scenario is not None else 0.0
        return int(min(SECONDS * pace, MOST))


def made(subject: ThumbnailSubject, palette: Palette, ratio: float) -> Iterator[QPixmap | None]:
    """Makes a thumbnail in small slices: yields None after each, and the picture at the end."""
    ground: Relief | None = None
    for relief in reliefs(subject.surface, subject.azimuth, WIDTH, HEIGHT, ratio):
        ground = relief
        yield None
    assert ground is not None
    trails: list[Trail] = []
    for setup in subject.fleets:
        rows: list[Array] = []
        for row in run(subject.surface, setup, subject.updates):
            rows.append(row)
            if len(rows) % SLICE == 0:
                yield None
        trails.append((setup.color, np.stack(rows)))
    yield None
    yield drawn(ground, trails, palette, ratio)


def run(surface: Surface, setup: FleetSetup, updates: int) -> Iterator[Array]:
    """Where the balls of a fleet are at the start and after each of `updates`, (n, 2)."""
    x = columns(setup.points)
    state = setup.optimizer.init(x)
    yield x
    for update in range(updates):
        with np.errstate(all="ignore"):
            x, state = scheduled(setup, update).step(surface, x, state)
        yield x


def scheduled(setup: FleetSetup, update: int) -> Optimizer:
    """The optimizer with the learning rate of this update; all its balls have that age."""
    if type(setup.schedule) is Constant:
        return setup.optimizer
    factor = setup.schedule.factor(np.array([[float(update)]]))
    return replace(setup.optimizer, lr=setup.optimizer.lr * factor)


def drawn(ground: Relief, trails: list[Trail], palette: Palette, ratio: float) -> QPixmap:
    """The surface with trails, and balls at their ends."""
    down, across, _ = ground.pixels.shape
    image = QImage(
        ground.pixels.data,
        across,
        down,
        across * 4,
        QImage.Format.Format_RGBA8888_Premultiplied,
    )
    picture = QPixmap.fromImage(image)  # a copy: the array may be freed
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for color, rows in trails:
        path = trail_path(ground, rows)
        _stroke(painter, path, QColor(0, 0, 0, round(255 * CASE_INK)), CASE)
        _stroke(painter, path, QColor(palette.fleet_color(color)), LINE)
    for color, rows in trails:
        for x, y in ends(ground, rows):
            box = QRectF(x - BALL / 2, y - BALL / 2, BALL, BALL)
            paint_fleet(painter, box, palette, color)
    painter.end()
    return picture


def ends(ground: Relief, rows: Array) -> Array:
    """Pixels (k, 2) of the balls that are visible in the window after the last update."""
    last = rows[-1]
    pixels, seen = _on_ground(ground, last[ground.pose.world.inside(last, 0.0)])
    return pixels[seen]


def trail_path(ground: Relief, rows: Array) -> QPainterPath:
    """The lines of a fleet's balls, broken where they leave the window or are hidden."""
    path = QPainterPath()
    for ball in range(rows.shape[1]):
        points = _finely(rows[:, ball])
        inside = ground.pose.world.inside(points, 0.0)
        points = np.where(inside[:, None], points, ground.pose.world.low)
        pixels, seen = _on_ground(ground, points)
        _add(path, pixels, seen & inside)
    return path


def _finely(points: Array) -> Array:
    """Straight lines between `points` (k, 2), cut into pieces; nan stays nan."""
    share = (np.arange(PIECES) / PIECES)[:, None]
    with np.errstate(all="ignore"):
        between = points[:-1, None] + share * (points[1:] - points[:-1])[:, None]
    return np.concatenate([between.reshape(-1, 2), points[-1:]])


def _on_ground(ground: Relief, points: Array) -> tuple[Array, Mask]:
    """Pixels of points on the surface, and which of them are visible."""
    with np.errstate(all="ignore"):
        loss = ground.surface.value(points)
    pixels = ground.pose.project(points, loss)[0]
    return pixels, ground.seen(points, loss)


def _add(path: QPainterPath, pixels: Array, seen: Mask) -> None:
    length = np.hypot(*np.diff(pixels, axis=0, prepend=pixels[:1]).T).cumsum()
    switched = np.diff(seen, prepend=False)
    kept = np.flatnonzero((np.diff(np.floor(length / SPACING), prepend=-1.0) > 0) | switched)
    drawing = False
    for x, y, shown in zip(*pixels[kept].T.tolist(), seen[kept].tolist(), strict=True):
        if not shown:
            drawing = False
        elif drawing:
            path.lineTo(QPointF(x, y))
        else:
            path.moveTo(QPointF(x, y))
            drawing = True


def _stroke(painter: QPainter, path: QPainterPath, color: QColor, width: float) -> None:
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(path)
