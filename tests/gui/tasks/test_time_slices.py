"""All work in slices waits in one queue: a run is short, however many tasks wait."""

import sys

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer

from engine.analysis.quantities import ALL
from gui.panels.curves.range_task import RangeTask
from gui.panels.map.frame import MapFrame, middle_of
from gui.panels.map.image_task import MapImageTask
from gui.scene.refiner import Refiner
from gui.tasks import time_slices
from gui.tasks.time_slices import BUDGET, SlicedTask, SliceQueue, slice_queue
from tests.gui.parts import part
from tests.gui.scene.test_refining_in_the_view import heavy

LONG = 0.4 * BUDGET  # the duration of a slice here: the third one ends a run


class Clock:
    """Advances only by the slices that are done."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(time_slices, "perf_counter", made)
    return made


@pytest.fixture
def queue(qapp, monkeypatch):
    """A queue without tasks of the window."""
    made = SliceQueue(qapp)
    monkeypatch.setattr(time_slices, "slice_queue", lambda: made)
    yield made
    shiboken6.delete(made)


@pytest.fixture
def parent(queue):
    return QObject()


@pytest.fixture
def done():
    return []


@pytest.fixture
def work(clock, done):
    """Makes work that records its slices."""

    def make(name, count=3):
        for step in range(count):
            clock.now += LONG
            done.append((name, step))
            yield
        return name

    return make


def fail():
    yield
    raise ArithmeticError("the second slice")


def named(done):
    return "".join(name for name, _ in done)


@pytest.mark.parametrize("many", [1, 2, 5, 40])
def test_a_run_takes_as_long_however_many_tasks_wait(queue, parent, clock, work, done, many):
    for number in range(many):
        SlicedTask(parent).start(work(number, 9))
    queue.run()
    assert len(done) == 3
    assert clock.now < BUDGET + LONG
    assert queue.scheduled
    assert not parent.findChildren(QTimer)  # there is one timer for all


def test_tasks_alternate_and_the_first_ones_are_done_first(queue, parent, work, done):
    for name in "abc":
        SlicedTask(parent).start(work(name))
    SlicedTask(parent, first=True).start(work("S", 2))
    while queue.waiting:
        queue.run()
    assert named(done) == "SSabcabcabc"
    assert not queue.scheduled


def test_work_begins_after_a_pause_and_a_pause_is_not_shortened(queue, parent, work, done):
    SlicedTask(parent).start(work("a"))
    assert done == []
    timer = part(queue, QTimer)
    assert timer.interval() == time_slices.PAUSE > 0
    timer.start(10**6)
    SlicedTask(parent).start(work("b"))
    assert timer.remainingTime() > 10**5


def test_cancelled_work_never_reports_an_end(qtbot, queue, parent, work, done):
    ends, one = [], SlicedTask(parent)
    one.finished.connect(ends.append)
    one.start(work("a"))
    one.start(work("b"))
    assert one.busy
    qtbot.waitUntil(lambda: not one.busy)
    one.start(work("c"))
    one.cancel()
    assert not one.busy
    assert not queue.waiting
    assert not queue.scheduled  # so that nothing continues
    queue.run()
    assert ends == ["b"]
    assert named(done) == "bbb"


def test_work_that_raises_is_cancelled_and_reported_and_other_work_continues(
    qtbot, queue, parent, monkeypatch, work, done
):
    errors, ends = [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: errors.append(error))
    bad, good = SlicedTask(parent), SlicedTask(parent)
    bad.finished.connect(ends.append)
    good.finished.connect(ends.append)
    bad.start(fail())
    good.start(work("a", 5))
    qtbot.waitUntil(lambda: not good.busy)
    assert not bad.busy
    assert [str(error) for error in errors] == ["the second slice"]
    assert ends == ["a"]
    assert not queue.waiting
    assert not queue.scheduled
    bad.start(work("b"))  # later work is done
    qtbot.waitUntil(lambda: not bad.busy)
    assert ends == ["a", "b"]


def test_an_exception_in_the_only_task_leaves_no_timer(queue, parent):
    alone = SlicedTask(parent)
    alone.start(fail())
    with pytest.raises(ArithmeticError):
        queue.run()
    assert not alone.busy
    assert not queue.scheduled


@pytest.mark.parametrize("way", ["forgotten", "deleted"])
def test_a_deleted_task_is_not_called_again(queue, clock, work, done, way):
    parent, other = QObject(), QObject()
    ends, gone, left = [], SlicedTask(parent), SlicedTask(other)
    gone.finished.connect(ends.append)
    gone.start(work("a"))
    left.start(work("b"))
    if way == "deleted":
        shiboken6.delete(parent)
    else:
        del parent
    assert not shiboken6.isValid(gone)
    assert queue.waiting == 1
    queue.run()
    assert named(done) == "bbb"
    left.start(work("c"))
    shiboken6.delete(other)
    assert not queue.waiting
    assert not queue.scheduled
    assert ends == []


def test_an_end_may_delete_waiting_tasks(queue, parent, work, done):
    one, other = SlicedTask(parent, first=True), QObject()
    SlicedTask(other).start(work("b"))
    one.finished.connect(lambda: shiboken6.delete(other))
    one.start(work("a", 0))
    queue.run()
    assert done == []
    assert not queue.waiting
    assert not queue.scheduled


def test_work_started_at_an_end_begins_after_a_pause(queue, parent, work, done):
    one = SlicedTask(parent)
    one.finished.connect(lambda end: one.start(work("b", 1)) if end == "a" else None)
    one.start(work("a", 3))
    queue.run()
    queue.run()
    assert named(done) == "aaab"
    assert not queue.waiting


def test_map_plots_and_scene_wait_in_one_queue_the_scene_first(queue, parent):
    surface = heavy(700)
    ends = []
    picture = MapImageTask(parent)
    world = picture.set_surface(surface, None)
    picture.rescaled.connect(lambda world: picture.paint(frame_of(world), (0.1, 0.2, 0.3), 1.0))
    picture.painted.connect(lambda: ends.append("map"))
    picture.paint(frame_of(world), (0.1, 0.2, 0.3), 1.0)
    sizings = [RangeTask(quantity, parent) for quantity in ALL]
    for sizing in sizings:
        sizing.of(surface)
        part(sizing, SlicedTask).finished.connect(lambda: ends.append("plot"))
    refiner = Refiner(parent)
    refiner.refined.connect(lambda: ends.append("scene"))
    refiner.take(surface)
    refiner.begin()
    assert queue.waiting == 2 + len(sizings)
    while queue.waiting:  # no event loop: no timer of a task could fire
        queue.run()
    assert ends[0] == "scene"
    assert ends.count("plot") == len(sizings)
    assert picture.complete
    assert not refiner.busy


def frame_of(world):
    return MapFrame(world, 0.0, 0.0, 90.0, 60.0, middle_of(world))


def test_an_application_has_one_queue(qapp):
    assert slice_queue() is slice_queue()
    assert slice_queue().parent() is qapp
