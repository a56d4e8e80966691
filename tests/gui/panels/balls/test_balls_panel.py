"""The table of balls: figures, order, selection and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication
from PySide6.QtWidgets import QMenu

from engine.commands import Drop, Remove
from engine.player import Player
from engine.snapshot import Status
from engine.surfaces.quadratics import Saddle
from engine.surfaces.typed import Typed
from gui.panels.balls.model import NUMBERS, BallModel, Column
from gui.panels.balls.panel import BallsPanel, runs
from gui.state.selection import Selection
from gui.style.palette import DARK
from gui.style.theme import Theme, ThemeChoice
from gui.text.numbers import show
from tests.gui.panels.races import at, race, start

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def selection():
    return Selection()


@pytest.fixture
def table(qtbot, theme, selection, sent):
    made = BallsPanel(sent.append, selection, theme)
    made.interval = 0.0
    made.resize(1200, 300)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitExposed(made):
        pass
    return made


def column(table, which):
    return [table.model.text(row, which) for row in range(table.model.rowCount())]


def balls(table):
    return table.model.balls(range(table.model.rowCount()))


def chosen_rows(table):
    return sorted(index.row() for index in table.view.selectionModel().selectedRows())


def place(table, row, which=Column.LOSS):
    return table.view.visualRect(table.model.index(row, which)).center()


def click(qtbot, table, row, keys=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(table.view.viewport(), LEFT, keys, place(table, row))


def click_header(qtbot, table, which):
    header = table.view.horizontalHeader()
    x = header.sectionViewportPosition(which) + header.sectionSize(which) // 2
    qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(x, header.height() // 2))


# -- figures ---------------------------------------------------------------------------------


def test_figures_follow_the_run(table):
    player = Player(race())
    table.set_snapshot(player.snapshot())
    before = column(table, Column.LOSS)
    table.set_snapshot(at(player, 5))
    assert column(table, Column.LOSS) != before


def is_dimmed(table, row):
    """Whether a ball's status is painted in the fainter colour."""
    picture = table.view.viewport().grab().toImage()
    ink = QColor(table.theme.palette.text)
    box = table.view.visualRect(table.model.index(row, Column.STATUS))
    strongest = [
        picture.pixelColor(x, y)
        for x in range(box.left(), min(box.right(), picture.width()))
        for y in range(box.top(), box.bottom())
    ]
    return min(color.lightness() for color in strongest) > ink.lightness() + 20


def test_a_ball_at_infinity_is_dimmed(qtbot, table):
    gone = race(Saddle(), points=((0.0, 0.0), (0.0, 1e300)), keys=("gd",))
    table.set_snapshot(at(Player(gone), 200))
    assert table.model.status(1) is Status.DIVERGED
    assert table.model.text(1, Column.STATUS) == "diverged; no position since update 194"
    assert is_dimmed(table, 1)
    assert not is_dimmed(table, 0)


def test_a_ball_in_a_hole_of_the_loss_keeps_its_status(qtbot, table):
    """Left of 0 the logarithm has no value; one update later the ball has no position either."""
    points = ((8.0, 0.0), (-1.0, 0.5))
    player = Player(race(Typed(text="log(x) + y^2"), points=points, keys=("gd",)))
    lost = "where the loss has no value"
    for update in (0, 1, 2, 300):
        table.set_snapshot(at(player, update))
        dated = f"{lost}; no position since update 1" if update else lost
        assert [table.model.text(row, Column.STATUS) for row in (0, 1)] == [
            "moving; outside the window" if update else "at its start; outside the window",
            dated,
        ]
        assert f"\t{dated}\n" in table.model.tab_separated((1,))
    assert table.model.text(1, Column.FIRST) == show(float("nan"))
    assert is_dimmed(table, 1)
    assert not is_dimmed(table, 0)


def test_the_sign_of_an_eigenvalue_is_a_solid_or_a_dashed_line(table):
    table.set_snapshot(start(race(Saddle(), points=((0.5, 0.5),), keys=("gd",))))
    assert [table.model.text(0, which) for which in (Column.LOW, Column.HIGH)] == ["−2", "2"]
    picture = table.view.viewport().grab().toImage()
    palette = table.theme.palette

    def inked(which, color):
        box = table.view.visualRect(table.model.index(0, which))
        expected = QColor(color)
        across = range(box.left() + 8, box.left() + 20)
        return sum(
            any(picture.pixelColor(x, y) == expected for y in range(box.top(), box.bottom()))
            for x in across
        )

    assert inked(Column.HIGH, palette.positive) == 12
    assert 0 < inked(Column.LOW, palette.negative) < 12


