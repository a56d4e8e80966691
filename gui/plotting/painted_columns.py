"""Curves as an image, of which only the columns of pixels are painted where they have changed."""

from collections.abc import Sequence
from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from engine.arrays import Array
from gui.plotting.curve_painter import REACH, CurvePainter, is_dense
from gui.plotting.curves import Ribbon, Stroke

SEAM: Final = 2  # pixels
Pixels = npt.NDArray[np.uint32]
Curve = Ribbon | Stroke


class _Shown(NamedTuple):
    """What an image shows besides the points of the curves: if it changes, all is painted."""

    transform: tuple[float, float, float, float]
    area: QRectF
    ratio: float
    looks: tuple[object, ...]


@final
class PaintedColumns:
    """A curve grows at its end: what is left of the first change stays as it was painted.

    The image is the same as if all of it were painted.
    """

    def __init__(self) -> None:
        self.image = QImage()
        self.start = 0.0  # the column of pixels from which it was painted last
        self._shown: _Shown | None = None
        self._curves: tuple[Curve, ...] = ()

    def update(
        self, curves: Sequence[Curve], to_pixels: QTransform, area: QRectF, ratio: float
    ) -> QRectF:
        """Bring the image up to `curves`; returns its place, which holds `area`.

        Pixels are those of the widget, with `ratio` pixels of the image to one.
        """
        area = _aligned(area, ratio)
        scale, shift = to_pixels.m11(), to_pixels.dx()
        transform = (scale, shift, to_pixels.m22(), to_pixels.dy())
        looks = tuple((type(each), each.look, _mode(each, to_pixels)) for each in curves)
        shown = _Shown(transform, area, ratio, looks)
        if shown == self._shown:
            first = first_change(self._curves, curves)
        else:
            self.image, first = _blank(area, ratio), -np.inf
        self._shown, self._curves = shown, tuple(curves)
        column = int(min(max(0.0, (first * scale + shift - REACH - area.left()) * ratio), 1e6))
        self.start = area.left() + column / ratio
        if column < self.image.width():
            self._paint(to_pixels, area, ratio, column)
        return area

    def _paint(self, to_pixels: QTransform, area: QRectF, ratio: float, column: int) -> None:
        """Paint the columns of the image from `column` on.

        In an image that begins a little sooner: at the edge of an image, lines that come from
        beyond it differ by a shade.
        """
        sooner = min(column, SEAM)
        strip = QRectF(area)
        strip.setLeft(area.left() + (column - sooner) / ratio)
        made = _blank(strip, ratio)
        painter = QPainter(made)
        painter.translate(-strip.left(), -strip.top())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        CurvePainter(painter, to_pixels, area, strip.left()).paint(
            [curve for curve in self._curves if isinstance(curve, Ribbon)],
            [curve for curve in self._curves if isinstance(curve, Stroke)],
        )
        painter.end()
        _memory(self.image)[:, column:] = _memory(made)[:, sooner:]

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Draw the image in its place."""
        painter.drawImage(QPointF(place.left(), place.top()), self.image)


def first_change(before: Sequence[Curve], now: Sequence[Curve]) -> float:
    """The x from which curves of the same looks differ: ∞ for nowhere, −∞ for everywhere."""
    return min(map(_first_change, before, now), default=np.inf)


def _first_change(before: Curve, now: Curve) -> float:
    same = min(len(before.x), len(now.x))
    for old, new in zip(before.arrays, now.arrays, strict=True):
        same = _same(old[:same], new[:same])
    if same == len(before.x) == len(now.x):
        return np.inf
    # The line from the last point that is the same leads elsewhere.
    return float(now.x[same - 1]) if same else -np.inf


def _same(one: Array, other: Array) -> int:
    """How many numbers are the same at the beginning, NaN included, to the last bit."""
    differs = one.view(np.int64) != other.view(np.int64)
    first = int(differs.argmax()) if len(differs) else 0
    return first if len(differs) and differs[first] else len(differs)


def _mode(curve: Curve, to_pixels: QTransform) -> bool:
    return isinstance(curve, Stroke) and is_dense(curve, to_pixels)


def _aligned(area: QRectF, ratio: float) -> QRectF:
    """The area, extended to whole pixels of the screen."""
    left, top = np.floor(area.left() * ratio), np.floor(area.top() * ratio)
    right, bottom = np.ceil(area.right() * ratio), np.ceil(area.bottom() * ratio)
    return QRectF(*(float(each / ratio) for each in (left, top, right - left, bottom - top)))


def _blank(area: QRectF, ratio: float) -> QImage:
    size = round(area.width() * ratio), round(area.height() * ratio)
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _memory(image: QImage) -> Pixels:
    """The pixels of an image, (rows, columns), to be written."""
    return np.frombuffer(image.bits(), np.uint32).reshape(image.height(), image.width())
