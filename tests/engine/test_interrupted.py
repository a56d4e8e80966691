"""Updates and replays that are broken off: within a hundredth of a second, and without a trace."""

import threading
import time

import numpy as np
import pytest

from engine import commands, noise
from engine import runner as runner_module
from engine.commands import (
    Cancel,
    Drop,
    Edit,
    FastForward,
    Move,
    Pace,
    Play,
    Walk,
)
from engine.control import CANCELLED, execute
from engine.optimizers import ALL, BY_KEY
from engine.oracle import Checked, Loss
from engine.player import PENDING, Player
from engine.progress import CancelledError
from engine.runner import Runner, interrupts
from engine.scenario import FleetSetup, Scenario
from engine.session import agrees, read, write_session
from engine.simulation import Simulation
from engine.stamped import Stamped
from engine.surfaces import BY_KEY as SURFACES
from engine.timeline import Course
from tests.engine.test_commands import EXAMPLES
from tests.engine.test_failures import wait_for
from tests.engine.worlds import bits, played, scenario

DATA = SURFACES["relu_neuron"]()
NOISES = (noise.Exact(), noise.MiniBatch(3.0), noise.Gaussian(0.2))
POINTS = ((3.0, 2.0), (-1.0, 3.0), (0.4, 0.1), (1.1, -0.7), (0.0, 0.0))


def world(kind, noisy, surface=DATA):
    fleets = (FleetSetup(kind(), points=POINTS), FleetSetup(BY_KEY["gd"](), points=POINTS))
    return Simulation(Scenario(surface, fleets, noise=noisy))


def broken_off(after):
    """A check that raises at call number `after`, and counts."""
    calls = [0]

    def check():
        calls[0] += 1
        if calls[0] == after:
            raise CancelledError

    return check, calls


def state_bits(simulation):
    return [
        (x.tobytes("A"), *(part.tobytes("A") for part in memory))
        for fleet in simulation.fleets
        for x, memory in fleet.blocks
    ]


@pytest.mark.parametrize("noisy", NOISES, ids=lambda each: each.key)
@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_an_update_that_is_broken_off_anywhere_is_made_again_with_the_same_bits(kind, noisy):
    whole, cut = world(kind, noisy), world(kind, noisy)
    whole.step(3)
    after = 1
    while cut.update < 3:
        check, calls = broken_off(after)
        before, made = state_bits(cut), cut.update
        try:
            cut.step(1, check)
        except CancelledError:
            assert (state_bits(cut), cut.update, cut.head) == (before, made, made)
            after = calls[0] * 3
        else:
            after = 1
    assert state_bits(cut) == state_bits(whole)


@pytest.mark.parametrize("noisy", NOISES, ids=lambda each: each.key)
@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_evaluating_in_parts_changes_no_bit(kind, noisy):
    (fleet, _), loss = world(kind, noisy).fleets, Loss(DATA, noisy, 0)
    x, state = fleet.blocks[0]
    whole, parts = (
        Checked(loss.bound(fleet.trajectories, 0, fleet.born), lambda: None, work)
        for work in (10**9, 2 * DATA.count)
    )
    moved, memory = fleet.optimizer.step(whole, x, state)
    again, kept = fleet.optimizer.step(parts, x, state)
    assert moved.tobytes("A") == again.tobytes("A")
    for one, other in zip(memory, kept, strict=True):
        np.testing.assert_array_equal(one, other)


def test_every_evaluation_of_a_slow_rule_is_checked_and_a_large_one_within(monkeypatch):
    rolling = world(BY_KEY["rolling"], noise.Exact())
    evaluations, checks = [0], [0]
    for name in ("value", "gradient", "hessian"):
        plain = getattr(type(DATA), name)

        def counted(self, points, plain=plain):
            evaluations[0] += 1
            return plain(self, points)

        monkeypatch.setattr(type(DATA), name, counted)

    def check():
        checks[0] += 1

    rolling.step(1, check)
    assert checks[0] >= evaluations[0] - 1 > 10  # the other fleet is quick
    checks[0] = 0
    fleet = rolling.fleets[0]
    bound = rolling.capture().loss.bound(fleet.trajectories, 0, fleet.born)
    Checked(bound, check, 2 * DATA.count).gradient(np.asfortranarray(POINTS))
    assert checks[0] == 1 + 3


def test_a_quick_update_is_checked_once():
    check, calls = broken_off(-1)
    plain = Simulation(scenario("gd", "adam"))
    plain.step(3, check)
    assert calls == [3]


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        *((command, True) for command in EXAMPLES if isinstance(command, Edit)),
        (Cancel(), True),
        (Play(on=False), True),
        (Walk(-1), True),
        (None, True),
        (Play(), False),
        (Pace(3.0), False),
        (Walk(1), False),
        (FastForward(5), False),
    ],
    ids=str,
)
def test_an_update_is_broken_off_for_what_makes_it_needless(command, wanted):
    assert interrupts(command) is wanted


