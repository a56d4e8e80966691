"""Runs end honestly: where playing stops by itself, why, and where it never does."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from engine import optimizers
from engine.analysis import escape
from engine.analysis.departures import REST
from engine.analysis.local_quadratic import expanded
from engine.analysis.outcomes import AWAY, Outcomes
from engine.commands import Drop, FastForward, GoTo, Play, Restart, Turn, Undo
from engine.control import execute
from engine.noise import MiniBatch
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.session import read, write_scenario
from engine.snapshot import Over
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.quadratics import Bowl
from engine.surfaces.typed import Typed
from tests.engine.test_scenario_captions import SCENARIOS, every_scenario

LONG = 5000  # updates: a run that ends later is played with the long tests


def descent(lr, *points, surface=None, **more):
    fleet = FleetSetup(BY_KEY["gd"](lr=lr), points=points)
    return Player(Scenario(surface or Bowl(), (fleet,), **more))


def played(player, most=2000, slices=7):
    """Play until it stops by itself, or so many updates have been made; the last snapshot."""
    execute(Play(), player)
    begun = player.timeline.update
    while player.playing and player.timeline.update < begun + most:
        player.play_on(slices, math.inf, lambda: 0.0)
    return player.snapshot()


# What has become of balls.

HOLE = Typed("x*log(x) + y^2", low=(-1.0, -1.0), high=(3.0, 1.0))
ENDS = {
    "all leave": (descent(4.0, (1.0, 0.9), (0.3, 0.2)), Outcomes(left=2)),
    "all rest": (descent(1.0, (1.0, 0.9)), Outcomes(resting=1)),
    "all are lost": (descent(1e200, (1.0, 0.9)), Outcomes(lost=1)),
    "in a hole": (descent(3.0, (0.9, 0.0), surface=HOLE), Outcomes(lost=1)),
    "each in its way": (
        Player(
            Scenario(
                Bowl(),
                tuple(
                    FleetSetup(BY_KEY["gd"](lr=lr), points=((1.0, 1.0),))
                    for lr in (3.0, 1.0, 1e200)
                ),
            )
        ),
        Outcomes(1, 1, 1),
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_playing_stops_where_no_ball_moves_in_the_window_and_says_what_became_of_each(end):
    player, expected = ENDS[end]
    now = played(player)
    assert not now.playing
    assert now.over == Over(expected)
    going = played(player, most=300)  # playing again, it goes on
    assert going.playing
    assert going.over is None


@pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda kind: kind.key)
@pytest.mark.parametrize("surface", ["bowl", "saddle"])
def test_it_never_stops_while_a_ball_within_the_window_changes_a_bit(kind, surface):
    fleet = FleetSetup(kind(), points=((0.5, 1e-9), (0.0, 0.0)))
    player = Player(Scenario(SURFACES[surface](), (fleet,)))
    now = played(player, most=150, slices=5)
    (view,) = now.fleets
    track = np.concatenate([chunk.rows for chunk in view.chunks])
    recent = track[-REST - 1 :]
    inside = ((view.position >= now.surface.low) & (view.position <= now.surface.high)).all(-1)
    moved = (recent != view.position).any(axis=(0, 2))
    gone = ~((track[-AWAY - 1 :] >= now.surface.low) & (track[-AWAY - 1 :] <= now.surface.high))
    away = gone.any(-1).all(0)
    outside = np.isfinite(view.position).all(-1) & ~inside
    assert now.playing == bool((inside & (moved | (now.update < REST)) | outside & ~away).any())


def test_a_small_gradient_is_no_end_however_small_it_is():
    player = descent(1e-3, (8.0, 0.0), surface=SURFACES["plateau"](slope=1e-9))
    now = played(player)
    assert now.playing
    assert np.hypot(*now.fleets[0].reading.gradient[0]) < 1e-8


def test_noise_that_moves_nothing_at_the_moment_is_an_end_only_after_the_whole_wait():
    dead = FleetSetup(BY_KEY["gd"](lr=0.1), points=((-0.5, -0.5),))
    player = Player(Scenario(SURFACES["relu_neuron"](), (dead,), noise=MiniBatch(1.0)))
    now = played(player, slices=1)
    assert (now.update, now.over) == (REST, Over(Outcomes(resting=1)))


def test_a_ball_that_leaves_for_a_moment_is_waited_for():
    swing = FleetSetup(BY_KEY["momentum"](lr=0.05, momentum=0.99), points=((1.9, 0.0),))
    player = Player(Scenario(Bowl(), (swing,)))
    execute(Drop((0,), ((3.0, 0.0),)), player)  # it begins outside and comes in
    now = played(player, most=120, slices=1)
    assert now.playing
    assert any(abs(chunk.rows[:, :, 0]).max() > 2 for chunk in now.fleets[0].chunks)


def test_without_balls_nothing_ends():
    assert played(descent(0.1), most=200).playing


def test_what_stopped_by_itself_goes_on_after_an_edit_and_stops_again():
    player = descent(1.0, (1.0, 0.9))
    assert played(player).over is not None
    execute(Drop((0,), ((0.3, 0.3),)), player)
    assert player.snapshot().over is None
    assert played(player).over == Over(Outcomes(resting=2))
    execute(GoTo(0), player)
    assert player.snapshot().over is None
    assert played(player).over is not None


def test_only_playing_ends():
    player = descent(1.0, (1.0, 0.9), end=30)
    execute(FastForward(400), player)
    while player.seeking:
        player.run_to_goal(math.inf, lambda: 0.0)
    assert player.snapshot().over is None
    assert player.timeline.update == 400


# Ends of scenarios.


@pytest.mark.parametrize("slices", [1, 7, 10**9])
def test_a_scenario_is_played_to_its_end_exactly_and_then_as_far_as_one_likes(slices):
    player = descent(0.01, (1.0, 0.9), end=30)
    now = played(player, slices=slices)
    assert (now.update, now.playing, now.over) == (30, False, Over())
    assert played(player, most=100).update >= 130
    execute(GoTo(0), player)
    assert played(player, slices=slices).update == 30


@pytest.mark.parametrize(
    ("edit", "ends"),
    [(Drop((0,), ((0.1, 0.1),)), True), (Turn(0, "lr", 0.02), False)],
    ids=["a ball more", "another rate"],
)
def test_a_scenario_that_was_changed_is_another_one_and_has_no_end(edit, ends):
    player = descent(0.01, (1.0, 0.9), end=30, ball=0)
    execute(edit, player)
    assert (played(player, most=100).over is not None) == ends
    execute(Restart(), player)
    again = player.snapshot().scenario
    assert (again.end, again.ball) == (30 if ends else None, None)
    for _ in range(2):
        execute(Undo(), player)
    assert player.snapshot().scenario.ball == 0
    execute(GoTo(0), player)
    assert played(player).update == 30


def names(fleet, point):
    """What a caption may call a ball by: its rule, a knob, its schedule, where it starts."""
    rule, (x, y) = fleet.optimizer, point
    found = {rule.title, f"η = {rule.lr:g}", f"({x:g}, {y:g})", f"{y:g} beside"}
    found |= {f"λ = {rule.momentum:g}"} if rule.key == "momentum" else set()
    return found | ({"updates of warm-up"} if fleet.schedule.key == "warmup" else set())


def ways(scenario, point):
    """The ways out of a saddle that a ball starts on, with how far from it."""
    for claim in scenario.claims:
        if claim.kind == "saddle":
            away = np.subtract(point, claim.point)
            model, far = expanded(scenario.surface, np.array(claim.point)), np.hypot(*away)
            for sign, way in zip(("u₋", "u₊"), escape.ways(model), strict=True):
                if far and abs(abs(away @ way.direction) - far) < 1e-9:
                    yield f"{far:g} along {sign}"


@every_scenario
def test_the_ball_chosen_at_first_is_there_and_the_caption_speaks_of_it(scenario):
    english = scenario.caption.en.lower().replace("−", "-")
    owners = [
        names(fleet, point) | {*ways(scenario, point)}
        for fleet in scenario.fleets
        for point in fleet.points
    ]
    own = owners[scenario.ball] - set.intersection(*owners)
    if own:
        assert any(name.lower() in english for name in own), own
    else:
        assert ("balls" if len(owners) > 1 else "ball") in english  # all alike


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.full if scenario.end > LONG else ())
        for name, scenario in SCENARIOS.items()
    ],
)
def test_the_end_of_every_scenario_is_reached_and_said(name):
    now = played(Player(SCENARIOS[name]), most=10**6, slices=400)
    assert (now.update, now.playing) == (SCENARIOS[name].end, False)
    assert now.over == Over()


LATER = {"12-convex-and-hard": {100_000}}  # which takes a quarter of an hour


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_scenario_ends_before_the_updates_that_its_caption_names(name):
    counted = re.compile(r"([\d,]+) updates|updates? ([\d,]+)|, at ([\d,]+)|momentum at ([\d,]+)")
    found = counted.findall(SCENARIOS[name].caption.en.replace("\N{NO-BREAK SPACE}", " "))
    updates = {int(next(filter(None, each)).replace(",", "")) for each in found}
    assert max(updates - LATER.get(name, set()), default=0) <= SCENARIOS[name].end


# In files.


@pytest.mark.parametrize("entry", ["ball", "end"])
def test_files_have_these_entries_only_where_they_are_set_and_old_ones_read_as_they_are(entry):
    plain = descent(0.1, (1.0, 1.0)).timeline.scenario
    text = write_scenario(plain)
    assert '"format": 1' in text
    assert f'"{entry}"' not in text
    assert read(text) == plain
    given = replace(plain, **{entry: 0 if entry == "ball" else 12})
    assert '"format": 3' in write_scenario(given)
    assert read(write_scenario(given)) == given
