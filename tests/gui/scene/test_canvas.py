"""The two kinds of canvas behave and draw alike, and the view stays one widget among others."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from engine import surfaces
from gui.scene import canvas
from gui.scene.geometry.camera import TOP, fitted
from gui.scene.items.gl import SceneError
from gui.scene.view import SceneView
from tests.gui.scene.looking import picture

KINDS = {"window": canvas.WindowCanvas, "widget": canvas.WidgetCanvas}


@pytest.fixture
def open_view(qtbot, monkeypatch):
    """Opens a page of a text with a view below it, on a canvas of the kind asked for."""

    pages = []

    def made(kind):
        monkeypatch.setenv(canvas.CHOICE, kind)
        page = QWidget()
        pages.append(page)
        column = QVBoxLayout(page)
        view = SceneView()
        column.addWidget(QLabel("above the view"))
        column.addWidget(view, 1)
        view.set_still(True)
        view.show_surface(surfaces.BY_KEY["himmelblau"]())
        qtbot.addWidget(page)
        page.resize(480, 400)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(view.canvas.isValid)
        view.refiner.finish()
        assert isinstance(view.canvas, KINDS[kind])
        return view

    yield made
    pages.clear()


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def test_both_kinds_draw_the_same_picture(open_view):
    one, other = (picture(open_view(kind)) for kind in KINDS)
    # A framebuffer's first row may be its lowest: edges may fall on the neighbouring pixel.
    assert (np.abs(one - other).max(axis=-1) > 3).mean() < 1e-3


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_of_the_widgets_shows_the_scene_in_its_place(open_view, kind):
    view = open_view(kind)
    page = pixels(view.window().grab().toImage())
    left, top = view.pos().x(), view.pos().y()
    within = page[top : top + view.height(), left : left + view.width()]
    assert (np.abs(within - picture(view)).max(axis=-1) > 3).mean() < 1e-3
    assert len(np.unique(within.reshape(-1, 3), axis=0)) > 300


@pytest.mark.parametrize("kind", KINDS)
def test_input_reaches_the_view_and_never_its_canvas(open_view, kind, qtbot):
    view = open_view(kind)
    page = view.window()
    at = QPoint(round(view.pixel_of((0.5, 0.5))[0]), round(view.pixel_of((0.5, 0.5))[1]))
    assert QApplication.widgetAt(view.mapToGlobal(at)) is view
    assert page.childAt(view.mapTo(page, at)) is view
    handle = page.windowHandle()  # as the system delivers it: to the window, not to a widget
    with qtbot.waitSignal(view.dropped) as caught:
        QTest.mouseClick(handle, Qt.LeftButton, pos=view.mapTo(page, at))
    assert caught.args == [view.point_at(at.x(), at.y()), False]
    before = view.camera_motion.camera
    QTest.wheelEvent(handle, QPointF(view.mapTo(page, at)), QPoint(0, 120))
    qtbot.waitUntil(lambda: view.camera_motion.camera != before)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QTest.mouseClick(handle, Qt.LeftButton, pos=view.mapTo(page, at))
    before = view.camera_motion.camera
    QTest.keyClick(handle, Qt.Key.Key_Left, Qt.ShiftModifier)
    qtbot.waitUntil(lambda: view.camera_motion.camera != before)


@pytest.mark.parametrize("kind", KINDS)
def test_each_size_has_its_own_picture(open_view, kind, qtbot):
    view = open_view(kind)
    for size in ((520, 430), (410, 380)):
        with qtbot.waitSignal(view.frameSwapped):
            view.window().resize(*size)
        assert picture(view).shape == (view.height(), view.width(), 3)


def test_an_animated_camera_ends_in_the_view_of_the_present_size(view, qtbot):
    view.show_surface(surfaces.BY_KEY["bowl"]())
    view.set_still(False)
    view.camera_motion.go(TOP)
    view.resize(500, 420)
    fit = view.camera_motion.fitted(TOP)
    assert fit != fitted(TOP, view.ground_presenter.body, 900, 640)
    qtbot.waitUntil(lambda: view.camera_motion.camera == fit)


@pytest.mark.parametrize("platform", ["cocoa", "windows"])
def test_where_a_window_does_not_work_the_canvas_is_a_widget(platform, monkeypatch, qtbot):
    monkeypatch.setattr(canvas.QGuiApplication, "platformName", lambda: platform)
    view = SceneView()
    qtbot.addWidget(view)
    assert isinstance(view.canvas, canvas.WidgetCanvas)


def test_within_wayland_a_program_of_x11_has_the_widget(monkeypatch, qtbot):
    for name, value in (("XDG_SESSION_TYPE", "wayland"), ("WAYLAND_DISPLAY", "wayland-0")):
        with monkeypatch.context() as patch:
            patch.delenv("XDG_SESSION_TYPE", raising=False)
            patch.setenv(name, value)
            view = SceneView()
            qtbot.addWidget(view)
            assert isinstance(view.canvas, canvas.WidgetCanvas)


def test_without_a_usable_context_no_native_window_is_made(monkeypatch, qtbot):
    class Context:
        def create(self):
            return False

    monkeypatch.setattr(canvas, "QOpenGLContext", Context)
    holder = QWidget()
    qtbot.addWidget(holder)
    with pytest.raises(SceneError):
        canvas.open_canvas(None, holder)
    assert holder.findChildren(QWidget) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_reader_finds_the_view_and_nothing_in_it(open_view, kind):
    view = open_view(kind)
    found = QAccessible.queryAccessibleInterface(view)
    assert [found.child(place).object() for place in range(found.childCount())] == []


def test_after_a_lost_context_the_view_goes_on_in_a_new_one(open_view, monkeypatch, qtbot):
    view = open_view("window")
    before, old = picture(view), view.canvas
    monkeypatch.setattr(old, "can_paint", lambda: False)
    view.update()
    qtbot.waitUntil(lambda: view.canvas is not old and view.canvas.isValid())
    assert (np.abs(picture(view) - before).max(axis=-1) > 3).mean() < 1e-3
    assert view.renewals == 0


def test_a_driver_that_gives_no_frame_any_more_is_given_up(open_view, monkeypatch, qtbot):
    view = open_view("window")
    monkeypatch.setattr(canvas.WindowCanvas, "can_paint", lambda self: False)
    with qtbot.waitSignal(view.failed) as caught:
        view.update()
    assert caught.args == ["the context was lost"]
