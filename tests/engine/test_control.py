"""Commands, known and unknown."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from engine.apply import apply
from engine.commands import Command, Edit
from engine.control import execute
from engine.player import Player
from engine.simulation import Simulation
from tests.engine.worlds import bits, scenario


@dataclass(frozen=True, slots=True)
class Unknown(Command):
    key: ClassVar[str] = "unknown"


@dataclass(frozen=True, slots=True)
class UnknownEdit(Edit):
    key: ClassVar[str] = "unknown_edit"
    title: ClassVar[str] = "Unknown"


@pytest.mark.parametrize("command", [Unknown(), UnknownEdit()], ids=lambda c: c.key)
def test_an_unknown_command_is_refused_with_a_message(command, caplog):
    player = Player(scenario("gd"))
    before = bits(player.timeline)
    execute(command, player)
    assert "unknown" in player.snapshot().message.values[0].lower()
    assert bits(player.timeline) == before
    caplog.clear()


def test_an_unknown_edit_changes_no_simulation():
    with pytest.raises(TypeError):
        apply(UnknownEdit(), Simulation(scenario("gd")))
