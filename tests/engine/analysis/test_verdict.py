"""Verdicts on balls, against situations built to show each kind and others that look like it."""

from functools import cache

import numpy as np
import pytest

from engine.analysis import verdict
from engine.analysis.verdict import Action, Kind, Verdict
from engine.noise import MiniBatch
from engine.optimizers import ALL as OPTIMIZERS
from engine.optimizers import BY_KEY as RULES
from engine.surfaces import ALL as LANDSCAPES
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.typed import Typed
from tests.engine.analysis import situations_at_rest, situations_in_motion
from tests.engine.analysis.situations import Situation, at

ALL = (*situations_at_rest.ALL, *situations_in_motion.ALL)

ENOUGH = 0.95
JUDGED = [kind for kind in Kind if kind not in (Kind.START, Kind.NO_VALUE)]


@cache
def found() -> list[tuple[Situation, Kind]]:
    return [(each, kind) for each in ALL for kind in judged(each).kinds]


def judged(situation: Situation) -> verdict.Verdicts:
    positions, noise = situation.positions, situation.noise
    return verdict.of(situation.surface, situation.optimizer, positions, noise)


def one(situation: Situation) -> Verdict:
    return judged(situation)[0]


@pytest.mark.parametrize("kind", JUDGED, ids=lambda kind: kind.name)
def test_what_shows_a_kind_is_said_to(kind: Kind) -> None:
    said = [other for situation, other in found() if situation.truth is kind]
    assert len(said) >= 20
    assert said.count(kind) >= ENOUGH * len(said)


@pytest.mark.parametrize("kind", JUDGED, ids=lambda kind: kind.name)
def test_what_only_looks_like_it_is_not(kind: Kind) -> None:
    said = [other for situation, other in found() if kind in situation.like]
    assert len(said) >= 20
    assert said.count(kind) <= (1 - ENOUGH) * len(said)


def test_no_ball_at_a_saddle_or_on_a_slope_is_at_a_minimum() -> None:
    wrong = [each for each, kind in found() if kind is Kind.MINIMUM and each.truth is not kind]
    assert not wrong


def test_slopes_without_any_minimum() -> None:
    """The gentlest ones, in every size, with walls and without."""
    for slope in (1e-1, 1e-6, 1e-12):
        for walls in ("0", "x^2", "10000*x^2", "0.01*x^2"):
            surface = Typed(f"{walls}+{slope}*y", low=(-2.0, -2.0), high=(2.0, 2.0))
            places = np.zeros((3, 5, 2)) + np.linspace(-1, 1, 5)[:, None] * [0, 1]
            kinds = verdict.of(surface, RULES["gd"](lr=1e-3), places).kinds
            assert Kind.MINIMUM not in kinds
            assert Kind.SADDLE not in kinds


def test_the_last_positions_alone_decide() -> None:
    """More positions of the same run change nothing, and the balls don't depend on each other."""
    situation = at("minimum", "", "himmelblau", "gd 0.005", 400, ((3.5, 2.5), (-3.0, 3.0)))
    positions = situation.positions
    whole = verdict.of(situation.surface, situation.optimizer, positions)
    tail = verdict.of(situation.surface, situation.optimizer, positions[-30:])
    alone = verdict.of(situation.surface, situation.optimizer, positions[:, 1:])
    assert repr(whole[1]) == repr(tail[1]) == repr(alone[0])
    assert repr(tuple(whole)) == repr(tuple(tail))


def test_evidence_is_what_the_surface_says() -> None:
    """Of momentum into the saddle of the two weights: λ = ∓2, and the limit 2(1 + λ)."""
    found = one(at("saddle", "", "two_weights", "momentum 0.05", 400, ((1.0, -1.0),)))
    evidence = found.evidence
    assert np.allclose(evidence.eigenvalues, (-2, 2), atol=1e-6)
    assert evidence.loss == pytest.approx(1.0)
    assert evidence.limit == pytest.approx(2 * 1.9)
    assert evidence.share == pytest.approx(2 * 0.05 / 3.8)
    assert found.suggestion is not None
    assert found.suggestion.action is Action.KICK


def test_the_suggested_rate_is_one_that_the_rule_bears() -> None:
    """A diverging ball gets a rate at half the limit: from there it comes down."""
    start = ((-120.0, -4.0),)
    found = one(at("diverging", "", "pokemon", "gd 0.01", 3, start))
    assert found.suggestion is not None
    assert found.suggestion.action is Action.RATE
    assert found.suggestion.value == pytest.approx(1 / 1.7468e6, rel=0.01)
    again = at("slow", "", "pokemon", f"gd {found.suggestion.value}", 300, start)
    assert one(again).kind is not Kind.DIVERGING


