"""The table's view: glyphs, right-aligned figures, and a line for an eigenvalue's sign."""

from typing import Final, final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QKeyCombination,
    QLineF,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engine.snapshot import LOST
from gui.panels.balls.header import FrozenHeader
from gui.panels.balls.model import NUMBERS, BallModel, Column, Index
from gui.state.selection import Selection
from gui.style.glyph_cache import glyph
from gui.style.text_size import px
from gui.style.theme import Theme

LINE: Final = 24  # px, the height of a row
PAD: Final = 8
GLYPH: Final = 14
MARK: Final = 12  # px, the line that shows an eigenvalue's sign
# Texts of the usual width; a column grows for longer ones, so nothing is cut off.
USUAL: Final = {
    Column.BALL: "00000",
    Column.OPTIMIZER: "Gradient descent",
    Column.STATUS: "at a local minimum",
}
# From left to right: the last ones may be scrolled out of view. The glyph of a ball is that of its
# optimizer, whose name so needs no column next to it.
SHOWN: Final = (
    Column.BALL,
    Column.LOSS,
    Column.STATUS,
    Column.NORM,
    Column.FIRST,
    Column.SECOND,
    Column.RATE,
    Column.LOW,
    Column.HIGH,
    Column.OPTIMIZER,
)
FIGURES: Final = "−0.00000"
DUPLICATE: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
EIGENVALUES: Final = (Column.LOW, Column.HIGH)


@final
class BallDelegate(QStyledItemDelegate):
    """Paints cells directly from the model: `data` for each role would take three times as long."""

    def __init__(self, theme: Theme, selection: Selection, model: BallModel, view: QWidget) -> None:
        super().__init__(view)
        self._theme, self._selection = theme, selection
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        column = Column(index.column())
        text = self._model.text(index.row(), column)
        return QSize(cell_width(option.fontMetrics, column, text), px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), Column(index.column())
        palette, states = self._theme.palette, QStyle.StateFlag
        box = option.rect
        if option.state & states.State_Selected:
            painter.fillRect(box, QColor(palette.selected))
        elif self._model.ball(row) == self._selection.hovered_ball:
            painter.fillRect(box, QColor(palette.hover))
        self._paint_text(painter, option, row, column)
        if column is Column.BALL:
            self._paint_glyph(painter, box, row)
        elif column in EIGENVALUES:
            self._paint_sign(painter, box, self._model.value(row, column))
        if option.state & states.State_HasFocus:
            painter.setPen(QColor(palette.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, row: int, column: Column
    ) -> None:
        dimmed = self._model.status(row) in LOST
        palette = self._theme.palette
        painter.setPen(QColor(palette.second if dimmed else palette.text))
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        left = PAD + (GLYPH + 6 if column is Column.BALL else 0)
        box = option.rect.adjusted(left, 0, -PAD, 0)
        text = self._model.text(row, column)
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_glyph(self, painter: QPainter, box: QRect, row: int) -> None:
        color = self._model.home(row)[0].color
        picture = glyph(self._theme.palette, color, GLYPH, self._view.devicePixelRatioF())
        place = QRectF(box.left() + PAD, box.center().y() - GLYPH / 2 + 1, GLYPH, GLYPH)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))

    def _paint_sign(self, painter: QPainter, box: QRect, value: float) -> None:
        """Solid above zero and dashed below, as the curves are."""
        if not (value > 0 or value < 0):
            return
        palette = self._theme.palette
        pen = QPen(QColor(palette.positive if value > 0 else palette.negative), 2)
        if value < 0:
            pen.setDashPattern([1.5, 1.25])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        middle = box.center().y() + 1
        painter.drawLine(QLineF(box.left() + PAD, middle, box.left() + PAD + MARK, middle))


def cell_width(metrics: QFontMetrics, column: Column, text: str) -> int:
    """The width of a cell with `text`."""
    width = metrics.horizontalAdvance(text) + 2 * PAD + 2
    if column is Column.BALL:
        width += GLYPH + 6
    return width + (MARK + 6 if column in EIGENVALUES else 0)


