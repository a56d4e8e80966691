"""The names of single balls: what their optimizer is called, and what tells them apart."""

from collections import defaultdict

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.knobs import knobs
from engine.snapshot import FleetView
from gui.text.numbers import short


def ball_names(fleets: tuple[FleetView, ...]) -> tuple[str, ...]:
    """A name for each ball of all fleets, in their order, in the present language.

    Fleets of the same name have the knobs behind it in which they differ, or their schedules, and
    balls of one fleet their numbers.
    """
    alike: dict[str, list[FleetView]] = defaultdict(list)
    for fleet in fleets:
        if len(fleet.balls):
            alike[_title(fleet)].append(fleet)
    return tuple(
        _title(fleet) + note + (f" · {ball}" if len(fleet.balls) > 1 else "")
        for fleet in fleets
        if len(fleet.balls)
        for note in [_note(fleet, alike[_title(fleet)])]
        for ball in fleet.balls.tolist()
    )


def _title(fleet: FleetView) -> str:
    return QCoreApplication.translate("Optimizer", fleet.optimizer.title)


def _note(fleet: FleetView, alike: list[FleetView]) -> str:
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


def _value(fleet: FleetView, knob: str) -> str:
    """A knob's value as text; an ellipsis where every ball has its own."""
    value = np.ravel(getattr(fleet.optimizer, knob, np.nan))
    return short(float(value[0])) if value.size == 1 else "…"
