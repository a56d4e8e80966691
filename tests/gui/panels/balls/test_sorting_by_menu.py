"""Sorting the table of balls without a click on its header."""

from PySide6.QtCore import QPoint

from gui.panels.ball_menu import BallMenu
from gui.panels.balls.model import Column
from gui.panels.balls.panel import BallsPanel
from gui.state.selection import Selection
from tests.gui.panels.races import start


def test_the_menu_sorts_by_the_column_of_the_current_cell_up_and_down_and_not_at_all(qtbot, theme):
    table = BallsPanel([].append, Selection(), theme)
    qtbot.addWidget(table)
    table.show()
    table.set_snapshot(start())
    table.view.setCurrentIndex(table.model.index(0, Column.LOSS))
    losses = []
    for _ in range(3):
        table.view.menu_wanted.emit(0, QPoint(0, 0))
        menu = table.findChildren(BallMenu)[-1]
        (sort,) = [each for each in menu.actions() if each.text() == "Sort by this column"]
        sort.trigger()
        menu.close()
        losses.append([table.model.value(row, Column.LOSS) for row in range(6)])
    assert losses[0] == sorted(losses[0])
    assert losses[1] == sorted(losses[0], reverse=True)
    assert table.model.balls(range(6)) == [0, 1, 2, 3, 4, 5]
