"""The contour map as a part of a picture, with as many pixels as are asked for."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from engine.snapshot import Snapshot
from gui.panels.map.widget import MapWidget
from gui.state.overlays import Overlays
from gui.state.selection import Selection
from gui.style.palette import Palette


def paint_map(
    painter: QPainter,
    area: QRectF,
    now: Snapshot,
    selection: Selection,
    palette: Palette,
    ratio: float,
    log: bool | None = None,
    overlays: Overlays = frozenset(),
) -> None:
    """Paint the whole window of `now` into `area`; `log` as in `MapWidget.show_snapshot`.

    Images in it have `ratio` pixels to one of `painter`'s; of few balls all trails are lines.
    """
    made = MapWidget(selection, palette)
    made.overlays = overlays
    made.setFont(QApplication.font())
    made.resize(area.size().toSize())
    made.show_snapshot(now, log)
    made.finish(ratio)
    painter.save()
    painter.translate(area.topLeft())
    made.paint_on(painter)
    painter.restore()
    made.deleteLater()
