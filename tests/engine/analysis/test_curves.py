"""Histories for plots: true values of the recorded positions, however few are kept of them."""

import numpy as np
import pytest

from engine.analysis.curves import (
    Curves,
    Extremes,
    Spread,
    group_size,
    nearest_update,
    neighbour,
    places_of,
    sample,
    visible,
)
from engine.analysis.quantities import ALL, EIGENVALUES, GRADIENT, LOSS
from engine.analysis.recorded import last_finite, value_at
from engine.commands import AddFleet, Drop, Move, Remove, TurnSurface
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from engine.surfaces.rosenbrock import Rosenbrock

POINTS = ((-1.5, 1.5), (0.3, -0.4), (1.2, 2.0))
WHOLE = (0.0, 1e9)
LONG = 9000  # updates that fill several chunks


def player(points=POINTS, optimizer="adam", lr=0.05, surface=None, budget=10**9):
    fleet = FleetSetup(BY_KEY[optimizer](lr=lr), points=points)
    return Player(Scenario(surface or Rosenbrock(), (fleet,)), budget)


def go(player, update):
    """Go to `update`, beyond the head too."""
    player.timeline.seek(update)
    player.timeline.arrive()


def chunks_of(player):
    return player.snapshot().fleets[0].chunks


def lines(player, balls=(0, 1, 2), quantity=LOSS, summary=None, most=10**6, span=WHOLE):
    curves = Curves(quantity, summary or Extremes())
    line, complete = curves.lines(chunks_of(player), balls, *span, most)
    assert complete
    return line


def positions(player):
    """Every recorded position in the order of time, (updates, balls, 2)."""
    return np.concatenate([chunk.rows for chunk in chunks_of(player)])


@pytest.mark.parametrize("quantity", ALL, ids=lambda quantity: quantity.key)
def test_a_curve_is_the_quantity_at_every_recorded_position(quantity):
    run = player()
    go(run, 700)
    line = lines(run, quantity=quantity)
    expected = quantity.measure(run.snapshot().surface, positions(run)).reshape(701, -1)
    np.testing.assert_array_equal(line.y, expected)
    assert (line.x == np.arange(701.0)[:, None]).all()


def test_the_quantities_are_those_that_a_probe_reads():
    fleet = player().snapshot().fleets[0]
    for quantity, read in (
        (LOSS, fleet.reading.loss[:, None]),
        (GRADIENT, fleet.reading.norm[:, None]),
        (EIGENVALUES, fleet.reading.eigenvalues),
    ):
        np.testing.assert_array_equal(quantity.at(fleet.surface, fleet.position), read)


def test_few_points_are_true_samples_and_keep_every_extreme():
    run = player(lr=0.5)
    go(run, 1000)
    full, few = lines(run), lines(run, most=100)
    assert len(few.x) < 0.6 * len(full.x)
    for ball in range(3):
        picked = few.x[:, ball].astype(int)
        np.testing.assert_array_equal(few.y[:, ball], full.y[picked, ball])
        assert (np.diff(picked) >= 0).all()
        assert few.y[:, ball].min() == full.y[:, ball].min()
        assert few.y[:, ball].max() == full.y[:, ball].max()


def test_curves_that_grow_with_the_run_are_those_computed_at_once():
    run = player()
    growing = [
        (Curves(EIGENVALUES, summary), summary, most)
        for summary in (Extremes(), Spread())
        for most in (10**6, 40)
    ]
    for update in (3, 5, 200, 255, 256, 257, 611, LONG):
        go(run, update)
        for curves, summary, most in growing:
            grown, _ = curves.lines(chunks_of(run), (0, 1, 2), *WHOLE, most)
            fresh = lines(run, quantity=EIGENVALUES, summary=summary, most=most)
            np.testing.assert_array_equal(grown.x, fresh.x)
            np.testing.assert_array_equal(grown.y, fresh.y)


def test_other_balls_give_what_computing_them_alone_gives():
    run, curves = player(), Curves(EIGENVALUES, Extremes())
    run.edit(Drop((0,), ((0.0, 2.0),)))
    go(run, 400)
    run.edit(Remove((1,)))
    run.edit(Drop((0,), ((0.5, 0.5),)))
    go(run, 500)
    for balls in ((0, 1), (1, 2, 3), (3,), (4,), (4, 0, 2), (), (77,)):
        shown, _ = curves.lines(chunks_of(run), balls, *WHOLE, 60)
        fresh = lines(run, balls, EIGENVALUES, most=60)
        there = np.isfinite(fresh.y).any(axis=0)
        for column in np.flatnonzero(there):
            for line in (shown, fresh):
                assert line.y.shape[1] == 2 * len(balls)
            known = np.isfinite(shown.y[:, column])
            wanted = np.isfinite(fresh.y[:, column])
            np.testing.assert_array_equal(shown.y[known, column], fresh.y[wanted, column])
            np.testing.assert_array_equal(shown.x[known, column], fresh.x[wanted, column])


