"""The list of fleets: which there are, how many balls each has, and which one a click drops."""

from typing import Final, final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engine.snapshot import FleetView
from gui.glyphs import paint_fleet
from gui.numbers import count, exact
from gui.theme import Theme

HEIGHT: Final = 30
GAP: Final = 8  # px between the words of a row
Index = QModelIndex | QPersistentModelIndex
ROLE: Final = Qt.ItemDataRole.UserRole


@final
class FleetModel(QAbstractListModel):
    """The fleets of the newest snapshot, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.fleets: tuple[FleetView, ...] = ()

    def show_fleets(self, fleets: tuple[FleetView, ...]) -> None:
        """Take the newest fleets; the choice stays where fleets only change."""
        same = [fleet.id for fleet in fleets] == [fleet.id for fleet in self.fleets]
        if not same:
            self.beginResetModel()
            self.fleets = fleets
            self.endResetModel()
            return
        before, self.fleets = self.fleets, fleets
        for row, (old, new) in enumerate(zip(before, fleets, strict=True)):
            if _told(old) != _told(new):
                self.dataChanged.emit(self.index(row), self.index(row))

    def place(self, fleet: int | None) -> int:
        """The row of a fleet; -1 where there is none."""
        return next((row for row, each in enumerate(self.fleets) if each.id == fleet), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.fleets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.fleets):
            return None
        fleet = self.fleets[index.row()]
        if role == ROLE:
            return fleet
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(fleet)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(fleet, index.row())
        return None

    def _words(self, fleet: FleetView, row: int) -> str:
        balls = self.tr("Balls: %1").replace("%1", count(len(fleet.balls)))
        key = self.tr("Key: %1").replace("%1", str(row + 1)) if row < 9 else ""
        return f"{name_of(fleet)}\nη = {rate_of(fleet)}\n{balls}\n{key}".strip()


def name_of(fleet: FleetView) -> str:
    """The optimizer's name in the language of the moment."""
    return QCoreApplication.translate("Optimizer", fleet.optimizer.title)


def rate_of(fleet: FleetView) -> str:
    """The learning rate knob as text."""
    rate = fleet.optimizer.lr
    return exact(float(rate)) if isinstance(rate, float | int) else "…"


def _told(fleet: FleetView) -> tuple[object, ...]:
    return len(fleet.balls), rate_of(fleet), fleet.color


@final
class FleetDelegate(QStyledItemDelegate):
    """One row: glyph, name, learning rate, number of balls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(160, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        fleet = index.data(ROLE)
        if not isinstance(fleet, FleetView):
            return
        painter.save()
        self._paint_ground(painter, option)
        box = QRectF(option.rect).adjusted(9, 0, -8, 0)
        self._paint_words(painter, box, fleet)
        painter.restore()

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
        if chosen:  # a bar beside it, too: the choice is not told by a tint alone
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top() + 6, 3, box.height() - 12), 1.5, 1.5
            )
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(palette.accent))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_words(self, painter: QPainter, box: QRectF, fleet: FleetView) -> None:
        palette = self._theme.palette
        glyph = QRectF(box.left(), box.center().y() - 8, 16, 16)
        paint_fleet(painter, glyph, palette, fleet.color)
        left = box.adjusted(24, 0, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(palette.text))
        name = name_of(fleet)
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, name)
        wide = painter.fontMetrics().horizontalAdvance(name)
        number = count(len(fleet.balls)) if len(fleet.balls) else "–"
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, number)
        taken = wide + GAP + painter.fontMetrics().horizontalAdvance(number) + GAP
        small = QFont(painter.font())
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(QColor(palette.second))
        rate = f"η {rate_of(fleet)}"
        if painter.fontMetrics().horizontalAdvance(rate) <= left.width() - taken:
            rest = left.adjusted(wide + GAP, 1, 0, 1)
            painter.drawText(rest, middle | Qt.AlignmentFlag.AlignLeft, rate)
