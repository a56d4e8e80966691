"""Errors anywhere in the engine's thread: said, paused, and the run stays a true one."""

import sys
import threading
import time
from pathlib import Path

import pytest

import engine
from engine import recording, timeline
from engine.commands import (
    AddFleet,
    Cancel,
    Drop,
    FastForward,
    GoTo,
    Play,
    Redo,
    Remove,
    RemoveFleet,
    Restart,
    Turn,
    TurnSurface,
    Undo,
    Walk,
)
from engine.control import REFUSED, execute
from engine.errors import CUT_SHORT, NO_BALL, DataError
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.recording import Track
from engine.runner import FRAME, Runner
from engine.simulation import Simulation
from engine.timeline import Course, Stamped, Timeline
from tests.engine.worlds import bits, played, recorded, scenario

ENGINE = str(Path(engine.__file__).parent)
ERRORS = (
    MemoryError(),
    RecursionError("too deep"),
    DataError(NO_BALL, "7"),
    KeyError("x"),
    SystemExit(1),
)
START = scenario("adam", "rolling")
SAVED = Course(START, (Stamped(2, Drop((0,), ((0.1, 0.1),))), Stamped(2, Remove((0,)))), 4)
SCRIPT = (
    Walk(3),
    Turn(0, "lr", 0.002),
    Play(),
    Drop((0, 1), ((0.2, 0.3), (0.1, 0.5))),
    TurnSurface("a", 0.5),
    GoTo(1),
    Turn(1, "lr", 0.01),
    Undo(),
    Redo(),
    AddFleet(BY_KEY["gd"]()),
    RemoveFleet(1),
    FastForward(20),
    Cancel(),
    Restart(),
    Undo(),
    SAVED,
    Walk(2),
)


class Failing:
    """A run of `SCRIPT` on the engine's thread, where call number `at` raises `error`."""

    def __init__(self, at, error):
        self.at, self.error = at, error
        self.calls, self.failed = 0, threading.Event()
        self.player = Player(START)
        self.player.pace = 240.0
        self.now, self.asked = 0.0, iter((Walk(1), *SCRIPT))
        self.done, self.sent = threading.Event(), []
        self.send = [].append
        self.runner = Runner(self.player, self.clock)
        self.send = self.runner.send

    def clock(self):
        """A sixtieth of a second later each time; and the next command is sent."""
        self.now += FRAME
        asked = None if self.failed.is_set() else next(self.asked, None)
        if asked is None:
            self.done.set()
        else:
            self.sent.append(asked)
            self.send(asked)
        return self.now

    def watch(self, frame, event, _):
        inside = frame.f_code.co_qualname != "Runner._run" or event == "c_call"
        if inside and event in ("call", "c_call") and frame.f_code.co_filename.startswith(ENGINE):
            self.calls += 1
            if self.calls == self.at:
                self.said = number_of(self.player.message)
                self.failed.set()
                raise self.error

    def run(self):
        """Run until the script ends or the failure is reported."""
        self.runner.send(Walk(1))
        threading.setprofile(self.watch)
        try:
            self.runner.start()
            wait_for(lambda: self.calls)  # a thread takes the hook later than it says that it runs
        finally:
            threading.setprofile(None)
        wait_for(lambda: self.done.is_set() or self.reported)
        return self

    @property
    def reported(self):  # whether there is a message since the failure
        return self.failed.is_set() and number_of(self.runner.snapshot.message) > self.said


def number_of(message):
    return message.number if message is not None else 0


