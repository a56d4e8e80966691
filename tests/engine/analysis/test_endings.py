"""The status of balls without a finite position: those in a hole are not those at infinity."""

import numpy as np
import pytest

from engine import optimizers, surfaces
from engine.analysis.curvature import read
from engine.analysis.endings import endings, has_holes
from engine.analysis.status import Status, ended
from engine.arrays import columns
from engine.export import final_rows
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.recording import Chunk
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.rosenbrock import Rosenbrock
from engine.surfaces.typed import Typed
from engine.timeline import Course
from tests.engine.worlds import default, played

LOGARITHM = Typed(text="log(x) + y^2")
CONE = Typed(text="sqrt(x^2 + y^2)")


def world(surface, *points, key="gd", lr=0.01):
    """A small record, so that its chunks are full soon."""
    fleet = FleetSetup(BY_KEY[key](lr=lr), points=points)
    return Simulation(Scenario(surface, (fleet,)), budget=1_000_000)


def said(simulation):
    return simulation.views()[0].statuses


def test_a_ball_that_rolls_into_a_hole_is_lost_there_and_not_diverged():
    """From (0.05, 1) one update of 0.01/0.05 leads to (−0.15, 0.98), where log x is no number."""
    run = world(LOGARITHM, (0.05, 1.0))
    assert said(run) == (Status.MOVING,)
    run.step()
    assert run.views()[0].position.tolist() == [[0.05 - 0.2, 0.98]]
    assert said(run) == (Status.NO_VALUE,)
    run.step()
    assert np.isnan(run.views()[0].position[0, 0])
    assert said(run) == (Status.NO_VALUE,)
    run.step(5000)  # in other chunks of the record by now
    assert said(run) == (Status.NO_VALUE,)


@pytest.mark.parametrize("key", [kind.key for kind in optimizers.ALL])
def test_whatever_the_rule_no_ball_in_a_hole_is_called_diverged(key):
    """A line search and the rolling ball stay out of the hole; Newton moves away from it."""
    run = world(LOGARITHM, (0.05, 1.0), (0.3, 0.4), (-1.0, 0.0), key=key, lr=0.1)
    for _ in range(12):
        run.step()
        view = run.views()[0]
        lost = ~np.isfinite(view.position).all(axis=-1)
        found = {status for status, gone in zip(view.statuses, lost, strict=True) if gone}
        assert found <= {Status.NO_VALUE}
        assert view.statuses[2] is Status.NO_VALUE


def test_the_final_table_distinguishes_lost_from_diverged_balls():
    points = ((0.05, 1.0), (3.0, 50.0), (3.0, 0.0))
    fleet = FleetSetup(BY_KEY["gd"](lr=0.01), points=points)
    player = Player(Scenario(Typed(text="log(x) + y^4"), (fleet,)))
    player.timeline.seek(60)
    player.timeline.arrive()
    assert [row["status"] for row in final_rows(player.snapshot())] == [
        "where the loss has no value",
        "diverged",
        "moving",
    ]


def test_a_look_ahead_into_a_hole_is_no_divergence():
    """Nesterov's rule evaluates ahead of the ball, which need never be in the hole itself."""
    run = world(LOGARITHM, *((0.2 + k / 100, 0.0) for k in range(60)), key="nesterov", lr=0.002)
    ahead = 0
    for _ in range(100):
        before = run.views()[0]
        run.step()
        after = run.views()[0]
        ends = np.isfinite(before.position).all(-1) & ~np.isfinite(after.position).all(-1)
        ahead += int((ends & (before.reading.points[:, 0] > 0)).sum())
        for place in np.flatnonzero(ends):
            assert after.statuses[place] is Status.NO_VALUE
    assert ahead > 3


def test_at_the_tip_of_a_cone_there_is_no_slope():
    run = world(CONE, (0.0, 0.0))
    for _ in range(3):
        assert said(run) == (Status.NO_DERIVATIVE,)
        run.step()
    assert np.isnan(run.views()[0].position).all()


def test_balls_that_overflow_diverge_in_a_fleet_with_lost_balls():
    """x³ far away at a large rate, and the logarithm's hole, in one fleet."""
    both = Typed(text="log(x + 5) + x^4 + y^4")
    run = world(both, (4.0, 0.0), (0.0, 3.0), (0.1, 0.1), lr=0.5)
    run.step(40)
    assert said(run)[:2] == (Status.NO_VALUE, Status.DIVERGED)
    cubes = world(surfaces.BY_KEY["monkey_saddle"](), (3.0, 1.0), (-2.0, 0.5), lr=0.5)
    for _ in range(20):
        cubes.step()
        assert Status.NO_VALUE not in said(cubes)  # although the loss there is ∞ − ∞ at last
    assert said(cubes) == (Status.DIVERGED,) * 2


# All but the rolling ball and L-BFGS, which are slow and never diverge: they try their steps.
JUMPING = [kind for kind in optimizers.ALL if kind.key not in {"rolling", "lbfgs"}]


