"""Measures and conditions against worked cases, most of them of the curriculum."""

import math

import pytest

from engine.analysis.claim_runs import followed
from engine.analysis.momentum_claims import sum_error
from engine.commands import Command, Drop, Kick
from engine.lessons import conditions as c
from engine.lessons import measures as m
from engine.lessons import measures_batch as b
from engine.lessons.lesson import Step
from engine.lessons.measure import Measure, silent
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


def wells(x: float) -> float:
    """The loss of the wells at (x, 0), by the formula written out."""
    flat, sharp = math.exp(-((x + 1.2) ** 2) / 0.98), math.exp(-((x - 1.5) ** 2) / 0.045)
    return 1 - flat - sharp + 0.02 * x * x


CROSSING = crossing()
RISE = wells(-0.5) - wells(0.5)
HILL = {"surface": SURFACES["hill"](), "start": (-1.8, 1.5), "updates": 3000}
TWO = SURFACES["two_weights"]()
GD = BY_KEY["gd"](lr=0.05)
NET = {"surface": TWO, "optimizer": GD, "start": (1.1, -0.9)}
MOMENTUM = BY_KEY["momentum"](lr=0.002, momentum=0.95)
BOWL = {"surface": SURFACES["ellipse"](), "start": (-4.0, 2.0), "updates": 60}
HEAVY = BY_KEY["momentum"](lr=0.01, momentum=0.9)
SINE = SURFACES["sine_neuron"]()
WELLS = SURFACES["wells"]()
PLANE = SURFACES["typed"]("-w1")
SLOPE = {"surface": PLANE, "start": (0.0, 0.0), "updates": 400}
DOWN = {"surface": PLANE, "start": (0.0, 0.0), "updates": 20, "optimizer": BY_KEY["gd"](lr=0.1)}


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
        (m.Uphill(**{**HILL, "updates": 200}, optimizer=MOMENTUM, way=1), 51),
        (m.Uphill(**{**HILL, "updates": 200}, optimizer=MOMENTUM, way=-1), 31),
        (m.Uphill(**{**HILL, "updates": 200}, optimizer=MOMENTUM), 82),
        (b.Spread(surface=TWO, point=(0.0, 0.0)), math.nan),  # it has no examples
        (b.Spread(surface=SINE, point=(2.0, 0.5)), 0.0),
        (b.Spread(surface=SURFACES["pulled_wells"](pull=15.0), point=(0.3, 0.2)), 15.0),
        (b.Rise(surface=SURFACES["wells"](shift=1.0), trained=WELLS, point=(0.5, 0.0)), RISE),
        (b.CriticalAt(surface=HILL["surface"], point=(0.9, 0.1), entry="w2"), 0.0),
        (b.CriticalAt(surface=SURFACES["himmelblau"](), point=(3.1, 2.1), entry="w1"), 3.0),
        (b.MedianUntil(**DOWN, level=-0.95, seeds=3), 10),  # 0.1 a step
        (b.MedianUntil(**DOWN, level=-2.5, seeds=3), math.inf),
        (b.OffAntidiagonal(**DOWN), 2.0),
        (b.SumError(**BOWL, optimizer=HEAVY), 0.0),
        (b.SumError(**BOWL, optimizer=GD), math.nan),
        (b.LastStep(**SLOPE, optimizer=HEAVY), 0.1),  # η/(1 − λ)
        (b.Shrinking(**BOWL, optimizer=HEAVY, since=5), math.sqrt(0.9)),
        (b.Shrinking(**BOWL, optimizer=BY_KEY["nesterov"](lr=0.01)), math.sqrt(0.45)),
        (m.Extreme(**NET, entry="w1"), 1.1),  # where it starts: w₁ falls first
        (m.Extreme(**NET, least=True), 0.0),
    ],
)
def test_a_measure_gives_what_was_worked_out(measure: Measure, value: float) -> None:
    assert measure.value() == pytest.approx(value, abs=1e-5, nan_ok=True)


def test_another_rules_movement_is_no_sum_of_weighted_gradients() -> None:
    nesterov = followed(BOWL["surface"], BY_KEY["nesterov"](lr=0.01), [BOWL["start"]], 60, silent)
    track = nesterov[:, 0]
    assert sum_error(HEAVY, track, BOWL["surface"].gradient(track[:-1])) > 1e-3


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
        (c.Crossed(axis="w2", balls=2), (Drop((0,), ((0.5, 0.5),)),), CROSSING),
        (c.Crossed(axis="w2", balls=2), (), None),
        (c.Crossed(axis="w2", balls=0), (Drop((0,), ((0.5, 0.5),)),), 0),
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
