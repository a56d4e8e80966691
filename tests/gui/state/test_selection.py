"""What is chosen and pointed at, for all panels at once."""

import pytest

from engine.commands import ChangeSurface, Drop, Remove, RemoveFleet, Restart
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from engine.surfaces.rosenbrock import Rosenbrock
from gui.documents.resources import scenarios
from gui.panels.curves.shown_balls import split
from gui.state.drop_commands import drop
from gui.state.selection import Selection
from gui.state.single_balls import FIRST, MOST, shown_balls
from tests.gui.panels.runs import player


@pytest.fixture
def selection(qapp):
    made = Selection()
    yield made
    made.deleteLater()


@pytest.mark.parametrize(
    ("signal", "change", "back"),
    [
        ("chosen_changed", lambda s: s.choose({1}), lambda s: s.choose(frozenset())),
        ("fleet_changed", lambda s: s.choose_fleet(3), lambda s: s.choose_fleet(None)),
        ("ball_hovered", lambda s: s.hover_ball(3), lambda s: s.hover_ball(None)),
        ("update_hovered", lambda s: s.hover_update(3), lambda s: s.hover_update(None)),
        ("point_hovered", lambda s: s.hover_point((1.0, 2.0)), lambda s: s.hover_point(None)),
        ("followed_changed", lambda s: s.follow(3), lambda s: s.follow(None)),
        ("span_changed", lambda s: s.show_span((1.0, 9.0)), lambda s: s.show_span(None)),
    ],
)
def test_every_change_is_signalled_once_and_no_change_is_not(selection, signal, change, back):
    signals = []
    getattr(selection, signal).connect(lambda: signals.append(signal))
    change(selection)
    change(selection)
    assert len(signals) == 1
    back(selection)
    assert len(signals) == 2


def test_balls_are_chosen_one_by_one_and_deselected_again(selection):
    selection.choose({1})
    selection.toggle(2)
    assert selection.chosen == {1, 2}
    selection.toggle(1)
    assert selection.chosen == {2}


# The ball that leads.


def three_fleets(**more):
    """Balls 0 and 1, none, and 2 to 4."""
    points = (((0.1, 0.0), (0.2, 0.0)), (), ((0.3, 0.0), (0.4, 0.0), (0.5, 0.0)))
    kinds = ("gd", "momentum", "adam")
    fleets = tuple(
        FleetSetup(BY_KEY[key](), points=at) for key, at in zip(kinds, points, strict=True)
    )
    return Player(Scenario(Bowl(), fleets, **more))


@pytest.fixture
def shown(selection):
    selection.update(three_fleets().snapshot())
    return selection


def test_the_ball_chosen_last_leads_and_its_fleet_is_the_chosen_one(shown):
    for balls, leads in (
        ({3}, 3),
        ({3, 1}, 1),
        ({3, 1, 4}, 4),
        ({3, 1}, 1),
        ({0, 2, 3}, 0),
        (set(), None),
    ):
        shown.choose(balls)
        assert shown.ball == leads
        if leads is not None:
            assert shown.fleet == (0 if leads < 2 else 2)
    shown.choose({0, 2, 4}, 2)
    assert (shown.ball, shown.fleet) == (2, 2)
    shown.choose({0, 2, 4}, 0)
    assert (shown.ball, shown.fleet) == (0, 0)


def test_where_a_fleet_is_chosen_one_of_its_balls_leads_or_none_where_it_has_none(shown):
    for fleet, leads in ((2, 2), (0, 0), (1, None), (2, 2)):
        shown.choose_fleet(fleet)
        assert (shown.fleet, shown.ball) == (fleet, leads)
        assert shown.chosen == frozenset([] if leads is None else [leads])
    shown.choose({4})
    shown.choose_fleet(2)
    assert shown.ball == 4  # it is one of its own


def test_one_goes_through_all_balls_and_round_again_in_both_directions(shown):
    for direction, expected in ((1, [0, 1, 2, 3, 4, 0]), (-1, [4, 3, 2, 1, 0, 4])):
        shown.choose(frozenset())
        for ball in expected:
            shown.next_ball(direction)
            assert (shown.ball, shown.chosen) == (ball, {ball})
    Selection().next_ball(1)  # where there is none, nothing happens