@pytest.mark.parametrize("rule", JUMPING, ids=lambda kind: kind.key)
def test_on_the_landscapes_of_the_program_every_end_is_a_divergence(rule):
    rng = np.random.default_rng(7)
    for kind in surfaces.ALL:
        surface, optimizer = default(kind), rule(lr=30.0)
        low, high = np.array(surface.low), np.array(surface.high)
        x = columns(low + (high - low) * rng.random((12, 2)))
        state = optimizer.init(x)
        for _ in range(20):
            before = x
            with np.errstate(all="ignore"):
                x, state = optimizer.step(surface, x, state)
            ends = np.isfinite(before).all(axis=-1) & ~np.isfinite(x).all(axis=-1)
            if ends.any():
                verdicts = ended(read(surface, before[ends]), x[ends], np.ones(ends.sum(), bool))
                assert set(verdicts) == {Status.DIVERGED}, kind.key


def test_a_ball_moved_by_hand_starts_again():
    run = world(LOGARITHM, (0.05, 1.0), (0.05, 1.0))
    run.step(3)
    run.move(0, np.array([1.0, 0.0]))
    assert said(run) == (Status.MOVING, Status.NO_VALUE)
    run.drop((0,), np.array([[2.0, 2.0]]))
    run.remove((0,))
    run.step(100)
    assert said(run) == (Status.NO_VALUE, Status.MOVING)


def test_the_surface_on_which_a_ball_ended_matters():
    run = world(LOGARITHM, (0.05, 1.0))
    run.step(3)
    run.reshape(Rosenbrock())
    run.step(3)
    assert said(run) == (Status.NO_VALUE,)
    other = world(Rosenbrock(), (-1.5, 1.5), lr=0.1)
    other.step(20)
    other.reshape(LOGARITHM)
    assert said(other) == (Status.DIVERGED,)


def test_an_earlier_update_depends_on_the_record_before_it():
    fleet = FleetSetup(BY_KEY["gd"](lr=0.01), points=((0.05, 1.0), (5.0, 1.0)))
    start = played(Course(Scenario(LOGARITHM, (fleet,)), (), 300))
    for update, first in ((0, Status.MOVING), (1, Status.NO_VALUE), (2, Status.NO_VALUE)):
        start.seek(update)
        start.arrive()
        assert start.simulation.views()[0].statuses == (first, Status.MOVING)


def test_a_hole_is_found_in_a_thinned_record():
    """Where updates are missing, it matters whether the loss has a hole anywhere near."""
    trajectories = np.array([7])

    def verdict(surface, kept, stride):
        x = surface.low[0] + 3  # from 0.05 next to the hole into it, and away
        rows = np.array([[[x + 0.05, 1]], [[x - 0.15, 1]], [[np.nan, 1]], [[np.nan, 1]]])
        chunk = Chunk(surface, 0, trajectories, trajectories, 0, stride, rows[kept])
        return endings((chunk,), trajectories).statuses[0]

    far = Typed(text="log(x) + y^2", low=(97.0, -3.0), high=(103.0, 3.0))
    assert has_holes(LOGARITHM)
    assert not has_holes(far)
    assert verdict(LOGARITHM, [0, 1, 2, 3], 1) is Status.NO_VALUE
    assert verdict(LOGARITHM, [1, 3], 2) is Status.NO_VALUE
    assert verdict(LOGARITHM, [0, 2], 2) is Status.NO_VALUE
    assert verdict(far, [0, 2], 2) is Status.DIVERGED
    assert verdict(far, [0, 2], 1) is Status.NO_VALUE  # for there was no update between
    assert endings((), trajectories).statuses == (Status.DIVERGED,)


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_no_window_of_the_program_has_a_hole(kind):
    assert not has_holes(default(kind))


def test_five_hundred_balls_stay_lost_however_long_the_run():
    """Of so many balls the record soon keeps but every other update, and then fewer."""
    x, y = np.random.default_rng(0).uniform(0.01, 3, (2, 500)).tolist()
    run = world(LOGARITHM, *zip(x, y, strict=True), lr=0.05)
    for _ in range(4):
        run.step(500)
        view = run.views()[0]
        gone = np.flatnonzero(np.isnan(view.position).any(axis=-1))
        assert {view.statuses[place] for place in gone} == {Status.NO_VALUE}
    assert max(chunk.stride for chunk in run.views()[0].chunks) > 1
    assert len(gone) == 500


def test_chunks_that_roll_on_hide_no_end():
    """The last good row of one chunk and the first bad row of the next belong together."""
    trajectories = np.array([3, 4])
    good = np.array([[[1.0, 1.0], [0.05, 1.0]], [[1.0, 0.9], [0.0001, 0.9]]])
    bad = np.array([[[np.inf, 0.8], [np.nan, 0.8]], [[np.nan, 0.7], [np.nan, 0.7]]])
    bowl = surfaces.BY_KEY["bowl"]()
    for begins, second in ((2, Status.NO_VALUE), (3, Status.DIVERGED)):
        first = Chunk(bowl, 0, trajectories, trajectories, 0, 1, good)
        then = Chunk(bowl, 0, trajectories, trajectories, begins, 1, bad)
        for after in range(4):  # chunks, in which nothing new happens
            lost = Chunk(bowl, 0, trajectories, trajectories, begins + 2, 1, bad[1:])
            chunks = (first, then, *[lost] * after)
            assert endings(chunks, trajectories).statuses == (Status.DIVERGED, second)
            assert endings(chunks, trajectories[::-1].copy()).statuses == (second, Status.DIVERGED)
