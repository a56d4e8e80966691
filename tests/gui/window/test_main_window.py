"""The whole window: driven by clicks and keys, judged by what the engine does and what is seen."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QProgressBar, QSlider, QWidget

from engine.commands import Drop, FastForward, Walk
from engine.optimizers import ALL
from gui.actions.actions import translated
from gui.actions.table import rows
from gui.text.languages import AVAILABLE
from gui.typeset.notation import NotationChoice
from gui.widgets.count_field import CountField
from gui.widgets.live_label import LiveLabel
from gui.widgets.tool_button import ToolButton
from tests.gui.parts import part
from tests.gui.windows import (
    LEFT,
    balls,
    click,
    nearest_color,
    pixel_of,
    press,
    seen_at,
    until,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


# Dropping.


def test_a_click_drops_a_ball_of_the_chosen_fleet_at_that_point(qtbot, window):
    wanted = (0.5, -0.75)
    window.selection.choose_fleet(window.engine.snapshot.fleets[5].id)
    click(qtbot, window, wanted)
    now = until(qtbot, window, balls)
    (ball,) = balls(now)
    fleet, place = now.homes[ball]
    assert fleet.optimizer.key == "adam"
    # A pixel of the default view is about a hundredth of the window wide.
    np.testing.assert_allclose(fleet.position[place], wanted, atol=0.02)


def test_the_ball_is_seen_where_it_was_dropped_in_its_fleets_colour(qtbot, window):
    point = (0.6, 0.6)
    palette = window.shell.theme.palette
    before = nearest_color(
        window.viewport.picture(), pixel_of(window, point), palette.fleet_color(0)
    )
    click(qtbot, window, point)
    until(qtbot, window, balls)
    qtbot.wait(60)
    at = pixel_of(window, point)
    at.setY(at.y() - 5)  # a ball rests on the surface: its middle is a little higher
    after = nearest_color(window.viewport.picture(), at, palette.fleet_color(0))
    assert after < 60 < before


def test_a_ball_dropped_on_the_map_is_seen_there_and_in_the_view(qtbot, window):
    """The contour map and the 3-D view agree on where a point is."""
    color = window.shell.theme.palette.fleet_color(1)
    window.selection.choose_fleet(window.engine.snapshot.fleets[1].id)
    view = window.panels["contour"].map
    at = QPoint(round(view.width() * 0.62), round(view.height() * 0.4))
    wanted = view.frame.point(at.x(), at.y())
    before = (
        nearest_color(window.viewport.picture(), seen_at(window, wanted), color),
        nearest_color(view.grab().toImage(), at, color),
    )
    qtbot.mouseClick(view, LEFT, pos=at)
    now = until(qtbot, window, balls)
    assert tuple(now.fleets[1].position[0]) == wanted
    qtbot.wait(100)
    after = (
        nearest_color(window.viewport.picture(), seen_at(window, wanted), color),
        nearest_color(view.grab().toImage(), at, color),
    )
    assert max(after) < 75 < min(before)
    assert view.ball_at(at.x(), at.y()) == 0
    middle = seen_at(window, wanted)
    assert window.viewport.scene.ball_at(middle.x(), middle.y()) == 0


def test_shift_click_drops_one_of_every_optimizer(qtbot, window):
    click(qtbot, window, (-0.5, 0.5), SHIFT)
    now = until(qtbot, window, balls)
    assert [len(fleet.balls) for fleet in now.fleets] == [1] * len(now.fleets)
    places = {tuple(fleet.position[0]) for fleet in now.fleets}
    assert len(places) == 1


def test_digits_choose_what_a_click_drops(qtbot, window):
    press(qtbot, window, Qt.Key.Key_3)
    click(qtbot, window, (0.2, 0.2))
    now = until(qtbot, window, balls)
    assert now.homes[0][0].optimizer.key == now.fleets[2].optimizer.key


def test_hovering_reads_the_surface(qtbot, window):
    scene = window.viewport.scene
    qtbot.mouseMove(scene, pixel_of(window, (1.0, 0.0)))
    qtbot.waitUntil(lambda: window.selection.hovered_point is not None)
    text = window.central.reading.text().replace("\N{NO-BREAK SPACE}", " ")
    x, y = window.selection.hovered_point
    assert x == pytest.approx(1.0, abs=0.03)
    assert "λ₁ 1   λ₂ 1" in text


# Playback.


def test_space_plays_and_pauses(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: now.update >= 3)
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: not now.playing)


def test_arrows_step_on_and_back_exactly(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    press(qtbot, window, Qt.Key.Key_Right)
    first = until(qtbot, window, lambda now: now.update == 1).fleets[0].position.copy()
    press(qtbot, window, Qt.Key.Key_Right)
    until(qtbot, window, lambda now: now.update == 2)
    press(qtbot, window, Qt.Key.Key_Left)
    again = until(qtbot, window, lambda now: now.update == 1)
    np.testing.assert_array_equal(again.fleets[0].position, first)
    assert again.head == 2


def test_r_begins_again_from_where_balls_were_dropped(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    start = until(qtbot, window, balls).fleets[0].position.copy()
    window.engine.send(Walk(20))
    until(qtbot, window, lambda now: now.update == 20)
    press(qtbot, window, Qt.Key.Key_R)
    now = until(qtbot, window, lambda now: now.update == 0)
    np.testing.assert_array_equal(now.fleets[0].position, start)


def test_the_scrub_bar_goes_to_any_update(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    window.engine.send(Walk(50))
    until(qtbot, window, lambda now: now.update == 50)
    scrub = part(window.transport, QSlider, "History")
    assert scrub.maximum() == 50
    scrub.setValue(17)
    until(qtbot, window, lambda now: now.update == 17)


def test_fast_forward_makes_the_typed_number_of_updates(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    part(window.transport, CountField).setValue(5000)
    window.actions_["fast_forward"].trigger()
    until(qtbot, window, lambda now: now.update == 5000 and now.goal is None)


def test_escape_cancels_a_fast_forward(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    window.engine.send(FastForward(50_000_000))
    until(qtbot, window, lambda now: now.goal is not None)
    assert part(window.transport, QProgressBar).isVisible()
    press(qtbot, window, Qt.Key.Key_Escape)
    now = until(qtbot, window, lambda now: now.goal is None)
    assert 0 <= now.update < 50_000_000


def test_the_pace_keys_go_up_to_unbounded(qtbot, window):
    for _ in range(30):
        press(qtbot, window, Qt.Key.Key_BracketRight)
    until(qtbot, window, lambda now: math.isinf(now.pace))
    assert "∞" in part(window.transport, LiveLabel, "Measured rate").text()


# Editing.


def test_undo_takes_back_a_drop_and_redo_makes_it_again(qtbot, window):
    assert not window.actions_["undo"].isEnabled()
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    qtbot.waitUntil(window.actions_["undo"].isEnabled)
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: not balls(now))
    qtbot.waitUntil(window.actions_["redo"].isEnabled)
    window.actions_["redo"].trigger()
    until(qtbot, window, balls)


def test_a_click_on_a_ball_chooses_it_and_delete_removes_it(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    at = pixel_of(window, (0.5, 0.5))
    at.setY(at.y() - 6)
    qtbot.mouseClick(window.viewport.scene, LEFT, pos=at)
    qtbot.waitUntil(lambda: window.selection.chosen == {0})
    press(qtbot, window, Qt.Key.Key_Delete)
    until(qtbot, window, lambda now: not balls(now))


def test_dragging_a_ball_moves_it_and_is_one_edit(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    scene = window.viewport.scene
    start, end = pixel_of(window, (0.5, 0.5)), pixel_of(window, (-0.6, 0.3))
    start.setY(start.y() - 6)
    qtbot.mousePress(scene, LEFT, pos=start)
    for share in (0.2, 0.4, 0.6, 0.8, 1.0):
        qtbot.mouseMove(scene, start + (end - start) * share)
        qtbot.wait(20)
    qtbot.mouseRelease(scene, LEFT, pos=end)
    now = until(qtbot, window, lambda now: abs(now.fleets[0].position[0, 0] + 0.6) < 0.1)
    assert balls(now) == {0}
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: abs(now.fleets[0].position[0, 0] - 0.5) < 0.03)


def test_duplicating_drops_another_ball_on_the_chosen_one(qtbot, window):
    click(qtbot, window, (0.5, 0.5))
    until(qtbot, window, balls)
    window.selection.choose({0})
    window.actions_["duplicate"].trigger()
    now = until(qtbot, window, lambda now: len(balls(now)) == 2)
    np.testing.assert_array_equal(*now.fleets[0].position)


# Language and look.


def test_the_language_is_switched_while_the_window_is_open(qtbot, window):
    window.actions_["language"].trigger()
    assert window.shell.languages.current == "zh_CN"
    qtbot.wait(30)
    assert window.actions_["undo"].text().startswith("撤销")
    window.actions_["language"].trigger()
    qtbot.wait(30)
    assert window.actions_["undo"].text() == "&Undo"


def test_the_look_is_switched_and_the_view_with_it(qtbot, window):
    light = window.viewport.picture().pixelColor(3, 3).lightness()
    window.actions_["theme"].trigger()
    qtbot.wait(60)
    assert window.viewport.picture().pixelColor(3, 3).lightness() < light - 100


def test_every_action_has_a_tip_and_everything_that_can_be_reached_has_a_name(window):
    for spec in rows():
        action = window.actions_[spec.key]
        assert action.toolTip().strip()
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
        and widget.objectName() != "qt_toolbar_ext_button"
        and not widget.objectName().startswith("qt_")
        and widget.isVisible()
    ]
    assert nameless == []


def test_a_language_change_reaches_every_dock(qtbot, window):
    window.actions_["language"].trigger()
    qtbot.wait(20)
    for dock in window.docks.values():
        assert any(ord(letter) > 0x2E80 for letter in dock.windowTitle()), dock.objectName()


# -- what can't be used ----------------------------------------------------------------


OFTEN_OFF = {
    "handout",
    "next_scenario", "previous_scenario", "present_curves", "text_smaller", "text_usual"
}  # fmt: skip
CAN_BE_OFF = {spec.key: spec.off for spec in rows() if spec.off}


def off(window):
    return {spec.key for spec in rows() if not window.actions_[spec.key].isEnabled()}


def check(window):
    """Whatever is off says why in its tips, and nothing else does."""
    assert off(window) <= set(CAN_BE_OFF)
    for key, why in CAN_BE_OFF.items():
        action = window.actions_[key]
        assert action.toolTip().endswith(translated(why)) == (not action.isEnabled()), key
    for button in window.findChildren(ToolButton):
        action = button.defaultAction()
        if action is not None and action.objectName() in CAN_BE_OFF:
            why = translated(CAN_BE_OFF[action.objectName()])
            assert button.toolTip().endswith(why) == (not button.isEnabled()), button.toolTip()


@pytest.mark.parametrize("language", AVAILABLE)
def test_actions_that_are_off_say_why(qtbot, window, language):
    window.shell.languages.choose(language)
    undo = window.actions_["undo"]
    qtbot.waitUntil(lambda: undo.toolTip().endswith(translated(CAN_BE_OFF["undo"])))
    # Here there is a 3-D view, and text has its usual size.
    assert off(window) == set(CAN_BE_OFF) - {"swap", "text_larger"}
    check(window)
    window.engine.send(Drop((window.selection.fleet,), ((1.0, 1.0),)))
    window.engine.send(FastForward(5))
    now = until(qtbot, window, lambda now: now.update == 5 and now.goal is None)
    window.selection.choose(set(now.homes))
    assert off(window) == {"last", "redo"} | OFTEN_OFF
    check(window)
    window.actions_["first"].trigger()
    until(qtbot, window, lambda now: now.update == 0)
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: now.redo_title is not None)
    assert "redo" not in off(window)
    check(window)


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_name_of_a_notation_is_cut_off(qtbot, window, language):
    window.shell.languages.choose(language)
    choice = window.panels["fleets"].findChild(NotationChoice)
    several = [kind for kind in ALL if len(kind.notations) > 1]
    assert several
    for kind in several:
        choice.show_optimizer(kind())
        box = choice.findChild(QComboBox)
        qtbot.waitUntil(lambda box=box: box.isVisible() and box.width() > 180)
        metrics, room = box.fontMetrics(), box.width() - box.height()  # the arrow is square
        for place in range(box.count()):
            assert metrics.horizontalAdvance(box.itemText(place)) <= room, box.itemText(place)
