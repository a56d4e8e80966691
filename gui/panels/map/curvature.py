"""The crosses of curvature on the contour map, seen from above."""

from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.arrays import Array, IntArray
from engine.snapshot import Snapshot
from gui.panels.map.balls import glyph_size
from gui.panels.map.frame import MapFrame
from gui.sampling.curvature_arms import FEW, arm_scale, bar_pixels, crosses, one_in
from gui.style.palette import Palette

SHARE: Final = 0.6  # of the lengths in the scene, which is larger
WIDTH, THIN = 2.0, 1.2  # px, of few crosses and of many
RIM: Final = 1.8  # px more, of the darker or lighter lines below those of few
FREE: Final = 1.0  # px between a ball and its arms
DASHES: Final = (3.0, 2.0)  # widths of a line


def paint_curvature(
    painter: QPainter,
    frame: MapFrame,
    now: Snapshot,
    chosen: frozenset[int],
    palette: Palette,
) -> None:
    """The crosses of the chosen balls, or of all of them if none is chosen."""
    arms, signs = arms_of(frame, now, chosen)
    if not len(arms):
        return
    many = len(arms) > 4 * FEW
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for sign, color in ((1, palette.positive), (-1, palette.negative)):
        lines = [QLineF(*arm) for arm in arms[signs == sign].reshape(-1, 4).tolist()]
        rim = QColor(palette.window)
        rim.setAlphaF(0.55)
        for ink, width in ((rim, WIDTH + RIM), (QColor(color), THIN if many else WIDTH))[many:]:
            pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if sign < 0:
                pen.setDashPattern([WIDTH / width * part for part in DASHES])
            painter.setPen(pen)
            painter.drawLines(lines)


def arms_of(frame: MapFrame, now: Snapshot, chosen: frozenset[int]) -> tuple[Array, IntArray]:
    """The arms (m, 2, 2) in pixels, each from its ball outwards, and the signs (m,) they have."""
    points = np.concatenate([np.zeros((0, 2)), *(fleet.position for fleet in now.fleets)])
    ids = np.concatenate([np.zeros(0, np.int64), *(fleet.balls for fleet in now.fleets)])
    wanted = np.fromiter(chosen, np.int64, len(chosen)) if chosen else ids
    rows = np.flatnonzero(np.isin(ids, wanted))
    count, rows = len(rows), rows[:: one_in(len(rows))]
    rows = rows[frame.world.inside(points[rows])]
    found = crosses(now.surface, points[rows])
    bars = arm_scale(now.surface).bars(found.eigenvalues)
    row, axis = np.nonzero(found.signs)
    way = found.axes[row, :, axis] * (frame.scale * (1.0, -1.0))
    way /= np.linalg.norm(way, axis=-1, keepdims=True)
    near = np.full(len(row), glyph_size(len(ids)) / 2 + FREE)
    far = near + SHARE * bar_pixels(count) * bars[row, axis]
    middle = frame.pixels(found.points[row])
    ends = [middle + side * r[:, None] * way for side in (1.0, -1.0) for r in (near, far)]
    arms = np.stack(ends, axis=1).reshape(-1, 2, 2)
    return arms, np.repeat(found.signs[row, axis], 2)
