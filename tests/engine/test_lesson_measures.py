"""Measures and conditions against worked cases, most of them of the curriculum."""

import math

import pytest

from engine.commands import Command, Drop, Kick
from engine.lessons import conditions as c
from engine.lessons import measures as m
from engine.lessons.lesson import Step
from engine.lessons.playing import Begun, judged, truth
from engine.lessons.predictions import Choice, Guess, Mark
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario, Text
from engine.surfaces import BY_KEY as SURFACES


def crossing() -> int:
    """The update after which w₂ > 0, from (1.1, −0.9), by the rule written out."""
    x, y, update = 1.1, -0.9, 0
    while y <= 0:
        pull = 0.1 * (1 - x * y)
        x, y, update = x + pull * y, y + pull * x, update + 1
    return update


CROSSING = crossing()
HILL = {"surface": SURFACES["hill"](), "start": (-1.8, 1.5), "updates": 3000}
TWO = SURFACES["two_weights"]()
GD = BY_KEY["gd"](lr=0.05)
NET = {"surface": TWO, "optimizer": GD, "start": (1.1, -0.9)}
MOMENTUM = BY_KEY["momentum"](lr=0.002, momentum=0.95)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (m.Value(surface=TWO, point=(2.0, 2.0)), 9.0),
        (m.Value(surface=TWO, point=(2.0, 2.0), entry="slope"), 12 * math.sqrt(2)),
        (m.HessianEntry(surface=TWO, point=(0.0, 0.0), row=0, column=1), -2.0),
        (m.Eigenvalue(surface=TWO, point=(2.0, 0.5), which=1), 8.5),
        (m.CriticalCount(surface=SURFACES["himmelblau"]()), 9),
        (m.CriticalCount(surface=SURFACES["himmelblau"](), kind="SADDLE"), 4),
        (m.UpdatesUntil(**NET, level=0.01), 31),
        (m.UpdatesUntil(**NET, level=0.01, stays=True), 31),
        (m.UpdatesUntil(**NET, level=-1.0), math.inf),
        (m.Threshold(**HILL, optimizer=MOMENTUM, knob="momentum", low=0.9, high=0.95), 0.92997),
        (m.Fraction(**NET, level=0.01, seeds=3), 1.0),
        (m.PowerSum(base=0.9), 10.0),
        (m.PowerSum(base=0.5, first=1, last=2), 0.75),
        (m.Setting(number=0.05), 0.05),
        (m.Extreme(**NET, entry="w1"), 1.1),  # where it starts: w₁ falls first
        (m.Extreme(**NET, least=True), 0.0),
    ],
)
def test_a_measure_gives_what_was_worked_out(measure: m.Measure, value: float) -> None:
    assert measure.value() == pytest.approx(value, abs=1e-5)


def now_of(*acts: Command, updates: int = 0) -> Player:
    player = Player(Scenario(TWO, (FleetSetup(GD, points=((1.1, -0.9),)),)))
    for act in acts:
        player.timeline.edit(act)  # type: ignore[arg-type]
    player.timeline.go_on(updates)
    player.timeline.arrive()
    return player


@pytest.mark.parametrize(
    ("condition", "acts", "update"),
    [
        (c.Loss(value=0.01), (), 31),
        (c.Slope(value=1.0, relation="above"), (), 0),
        (c.Slope(value=1e-3, loss_above=0.5), (), None),
        (c.Left(), (Drop((0,), ((3.0, 0.0),)),), 0),
        (c.Crossed(axis="w2"), (), CROSSING),
        (c.Near(point=(1.0, 1.0), distance=0.05), (), None),
        (c.Flips(count=1), (), CROSSING),  # ∂L/∂w₁ = −2w₂(1 − w₁w₂)
        (c.Flips(count=3), (), None),
        (c.Dropped(point=(0.0, 0.0)), (Drop((0,), ((0.1, 0.0),)),), 0),
        (c.Dropped(count=2), (Drop((0,), ((0.1, 0.0),)),), None),
        (c.Kicked(ball=0), (Kick(0, (0.0, 0.0)),), 0),
        (c.Kicked(), (), None),
        (c.KnobWithin(knob="lr", low=0.0, high=0.1, fleet=0), (), 100),
        (c.KnobWithin(knob="lr", low=0.0, high=0.1, fleet=1), (), None),
        (c.Updates(count=7), (), 7),
    ],
)
def test_a_condition_says_when_it_came_true(
    condition: c.Condition, acts: tuple[Command, ...], update: int | None
) -> None:
    came = condition.came(now_of(*acts, updates=100).snapshot(), 0, 0)
    assert (came.update if came else None) == update


def test_a_bound_that_is_reached_is_said_with_what_to_do() -> None:
    missed = Text("Again.", "再来。")
    step = Step(Text(), Text(), conditions=(c.Loss(value=-1.0, within=20, missed=missed),))
    assert not judged(step, now_of(updates=19).snapshot(), Begun(0, 0)).decided
    found = judged(step, now_of(updates=20).snapshot(), Begun(0, 0)).found
    assert found == (c.Missed(20, missed),)


def test_the_truth_of_a_prediction_is_measured() -> None:
    values = {"a": 0.5, "b": 2.0}
    two = (Text("x", "x"), Text("y", "y"))
    assert truth(Choice(Text(), two, decided_by="b", bounds=(1.0,)), values) == 1
    assert truth(Choice(Text(), two, true=1), values) == 1
    assert truth(Guess(Text(), "a"), values) == 0.5
    assert truth(Mark(Text(), "a", "b"), values) == (0.5, 2.0)