def test_nothing_visible_is_cut_off(table):
    table.set_snapshot(start(race(points=((-1.23456e-12, 7.654321e-11), (-3.0e100, 1.0)))))
    assert table.model.rowCount() > 1
    for row in range(table.model.rowCount()):
        for which in Column:
            index = table.model.index(row, which)
            assert table.view.columnWidth(which) >= table.view.sizeHintForIndex(index).width()


def test_without_balls_the_table_explains_how_to_drop_one(table):
    table.set_snapshot(start(race(points=())))
    assert table.empty.isVisible()
    assert "drop" in table.empty.text()
    table.set_snapshot(start())
    assert table.view.isVisible()
    assert not table.empty.isVisible()


# -- order -----------------------------------------------------------------------------------


def test_three_clicks_on_a_header_sort_up_and_down_and_not_at_all(qtbot, table):
    table.set_snapshot(start())
    losses = []
    for _ in range(3):
        click_header(qtbot, table, Column.LOSS)
        losses.append([table.model.value(row, Column.LOSS) for row in range(6)])
    assert losses[0] == sorted(losses[0])
    assert losses[1] == sorted(losses[0], reverse=True)
    assert balls(table) == [0, 1, 2, 3, 4, 5]


def test_the_order_follows_the_run(table):
    player = Player(race())
    table.set_snapshot(player.snapshot())
    table.view.sortByColumn(Column.LOSS, UP)
    for update in (1, 10, 60):
        table.set_snapshot(at(player, update))
        losses = [table.model.value(row, Column.LOSS) for row in range(6)]
        assert losses == sorted(losses)


# -- selection -------------------------------------------------------------------------------


def test_a_click_chooses_the_ball_everywhere(qtbot, table, selection):
    table.set_snapshot(start())
    click(qtbot, table, 4)
    assert selection.chosen == {4}
    click(qtbot, table, 1, CONTROL)
    assert selection.chosen == {1, 4}
    click(qtbot, table, 2)
    click(qtbot, table, 4, SHIFT)
    assert selection.chosen == {2, 3, 4}


def test_a_ball_chosen_elsewhere_is_chosen_here(table, selection):
    table.set_snapshot(start())
    selection.choose({2, 5})
    assert chosen_rows(table) == [2, 5]
    selection.choose(set())
    assert chosen_rows(table) == []


def test_choosing_is_signalled_once(qtbot, table, selection):
    table.set_snapshot(start())
    signalled = []
    selection.chosen_changed.connect(lambda: signalled.append(selection.chosen))
    click(qtbot, table, 2)
    selection.choose({3, 4})
    assert signalled == [{2}, {3, 4}]


def test_the_choice_stays_with_the_balls_when_the_order_changes(qtbot, table, selection):
    player = Player(race())
    table.set_snapshot(player.snapshot())
    click(qtbot, table, 1)
    for order in (UP, DOWN):
        table.view.sortByColumn(Column.LOSS, order)
        assert table.model.balls(chosen_rows(table)) == [1]
        for update in (3, 80, 0):
            table.set_snapshot(at(player, update))
            assert table.model.balls(chosen_rows(table)) == [1]
            assert table.model.ball(table.view.currentIndex().row()) == 1
    assert selection.chosen == {1}


def test_the_choice_survives_balls_that_come_and_go(table, selection):
    player = Player(race())
    table.set_snapshot(player.snapshot())
    table.view.sortByColumn(Column.LOSS, DOWN)
    selection.choose({1, 4, 5})
    player.edit(Remove((0, 4)))
    selection.update(player.snapshot())
    table.set_snapshot(player.snapshot())
    assert selection.chosen == {1, 5}
    assert sorted(table.model.balls(chosen_rows(table))) == [1, 5]
    player.edit(Drop((1,), ((0.1, 0.1), (0.2, 0.2))))
    table.set_snapshot(player.snapshot())
    assert sorted(table.model.balls(chosen_rows(table))) == [1, 5]
    assert sorted(balls(table)) == [1, 2, 3, 5, 6, 7]


def test_pointing_at_a_row_points_at_its_ball(qtbot, table, selection):
    table.set_snapshot(start())
    qtbot.mouseMove(table.view.viewport(), place(table, 2))
    qtbot.waitUntil(lambda: selection.hovered_ball == 2)


def test_a_ball_pointed_at_elsewhere_is_tinted_here(qtbot, table, selection):
    table.set_snapshot(start())
    corner = table.view.visualRect(table.model.index(3, Column.STATUS)).bottomRight()
    corner = QPoint(min(corner.x(), table.view.viewport().width() - 2), corner.y() - 2)
    selection.hover_ball(3)
    seen = table.view.viewport().grab().toImage().pixelColor(corner)
    assert seen == QColor(table.theme.palette.hover)


# -- keys ------------------------------------------------------------------------------------


def test_delete_removes_the_chosen_balls(qtbot, table, selection, sent):
    table.set_snapshot(start())
    selection.choose({2, 5})
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert sent == [Remove((2, 5))]


