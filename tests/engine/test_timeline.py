"""Any update can be restored exactly, and the past can be changed."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import optimizers
from engine.commands import AddFleet, Drop, Move, Remove, RemoveFleet, Reschedule, Turn, TurnSurface
from engine.errors import DataError
from engine.optimizers import BY_KEY
from engine.schedules.waves import Cosine
from engine.stamped import Stamped
from engine.timeline import PATIENCE, SPACING, Course, Timeline
from tests.engine.worlds import POINTS, bits, played, recorded, scenario

every_optimizer = pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda k: k.key)

EDITS = (
    Drop((0, 1), ((0.2, 0.1),)),
    Drop((1,), ((-0.4, 0.3), (1.0, 1.0))),
    Move(1, (0.6, 0.6)),
    Remove((0,)),
    Turn(0, "lr", 0.0004),
    TurnSurface("b", 20.0),
    Reschedule(1, Cosine(50.0)),
    AddFleet(BY_KEY["nesterov"]()),
    RemoveFleet(1),
)


def walk_to(timeline, update):
    timeline.seek(update)
    timeline.arrive()


@every_optimizer
def test_going_back_and_on_gives_the_same_bits(kind):
    straight, zigzag = Timeline(scenario(kind.key)), Timeline(scenario(kind.key))
    walk_to(straight, SPACING + 40)
    for update in (SPACING + 30, 20, SPACING, SPACING - 1, 0, SPACING + 40):
        walk_to(zigzag, update)
    assert bits(straight) == bits(zigzag)
    assert recorded(straight) == recorded(zigzag)


def test_every_restored_update_equals_the_original():
    timeline, states = Timeline(scenario("adam", "momentum")), []
    for update in range(40):
        walk_to(timeline, update)
        states.append(bits(timeline))
    for update in (39, 13, 14, 12, 0, 38):
        walk_to(timeline, update)
        assert bits(timeline) == states[update]


def test_stepping_back_twice_replays_once():
    timeline = Timeline(scenario("adam"))
    walk_to(timeline, SPACING * 2 - 1)
    walk_to(timeline, SPACING * 2 - 2)
    known = {kept.update for kept in timeline.instants}
    assert SPACING * 2 - 3 in known


def test_an_edit_in_the_past_makes_another_future():
    timeline = Timeline(scenario("gd"))
    walk_to(timeline, 300)
    walk_to(timeline, 100)
    timeline.edit(Turn(0, "lr", 0.0001))
    assert timeline.simulation.head == 100
    walk_to(timeline, 300)
    assert bits(timeline) == bits(played(timeline.course))
    assert recorded(timeline) == recorded(played(timeline.course))


def test_a_refused_edit_changes_nothing():
    timeline = Timeline(scenario("gd"))
    walk_to(timeline, 50)
    walk_to(timeline, 20)
    before, rows = bits(timeline), recorded(timeline)
    with pytest.raises(DataError):
        timeline.edit(Turn(0, "lr", -1.0))
    assert bits(timeline) == before
    assert recorded(timeline) == rows
    assert timeline.log == ()


def test_work_is_done_in_slices():
    timeline = Timeline(scenario("gd"))
    timeline.seek(10_000)
    ticks = iter(range(1000))
    timeline.advance(3, lambda: next(ticks))
    assert 0 < timeline.update < 10_000
    timeline.stop()
    assert timeline.arrived


moves = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from(EDITS)),
        st.tuples(st.just("go"), st.integers(0, 600)),
        st.tuples(st.just("undo"), st.integers(1, 3)),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(moves)
def test_the_course_alone_determines_every_bit(steps):
    """Edit, seek and undo in any order: a fresh replay of the log gives the same."""
    timeline = Timeline(scenario("momentum", "adam"))
    for what, value in steps:
        if what == "go":
            walk_to(timeline, value)
        elif what == "undo":
            log = timeline.log[: max(0, len(timeline.log) - value)]
            timeline.become(Course(timeline.scenario, log, timeline.update))
            timeline.arrive()
        else:
            try:
                timeline.edit(value)
            except DataError:
                continue  # its ball or fleet was removed before
    fresh = played(Course(timeline.scenario, timeline.log, timeline.update))
    assert bits(timeline) == bits(fresh)
    mine, again = recorded(timeline), recorded(fresh)
    walk_to(fresh, timeline.simulation.head)
    walked = recorded(fresh)
    assert set(again) <= set(mine)
    assert {key: walked.get(key) for key in mine if key in walked} == {
        key: point for key, point in mine.items() if key in walked
    }


def test_an_edit_on_the_way_to_somewhere_else_is_a_mistake_of_the_caller():
    timeline = Timeline(scenario("gd"))
    timeline.seek(50)
    with pytest.raises(RuntimeError):
        timeline.edit(EDITS[0])


def test_a_log_with_an_edit_that_can_not_be_made_ends_before_it():
    good, bad = Stamped(3, Move(1, (0.6, 0.6))), Stamped(5, Remove((0, 99)))
    timeline = Timeline(scenario("gd"))
    timeline.become(Course(scenario("gd"), (good, bad, Stamped(9, Remove((1,)))), 20))
    with pytest.raises(DataError) as caught:
        timeline.arrive()
    assert caught.value.values == ("5",)
    assert timeline.log == (good,)
    timeline.stop()
    assert timeline.arrived
    timeline.edit(Remove((0,)))
    walk_to(timeline, 30)
    assert bits(timeline) == bits(played(timeline.course))


def test_a_scenario_that_can_not_start_leaves_everything_as_it_was():
    timeline = Timeline(scenario("gd"))
    walk_to(timeline, 20)
    before, rows = bits(timeline), recorded(timeline)
    with pytest.raises(DataError):
        timeline.become(Course(scenario("adam", points=((0.0, float("nan")),)), (), 5))
    assert (bits(timeline), recorded(timeline)) == (before, rows)
    assert timeline.arrived


def test_many_edits_of_one_update_do_not_block_the_engine():
    """A file may hold thousands; the engine must respond between them."""
    log = tuple(Stamped(2, Drop((0,), ((0.1, place / 100),))) for place in range(50))
    timeline = Timeline(scenario("gd"))
    timeline.become(Course(timeline.scenario, log, 4))
    seconds = count(step=PATIENCE / 4)
    turns = 0
    while not timeline.arrived:
        timeline.advance(0.0, lambda: next(seconds))
        turns += 1
    assert turns > 10
    assert bits(timeline) == bits(played(timeline.course))


def test_at_the_end_of_every_slice_the_edits_of_the_update_are_made():
    """Else the same update would be shown twice, without its edits and with them."""
    timeline = Timeline(scenario("gd"))
    timeline.become(Course(timeline.scenario, (Stamped(16, Drop((0,), ((0.0, 0.0),))),), 99))
    while timeline.update < 16:
        timeline.advance(0.0, lambda: 0.0)
    assert timeline.update == 16
    assert len(timeline.simulation.fleets[0].balls) == 4


def test_going_on_passes_through_every_update_also_where_they_are_on_record():
    timeline = Timeline(scenario("gd"))
    walk_to(timeline, SPACING * 4)
    walk_to(timeline, 10)
    timeline.go_on(SPACING * 3)
    timeline.advance(0.0, lambda: 0.0)
    assert 10 < timeline.update < SPACING
    timeline.arrive()
    assert bits(timeline) == bits(played(timeline.course))
    kept = [instant.update for instant in timeline.instants]
    assert kept == sorted(set(kept))


def test_kept_instants_are_few_however_long_the_run_and_always_valid():
    """So little memory for them that they must be spread over the whole run."""
    timeline = Timeline(scenario("adam", points=POINTS * 40), budget=400_000)
    walk_to(timeline, SPACING * 40)
    assert 8 * sum(kept.nbytes for kept in timeline.instants) <= 400_000
    for update in (SPACING * 39 + 5, SPACING * 20 + 1, 3):
        walk_to(timeline, update)
        assert bits(timeline) == bits(played(timeline.course))
