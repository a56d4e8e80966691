"""L-BFGS and its line search, against torch's, the dense formula and its own promises."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine import fleet as fleets
from engine import surfaces
from engine.analysis.curvature import read
from engine.analysis.status import Status, statuses
from engine.arrays import columns
from engine.optimizers.lbfgs import LBFGS, PAIRS, Pairs
from engine.optimizers.line_search import DECREASE, LEVEL, MOST_TRIALS, Trial, search
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from tests.engine.paths import path, surface
from tests.engine.worlds import BLOCK, default

DATA = Path(__file__).parents[1] / "data" / "torch_lbfgs.json"
RUNS = json.loads(DATA.read_text(encoding="utf-8"))["runs"]
every_run = pytest.mark.parametrize(
    "run", RUNS, ids=lambda run: f"{run['surface']}-{run['positions'][0]}"
)
every_surface = pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)


def updates(loss, optimizer, start, count):
    """The terms of so many updates of one ball, and its positions before and after each."""
    x = columns(start)
    state, terms, track = optimizer.init(x), [], [x]
    with np.errstate(all="ignore"):
        for _ in range(count):
            terms.append(optimizer.terms(optimizer.ask(loss, x, state), state))
            x, state = x + terms[-1].move, terms[-1].state
            track.append(x)
    return terms, np.array(track)[:, 0]


def pairs_of(movements, changes, x, grad):
    """A memory that holds these pairs, newest first, for one ball that is now at `x`."""
    kept = [np.zeros((1, PAIRS, 2)), np.zeros((1, PAIRS, 2))]
    for array, rows in zip(kept, (movements, changes), strict=True):
        array[0, : len(rows)] = rows
    return Pairs(*kept, columns(x), columns(grad))


# -- against torch.optim.LBFGS (strong Wolfe), recorded in tests/data -----------------------------


@every_run
def test_it_takes_about_as_many_updates_and_evaluations_as_torch(run):
    loss, count = surface(run["surface"]), len(run["evaluations"])
    terms, track = updates(loss, LBFGS(), run["positions"][0], count + 3)
    there = int(np.argmax(loss.value(track) < 1e-10))
    spent = sum(int(each.evaluations[0, 0]) for each in terms[:there])
    assert 0 < there <= count + 1
    assert spent <= 1.15 * sum(run["evaluations"])


@every_run
def test_from_the_same_memory_it_takes_torchs_direction(run):
    loss = surface(run["surface"])
    for moment in run["moments"]:
        x = columns(moment["x"])
        grad = loss.gradient(x)
        state = pairs_of(moment["movements"], moment["changes"], x, grad)
        direction = LBFGS().ask(loss, x, state).direction[0]
        np.testing.assert_allclose(direction, moment["direction"], rtol=1e-10, atol=1e-15)


def test_on_many_runs_it_is_torchs_path_all_the_way():
    """Where both searches choose the same trial steps, only rounding is between them."""
    same = 0
    for run in RUNS:
        count = len(run["evaluations"])
        _, track = updates(surface(run["surface"]), LBFGS(), run["positions"][0], count)
        theirs = np.array(run["positions"])
        same += bool(np.abs(track - theirs).max() < 1e-7)
    assert same >= 5


# -- the direction -----------------------------------------------------------------------------


def dense(movements, changes):
    """B of Nocedal and Wright, eq. 7.16 and 7.17, as a matrix; oldest pair first."""
    s, y = movements[0], changes[0]
    matrix = np.eye(2) * (s @ y) / (y @ y)
    for s, y in zip(reversed(movements), reversed(changes), strict=True):
        turn = np.eye(2) - np.outer(y, s) / (y @ s)
        matrix = turn.T @ matrix @ turn + np.outer(s, s) / (y @ s)
    return matrix


@pytest.mark.parametrize("count", [1, 2, 5, PAIRS])
@pytest.mark.parametrize("memory", [1, 2, PAIRS])
def test_the_direction_is_that_of_the_dense_formula(count, memory):
    random = np.random.default_rng(count)
    hessian = np.array([[3.0, 1.0], [1.0, 2.0]])
    movements = random.normal(size=(count, 2))
    changes = movements @ hessian + 0.1 * movements  # sᵀy > 0
    x, loss = [[0.4, -0.3]], surface("himmelblau")
    grad = loss.gradient(columns(x))
    state = pairs_of(movements, changes, x, grad)
    used = min(count, memory)
    expected = -dense(movements[:used], changes[:used]) @ grad[0]
    direction = LBFGS(memory=float(memory)).ask(loss, columns(x), state).direction[0]
    np.testing.assert_allclose(direction, expected, rtol=1e-12)


def test_without_memory_it_is_steepest_descent_with_a_line_search():
    terms, _ = updates(surface("rosenbrock"), LBFGS(memory=0.0), (-1.5, 1.5), 8)
    for each in terms:
        np.testing.assert_array_equal(each.direction, -each.grad)
        assert each.step[0, 0] > 0


def test_pairs_are_the_movements_made_and_the_changes_of_the_gradient():
    loss = surface("rosenbrock")
    terms, track = updates(loss, LBFGS(), (-1.5, 1.5), 14)
    state, moves = terms[-1].state, np.diff(track, axis=0)[:-1][::-1]
    slopes = np.diff(loss.gradient(track), axis=0)[:-1][::-1]
    np.testing.assert_array_equal(state.movements[0], moves[:PAIRS])
    np.testing.assert_array_equal(state.changes[0], slopes[:PAIRS])


def test_a_movement_along_negative_curvature_is_not_remembered():
    """Down the saddle L = x² − y² along y: sᵀy < 0, so each update is steepest descent."""
    terms, track = updates(surface("saddle"), LBFGS(), (0.0, 0.1), 3)
    assert not terms[-1].state.movements.any()
    assert track[-1, 1] > 1e3
    for each in terms:
        np.testing.assert_array_equal(each.direction, -each.grad)


@every_surface
def test_every_direction_leads_down_and_no_update_leads_up(kind):
    loss = default(kind)
    starts = np.random.default_rng(1).uniform(loss.low, loss.high, (20, 2))
    x = columns(starts)
    state = LBFGS().init(x)
    with np.errstate(all="ignore"):
        for _ in range(15):
            terms = LBFGS().terms(LBFGS().ask(loss, x, state), state)
            before, slope = loss.value(x), (terms.direction * terms.grad).sum(axis=1)
            fine = np.isfinite(terms.grad).all(axis=1) & np.isfinite(before)
            assert (slope[fine] <= 0).all()
            x, state = x + terms.move, terms.state
            level = 1e-13 * np.abs(before[fine])
            assert (loss.value(x)[fine] <= before[fine] + level).all()


@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "wells", "six_hump_camel", "branin"])
def test_it_ends_where_the_status_says_minimum(key):
    """Also where the lowest loss is not 0 and its rounding hides the last digits' decrease."""
    loss = surface(key)
    low, high = np.array(loss.low), np.array(loss.high)
    starts = np.random.default_rng(3).uniform(low, high, (30, 2))
    track = path(loss, LBFGS(), starts, 60)
    said = statuses(read(loss, track[-1]), track[-1] - track[-2])
    near = np.all((track[-1] > low - 1) & (track[-1] < high + 1), axis=1)
    verdicts = [verdict for verdict, here in zip(said, near, strict=True) if here]
    assert len(verdicts) >= 20
    assert set(verdicts) <= {Status.MINIMUM, Status.SADDLE}
    assert verdicts.count(Status.MINIMUM) >= 0.9 * len(verdicts)


