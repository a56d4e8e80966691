"""The updates of one ball made again: the same bits as in the run, whatever was done to it."""

from concurrent.futures import CancelledError

import numpy as np
import pytest

from engine.analysis import step_history
from engine.analysis.stability import RULES, has_rates
from engine.analysis.step_history import REMEMBERING, history, life_of
from engine.commands import (
    AddFleet,
    ChangeNoise,
    Drop,
    Kick,
    Reschedule,
    Turn,
    TurnSurface,
)
from engine.noise import Gaussian, MiniBatch
from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.schedules.waves import Cosine
from engine.surfaces.data.neurons import SineNeuron
from engine.surfaces.rosenbrock import Rosenbrock

POINTS = ((-1.2, 1.0), (0.4, 0.3))
LATER = ("b", "mean", "m")  # fields of states that are sums of gradients
every_rule = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
remembering = pytest.mark.parametrize("key", sorted(REMEMBERING))


def silent(share):
    """A progress that goes nowhere."""


def run_of(*rules, noise=None, schedule=None, surface=None):
    setups = tuple(FleetSetup(rule, schedule or Cosine(span=40), points=POINTS) for rule in rules)
    return Player(Scenario(surface or Rosenbrock(), setups, seed=7, noise=noise or Gaussian(0.1)))


def go(run, update):
    run.timeline.seek(update)
    run.timeline.arrive()
    return run.snapshot()


def made(now, fleet=0, place=0, **limits):
    """The history of a ball up to its next update."""
    view = now.fleets[fleet]
    return history(life_of(now, view, place, **limits), None, now.update, silent)


def memory_in(state):
    return next(getattr(state, name)[0] for name in LATER if name in state._fields)


def assert_is_in_the_run(found, run, fleet=0, place=0):
    """The ball after the last update of its history is the run's, bit for bit."""
    view = go(run, found.end.update).fleets[fleet]
    np.testing.assert_array_equal(found.end.x[0], view.position[place])
    for mine, whole in zip(found.end.state, view.state, strict=True):
        np.testing.assert_array_equal(mine[0], whole[place])


def assert_sums_up(found, update, memory):
    parts, rest = found.parts(update)
    size = np.abs(parts).sum(axis=0) + np.abs(rest)
    assert (np.abs(parts.sum(axis=0) + rest - memory) <= 1e-12 * size).all()


@every_rule
def test_a_ball_alone_is_the_ball_of_the_run(kind):
    run = run_of(kind(lr=0.003), BY_KEY["gd"](lr=1e-4))
    found = made(go(run, 30), place=1)
    assert found.whole
    assert_is_in_the_run(found, run, place=1)


@every_rule
def test_the_lists_of_rules_are_those_with_a_memory_and_with_a_sigma(kind):
    found = made(go(run_of(kind(lr=0.003)), 3))
    assert np.isfinite(found.keeps).all() == np.isfinite(found.shares).all()
    assert np.isfinite(found.keeps).all() == (kind.key in REMEMBERING)
    assert np.isfinite(found.own).all() == has_rates(kind())


@remembering
def test_the_memory_is_the_weighted_sum_of_past_gradients(key):
    run = run_of(BY_KEY[key](lr=0.003))
    found = made(go(run, 40))
    for update in (0, 1, 17, 40):
        assert_sums_up(found, update, memory_in(go(run, update + 1).fleets[0].state))


@pytest.mark.parametrize(("key", "knob"), [("momentum", "momentum"), ("adam", "beta1")])
def test_it_is_with_the_knobs_of_the_time(key, knob):
    run = run_of(BY_KEY[key](lr=0.003))
    go(run, 10)
    run.edit(Turn(0, knob, 0.5))
    go(run, 20)
    run.edit(Turn(0, "lr", 0.001))
    run.edit(TurnSurface("b", 20.0))
    run.edit(ChangeNoise(Gaussian(0.5)))
    run.edit(Reschedule(0, Cosine(span=25)))
    run.edit(Turn(0, knob, 0.7))
    found = made(go(run, 30))
    assert_is_in_the_run(found, run)
    assert_sums_up(found, 30, memory_in(go(run, 31).fleets[0].state))
    weights, rest = found.weights(30)
    assert rest == pytest.approx(0.9**10 * 0.5**10 * 0.7**11)
    assert weights[:3] == pytest.approx([1, 0.7, 0.49])
    assert found.steady(30, 5)
    assert not found.steady(30, 31)
    assert found.rates[15] == pytest.approx(0.003 * found.factors[15])
    for row in (5, 25):
        surface = go(run, row).fleets[0].surface
        there = surface.hessian(found.positions[row])
        np.testing.assert_array_equal(found.curvatures[row], np.diag(there))


