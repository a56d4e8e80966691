"""Drags whose release is lost: sliders go on showing what they are set to."""

import random

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QWidget

from gui.widgets.drag_guard import CHECK, DragGuard
from gui.widgets.slider import GestureSlider
from tests.gui.mouse import LEFT, NONE, move, press, release


def plain():
    slider = QSlider(Qt.Orientation.Horizontal)
    DragGuard(slider)
    return slider


@pytest.fixture(params=(plain, GestureSlider))
def slider(request, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(240, 60)
    made = request.param()
    made.setParent(owner)
    made.setGeometry(20, 20, 200, 24)
    made.setRange(0, 100)
    owner.show()
    yield made
    owner.close()


def at(widget, x):
    return QPointF(x, widget.height() / 2)


def hold(slider):
    """Begin a drag at the handle, which is at the left end."""
    slider.setValue(0)
    press(slider, at(slider, 6))
    move(slider, at(slider, 120))
    assert slider.isSliderDown()
    assert slider.value() > 20


def hide(slider):
    slider.hide()
    slider.show()


def disable(slider):
    slider.setEnabled(False)
    slider.setEnabled(True)


def point(slider):
    move(slider, at(slider, 60), NONE)


@pytest.mark.parametrize("lose", [hide, disable, point])
def test_a_drag_ends_with_the_button(slider, lose):
    hold(slider)
    kept = slider.value()
    lose(slider)
    assert not slider.isSliderDown()
    for x in (30, 150, 90):
        move(slider, at(slider, x), NONE)
        assert slider.value() == kept
    slider.setValue(7)
    assert slider.sliderPosition() == 7
    hold(slider)  # it can be dragged again
    release(slider, at(slider, 120))
    assert not slider.isSliderDown()


class Swallow(QObject):
    """Keeps the release from a slider."""

    def eventFilter(self, watched, event):
        return event.type() == QEvent.Type.MouseButtonRelease


def test_a_release_that_reaches_the_application_alone_ends_a_drag(slider, qtbot):
    window, at = slider.window().windowHandle(), slider.pos() + QPoint(6, 12)
    swallow = Swallow(slider)
    slider.installEventFilter(swallow)
    QTest.mousePress(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert slider.isSliderDown()
    qtbot.wait(3 * CHECK)
    assert slider.isSliderDown()
    QTest.mouseRelease(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert slider.isSliderDown()
    qtbot.waitUntil(lambda: not slider.isSliderDown())


@pytest.mark.parametrize("seed", range(8))
def test_a_flood_of_events_leaves_no_slider_held(slider, seed):
    chance, reported = random.Random(seed), []
    slider.valueChanged.connect(reported.append)
    actions = (
        lambda: press(slider, at(slider, chance.randrange(200))),
        lambda: release(slider, at(slider, chance.randrange(200))),
        lambda: hide(slider),
        lambda: disable(slider),
        lambda: slider.setValue(chance.randrange(100)),
        lambda: slider.setRange(0, chance.randrange(1, 100)),
        *[lambda: move(slider, at(slider, chance.randrange(-50, 250)), chance.choice((LEFT, NONE)))]
        * 6,
    )
    for _ in range(300):
        chance.choice(actions)()
        assert slider.minimum() <= slider.value() <= slider.maximum()
    move(slider, at(slider, 50), NONE)
    assert not slider.isSliderDown()
    slider.setRange(0, 100)
    slider.setValue(42)
    assert slider.sliderPosition() == 42
    assert reported