@final
class BallView(QTableView):
    """The table itself; keys emit signals."""

    pointed = Signal(object)  # id of the ball under the pointer, or None
    remove_wanted = Signal()
    duplicate_wanted = Signal()
    copy_wanted = Signal()
    menu_wanted = Signal(int, object)  # row, and where on the screen

    def __init__(
        self, theme: Theme, selection: Selection, model: BallModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._balls, self._theme = model, theme
        self._header = FrozenHeader(self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self.setItemDelegate(BallDelegate(theme, selection, model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self._set_headers()
        self.entered.connect(lambda index: self.pointed.emit(model.ball(index.row())))
        self.viewportEntered.connect(lambda: self.pointed.emit(None))

    def indexAt(self, at: QPoint) -> QModelIndex:  # noqa: N802  Qt's name
        if at.x() < self._header.frozen:
            return self._balls.index(self.rowAt(at.y()), Column.BALL)
        return super().indexAt(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._header.frozen:
            self._paint_frozen()

    def scrollContentsBy(self, right: int, down: int) -> None:  # noqa: N802  Qt's name
        super().scrollContentsBy(right, down)
        if right:
            self.viewport().update()  # what stays would be moved as well

    def scrollTo(  # noqa: N802  Qt's name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        hidden = self._header.frozen - self.visualRect(index).left()
        if index.column() != Column.BALL and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def _paint_frozen(self) -> None:
        """The first column over those that are scrolled below it."""
        painter, wide = QPainter(self.viewport()), self._header.frozen
        painter.fillRect(0, 0, wide, self.viewport().height(), self.palette().base())
        option, first = QStyleOptionViewItem(), self.rowAt(0)
        self.initViewItemOption(option)
        current = self.currentIndex() if self.hasFocus() else QModelIndex()
        for row in range(max(first, 0), self._balls.rowCount()):
            top = self.rowViewportPosition(row)
            if top > self.viewport().height():
                break
            index = self._balls.index(row, Column.BALL)
            option.rect = QRect(0, top, wide, self.rowHeight(row))
            option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            self.itemDelegate().paint(painter, option, index)
        painter.setPen(self._theme.palette.hairline)
        painter.drawLine(wide - 1, 0, wide - 1, self.viewport().height())

    def fit_columns(self) -> None:
        """Widen columns to their present contents; they never shrink, so the layout is steady."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        top = self.verticalScrollBar().value() // px(LINE)
        bottom = min(top + self.viewport().height() // px(LINE) + 2, self._balls.rowCount())
        rows = range(top, bottom)
        for column in Column:
            texts = (self._balls.text(row, column) for row in rows)
            width = max((cell_width(metrics, column, text) for text in texts), default=0)
            if width > header.sectionSize(column):
                header.resizeSection(column, width)

    def fit_rows(self) -> None:
        """Set the height of rows that goes with the text."""
        for set_size in (
            self.verticalHeader().setMinimumSectionSize,
            self.verticalHeader().setDefaultSectionSize,
        ):
            set_size(px(LINE))

    def reset_columns(self) -> None:
        """Set the usual widths, in the current language."""
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for column in Column:
            usual = cell_width(metrics, column, USUAL.get(column, FIGURES))
            header.resizeSection(column, max(usual, header.sectionSizeHint(column)))

    def sort_by_current(self) -> None:
        """Sort by the column of the current cell, as clicks on its name do one after the other."""
        header, column = self.horizontalHeader(), self.currentIndex().column()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        if header.sortIndicatorSection() != column:
            header.setSortIndicator(column, up)
        elif header.sortIndicatorOrder() == up:
            header.setSortIndicator(column, down)
        else:
            header.setSortIndicator(-1, up)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.keyCombination() == DUPLICATE:
            self.duplicate_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.remove_wanted.emit()
        elif event.text().strip() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # no search by typing: letters and digits are shortcuts of the window
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index, place = self.indexAt(event.pos()), event.globalPos()
        if index.isValid():
            self.menu_wanted.emit(index.row(), place)

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.fit_rows()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        # To paint a name, Qt asks whether all cells under it are selected, row by row, of 100,000
        # selected ones for seconds: the names have a selection of their own, which is empty.
        header.setSelectionModel(QItemSelectionModel(self._balls, header))
        header.setSectionsClickable(True)
        for place, column in enumerate(SHOWN):
            header.moveSection(header.visualIndex(column), place)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)  # a third click restores the fleets' order
        self.setSortingEnabled(True)