# -- evaluations of the loss ---------------------------------------------------------------------


class Counted:
    """A loss that counts the evaluations of each ball, known by its row."""

    def __init__(self, loss, balls, rows=None):
        self.loss, self.rows = loss, np.arange(balls) if rows is None else rows
        self.asked = np.zeros(balls)

    def value(self, points):
        assert len(points) == len(self.rows)
        np.add.at(self.asked, self.rows, 1)
        return self.loss.value(points)

    def gradient(self, points):
        assert len(points) == len(self.rows)
        return self.loss.gradient(points)

    def part(self, rows):
        some = Counted(self.loss, 0, self.rows[rows])
        some.asked = self.asked
        return some


def test_the_evaluations_reported_are_those_made_and_only_by_balls_still_searching():
    loss = Counted(surface("rosenbrock"), 30)
    x = columns(np.random.default_rng(0).uniform(-2, 2, (30, 2)))
    state, counted = LBFGS().init(x), np.zeros(30)
    for _ in range(6):
        terms = LBFGS().terms(LBFGS().ask(loss, x, state), state)
        counted += terms.evaluations[:, 0]
        x, state = x + terms.move, terms.state
    np.testing.assert_array_equal(counted, loss.asked)
    assert len(set(counted)) > 3


# -- the line search ---------------------------------------------------------------------------


def along(function, slope, first=1.0):
    """A search along one function of the step, and the trials it made."""
    tried = []

    def probe(rows, step):
        tried.append(float(step[0, 0]))
        return Trial(step, function(step), slope(step))

    zero = np.zeros((1, 1))
    found = search(probe, Trial(zero, function(zero), slope(zero)), np.full((1, 1), first))
    return float(found.step[0, 0]), tried, float(found.trials[0, 0])


