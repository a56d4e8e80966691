"""Playing, pausing, stepping, editing and undoing: all without threads."""

import math
import time
from dataclasses import replace

import numpy as np
import pytest

from engine import commands
from engine.commands import (
    Cancel,
    ChangeSurface,
    Drop,
    FastForward,
    GoTo,
    Kick,
    Load,
    Move,
    Pace,
    Play,
    Redo,
    Remove,
    Restart,
    Turn,
    Undo,
    Walk,
)
from engine.control import execute
from engine.errors import CUT_SHORT, OUT_OF_RANGE
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import ViewState
from engine.schedules.waves import Cosine
from engine.stamped import Stamped
from engine.surfaces.rosenbrock import Rosenbrock
from engine.timeline import Course
from tests.engine.worlds import POINTS, bits, scenario


@pytest.fixture
def player():
    return Player(scenario("gd", "adam"))


def do(player, *asked):
    """Execute commands, and finish the work."""
    for command in asked:
        execute(command, player)
        finish(player)
    finish(player)
    return player.snapshot()


def finish(player):
    while player.seeking:
        player.run_to_goal(math.inf, time.perf_counter)


def positions(now):
    return [fleet.position.tolist() for fleet in now.fleets]


def test_walking_goes_on_and_back(player):
    assert do(player, Walk(5)).update == 5
    assert do(player, Walk(-2)).update == 3
    assert do(player, Walk(-9)).update == 0
    assert player.snapshot().head == 5


def test_going_beyond_the_head_goes_to_the_head(player):
    do(player, Walk(5), Walk(-5))
    assert do(player, GoTo(99)).update == 5


@pytest.mark.parametrize(
    "edit",
    [
        Drop((0, 1), ((0.1, 0.1),)),
        Move(2, (0.5, 0.5)),
        Kick(2, (0.05, 0.05)),
        Remove((0, 5)),
        Turn(1, "lr", 0.3),
        commands.TurnSurface("a", 0.5),
        commands.Reschedule(0, Cosine()),
        commands.AddFleet(BY_KEY["momentum"]()),
        commands.RemoveFleet(0),
    ],
    ids=lambda edit: edit.key,
)
def test_every_edit_is_taken_back_as_if_it_had_never_been_made(edit):
    never, undone = Player(scenario("gd", "adam")), Player(scenario("gd", "adam"))
    do(never, Walk(20))
    do(undone, Walk(8), edit, Walk(12), Undo())
    assert bits(never.timeline) == bits(undone.timeline)
    made = Player(scenario("gd", "adam"))
    do(made, Walk(8), edit, Walk(12))
    do(undone, Redo())
    assert bits(made.timeline) == bits(undone.timeline)


def test_an_edit_in_the_past_can_be_undone_and_the_old_future_comes_back(player):
    after = do(player, Walk(10), Turn(0, "lr", 0.0005), Walk(10))
    old = positions(after)
    do(player, GoTo(5), Drop((0,), ((0.0, 0.0),)), Walk(3), Undo())
    assert positions(do(player, Walk(12))) == old


@pytest.mark.parametrize(
    "begin", [Load(scenario("momentum")), ChangeSurface(Rosenbrock(b=5.0)), Restart()]
)
def test_a_new_run_can_be_undone_and_the_old_one_comes_back_where_it_was(player, begin):
    old = positions(do(player, Walk(10), Turn(0, "lr", 0.0005), Walk(7)))
    assert do(player, begin).update == 0
    now = do(player, Undo())
    assert (now.update, positions(now)) == (17, old)
    assert do(player, Redo()).update == 0


def test_restarting_keeps_knobs_and_drops_every_ball_where_it_was_dropped(player):
    do(player, Walk(4), Turn(0, "lr", 0.0005), Drop((1,), ((0.2, 0.3),)), Walk(4))
    now = do(player, Restart())
    assert now.fleets[0].optimizer.lr == 0.0005
    assert [tuple(p) for p in now.fleets[1].position] == [*POINTS, (0.2, 0.3)]
    assert (now.update, now.head, now.log) == (0, 0, ())


def test_changing_the_surface_puts_one_ball_of_every_racing_fleet_on_its_start(player):
    do(player, Remove((0, 1, 2)))
    now = do(player, ChangeSurface(Rosenbrock(a=0.5)))
    assert [len(fleet.balls) for fleet in now.fleets] == [0, 1]
    assert tuple(now.fleets[1].position[0]) == Rosenbrock.starts[0]


def test_a_dragged_knob_is_one_edit_to_undo(player):
    for step, rate in enumerate((0.002, 0.003, 0.004)):
        do(player, Turn(0, "lr", rate, grouped=step > 0), Walk(1))
    assert do(player, Undo()).fleets[0].optimizer.lr == 0.001
    assert player.snapshot().undo_title is None
    assert do(player, Redo()).fleets[0].optimizer.lr == 0.004