def test_a_ball_put_elsewhere_by_hand_breaks_its_curve_and_no_other():
    run = player()
    go(run, 10)
    run.edit(Move(1, (0.5, 0.5)))
    go(run, 20)
    line = lines(run)
    assert np.isnan(line.y[:, 1]).sum() == 1
    assert np.isfinite(line.y[:, [0, 2]]).all()
    place = int(np.flatnonzero(np.isnan(line.y[:, 1]))[0])
    # The record has the state before and the state after, at the same update.
    assert line.x[place - 1, 1] == line.x[place + 1, 1] == 10
    assert line.y[place + 1, 1] == Rosenbrock().value(np.array([0.5, 0.5]))


def test_another_surface_jumps_at_one_update_without_a_break():
    run = player()
    go(run, 5)
    run.edit(TurnSurface("b", 10.0))
    go(run, 8)
    line = lines(run)
    assert line.x[:, 0].tolist() == [0, 1, 2, 3, 4, 5, 5, 6, 7, 8]
    assert np.isfinite(line.y).all()
    assert line.y[5, 0] != line.y[6, 0]


def test_a_ball_has_no_curve_while_it_is_not_there():
    run = player()
    go(run, 5)
    run.edit(Drop((0,), ((0.0, 0.0),)))
    go(run, 9)
    run.edit(Remove((0,)))
    go(run, 12)
    line = lines(run, (0, 3))
    there = [line.x[np.isfinite(line.y[:, column]), column] for column in (0, 1)]
    assert (there[0].min(), there[0].max()) == (0, 9)
    assert (there[1].min(), there[1].max()) == (5, 12)


def test_no_ball_and_no_record_give_empty_curves():
    empty = Player(Scenario(Bowl(), (FleetSetup(BY_KEY["gd"]()),)))
    go(empty, 3)
    assert lines(empty, ()).y.shape == (0, 0)
    assert lines(empty, (7,), EIGENVALUES).y.shape == (0, 2)
    nothing, complete = Curves(LOSS, Extremes()).lines((), (1,), *WHOLE, 9)
    assert complete
    assert nothing.y.shape == (0, 1)


def test_a_diverged_ball_breaks_off_and_was_last_seen_where_it_was_finite():
    run = player(((1.0, 1.0), (-0.5, 0.2)), "gd", 3.0, Bowl())
    go(run, 5000)
    chunks = chunks_of(run)
    line = lines(run, (0,))
    assert np.isnan(line.y[-1, 0])
    assert np.isfinite(line.y[0, 0])
    update, values = last_finite(LOSS, chunks, 0, 5000)
    assert values[0] == np.nanmax(line.y[:, 0])
    assert line.x[np.nanargmax(line.y[:, 0]), 0] == update
    assert value_at(LOSS, chunks, 0, update) == values
    assert np.isnan(value_at(LOSS, chunks, 0, update + 1)).all()
    assert last_finite(LOSS, chunks, 0, 3)[0] == 3


def test_a_ball_that_was_never_finite_or_never_there_was_never_seen():
    run = player(((1e200, 0.0),), "gd", 0.1, Bowl())
    go(run, 2)
    assert last_finite(LOSS, chunks_of(run), 0, 2) is None
    assert last_finite(LOSS, chunks_of(run), 5, 2) is None
    assert last_finite(LOSS, (), 0, 2) is None
    run.edit(Remove((0,)))
    go(run, 4)
    assert last_finite(LOSS, chunks_of(run), 0, 4) is None


def test_the_spread_is_that_of_the_balls_quantiles():
    points = tuple((x, 0.5) for x in np.linspace(-2, 2, 101))
    run = player(points, "gd", 1e-4)
    go(run, 3)
    line = lines(run, tuple(range(101)), summary=Spread())
    values = np.sort(Rosenbrock().value(positions(run)), axis=1)
    np.testing.assert_array_equal(line.y, values[:, [10, 50, 90]])


def test_diverged_balls_count_as_the_largest_in_a_spread():
    points = tuple((x, 1.0) for x in (*np.linspace(0.1, 0.5, 6), *([1e300] * 5)))
    run = player(points, "gd", 0.1, Bowl())
    go(run, 1)
    last = lines(run, tuple(range(11)), summary=Spread()).y[-1]
    assert np.isfinite(last[:2]).all()
    assert np.isnan(last[2])


@pytest.fixture(scope="module")
def long_run():
    """A run whose record fills several chunks; it is only read."""
    run = player()
    go(run, LONG)
    return run


def test_a_budget_of_time_gives_the_newest_first_and_all_in_the_end(long_run):
    curves, chunks, oldest = Curves(LOSS, Extremes()), chunks_of(long_run), []
    for place in range(len(chunks)):
        line, complete = curves.lines(chunks, (0, 1, 2), *WHOLE, 10**6, seconds=0)
        assert line.x.max() == LONG
        assert complete == (place == len(chunks) - 1)
        oldest.append(line.x.min())
    assert oldest == [chunk.first for chunk in reversed(chunks)]