class Held:
    """A runner whose next slow update waits until it is let go."""

    def __init__(self, monkeypatch, start):
        self.reached, self.go = threading.Event(), threading.Event()
        plain = Checked.gradient

        def waiting(checked, points):
            self.reached.set()
            assert self.go.wait(10)
            return plain(checked, points)

        monkeypatch.setattr(Checked, "gradient", waiting)
        self.runner = Runner(Player(start))
        self.runner.start()


@pytest.mark.parametrize("command", [Cancel(), Play(on=False)], ids=str)
def test_cancel_does_not_wait_for_the_update_in_progress(command, monkeypatch):
    held = Held(monkeypatch, scenario("rolling"))
    runner = held.runner
    runner.send(Play() if isinstance(command, Play) else FastForward(100))
    assert held.reached.wait(10)
    runner.send(Pace(5.0))
    runner.send(command)
    held.go.set()
    wait_for(lambda: not runner.snapshot.playing and runner.snapshot.goal is None)
    wait_for(lambda: runner.snapshot.pace == 5.0)
    assert runner.snapshot.update == 0
    runner.send(Walk(1))
    wait_for(lambda: runner.snapshot.update == 1)
    runner.stop()


@pytest.mark.parametrize("command", [FastForward(100), Play()], ids=str)
def test_what_is_going_on_is_shown_before_its_first_update_is_made(command, monkeypatch):
    monkeypatch.setattr(runner_module, "SHOW_WITHIN", 0.0)
    held = Held(monkeypatch, scenario("rolling"))
    held.runner.send(command)
    assert held.reached.wait(10)
    now = held.runner.snapshot
    assert (now.update, now.goal, now.playing) == (
        (0, 100, False) if isinstance(command, FastForward) else (0, None, True)
    )
    held.go.set()
    held.runner.stop()


def test_the_end_of_the_program_does_not_wait_for_the_update_in_progress(monkeypatch):
    held = Held(monkeypatch, scenario("rolling"))
    held.runner.send(FastForward(100))
    assert held.reached.wait(10)
    threading.Timer(0.02, held.go.set).start()
    held.runner.stop()
    assert held.runner.snapshot.update == 0


MANY = tuple(Stamped(2, Move(0, (0.01 * k, 0.1))) for k in range(50))
COURSE = Course(scenario("adam"), MANY, 6)


def half_way(player):
    """Break the work off after so many checks that some edits of update 2 are made."""
    player.interrupted, _ = broken_off(20)
    player.run_to_goal(float("inf"), time.perf_counter)
    player.interrupted = lambda: None
    assert player.seeking
    return player


def test_a_replay_is_cancelled_between_two_edits_and_goes_on_later():
    player = Player(COURSE.scenario)
    player.open(COURSE)
    half_way(player)
    execute(Cancel(), player)
    now = player.snapshot()
    assert (now.goal, now.update, now.log) == (None, 2, MANY)
    assert 0 < now.pending < len(MANY)
    assert (now.message.text, now.message.values) == (PENDING, (str(now.pending), "2"))
    kept = read(write_session(now))
    opened = Player(kept.course.scenario)
    opened.open(kept.course)
    opened.run_to_goal(float("inf"), time.perf_counter)
    assert agrees(kept.reached, opened.snapshot())
    execute(Walk(4), player)
    player.run_to_goal(float("inf"), time.perf_counter)
    assert bits(player.timeline) == bits(played(COURSE))


def test_an_edit_that_waits_for_a_replay_can_be_cancelled():
    player = Player(COURSE.scenario)
    player.open(COURSE)
    half_way(player)
    player.cancelled, _ = broken_off(5)
    execute(Drop((0,), ((0.5, 0.5),)), player)
    now = player.snapshot()
    assert (now.message.text, now.log) == (CANCELLED, MANY)
    player.cancelled = lambda: None
    execute(Drop((0,), ((0.5, 0.5),)), player)
    assert (player.snapshot().pending, len(player.timeline.log)) == (0, len(MANY) + 1)


def test_an_edit_waits_for_nothing_but_cancel():
    player = Player(scenario("gd"))
    runner = Runner(player)
    for asked in (Pace(3.0), Walk(1), *(each for each in EXAMPLES if isinstance(each, Edit))):
        runner.send(asked)
    player.cancelled()
    with pytest.raises(CancelledError):
        player.interrupted()
    runner.send(Cancel())
    with pytest.raises(CancelledError):
        player.cancelled()
    assert {type(each) for each in EXAMPLES} >= set(commands.EDITS)