@pytest.mark.parametrize("first", [1e-3, 0.1, 1.0, 10.0, 1e3])
@pytest.mark.parametrize(
    ("function", "slope"),
    [
        (lambda t: (t - 2) ** 2, lambda t: 2 * (t - 2)),
        (lambda t: -t / (t * t + 2), lambda t: (t * t - 2) / (t * t + 2) ** 2),
        (lambda t: (t + 0.004) ** 5 - 2 * (t + 0.004) ** 4, None),
        (lambda t: np.cos(3 * t) - t / 2, lambda t: -3 * np.sin(3 * t) - 0.5),
    ],
    ids=["parabola", "More-Thuente 1", "More-Thuente 2", "waves"],
)
def test_the_step_found_is_low_enough_and_level_enough(function, slope, first):
    """The strong Wolfe conditions; two of the functions are J. Moré and D. Thuente's, 1994."""
    slope = slope or (lambda t: 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3)
    step, tried, trials = along(function, slope, first)
    assert step == tried[-1] > 0
    assert len(tried) == trials < MOST_TRIALS
    assert function(step) <= function(0.0) + DECREASE * step * slope(0.0)
    assert abs(slope(step)) <= LEVEL * abs(slope(0.0))


def test_the_first_step_tried_is_taken_where_it_is_acceptable():
    assert along(lambda t: (t - 2) ** 2, lambda t: 2 * (t - 2), first=1.5)[1] == [1.5]


def test_on_a_plain_that_falls_for_ever_the_search_ends_with_its_last_step():
    step, tried, trials = along(lambda t: -t, lambda t: -np.ones_like(t))
    assert trials == MOST_TRIALS
    assert step == tried[-1] == 4.0 ** (MOST_TRIALS - 1)


@pytest.mark.parametrize("wall", [np.nan, np.inf])
def test_where_the_loss_is_no_number_it_went_too_far(wall):
    step, _, _ = along(lambda t: np.where(t < 0.01, -t, wall), lambda t: -np.ones_like(t))
    assert 0.005 < step < 0.01


def test_nothing_is_tried_where_the_direction_does_not_descend():
    for slope in (0.0, 1.0, np.nan):
        assert along(lambda t: 0 * t, lambda t, s=slope: 0 * t + s)[1:] == ([], 0.0)
    assert along(lambda t: t * np.nan, lambda t: 0 * t - 1)[1:] == ([], 0.0)
    assert along(lambda t: -t, lambda t: 0 * t - 1, first=0.0)[1:] == ([], 0.0)


def test_a_ball_that_finds_nothing_lower_stays_and_forgets_its_pairs():
    class Inconsistent:
        """Its gradient does not belong to its loss: the loss rises along −g."""

        def value(self, points):
            return np.abs(points - [0.5, 0.25]).sum(axis=1)

        def gradient(self, points):
            return -np.ones_like(points)

    x = columns([[0.5, 0.25]])
    state = pairs_of([[1.0, 0.0]], [[1.0, 0.0]], x, [[-1.0, -1.0]])
    terms = LBFGS().terms(LBFGS().ask(Inconsistent(), x, state), state)
    assert terms.step.tolist() == [[0.0]]
    assert terms.move.tolist() == [[0.0, 0.0]]
    assert terms.evaluations.tolist() == [[MOST_TRIALS + 1.0]]
    assert not terms.state.movements.any()
    assert not terms.state.changes.any()
    assert state.movements.any()
    # Turned off, it does not even search, and so forgets nothing.
    off = LBFGS(lr=0.0).terms(LBFGS(lr=0.0).ask(Inconsistent(), x, state), state)
    assert off.state.movements.any()


# -- in fleets -----------------------------------------------------------------------------------


def test_what_balls_remember_survives_blocks_drops_moves_and_removals(monkeypatch):
    """States of shape (N, 10, 2): the pairs of a ball in a large fleet are those it has alone."""
    monkeypatch.setattr(fleets, "BLOCK", BLOCK)
    points = np.random.default_rng(5).uniform(-1, 1, (BLOCK + 3, 2))
    many = Simulation(Scenario(surface("beale"), (FleetSetup(LBFGS(), points=_tuples(points)),)))
    few = Simulation(
        Scenario(surface("beale"), (FleetSetup(LBFGS(), points=_tuples(points[-4:])),))
    )
    for simulation, moved, gone in ((many, BLOCK, (0, 7)), (few, 1, (3,))):
        simulation.step(5)
        simulation.drop((0,), np.array([[0.5, 0.5]]))
        simulation.step(5)
        simulation.move(moved, np.array([0.25, 0.75]))
        simulation.remove(gone)
        simulation.step(4)
    big, small = many.views()[0], few.views()[0]
    for mine, its in zip(big.state, small.state, strict=True):
        assert mine.flags.f_contiguous
        np.testing.assert_array_equal(mine[-5:-2], its[:3])
        np.testing.assert_array_equal(mine[-1], its[-1])
    assert big.state.movements[-1].any()


def _tuples(points):
    return tuple(map(tuple, points))
