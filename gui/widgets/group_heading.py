"""The heading above a group in a list: its name, the number of entries, and a hairline."""

from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from gui.style.palette import Palette
from gui.style.text_size import px, sized_font

HEIGHT: Final = 36  # px
FOOT: Final = 8  # px from the text to the first entry
GAP: Final = 8


@final
@dataclass(frozen=True, slots=True)
class GroupHeading:
    """A row of a list with the name of the group below it."""

    title: str  # translated
    number: int

    @property
    def words(self) -> str:
        """The text for screen readers."""
        return f"{self.title}: {self.number}"


def heading_height() -> int:
    """Pixels of a heading."""
    return px(HEIGHT)


def paint_heading(
    painter: QPainter, box: QRect, heading: GroupHeading, palette: Palette, font: QFont
) -> None:
    """Paint a heading into `box`, which is `heading_height()` high."""
    painter.save()
    bold, small = QFont(font), sized_font(font)
    bold.setWeight(QFont.Weight.DemiBold)
    base = box.bottom() - FOOT - QFontMetrics(bold).descent()
    painter.setFont(bold)
    painter.setPen(QColor(palette.text))
    painter.drawText(QPointF(box.left(), base), heading.title)
    left = box.left() + QFontMetrics(bold).horizontalAdvance(heading.title) + GAP
    painter.setFont(small)
    painter.setPen(QColor(palette.second))
    number = str(heading.number)
    painter.drawText(QPointF(left, base), number)
    left += QFontMetrics(small).horizontalAdvance(number) + GAP
    painter.setPen(QPen(QColor(palette.hairline), 1, Qt.PenStyle.SolidLine))
    middle = base - QFontMetrics(bold).xHeight() / 2
    painter.drawLine(QPointF(left, middle), QPointF(box.right(), middle))
    painter.restore()