@pytest.mark.parametrize(
    "command",
    [
        Turn(0, "no such knob", 1.0),
        Turn(0, "lr", math.nan),
        Turn(9, "lr", 0.1),
        Drop((0,), ((math.inf, 0.0),)),
        Drop((0,), ((0.0, 0.0),) * 200_001),
        Move(99, (0.0, 0.0)),
        Remove((99,)),
        Pace(0.0),
        Pace(math.nan),
        FastForward(0),
        FastForward(10**12),
    ],
    ids=str,
)
def test_an_impossible_command_gives_a_message_and_changes_nothing(player, command):
    before = bits(player.timeline)
    now = do(player, command)
    assert now.message is not None
    assert now.message.number == 1
    assert bits(player.timeline) == before
    assert now.undo_title is None


def test_fast_forward_can_be_cancelled_and_keeps_its_progress(player):
    execute(FastForward(1_000_000), player)
    assert player.snapshot().goal == 1_000_000
    player.run_to_goal(time.perf_counter() + 0.01, time.perf_counter)
    reached = player.snapshot().update
    now = do(player, Cancel())
    assert 0 < now.update == reached < 1_000_000
    assert now.goal is None


def test_an_edit_while_seeking_is_made_at_the_present_update(player):
    execute(FastForward(1_000_000), player)
    player.run_to_goal(time.perf_counter() + 0.01, time.perf_counter)
    now = do(player, Drop((0,), ((0.0, 0.0),)))
    assert now.goal is None
    assert now.fleets[0].born[-1] == now.update


def test_a_step_that_raises_pauses_the_run_with_a_message(player, monkeypatch):
    do(player, Walk(3), Play())

    def fails(*_):
        raise FloatingPointError("made up")

    monkeypatch.setattr(type(player.snapshot().fleets[0].optimizer), "step", fails)
    player.play_on(5, math.inf, time.perf_counter)
    now = player.snapshot()
    assert not now.playing
    assert "made up" in now.message.values[0]
    assert now.update == 3


def test_playing_from_the_past_replays_what_is_on_record(player):
    end = positions(do(player, Walk(5), Turn(0, "lr", 0.0005), Walk(5)))
    do(player, GoTo(2))
    player.play_on(8, math.inf, time.perf_counter)
    assert positions(player.snapshot()) == end


def test_a_snapshot_lists_every_balls_home(player):
    homes = player.snapshot().homes
    assert {ball: (fleet.id, place) for ball, (fleet, place) in homes.items()} == {
        0: (0, 0), 1: (0, 1), 2: (0, 2), 3: (1, 0), 4: (1, 1), 5: (1, 2),
    }  # fmt: skip


def test_terms_are_those_of_the_update_that_comes_next(player):
    now = do(player, commands.Reschedule(0, Cosine(20.0)), Walk(3))
    after = do(player, Walk(1))
    for fleet, then in zip(now.fleets, after.fleets, strict=True):
        np.testing.assert_array_equal(fleet.position + fleet.terms.move, then.position)


def slice_of_the_way(player):
    player.run_to_goal(0.0, lambda: 0.0)


def test_steps_asked_for_faster_than_they_are_made_are_all_made(player):
    for _ in range(3):
        execute(Walk(1), player)
    assert do(player).update == 3


def test_undoing_twice_before_the_replay_has_caught_up_loses_no_time(player):
    drops = [Drop((0,), ((0.1, place),)) for place in (0.1, 0.2)]
    do(player, Walk(10), *drops, Walk(3000))
    execute(Undo(), player)
    slice_of_the_way(player)
    assert player.timeline.update < 3010
    now = do(player, Undo())
    assert (now.update, now.log) == (3010, ())
    assert do(player, Redo(), Redo()).update == 3010


def test_what_is_undone_during_a_fast_forward_leaves_the_run_where_it_has_come_to(player):
    do(player, Drop((0,), ((0.1, 0.1),)))
    execute(FastForward(1_000_000), player)
    slice_of_the_way(player)
    reached = player.snapshot().update
    execute(Undo(), player)
    now = do(player)
    assert (now.update, now.log) == (reached, ())


def test_a_run_left_during_a_fast_forward_comes_back_where_it_was_left(player):
    execute(FastForward(1_000_000), player)
    slice_of_the_way(player)
    reached = player.snapshot().update
    do(player, Load(scenario("gd")))
    assert do(player, Undo()).update == reached


def test_a_run_left_before_its_replay_had_caught_up_comes_back_where_it_was(player):
    do(player, Walk(3000), Restart())
    execute(Undo(), player)
    slice_of_the_way(player)
    assert player.snapshot().update < 3000
    do(player, Redo())
    assert do(player, Undo()).update == 3000


def test_loading_the_same_scenario_again_is_a_new_run(player):
    same = scenario("gd")
    do(player, Load(same), Walk(50))
    now = do(player, Load(same))
    assert (now.update, now.head) == (0, 0)
    assert do(player, Undo()).update == 50


