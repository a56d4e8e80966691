"""Commands are plain data."""

import json

import pytest

from engine import commands
from engine.apply import apply
from engine.commands import (
    AddFleet,
    ChangeNoise,
    Drop,
    Edit,
    FastForward,
    GoTo,
    Kick,
    Load,
    Move,
    Pace,
    Play,
    Remove,
    RemoveFleet,
    Reschedule,
    Turn,
    TurnSurface,
    Walk,
)
from engine.control import execute
from engine.noise import Gaussian
from engine.optimizers import BY_KEY
from engine.plain import from_plain, to_plain
from engine.player import Player
from engine.scenario import Scenario
from engine.schedules.composed import Warmup
from engine.schedules.waves import Cosine
from engine.surfaces.rosenbrock import Rosenbrock

EXAMPLES = (
    Drop((0, 2), ((0.1, -2e-9), (1.0, 3.0))),
    Move(4, (0.5, 0.25), grouped=True),
    Kick(4, (0.1, -0.1)),
    Remove((1, 2)),
    Turn(0, "lr", 1e-7),
    TurnSurface("b", 3.0),
    Reschedule(1, Warmup(10.0, Cosine(50.0))),
    ChangeNoise(Gaussian(0.5)),
    AddFleet(BY_KEY["adam"](lr=0.3)),
    RemoveFleet(2),
    Load(Scenario(Rosenbrock())),
    commands.ChangeSurface(Rosenbrock(b=2.0)),
    commands.Restart(),
    Play(on=False),
    Pace(float("inf")),
    Walk(-3),
    GoTo(7),
    FastForward(1000),
    commands.Cancel(),
    commands.Undo(),
    commands.Redo(),
)


def test_there_is_an_example_of_every_command():
    assert {type(example) for example in EXAMPLES} == set(commands.ALL)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda command: command.key)
def test_every_command_is_written_and_read_back(command):
    text = json.dumps(to_plain(command), allow_nan=False)
    assert from_plain(type(command), json.loads(text)) == command


def unknown(command):
    """Whether a message says that there is no such command."""
    player = Player(Scenario(Rosenbrock()))
    execute(command, player)
    said = player.snapshot().message
    return said is not None and any("nothing is known of" in value for value in said.values)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda command: command.key)
def test_every_command_is_executed(command):
    assert not unknown(command)


def test_what_is_no_command_is_refused_with_a_message():
    assert unknown("a word")


@pytest.mark.parametrize("kind", commands.EDITS, ids=lambda kind: kind.key)
def test_every_edit_can_be_applied_and_has_a_name(kind):
    assert apply.dispatch(kind) is not apply.dispatch(object)
    assert issubclass(kind, Edit)
    assert kind.title


def test_only_grouped_edits_continue_a_gesture():
    assert [
        example.key for example in EXAMPLES if isinstance(example, Edit) and example.continues
    ] == ["move"]
