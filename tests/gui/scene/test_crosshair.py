"""Dropping and dragging in the scene by keys alone."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from engine import surfaces
from gui.scene.crosshair import SceneCrosshair
from gui.state.crosshair import COARSE, FINE, PLAIN
from gui.state.selection import Selection
from tests.gui.scene.looking import from_above, picture
from tests.gui.scene.runs import instant, race

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@pytest.fixture
def crosshair(qtbot, view):
    now = instant(race("bowl", points=((-1.0, 0.5),)))
    view.refresh(now)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.setFocus()
    selection = Selection()
    selection.update(now)
    made = SceneCrosshair(view, selection)
    made.selection = selection
    return made


def emitted(signal):
    found = []
    signal.connect(lambda *values: found.append(values))
    return found


def test_enter_switches_it_on_in_the_middle_or_at_the_chosen_ball_and_esc_off(
    qtbot, view, crosshair
):
    keys = crosshair.keys
    assert keys.point is None
    qtbot.keyClick(view, ENTER)
    assert keys.point == pytest.approx((0, 0), abs=1e-9)
    qtbot.keyClick(view, ESCAPE)
    assert keys.point is None
    crosshair.selection.choose({0})
    qtbot.keyClick(view, ENTER)
    assert keys.point == (-1.0, 0.5)


@pytest.mark.parametrize(("held", "stride"), [(NONE, PLAIN), (CONTROL, FINE), (SHIFT, COARSE)])
def test_arrows_move_it_as_seen_in_three_sizes_of_steps(qtbot, view, crosshair, held, stride):
    from_above(view)
    qtbot.keyClick(view, ENTER)
    camera = view.camera_motion.camera
    for key, (across, down) in ARROWS.items():
        before = np.array(view.pixel_of(crosshair.keys.point))
        qtbot.keyClick(view, key, held)
        moved = np.array(view.pixel_of(crosshair.keys.point)) - before
        # In perspective a step is a little longer where the surface is nearer.
        np.testing.assert_allclose(moved, np.multiply(stride, (across, down)), atol=0.15 * stride)
    assert view.camera_motion.camera == camera


@pytest.mark.parametrize("azimuth", [0, 60, 155, 290])
def test_up_leads_away_from_the_viewer_from_every_side(qtbot, view, crosshair, azimuth):
    view.camera_motion.set(view.camera_motion.camera.orbited(azimuth, 0))
    qtbot.keyClick(view, ENTER)
    projection, eye = view.projection, view.camera_motion.camera.eye[:2]

    def distance():
        return np.linalg.norm(projection.world.plane(np.array(crosshair.keys.point)) - eye)

    near, column = distance(), view.pixel_of(crosshair.keys.point)[0]
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert distance() > near
    assert view.pixel_of(crosshair.keys.point)[0] == pytest.approx(column, abs=3)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert view.pixel_of(crosshair.keys.point)[0] > column + COARSE / 3


def test_it_stays_within_the_window(qtbot, view, crosshair):
    qtbot.keyClick(view, ENTER)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        for _ in range(40):
            qtbot.keyClick(view, key, SHIFT)
    assert view.projection.world.inside(np.array(crosshair.keys.point), 0)
    assert crosshair.keys.point[0] in (view.world.low[0], view.world.high[0])


def test_enter_drops_exactly_there_and_with_shift_one_of_every_fleet(qtbot, view, crosshair):
    dropped = emitted(view.dropped)
    qtbot.keyClick(view, ENTER)
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert dropped == []
    for held in (NONE, SHIFT):
        qtbot.keyClick(view, ENTER, held)
    point = crosshair.keys.point
    assert dropped == [(point, False), (point, True)]


def test_a_ball_is_picked_up_moved_as_one_drag_and_put_down(qtbot, view, crosshair):
    from_above(view)
    moved, dropped, said = map(emitted, (view.moved, view.dropped, crosshair.keys.said))
    crosshair.selection.choose({0})
    qtbot.keyClick(view, ENTER)
    qtbot.keyClick(view, Qt.Key.Key_Up, CONTROL)  # a pixel from its middle is on the ball
    qtbot.keyClick(view, ENTER)
    assert crosshair.keys.held == 0
    assert crosshair.keys.point == (-1.0, 0.5)
    places = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
        places.append(crosshair.keys.point)
    assert moved == [(0, place, number > 0) for number, place in enumerate(places)]
    qtbot.keyClick(view, ENTER)
    assert crosshair.keys.held is None
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert len(moved) == 3
    assert dropped == []
    assert len(said) == 3
    assert all("0" in words for (words,) in said[1:])


def test_a_second_drag_is_another_edit(qtbot, view, crosshair):
    moved = emitted(view.moved)
    crosshair.selection.choose({0})
    qtbot.keyClick(view, ENTER)
    for _ in range(2):
        for key in (ENTER, Qt.Key.Key_Right, Qt.Key.Key_Left, ENTER):  # back where it was
            qtbot.keyClick(view, key)
    assert [grouped for _, _, grouped in moved] == [False, True] * 2


def test_arrows_outside_of_it_are_left_to_the_view(qtbot, view, crosshair):
    camera = view.camera_motion.camera
    qtbot.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert view.camera_motion.camera != camera
    assert crosshair.keys.point is None


def test_it_ends_where_the_focus_goes_elsewhere(qtbot, view, crosshair):
    hovered = emitted(view.hovered)
    qtbot.keyClick(view, ENTER)
    QLineEdit(view).setFocus()
    view.children()[-1].show()
    view.children()[-1].setFocus()
    assert crosshair.keys.point is None
    assert hovered[-1] == (None,)


def test_it_is_drawn_over_the_surface_and_gone_at_the_end(qtbot, view, crosshair):
    qtbot.waitUntil(lambda: view.complete)
    before = picture(view)
    qtbot.keyClick(view, ENTER)
    changed = (picture(view) != before).any(axis=-1)
    across, down = np.flatnonzero(changed.any(axis=0)), np.flatnonzero(changed.any(axis=1))
    assert np.ptp(across) > 300  # from edge to edge of the surface
    assert np.ptp(down) > 150
    qtbot.keyClick(view, ESCAPE)
    assert np.array_equal(picture(view), before)


def test_another_surface_ends_it_where_the_point_is_no_part_of_that(qtbot, view, crosshair):
    qtbot.keyClick(view, ENTER)
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    smaller = min(surfaces.ALL, key=lambda kind: max(kind().high))
    view.refresh(instant(race(smaller.key, points=()), edits=1))
    crosshair.refresh()
    assert crosshair.keys.point is None


def test_a_held_ball_that_is_gone_is_not_moved_nor_its_like_in_another_run(qtbot, view, crosshair):
    for other in (race("bowl"), race("bowl", points=((1.0, 0.5),))):
        now = instant(race("bowl", points=((-1.0, 0.5),)))
        crosshair.selection.update(now)
        view.refresh(now)
        crosshair.selection.choose({0})
        qtbot.keyClick(view, ENTER)
        qtbot.keyClick(view, ENTER)
        assert crosshair.keys.held == 0
        crosshair.selection.update(replace(instant(other), scenario=replace(now.scenario)))
        moved = emitted(view.moved)
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert moved == []
        assert crosshair.keys.held is None
        qtbot.keyClick(view, ESCAPE)
