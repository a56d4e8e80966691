"""Arrows of one update, drawn from the ball or tail to head."""

from dataclasses import dataclass
from math import hypot
from time import perf_counter
from typing import Final, final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.arrays import Array
from gui.plotting.axis import caption_font
from gui.style.palette import Palette
from gui.style.spoken import paints
from gui.style.text_size import px

HEIGHT: Final = 168  # px
MARGIN: Final = 26  # px around the arrows, for their names
HEAD: Final = 7.0  # px
SHORTEST: Final = 2.0  # px; what is shorter is a dot
NAMED: Final = 9.0  # px; shorter arrows among others have no name
DASHES: Final[dict[str, tuple[float, ...]]] = {
    "solid": (),
    "dashed": (5.0, 3.0),
    "dotted": (1.0, 2.5),
    "mixed": (6.0, 2.5, 1.0, 2.5),
}


@final
@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow of a figure, in the units of its scale."""

    tail: tuple[float, float]
    head: tuple[float, float]
    name: str
    color: str  # a field of `Palette`
    dash: str = "solid"  # one of `DASHES`
    width: float = 1.6
    open: bool = False  # an outlined head instead of a full one
    scale: int = 0  # arrows of one scale are drawn in true proportion

    @property
    def finite(self) -> bool:
        return bool(np.isfinite([*self.tail, *self.head]).all())


@final
@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """All arrows, how large each scale may get (a share of the figure), and what is said of it."""

    arrows: tuple[Arrow, ...] = ()
    shares: tuple[float, ...] = (1.0,)
    centred: bool = True  # the ball in the middle; else the arrows are
    axes: tuple[str, str] = ("", "")
    spoken: str = ""


@final
class ArrowFigure(QWidget):
    """Paints a figure; both axes have one scale, so directions are true."""

    painted = Signal(float)  # seconds it took

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colors, self.figure = palette, Figure()
        policies = QSizePolicy.Policy
        self.setSizePolicy(policies.Expanding, policies.Fixed)
        paints(self, "graphic", lambda: self.figure.spoken)

    def show_figure(self, figure: Figure) -> None:
        self.figure = figure
        self.update()

    def set_palette(self, palette: Palette) -> None:
        self.colors = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        began = perf_counter()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(caption_font(self.font()))
        arrows = [arrow for arrow in self.figure.arrows if arrow.finite]
        taken = self._paint_axes(painter)
        placed = [(arrow, *self._ends(arrow, arrows)) for arrow in arrows]
        for arrow, tail, head in placed:
            self._paint_arrow(painter, arrow, tail, head)
        for arrow, tail, head in placed:
            self._paint_name(painter, arrow, tail, head, taken)
        if arrows and self.figure.centred:
            painter.setPen(QPen(QColor(self.colors.text), 1.5))
            painter.setBrush(QColor(self.colors.panel))
            painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), 3.5, 3.5)
        painter.end()
        self.painted.emit(perf_counter() - began)

    def _paint_axes(self, painter: QPainter) -> list[QRectF]:
        """Both axes at the left and lower edge; the boxes of their names."""
        metrics = QFontMetricsF(painter.font())
        across, up = self.figure.axes
        height, bottom = metrics.height(), self.height() - 1.5
        painter.setPen(QColor(self.colors.zero))
        painter.drawLine(QPointF(1.5, bottom), QPointF(1.5, 1.5))
        painter.drawLine(QPointF(1.5, bottom), QPointF(self.width() - 1.5, bottom))
        width = metrics.horizontalAdvance(across)
        places = (
            QRectF(self.width() - width - 4, bottom - height - 1, width + 2, height),
            QRectF(5, 1, metrics.horizontalAdvance(up) + 2, height),
        )
        painter.setPen(QColor(self.colors.second))
        for place, name in zip(places, (across, up), strict=True):
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), name)
        return list(places)

    @property
    def magnification(self) -> float | None:
        """How many times larger the second scale is than the first; None where one has no size."""
        first, second = (self._pixels(scale, list(self.figure.arrows)) for scale in (0, 1))
        return second / first if first > 0 and second > 0 else None

    def _pixels(self, scale: int, arrows: list[Arrow]) -> float:
        corners = _corners(scale, arrows)
        room = min(self.width(), self.height()) / 2 - px(MARGIN) / 2
        if self.figure.centred:
            reach = float(np.abs(corners).max(initial=0.0))
            return room * self.figure.shares[scale] / reach if reach > 0 else 0.0
        across, up = (float(size) for size in np.ptp(corners, axis=0))
        wide, high = self.width() - 2 * px(MARGIN), self.height() - 2 * px(MARGIN)
        fits = [room / size for room, size in ((wide, across), (high, up)) if size > 0]
        return min(fits, default=0.0)

    def _ends(self, arrow: Arrow, arrows: list[Arrow]) -> tuple[QPointF, QPointF]:
        unit, middle = self._pixels(arrow.scale, arrows), np.zeros(2)
        if not self.figure.centred:
            corners = _corners(arrow.scale, arrows)
            middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
        x, y = self.width() / 2, self.height() / 2
        tail, head = (
            QPointF(x + unit * float(at[0] - middle[0]), y - unit * float(at[1] - middle[1]))
            for at in (arrow.tail, arrow.head)
        )
        return tail, head

    def _paint_arrow(self, painter: QPainter, arrow: Arrow, tail: QPointF, head: QPointF) -> None:
        color, along = QColor(getattr(self.colors, arrow.color)), head - tail
        length = _length(along)
        painter.setBrush(color)
        if length < SHORTEST:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(head, 2.0, 2.0)
            return
        pen = QPen(color, arrow.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if DASHES[arrow.dash]:
            pen.setDashPattern([part / arrow.width * 1.6 for part in DASHES[arrow.dash]])
        unit = along / length
        size = min(HEAD + arrow.width, 0.6 * length)
        neck = head - unit * size
        painter.setPen(pen)
        painter.drawLine(tail, neck if not arrow.open else head - unit)
        aside = QPointF(-unit.y(), unit.x()) * (0.45 * size)
        painter.setPen(QPen(color, 1.4))
        if arrow.open:
            painter.drawPolyline(QPolygonF([neck + aside, head, neck - aside]))
        else:
            painter.drawPolygon(QPolygonF([neck + aside, head, neck - aside]))

    def _paint_name(
        self, painter: QPainter, arrow: Arrow, tail: QPointF, head: QPointF, taken: list[QRectF]
    ) -> None:
        """The name at the arrow's head, where no other one is; nowhere where there is no room."""
        short = _length(head - tail) < NAMED
        if not arrow.name or (short and not self.figure.centred):
            return
        metrics = QFontMetricsF(painter.font())
        width, height = metrics.horizontalAdvance(arrow.name) + 4, metrics.height()
        bounds = QRectF(self.rect()).adjusted(3, 1, -2, -3)
        boxes = _boxes(tail, head, width, height, self.figure.centred)
        if not self.figure.centred:  # names at the outside of a chain
            middle = QPointF(self.width() / 2, self.height() / 2)
            boxes.sort(key=lambda box: -_length(box.center() - middle))
        for box in boxes:
            moved = QRectF(box)
            moved.moveLeft(min(max(box.left(), bounds.left()), bounds.right() - width))
            moved.moveTop(min(max(box.top(), bounds.top()), bounds.bottom() - height))
            if not any(moved.intersects(other) for other in taken):
                taken.append(moved)
                painter.setPen(QColor(self.colors.text))
                painter.drawText(moved, int(Qt.AlignmentFlag.AlignCenter), arrow.name)
                return


def _length(vector: QPointF) -> float:
    return hypot(vector.x(), vector.y())


def _corners(scale: int, arrows: list[Arrow]) -> Array:
    """Both ends of all arrows of a scale, (k, 2)."""
    return np.array([at for a in arrows if a.scale == scale for at in (a.tail, a.head)]).reshape(
        -1, 2
    )


def _boxes(tail: QPointF, head: QPointF, width: float, height: float, beyond: bool) -> list[QRectF]:
    """Places for a name: beyond the head, on both sides of it and of the middle; these come first
    where arrows follow each other."""
    along = head - tail
    length = _length(along) or 1.0
    unit = along / length
    aside = QPointF(-unit.y(), unit.x())
    reach = 4 + abs(unit.x()) * width / 2 + abs(unit.y()) * height / 2
    wide = 4 + abs(aside.x()) * width / 2 + abs(aside.y()) * height / 2
    middle = (head + tail) / 2
    at_head = [head + unit * reach, head + aside * wide, head - aside * wide]
    at_middle = [middle + aside * wide, middle - aside * wide]
    centres = [*at_head, *at_middle] if beyond else at_middle
    return [QRectF(at.x() - width / 2, at.y() - height / 2, width, height) for at in centres]
