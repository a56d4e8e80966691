"""The curves as a part of a picture, with as many pixels as are asked for."""

from typing import Final, cast, final

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication

from engine.snapshot import Snapshot
from gui.panels.curves.curve import Curve
from gui.panels.curves.panel import ALL
from gui.plotting.axis import caption_font
from gui.state.selection import Selection
from gui.style.palette import Palette
from gui.style.theme import Theme

NAME: Final = 18.0  # px of the line over each plot with its name
GAP: Final = 8.0  # px between a name and what its axis shows
LEAST: Final = 100  # px of height, until the place of a plot is known


@final
class _FixedTheme(QObject):
    """The part of a `Theme` that panels use, for colours that are not those of the window."""

    changed = Signal(object)

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette


def paint_curves(
    painter: QPainter,
    area: QRectF,
    now: Snapshot,
    selection: Selection,
    palette: Palette,
    ratio: float,
) -> None:
    """Paint all curves of `now` over one time axis, over the updates that are shown.

    Images in them have `ratio` pixels to one of `painter`'s. Each axis suits the surface.
    """
    theme = cast(Theme, _FixedTheme(palette))
    curves = [kind(lambda command: None, selection, theme) for kind in ALL]
    for curve in curves:
        _compose(curve, now, area.width(), ratio)
        curve.show_time(curve is curves[-1])
    wide = max(curve.plot.y_axis.wanted_width() for curve in curves)
    each = area.height() / len(curves) - NAME - curves[-1].time_height / len(curves)
    top = area.top()
    for curve in curves:
        curve.set_axis_width(wide)
        _paint_name(painter, QPointF(area.left() + wide, top), curve, palette)
        height = each + (curve.time_height if curve is curves[-1] else 0)
        curve.plot.resize(QSize(int(area.width()), int(height)))
        curve.plot.grab()  # lays a hidden widget out
        curve.plot.render(painter, QRectF(area.left(), top + NAME, area.width(), height))
        top += NAME + height
        curve.plot.deleteLater()
        curve.deleteLater()


def _compose(curve: Curve, now: Snapshot, width: float, ratio: float) -> None:
    """Let a curve that is never shown have all of its parts, in a plot by itself."""
    curve.ratio = ratio
    curve.plot.setParent(None)
    curve.plot.resize(QSize(int(width), LEAST))
    curve.range_task.of(now.surface)
    curve.range_task.finish()
    curve.refresh(now)
    while not curve.composed:
        curve.refresh(now)


def _paint_name(painter: QPainter, at: QPointF, curve: Curve, palette: Palette) -> None:
    font = caption_font(QApplication.font())
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    base = QPointF(at.x(), at.y() + NAME - 5)
    for text, like, color in (
        (curve.windowTitle(), strong, palette.text),
        (curve.detail, font, palette.second),
    ):
        painter.setFont(like)
        painter.setPen(QColor(color))
        painter.drawText(base, text)
        base.setX(base.x() + painter.fontMetrics().horizontalAdvance(text) + GAP)
