"""Applies each kind of edit to the simulation. Called by the timeline only."""

from functools import singledispatch
from typing import Any

import numpy as np

from engine.commands import (
    AddFleet,
    ChangeNoise,
    Drop,
    Edit,
    Kick,
    Move,
    Remove,
    RemoveFleet,
    Reschedule,
    Turn,
    TurnSurface,
)
from engine.errors import OUT_OF_RANGE, UNKNOWN_ENTRY, DataError, quoted
from engine.fleet import positions
from engine.knobs import knobs, turned
from engine.simulation import Simulation


@singledispatch
def apply(edit: Edit, simulation: Simulation) -> None:
    """Change the simulation as `edit` says.

    Raises DataError where that is impossible; nothing is changed then.
    """
    raise TypeError(f"nothing is known of {edit}")


@apply.register
def _(edit: Drop, simulation: Simulation) -> None:
    points = np.array(edit.points, dtype=np.float64).reshape(-1, 2)
    simulation.drop(edit.fleets, points)


@apply.register
def _(edit: Move, simulation: Simulation) -> None:
    simulation.move(edit.ball, np.array(edit.point, dtype=np.float64))


@apply.register
def _(edit: Kick, simulation: Simulation) -> None:
    home = simulation.home(edit.ball)
    here = positions(home.blocks)[home.balls == edit.ball][0]
    simulation.move(edit.ball, here + edit.step)


@apply.register
def _(edit: Remove, simulation: Simulation) -> None:
    simulation.remove(edit.balls)


@apply.register
def _(edit: Turn, simulation: Simulation) -> None:
    fleet = simulation.fleet(edit.fleet)
    optimizer = with_knob(fleet.optimizer, edit.knob, edit.value)
    simulation.turn(edit.fleet, optimizer, fleet.schedule)


@apply.register
def _(edit: TurnSurface, simulation: Simulation) -> None:
    simulation.reshape(with_knob(simulation.surface, edit.knob, edit.value))


@apply.register
def _(edit: Reschedule, simulation: Simulation) -> None:
    fleet = simulation.fleet(edit.fleet)
    simulation.turn(edit.fleet, fleet.optimizer, edit.schedule)


@apply.register
def _(edit: ChangeNoise, simulation: Simulation) -> None:
    simulation.change_noise(edit.noise)


@apply.register
def _(edit: AddFleet, simulation: Simulation) -> None:
    simulation.add_fleet(edit.optimizer)


@apply.register
def _(edit: RemoveFleet, simulation: Simulation) -> None:
    simulation.remove_fleet(edit.fleet)


def with_knob(owner: Any, name: str, value: float) -> Any:
    """`owner` with one knob at `value`. Raises DataError where that is not allowed."""
    declared = dict(knobs(owner)).get(name)
    if declared is None:
        raise DataError(UNKNOWN_ENTRY, type(owner).__name__, quoted(name))
    if not declared.allows(value):
        raise DataError(OUT_OF_RANGE, declared.symbol or name, f"{value:g}")
    return turned(owner, name, value)
