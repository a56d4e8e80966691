"""The lines under the contour map with the values at a point."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.analysis.curvature import read
from engine.surfaces.base import Point, Surface
from gui.plotting.axis import caption_font
from gui.style.palette import Palette
from gui.style.plain_text import set_tip
from gui.text.axis_names import axis_names, symbol_of
from gui.text.numbers import exact, show

WIDE: Final = 660  # px; a wider label shows all values in one line
NARROW: Final = 360  # px; a narrower one shows two in a line
SIDE: Final = 12  # px
DIGITS: Final = 4  # significant ones
Values = tuple[tuple[str, float], ...]


def values_at(surface: Surface, point: Point) -> Values:
    """The values at a point, each with its name."""
    values, axes = read(surface, np.array(point)), axis_names(surface)
    return (
        (axes[0], point[0]),
        (axes[1], point[1]),
        ("L", float(values.loss)),
        ("‖g‖", float(values.norm)),
        ("λ₁", float(values.eigenvalues[0])),
        ("λ₂", float(values.eigenvalues[1])),
    )


def exact_lines(values: Values) -> str:
    """All digits, one value a line, for tool tips and the clipboard."""
    return "\n".join(f"{name} = {exact(value)}" for name, value in values)


@final
class PointLabel(QWidget):
    """Numbers in fixed places, so that they are readable while they change."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colors = palette
        self.hint = ""
        self.values: Values = ()
        self.owner = ""  # whose values these are, translated
        self._said = ""  # shown in place of the values until these change
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_values(self, values: Values, owner: str = "") -> None:
        """Show values, and whose they are: in a translated word, where there is room."""
        if (values, owner) != (self.values, self.owner):
            self.values, self.owner, self._said = values, owner, ""
            text = "\n".join(filter(None, (owner, exact_lines(values))))
            set_tip(self, text)
            self.setAccessibleDescription(text)
            self.update()

    def say(self, text: str) -> None:
        """Show a translated text until there are other values."""
        self._said = text
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(276, self.heightForWidth(276))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 2 * self._line() + 6)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (3 if width < NARROW else 2) * self._line() + 6

    def texts(self) -> list[tuple[QRectF, str, str]]:
        """Where each value stands, its symbol, and its digits: as many as have room there."""
        metrics = QFontMetricsF(caption_font(self.font()))
        columns = 2 if self.width() < NARROW else 3 if self.width() < WIDE else 6
        column = (self.width() - 2 * SIDE) / columns
        rows = -(-len(self.values) // columns)
        top = (self.height() - rows * self._line()) / 2
        before, after = metrics.horizontalAdvance("‖g‖ "), metrics.horizontalAdvance(" ")
        found = []
        for number, (name, value) in enumerate(self.values):
            row, place = divmod(number, columns)
            box = QRectF(SIDE + place * column, top + row * self._line(), column, self._line())
            room = column - before - after
            texts = (show(value, digits) for digits in range(DIGITS, 0, -1))
            fitting = (text for text in texts if metrics.horizontalAdvance(text) <= room)
            found.append((box, symbol_of(name), next(fitting, show(value, 1))))
        return found

    def owner_box(self) -> QRectF | None:
        """Where it stands whose values these are: at the right of the first line, if free."""
        metrics, texts = QFontMetricsF(caption_font(self.font())), self.texts()
        if not self.owner or not texts:
            return None
        box, _, digits = [text for text in texts if text[0].top() == texts[0][0].top()][-1]
        used = metrics.horizontalAdvance("‖g‖ ") + metrics.horizontalAdvance(digits)
        wide = metrics.horizontalAdvance(self.owner)
        if used + SIDE + wide > box.width():
            return None
        return QRectF(box.right() - wide - 1, box.top(), wide + 1, box.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(caption_font(self.font()))
        if self._said or not self.values:
            painter.setPen(QColor(self.colors.second))
            area = QRectF(SIDE, 0, self.width() - 2 * SIDE, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), self._said or self.hint)
            return
        metrics = QFontMetricsF(painter.font())
        for box, symbol, digits in self.texts():
            base = box.top() + metrics.ascent()
            painter.setPen(QColor(self.colors.second))
            painter.drawText(round(box.left()), round(base), symbol)
            painter.setPen(QColor(self.colors.text))
            at = box.left() + metrics.horizontalAdvance("‖g‖ ")
            painter.drawText(round(at), round(base), digits)
        place = self.owner_box()
        if place is not None:
            painter.setPen(QColor(self.colors.second))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), self.owner)

    def _line(self) -> int:
        return round(QFontMetricsF(caption_font(self.font())).height() + 2)
