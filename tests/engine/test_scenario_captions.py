"""The statements of the scenarios' captions: curvature at every claim, and runs reproduced."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from engine.analysis.curvature import read as probe
from engine.arrays import columns
from engine.data.datasets import two_scales
from engine.noise import Exact, MiniBatch
from engine.scenario import Scenario
from engine.session import read
from engine.simulation import Simulation
from engine.surfaces.base import polished
from tests.engine.paths import first, path

FILES = sorted((Path(__file__).parents[2] / "resources" / "scenarios").glob("*.json"))
SCENARIOS = {file.stem: read(file.read_text(encoding="utf-8")) for file in FILES}
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=list(SCENARIOS))
CLAIMS = [
    pytest.param(scenario.surface, claim, id=f"{name}-{claim.kind}-{i}")
    for name, scenario in SCENARIOS.items()
    for i, claim in enumerate(scenario.claims)
]
WORDS = {  # what a caption may say only of a scenario that claims it somewhere
    r"saddle|鞍点": {"saddle"},
    r"local maximum|局部极大值": {"maximum"},
    r"(?<!no )minim(um|a)|(?<!没有)极小值|最小值": {"minimum", "degenerate"},
}


def tracks(name, updates):
    """The path of each fleet, schedule and all: shape (updates + 1, balls, 2) each."""
    scenario = SCENARIOS[name]
    return [
        path(
            scenario.surface,
            fleet.optimizer,
            fleet.points,
            updates,
            rate=lambda t, fleet=fleet: (
                fleet.optimizer.lr * float(fleet.schedule.factor(np.array(float(t))))
            ),
        )
        for fleet in scenario.fleets
    ]


@cache
def by_key(name, updates):
    fleets = SCENARIOS[name].fleets
    return {
        fleet.optimizer.key: track
        for fleet, track in zip(fleets, tracks(name, updates), strict=True)
    }


def texts(scenario):
    return [
        (text.en, text.zh_CN) for text in (scenario.title, scenario.invitation, scenario.caption)
    ]


@every_scenario
def test_it_is_a_scenario_with_balls_and_words_in_both_languages(scenario):
    assert isinstance(scenario, Scenario)
    assert scenario.fleets
    assert all(fleet.points for fleet in scenario.fleets)
    assert all(bool(english) == bool(chinese) for english, chinese in texts(scenario))
    assert scenario.title.en
    assert scenario.caption.en
    assert 1 <= len(re.findall(r"[.](?= |$)", scenario.caption.en)) <= 3
    assert 1 <= scenario.caption.zh_CN.count("。") <= 3
    assert scenario.claims


@every_scenario
def test_balls_start_inside_the_window_and_fleets_differ_in_colour(scenario):
    surface = scenario.surface
    for fleet in scenario.fleets:
        for point in fleet.points:
            assert (np.array(point) >= surface.low).all()
            assert (np.array(point) <= surface.high).all()
    colors = [fleet.color for fleet in scenario.fleets]
    assert len(set(colors)) == len(colors)


@every_scenario
def test_both_languages_name_the_same_numbers(scenario):
    for english, chinese in texts(scenario):
        found = [sorted(re.findall(r"−?\d+(?:\.\d+)?", text)) for text in (english, chinese)]
        # Ordinals and words such as “one minimum” aside, the digits are the same.
        assert found[0] == found[1]


@every_scenario
def test_words_for_critical_points_are_backed_by_claims(scenario):
    kinds = {claim.kind for claim in scenario.claims}
    for english, chinese in texts(scenario):
        for text in (english, chinese):
            for word, needed in WORDS.items():
                if re.search(word, text.replace("最小值比例", "")):
                    assert kinds & needed, (word, text)


@pytest.mark.parametrize("word", WORDS)
def test_every_one_of_these_words_is_in_some_scenario(word):
    found = [text for scenario in SCENARIOS.values() for pair in texts(scenario) for text in pair]
    assert any(re.search(word, text) for text in found)


@pytest.mark.parametrize(("surface", "claim"), CLAIMS)
def test_every_claim_is_what_the_eigenvalues_say(surface, claim):
    reading = probe(surface, np.array(claim.point))
    low, high = reading.eigenvalues
    scale = max(abs(low), abs(high))
    if claim.kind == "slope":
        assert reading.norm > 1e-11
        return
    assert reading.norm <= 1e-12 * scale
    found = {
        "minimum": low > 1e-6 * scale,
        "maximum": high < -1e-6 * scale,
        "saddle": low < -1e-6 * scale and high > 1e-6 * scale,
        "degenerate": min(abs(low), abs(high)) <= 1e-12 * scale,
    }
    assert [kind for kind, holds in found.items() if holds] == [claim.kind]


def test_01_gradient_descent_stays_at_the_saddle_and_the_others_leave():
    runs = by_key("01-saddle", 260)
    near = np.hypot(*runs["gd"][:, 0].T) < 0.1
    assert near[26:218].all()
    assert near.sum() == 218 - 26
    growth = runs["gd"][1:, 0, 1] / runs["gd"][:-1, 0, 1]
    assert growth == pytest.approx(1.1, rel=1e-12)


def test_01_each_ball_leaves_the_window_at_the_update_that_the_caption_names():
    surface = SCENARIOS["01-saddle"].surface
    for key, update in (("gd", 249), ("momentum", 88), ("adam", 38)):
        track = by_key("01-saddle", 260)[key][:, 0]
        outside = ((track < surface.low) | (track > surface.high)).any(axis=-1)
        assert not outside[:update].any()
        assert outside[update:].all()
        assert str(update) in SCENARIOS["01-saddle"].caption.en


def test_01_on_the_line_none_of_them_leaves():
    scenario = SCENARIOS["01-saddle"]
    for fleet in scenario.fleets:
        track = path(scenario.surface, fleet.optimizer, [[-1.5, 0.0]], 3000)
        assert (track[:, 0, 1] == 0).all()
        assert abs(track[-1, 0, 0]) < 1e-6


def test_02_a_large_rate_jumps_and_a_small_or_decaying_one_arrives():
    ravine = SCENARIOS["02-ravine"].surface
    jumping, small, decaying = (track[:, 0] for track in tracks("02-ravine", 1500))
    for point in jumping[-2:]:
        reading = probe(ravine, point)
        assert reading.loss == pytest.approx(0.25, abs=1e-12)
        assert reading.norm == pytest.approx(0.92, abs=0.005)
    assert jumping[-1, 1] == pytest.approx(-jumping[-2, 1], abs=1e-12)
    for track in (small, decaying):
        assert np.abs(track[-1]).max() < 1e-8
        assert ravine.value(track[-1]) == pytest.approx(0.1, abs=1e-12)


def test_03_only_the_stronger_momentum_crosses():
    left, top, right = (claim.point[0] for claim in SCENARIOS["03-hill"].claims)
    descent, strong, weak = (track[:, 0] for track in tracks("03-hill", 4000))
    assert strong[-1] == pytest.approx([right, 0], abs=1e-6)
    assert strong[0, 0] < left < top < strong[:, 0].max()
    for track in (descent, weak):
        assert track[-1] == pytest.approx([left, 0], abs=1e-6)
        assert track[:, 0].max() < top
    assert weak[:, 0].max() > left + 0.3  # it climbs part of the way and rolls back
    losses = SCENARIOS["03-hill"].surface.value(np.array([[left, 0], [right, 0]]))
    assert losses[1] < losses[0]
    assert top == pytest.approx(-0.08, abs=0.005)


def test_04_updates_to_the_minimum_of_the_elongated_bowl():
    runs = by_key("04-elongated-bowl", 500)
    arrived = {
        key: first(np.abs(track[:, 0]).max(-1, keepdims=True) < 0.05)[0]
        for key, track in runs.items()
    }
    assert arrived == {"gd": 408, "adagrad": 200, "rmsprop": 109, "adam": 156}
    settled = {key: (np.abs(track[arrived[key] :, 0]) < 0.05).all() for key, track in runs.items()}
    assert settled["gd"]
    assert first(np.hypot(*runs["gd"][:, 0].T)[:, None] < 0.05) == [408]
    assert SCENARIOS["04-elongated-bowl"].fleets[0].optimizer.lr == 0.0199


@pytest.mark.parametrize("kappa", [1.0, 10.0, 1e4, 1e6])
def test_04_the_adaptive_rules_need_the_same_number_at_every_condition_number(kappa):
    scenario = SCENARIOS["04-elongated-bowl"]
    bowl = replace(scenario.surface, kappa=kappa)
    counts = []
    for fleet in scenario.fleets[1:]:
        track = path(bowl, fleet.optimizer, fleet.points, 220)
        counts += first(np.abs(track).max(-1) < 0.05)
    assert counts == [200, 109, 156]


def test_04_beyond_the_limit_gradient_descent_diverges():
    scenario = SCENARIOS["04-elongated-bowl"]
    descent = scenario.fleets[0].optimizer
    assert descent.lr < 2 / scenario.surface.kappa == 0.02
    over = path(scenario.surface, replace(descent, lr=0.0201), [[-4, 3]], 2000)
    assert abs(over[-1, 0, 1]) > 1e6


def test_05_the_race_ends_in_this_order():
    surface = SCENARIOS["05-rosenbrock-race"].surface
    loss = {
        key: surface.value(track) for key, track in by_key("05-rosenbrock-race", 10_000).items()
    }
    arrived = {key: first(each < 1e-4)[0] for key, each in loss.items()}
    assert arrived == {
        "gd": 9649,
        "momentum": 839,
        "nesterov": 829,
        "rmsprop": -1,
        "adam": 1286,
        "adagrad_sum": 6901,
    }
    assert loss["rmsprop"][-500:] == pytest.approx(0.022, abs=0.001)


def test_05_rmsprop_bounces_across_the_floor():
    x, y = by_key("05-rosenbrock-race", 10_000)["rmsprop"][-100:, 0].T
    sides = np.sign(y - x**2)
    assert (sides[1:] == -sides[:-1]).all()


def test_06_off_the_line_every_rule_escapes_and_on_it_none_does():
    surface = SCENARIOS["06-worst-network"].surface
    runs = by_key("06-worst-network", 5000)
    escaped = {key: first(surface.value(track[:, :1]) < 0.01)[0] for key, track in runs.items()}
    assert escaped == {"gd": 104, "momentum": 38, "nesterov": 31, "rmsprop": 78, "adam": 165}
    for track in runs.values():
        assert (track[:, 1, 0] == -track[:, 1, 1]).all()
    line = np.linspace(-2, 2, 41)
    gradient = surface.gradient(np.stack([line, -line], -1))
    np.testing.assert_array_equal(gradient[:, 0], -gradient[:, 1])


def test_07_who_forgets_the_cliff_crosses_the_second_plain_first():
    plain = SCENARIOS["07-plain-cliff-plain"].surface
    runs = by_key("07-plain-cliff-plain", 1400)
    crossed = {
        key: int((track[:, 0, 0] >= 10).argmax() - (track[:, 0, 0] >= 4).argmax())
        for key, track in runs.items()
    }
    assert crossed == {"adagrad": 867, "rmsprop": 144, "adam": 1194}
    far = np.stack([np.linspace(-5, 1e6, 1000), np.zeros(1000)], -1)
    assert (plain.gradient(far)[:, 0] <= -0.05).all()


def test_08_four_starts_four_minima_and_momentum_ends_elsewhere():
    surface = SCENARIOS["08-himmelblau"].surface
    runs = by_key("08-himmelblau", 1000)
    ends = {key: [tuple(ball) for ball in track[-1].round(6)] for key, track in runs.items()}
    minima = {tuple(np.array(point).round(6)) for point in surface.minima}
    assert set(ends["gd"]) == minima
    assert set(ends["momentum"]) <= minima
    assert surface.value(runs["gd"][-1]).max() < 1e-20
    assert ends["momentum"][0] != ends["gd"][0]
    (top,) = (claim.point for claim in SCENARIOS["08-himmelblau"].claims if claim.kind == "maximum")
    starts = np.array(SCENARIOS["08-himmelblau"].fleets[0].points)
    assert np.hypot(*(starts - top).T).max() < 0.7
    # Around it: one start in each quarter of the plane.
    assert len({tuple(np.sign(start - top)) for start in starts}) == 4


def test_09_the_ball_off_the_line_goes_round_the_wall():
    scenario = SCENARIOS["09-way-round"]
    (track,) = tracks("09-way-round", 1500)
    minimum, _, saddle = (claim.point for claim in scenario.claims)
    assert track[-1, 0] == pytest.approx(saddle, abs=1e-9)
    assert (track[:, 0, 1] == 0).all()
    assert track[-1, 1] == pytest.approx(minimum, abs=1e-6)
    loss = scenario.surface.value(track[:, 1])
    assert np.diff(loss).max() < 1e-15
    assert np.abs(track[:, 1, 1]).max() > 0.9  # round, not through
    # Along the line it is a minimum: the curvature there is positive in that direction.
    assert scenario.surface.hessian(np.array(saddle))[0, 0] > 0


def test_10_a_large_rate_is_thrown_out_of_the_sharp_minimum():
    scenario = SCENARIOS["10-flat-and-sharp"]
    flat, sharp = (claim.point for claim in scenario.claims)
    settles, thrown = (track[-1, 0] for track in tracks("10-flat-and-sharp", 2000))
    assert settles == pytest.approx(sharp, abs=1e-9)
    assert thrown == pytest.approx(flat, abs=1e-9)
    curvature = probe(scenario.surface, columns([flat, sharp])).eigenvalues
    assert curvature[0] == pytest.approx(2.1, abs=0.05)
    assert curvature[1] == pytest.approx(44.5, abs=0.05)


def started(name, updates, **changed):
    simulation = Simulation(replace(SCENARIOS[name], **changed))
    simulation.step(updates)
    return simulation


def test_11_single_examples_carry_all_balls_out_and_the_full_batch_none():
    local = np.array(SCENARIOS["11-batches-escape"].claims[0].point)
    away = started("11-batches-escape", 4000)
    assert away.surface.value(away.views()[0].position).max() < 1e-6
    kept = started("11-batches-escape", 4000, noise=Exact())
    there = kept.views()[0].position
    np.testing.assert_allclose(there, [local] * 6, atol=1e-3)
    assert kept.surface.value(there[0]) == pytest.approx(0.887, abs=5e-4)


def test_12_gradient_descent_turns_the_corner_and_adagrad_bursts():
    surface = SCENARIOS["12-convex-and-hard"].surface
    runs = by_key("12-convex-and-hard", 1000)
    assert runs["gd"][1000, 0, 0] == pytest.approx(-120.02, abs=0.005)
    loss = surface.value(runs["adagrad"][:, 0])
    assert (np.diff(loss[40:650]) < 0).all()
    assert loss[715:1000].max() > 50 * loss[650]
    low, high = probe(surface, np.array([-120.0, -4.0])).eigenvalues
    assert high / low == pytest.approx(313_418, abs=1)


def test_13_squared_error_is_flat_at_the_corner_and_cross_entropy_is_not():
    scenario = SCENARIOS["13-cross-entropy"]
    runs = by_key("13-cross-entropy", 100)
    loss = {key: scenario.surface.value(track) for key, track in runs.items()}
    assert first(loss["adam"] < 0.01) == [89]
    for key in ("gd", "momentum"):
        np.testing.assert_allclose(runs[key][100, 0], [-10, 10], atol=2e-5)
    corner = probe(scenario.surface, np.array([-10.0, 10.0]))
    assert corner.norm == pytest.approx(1.2e-8, rel=0.05)
    other = replace(scenario.surface, loss="cross_entropy")
    (descent, *_) = scenario.fleets
    track = path(other, descent.optimizer, descent.points, 100)
    assert first(scenario.surface.value(track) < 0.01) == [17]


def test_14_the_cold_start_dies_and_the_warm_one_arrives():
    surface = SCENARIOS["14-warm-up"].surface
    cold, warm = tracks("14-warm-up", 400)
    dead = (surface.gradient(cold[:, 0]) == 0).all(axis=-1)
    assert dead[8:].all()
    assert not dead[:8].any()
    assert first(surface.value(warm) < 0.001) == [77]


def test_15_standardised_features_make_the_valley_round():
    scenario = SCENARIOS["15-scales"]
    for features, number in (("raw", 41_962), ("standardised", 1.857)):
        surface = replace(scenario.surface, features=features)
        low, high = probe(surface, np.zeros(2)).eigenvalues
        assert high / low == pytest.approx(number, rel=5e-4)
    first_scale, second_scale = (np.std(column) for column in two_scales().values[:2])
    assert second_scale / first_scale == pytest.approx(100, rel=1e-12)
    descent, adam = by_key("15-scales", 3000).values()
    surface = scenario.surface
    best = np.array(surface.minima[0])
    assert abs(descent[3000, 0, 0] - best[0]) > 1.5  # w₁ has hardly moved
    round_ = replace(surface, features="standardised")
    track = path(round_, replace(scenario.fleets[0].optimizer, lr=0.4), [[0, 0]], 20)[:, 0]
    over = round_.value(track) - round_.value(np.array(round_.minima[0]))
    assert first((over < 1e-6)[:, None]) == [9]
    assert np.isfinite(adam).all()


def test_16_small_batches_leave_the_sharp_well_and_larger_ones_stay():
    sharp, flat = (claim.point[0] for claim in SCENARIOS["16-flat-wells-and-batches"].claims)
    there = started("16-flat-wells-and-batches", 3000).views()[0].position[:, 0]
    assert (np.abs(there - flat) < np.abs(there - sharp)).sum() >= 10
    kept = started("16-flat-wells-and-batches", 3000, noise=MiniBatch(10.0)).views()[0].position
    assert (np.abs(kept[:, 0] - sharp) < 0.5).all()


def test_claims_are_as_exact_as_floats_allow():
    for scenario in SCENARIOS.values():
        for claim in scenario.claims:
            if claim.kind in ("minimum", "saddle", "maximum"):
                assert polished(scenario.surface, claim.point) == pytest.approx(
                    claim.point, abs=1e-14
                )


def test_the_gallery_has_what_the_lessons_need():
    keys = [scenario.surface.key for scenario in SCENARIOS.values()]
    assert {"saddle", "ravine", "hill", "ellipse", "rosenbrock", "two_weights"} <= set(keys)
    assert {"plateau", "himmelblau"} <= set(keys)
    names = [scenario.title.en for scenario in SCENARIOS.values()]
    assert len(set(names)) == len(names)
