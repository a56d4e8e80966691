"""The surface along a line: lesson 4 in numbers and pixels, every line, and a confined ball."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from engine.analysis.status import Status
from engine.commands import Drop
from engine.control import execute
from engine.optimizers import BY_KEY as RULES
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from engine.surfaces.typed import Typed
from gui.panels.slice.lines import KINDS, Place, line_of
from gui.panels.slice.panel import SlicePanel
from gui.panels.slice.picture import balls_on
from gui.style.theme import ThemeChoice
from tests.gui.panels.runs import go, nearest_color, show, shown

RING = BY_KEY["ring"]()
MINIMUM = 0.960150  # lesson 4
ON, OFF, OTHER = (1.5, 0.0), (0.4, 0.7), (-0.6, 0.0)


def run(*points, surface=RING, rule="gd", lr=0.05):
    return Player(Scenario(surface, (FleetSetup(RULES[rule](lr=lr), points=points),)))


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, SlicePanel, (340, 420)) as made:
        yield made


def see(panel, now):
    show(panel, now)
    panel.finish()
    panel.refresh(now)


def texts(panel):
    return panel.reading.text()


def press(qtbot, panel, *keys):
    for key in keys:
        qtbot.keyClick(panel.plot, key)


def test_l4_the_keys_find_two_minima_and_that_one_is_a_saddle(qtbot, panel):
    panel.selection.choose({0})
    see(panel, go(run(ON, OFF, OTHER), 0))
    found = panel.curve.extremes
    assert [each.t for each in found] == pytest.approx([-1.035579, 0.075429, MINIMUM], abs=5e-7)
    assert "3" in texts(panel)
    assert "2 of 3" in texts(panel)
    press(qtbot, panel, Qt.Key.Key_Up)
    assert texts(panel).startswith("Minimum along the line, and a minimum of the surface\n")
    press(qtbot, panel, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert texts(panel).startswith("Minimum along the line, but a saddle point of the surface\n")
    assert "0.2941" in texts(panel)
    assert panel.selection.hovered_point == pytest.approx((MINIMUM, 0.0), abs=5e-7)
    press(qtbot, panel, Qt.Key.Key_Down)
    assert texts(panel).startswith("Maximum along the line, and a maximum of the surface\n")
    press(qtbot, panel, Qt.Key.Key_Home, Qt.Key.Key_Right)
    assert panel.pointer.t == pytest.approx(-1.6 + 0.032)
    assert "slope" in texts(panel)
    press(qtbot, panel, Qt.Key.Key_Escape)
    assert panel.selection.hovered_point is None


def test_curve_marks_and_balls_are_where_the_loss_is(panel):
    panel.selection.choose({0})
    see(panel, go(run(ON, OFF, OTHER), 0))
    colors, hue = panel.theme.palette, panel.theme.palette.fleet_color(0)

    def distance(t, loss, color, reach=1):
        pixel = panel.plot.pixel_of(t, loss)
        return nearest_color(panel.plot, pixel.x(), pixel.y(), color, reach)

    for t in (-1.3, -0.3, 0.5, 1.2):
        loss = float(RING.value(np.array([t, 0.0])))
        assert distance(t, loss, colors.text) < 120
        assert distance(t, loss + 0.6, colors.text) > 200
    for each in panel.curve.extremes:
        assert distance(each.t, each.loss, colors.text, 5) < 60
    for point in (ON, OTHER):
        assert distance(point[0], float(RING.value(np.array(point))), hue, 2) < 60
    off = float(RING.value(np.array(OFF)))
    assert distance(OFF[0], off, hue, 3) > 100  # its shadow would be a lie
    assert distance(OFF[0], float(RING.value(np.array((OFF[0], 0.0)))), hue, 3) > 100


def test_on_a_slanted_line_are_the_balls_that_are_there_within_rounding(panel):
    u = np.array((3.0, 4.0)) / 5
    points = [tuple((0.1 * k * u).tolist()) for k in (1, 3, 7)]
    off = (0.3 * u[0], 0.3 * u[1] + 1e-9)
    panel.kind = "balls"
    panel.selection.choose({0, 1})
    see(panel, go(run(*points, off), 0))
    assert [ball for ball, *_ in balls_on(panel.curve, panel.now)] == [0, 1, 2]


def place(kind, chosen, point, now):
    ball = now.homes[min(chosen)] if chosen else None
    return line_of(kind, Place(now, point, ball, frozenset(chosen)))


@pytest.mark.parametrize(
    ("kind", "direction"),
    [
        ("w1", (1, 0)),
        ("w2", (0, 1)),
        ("lesser", (1, -1)),  # λ = −1 of xy
        ("greater", (1, 1)),
        ("gradient", (-1, 1)),
        ("balls", (1, 2)),
        ("momentum", (-1, 1)),
    ],
)
def test_every_line_has_its_direction(kind, direction):
    surface = Typed("x*y + 0.5*(x - y)")
    player = run((0.0, 0.0), (1.0, 2.0), surface=surface, rule="momentum")
    moved = kind == "momentum"
    line = place(kind, (0,) if moved else (0, 1), (0.0, 0.0), go(player, int(moved)))
    wanted = np.array(direction) / np.hypot(*direction)
    # Eigenvectors have no sense; the others do.
    sign = np.sign(line.direction @ wanted) if kind in ("lesser", "greater") else 1.0
    assert sign * np.array(line.direction) == pytest.approx(wanted)


def test_lines_that_cant_be_used_are_off_and_say_why(panel):
    see(panel, go(run((0.0, 0.0), surface=Typed("x^2 + 3*y^2")), 0))
    box = panel.choice.box
    off = {kind for k, kind in enumerate(KINDS) if not box.model().item(k).isEnabled()}
    assert off == {"gradient", "balls", "momentum"}
    role = Qt.ItemDataRole.ToolTipRole
    tips = {kind: box.itemData(k, role) for k, kind in enumerate(KINDS)}
    assert tips["balls"] == "Choose two balls."
    assert tips["gradient"] == "There is no slope at this point."
    assert tips["momentum"] == "Choose a ball."
    panel.choose("balls")
    see(panel, panel.now)
    assert panel.curve is None
    assert texts(panel) == "Choose two balls."


@pytest.mark.parametrize(
    ("text", "kinds", "words"),
    [
        ("abs(x) + y^2", [Status.MINIMUM], "a kink of the surface"),
        ("log(x) + y^2", [], "0"),
        ("x + 2*y", [], "0"),
        ("0*x", [], "0"),
        ("(x - 1)^2 + y", [Status.MINIMUM], "but no critical point of the surface"),
    ],
)
def test_kinks_holes_and_plains(qtbot, panel, text, kinds, words):
    see(panel, go(run((0.5, 0.5), surface=Typed(text)), 0))
    assert [each.kind for each in panel.curve.extremes] == kinds
    if kinds:
        press(qtbot, panel, Qt.Key.Key_Up)
    assert words in texts(panel)


def test_a_line_outside_the_window_and_two_balls_in_one_place(panel):
    see(panel, go(run(ON, ON), 0))
    panel.cut_at((9.0, 9.0))
    see(panel, panel.now)
    assert panel.curve is None
    assert texts(panel) == "The line is outside the window."
    panel.selection.choose({0, 1})
    panel.choose("balls")
    see(panel, panel.now)
    assert "length 0" in texts(panel)


def test_the_answer_for_another_surface_is_dropped(panel):
    show(panel, go(run(ON), 0))
    assert panel.curve is None
    other = Typed("x^2 + y^2")
    see(panel, go(run(ON, surface=other), 0))
    assert panel.curve.surface == other


def test_nothing_is_worked_out_and_no_line_shown_while_it_is_hidden(panel):
    see(panel, go(run(ON), 0))
    assert panel.selection.cut.cut is not None
    panel.hide()
    assert panel.selection.cut.cut is None
    panel.set_snapshot(go(run(OFF), 0))
    panel.choose("w2")
    assert not panel.busy
    assert panel.selection.cut.cut is None


def test_it_is_worked_out_once_for_a_surface_and_a_line(panel):
    player = run(ON)
    see(panel, go(player, 0))
    made = panel.curve
    panel.cut_at(OFF)
    see(panel, go(player, 3))
    second = panel.curve
    assert second is not made
    see(panel, go(player, 7))
    assert panel.curve is second


def test_the_wheel_shows_a_part(panel):
    see(panel, go(run(ON), 0))
    whole = panel.curve.span
    panel.plot.zoomed.emit(0.25, MINIMUM)
    see(panel, panel.now)
    low, high = panel.curve.span
    assert high - low == pytest.approx((whole[1] - whole[0]) / 4)
    assert [each.t for each in panel.curve.extremes] == pytest.approx([MINIMUM])
    panel.plot.zoomed.emit(8.0, MINIMUM)
    see(panel, panel.now)
    assert panel.curve.span == whole


def test_l4_a_confined_ball_stops_in_the_saddle_and_is_set_free_next_to_it(panel):
    player = run(ON)
    panel.selection.choose({0})
    see(panel, go(player, 0))
    assert not panel.balls.lift.isEnabled()
    panel.balls.confine.click()
    ball = panel.confinement
    while not ball.ended:
        ball.advance()
    panel.refresh(panel.now)
    assert ball.stopped
    assert ball.t == pytest.approx(MINIMUM, abs=5e-7)
    assert "but a saddle point of the surface" in texts(panel)
    hue = panel.theme.palette.fleet_color(0)
    pixel = panel.plot.pixel_of(ball.t, 0.294146)
    assert nearest_color(panel.plot, pixel.x() + 6.5, pixel.y(), hue, 1) < 60
    assert panel.selection.cut.cut.confined == pytest.approx((MINIMUM, 0.0), abs=5e-7)
    panel.balls.aside.show_value(0.001)
    panel.balls.lift.click()
    (drop,) = panel.sent
    assert isinstance(drop, Drop)
    assert drop.points[0] == pytest.approx((MINIMUM, 0.001), abs=5e-7)
    assert panel.confinement is None
    execute(drop, player)
    player.timeline.arrive()
    see(panel, player.snapshot())
    assert panel.selection.ball == 1
    assert panel.curve.line.point == (0.0, 0.0)  # the line stays where the ball leaves it
    assert [ball for ball, *_ in balls_on(panel.curve, panel.now)] == [0]
    panel.selection.choose({0})
    panel.selection.choose({1})
    see(panel, panel.now)
    assert panel.curve.line.point == (0.0, 0.001)
    free = run(drop.points[0])
    losses = [float(go(free, n).fleets[0].reading.loss[0]) for n in (0, 200, 700, 1500)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < -0.30


def test_a_confined_ball_moves_by_itself_while_it_is_seen(qtbot, panel):
    panel.selection.choose({0})
    see(panel, go(run(ON), 0))
    panel.balls.confine.click()
    qtbot.waitUntil(lambda: panel.confinement.update > 2)
    panel.hide()
    assert panel.confinement is None


def test_a_confined_ball_that_diverges_is_lost(panel):
    panel.selection.choose({0})
    see(panel, go(run(ON, lr=5.0), 0))
    panel.balls.confine.click()
    while not panel.confinement.ended:
        panel.confinement.advance()
    panel.refresh(panel.now)
    assert panel.confinement.lost
    assert "lost" in texts(panel)
    assert not panel.balls.lift.isEnabled()
    assert panel.selection.cut.cut.confined is None


def test_the_colors_of_the_dark_look(qtbot, qapp):
    with shown(qtbot, qapp, SlicePanel, (340, 420), ThemeChoice.DARK) as made:
        see(made, go(run(ON), 0))
        pixel = made.plot.pixel_of(-0.3, float(RING.value(np.array([-0.3, 0.0]))))
        ink = QColor(made.theme.palette.text)
        assert ink.lightness() > 150
        assert nearest_color(made.plot, pixel.x(), pixel.y(), ink, 1) < 120
