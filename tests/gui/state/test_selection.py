"""What is chosen and pointed at, for all panels at once."""

import pytest

from engine.commands import Drop, Remove, RemoveFleet
from gui.panels.curves.shown_balls import split
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
