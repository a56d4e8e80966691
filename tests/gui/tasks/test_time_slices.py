"""All work in slices waits in one queue: a turn is short, however many wait."""

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
from gui.tasks.time_slices import BUDGET, SlicedTask, SliceQueue, turns
from tests.gui.parts import part
from tests.gui.scene.test_refining_in_the_view import heavy

LONG = 0.4 * BUDGET  # what a slice takes here: the third one ends a turn


class Clock:
    """Stands still but for the slices that are done."""

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
    """A queue in which nobody else waits."""
    made = SliceQueue(qapp)
    monkeypatch.setattr(time_slices, "turns", lambda: made)
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
    """Makes work that notes what it does."""

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
def test_a_turn_is_as_long_however_many_wait(queue, parent, clock, work, done, many):
    for number in range(many):
        SlicedTask(parent).take(work(number, 9))
    queue.turn()
    assert len(done) == 3
    assert clock.now < BUDGET + LONG
    assert queue.resting
    assert not parent.findChildren(QTimer)  # there is one timer for all


def test_those_who_wait_take_turns_and_the_first_come_first(queue, parent, work, done):
    for name in "abc":
        SlicedTask(parent).take(work(name))
    SlicedTask(parent, first=True).take(work("S", 2))
    while queue.waiting:
        queue.turn()
    assert named(done) == "SSabcabcabc"
    assert not queue.resting


def test_work_begins_after_a_rest_and_a_rest_is_not_cut_short(queue, parent, work, done):
    SlicedTask(parent).take(work("a"))
    assert done == []
    timer = part(queue, QTimer)
    assert timer.interval() == time_slices.REST > 0
    timer.start(10**6)
    SlicedTask(parent).take(work("b"))
    assert timer.remainingTime() > 10**5


def test_work_that_is_dropped_never_tells_of_an_end(qtbot, queue, parent, work, done):
    told, one = [], SlicedTask(parent)
    one.finished.connect(told.append)
    one.take(work("a"))
    one.take(work("b"))
    assert one.busy
    qtbot.waitUntil(lambda: not one.busy)
    one.take(work("c"))
    one.drop()
    assert not one.busy
    assert not queue.waiting
    assert not queue.resting  # so that nothing can go on
    queue.turn()
    assert told == ["b"]
    assert named(done) == "bbb"


def test_work_that_raises_is_dropped_and_told_and_the_others_go_on(
    qtbot, queue, parent, monkeypatch, work, done
):
    told, ends = [], []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(error))
    bad, good = SlicedTask(parent), SlicedTask(parent)
    bad.finished.connect(ends.append)
    good.finished.connect(ends.append)
    bad.take(fail())
    good.take(work("a", 5))
    qtbot.waitUntil(lambda: not good.busy)
    assert not bad.busy
    assert [str(error) for error in told] == ["the second slice"]
    assert ends == ["a"]
    assert not queue.waiting
    assert not queue.resting
    bad.take(work("b"))  # what comes next is done
    qtbot.waitUntil(lambda: not bad.busy)
    assert ends == ["a", "b"]


def test_a_raise_with_nobody_else_waiting_leaves_no_timer(queue, parent):
    alone = SlicedTask(parent)
    alone.take(fail())
    with pytest.raises(ArithmeticError):
        queue.turn()
    assert not alone.busy
    assert not queue.resting


@pytest.mark.parametrize("way", ["forgotten", "deleted"])
def test_whoever_is_deleted_is_not_called_again(queue, clock, work, done, way):
    parent, other = QObject(), QObject()
    told, gone, left = [], SlicedTask(parent), SlicedTask(other)
    gone.finished.connect(told.append)
    gone.take(work("a"))
    left.take(work("b"))
    if way == "deleted":
        shiboken6.delete(parent)
    else:
        del parent
    assert not shiboken6.isValid(gone)
    assert queue.waiting == 1
    queue.turn()
    assert named(done) == "bbb"
    left.take(work("c"))
    shiboken6.delete(other)
    assert not queue.waiting
    assert not queue.resting
    assert told == []


def test_an_end_may_delete_those_who_wait(queue, parent, work, done):
    one, other = SlicedTask(parent, first=True), QObject()
    SlicedTask(other).take(work("b"))
    one.finished.connect(lambda: shiboken6.delete(other))
    one.take(work("a", 0))
    queue.turn()
    assert done == []
    assert not queue.waiting
    assert not queue.resting


def test_an_end_that_takes_more_work_rests_before_it(queue, parent, work, done):
    one = SlicedTask(parent)
    one.finished.connect(lambda end: one.take(work("b", 1)) if end == "a" else None)
    one.take(work("a", 3))
    queue.turn()
    queue.turn()
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
    while queue.waiting:  # no event loop: no timer of anybody's own could go off
        queue.turn()
    assert ends[0] == "scene"
    assert ends.count("plot") == len(sizings)
    assert picture.complete
    assert not refiner.busy


def frame_of(world):
    return MapFrame(world, 0.0, 0.0, 90.0, 60.0, middle_of(world))


def test_there_is_one_queue_of_an_application(qapp):
    assert turns() is turns()
    assert turns().parent() is qapp
