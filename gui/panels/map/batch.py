"""What a ball's batch sees, on the contour map: contour lines of its loss, arrows and dots."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.analysis.batch_view import batch_view
from engine.arrays import Array
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.examples import DataSurface
from gui.panels.map.balls import glyph_size
from gui.panels.map.frame import MapFrame
from gui.sampling.batch_grid import contour_lines
from gui.sampling.contour_levels import levels
from gui.sampling.height_scale import HeightScale
from gui.scene.geometry.arrows import BAR, COLORS, TINY, BatchKind, lengths
from gui.scene.geometry.batch import ARROWS, BatchScale, vectors_of
from gui.state.batch_losses import BatchLosses
from gui.style.palette import Palette

LINES: Final = 5  # contour lines aimed at, fewer than the map’s own
SHARE: Final = 0.6  # of the lengths in the scene, which is larger
RIM: Final = 1.8  # px more
WIDTHS: Final = {BatchKind.BATCH: 2.0, BatchKind.TRUE: 2.0, BatchKind.DIFFERENCE: 1.8}
DASHES: Final = {BatchKind.BATCH: [4.0, 2.0], BatchKind.DIFFERENCE: [1.0, 1.6]}
DOT, SQUARE, ZERO = 1.3, 3.4, 2.0  # px


@final
class MapBatch(QObject):
    """Paints the next batch of one ball; computes nothing while it does not paint."""

    changed = Signal()  # a batch has been computed in slices

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.losses, self._scale = BatchLosses(self), BatchScale()
        self.losses.changed.connect(self.changed)
        self._lines: tuple[Array, HeightScale, Array] | None = None

    def paint(
        self,
        painter: QPainter,
        frame: MapFrame,
        now: Snapshot,
        chosen: frozenset[int],
        palette: Palette,
    ) -> None:
        """That of the only chosen ball, or of the only one that there is."""
        home = _home(now, chosen)
        examples = home[0].batch_of(home[1]) if home is not None else None
        if home is None or examples is None or not isinstance(home[0].surface, DataSurface):
            return
        surface, point = home[0].surface, home[0].position[home[1]]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        losses = self.losses.of(surface, examples)
        if losses is not None:
            self._paint_lines(painter, frame, losses, palette)
        vectors, kinds = vectors_of(batch_view(surface, point, examples))
        with np.errstate(all="ignore"):
            way = vectors * (frame.scale * (1.0, -1.0))
            way /= lengths(way)[:, None]
            bars = lengths(vectors) / self._scale.of(now, surface)
            way[bars == 0] = (1.0, 0.0)
            near = frame.pixels(point) + (glyph_size(len(now.homes)) / 2) * way
            far = near + (SHARE * BAR * bars)[:, None] * way
        for start, end, kind, size in zip(near, far, kinds.tolist(), bars.tolist(), strict=True):
            if np.isfinite(end).all():
                _paint_mark(painter, start, end, BatchKind(kind), size < TINY / SHARE, palette)

    def _paint_lines(
        self, painter: QPainter, frame: MapFrame, losses: Array, palette: Palette
    ) -> None:
        world = frame.world
        known = self._lines
        if known is None or known[0] is not losses or known[1] != world.scale:
            with np.errstate(all="ignore"):
                heights = world.scale.coordinate(losses)
            heights = np.where(np.isfinite(losses), heights, np.nan)
            at = levels(world.scale, LINES)
            known = (losses, world.scale, contour_lines(heights, at.numbers() * at.step))
            self._lines = known
        low, high = np.array(world.low), np.array(world.high)
        points = low + known[2] / (len(losses) - 1) * (high - low)
        lines = [QLineF(*line) for line in frame.pixels(points).reshape(-1, 4).tolist()]
        painter.setPen(QPen(QColor(COLORS[palette.dark][BatchKind.BATCH]), 1.1))
        painter.drawLines(lines)


def _home(now: Snapshot, chosen: frozenset[int]) -> tuple[FleetView, int] | None:
    homes = now.homes
    there = [ball for ball in chosen if ball in homes] or (list(homes) if len(homes) == 1 else [])
    return homes[there[0]] if len(there) == 1 else None


def _paint_mark(
    painter: QPainter, start: Array, end: Array, kind: BatchKind, zero: bool, palette: Palette
) -> None:
    """An arrow, or the dot or square of an example, or a dot for an arrow of no length."""
    ink, rim = QColor(COLORS[palette.dark][kind]), QColor(palette.window)
    tip = QPointF(*end.tolist())
    if kind not in ARROWS or zero:
        painter.setPen(QPen(rim, 0.8))
        painter.setBrush(ink)
        if kind is BatchKind.USED:
            ways = ((SQUARE, 0.0), (0.0, SQUARE), (-SQUARE, 0.0), (0.0, -SQUARE))
            painter.drawPolygon(QPolygonF([tip + QPointF(*way) for way in ways]))
        else:
            radius = ZERO if kind in ARROWS else DOT
            painter.drawEllipse(tip, radius, radius)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, more in ((rim, RIM), (ink, 0.0)):
        pen = QPen(color, WIDTHS[kind] + more, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        head = QPolygonF([tip + QPointF(*corner) for corner in _head(start, end)])
        painter.setPen(pen)
        painter.drawPolyline(head)
        if kind in DASHES:
            pen.setDashPattern([WIDTHS[kind] / pen.widthF() * part for part in DASHES[kind]])
        painter.setPen(pen)
        painter.drawLine(QPointF(*start.tolist()), tip)


def _head(start: Array, end: Array) -> list[list[float]]:
    """The open head of an arrow about its tip."""
    along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
    across = np.array([-along[1], along[0]])
    sides: list[list[float]] = [
        corner.tolist() for corner in (-5 * along + 3 * across, 0 * along, -5 * along - 3 * across)
    ]
    return sides
