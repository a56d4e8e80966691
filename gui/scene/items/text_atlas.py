"""Texts in one texture: painted once by Qt, drawn every frame by OpenGL."""

from collections.abc import Callable
from typing import final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from gui.style.ball_glyphs import disc_and_marks, marking_in

WIDTH = 512  # logical pixels; a wider text enlarges it
PAD = 2.0
GLYPH_GAP = 3.0  # logical pixels between a text and a glyph after it, and between two
MOST = 300  # texts kept; above it the atlas is cleared

Bytes = npt.NDArray[np.uint8]


@final
class Atlas:
    """The place of each text in the image; grows as new texts are requested.

    Letters are white, and have a black halo of so many logical pixels.
    """

    def __init__(self, halo: float = 0.0) -> None:
        self._halo = halo
        self._texts: dict[tuple[str, bool], QRectF] = {}
        self._fonts = (QFont(), _heavier(QFont()))
        self._ratio = 1.0
        self.image: Bytes = np.zeros((1, 1, 4), np.uint8)
        self.changed = True

    def set_font(self, font: QFont, ratio: float) -> None:
        """Set the program's font; axis names are drawn in a heavier one."""
        if font == self._fonts[0] and ratio == self._ratio:
            return
        self._fonts, self._ratio = (QFont(font), _heavier(font)), ratio
        self._texts.clear()

    def places(self, keys: list[tuple[str, bool]]) -> list[QRectF]:
        """Rectangles in logical pixels of these (text, strong); paints new ones."""
        if any(key not in self._texts for key in keys):
            known = [] if len(self._texts) > MOST else list(self._texts)
            self._paint(list(dict.fromkeys([*known, *keys])))
        return [self._texts[key] for key in keys]

    @property
    def size(self) -> tuple[float, float]:
        """Size of the image in logical pixels."""
        height, width = self.image.shape[:2]
        return width / self._ratio, height / self._ratio

    def _paint(self, keys: list[tuple[str, bool]]) -> None:
        self._texts = self._laid_out(keys)
        height = max((r.bottom() for r in self._texts.values()), default=1.0) + PAD
        self.image = self._layer(height, self._paint_letters)
        if self._halo:
            halos = self._layer(height, self._paint_halos)[..., 3]
            # Not painted over each other: on a ground Qt makes letters bolder.
            self.image[..., :3] = self.image[..., 3:]
            np.maximum(self.image[..., 3], halos, out=self.image[..., 3])
        self.changed = True

    def _layer(self, height: float, paint: Callable[[QPainter], None]) -> Bytes:
        width = max((WIDTH, *(r.right() + PAD for r in self._texts.values())))
        ratio = self._ratio
        image = QImage(
            int(np.ceil(width * ratio)),
            int(np.ceil(height * ratio)),
            QImage.Format.Format_RGBA8888_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(ratio, ratio)
        paint(painter)
        painter.end()
        pixels = np.frombuffer(image.constBits(), np.uint8)
        return pixels.reshape(image.height(), image.bytesPerLine() // 4, 4).copy()

    def _paint_letters(self, painter: QPainter) -> None:
        painter.setPen(QColor("white"))
        for (text, strong), place in self._texts.items():
            marking = marking_in(text)
            if marking is not None:
                disc, marks = disc_and_marks(_disc(place, self._fonts[strong]), marking)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.fillPath(disc.subtracted(marks), QColor("white"))
                continue
            painter.setFont(self._fonts[strong])
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_halos(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor("black"), 2 * self._halo)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for (text, strong), place in self._texts.items():
            marking = marking_in(text)
            if marking is not None:
                disc, _ = disc_and_marks(_disc(place, self._fonts[strong]), marking)
                painter.fillPath(disc, QColor("black"))
                painter.drawPath(disc)
                continue
            metrics = QFontMetricsF(self._fonts[strong])
            left = place.center().x() - metrics.horizontalAdvance(text) / 2
            foot = place.center().y() + (metrics.ascent() - metrics.descent()) / 2
            letters = QPainterPath()
            letters.addText(QPointF(left, foot), self._fonts[strong], text)
            painter.drawPath(letters)

    def _laid_out(self, keys: list[tuple[str, bool]]) -> dict[tuple[str, bool], QRectF]:
        """Left to right, row by row; at whole pixels, so that the texts are sharp."""
        places, x, y, line = {}, PAD, PAD, 0.0
        for text, strong in keys:
            metrics = QFontMetricsF(self._fonts[strong])
            glyph = marking_in(text) is not None
            wide = glyph_size(metrics) if glyph else np.ceil(metrics.horizontalAdvance(text))
            width = float(wide + 2 + 2 * self._halo)
            height = float(np.ceil(metrics.height() + 2 * self._halo))
            if x + width + PAD > WIDTH:
                x, y, line = PAD, y + line + PAD, 0.0
            places[text, strong] = QRectF(x, y, width, height)
            x, line = x + width + PAD, max(line, height)
        return places


def glyph_size(metrics: QFontMetricsF) -> float:
    """The diameter of a glyph in a text of this font, in logical pixels."""
    return float(round(metrics.ascent() * 0.85))


def _disc(place: QRectF, font: QFont) -> QRectF:
    side = glyph_size(QFontMetricsF(font))
    disc = QRectF(0.0, 0.0, side, side)
    disc.moveCenter(place.center())
    return disc


def _heavier(font: QFont) -> QFont:
    """The font of strong texts."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong
