"""Edits in mid-scrub: what they drop is said, and comes back by one undo."""

import pytest

from engine.commands import Drop, GoTo, Redo, Remove, Restart, Turn, Undo, Walk
from engine.control import execute
from engine.player import DROPPED, Player
from tests.engine.test_player import do
from tests.engine.worlds import bits, scenario


@pytest.fixture
def player():
    return Player(scenario("gd", "adam"))


@pytest.mark.parametrize("edit", [Turn(0, "lr", 0.0005), Drop((1,), ((0.1, 0.2),)), Remove((0,))])
def test_an_edit_in_mid_scrub_says_what_it_drops_and_one_undo_brings_it_back(player, edit):
    do(player, Walk(30), Turn(1, "lr", 0.002), Walk(30))
    whole, now = bits(player.timeline), do(player, GoTo(12), edit)
    assert (now.update, now.head, now.message.text, now.message.values) == (
        12,
        12,
        DROPPED,
        ("12",),
    )
    assert now.message.undo == now.undo_number
    do(player, Walk(3))
    now = do(player, Undo())
    assert (now.update, now.head, len(now.log)) == (15, 60, 1)
    assert now.message.undo != now.undo_number  # nothing to be offered any more
    assert do(player, GoTo(60)).update == 60
    assert bits(player.timeline) == whole
    now = do(player, GoTo(20), Redo())
    assert (now.update, now.head, [each.update for each in now.log]) == (20, 20, [12])
    assert do(player, Undo()).head == 60


def test_a_knob_dragged_in_mid_scrub_is_one_edit_and_drops_the_future_once(player):
    do(player, Walk(40), Turn(0, "lr", 0.002), GoTo(10))
    for step, rate in enumerate((0.003, 0.004, 0.005)):
        now = do(player, Turn(0, "lr", rate, grouped=step > 0), Walk(1))
        assert now.message.number == 1
    now = do(player, Undo())
    assert (now.head, [each.update for each in now.log], now.undo_title) == (40, [40], Turn.title)


def test_a_gesture_that_goes_on_after_a_scrub_can_be_undone_by_itself(player):
    do(player, Walk(9), Turn(0, "lr", 0.002), Walk(9), GoTo(12))
    now = do(player, Turn(0, "lr", 0.003, grouped=True))
    assert now.message.text == DROPPED
    now = do(player, Undo())
    assert (now.head, now.fleets[0].optimizer.lr) == (18, 0.002)


def test_an_edit_right_after_a_scrub_is_made_where_the_cursor_was_put(player):
    do(player, Walk(30))
    execute(GoTo(20), player)
    assert player.timeline.update < 20  # an earlier instant, from which 20 is replayed
    execute(Turn(0, "lr", 0.002), player)
    now = player.snapshot()
    assert (now.update, now.log[0].update, now.message.values) == (20, 20, ("20",))


def test_a_run_that_is_left_in_mid_scrub_comes_back_with_its_end(player):
    do(player, Walk(30), GoTo(10), Restart())
    now = do(player, Undo())
    assert (now.update, now.head) == (10, 30)
    assert do(player, GoTo(99)).update == 30