def wait_for(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "timed out"
        time.sleep(0.001)


def check_alive(run):
    """The failure was reported, the run is paused and goes on when it is asked to."""
    runner, player = run.runner, run.player
    wait_for(lambda: run.reported)
    # A refused command pauses nothing, and what was sent before may be executed after a failure.
    if not isinstance(run.error, DataError) and Play() not in run.sent[-4:]:
        wait_for(lambda: not runner.snapshot.playing and runner.snapshot.goal is None)
    runner.send(Play(on=False))
    runner.send(Cancel())
    runner.send(Walk(2))
    wait_for(lambda: runner.snapshot.goal is None and not runner.snapshot.playing)
    runner.stop()
    player.timeline.arrive()
    course, head = player.timeline.course, player.timeline.simulation.head
    fresh = played(course)
    assert bits(player.timeline) == bits(fresh)
    fresh.seek(head)
    fresh.arrive()
    assert recorded(player.timeline) == recorded(fresh)


def failing_at(places, caplog):
    for place in places:
        run = Failing(place, ERRORS[place % len(ERRORS)]).run()
        try:
            if run.failed.is_set():
                check_alive(run)
        except BaseException as error:
            error.add_note(f"call {place}: {run.error!r}")
            raise
        finally:
            run.runner.stop()
            caplog.clear()


# An error within a generator that is being closed is only warned of by Python.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("step", [97, pytest.param(29, marks=pytest.mark.full)])
def test_an_error_at_any_call_pauses_the_run_with_a_message_and_leaves_a_true_one(step, caplog):
    whole = Failing(0, None).run()
    whole.runner.stop()
    assert whole.calls > 1000
    failing_at(range(1, whole.calls, step), caplog)


@pytest.mark.parametrize("name", ["_last_before", "_return_to"])
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_where_going_back_fails_the_goal_stays_where_the_run_is(name, error, monkeypatch):
    """An edit after that would go on to the goal endlessly."""
    timeline = Timeline(START)
    timeline.seek(4)
    timeline.arrive()

    def fails(*_):
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(Timeline, name, fails)
        with pytest.raises(type(error)):
            timeline.seek(1)
    assert (timeline.update, timeline.goal, timeline.arrived) == (4, 4, True)
    timeline.edit(Drop((0,), ((0.0, 0.0),)))
    timeline.seek(1)
    timeline.arrive()
    assert timeline.update == 1


PARTS = (
    ((Player, "snapshot"),),
    ((Player, "play_on"),),
    ((Player, "pause_after_failure"), (Runner, "advance")),
    ((Timeline, "stop"),),
    ((Runner, "advance"),),
    ((Runner, "_take"),),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("parts", PARTS, ids=lambda parts: parts[0][1])
def test_what_fails_again_and_again_is_said_and_leaves_the_engine_alive(
    parts, error, monkeypatch, caplog
):
    runner = Runner(Player(START))
    runner.start()
    runner.send(Play())
    wait_for(lambda: runner.snapshot.update > 0)

    def fails(*_):
        raise error

    with monkeypatch.context() as broken:
        for owner, name in parts:
            broken.setattr(owner, name, fails)
        for asked in (Walk(1), Play()):
            runner.send(asked)
        wait_for(lambda: runner.snapshot.message is not None)
        runner.send(Play(on=False))
        wait_for(lambda: not runner.snapshot.playing and runner.snapshot.goal is None)
    place, number = runner.snapshot.update, runner.snapshot.message.number
    runner.send(Drop((0,), ((0.0, 0.0),)))
    runner.send(Walk(2))
    wait_for(lambda: runner.snapshot.goal is None and runner.snapshot.update >= place + 2)
    runner.send(Remove((999,)))
    wait_for(lambda: runner.snapshot.message.number > number)  # and another message is a new one
    runner.stop()
    caplog.clear()


def test_a_clock_that_fails_pauses_the_run():
    broken = threading.Event()

    def clock():
        if broken.is_set():
            raise OSError("no clock")
        return time.perf_counter()

    runner = Runner(Player(START), clock)
    runner.start()
    runner.send(Play())
    wait_for(lambda: runner.snapshot.update > 0)
    broken.set()
    wait_for(lambda: runner.snapshot.message is not None)
    assert (runner.snapshot.playing, runner.snapshot.message.values) == (False, ("no clock",))
    broken.clear()
    runner.send(Play())
    place = runner.snapshot.update
    wait_for(lambda: runner.snapshot.update > place)
    runner.stop()


def test_a_start_without_a_snapshot_is_said(monkeypatch, caplog):
    def fails(_):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Player, "snapshot", fails)
        runner = Runner(Player(START))
    assert (runner.snapshot.scenario, runner.snapshot.fleets) == (START, ())
    runner.start()
    wait_for(lambda: runner.snapshot.message is not None)
    assert runner.snapshot.message.values == ("MemoryError",)
    assert len(runner.snapshot.fleets) == 2
    runner.stop()
    caplog.clear()


@pytest.mark.parametrize("error", [MemoryError(), SystemExit(1), KeyError("x")], ids=repr)
def test_an_error_inside_a_command_pauses_the_run(error, monkeypatch, caplog):
    player = Player(START)
    execute(Play(), player)

    def fails(*_):
        raise error

    monkeypatch.setattr(Simulation, "drop", fails)
    execute(Drop((0,), ((0.0, 0.0),)), player)
    assert (player.playing, player.message.text) == (False, REFUSED)
    caplog.clear()


class Injected:
    """Raises at call number `at` within the engine, on this thread."""

    def __init__(self, at):
        self.at, self.calls = at, 0

    def __call__(self, frame, event, _):
        if event in ("call", "c_call") and frame.f_code.co_filename.startswith(ENGINE):
            self.calls += 1
            if self.calls == self.at:
                raise MemoryError

    def __enter__(self):
        sys.setprofile(self)

    def __exit__(self, kind, *_):
        sys.setprofile(None)
        return kind is MemoryError


def small_chunks(monkeypatch):
    """A simulation whose record is cut into chunks of two rows, and thinned at once."""
    monkeypatch.setattr(recording, "ROWS", 2)
    monkeypatch.setattr(recording, "MOST_ROWS", 2)
    return Timeline(scenario("gd", "adam"), budget=4000)


def test_memory_that_ends_anywhere_in_the_record_leaves_every_row_at_its_update(monkeypatch):
    monkeypatch.setattr(timeline, "SPACING", 4)
    place = 0
    while True:
        place += 23
        run = small_chunks(monkeypatch)
        run.edit(TurnSurface("a", 0.5))
        run.go_on(9)
        injected = Injected(place)
        with injected:
            run.arrive()
            run.edit(Drop((0, 1), ((0.1, 0.2),)))
            run.edit(TurnSurface("a", 0.7))
            run.go_on(3)
            run.arrive()
        run.arrive()
        run.go_on(2)
        run.arrive()
        fresh = played(run.course)
        assert bits(run) == bits(fresh)
        exact = recorded(fresh)
        assert all(exact[at] == row for at, row in recorded(run).items())
        assert {update for *_, update in recorded(run)} >= {run.update, run.update - 1}
        if injected.calls < place:
            break


def test_memory_that_ends_while_a_log_is_replayed_leaves_the_log_whole(monkeypatch):
    log = (Stamped(2, Drop((0,), ((0.1, 0.1),))), Stamped(2, Turn(0, "lr", 0.5)))
    player = Player(START)
    player.open(Course(START, log, 6))

    def fails(*_):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Simulation, "turn", fails)
        player.run_to_goal(float("inf"), time.perf_counter)
    assert (player.seeking, player.message.values) == (False, ("MemoryError",))
    assert (player.snapshot().pending, player.timeline.log) == (1, log)
    execute(Walk(4), player)
    player.run_to_goal(float("inf"), time.perf_counter)
    assert bits(player.timeline) == bits(played(Course(START, log, 6)))


