"""A fleet's glyph: a small ball in its colour, with its marking.

The same drawing is used in lists, in tables, at the end of curves and on the contour map.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QRadialGradient, QTransform

from gui.style.palette import Marking, Palette, ink_on, marking_of, mixed

SIZE: Final = 14  # px
INK: Final = 0.88  # opacity of a marking
LETTERS: Final = 0xE000  # the first of Unicode's private letters: glyphs within texts of the scene


def paint_glyph(painter: QPainter, rect: QRectF, color: str, marking: Marking) -> None:
    """Paint a ball that fills the largest circle in `rect`."""
    radius = min(rect.width(), rect.height()) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(radius, radius)  # now the ball is the unit circle
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_shading(color))
    ball = QRectF(-1, -1, 2, 2)
    painter.drawEllipse(ball)
    ink = QColor(mixed(color, ink_on(color), INK))
    disc = QPainterPath()
    disc.addEllipse(ball)
    painter.fillPath(disc.intersected(MARKS[marking]()), ink)
    painter.restore()


def paint_fleet(painter: QPainter, rect: QRectF, palette: Palette, index: int) -> None:
    """The glyph of fleet number `index`, in the colours of `palette`."""
    paint_glyph(painter, rect, palette.fleet_color(index), marking_of(index))


def letter_of(marking: int) -> str:
    """The letter that stands for a glyph with this marking in a text of the scene."""
    return chr(LETTERS + marking)


def marking_in(letter: str) -> Marking | None:
    """The marking of a glyph that a letter stands for; None for all other letters."""
    return Marking(ord(letter) - LETTERS) if letter and _is_glyph(letter) else None


def split_letters(text: str) -> tuple[str, str]:
    """A text and the glyphs at its end."""
    start = next((k for k, letter in enumerate(text) if _is_glyph(letter)), len(text))
    return text[:start], text[start:]


def _is_glyph(letter: str) -> bool:
    return 0 <= ord(letter[0]) - LETTERS < len(Marking)


def disc_and_marks(rect: QRectF, marking: Marking) -> tuple[QPainterPath, QPainterPath]:
    """The outline of a ball in `rect`, and that of the marking on it."""
    disc, radius = QPainterPath(), rect.width() / 2
    disc.addEllipse(rect)
    to_rect = QTransform().translate(rect.center().x(), rect.center().y()).scale(radius, radius)
    return disc, to_rect.map(MARKS[marking]()).intersected(disc)


def glyph_pixmap(color: str, marking: Marking, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The glyph `size` pixels wide, for a screen with a device pixel ratio of `ratio`."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_glyph(painter, QRectF(pixmap.rect()), color, marking)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _shading(color: str) -> QRadialGradient:
    """A light from the upper left, as on the balls, but faint, to preserve the hue."""
    shading = QRadialGradient(QPointF(-0.35, -0.4), 1.6)
    shading.setColorAt(0, QColor(mixed(color, "#ffffff", 0.22)))
    shading.setColorAt(0.45, QColor(color))
    shading.setColorAt(1, QColor(mixed(color, "#000000", 0.12)))
    return shading


# The markings, as areas around the unit circle, which clips them.


def _plain() -> QPainterPath:
    return QPainterPath()


def _ring() -> QPainterPath:
    path = QPainterPath()  # odd-even: the inner circle is a hole
    path.addEllipse(QPointF(), 0.66, 0.66)
    path.addEllipse(QPointF(), 0.34, 0.34)
    return path


def _half() -> QPainterPath:
    return _boxes((-1, -1, 1, 2))


def _stripe() -> QPainterPath:
    """Two thin parallel stripes, diagonal."""
    path = QPainterPath()
    for shift in (-0.36, 0.36):
        path.addPath(_bar(shift, -45, 0.3))
    return path


def _dots() -> QPainterPath:
    path = QPainterPath()
    for x, y in ((0, -0.5), (-0.46, 0.3), (0.46, 0.3)):
        path.addEllipse(QPointF(x, y), 0.25, 0.25)
    return path


def _cross() -> QPainterPath:
    return _bar(0, 45, 0.32).united(_bar(0, -45, 0.32))


def _checker() -> QPainterPath:
    return _boxes((-1, -1, 1, 1), (0, 0, 1, 1))


def _band() -> QPainterPath:
    return _boxes((-1, -0.32, 2, 0.64))


def _boxes(*boxes: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for box in boxes:
        path.addRect(QRectF(*box))
    return path


def _bar(shift: float, degrees: float, width: float) -> QPainterPath:
    """A rotated bar across the ball, at a distance `shift` from the middle."""
    rotation = QTransform().rotate(degrees)
    return rotation.map(_boxes((-1.2, shift - width / 2, 2.4, width)))


MARKS: Final[dict[Marking, Callable[[], QPainterPath]]] = {
    Marking.PLAIN: _plain,
    Marking.RING: _ring,
    Marking.HALF: _half,
    Marking.STRIPE: _stripe,
    Marking.DOTS: _dots,
    Marking.CROSS: _cross,
    Marking.CHECKER: _checker,
    Marking.BAND: _band,
}
