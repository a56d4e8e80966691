"""One chosen ball, from wherever it was chosen, and what can be done with it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.commands import FastForward, Load
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from gui.panels.ball_menu import BallMenu
from gui.panels.balls.model import Column
from gui.panels.fleets.fleet_list import FleetList
from gui.scene.geometry.camera import PRESETS
from gui.widgets.number_field import NumberField
from tests.gui.parts import part
from tests.gui.windows import LEFT, optimizer, pixel_of, press, until

RIGHT = Qt.MouseButton.RightButton
STARTS = ((-1.2, 0.9), (1.2, 0.4))
RATES = {"gd": 0.01, "momentum": 0.002}
BALLS = 4
TOP = dict(PRESETS)["top"]
FOLLOWING = "Ball {0} stays in the middle. Any drag of the view, or Esc, ends that."


def race(**more):
    """Balls 0 and 1 of gradient descent, 2 and 3 of momentum."""
    starts = (STARTS, tuple((-x, y) for x, y in STARTS))
    pairs = zip(RATES.items(), starts, strict=True)
    fleets = [
        FleetSetup(optimizer(k, lr=lr), color=n, points=p) for n, ((k, lr), p) in enumerate(pairs)
    ]
    return Scenario(Bowl(), tuple(fleets), **more)


@pytest.fixture
def rolling(qtbot, window):
    """The window some updates into a run, seen from above, with all panels there to be clicked."""
    run = race()
    window.engine.send(Load(run))
    window.engine.send(FastForward(12))
    until(qtbot, window, lambda now: now.update == 12 and now.goal is None)
    window.viewport.scene.camera_motion.set(TOP)
    window.viewport.look("view_top")
    window.clock.tick()
    return window


def place_of(window, ball):
    fleet, place = window.engine.snapshot.homes[ball]
    return tuple(fleet.position[place].tolist())


def bring_up(qtbot, window, key):
    """Bring a panel to the front, with the newest snapshot."""
    window.docks[key].show()
    window.docks[key].raise_()
    panel = window.panels[key]
    qtbot.waitUntil(lambda: not panel.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: panel.complete)
    return panel


def in_view(qtbot, window, ball):
    qtbot.mouseClick(window.viewport.scene, LEFT, pos=pixel_of(window, place_of(window, ball)))


def on_map(qtbot, window, ball):
    panel = bring_up(qtbot, window, "contour")
    x, y = panel.map.frame.pixel(place_of(window, ball))
    qtbot.mouseClick(panel.map, LEFT, pos=QPoint(round(x), round(y)))


def cell(panel, ball):
    (row,) = panel.model.rows_of((ball,))
    return panel.view.visualRect(panel.model.index(row, Column.BALL)).center()


def in_table(qtbot, window, ball):
    panel = bring_up(qtbot, window, "balls")
    qtbot.mouseClick(panel.view.viewport(), LEFT, pos=cell(panel, ball))


def at_curve(qtbot, window, ball):
    curve = bring_up(qtbot, window, "curves").curves["loss"]
    fleet, place = window.engine.snapshot.homes[ball]
    height = curve.plot.scale_y.position(fleet.reading.loss[place : place + 1])
    at = curve.plot.pixel_of(12, float(height[0])).toPoint()
    QTest.mouseMove(curve.plot.viewport(), at)
    qtbot.mouseClick(curve.plot.viewport(), LEFT, pos=at)


def in_list(qtbot, window, ball):
    """By the fleet, whose first ball it is."""
    view = part(window.panels["fleets"], FleetList)
    index = view.model().index([each.id for each in view.model().fleets].index(ball // 2), 0)
    if view.currentIndex() == index:  # to choose it again, another one is chosen first
        qtbot.keyClick(view, Qt.Key.Key_Down if index.row() == 0 else Qt.Key.Key_Up)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())


def by_key(qtbot, window, ball):
    for _ in range(BALLS):
        if window.selection.ball != ball:
            press(qtbot, window, Qt.Key.Key_Period)


WAYS = {
    "view": (in_view, (0, 1, 2, 3)),
    "map": (on_map, (0, 1, 2, 3)),
    "table": (in_table, (0, 1, 2, 3)),
    "curve": (at_curve, (0, 3)),
    "list of fleets": (in_list, (0, 2)),
    "key": (by_key, (0, 1, 2, 3)),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_ball_chosen_anywhere_is_what_everything_shows(qtbot, rolling, way):
    choose, balls = WAYS[way]
    for ball in balls[::-1]:
        choose(qtbot, rolling, ball)
        assert rolling.selection.ball == ball, way
        check_shown(qtbot, rolling, ball)


def check_shown(qtbot, window, ball):
    """Its fleet with rule and knobs, its row, its curve, its reading, its step and its verdict."""
    now = window.engine.snapshot
    fleet, _ = now.homes[ball]
    title = {"gd": "Gradient descent", "momentum": "Momentum"}[fleet.optimizer.key]
    view = part(window.panels["fleets"], FleetList)
    qtbot.waitUntil(lambda: view.currentIndex().row() == now.fleets.index(fleet))
    qtbot.waitUntil(lambda: fleet.optimizer.lr in numbers(window.panels["fleets"]))
    table = bring_up(qtbot, window, "balls")
    rows = [index.row() for index in table.view.selectionModel().selectedRows()]
    assert table.model.balls(rows) == [ball]
    assert table.model.ball(table.view.currentIndex().row()) == ball
    step = bring_up(qtbot, window, "step")
    assert step.heading.text().startswith(f"{title}, ball {ball}:")
    curves = bring_up(qtbot, window, "curves").curves
    for curve in curves.values():
        strokes = curve.picture.strokes
        strong = [each for each in strokes if each.opacity == 1.0]
        assert len(strong) == len(strokes) // BALLS
        assert all(each.opacity < 1.0 for each in strokes if each not in strong)
    window.selection.hover_point(None)  # as where the pointer leaves
    assert window.central.reading.text().startswith(f"{title}, ball {ball}: ")


def numbers(panel):
    return [field.value for field in panel.findChildren(NumberField) if field.isVisible()]


def test_choosing_nothing_leaves_the_fleet_and_no_verdict(qtbot, rolling):
    by_key(qtbot, rolling, 2)
    press(qtbot, rolling, Qt.Key.Key_Escape)
    assert (rolling.selection.ball, rolling.selection.fleet) == (None, 1)
    assert "ball 2" not in rolling.central.reading.text()


def test_keys_go_through_the_balls_in_both_directions(qtbot, rolling):
    seen = []
    for key in [Qt.Key.Key_Period] * 5 + [Qt.Key.Key_Comma] * 2:
        press(qtbot, rolling, key)
        seen.append(rolling.selection.ball)
    assert seen == [0, 1, 2, 3, 0, 3, 2]


# The menu at a ball.


def menu_of(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), BallMenu))
    return QApplication.activePopupWidget()


def rows_of(menu):
    return {action.text(): action for action in menu.actions()}


def click_view(qtbot, window, ball):
    qtbot.mouseClick(window.viewport.scene, RIGHT, pos=pixel_of(window, place_of(window, ball)))


def key_view(qtbot, window, ball):
    window.selection.choose({ball})
    ask_by_key(window.viewport.scene)


def click_map(qtbot, window, ball):
    panel = bring_up(qtbot, window, "contour")
    x, y = panel.map.frame.pixel(place_of(window, ball))
    qtbot.mouseClick(panel.map, RIGHT, pos=QPoint(round(x), round(y)))


def key_map(qtbot, window, ball):
    window.selection.choose({ball})
    panel = bring_up(qtbot, window, "contour")
    qtbot.keyClick(panel.map, Qt.Key.Key_Menu)


def click_table(qtbot, window, ball):
    panel = bring_up(qtbot, window, "balls")
    at = cell(panel, ball)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, panel.view.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(panel.view.viewport(), event)


def key_table(qtbot, window, ball):
    panel = bring_up(qtbot, window, "balls")
    window.selection.choose({ball})
    ask_by_key(panel.view.viewport())


def ask_by_key(widget):
    """What Qt sends for the menu key: the place is anywhere."""
    place = widget.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))


MENUS = (click_view, key_view, click_map, key_map, click_table, key_table)


@pytest.mark.parametrize("ask", MENUS, ids=lambda ask: ask.__name__)
def test_the_menu_at_a_ball_is_of_that_ball_by_click_and_by_key(qtbot, rolling, ask):
    ask(qtbot, rolling, 3)
    menu = menu_of(qtbot)
    rows = [text for text in rows_of(menu) if text][:4]
    assert rows == ["Step in numbers", "Follow", "Duplicate", "Remove"]
    assert rolling.selection.ball == 3
    menu.close()


def test_the_menu_shows_the_step_and_follows_and_duplicates_and_removes(qtbot, rolling):
    window = rolling
    click_view(qtbot, window, 2)
    rows_of(menu_of(qtbot))["Step in numbers"].trigger()
    menu_of(qtbot).close()
    step = window.panels["step"]
    qtbot.waitUntil(lambda: not step.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: step.heading.text().startswith("Momentum, ball 2:"))
    click_view(qtbot, window, 2)
    rows_of(menu_of(qtbot))["Duplicate"].trigger()
    menu_of(qtbot).close()
    now = until(qtbot, window, lambda now: len(now.fleets[1].balls) == 3)
    assert (now.fleets[1].position[2] == now.fleets[1].position[0]).all()
    key_view(qtbot, window, 2)
    rows_of(menu_of(qtbot))["Remove"].trigger()
    menu_of(qtbot).close()
    until(qtbot, window, lambda now: 2 not in now.homes)
    assert window.selection.ball is None


# Following.


def follow(qtbot, window, ball):
    window.selection.choose({ball})
    press(qtbot, window, Qt.Key.Key_F)
    assert window.selection.followed == ball
    assert FOLLOWING.format(ball) in messages(window)


def messages(window):
    return [each.text() for each in window.central.notices.shown]


def drag(qtbot, widget, start, button=LEFT):
    qtbot.mousePress(widget, button, pos=start)
    for far in (20, 40):
        QTest.mouseMove(widget, start + QPoint(far, 0))
        QApplication.processEvents()
    qtbot.mouseRelease(widget, button, pos=start + QPoint(40, 0))


def corner(widget):
    """A place of a view where no ball is."""
    return QPoint(widget.width() // 5, widget.height() // 3)


def escape(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Escape)


def turn(qtbot, window):
    drag(qtbot, window.viewport.scene, corner(window.viewport.scene))


def shift(qtbot, window):
    drag(qtbot, window.viewport.scene, corner(window.viewport.scene), RIGHT)


def drag_map(qtbot, window):
    panel = bring_up(qtbot, window, "contour")
    drag(qtbot, panel.map, corner(panel.map))


@pytest.mark.parametrize("end", [escape, turn, shift, drag_map], ids=lambda end: end.__name__)
def test_following_says_how_it_ends_and_ends_so(qtbot, rolling, end):
    follow(qtbot, rolling, 1)
    end(qtbot, rolling)
    assert rolling.selection.followed is None
    assert rolling.selection.ball == 1  # Esc ends one thing at a time
    assert FOLLOWING.format(1) not in messages(rolling)
    assert not rolling.actions_["follow"].isChecked()


def test_view_and_map_keep_a_followed_ball_in_the_middle_as_it_rolls(qtbot, rolling):
    window, scene = rolling, rolling.viewport.scene
    panel = bring_up(qtbot, window, "contour")
    follow(qtbot, window, 1)
    for update in (12, 60, 200):
        window.engine.send(FastForward(max(1, update - window.engine.snapshot.update)))
        until(qtbot, window, lambda now, update=update: now.goal is None and now.update >= update)
        qtbot.waitUntil(lambda: panel.complete)
        point = place_of(window, 1)
        middle, frame = scene.rect().center(), panel.map.frame
        qtbot.waitUntil(
            lambda point=point: near(pixel_of(window, point), scene.rect().center(), 12)
        )
        at, size = frame.pixel(point), (frame.width, frame.height)
        around = QRect(0, 0, round(size[0] / 2) + 2, round(size[1] / 2) + 2)
        around.moveCenter(QPoint(round(frame.left + size[0] / 2), round(frame.top + size[1] / 2)))
        assert around.contains(QPoint(*map(round, at))), middle
    press(qtbot, window, Qt.Key.Key_Period)
    assert window.selection.followed == window.selection.ball == 2


def near(at, other, most):
    return (at - other).manhattanLength() <= most
