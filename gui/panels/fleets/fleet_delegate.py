"""Paints one fleet in the list of fleets."""

from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.style.ball_glyphs import paint_fleet
from gui.style.icons import Icon, drawing
from gui.style.plain_text import show_tip
from gui.style.text_size import px, sized_font
from gui.style.theme import Theme
from gui.text.numbers import count

FEWEST: Final = 8  # rows that are all visible; more of them may scroll
HEIGHT: Final = 30  # px of a row with one line
EDGE: Final = 6  # px above and below the text of a row with more
GAP: Final = 8  # px between the words of a row
LEFT, RIGHT = 9, 8  # px
GLYPH: Final = 16  # px
CROSS: Final = 12  # px
TOUCH: Final = 28  # px at the right end of a row that react as the cross
WRAP: Final = int(Qt.TextFlag.TextWordWrap)
Index = QModelIndex | QPersistentModelIndex


@final
@dataclass(frozen=True, slots=True)
class FleetRow:
    """The contents of a fleet's row."""

    fleet: int  # its id
    name: str  # translated
    note: str  # the knobs in which it differs from others
    balls: int
    color: int

    @property
    def number(self) -> str:
        return count(self.balls) if self.balls else "–"


def cross(box: QRect) -> QRect:
    """The part of a row that removes an empty fleet."""
    touch = px(TOUCH)
    return QRect(box.right() - touch + 1, box.top(), touch, box.height())


@final
class FleetDelegate(QStyledItemDelegate):
    """One row: glyph, name, differing knobs, number of balls.

    A note that does not fit next to the name is below it, and a long name takes two lines:
    nothing is cut off.
    """

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.hint = ""  # what a cross does, translated

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        row, width = self._row(index), self._view.viewport().width()
        if row is None:
            return QSize(width, px(HEIGHT))
        room = self.room(row)
        if self.fits_one_line(row, room):
            return QSize(width, px(HEIGHT))
        return QSize(width, max(self.text_height(row, room) + 2 * EDGE, px(HEIGHT)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._row(index)
        if row is None:
            return
        painter.save()
        self._paint_ground(painter, option)
        box: QRect = option.rect
        inner = QRect(box.adjusted(LEFT, 0, -RIGHT, 0))
        middle = QRectF(inner).center().y()
        side, cross_side = px(GLYPH), px(CROSS)
        glyph = QRectF(inner.left(), middle - side / 2, side, side)
        paint_fleet(painter, glyph, self._theme.palette, row.color)
        states = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        if option.state & states and not row.balls:
            corner = QPointF(inner.right() - cross_side + 1, middle - cross_side / 2)
            sign = QRectF(corner, QSizeF(cross_side, cross_side))
            drawing(Icon.CLOSE, self._theme.palette.second).render(painter, sign)
        else:
            painter.setFont(self._font())
            painter.setPen(QColor(self._theme.palette.text))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(inner, int(right), row.number)
        self._paint_words(painter, inner.adjusted(side + GAP, 0, 0, 0), row)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = self._row(index)
        tip = event.type() == QEvent.Type.ToolTip and row is not None and not row.balls
        if tip and cross(option.rect).contains(event.pos()):
            show_tip(event.globalPos(), self.hint, view.viewport(), cross(option.rect))
            return True
        return super().helpEvent(event, view, option, index)

    # Internal.

    def _row(self, index: Index) -> FleetRow | None:
        row = index.data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, FleetRow) else None

    def _font(self, small: bool = False) -> QFont:
        return sized_font(self._view.font()) if small else QFont(self._view.font())

    def room(self, row: FleetRow) -> int:
        """The width for name and note. It does not depend on whether there is
        a scroll bar, since that depends on the heights of the rows."""
        many = self._view.model().rowCount() > FEWEST
        bar = self._view.verticalScrollBar().sizeHint().width() if many else 0
        width = self._view.width() - bar
        number = QFontMetrics(self._font()).horizontalAdvance(row.number)
        return max(width - LEFT - px(GLYPH) - 2 * GAP - max(number, px(CROSS)) - RIGHT, 1)

    def fits_one_line(self, row: FleetRow, room: int) -> bool:
        """Whether name and note fit into one line."""
        name = QFontMetrics(self._font()).horizontalAdvance(row.name)
        note = QFontMetrics(self._font(small=True)).horizontalAdvance(row.note)
        return name + (GAP + note if note else 0) <= room

    def text_height(self, row: FleetRow, room: int) -> int:
        height = _extent(QFontMetrics(self._font()), room, row.name)
        if row.note:
            height += _extent(QFontMetrics(self._font(small=True)), room, row.note)
        return height

    def _paint_words(self, painter: QPainter, box: QRect, row: FleetRow) -> None:
        palette, room = self._theme.palette, self.room(row)
        name, note = QFontMetrics(self._font()), QFontMetrics(self._font(small=True))
        painter.setPen(QColor(palette.text))
        painter.setFont(self._font())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if self.fits_one_line(row, room):
            painter.drawText(box, middle, row.name)
            rest = box.adjusted(name.horizontalAdvance(row.name) + GAP, 1, 0, 1)
        else:
            top = box.top() + (box.height() - self.text_height(row, room)) // 2
            text = QRect(box.left(), top, room, box.height())
            painter.drawText(text, WRAP, row.name)
            taken = _extent(name, room, row.name)
            rest = QRect(box.left(), top + taken, room, _extent(note, room, row.note))
        painter.setFont(self._font(small=True))
        painter.setPen(QColor(palette.second))
        painter.drawText(rest, middle | WRAP, row.note)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        palette, state = self._theme.palette, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected if chosen else palette.hover))
            painter.drawRoundedRect(box, 6, 6)
        if chosen:  # also a bar: the choice must not be shown by a tint alone
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top() + 6, 3, box.height() - 12), 1.5, 1.5
            )
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(palette.accent))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _extent(metrics: QFontMetrics, width: int, text: str) -> int:
    """The height of `text` when wrapped to `width`."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAP, text).height() if text else 0