def test_delete_with_nothing_chosen_sends_nothing(qtbot, table, sent):
    table.set_snapshot(start())
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert sent == []


def test_ctrl_d_drops_another_ball_where_each_chosen_one_is(qtbot, table, selection, sent):
    table.set_snapshot(start())
    selection.choose({1, 3})
    qtbot.keyClick(table.view, Qt.Key.Key_D, CONTROL)
    assert sent == [Drop((0,), ((-0.5, 0.25),)), Drop((1,), ((1.0, 0.5),))]


def test_ctrl_c_copies_the_chosen_rows_exactly(qtbot, table, selection):
    table.set_snapshot(at(Player(race()), 3))
    table.view.sortByColumn(Column.LOSS, DOWN)
    selection.choose({0, 4})
    qtbot.keyClick(table.view, Qt.Key.Key_C, CONTROL)
    head, *rows = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[:6] == ["Ball", "Optimizer", "η", "w₁", "w₂", "Loss"]
    assert [line.split("\t")[0] for line in rows] == [
        str(ball) for ball in _in_order(table, {0, 4})
    ]
    for line in rows:
        cells = line.split("\t")
        row = table.model.rows_of({int(cells[0])})[0]
        assert [float(cell) for cell in cells[2:9]] == [
            table.model.value(row, which) for which in NUMBERS
        ]


def _in_order(table, expected):
    return [ball for ball in balls(table) if ball in expected]


def test_arrows_choose_the_next_ball(qtbot, table, selection):
    table.set_snapshot(start())
    click(qtbot, table, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert selection.chosen == {1}


def test_letters_and_digits_are_left_to_the_window(qtbot, table, selection):
    table.set_snapshot(start())
    click(qtbot, table, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_3)
    assert selection.chosen == {0}


def test_the_menu_of_a_row_is_about_its_ball(qtbot, table, selection, sent):
    table.set_snapshot(start())
    table.view.menu_wanted.emit(4, table.mapToGlobal(place(table, 4)))
    menu = table.findChild(QMenu)
    assert selection.chosen == {4}
    actions = {action.text(): action for action in menu.actions()}
    actions["Follow"].trigger()
    assert selection.followed == 4
    actions["Remove"].trigger()
    assert sent == [Remove((4,))]
    actions["Copy rows"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("4\tAdam")
    menu.close()


# -- appearance ------------------------------------------------------------------------------


def test_each_row_has_the_glyph_of_its_fleet(table):
    table.set_snapshot(start())
    picture = table.view.viewport().grab().toImage()
    for row, color in ((0, 0), (5, 1)):
        box = table.view.visualRect(table.model.index(row, Column.BALL))
        expected = QColor(table.theme.palette.fleet_color(color))
        near = [
            picture.pixelColor(box.left() + 8 + x, box.center().y() - 6 + y)
            for x in range(14)
            for y in range(14)
        ]
        gaps = [abs(c.red() - expected.red()) + abs(c.blue() - expected.blue()) for c in near]
        assert min(gaps) < 24


def test_it_follows_a_change_of_theme(table, theme):
    table.set_snapshot(start())
    theme.choose(ThemeChoice.DARK)
    place_ = QPoint(table.view.viewport().width() - 3, table.view.viewport().height() - 3)
    assert table.view.viewport().grab().toImage().pixelColor(place_) == QColor(DARK.panel)


def test_accessible_names_are_column_and_figure(table):
    table.set_snapshot(start())
    interface = QAccessible.queryAccessibleInterface(table.view)
    names = [interface.child(i).text(QAccessible.Text.Name) for i in range(interface.childCount())]
    assert {"Ball: 0", "Ball: 5", "Optimizer: Adam", "Status: at its start"} <= set(names)


@pytest.mark.parametrize(
    ("rows", "spans"),
    [([], []), ([4], [(4, 4)]), ([1, 2, 3, 7, 9, 10], [(1, 3), (7, 7), (9, 10)])],
)
def test_neighbouring_rows_are_chosen_as_one_span(rows, spans):
    assert list(runs(rows)) == spans


def test_a_table_of_very_many_selected_rows_asks_for_no_more_than_it_shows(
    request, selection, monkeypatch
):
    asked, real = [], BallModel.rowCount
    counting = lambda self, *args: (asked.append(1), real(self, *args))[1]  # noqa: E731
    monkeypatch.setattr(BallModel, "rowCount", counting)
    run, table = Player(race(points=((0.5, 0.5),) * 1000)), request.getfixturevalue("table")
    table.set_snapshot(at(run, 0))
    selection.choose(set(balls(table)))
    asked.clear()
    for update in (1, 2):
        table.refresh(at(run, update))
        table.repaint()
    assert len(asked) < 1000
