"""Mouse, touchpad and keys in the real view."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from engine import surfaces
from tests.gui.scene.looking import from_above
from tests.gui.scene.runs import instant, race


def test_a_click_drops_exactly_there_and_shift_click_one_of_every(view, qtbot):
    view.show_surface(surfaces.BY_KEY["himmelblau"]())
    x, y = (round(c) for c in view.pixel_of((0.5, 0.5)))
    point = view.point_at(x, y)
    for modifier, every in ((Qt.NoModifier, False), (Qt.ShiftModifier, True)):
        with qtbot.waitSignal(view.dropped) as caught:
            qtbot.mouseClick(view, Qt.LeftButton, modifier, QPoint(x, y))
        assert caught.args == [point, every]


def test_a_click_beyond_the_surface_says_so_and_drops_nothing(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    with qtbot.waitSignal(view.missed), qtbot.assertNotEmitted(view.dropped):
        qtbot.mouseClick(view, Qt.LeftButton, pos=QPoint(3, 3))


def test_a_click_on_a_ball_chooses_it(view, qtbot):
    view.refresh(instant(race("bowl", points=((-1.0, 0.5), (1.0, 0.0)))))
    from_above(view)
    x, y = view.pixel_of((1.0, 0.0))
    with qtbot.waitSignal(view.chosen) as caught:
        qtbot.mouseClick(view, Qt.LeftButton, pos=QPoint(round(x), round(y)))
    assert caught.args == [1]


def drag(qtbot, view, start, end, button=Qt.LeftButton):
    qtbot.mousePress(view, button, pos=QPoint(*start))
    for share in (0.5, 1.0):
        at = [round(a + share * (b - a)) for a, b in zip(start, end, strict=True)]
        qtbot.mouseMove(view, QPoint(*at))
        QApplication.processEvents()
    qtbot.mouseRelease(view, button, pos=QPoint(*end))


def test_a_drag_turns_the_view_and_drops_nothing(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    before = view.camera_motion.camera
    with qtbot.assertNotEmitted(view.dropped):
        drag(qtbot, view, (450, 320), (550, 340))
    assert view.camera_motion.camera.azimuth != before.azimuth
    assert view.camera_motion.camera.distance == before.distance


def test_a_right_drag_pans_the_view_and_a_right_click_requests_the_menu(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    before = view.camera_motion.camera
    with qtbot.assertNotEmitted(view.menu_wanted):
        drag(qtbot, view, (450, 320), (500, 320), Qt.RightButton)
    assert view.camera_motion.camera.centre != before.centre
    assert view.camera_motion.camera.azimuth == before.azimuth
    with qtbot.waitSignal(view.menu_wanted) as caught:
        qtbot.mouseClick(view, Qt.RightButton, pos=QPoint(450, 320))
    assert caught.args[0] == view.point_at(450, 320)


def test_dragging_a_ball_moves_it_to_where_the_mouse_is(view, qtbot):
    view.refresh(instant(race("bowl", points=((-1.0, 0.5),))))
    from_above(view)
    start = [round(c) for c in view.pixel_of((-1.0, 0.5))]
    end = [round(c) for c in view.pixel_of((0.5, -0.5))]
    moves = []
    view.moved.connect(lambda *args: moves.append(args))
    before = view.camera_motion.camera
    drag(qtbot, view, start, end)
    assert moves[-1][:2] == (0, view.point_at(*end))
    assert [move[2] for move in moves] == [False] + [True] * (len(moves) - 1)
    assert view.camera_motion.camera == before


def test_hovering_emits_the_point_the_ball_and_none(view, qtbot):
    view.refresh(instant(race("bowl", points=((-1.0, 0.5),))))
    from_above(view)
    emitted = []
    view.hovered.connect(emitted.append)
    for count, point in enumerate(((0.5, 0.5), (-1.0, 0.5)), start=1):
        qtbot.mouseMove(view, QPoint(*(round(c) for c in view.pixel_of(point))))
        qtbot.waitUntil(lambda count=count: len(emitted) == count)
    qtbot.mouseMove(view, QPoint(3, 3))
    qtbot.waitUntil(lambda: len(emitted) == 3)
    np.testing.assert_allclose(emitted[0], (0.5, 0.5), atol=0.02)
    assert emitted[1:] == [0, None]


def test_the_wheel_zooms_towards_the_point_under_it(view):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    at = QPointF(*view.pixel_of((0.7, -0.6)))
    point = view.point_at(at.x(), at.y())
    before = view.camera_motion.camera.distance
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 240), Qt.NoButton, Qt.NoModifier, Qt.NoScrollPhase, False
    )
    view.wheelEvent(event)
    assert view.camera_motion.camera.distance < before
    np.testing.assert_allclose(view.pixel_of(point), (at.x(), at.y()), atol=0.01)


def test_digits_are_left_to_the_window(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    before = view.camera_motion.camera
    for key in range(int(Qt.Key_1), int(Qt.Key_9) + 1):
        qtbot.keyClick(view, Qt.Key(key))
    assert view.camera_motion.camera == before


def test_keys_turn_pan_and_zoom_but_leave_plain_arrows_to_playback(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    initial = view.camera_motion.camera
    for key, modifier in (
        (Qt.Key_Left, Qt.ShiftModifier),
        (Qt.Key_Up, Qt.ControlModifier),
        (Qt.Key_Plus, Qt.NoModifier),
    ):
        before = view.camera_motion.camera
        qtbot.keyClick(view, key, modifier)
        assert view.camera_motion.camera != before
    qtbot.keyClick(view, Qt.Key_0)
    assert view.camera_motion.camera == initial
    qtbot.keyClick(view, Qt.Key_Left)
    assert view.camera_motion.camera == initial
