"""The first column of the table of balls, which stays while the others are scrolled."""

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.player import Player
from gui.panels.balls.model import Column
from gui.panels.balls.panel import BallsPanel
from gui.state.selection import Selection
from gui.style.theme import Theme, ThemeChoice
from tests.gui.panels.races import at, race

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def selection():
    return Selection()


@pytest.fixture
def table(qtbot, qapp, selection):
    theme = Theme(qapp, ThemeChoice.LIGHT)
    made = BallsPanel(print, selection, theme)
    made.interval = 0.0
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitExposed(made):
        pass
    yield made
    theme.deleteLater()


def test_the_first_column_stays_while_the_others_are_scrolled(qtbot, table, selection):
    table.resize(300, 300)
    table.set_snapshot(at(Player(race()), 5))
    view, header = table.view, table.view.horizontalHeader()
    wide = header.sectionSize(Column.BALL)
    assert [header.logicalIndex(k) for k in (0, 1)] == [Column.BALL, Column.LOSS]

    def first():
        selection.hover_ball(None)  # the pointer is wherever the last test left it
        return view.viewport().grab().toImage().copy(0, 0, wide - 2, 60)

    before, name = first(), header.viewport().grab().toImage().copy(0, 0, wide - 2, 20)
    view.horizontalScrollBar().setValue(150)
    assert header.offset() == 150
    assert first() == before
    assert header.viewport().grab().toImage().copy(0, 0, wide - 2, 20) == name
    assert view.indexAt(QPoint(wide // 2, 30)).column() == Column.BALL
    assert view.indexAt(QPoint(wide + 20, 30)).column() != Column.BALL
    # A click on the name sorts by it, and one on a cell chooses its ball.
    qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(wide // 2, header.height() // 2))
    assert header.sortIndicatorSection() == Column.BALL
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(wide // 2, view.rowViewportPosition(1) + 5))
    assert selection.chosen == {table.model.ball(1)}


def test_no_cell_of_the_keyboard_lies_below_the_first_column(qtbot, table):
    table.resize(300, 300)
    table.set_snapshot(at(Player(race()), 5))
    view, header = table.view, table.view.horizontalHeader()
    view.setFocus()
    view.setCurrentIndex(table.model.index(0, Column.OPTIMIZER))
    assert header.offset() > 0
    for _ in range(len(Column) - 2):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert view.visualRect(view.currentIndex()).left() >= header.frozen


def test_a_ball_tells_its_optimizer_as_the_column_of_names_is_far_away(table):
    table.set_snapshot(at(Player(race()), 1))
    tips = [
        table.model.data(table.model.index(0, which), Qt.ItemDataRole.ToolTipRole)
        for which in (Column.BALL, Column.OPTIMIZER)
    ]
    assert tips[0] == tips[1] != ""
