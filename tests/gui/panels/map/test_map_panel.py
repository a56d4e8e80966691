"""The contour map, with real mouse and key events, checked by its pixels."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from engine.commands import Drop, Move, Remove, TurnSurface
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from engine.surfaces.rosenbrock import Rosenbrock
from gui.panels.map.ball_counts import stacks_of
from gui.panels.map.off_map_arrows import outside
from gui.panels.map.panel import MapPanel
from gui.sampling.colormap import colors
from gui.style.theme import ThemeChoice
from gui.widgets.tool_button import ToolButton
from tests.gui.panels.runs import go, nearest_color, player, show, shown
from tests.gui.parts import part

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def run():
    return player()


@pytest.fixture
def panel(qtbot, qapp, run):
    with shown(qtbot, qapp, MapPanel) as panel:
        show(panel, run.snapshot())
        qtbot.waitUntil(lambda: panel.map.complete)
        yield panel


def pixel_of(panel, point):
    x, y = panel.map.frame.pixel(point)
    return QPoint(round(x), round(y))


def distance(panel, point, pixel):
    """The distance in pixels of `point` from `pixel`."""
    x, y = panel.map.frame.pixel(point)
    return max(abs(x - pixel.x()), abs(y - pixel.y()))


@pytest.mark.parametrize("point", [(0.0, 2.0), (-1.9, -0.9), (1.7, 2.8)])
def test_a_click_drops_a_ball_of_the_chosen_fleet_at_that_pixel(qtbot, panel, point):
    panel.selection.choose_fleet(1)
    pixel = pixel_of(panel, point)
    qtbot.mouseClick(panel.map, LEFT, pos=pixel)
    (command,) = panel.sent
    assert isinstance(command, Drop)
    assert command.fleets == (1,)
    assert distance(panel, command.points[0], pixel) < 0.5
    assert command.points[0] == pytest.approx(point, abs=0.02)


def test_a_shift_click_drops_one_of_every_fleet(qtbot, panel):
    qtbot.mouseClick(panel.map, LEFT, SHIFT, pixel_of(panel, (0.0, 2.0)))
    assert panel.sent[0].fleets == (0, 1)


def test_a_click_outside_the_map_drops_nothing(qtbot, panel):
    qtbot.mouseClick(panel.map, LEFT, pos=QPoint(3, 3))
    assert panel.sent == []


def test_a_click_on_a_ball_chooses_it_and_with_control_one_more(qtbot, panel, run):
    fleet = run.snapshot().fleets[0]
    for place, modifier in ((0, NONE), (1, CONTROL)):
        x, y = fleet.position[place].tolist()
        qtbot.mouseClick(panel.map, LEFT, modifier, pixel_of(panel, (x, y)))
    assert len(panel.selection.chosen) == 2
    assert panel.sent == []


def test_dragging_a_ball_moves_it_in_one_gesture(qtbot, panel):
    start, end = pixel_of(panel, (0.3, -0.4)), pixel_of(panel, (1.0, 2.0))
    QTest.mousePress(panel.map, LEFT, NONE, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(panel.map, start + (end - start) * share)
    QTest.mouseRelease(panel.map, LEFT, NONE, end)
    assert all(isinstance(command, Move) for command in panel.sent)
    assert [command.grouped for command in panel.sent] == [False, True, True]
    assert len({command.ball for command in panel.sent}) == 1
    assert distance(panel, panel.sent[-1].point, end) < 0.5


def test_dragging_the_ground_shifts_the_map_and_drops_nothing(qtbot, panel):
    start = pixel_of(panel, (0.0, 2.0))
    before = panel.map.frame.point(start.x(), start.y())
    QTest.mousePress(panel.map, LEFT, NONE, start)
    QTest.mouseMove(panel.map, start + QPoint(20, 10))
    QTest.mouseMove(panel.map, start + QPoint(40, 30))
    QTest.mouseRelease(panel.map, LEFT, NONE, start + QPoint(40, 30))
    assert panel.sent == []
    after = panel.map.frame.point(start.x() + 40, start.y() + 30)
    assert after == pytest.approx(before, abs=1e-9)


def test_the_wheel_zooms_around_the_pointer_and_a_button_goes_back(qtbot, panel):
    at = QPointF(pixel_of(panel, (1.0, 1.0)))
    before = panel.map.frame.point(at.x(), at.y())
    wheel = QWheelEvent(
        at, panel.map.mapToGlobal(at), QPoint(), QPoint(0, 360), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QGuiApplication.sendEvent(panel.map, wheel)
    assert panel.map.frame.zoom == pytest.approx(1.2**3)
    assert panel.map.frame.point(at.x(), at.y()) == pytest.approx(before, abs=1e-9)
    qtbot.mouseClick(part(panel, ToolButton, "Show the whole window"), LEFT)
    assert panel.map.frame.zoom == 1
    assert not part(panel, ToolButton, "Show the whole window").isVisible()


def test_keys_alone_drop_a_ball_where_the_crosshair_is(qtbot, panel):
    panel.map.setFocus()
    frame = panel.map.frame
    x, y = frame.pixel(frame.middle)
    qtbot.keyClick(panel.map, Qt.Key.Key_Return)
    assert panel.sent == []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(panel.map, key)
    qtbot.keyClick(panel.map, Qt.Key.Key_Down, CONTROL)
    qtbot.keyClick(panel.map, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(panel.map, Qt.Key.Key_Return)
    qtbot.keyClick(panel.map, Qt.Key.Key_Return, SHIFT)
    one, every = panel.sent
    assert frame.pixel(one.points[0]) == pytest.approx((x - 24, y - 7))
    assert every == Drop((0, 1), one.points)
    qtbot.keyClick(panel.map, Qt.Key.Key_Plus)
    assert panel.map.frame.zoom == pytest.approx(1.2)
    assert panel.map.frame.pixel(one.points[0]) == pytest.approx((x - 24, y - 7))
    qtbot.keyClick(panel.map, Qt.Key.Key_Home)
    assert panel.map.frame == frame


def test_pointing_reads_loss_gradient_and_eigenvalues_there(qtbot, panel, run):
    QTest.mouseMove(panel.map, pixel_of(panel, (0.0, 2.0)))
    qtbot.waitUntil(lambda: panel.selection.hovered_point is not None)
    point = np.array(panel.selection.hovered_point)
    values = dict(panel.reading.values)
    assert panel.reading.owner == "at the pointer"
    surface = run.snapshot().surface
    assert values["L"] == surface.value(point)
    assert values["‖g‖"] == pytest.approx(np.linalg.norm(surface.gradient(point)))
    assert [values["λ₁"], values["λ₂"]] == pytest.approx(
        np.linalg.eigvalsh(surface.hessian(point)).tolist()
    )
    QTest.mouseMove(panel.map, QPoint(2, 2))
    qtbot.waitUntil(lambda: panel.selection.hovered_point is None)
    assert panel.reading.values == ()


def test_pointing_at_a_ball_sets_the_shared_hover_and_reads_the_ball_itself(qtbot, panel, run):
    x, y = run.snapshot().fleets[0].position[0].tolist()
    QTest.mouseMove(panel.map, pixel_of(panel, (x, y)) + QPoint(2, 1))
    qtbot.waitUntil(lambda: panel.selection.hovered_ball is not None)
    assert panel.selection.hovered_point == (x, y)
    assert panel.reading.owner == f"ball {panel.selection.hovered_ball}"


def test_the_menu_of_a_ball_removes_and_duplicates_it(qtbot, panel, run):
    x, y = run.snapshot().fleets[1].position[1].tolist()
    for expected in (Drop, Remove):
        panel.sent.clear()
        qtbot.mousePress(panel.map, RIGHT, pos=pixel_of(panel, (x, y)))
        qtbot.waitUntil(panel.menu.isVisible)
        ball = next(iter(panel.selection.chosen))
        for action in panel.menu.actions():
            action.trigger()
        panel.menu.close()
        qtbot.mouseRelease(panel.map, RIGHT, pos=pixel_of(panel, (x, y)))
        assert any(isinstance(command, expected) for command in panel.sent)
        assert Remove((ball,)) in panel.sent
        assert QGuiApplication.clipboard().text().startswith("w₁ = ")


def test_every_ball_is_painted_where_it_is_in_the_colour_of_its_fleet(panel):
    starts = (("adam", (-1.5, 1.5)), ("gd", (0.3, -0.4)), ("rmsprop", (1.5, 0.0)))
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=0.001), color=color, points=(point,))
        for color, (key, point) in enumerate(starts)
    )
    now = go(Player(Scenario(Rosenbrock(), fleets)), 40)
    show(panel, now)
    palette = panel.theme.palette
    for fleet in now.fleets:
        for position in fleet.position:
            x, y = panel.map.frame.pixels(position)
            assert nearest_color(panel.map, x, y, palette.fleet_color(fleet.color), 6) < 60


def test_the_ground_has_the_colours_of_the_scene(qtbot, panel):
    world = panel.map.frame.world
    image = panel.map.grab().toImage()
    ratio, gaps = image.devicePixelRatio(), []
    for point in np.random.default_rng(1).uniform((-1.8, -0.8), (1.8, 2.8), (200, 2)):
        x, y = panel.map.frame.pixels(point)
        seen = image.pixelColor(int(x * ratio), int(y * ratio)).getRgbF()[:3]
        expected = colors(world.scale.fraction(panel.now.surface.value(point)))
        gaps.append(np.abs(np.array(seen) - expected).max())
    assert np.median(gaps) < 0.03  # contour lines, balls and marks lie on some of them


def test_turning_the_surface_repaints_it_and_keeps_the_view(qtbot, panel, run):
    panel.map.set_frame(panel.map.frame.zoomed(2.0, 150, 100))
    before = panel.map.frame
    picture = panel.map.grab().toImage()
    run.edit(TurnSurface("b", 1.0))
    show(panel, run.snapshot())
    qtbot.waitUntil(lambda: panel.map.complete)
    assert (panel.map.frame.middle, panel.map.frame.zoom) == (before.middle, before.zoom)
    assert panel.map.grab().toImage() != picture


def test_a_changed_surface_fills_the_map_before_its_fine_picture_is_done(panel, run):
    run.edit(TurnSurface("b", 3.0))
    panel.map.show_snapshot(run.snapshot(), None)
    assert not panel.map.complete
    image, empty = panel.map.grab().toImage(), QColor(panel.theme.palette.window)
    frame, ratio = panel.map.frame, image.devicePixelRatio()
    for across in (0.1, 0.5, 0.9):
        for down in (0.1, 0.5, 0.9):
            x, y = frame.left + across * frame.width, frame.top + down * frame.height
            assert image.pixelColor(int(x * ratio), int(y * ratio)) != empty


def test_a_trail_goes_through_the_recorded_positions(qtbot, qapp):
    run = player("gd", points=((1.5, 1.5),), surface=Bowl(), lr=0.004)
    with shown(qtbot, qapp, MapPanel) as panel:
        show(panel, go(run, 400))
        qtbot.waitUntil(lambda: panel.map.complete)
        bare = panel.theme.palette.fleet_color(0)
        rows = np.concatenate([chunk.rows for chunk in panel.now.fleets[0].chunks])[:, 0]
        for row in rows[[20, 100, 200, 390]]:
            x, y = panel.map.frame.pixels(row)
            assert nearest_color(panel.map, x, y, bare, 2) < 110


def test_going_back_removes_the_later_trail(qtbot, qapp):
    run = player("gd", points=((1.5, 1.5),), surface=Bowl(), lr=0.01)
    with shown(qtbot, qapp, MapPanel) as panel:
        show(panel, run.snapshot())
        qtbot.waitUntil(lambda: panel.map.complete)
        start = panel.map.grab().toImage()
        show(panel, go(run, 300))
        panel.map.repaint()
        assert panel.map.grab().toImage() != start
        show(panel, go(run, 0))
        assert panel.map.grab().toImage() == start


@pytest.mark.parametrize("count", [0, 1, 80, 2000])
def test_any_number_of_balls_is_painted(qtbot, qapp, count):
    points = tuple(map(tuple, np.random.default_rng(0).uniform(-1.5, 1.5, (count, 2)).tolist()))
    run = player("adam", points=points)
    with shown(qtbot, qapp, MapPanel) as panel:
        show(panel, go(run, 30))
        qtbot.waitUntil(lambda: panel.map.complete)
        with_balls = panel.map.grab().toImage()
        show(panel, player("adam", points=()).snapshot())
        assert (panel.map.grab().toImage() != with_balls) == (count > 0)


def test_a_diverged_ball_raises_nothing(qtbot, qapp):
    run = player("gd", points=((1.0, 1.0),), surface=Bowl(), lr=1e100)
    with shown(qtbot, qapp, MapPanel) as panel:
        for update in (1, 2, 5, 50):
            show(panel, go(run, update))
            panel.map.repaint()
        panel.selection.choose({0})
        panel.map.repaint()
        assert not np.isfinite(panel.now.fleets[0].position).all()


def test_the_menu_of_the_ground_zooms_in_and_back(qtbot, panel):
    qtbot.mousePress(panel.map, RIGHT, pos=pixel_of(panel, (0.0, 2.0)))
    texts = {action.text(): action for action in panel.menu.actions()}
    texts["Zoom in"].trigger()
    assert panel.map.frame.zoom == 2
    texts["Show the whole window"].trigger()
    assert panel.map.frame.zoom == 1
    texts["Drop one of every fleet here"].trigger()
    assert panel.sent[0].fleets == (0, 1)
    panel.menu.close()
    qtbot.mouseRelease(panel.map, RIGHT, pos=pixel_of(panel, (0.0, 2.0)))


CHOICES = (ThemeChoice.DARK, ThemeChoice.LIGHT)
FLEETS = ("gd", "adam", "momentum")


def changed(image, other):
    """Which pixels differ, (h, w)."""
    pixels = [
        np.frombuffer(each.constBits(), np.uint32).reshape(each.height(), each.width())
        for each in (image, other)
    ]
    return pixels[0] != pixels[1]


@pytest.mark.parametrize("choice", CHOICES)
def test_balls_at_one_place_are_counted_next_to_it_until_they_part(qtbot, qapp, choice):
    run = player(*FLEETS, points=((0.5, 0.0),), surface=Bowl())
    with shown(qtbot, qapp, MapPanel, choice=choice) as panel:
        show(panel, run.snapshot())
        qtbot.waitUntil(lambda: panel.map.complete)
        (stack,) = stacks_of(panel.now, panel.map.frame)
        assert stack.text == "×3"
        assert (stack.x, stack.y) == panel.map.frame.pixel((0.5, 0.0))
        palette = panel.theme.palette
        for color in (palette.text, palette.panel):
            assert nearest_color(panel.map, stack.x + 19, stack.y - 3, color, 9) < 40
        several = panel.map.grab().toImage()
        show(panel, player("gd", points=((0.5, 0.0),), surface=Bowl()).snapshot())
        alone = panel.map.grab().toImage()
        columns = np.flatnonzero(changed(several, alone).any(axis=0)) / several.devicePixelRatio()
        assert columns.max() < stack.x + 40 + 3 * 13  # with the glyph of each fleet
        assert columns.max() > stack.x + 12
        show(panel, go(run, 30))
        assert stacks_of(panel.now, panel.map.frame) == ()


def edge(panel):
    return outside(panel.now, panel.map.frame, panel.selection.chosen)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize(
    ("point", "direction"),
    [((90.0, 0.1), (1, 0)), ((0.1, -90.0), (0, 1)), ((-1e300, 0.0), (-1, 0))],
)
def test_a_chosen_ball_beyond_the_map_is_pointed_to_from_its_edge(
    qtbot, qapp, choice, point, direction
):
    run = player("gd", "adam", points=(point,), surface=Bowl())
    with shown(qtbot, qapp, MapPanel, choice=choice) as panel:
        show(panel, run.snapshot())
        qtbot.waitUntil(lambda: panel.map.complete)
        bare = panel.map.grab().toImage()
        assert edge(panel) == ()
        panel.selection.choose({1})
        (mark,) = edge(panel)
        assert (mark.ball, mark.point) == (1, point)
        assert (mark.across, mark.down) == pytest.approx(direction, abs=0.03)
        frame, color = panel.map.frame, panel.theme.palette.fleet_color(1)
        assert frame.contains(mark.x + 18 * mark.across, mark.y + 18 * mark.down)
        assert not frame.contains(mark.x + 20 * mark.across, mark.y + 20 * mark.down)
        x, y = mark.x + 11 * mark.across, mark.y + 11 * mark.down
        assert nearest_color(panel.map, x, y, color, 1) < 20
        assert changed(bare, panel.map.grab().toImage()).any()
        panel.selection.choose(set())
        assert panel.map.grab().toImage() == bare


def test_an_edge_mark_goes_when_its_ball_comes_into_the_map(qtbot, panel, run):
    panel.selection.choose({0})
    assert edge(panel) == ()
    frame = panel.map.frame
    panel.map.set_frame(frame.zoomed(8.0, *frame.pixel((1.5, -0.5))))
    assert len(edge(panel)) == 1
    panel.map.set_frame(frame)
    assert edge(panel) == ()


def test_a_chosen_ball_that_diverged_has_no_edge_mark(qtbot, qapp):
    run = player("gd", points=((1.0, 1.0),), surface=Bowl(), lr=1e100)
    with shown(qtbot, qapp, MapPanel) as panel:
        panel.selection.choose({0})
        show(panel, go(run, 1))
        assert len(edge(panel)) == 1
        panel.map.repaint()
        show(panel, go(run, 50))
        assert edge(panel) == ()


def test_pointing_at_an_edge_mark_says_where_the_ball_is(qtbot, qapp):
    run = player(*FLEETS, points=((90.0, 0.0), (0.0, 0.0)), surface=Bowl())
    with shown(qtbot, qapp, MapPanel) as panel:
        show(panel, run.snapshot())
        panel.selection.choose({0, 1, 4})
        mark = edge(panel)[0]
        at = QPointF(mark.x, mark.y).toPoint()
        event = QHelpEvent(QEvent.Type.ToolTip, at, panel.map.mapToGlobal(at))
        QGuiApplication.sendEvent(panel.map, event)
        lines = [f"Ball {ball} is outside the window, at (90, 0)" for ball in (0, 4)]
        assert QToolTip.text() == "\n".join(lines)
        assert panel.map.tip_at(*panel.map.frame.pixel((0.0, 0.0))) == ""
        QToolTip.hideText()
