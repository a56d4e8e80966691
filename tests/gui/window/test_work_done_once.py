"""What a snapshot or a click asks for is worked out once, counted in a real window."""

from functools import wraps
from time import monotonic, sleep

import pytest

from engine.commands import Drop, Turn, Walk
from gui.panels.fleets import fleet_list
from gui.scene.presenters.ball_presenter import BallPresenter
from gui.state.selection import Selection
from tests.gui.windows import LEFT, balls, pixel_of, until


@pytest.fixture
def counted(monkeypatch):
    """Counts the calls of `owner.name` from now on, as the length of a list."""

    def count(owner, name):
        calls, real = [], getattr(owner, name)

        @wraps(real)
        def calling(*args, **kwargs):
            calls.append(args)
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, calling)
        return calls

    return count


@pytest.fixture
def window(qtbot, window):
    """The window with two balls."""
    window.engine.send(Drop((0, 5), ((0.5, 0.5),)))
    until(qtbot, window, balls)
    qtbot.waitUntil(lambda: window.viewport.scene.ball_presenter.arrays.ids.size == 2)
    return window


def answered(window, command, patience=10.0):
    """The snapshot that `command` leads to. Meanwhile no frame falls, which would show it."""
    before, end = window.engine.snapshot, monotonic() + patience
    window.engine.send(command)
    while window.engine.snapshot is before and monotonic() < end:
        sleep(0.002)
    assert window.engine.snapshot is not before
    return window.engine.snapshot


def test_the_selection_is_settled_once_a_snapshot(window, counted):
    calls = counted(Selection, "update")
    shown = []
    window.clock.frame.connect(shown.append)
    for _ in range(3):
        answered(window, Walk(1))
        window.clock.tick()
    assert len(calls) == len(shown) == 3


def test_no_knob_is_looked_up_for_the_list_of_fleets_while_none_is_turned(window, counted):
    panel = window.panels["fleets"]
    panel.refresh(window.engine.snapshot)  # the balls of the fixture, if they are not shown yet
    calls = counted(fleet_list, "rows_of")
    for _ in range(3):
        panel.refresh(answered(window, Walk(1)))
    assert calls == []
    panel.refresh(answered(window, Turn(window.engine.snapshot.fleets[0].id, "lr", 0.02)))
    assert len(calls) == 1


def test_a_press_places_the_balls_and_leaves_the_rest_of_the_scene_to_painting(
    qtbot, window, counted
):
    """With a snapshot that waits to be painted, and each of them once."""
    scene = window.viewport.scene
    placed, shown = counted(BallPresenter, "place"), counted(BallPresenter, "show")
    at = pixel_of(window, (0.2, -0.4))
    window.viewport.refresh(answered(window, Walk(1)))
    qtbot.mousePress(scene, LEFT, pos=at)
    qtbot.mousePress(scene, LEFT, pos=at)
    assert len(placed) == 1
    assert len(shown) <= 1  # a frame may fall between the two
    scene.grabFramebuffer()
    assert len(placed) == len(shown) == 1
    qtbot.mouseRelease(scene, LEFT, pos=at)