def test_a_fleet_whose_record_can_not_begin_is_not_added(monkeypatch, caplog):
    player = Player(START)
    execute(Walk(3), player)
    player.run_to_goal(float("inf"), time.perf_counter)
    before = bits(player.timeline)

    def fails(*_):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Track, "begin", fails)
        execute(AddFleet(BY_KEY["gd"]()), player)
    assert (bits(player.timeline), player.snapshot().log) == (before, ())
    execute(AddFleet(BY_KEY["gd"]()), player)
    assert [fleet.id for fleet in player.snapshot().fleets] == [0, 1, 2]
    caplog.clear()


def test_a_log_that_is_cut_short_in_the_past_keeps_no_record_of_what_was_cut(monkeypatch, caplog):
    player = Player(START)
    player.open(Course(START, (Stamped(2, Turn(0, "lr", 0.5)), Stamped(4, Remove((0,)))), 9))
    player.run_to_goal(float("inf"), time.perf_counter)

    def fails(*_):
        raise KeyError("x")

    with monkeypatch.context() as broken:
        broken.setattr(Simulation, "remove", fails)
        execute(GoTo(6), player)
        player.run_to_goal(float("inf"), time.perf_counter)
    now = player.snapshot()
    assert (now.update, now.head, len(now.log), now.message.text) == (4, 4, 1, CUT_SHORT)
    execute(Walk(5), player)
    player.run_to_goal(float("inf"), time.perf_counter)
    fresh = played(player.timeline.course)
    assert bits(player.timeline) == bits(fresh)
    assert recorded(player.timeline) == recorded(fresh)
    caplog.clear()
