"""The texts of a picture around its parts: heights, and painting."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication

from gui.dialogs.picture.contents import Ball, Facts
from gui.sampling.colormap import colors
from gui.style.ball_glyphs import paint_fleet
from gui.style.fonts import CAPTION
from gui.style.palette import Palette
from gui.typeset.math_label import extent, formula

TITLE: Final = 18  # px of the letters
FORMULA: Final = 15.0
GLYPH: Final = 14  # px
GAP: Final = 8.0
BAR: Final = 200.0  # px, the width of the colour bar
BAR_HEIGHT: Final = 30.0
ROW: Final = 22.0  # px, a row of the legend
STOPS: Final = 24  # colours of the bar that are blended
WRAP: Final = int(Qt.TextFlag.TextWordWrap)


def font(pixels: int = 13, strong: bool = False) -> QFont:
    """The program's font, at this size."""
    made = QFont(QApplication.font())
    made.setPixelSize(pixels)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def wrapped(text: str, like: QFont, width: float) -> float:
    """The height of a text in lines of this width."""
    metrics = QFontMetricsF(like)
    return metrics.boundingRect(QRectF(0, 0, width, 1e5), WRAP, text).height() if text else 0.0


def formula_size(latex: str, width: float) -> QSizeF:
    """The size of a typeset formula, smaller than it is by itself if it is wider than this."""
    drawing = formula(latex, "#000000", FORMULA) if latex else None
    size = extent(drawing) if drawing is not None else QSizeF()
    if size.width() > width:
        size.scale(QSizeF(width, size.height()), Qt.AspectRatioMode.KeepAspectRatio)
    return size


def paint_text(painter: QPainter, area: QRectF, text: str, like: QFont, color: str) -> None:
    painter.setFont(like)
    painter.setPen(QColor(color))
    painter.drawText(area, WRAP, text)


def paint_formula(painter: QPainter, at: QPointF, size: QSizeF, latex: str, color: str) -> None:
    drawing = formula(latex, color, FORMULA)
    if drawing is not None:
        drawing.render(painter, QRectF(at, size))


def paint_bar(painter: QPainter, at: QPointF, facts: Facts, palette: Palette) -> None:
    """The colours of the loss, from the lowest to the highest that is shown."""
    bar = QRectF(at.x(), at.y() + 2, BAR, 9)
    blend = QLinearGradient(bar.topLeft(), bar.topRight())
    for share in np.linspace(0, 1, STOPS).tolist():
        blend.setColorAt(share, QColor.fromRgbF(*colors(share).tolist()))
    painter.fillRect(bar, blend)
    painter.setFont(font(CAPTION))
    painter.setPen(QColor(palette.second))
    below = QRectF(at.x(), at.y() + 13, BAR, 16)
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
    for text, side in zip(facts.range, sides, strict=True):
        painter.drawText(below, int(side), text)


def legend_places(legend: tuple[Ball, ...], width: float) -> tuple[QPointF, ...]:
    """Where each row of the legend begins: as many in a line as this width has room for."""
    metrics = QFontMetricsF(font())
    places, x, y = [], 0.0, 0.0
    for ball in legend:
        wide = GLYPH + GAP + metrics.horizontalAdvance(ball.text) + 2 * GAP
        if x and x + wide - 2 * GAP > width:
            x, y = 0.0, y + ROW
        places.append(QPointF(x, y))
        x += wide
    return tuple(places)


def paint_legend(
    painter: QPainter, area: QRectF, legend: tuple[Ball, ...], palette: Palette
) -> None:
    """The glyph and the name of each fleet that has balls."""
    metrics = QFontMetricsF(font())
    for ball, place in zip(legend, legend_places(legend, area.width()), strict=True):
        at = area.topLeft() + place
        paint_fleet(painter, QRectF(at.x(), at.y() + 3, GLYPH, GLYPH), palette, ball.color)
        painter.setFont(font())
        painter.setPen(QColor(palette.text))
        base = at.y() + 3 + (GLYPH + metrics.ascent() - metrics.descent()) / 2
        room = area.width() - GLYPH - GAP
        text = metrics.elidedText(ball.text, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QPointF(at.x() + GLYPH + GAP, base), text)