def test_a_gesture_that_goes_on_after_an_undo_is_not_joined_to_an_older_one(player):
    do(player, Move(0, (0.1, 0.1)), Move(0, (0.2, 0.2), grouped=True))
    do(player, Move(1, (0.3, 0.3)), Undo(), Move(1, (0.4, 0.4), grouped=True))
    now = do(player, Undo())
    assert [tuple(p) for p in now.fleets[0].position[:2]] == [(0.2, 0.2), POINTS[1]]


def test_playing_as_fast_as_it_goes_from_the_past_skips_nothing(player):
    do(player, Walk(5000), GoTo(10), Play())
    made = player.play_on(10**9, 0.0, lambda: 0.0)
    assert 0 < made < 100


def test_playing_ends_a_fast_forward_but_lets_a_replay_catch_up(player):
    do(player, Walk(3000), Drop((0,), ((0.1, 0.1),)))
    execute(Undo(), player)
    execute(Play(), player)
    assert player.seeking
    assert do(player).update == 3000
    execute(FastForward(10**6), player)
    execute(Play(), player)
    assert (player.playing, player.seeking) == (True, False)


def test_a_saved_log_that_can_not_be_replayed_gives_a_message_and_the_rest_is_kept(player, caplog):
    good, bad = Stamped(3, Turn(0, "lr", 0.0005)), Stamped(6, Remove((99,)))
    player.open(Course(scenario("gd"), (good, bad), 50))
    now = do(player)
    assert (now.update, now.log) == (6, (good,))
    assert (now.message.text, now.message.values) == (CUT_SHORT, ("6",))
    assert now.undo_title == Turn.title
    assert do(player, Walk(4), Drop((0,), ((0.0, 0.0),))).update == 10
    caplog.clear()


@pytest.mark.parametrize(
    "wrong",
    [
        {"pace": 0.0},
        {"pace": math.nan},
        {"view": ViewState(elevation=math.inf)},
        {"view": ViewState(cut=math.nan)},
    ],
)
def test_a_scenario_that_can_not_be_run_is_refused_and_the_run_goes_on(player, wrong):
    do(player, Walk(5))
    before = bits(player.timeline)
    now = do(player, Load(replace(scenario("gd"), **wrong)))
    assert now.message.text == OUT_OF_RANGE
    assert (now.undo_title, bits(player.timeline)) == (None, before)


@pytest.mark.parametrize("command", [Undo(), Redo()], ids=lambda c: c.key)
def test_where_there_is_nothing_to_take_back_nothing_happens(player, command):
    do(player, Walk(5))
    before = player.snapshot()
    after = do(player, command)
    assert (after.update, after.edits, after.log) == (5, before.edits, ())


def kept_course(player):
    """A course as it comes from a file, with a long way between its edits and its end."""
    do(player, Walk(3), Turn(0, "lr", 0.0005), Walk(4), Move(1, (0.1, 0.1)))
    do(player, Move(1, (0.2, 0.2), grouped=True), Walk(300), Drop((1,), ((0.3, 0.3),)), Walk(9))
    return player.timeline.course


def test_the_edits_of_a_course_that_was_opened_are_taken_back_one_by_one(player):
    course = kept_course(player)
    again = Player(scenario("gd"))
    execute(course, again)
    finish(again)
    for title, left in ((Drop.title, 3), (Move.title, 1), (Turn.title, 0)):
        assert again.snapshot().undo_title == title
        now = do(again, Undo())
        assert (now.update, now.log) == (316, course.log[:left])
    assert (now.undo_title, now.redo_title) == (None, Turn.title)
    never = Player(course.scenario)
    do(never, Walk(316))
    assert bits(again.timeline) == bits(never.timeline)
    assert do(again, Redo(), Redo(), Redo()).log == course.log
    assert bits(again.timeline) == bits(player.timeline)


def test_an_edit_is_taken_back_before_an_opened_course_was_replayed(player):
    course, again = kept_course(player), Player(scenario("gd"))
    execute(course, again)
    execute(Undo(), again)
    now = do(again)
    assert (now.update, now.log, now.undo_title) == (316, course.log[:3], Move.title)


def test_opening_a_course_forgets_what_was_to_be_undone_before(player):
    do(player, Turn(0, "lr", 0.0005), Turn(1, "lr", 0.0005), Undo())
    now = do(player, Course(scenario("gd"), (), 5))
    assert (now.update, now.undo_title, now.redo_title) == (5, None, None)


def test_an_edit_cut_off_while_another_is_made_can_not_be_undone(player):
    wrong = Stamped(0, Remove((99,)))
    execute(Course(scenario("gd"), (Stamped(0, Turn(0, "lr", 0.0005)), wrong), 0), player)
    execute(Drop((0,), ((0.0, 0.0),)), player)
    assert player.snapshot().undo_title == Turn.title
    assert do(player, Undo()).fleets[0].optimizer.lr == 0.001
