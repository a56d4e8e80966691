"""The names of fleets and of single balls: their optimizer, and what tells them apart."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.knobs import knobs
from engine.optimizers.base import Optimizer
from engine.schedules import Schedule
from engine.snapshot import FleetView
from gui.text.numbers import short


class Rule(Protocol):
    """A fleet, or what else has an optimizer with a schedule."""

    @property
    def optimizer(self) -> Optimizer: ...
    @property
    def schedule(self) -> Schedule: ...


def ball_names(fleets: tuple[FleetView, ...]) -> tuple[str, ...]:
    """A name for each ball of all fleets, in their order, in the present language.

    Those of one fleet have its name and their numbers.
    """
    filled = tuple(fleet for fleet in fleets if len(fleet.balls))
    return tuple(
        name + (f" · {ball}" if len(fleet.balls) > 1 else "")
        for fleet, name in zip(filled, fleet_names(filled), strict=True)
        for ball in fleet.balls.tolist()
    )


def fleet_names(fleets: Sequence[Rule]) -> tuple[str, ...]:
    """A name for each fleet, in the present language: fleets of the same name have the knobs
    behind it in which they differ, or their schedules."""
    alike: dict[str, list[Rule]] = defaultdict(list)
    for fleet in fleets:
        alike[_title(fleet)].append(fleet)
    return tuple(_title(fleet) + _note(fleet, alike[_title(fleet)]) for fleet in fleets)


def _title(fleet: Rule) -> str:
    return QCoreApplication.translate("Optimizer", fleet.optimizer.title)


def _note(fleet: Rule, alike: list[Rule]) -> str:
    """What tells a fleet from those of the same name: knobs and then the schedule, if needed."""
    note, left = "", alike
    for name, knob in knobs(fleet.optimizer):
        same = [each for each in left if _value(each, name) == _value(fleet, name)]
        if len(same) < len(left):
            note += f" {knob.symbol} {_value(fleet, name)}"
            left = same
    if len({each.schedule.title for each in left}) > 1:
        note += " · " + QCoreApplication.translate("Schedule", fleet.schedule.title)
    return note


def _value(fleet: Rule, knob: str) -> str:
    """A knob's value as text; an ellipsis where every ball has its own."""
    value = np.ravel(getattr(fleet.optimizer, knob, np.nan))
    return short(float(value[0])) if value.size == 1 else "…"
