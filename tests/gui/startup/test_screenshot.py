"""Pictures taken by a script show no drafts."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from engine.commands import ChangeSurface
from engine.optimizers.descent import GradientDescent
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Ellipse
from gui.documents.file_messages import translated
from gui.startup import screenshot as shots
from gui.startup.arguments import Arguments
from gui.startup.command_line import WRONG
from gui.startup.screenshot import Screenshot
from gui.tasks.time_slices import SlicedTask, slice_queue
from tests.gui.scene.test_refining_in_the_view import heavy
from tests.gui.shared_window import begin_again
from tests.gui.windows import opened, until

PANELS = ("contour", "curves")


@pytest.fixture
def codes(monkeypatch):
    """The exit codes of the screenshots, taken without the time for settling."""
    found = []
    monkeypatch.setattr(shots, "SETTLE", 0)
    monkeypatch.setattr("gui.startup.screenshot.QApplication.exit", found.append)
    return found


def scenario(surface):
    fleets = (FleetSetup(GradientDescent(), points=((1.0, -1.0),)),)
    return Scenario(surface, fleets)


@pytest.fixture
def shown(qtbot, window, monkeypatch):
    """The window of all these tests, on a plain surface; a picture does not close it."""
    monkeypatch.setattr(window, "close", lambda: True)
    begin_again(qtbot, window, scenario(Ellipse()))
    return window


def seen_when_taken(window, monkeypatch):
    """What is unfinished at the moments when pictures are taken."""
    take, seen = window.picture, []

    def recording():
        panels = [key for key, panel in window.panels.items() if not panel.complete]
        seen.append((slice_queue().waiting, window.viewport.scene.refiner.busy, panels))
        return take()

    monkeypatch.setattr(window, "picture", recording)
    return seen


def test_a_picture_of_many_rows_waits_until_all_of_it_is_computed(
    qtbot, shown, tmp_path, monkeypatch, codes
):
    file, surface, polls = tmp_path / "whole.png", heavy(rows=400), []
    monkeypatch.setattr(Screenshot, "complete", recorded(Screenshot.complete, polls))
    assert all(shown.panels[key].isVisible() for key in PANELS)
    seen = seen_when_taken(shown, monkeypatch)
    shown.engine.send(ChangeSurface(surface))
    until(qtbot, shown, lambda now: now.surface == surface)
    Screenshot(shown, Arguments(screenshot=file, steps=60)).begin()
    qtbot.waitUntil(lambda: bool(codes), timeout=60_000)
    assert shown.panels["contour"].map.complete
    assert shown.engine.snapshot.update == 60
    assert codes == [0]
    assert False in polls  # else there was nothing to wait for
    assert seen == [(False, False, [])]
    assert not QImage(str(file)).isNull()


def kept_incomplete(view, monkeypatch):
    """Keeps a view, or work in slices, incomplete until the function returned is called."""
    if isinstance(view, SlicedTask):
        view.start(endless())
        return view.cancel
    monkeypatch.setattr(type(view), "complete", property(lambda one: one is not view))
    return lambda: monkeypatch.setattr(type(view), "complete", True)


def test_a_picture_waits_for_everything_that_can_be_seen(
    qtbot, shown, tmp_path, monkeypatch, codes
):
    views = (shown.viewport.scene, shown.panels["curves"].curves["loss"], SlicedTask(shown))
    for view in views:
        check_waiting(qtbot, monkeypatch, shown, view, tmp_path / "seen.png", codes)
    assert codes == [0] * len(views)


def test_a_picture_waits_for_the_map_in_the_place_of_the_scene(
    qtbot, qapp, tmp_path, monkeypatch, codes
):
    with opened(qtbot, qapp, scenario(Ellipse()), make_scene=no_scene) as window:
        view = window.viewport.panel
        check_waiting(qtbot, monkeypatch, window, view, tmp_path / "seen.png", codes)
    assert codes == [0]


def check_waiting(qtbot, monkeypatch, window, view, file, codes):
    taken, polls = len(codes), []
    with monkeypatch.context() as patch:
        patch.setattr(window, "close", lambda: True)  # for further pictures
        release = kept_incomplete(view, patch)
        patch.setattr(shots, "POLL", 0)
        patch.setattr(Screenshot, "complete", recorded(Screenshot.complete, polls))
        Screenshot(window, Arguments(screenshot=file)).begin()
        own = isinstance(view, SlicedTask)
        qtbot.waitUntil(lambda: len(polls) > 3 and (not slice_queue().waiting or own))
        assert len(codes) == taken
        release()
        qtbot.waitUntil(lambda: len(codes) > taken)
    assert polls == [False] * (len(polls) - 1) + [True]


def no_scene():
    raise RuntimeError("no OpenGL")


def test_the_scene_is_complete_when_it_is_shaded_finely(qtbot, shown):
    refiner = shown.viewport.scene.refiner
    qtbot.waitUntil(lambda: shown.viewport.complete and not slice_queue().waiting)
    refiner.take(Ellipse())
    assert not slice_queue().waiting  # it was not painted yet
    assert not shown.viewport.complete
    refiner.finish()
    assert shown.viewport.complete


def recorded(complete, results):
    def recording(shot):
        results.append(complete(shot))
        return results[-1]

    return recording


def endless():
    while True:
        yield


def test_after_the_time_limit_a_draft_is_taken(qtbot, shown, tmp_path, monkeypatch, codes):
    monkeypatch.setattr(shots, "TIMEOUT", 50)
    file, parent = tmp_path / "draft.png", QObject()
    seen = seen_when_taken(shown, monkeypatch)
    work = SlicedTask(parent)
    work.start(endless())
    Screenshot(shown, Arguments(screenshot=file)).begin()
    qtbot.waitUntil(lambda: bool(codes), timeout=10_000)
    work.cancel()
    assert codes == [0]
    assert seen[0][0]
    assert not QImage(str(file)).isNull()


def test_a_window_that_is_never_seen_is_not_waited_for(qtbot, qapp, tmp_path, codes, monkeypatch):
    """The system paints no window that is hidden, minimised, behind others or off the screen."""
    file = tmp_path / "unseen.png"
    with opened(qtbot, qapp, scenario(Ellipse()), painted=False) as window:
        window.windowHandle().setVisible(False)
        qtbot.waitUntil(lambda: window.docking.ready)
        assert not window.windowHandle().isExposed()
        assert not window.viewport.complete
        monkeypatch.setattr(shots, "TIMEOUT", 60_000)
        Screenshot(window, Arguments(screenshot=file, steps=20)).begin()
        qtbot.waitUntil(lambda: bool(codes), timeout=20_000)
        assert window.viewport.complete
    assert codes == [0]
    assert shots.colors(QImage(str(file))) > shots.ENOUGH


def test_a_self_test_does_not_wait_for_fine_shading(qtbot, shown, codes):
    parent = QObject()
    work = SlicedTask(parent)
    work.start(endless())
    Screenshot(shown, Arguments(selftest=True)).begin()
    qtbot.waitUntil(lambda: bool(codes), timeout=10_000)
    assert work.busy
    work.cancel()
    assert codes == [0]


def test_an_update_that_fails_ends_a_picture_with_its_reason(
    qtbot, shown, tmp_path, monkeypatch, capsys, codes
):
    def fail(*args):
        raise ArithmeticError("the ninth update")

    file = tmp_path / "as_far.png"
    monkeypatch.setattr("engine.simulation.Simulation.step", fail)
    Screenshot(shown, Arguments(screenshot=file, steps=50)).begin()
    qtbot.waitUntil(lambda: bool(codes), timeout=10_000)
    message = shown.engine.snapshot.message
    assert codes == [WRONG]
    assert translated(message.text, *message.values) in capsys.readouterr().err
    assert "the ninth update" in message.values
    assert not QImage(str(file)).isNull()
