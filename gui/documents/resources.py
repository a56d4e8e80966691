"""The files that come with the program."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Final, final, overload

from engine.errors import DataError
from engine.optimizers import CORE
from engine.scenario import FleetSetup, Scenario
from engine.session import read
from gui.system.environment import RESOURCES

log = logging.getLogger(__name__)

FOLDER: Final = RESOURCES


def scenarios() -> tuple[Scenario, ...]:
    """Those of the gallery, in order; one that can't be read is left out and logged."""
    found = [_scenario(file) for file in _files()]
    return tuple(completed(each) for each in found if each is not None)


def opening() -> Scenario | None:
    """The first that can be read: what the program opens with."""
    found = map(_scenario, _files())
    return next((completed(each) for each in found if each is not None), None)


@final
class ScenarioLibrary(Sequence[Scenario]):
    """`scenarios`, read when they are first looked at: to start, one of them is enough.

    Where none can be read they are looked for again the next time.
    """

    def __init__(self) -> None:
        self._found: tuple[Scenario, ...] = ()

    @property
    def _read(self) -> tuple[Scenario, ...]:
        self._found = self._found or scenarios()
        return self._found

    @overload
    def __getitem__(self, place: int) -> Scenario: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Scenario, ...]: ...
    def __getitem__(self, place: int | slice) -> Scenario | tuple[Scenario, ...]:
        return self._read[place]

    def __len__(self) -> int:
        return len(self._read)


def notices() -> str:
    """The licences of what the program is built from."""
    try:
        return (FOLDER / "NOTICES.md").read_text(encoding="utf-8")
    except OSError as error:
        return str(error)


def _files() -> list[Path]:
    return sorted((FOLDER / "scenarios").glob("*.json"))


def _scenario(file: Path) -> Scenario | None:
    try:
        found = read(file.read_text(encoding="utf-8"))
    except (DataError, OSError) as error:
        log.error("%s: %s", file.name, error)
        return None
    return found if isinstance(found, Scenario) else None


def completed(scenario: Scenario) -> Scenario:
    """The scenario with an empty fleet for every optimizer of the book that it lacks.

    So one ball can be dropped of each. A fleet without balls changes nothing in the run.
    """
    there = {type(fleet.optimizer) for fleet in scenario.fleets}
    taken = {fleet.color for fleet in scenario.fleets}
    lacking = []
    for place, kind in enumerate(CORE):
        if kind not in there:
            # Its own colour and marking where nobody else wears them.
            color = next(each for each in chain([place], count()) if each not in taken)
            taken.add(color)
            lacking.append(FleetSetup(kind(), color=color))
    order = {kind: place for place, kind in enumerate(CORE)}
    fleets = sorted(
        (*scenario.fleets, *lacking),
        key=lambda fleet: order.get(type(fleet.optimizer), len(order)),
    )
    return replace(scenario, fleets=tuple(fleets))
