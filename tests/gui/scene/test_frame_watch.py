"""The 3-D view says once that it is too slow, and only if it is."""

import pytest

from gui.scene.frame_watch import FRAMES, FrameWatch


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watch(clock):
    return FrameWatch(clock=clock)


def show(watch, clock, seconds, pause=0.0):
    clock.now += pause
    watch.request()
    watch.request()  # some of it moves twice before the frame
    clock.now += seconds
    watch.show()


@pytest.fixture
def said(watch):
    heard = []
    watch.slow.connect(lambda: heard.append(True))
    return heard


def test_slow_frames_are_said_once(watch, clock, said):
    for _ in range(FRAMES - 1):
        show(watch, clock, 0.07)
    assert said == []
    for _ in range(5 * FRAMES):
        show(watch, clock, 0.07)
    assert said == [True]


def test_frames_in_time_are_not_said_however_seldom_they_are_wanted(watch, clock, said):
    for _ in range(5 * FRAMES):
        show(watch, clock, 0.06, pause=3.0)
    assert said == []


def test_a_few_slow_frames_among_fast_ones_are_not_said(watch, clock, said):
    for number in range(5 * FRAMES):
        show(watch, clock, 0.5 if number % 3 == 0 else 0.03)
    assert said == []


def test_a_frame_that_none_could_see_does_not_count(watch, clock, said):
    for _ in range(5 * FRAMES):
        watch.request()
        watch.rest()
        show(watch, clock, 0.03, pause=60.0)
    assert said == []


def test_frames_without_a_request_do_not_count(watch, clock, said):
    for _ in range(5 * FRAMES):
        clock.now += 1.0
        watch.show()
    assert said == []
