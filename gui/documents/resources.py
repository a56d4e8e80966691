"""The files that are installed with the program."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count, takewhile
from pathlib import Path
from typing import Final, final, overload

from engine.errors import DataError
from engine.optimizers import CORE
from engine.scenario import MOST_FLEETS, FleetSetup, Scenario
from engine.session import read
from gui.system.environment import RESOURCES

log = logging.getLogger(__name__)

FOLDER: Final = RESOURCES
OPENING: Final = "08-himmelblau.json"  # balls on a hill between four minima: worth a look at once


def scenarios() -> tuple[Scenario, ...]:
    """The scenarios of the gallery, in order; one that can't be read is left out and logged."""
    return tuple(map(completed, by_file().values()))


def by_file() -> dict[str, Scenario]:
    """The same as they are in their files, by the names of these without ending."""
    found = ((file.stem, _scenario(file)) for file in _files())
    return {name: each for name, each in found if each is not None}


def opening() -> Scenario | None:
    """The scenario that the program opens with: `OPENING`, or else the first that can be read."""
    found = map(_scenario, sorted(_files(), key=lambda file: file.name != OPENING))
    return next((completed(each) for each in found if each is not None), None)


@final
class ScenarioLibrary(Sequence[Scenario]):
    """`scenarios`, read at the first access: to start, one of them is enough.

    If none can be read, the next access tries again.
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
    """The licences of the libraries in the program."""
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

    So a ball of each can be dropped. A fleet without balls does not change the run. Where a
    scenario has as many fleets as it may, none is added.
    """
    present = {type(fleet.optimizer) for fleet in scenario.fleets}
    used = {fleet.color for fleet in scenario.fleets}
    missing: list[FleetSetup] = []
    for place, kind in enumerate(CORE):
        if kind not in present and len(scenario.fleets) + len(missing) < MOST_FLEETS:
            # Its own colour and marking, unless another fleet uses them.
            color = next(each for each in chain([place], count()) if each not in used)
            used.add(color)
            missing.append(FleetSetup(kind(), color=color))
    order = {kind: place for place, kind in enumerate(CORE)}
    fleets = sorted(
        (*scenario.fleets, *missing),
        key=lambda fleet: order.get(type(fleet.optimizer), len(order)),
    )
    return replace(scenario, fleets=tuple(fleets), ball=_ball_among(fleets, scenario))


def _ball_among(fleets: list[FleetSetup], scenario: Scenario) -> int | None:
    """The number of the scenario's ball where its fleets stand in another order."""
    place = scenario.ball
    if place is None:
        return None
    for fleet in scenario.fleets:
        if place < len(fleet.points):
            break
        place -= len(fleet.points)
    before = takewhile(lambda each: each is not fleet, fleets)
    return place + sum(len(each.points) for each in before)