def test_the_floor_of_the_noise_is_that_of_long_runs() -> None:
    """On a bowl, η s² /(2 − η) a parameter: the mean loss of many updates agrees to a fifth."""
    situation = at("circling", "", "bowl", "gd 0.1", 4000, ((0.5, 0.5),), "gaussian 0.3")
    expected = 2 * 0.1 * 0.3**2 / (2 - 0.1) / 2
    assert one(situation).evidence.floor == pytest.approx(expected, rel=1e-9)
    losses = situation.surface.value(situation.positions[500:, 0])
    assert losses.mean() == pytest.approx(expected, rel=0.2)


def test_a_larger_batch_is_suggested_up_to_all_examples() -> None:
    found = one(at("circling", "", "linear_regression", "gd 0.05", 400, ((0.5, 4.9),), "batch 10"))
    assert found.suggestion is not None
    assert found.suggestion == verdict.Suggestion(Action.BATCH, 20.0)


@pytest.mark.parametrize("key", [kind.key for kind in LANDSCAPES])
def test_every_surface_and_odd_positions_are_judged_without_a_warning(key: str) -> None:
    """Few positions, none that is finite, far away, and all at one place."""
    surface = SURFACES[key]()
    x, y = surface.starts[0]
    inf, nan = np.inf, np.nan
    ends = [(x, y), (nan, nan), (inf, 1.0), (1e300, -1e300), (x, y)]
    positions = np.array([[(x, y)] * 4 + [(nan, nan)], [(x, y), *ends[1:4], (nan, nan)]])
    for optimizer in OPTIMIZERS:
        noise = MiniBatch(1.0) if MiniBatch(1.0).suits(surface) else None
        for some in (positions[:1], positions, np.repeat(positions[1:], 40, axis=0)):
            found = verdict.of(surface, optimizer(), some, noise)
            assert len(tuple(found)) == len(ends)
            if len(some) > 1:
                assert set(found.kinds[1:3]) <= {Kind.DIVERGING, Kind.NO_VALUE}


def test_positions_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        verdict.of(SURFACES["bowl"](), RULES["gd"](), np.zeros((3, 2)))


STAYS = 0.02  # of the window's sides
ONWARD = 150  # updates


@pytest.mark.parametrize("key", ["gd", "momentum", "nesterov"])
def test_what_is_said_at_a_minimum_stays_there(key: str) -> None:
    """On every surface, from random places and at random rates, over further updates."""
    draw, said, left = np.random.default_rng(5), 0, []
    for kind in LANDSCAPES:
        surface = kind()
        low, high = np.array(surface.low), np.array(surface.high)
        bend = np.abs(surface.hessian(draw.uniform(low, high, (20, 2)))).max()
        rate = 10 ** draw.uniform(-2, -0.3) * 2 / bend
        x = np.asfortranarray(draw.uniform(low, high, (5, 2)))
        optimizer = RULES[key](lr=float(rate))
        state, found = optimizer.init(x), [x]
        for _ in range(2 * ONWARD):
            with np.errstate(all="ignore"):
                x, state = optimizer.step(surface, x, state)
            found.append(x)
        kinds = verdict.of(surface, optimizer, np.array(found[: ONWARD + 1])).kinds
        there = [place for place, each in enumerate(kinds) if each is Kind.MINIMUM]
        away = np.abs(np.array(found[ONWARD:]) - found[ONWARD]).max(0) / (high - low)
        said += len(there)
        left += [(surface.key, rate) for place in there if not (away[place] <= STAYS).all()]
    assert said >= 10
    assert len(left) <= (1 - ENOUGH) * said, left


def test_a_minimum_reached_along_the_slow_axis_is_said_from_then_on() -> None:
    """There the slope along the steep axis is next to nothing, less than what a step leaves."""
    run = at("minimum", "", "himmelblau", "gd 0.005", 160, ((3.5, 2.5), (4.5, 1.0), (1.0, 0.5)))
    positions = run.positions
    for ball in range(3):
        near = np.hypot(*(positions[:, ball] - (3.0, 2.0)).T) < 2e-3
        ends = np.flatnonzero(near)[4:]
        assert len(ends)
        said = {
            verdict.of(run.surface, run.optimizer, positions[: n + 1]).kinds[ball] for n in ends
        }
        assert said == {Kind.MINIMUM}
