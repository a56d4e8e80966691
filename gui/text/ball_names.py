"""The names of single balls: what their optimizer is called, and what tells them apart."""

from collections import defaultdict

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.knobs import knobs
from engine.snapshot import FleetView
from gui.text.numbers import short


def ball_names(fleets: tuple[FleetView, ...]) -> tuple[str, ...]:
    """A name for each ball of all fleets, in their order, in the present language.

    Fleets of the same name have the first knob behind it in which they differ, or their schedules,
    and balls of one fleet their numbers.
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
    for name, knob in knobs(fleet.optimizer):
        if len({_value(each, name) for each in alike}) > 1:
            return f" {knob.symbol} {_value(fleet, name)}"
    schedules = {each.schedule.title for each in alike}
    if len(schedules) > 1:
        return " · " + QCoreApplication.translate("Schedule", fleet.schedule.title)
    return ""


def _value(fleet: FleetView, knob: str) -> str:
    """A knob's value as text; an ellipsis where every ball has its own."""
    value = np.ravel(getattr(fleet.optimizer, knob, np.nan))
    return short(float(value[0])) if value.size == 1 else "…"