def test_what_a_scenario_says_is_chosen_when_it_opens_and_else_nothing(selection):
    selection.update(three_fleets(ball=3).snapshot())
    assert (selection.ball, selection.fleet) == (3, 2)
    selection.follow(3)
    selection.update(three_fleets().snapshot())
    assert (selection.ball, selection.fleet, selection.followed) == (None, 0, None)
    selection.update(three_fleets(ball=0).snapshot())
    assert (selection.ball, selection.fleet) == (0, 0)


def test_every_scenario_opens_with_the_ball_that_its_caption_speaks_of(selection):
    for scenario in scenarios():
        selection.update(Player(scenario).snapshot())
        owners = [k for k, fleet in enumerate(scenario.fleets) for _ in fleet.points]
        assert selection.chosen == {scenario.ball}
        assert selection.fleet == owners[scenario.ball]


def test_the_same_ball_leads_where_a_run_begins_again_though_balls_have_new_numbers(selection):
    run = three_fleets()
    for edit in (Drop((0,), ((0.6, 0.0),)), Remove((0,))):
        run.edit(edit)
    selection.update(run.snapshot())
    selection.choose({1, 3}, 3)  # which stand at (0.2, 0) and (0.4, 0)
    run.begin(Restart())
    now = run.snapshot()
    selection.update(now)
    places = {
        ball: now.homes[ball][0].position[now.homes[ball][1]].tolist() for ball in selection.chosen
    }
    assert sorted(places.values()) == [[0.2, 0.0], [0.4, 0.0]]
    assert places[selection.ball] == [0.4, 0.0]
    assert selection.fleet == now.fleets[2].id
    run.begin(ChangeSurface(Rosenbrock()))
    selection.update(run.snapshot())
    assert selection.ball in {None, *run.snapshot().homes}


def test_a_ball_that_was_dropped_by_hand_leads(shown, sent):
    run = three_fleets()
    shown.update(run.snapshot())
    shown.choose({2})
    drop(sent.append, shown, run.snapshot(), (0.7, 0.0), every=True)
    run.edit(sent[0])
    shown.update(run.snapshot())
    (fleet,) = (fleet for fleet in run.snapshot().fleets if fleet.id == 2)
    assert (shown.ball, shown.fleet) == (fleet.balls[-1], 2)
    run.edit(Drop((2,), ((0.8, 0.0),)))  # not by hand
    shown.update(run.snapshot())
    assert shown.ball == fleet.balls[-1]


def test_the_ball_that_leads_is_the_one_that_is_followed(shown):
    shown.choose({0})
    shown.follow(0)
    shown.next_ball(1)
    assert shown.followed == 1
    shown.choose(frozenset())
    assert shown.followed == 1  # until a drag, or Esc


def test_removed_balls_are_no_longer_chosen_hovered_or_followed(selection):
    run = player()
    selection.update(run.snapshot())
    assert selection.fleet == 0
    selection.choose({0, 1})
    selection.hover_ball(1)
    selection.follow(1)
    run.edit(Remove((1,)))
    selection.update(run.snapshot())
    assert selection.chosen == {0}
    assert selection.hovered_ball is None
    assert selection.followed is None
    run.edit(RemoveFleet(0))
    selection.update(run.snapshot())
    assert selection.fleet == 1
    assert selection.chosen == frozenset()
    run.edit(RemoveFleet(1))
    selection.update(run.snapshot())
    assert selection.fleet is None


def test_few_balls_are_all_shown_and_of_many_some_of_every_fleet(selection):
    run = player()
    assert shown_balls(run.snapshot(), selection) == {0, 1, 2, 3}
    run.edit(Drop((0,), tuple((0.01 * k, 0.0) for k in range(50))))
    now = run.snapshot()
    shown = shown_balls(now, selection)
    assert len(shown) == FIRST
    assert {2, 3} <= shown
    selection.choose(set(range(4, 40)))
    assert len(shown_balls(now, selection)) == MOST
    selection.choose({5})
    selection.hover_ball(9)
    assert shown_balls(now, selection) == {5, 9}


def test_every_ball_is_shown_alone_or_counted_among_the_rest(selection):
    run = player()
    run.edit(Drop((0,), tuple((0.001 * k, 0.0) for k in range(500))))
    now = run.snapshot()
    for part in split(now, shown_balls(now, selection), 101):
        assert len(part.balls) + part.others == len(part.fleet.balls)
        assert len(part.rest) == min(part.others, 101)
        assert not set(part.rest) & set(part.balls)
