"""The line under the contour map that names its marks."""

from collections.abc import Iterable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.map.annotations import MARK, outline
from gui.plotting.axis import caption_font
from gui.style.palette import Palette
from gui.style.plain_text import set_tip
from gui.style.retranslated import Retranslated
from gui.text.numbers import count

SIDE: Final = 12  # px
GAP: Final = 12  # px between two marks
SIGN: Final = 15  # px that a mark takes
# The kinds of marks in the order of the legend, and what they stand for.
NAMES: Final[dict[str, str]] = {
    "minimum": QT_TRANSLATE_NOOP("MapLegend", "minimum"),
    "minima": QT_TRANSLATE_NOOP("MapLegend", "minima"),
    "saddle": QT_TRANSLATE_NOOP("MapLegend", "saddle point"),
    "maximum": QT_TRANSLATE_NOOP("MapLegend", "maximum"),
    "degenerate": QT_TRANSLATE_NOOP("MapLegend", "degenerate"),
    "kink": QT_TRANSLATE_NOOP("MapLegend", "no derivative"),
    "curve": QT_TRANSLATE_NOOP("MapLegend", "curve of critical points"),
}


@final
class MapLegend(Retranslated, QWidget):
    """Shows each kind of mark that the map has, with its name; hidden where it has none."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colors = palette
        self.kinds: tuple[str, ...] = ()
        self.starts = 0  # of the search for them
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        self.retranslate()

    def show_kinds(self, kinds: Iterable[str], starts: int = 0) -> None:
        """Name these kinds of marks; they were searched for from so many `starts`, or known."""
        found = set(kinds)
        shown = tuple(kind for kind in NAMES if kind in found)
        if (shown, starts) != (self.kinds, self.starts):
            self.kinds, self.starts = shown, starts
            self.setVisible(bool(shown or starts))
            self.retranslate()

    def retranslate(self) -> None:
        names = " · ".join(map(mark_name, self.kinds)) or self.tr("none found")
        text = self.tr("Marks on the map: %1").replace("%1", names)
        others = self.tr(
            "A hollow ball is where the loss or a derivative has no value; an arrow at the edge "
            "points to balls outside; a number counts balls in one place."
        )
        if self.starts:
            words = self.tr("Critical points were searched for from %1 starts; some may be missed.")
            others = f"{words.replace('%1', count(self.starts))}\n{others}"
        set_tip(self, f"{text}\n{others}")
        self.setAccessibleName(text)
        self.setAccessibleDescription(others)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, round(QFontMetricsF(caption_font(self.font())).height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def texts(self) -> list[tuple[float, str]]:
        """What is written, and where from the left: what has no room is in the tip alone."""
        metrics, at, found = QFontMetricsF(caption_font(self.font())), float(SIDE), []
        for name in map(mark_name, self.kinds):
            end = at + SIGN + metrics.horizontalAdvance(name)
            if end > self.width() - SIDE / 2:
                break
            found.append((at, name))
            at = end + GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(caption_font(self.font()))
        base = QFontMetricsF(painter.font()).ascent() + 1
        if not self.kinds:
            painter.setPen(QColor(self.colors.second))
            painter.drawText(QPointF(SIDE, base), self.tr("no critical point found"))
        for (at, name), kind in zip(self.texts(), self.kinds, strict=False):
            painter.setPen(QPen(QColor(self.colors.text), 1.6, c=Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            outline(painter, at + MARK, self.height() / 2, kind)
            painter.setPen(QColor(self.colors.second))
            painter.drawText(QPointF(at + SIGN, base), name)
        painter.end()


def mark_name(kind: str) -> str:
    """What a kind of mark stands for, in the current language."""
    return QCoreApplication.translate("MapLegend", NAMES[kind])
