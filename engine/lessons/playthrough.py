"""A lesson played to its end without a window: the way of tests, demonstrations and handouts."""

from dataclasses import dataclass
from typing import final

from engine.commands import Command, Edit, FastForward, Walk
from engine.lessons.judge import Judge
from engine.lessons.lesson import Lesson, Step
from engine.lessons.playing import Begun, Outcome, merged, start_of, started
from engine.player import Player
from engine.scenario import Scenario
from engine.snapshot import Snapshot

BATCH = 20  # updates between two judgements of what is judged at the present alone


def played(
    lesson: Lesson,
    scenarios: dict[str, Scenario],
) -> tuple[Outcome, ...]:
    """The outcome of each step, set up, done as its `acts` say, and played until all its
    conditions are decided."""
    player: Player | None = None
    outcomes = list[Outcome]()
    for step in lesson.steps:
        scenario = started(step.setup, scenarios)
        if scenario is not None:
            player = Player(scenario)
        if player is None:
            raise ValueError("the first step starts from nothing")
        for command in step.setup.commands:
            carry_out(player, command)
        begun = Begun(player.timeline.update, len(player.timeline.log))
        for command in step.acts:
            carry_out(player, command)
        outcomes.append(_until_decided(player, step, begun))
    return tuple(outcomes)


def _until_decided(player: Player, step: Step, begun: Begun) -> Outcome:
    judge = Judge(step, begun)
    outcome = judge.outcome(player.snapshot())
    while not outcome.decided:
        player.timeline.go_on(BATCH)
        player.timeline.arrive()
        outcome = merged(outcome, judge.outcome(player.snapshot()))
    return outcome


def carry_out(player: Player, command: Command) -> None:
    """Make a command of a step at once; those that only play are left out."""
    if isinstance(command, Edit):
        player.timeline.edit(command)
    elif isinstance(command, Walk | FastForward):
        player.timeline.seek(player.timeline.update + command.count)
        player.timeline.arrive()


@final
@dataclass(frozen=True, slots=True, eq=False)
class StepRun:
    """The run of one step: before its `acts`, when all was decided, and what came true."""

    start: Snapshot
    end: Snapshot
    outcome: Outcome


def run_alone(lesson: Lesson, place: int, scenarios: dict[str, Scenario]) -> StepRun:
    """The run of one step that is not reached from the step before it. Raises KeyError for a
    scenario that is not shipped."""
    scenario, commands = start_of(lesson, place, scenarios)
    player, step = Player(scenario), lesson.steps[place]
    for command in commands:
        carry_out(player, command)
    start = player.snapshot()
    begun = Begun(player.timeline.update, len(player.timeline.log))
    for command in step.acts:
        carry_out(player, command)
    outcome = _until_decided(player, step, begun)
    return StepRun(start, player.snapshot(), outcome)


def played_alone(lesson: Lesson, place: int, scenarios: dict[str, Scenario]) -> Outcome:
    """The outcome of one step that is not reached from the step before it."""
    return run_alone(lesson, place, scenarios).outcome
