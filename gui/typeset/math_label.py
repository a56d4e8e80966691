"""Typeset mathematics: LaTeX as pictures in the colours of the theme.

ziamath typesets the formula as outlines, in pure Python and offline. It takes 0.15 s to import, so
it is loaded with the first formula, and each formula is typeset once for a size and colour.
"""

import logging
import warnings
from functools import lru_cache
from typing import Final, final

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style.fonts import TEXT
from gui.style.text_size import text_scale
from gui.style.theme import Theme

log = logging.getLogger(__name__)

KEPT: Final = 256  # formulas


@lru_cache(maxsize=KEPT)
def svg(latex: str, color: str, size: float) -> bytes:
    """`latex` as SVG with letters `size` px high; empty where it cannot be typeset."""
    try:
        return _typeset(latex, color, size).encode()
    except Exception as error:  # its parser raises many types
        # Only its text: a stored error would keep the frames of its traceback alive.
        log.warning("cannot typeset %r: %s", latex, repr(error))
        return b""


def _typeset(latex: str, color: str, size: float) -> str:
    with warnings.catch_warnings():
        # It loads its font with a deprecated function.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex
    config.svg2 = False  # QtSvg does not support <symbol>
    return str(Latex(latex, size=size, color=color).svg())


@lru_cache(maxsize=KEPT)
def formula(latex: str, color: str, size: float) -> QSvgRenderer | None:
    """The drawing of `latex`, or None where it cannot be typeset."""
    drawing = QSvgRenderer(QByteArray(svg(latex, color, size)))
    return drawing if drawing.isValid() else None


def extent(drawing: QSvgRenderer) -> QSizeF:
    """The natural size of a formula, in px."""
    return drawing.viewBoxF().size()


def pixmap(latex: str, color: str, size: float = TEXT, ratio: float = 1.0) -> QPixmap:
    """`latex` as a picture, `ratio` device pixels to one; null where it cannot be typeset."""
    drawing = formula(latex, color, size)
    if drawing is None:
        return QPixmap()
    size_px = extent(drawing)
    made = QPixmap((size_px * ratio).toSize().expandedTo(QSize(1, 1)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(0, 0, size_px.width() * ratio, size_px.height() * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@final
class MathLabel(QWidget):
    """Shows one formula; screen readers get `plain`, the same in words or plain signs.

    Its letters have `size` pixels at 100 %. A formula wider than the label is drawn smaller. LaTeX
    that cannot be typeset shows as it is.
    """

    def __init__(
        self,
        theme: Theme,
        latex: str = "",
        plain: str = "",
        size: float = TEXT,
        tint: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._size, self._tint = theme, size, tint
        self.latex = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_formula(latex, plain)
        theme.changed.connect(self._show_again)

    def set_formula(self, latex: str, plain: str) -> None:
        if (latex, plain or latex) == (self.latex, self.accessibleName()):
            return
        self.latex = latex
        self.setAccessibleName(plain or latex)
        self.updateGeometry()
        self.update()

    def _show_again(self) -> None:
        """In the colours and the size of the moment."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        drawing = self._drawing()
        if drawing is None:
            return self.fontMetrics().boundingRect(self.latex).size()
        return QSize(*(round(side + 0.5) for side in extent(drawing).toTuple()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        drawing = self._drawing()
        painter = QPainter(self)
        if drawing is None:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self.latex)
        else:
            drawing.render(painter, self._place(extent(drawing)))
        painter.end()

    def _place(self, size: QSizeF) -> QRectF:
        """The place of a formula of that size: at the left, smaller if it does not fit."""
        if size.width() > self.width():
            size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())

    def _drawing(self) -> QSvgRenderer | None:
        if not self.latex:
            return None
        color = getattr(self._theme.palette, self._tint)
        return formula(self.latex, color, self._size * text_scale())
