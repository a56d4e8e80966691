"""Where the readout of a plot has room."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize

from gui.plotting.plot_view import PlotView
from gui.style.text_size import px

ROOMY: Final = 150  # px, the least height of a plot that is not covered by its readout


def room_of(plot: PlotView, update: int) -> tuple[float, QRectF]:
    """The readout's column and area on the screen: over the plot, or to the side of it."""
    corner = plot.mapToGlobal(QPoint(0, 0))
    if plot.height() >= ROOMY:
        area = QRectF(corner, plot.size() - QSize(2, 2))
        return corner.x() + plot.pixel_of(update, 0).x(), area.adjusted(px(48), 0, 0, 0)
    window = plot.window().geometry()
    left, right = corner.x(), corner.x() + plot.width()
    before, after = left - window.left(), window.right() + 1 - right
    start, room = (window.left(), before) if before > after else (right, after)
    area = QRectF(start, corner.y(), room, plot.height() - 2)
    return (area.right() if before > after else area.left()), area