def test_another_fineness_is_shown_as_it_was_until_it_is_computed(long_run):
    curves, chunks = Curves(LOSS, Extremes()), chunks_of(long_run)
    before, _ = curves.lines(chunks, (0,), *WHOLE, 10**6)
    line, complete = curves.lines(chunks, (0,), *WHOLE, 20, seconds=0)
    assert not complete
    assert line.x.min() == 0
    assert len(line.x) < len(before.x)
    after, complete = curves.lines(chunks, (0,), *WHOLE, 20)
    assert complete
    assert len(after.x) < 60


def test_only_what_a_stretch_passes_through_is_computed(long_run):
    place = LONG - 500
    line = lines(long_run, span=(place, place + 50.0))
    assert 0 < line.x.min() < place
    assert line.x.max() > place + 50
    assert visible(chunks_of(long_run), place, place + 50)[0].first < place


def test_another_sample_of_balls_has_a_spread_of_its_own():
    run, curves = player(), Curves(LOSS, Spread())
    go(run, 20)
    curves.lines(chunks_of(run), (0, 1, 2), *WHOLE, 60)
    other, _ = curves.lines(chunks_of(run), (1,), *WHOLE, 60)
    np.testing.assert_array_equal(other.y[:, 1], lines(run, (1,)).y[:, 0])


def test_a_thinned_record_gives_the_updates_it_has_kept():
    run = player(budget=20_000)
    go(run, 2000)
    chunks = chunks_of(run)
    assert chunks[0].stride > 1
    line = lines(run, (0,))
    assert set(np.unique(np.diff(line.x[:, 0]))) <= {float(2**k) for k in range(12)}
    kept = nearest_update(chunks, 1)
    assert kept in (0, chunks[0].stride)
    assert neighbour(chunks, 0, 1) == chunks[0].stride
    assert value_at(LOSS, chunks, 0, 1) is None


def test_neighbours_are_one_update_on_and_one_back_and_stop_at_the_ends(long_run):
    chunks = chunks_of(long_run)
    for update in (1, 100, chunks[1].first, chunks[1].last, LONG - 1):
        assert neighbour(chunks, update, 1) == update + 1
        assert neighbour(chunks, update, -1) == update - 1
    assert neighbour(chunks, LONG, 1) == LONG
    assert neighbour(chunks, 0, -1) == 0
    assert nearest_update(chunks, 1e9) == LONG
    assert nearest_update(chunks, -5) == 0
    assert nearest_update((), 3) is None


def test_the_neighbour_before_an_edit_is_the_update_before_it():
    run = player()
    go(run, 10)
    run.edit(Move(0, (0.0, 0.0)))
    go(run, 12)
    assert neighbour(chunks_of(run), 10, -1) == 9
    assert neighbour(chunks_of(run), 9, 1) == 10


def test_a_value_is_read_from_the_record_and_after_an_edit_from_after_it():
    run = player()
    go(run, 10)
    run.edit(Move(0, (0.25, 0.75)))
    go(run, 12)
    chunks = chunks_of(run)
    rows = positions(run)
    surface = Rosenbrock()
    assert value_at(LOSS, chunks, 2, 4)[0] == surface.value(rows[4, 2])
    assert value_at(LOSS, chunks, 0, 10)[0] == surface.value(np.array([0.25, 0.75]))
    assert value_at(LOSS, chunks, 0, 13) is None
    assert value_at(LOSS, chunks, 9, 4) is None
    assert value_at(LOSS, chunks, 0, -1) is None


def test_a_removed_ball_is_still_read_at_the_update_of_its_removal():
    run = player()
    go(run, 10)
    run.edit(Remove((0,)))
    assert value_at(LOSS, chunks_of(run), 0, 10) is not None


def test_places_follow_ids_in_any_order():
    run = player()
    run.edit(Remove((1,)))
    run.edit(AddFleet(BY_KEY["gd"]()))
    last = chunks_of(run)[-1]
    assert places_of(last, (2, 1, 0, 99)).tolist() == [1, -1, 0, -1]
    empty = run.snapshot().fleets[1].chunks[-1]
    assert places_of(empty, (0, 1)).tolist() == [-1, -1]


def test_a_sample_is_spread_over_all_balls():
    assert sample(np.arange(5), 10) == (0, 1, 2, 3, 4)
    picked = sample(np.arange(10_000), 101)
    assert (len(picked), picked[0], picked[-1]) == (101, 0, 9999)


def test_groups_grow_by_the_fineness():
    assert [group_size(span, 100) for span in (1, 100, 101, 400, 401, 6400)] == [1, 1, 4, 4, 16, 64]
