"""Pictures of the scene: with more pixels than the screen has, without a ground, off the screen."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication

from gui.scene.canvas import OffscreenCanvas
from gui.scene.scene_picture import MOST_PIXELS, Ground, fits, scene_picture
from gui.scene.view import SceneView
from gui.style.palette import DARK, LIGHT
from tests.gui.scene.looking import SIZE, array_of
from tests.gui.scene.runs import instant, race

SMALL = (480, 320)


@pytest.fixture
def unseen(qtbot):
    """A view that is never shown, with a ball and its trail."""
    view = SceneView(None, OffscreenCanvas)
    qtbot.addWidget(view)
    yield with_run(view, SMALL)
    view.release()


def with_run(view, size):
    view.resize(*size)
    QApplication.sendEvent(view, QResizeEvent(view.size(), view.size()))
    view.set_still(True)
    made = race("bowl", points=((-1.5, 1.0),), lr=0.1)
    made.step(30)
    view.refresh(instant(made))
    view.refiner.finish()
    return view


def apart(one, other):
    """The mean difference of two pictures, in steps of 255."""
    return np.abs(one - other).mean()


def test_a_view_that_is_not_shown_draws_what_a_shown_one_does(view, qtbot):
    with_run(view, SIZE)
    here = array_of(scene_picture(view, 1.0, Ground(LIGHT)))
    hidden = SceneView(None, OffscreenCanvas)
    qtbot.addWidget(hidden)
    hidden.setFont(view.font())
    there = array_of(scene_picture(with_run(hidden, SIZE), 1.0, Ground(LIGHT)))
    hidden.release()
    assert here.shape == (SIZE[1], SIZE[0], 3)
    assert apart(here, there) < 0.3
    assert len(np.unique(here.reshape(-1, 3), axis=0)) > 300


def test_a_picture_of_more_pixels_is_the_same_and_sharper(unseen):
    one, two = (scene_picture(unseen, ratio, Ground(LIGHT)) for ratio in (1.0, 2.0))
    assert (two.width(), two.height()) == tuple(2 * side for side in SMALL)
    smooth = Qt.TransformationMode.SmoothTransformation
    smaller = two.scaled(*SMALL, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    assert apart(array_of(smaller), array_of(one)) < 3
    detail = [np.abs(np.diff(array_of(each), axis=1)).max() for each in (one, two)]
    assert min(detail) > 60


def test_a_transparent_picture_on_a_ground_is_the_picture_on_that_ground(unseen):
    clear = scene_picture(unseen, 1.0, Ground(LIGHT, transparent=True))
    assert clear.pixelColor(2, 2).alpha() == 0
    assert clear.pixelColor(SMALL[0] // 2, SMALL[1] // 2).alpha() == 255
    for color in ("#d04010", "#ffffff"):
        laid = QImage(clear.size(), QImage.Format.Format_RGB32)
        laid.fill(QColor(color))
        painter = QPainter(laid)
        painter.drawImage(0, 0, clear)
        painter.end()
        flat = replace(LIGHT, scene_top=color, scene_bottom=color)
        # The axes' lines take part of their colour from the ground.
        drawn = array_of(scene_picture(unseen, 1.0, Ground(flat)))
        assert apart(array_of(laid), drawn) < 1.0


def test_a_picture_changes_nothing_in_the_view(view):
    with_run(view, SMALL)
    before = array_of(view.grabFramebuffer()), view.camera_motion.camera, view.size()
    scene_picture(view, 3.0, Ground(DARK, transparent=True))
    after = array_of(view.grabFramebuffer()), view.camera_motion.camera, view.size()
    # A finer mesh may be kept, and a name may stand on the other side.
    assert (np.abs(before[0] - after[0]).max(axis=-1) > 30).mean() < 0.02
    assert before[1:] == after[1:]


def test_pictures_that_opengl_can_not_draw_are_not_tried():
    assert fits(700, 560, 4)
    assert fits(4000, 2500, 2)
    assert not fits(5000, 100, 4)
    assert not fits(3000, 2000, 4)
    side = int(MOST_PIXELS**0.5)
    assert fits(side, side, 1)
    assert not fits(side + 2, side, 1)
