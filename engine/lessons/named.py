"""What the steps of a lesson name: shipped scenarios, and the knobs of what is running then."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, final

from engine.commands import AddFleet
from engine.errors import UNKNOWN_ENTRY, DataError, quoted
from engine.knobs import knobs
from engine.lessons.lesson import Lesson, Setup
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Surface

NOISE: Final = "noise"
SCHEDULE: Final = "schedule"


@final
@dataclass(frozen=True, slots=True)
class Running:
    """What a step has to be turned: fleets by their place, from 0."""

    surface: Surface
    optimizers: tuple[Optimizer, ...]

    def has(self, knob: str) -> bool:
        """Whether there is a knob of that name: "surface.shift", "0.lr", "0.schedule", "noise"."""
        owner, _, name = knob.partition(".")
        if owner == "surface":
            return name in dict(knobs(self.surface))
        if owner.isdecimal() and int(owner) < len(self.optimizers):
            return name == SCHEDULE or name in dict(knobs(self.optimizers[int(owner)]))
        return knob == NOISE


def check_named(lesson: Lesson, scenarios: Collection[str] | None) -> None:
    """Raises DataError where a step names what is not there.

    `scenarios` are the keys of the shipped ones; None where they are not known. The fleets of a
    scenario that is only named are not known here: knobs are asked of a run that is spelled out.
    """
    for place, (knobs_, setup, running) in enumerate(_run(lesson)):
        where = f"lesson.steps[{place}]"
        if setup.scenario and scenarios is not None and setup.scenario not in scenarios:
            raise DataError(UNKNOWN_ENTRY, f"{where}.setup.scenario", quoted(setup.scenario))
        for number, knob in enumerate(knobs_):
            if running is not None and not running.has(knob):
                raise DataError(UNKNOWN_ENTRY, f"{where}.knobs[{number}]", quoted(knob))


def _run(lesson: Lesson) -> Iterator[tuple[tuple[str, ...], Setup, Running | None]]:
    """The knobs and the setup of each step, and what is running in it, where that is known."""
    running: Running | None = None
    for step in lesson.steps:
        setup = step.setup
        if setup.run is not None:
            fleets = tuple(each.optimizer for each in setup.run.fleets)
            running = Running(setup.run.surface, fleets)
        elif setup.scenario:
            running = None
        if running is not None:
            added = [each.optimizer for each in setup.commands if isinstance(each, AddFleet)]
            running = Running(running.surface, (*running.optimizers, *added))
        yield step.knobs, setup, running
