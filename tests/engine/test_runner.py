"""The engine thread: commands in, snapshots out."""

import subprocess
import sys
import time
from itertools import count

import numpy as np
import pytest

from engine.commands import Drop, FastForward, Load, Pace, Play, Remove, Turn, Walk
from engine.player import Player
from engine.runner import Runner
from engine.stamped import Stamped
from engine.timeline import Course
from tests.engine.worlds import scenario


@pytest.fixture
def runner():
    runner = Runner(Player(scenario("adam")))
    runner.start()
    yield runner
    runner.stop()


def wait_for(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "timed out"
        time.sleep(0.002)


def test_play_makes_updates(runner):
    runner.send(Play())
    wait_for(lambda: runner.snapshot.update >= 5)
    assert runner.snapshot.playing


def test_a_bad_command_is_refused_with_a_message_and_the_engine_continues(runner):
    runner.send(Turn(0, "no such knob", 1.0))
    wait_for(lambda: runner.snapshot.message is not None)
    runner.send(Walk(3))
    wait_for(lambda: runner.snapshot.update == 3)


def test_a_snapshot_never_changes(runner):
    runner.send(Play())
    wait_for(lambda: runner.snapshot.update >= 3)
    kept = runner.snapshot
    rows = [chunk.rows.copy() for chunk in kept.fleets[0].chunks]
    runner.send(Drop((0,), ((0.0, 0.0),)))
    wait_for(lambda: len(runner.snapshot.fleets[0].balls) == 4)
    runner.send(Load(scenario("gd")))
    wait_for(lambda: runner.snapshot.update == 0)
    for chunk, before in zip(kept.fleets[0].chunks, rows, strict=True):
        np.testing.assert_array_equal(chunk.rows, before)


def paced(pace, frames, frame=1 / 60):
    """A runner that is advanced by hand on a clock of its own."""
    now = [0.0]
    player = Player(scenario("gd"))
    player.playing, player.pace = True, pace
    runner = Runner(player, clock=lambda: now[0])
    for _ in range(frames):
        now[0] += frame
        runner.advance(now[0])
    return player


def test_updates_follow_the_wanted_pace():
    assert paced(30.0, 60).timeline.update == pytest.approx(30, abs=1)
    assert paced(1.0, 180).timeline.update == pytest.approx(3, abs=1)


def test_the_measured_rate_is_what_was_really_made():
    assert paced(30.0, 120).measured == pytest.approx(30, rel=0.1)


def test_time_spent_asleep_is_not_made_up_for():
    assert paced(60.0, 3, frame=10.0).timeline.update <= 3 * 2 + 1


def test_an_idle_engine_sleeps(runner):
    """Paused, it waits on its queue: no snapshot is made."""
    runner.send(Walk(1))
    wait_for(lambda: runner.snapshot.update == 1)
    before = runner.snapshot
    time.sleep(0.1)
    assert runner.snapshot is before


def test_fast_forward_shows_its_progress_and_arrives(runner):
    runner.send(FastForward(20_000))
    wait_for(lambda: runner.snapshot.goal == 20_000)
    wait_for(lambda: runner.snapshot.update == 20_000)
    wait_for(lambda: runner.snapshot.goal is None)


def test_a_saved_course_is_continued(runner):
    runner.send(Walk(30))
    wait_for(lambda: runner.snapshot.update == 30)
    kept = runner.snapshot
    runner.send(Load(scenario("gd")))
    wait_for(lambda: runner.snapshot.update == 0)
    runner.open(Course(kept.scenario, kept.log, kept.update))
    wait_for(lambda: runner.snapshot.update == 30)
    np.testing.assert_array_equal(runner.snapshot.fleets[0].position, kept.fleets[0].position)


def test_an_engine_that_plays_unbounded_still_executes_commands(runner):
    runner.send(Pace(float("inf")))
    runner.send(Play())
    wait_for(lambda: runner.snapshot.update > 100)
    runner.send(Play(on=False))
    wait_for(lambda: not runner.snapshot.playing)


def test_the_engine_needs_no_qt():
    code = "import sys, engine.runner; sys.exit(any(m.startswith('PySide') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "course",
    [
        Course(scenario("gd"), (Stamped(3, Remove((99,))),), 10),
        Course(scenario("gd", points=((float("nan"), 0.0),)), (), 10),
    ],
    ids=["a log that can't be replayed", "a scenario that can't start"],
)
def test_any_course_can_be_opened_without_ending_the_engine(runner, course, caplog):
    runner.open(course)
    wait_for(lambda: runner.snapshot.message is not None)
    number = runner.snapshot.message.number
    before = runner.snapshot.update
    runner.send(Walk(3))
    wait_for(lambda: runner.snapshot.update == before + 3)
    assert runner.snapshot.message.number == number
    caplog.clear()


def test_a_failure_of_the_engine_itself_is_shown_and_survived(runner, monkeypatch, caplog):
    def fails(*_):
        raise MemoryError("made up")

    with monkeypatch.context() as broken:
        broken.setattr(Player, "run_to_goal", fails)
        runner.send(FastForward(100))
        wait_for(lambda: runner.snapshot.message is not None)
    assert runner.snapshot.message.values == ("made up",)
    assert runner.snapshot.goal is None
    runner.send(Walk(3))
    wait_for(lambda: runner.snapshot.update == 3)
    caplog.clear()


def test_the_measured_rate_counts_no_update_twice():
    """Sixty in every second are sixty a second, however the second is cut."""
    assert paced(60.0, 200).measured == pytest.approx(60.0, rel=1e-6)
    assert paced(1.0, 600).measured == pytest.approx(1.0, rel=0.05)


def test_the_rate_of_frames_that_take_seconds_is_measured_too():
    player = paced(1000.0, 5, frame=4.0)
    assert player.measured == pytest.approx(player.timeline.update / 5 / 4.0, rel=0.05)


def test_an_endless_pace_outlives_a_clock_that_stands_still():
    """Infinity times no time is no number."""
    times = count(5.0, 0.001)
    player = Player(scenario("gd"))
    player.playing, player.pace = True, float("inf")
    runner = Runner(player, clock=lambda: next(times))
    runner.advance(5.0)
    runner.advance(5.1)
    assert player.timeline.update > 0
