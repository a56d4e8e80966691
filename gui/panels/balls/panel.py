"""All balls in a table."""

from collections.abc import Iterator
from typing import ClassVar, final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QWidget

from engine.commands import Remove
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.panels.ball_menu import BallMenu
from gui.panels.balls.model import BallModel, Column
from gui.panels.balls.view import LINE, BallView
from gui.panels.panel import Panel
from gui.state.drop_commands import duplicate, why_not_duplicate
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, show_tip
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.style.theme import Theme

FLAGS = QItemSelectionModel.SelectionFlag
PAD = 12


@final
class BallsPanel(Panel):
    """Every ball and its numbers. Choosing rows here sets the shared selection."""

    key: ClassVar[str] = "balls"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "All balls with their parameters, loss and state: choose one to see it in every other "
        "panel.",
    )
    term: ClassVar[str] = "parameter"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea
    interval: ClassVar[float] = 0.1  # figures that change faster can't be read

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.model = BallModel(self)
        self.view = BallView(theme, selection, self.model, self)
        self.empty = dressed(PlainLabel(wrap=True), "second")
        self._following = False  # whether the view's selection is being set
        self._current: int | None = None  # the ball of the keyboard's current row
        self._lay_out()
        self._connect()
        self.retranslate()
        self.view.reset_columns()

    def refresh(self, now: Snapshot) -> None:
        self._following = True  # inserted and removed rows do not change the selection
        if self.model.show_snapshot(now):
            self._follow_balls()
        self._following = False
        self.view.fit_columns()
        self._layout.setCurrentWidget(self.view if self.model.rowCount() else self.empty)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Balls"))
        self.model.retranslate()
        self.view.setAccessibleName(self.tr("Table of balls"))
        self.empty.setText(self.tr("No balls yet. Click the landscape to drop one."))

    def set_palette(self, palette: Palette) -> None:
        del palette  # cells are painted in the theme's current colours
        self.view.fit_rows()
        self.view.reset_columns()
        self.view.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._height(5))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height(3))

    # Internal.

    def _height(self, rows: int) -> int:
        """Pixels for the header, this many rows, and the horizontal scroll bar."""
        return self.view.horizontalHeader().sizeHint().height() + rows * px(LINE) + 12

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(PAD)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.view)
        self._layout.addWidget(self.empty)
        self._layout.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        view, selection = self.view, self.selection
        view.selectionModel().selectionChanged.connect(self._set_chosen)
        view.selectionModel().currentChanged.connect(self._set_current)
        selection.chosen_changed.connect(self._show_chosen)
        selection.ball_hovered.connect(view.viewport().update)
        view.pointed.connect(selection.hover_ball)
        view.remove_wanted.connect(self._remove)
        view.duplicate_wanted.connect(self._duplicate)
        view.copy_wanted.connect(self._copy)
        view.menu_wanted.connect(self._open_menu)
        view.verticalScrollBar().valueChanged.connect(view.fit_columns)

    # The selection.

    def _set_chosen(self) -> None:
        if not self._following:
            self.selection.choose(set(self.model.balls(self._selected())))

    def _selected(self) -> list[int]:
        """The selected rows, from the top: by spans, as `selectedRows` takes long for thousands."""
        chosen = self.view.selectionModel().selection()
        spans = [chosen.at(number) for number in range(chosen.size())]
        return sorted({row for each in spans for row in range(each.top(), each.bottom() + 1)})

    def _show_chosen(self) -> None:
        """Select the rows of the chosen balls, and scroll to them."""
        rows = self.model.rows_of(self.selection.chosen)
        if rows == self._selected():
            return
        lead = self.model.rows_of(() if self.selection.ball is None else (self.selection.ball,))
        self._following = True
        self._select(rows)
        self._make_current(lead)
        self._following = False
        self._set_current()
        for row in lead:
            self.view.scrollTo(self.model.index(row, Column.BALL))

    def _make_current(self, rows: list[int]) -> None:
        """Make one row, or none, the keyboard's."""
        for row in rows:
            index = self.model.index(row, max(self.view.currentIndex().column(), 0))
            self.view.selectionModel().setCurrentIndex(index, FLAGS.NoUpdate)

    def _follow_balls(self) -> None:
        """Move the selection and the current row along when rows show other balls."""
        self._select(self.model.rows_of(self.selection.chosen))
        self._make_current(self.model.rows_of(() if self._current is None else (self._current,)))

    def _select(self, rows: list[int]) -> None:
        chosen = QItemSelection()
        for first, last in runs(rows):
            chosen.select(self.model.index(first, 0), self.model.index(last, len(Column) - 1))
        model = self.view.selectionModel()
        current = model.currentIndex()
        # When a selection changes, Qt compares each old span with each new one: a second for
        # thousands. After a reset there is nothing to compare.
        model.reset()
        model.select(chosen, FLAGS.Select)
        model.setCurrentIndex(current, FLAGS.NoUpdate)
        self.view.viewport().update()

    def _set_current(self) -> None:
        if not self._following:
            index = self.view.currentIndex()
            self._current = self.model.ball(index.row()) if index.isValid() else None

    # Actions.

    def _remove(self) -> None:
        if self.selection.chosen:
            self._send(Remove(tuple(sorted(self.selection.chosen))))

    def _duplicate(self) -> None:
        """Duplicate the chosen balls, or say why that can't be done."""
        chosen = self.selection.chosen
        if self.now is None or not chosen or duplicate(self._send, self.now, chosen):
            return
        place = self.view.visualRect(self.view.currentIndex()).bottomLeft()
        reason = why_not_duplicate(self.now, chosen)
        show_tip(self.view.viewport().mapToGlobal(place), reason, self.view)

    def _copy(self) -> None:
        rows = self.model.rows_of(self.selection.chosen)
        if rows:
            QGuiApplication.clipboard().setText(self.model.tab_separated(rows))

    def _open_menu(self, row: int, place: QPoint) -> None:
        if self.now is None:
            return
        ball = self.model.ball(row)
        menu = BallMenu(self._send, self.selection, self.now, ball, None, self)
        copy = menu.addAction(self.tr("Copy rows"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self._copy)
        menu.addAction(self.tr("Sort by this column"), self.view.sort_by_current)
        menu.popup(place)


def runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending rows as spans of neighbours: 1, 2, 3, 7 is (1, 3), (7, 7)."""
    first = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[first], rows[place - 1]
            first = place
