"""Drags in the window whose release is lost, or under which the run changes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QSlider

from engine.commands import ChangeSurface, Drop, FastForward
from engine.surfaces import BY_KEY as SURFACES
from tests.gui.mouse import NONE, move, press, release
from tests.gui.parts import part
from tests.gui.windows import until

FAR = 300


@pytest.fixture
def scrub(qtbot, window):
    """The scrub bar of a long run, at its end."""
    fleet = window.selection.fleet
    window.engine.send(Drop((fleet,), ((1.0, 1.0),)))
    window.engine.send(FastForward(FAR))
    until(qtbot, window, lambda now: now.update == FAR and now.goal is None)
    return part(window.transport, QSlider, "History")


def across(scrub, share):
    return QPointF(share * (scrub.width() - 1), scrub.height() / 2)


def test_the_scrub_bar_stays_under_the_pointer_while_the_run_is_sought(qtbot, window, scrub):
    """The bar of progress took its place, and with it the release."""
    now, width = window.engine.snapshot, scrub.width()
    press(scrub, across(scrub, 0.99))
    for share in (0.9, 0.3, 0.7, 0.05, 0.6, 0.1, 0.88):
        move(scrub, across(scrub, share))
        window.transport.refresh(replace(now, goal=scrub.value()))
        assert scrub.isVisible()
        assert abs(scrub.width() - width) < scrub.height()  # only the words grow
    release(scrub, across(scrub, 0.88))
    assert not scrub.isSliderDown()
    wanted = scrub.value()
    window.transport.refresh(replace(now, goal=wanted))
    assert not scrub.isVisible()
    until(qtbot, window, lambda now: now.goal is None and now.update == wanted)
    assert scrub.isVisible()
    assert scrub.value() == wanted


def test_another_run_takes_the_scrub_bar_from_the_hand(qtbot, window, scrub):
    press(scrub, across(scrub, 0.99))
    move(scrub, across(scrub, 0.5))
    window.engine.send(ChangeSurface(SURFACES["himmelblau"]()))
    until(qtbot, window, lambda now: now.surface.key == "himmelblau" and now.goal is None)
    assert not scrub.isSliderDown()
    assert (scrub.value(), scrub.maximum()) == (0, max(window.engine.snapshot.head, 0))


def test_the_scrub_bar_follows_the_run_after_a_lost_release(qtbot, window, scrub):
    press(scrub, across(scrub, 0.99))
    move(scrub, across(scrub, 0.88))
    move(scrub, across(scrub, 0.2), NONE)
    window.actions_["play"].trigger()
    before = until(qtbot, window, lambda now: now.playing).update
    until(qtbot, window, lambda now: now.update > before)
    assert scrub.value() == window.engine.snapshot.update


def camera(window):
    return window.viewport.scene.camera_motion.camera


def map_frame(window):
    return window.panels["contour"].map.frame


def span(window):
    return window.selection.span


@pytest.mark.parametrize(
    ("widget_of", "state"),
    [
        (lambda window: window.viewport.scene, camera),
        (lambda window: window.panels["contour"].map, map_frame),
        (lambda window: window.panels["curves"].curves["loss"].plot.viewport(), span),
    ],
)
def test_nothing_follows_a_pointer_without_a_button(qtbot, window, widget_of, state):
    widget = widget_of(window)
    window.engine.send(Drop((window.selection.fleet,), ((1.0, 1.0),)))
    window.engine.send(FastForward(50))
    until(qtbot, window, lambda now: now.update == 50 and now.goal is None)
    window.selection.show_span((10.0, 20.0))
    middle = QPointF(widget.rect().center())
    before = state(window)
    press(widget, middle)
    for step in (5, 10, 20):
        move(widget, middle - QPointF(step, 0))
    dragged = state(window)
    assert dragged != before
    for step in (30, -20, 40):
        move(widget, middle - QPointF(step, 0), NONE)
    assert state(window) == dragged
    if widget is window.panels["contour"].map:
        widget.set_frame(widget.frame.whole())


def test_the_line_between_panels_stays_after_a_lost_release(qtbot, window):
    dock = window.docks["fleets"]
    at = QPointF(dock.geometry().right() + 1, dock.geometry().center().y())
    before = dock.width()
    press(window, at)
    for step in (10, 30):
        move(window, at + QPointF(step, 0))
    qtbot.waitUntil(lambda: dock.width() > before)
    qtbot.wait(50)
    dragged = dock.width()
    for step in (60, 90):
        move(window, at + QPointF(step, 0), NONE)
    qtbot.wait(50)
    assert dock.width() == dragged
    release(window, at)
