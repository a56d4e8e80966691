"""What becomes of a step: what it starts from, what came true of it, and what turned out.

The window sets a step up with the runner's own commands (`Load` of what `start_of` gives, then its
commands), keeps `Begun` of the snapshot after them, and calls `judged` for each later snapshot,
merging it into what came true before (`merged`). `measured` is a job for the numbers.
`engine.lessons.playthrough` does the whole without a window.
"""

from dataclasses import dataclass
from typing import final

from engine.analysis.claim import Report
from engine.analysis.claim_runs import part
from engine.commands import Command
from engine.lessons.conditions import Came, Missed
from engine.lessons.lesson import Lesson, Setup, Step
from engine.lessons.measure import silent
from engine.lessons.predictions import Choice, Guess, Mark, Prediction
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.surfaces.base import Point


@final
@dataclass(frozen=True, slots=True)
class Begun:
    """Where a step began: conditions count from here."""

    update: int
    edits: int  # entries of the log


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the conditions of a step, in their order; None, not decided yet."""

    found: tuple[Came | Missed | None, ...]

    @property
    def done(self) -> bool:
        return all(isinstance(each, Came) for each in self.found)

    @property
    def decided(self) -> bool:
        return None not in self.found


def started(setup: Setup, scenarios: dict[str, Scenario]) -> Scenario | None:
    """The scenario that a step starts from; None where the run goes on. Raises KeyError for a
    scenario that is not shipped."""
    return scenarios[setup.scenario] if setup.scenario else setup.run


def start_of(
    lesson: Lesson, place: int, scenarios: dict[str, Scenario]
) -> tuple[Scenario, tuple[Command, ...]]:
    """What a step starts from that is not reached from the step before: where it goes on with the
    run of an earlier one, the start of that, and the commands of all steps since."""
    commands: tuple[Command, ...] = ()
    for step in reversed(lesson.steps[: place + 1]):
        commands = step.setup.commands + commands
        if (scenario := started(step.setup, scenarios)) is not None:
            return scenario, commands
    raise ValueError("the first step starts from nothing")


def judged(step: Step, now: Snapshot, begun: Begun) -> Outcome:
    """What of a step's conditions came true until `now`."""
    return Outcome(tuple(each.judged(now, begun.update, begun.edits) for each in step.conditions))


def merged(before: Outcome, now: Outcome) -> Outcome:
    """What came true once stays so, though a ball moved on since."""
    pairs = zip(before.found, now.found, strict=True)
    return Outcome(tuple(old if isinstance(old, Came) else new for old, new in pairs))


def measured(lesson: Lesson, report: Report = silent) -> dict[str, float]:
    """The values of all numbers of a lesson: a job."""
    count = len(lesson.numbers)
    return {
        each.name: each.measure.value(part(report, place, count))
        for place, each in enumerate(lesson.numbers)
    }


def truth(prediction: Prediction, values: dict[str, float]) -> int | float | Point:
    """What turned out: the index of a choice, a number, or a point."""
    match prediction:
        case Choice(decided_by=name) if name:
            return sum(values[name] >= bound for bound in prediction.bounds)
        case Choice():
            return prediction.true
        case Guess():
            return values[prediction.number]
        case Mark():
            return values[prediction.across], values[prediction.up]
    raise TypeError(prediction)