def test_a_memory_that_was_gone_on_with_is_the_whole_one():
    run = run_of(BY_KEY["adam"](lr=0.01))
    whole = made(go(run, 50))
    now = go(run, 20)
    known = made(now)
    for until in (20, 33, 50):
        known = history(known.life, known, until, silent)
    for name in ("gradients", "rates", "factors", "keeps", "shares", "own", "curvatures"):
        np.testing.assert_array_equal(getattr(known, name), getattr(whole, name))
    assert known.reaches(0)
    assert known.reaches(50)
    assert not known.reaches(51)


@remembering
def test_an_old_ball_has_a_history_from_now_on_and_the_rest_in_one(key):
    run = run_of(BY_KEY[key](lr=0.003))
    now = go(run, 30)
    life = life_of(now, now.fleets[0], 1, longest=10)
    found = history(life, None, 45, silent)
    assert (found.first, found.whole) == (30, False)
    assert_is_in_the_run(found, run, place=1)
    parts, rest = found.parts(45)
    assert len(parts) == 16
    assert rest.any()
    memory = go(run, 46).fleets[0].state
    held = next(getattr(memory, name)[1] for name in LATER if name in memory._fields)
    assert_sums_up(found, 45, held)


def test_a_ball_of_a_fleet_added_later_and_one_that_was_kicked():
    run = run_of(BY_KEY["gd"](lr=1e-4))
    go(run, 5)
    run.edit(AddFleet(BY_KEY["nesterov"](lr=0.01)))
    run.edit(Turn(1, "lr", 0.002))
    go(run, 9)
    run.edit(Drop((0, 1), ((0.5, 0.5), (0.1, 0.2))))
    dropped = made(go(run, 20), fleet=1, place=1)
    assert dropped.first == 9
    assert_is_in_the_run(dropped, run, fleet=1, place=1)
    ball = int(run.snapshot().fleets[1].balls[0])
    run.edit(Kick(ball, (0.01, 0.02)))
    kicked = made(go(run, 30), fleet=1)
    assert kicked.first == run.timeline.log[-1].update
    assert_is_in_the_run(kicked, run, fleet=1)


def test_gradients_are_those_of_the_batches():
    run = run_of(BY_KEY["momentum"](lr=0.01), noise=MiniBatch(2.0), surface=SineNeuron())
    found = made(go(run, 12))
    assert_is_in_the_run(found, run)
    query, _ = go(run, 7).fleets[0].asked(0)
    np.testing.assert_array_equal(found.gradients[7], query[0])


@pytest.mark.parametrize("key", sorted(key for key, rule in RULES.items() if rule.adaptive))
def test_the_rate_of_a_coordinate_times_its_gradient_is_the_move(key):
    now = go(run_of(BY_KEY[key](lr=0.003)), 12)
    found, (query, terms) = made(now), now.fleets[0].asked(0)
    driven = terms.mean_hat if hasattr(terms, "mean_hat") else None
    if driven is None:
        driven = query
    if key in ("adamw",):
        driven = (
            driven + 0.01 * now.fleets[0].position[:1] / found.own[12] * 0.003 * found.factors[12]
        )
    np.testing.assert_allclose(-found.own[12] * driven[0], terms.move[0], rtol=1e-12)


def test_a_ball_that_diverges_has_rows_to_the_end():
    run = run_of(BY_KEY["momentum"](lr=1e9))
    found = made(go(run, 40))
    assert len(found.gradients) == 41
    assert not np.isfinite(found.gradients).all()


def test_it_reports_progress_and_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(step_history, "TICK", 0.0)
    shares = []
    now = go(run_of(BY_KEY["adam"](lr=0.01)), 20)
    life = life_of(now, now.fleets[0], 0)
    history(life, None, 20, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def refuse(share):
        raise CancelledError

    with pytest.raises(CancelledError):
        history(life, None, 20, refuse)


def test_no_update_more_is_no_change():
    found = made(go(run_of(BY_KEY["adam"](lr=0.01)), 20))
    assert history(found.life, found, 20, silent) is found
