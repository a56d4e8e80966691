"""What steps ask: nothing is done before it was done, and what was missed is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.commands import Drop, FastForward, Kick, Play, Walk
from engine.lessons.conditions import Came, Dropped, Rests, Updates
from engine.lessons.judge import Judge
from engine.lessons.lesson import Lesson, Setup, Step
from engine.lessons.playing import Begun, judged, merged, start_of, started, truth
from engine.lessons.playthrough import carry_out, played, played_alone
from engine.lessons.predictions import Choice, Guess, Mark
from engine.lessons.reading import read
from engine.optimizers.descent import GradientDescent
from engine.player import Player
from engine.scenario import FleetSetup, Scenario, Text
from engine.session import read as read_scenario
from engine.surfaces import BY_KEY
from engine.surfaces.base import Surface

ROOT = Path(__file__).parents[3] / "resources"
FILES = sorted((ROOT / "lessons").glob("*.toml"))
SCENARIOS = {
    path.stem: read_scenario(path.read_text(encoding="utf-8"))
    for path in (ROOT / "scenarios").glob("*.json")
}


def lesson_of(path: Path) -> Lesson:
    return read(path.read_text(encoding="utf-8"))


def surfaces(lesson: Lesson) -> list[Surface]:
    """The surface of each step."""
    found: list[Surface] = []
    for step in lesson.steps:
        scenario = started(step.setup, SCENARIOS)
        found.append(scenario.surface if scenario is not None else found[-1])
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_step_that_begins_a_run_is_done_at_once(path: Path) -> None:
    for place, step in enumerate(lesson_of(path).steps):
        scenario = started(step.setup, SCENARIOS)
        if scenario is None or not step.conditions:
            continue
        player = Player(scenario)
        for command in step.setup.commands:
            carry_out(player, command)
        begun = Begun(player.timeline.update, len(player.timeline.log))
        assert not judged(step, player.snapshot(), begun).done, place + 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_to_do_is_said_where_a_bound_is_reached(path: Path) -> None:
    for step in lesson_of(path).steps:
        for condition in step.conditions:
            assert condition.missed.en, (step.title.en, condition.key)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_truth_of_each_prediction_can_be_answered(path: Path) -> None:
    lesson = lesson_of(path)
    values = {each.name: each.value for each in lesson.numbers}  # as measured in test_lessons
    for step, surface in zip(lesson.steps, surfaces(lesson), strict=True):
        match step.prediction:
            case Choice() as choice:
                assert truth(choice, values) in range(len(choice.choices)), step.title.en
            case Guess() as guess:
                assert guess.low <= values[guess.number] <= guess.high, step.title.en
            case Mark() as mark:
                x, y = values[mark.across], values[mark.up]
                assert surface.low[0] < x < surface.high[0], step.title.en
                assert surface.low[1] < y < surface.high[1], step.title.en


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_step_is_done_where_it_is_set_up_alone(path: Path) -> None:
    lesson = lesson_of(path)
    for place, step in enumerate(lesson.steps):
        if step.setup.scenario or step.setup.run is not None:  # others were played as they go on
            continue
        assert played_alone(lesson, place, SCENARIOS).done, place + 1


HEAVY = Drop((0,), ((1.0, 1.0),))
ROLLED = Step(Text("T", "题"), Text("W", "文"), acts=(Walk(3), Walk(-1), HEAVY, Play()))


def test_commands_of_a_setup_and_of_acts_are_made_and_none_that_only_play() -> None:
    run = Scenario(BY_KEY["bowl"](), (FleetSetup(GradientDescent(), points=((1.0, 0.0),)),))
    first = replace(ROLLED, setup=Setup(run=run, commands=(FastForward(5),)))
    counted = replace(ROLLED, acts=(FastForward(3),), conditions=(Updates(count=3),))
    made = Lesson("a", Text("T", "题"), Text("Q", "问"), 1, (first, counted))
    assert [each.done for each in played(made, {})] == [True, True]
    (found,) = played_alone(made, 1, {}).found
    assert isinstance(found, Came)
    assert found.update == 5 + 3


def test_a_lesson_that_starts_from_nothing_is_not_played() -> None:
    nothing = Lesson("a", Text("T", "题"), Text("Q", "问"), 1, (ROLLED,))
    with pytest.raises(ValueError, match="nothing"):
        played(nothing, {})
    with pytest.raises(ValueError, match="nothing"):
        start_of(nothing, 0, {})


def test_a_ball_rests_after_an_update_at_least_and_other_edits_are_no_drops() -> None:
    run = Scenario(BY_KEY["saddle"](), (FleetSetup(GradientDescent(), points=((0.0, 0.0),)),))
    player = Player(run)
    rests, dropped = Rests(kind="saddle", within=1), Dropped(count=1)
    assert rests.came(player.snapshot(), 0, 0) is None
    player.timeline.edit(Kick(0, (0.0, 0.0)))
    assert dropped.came(player.snapshot(), 0, 0) is None
    player.timeline.go_on(1)
    player.timeline.arrive()
    assert rests.came(player.snapshot(), 0, 0) is not None


def test_what_is_no_prediction_has_no_truth() -> None:
    with pytest.raises(TypeError):
        truth(Text("x", "x"), {})  # type: ignore[arg-type]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_judging_what_is_new_finds_what_judging_all_finds(path: Path) -> None:
    lesson = lesson_of(path)
    for place, step in enumerate(lesson.steps[:2]):
        scenario, commands = start_of(lesson, place, SCENARIOS)
        player = Player(scenario)
        for command in (*commands, *step.acts):
            carry_out(player, command)
        begun = Begun(0, 0)
        judge = Judge(step, begun)
        before = judge.outcome(player.snapshot())
        for _ in range(8):
            player.timeline.go_on(13)
            player.timeline.arrive()
            now = player.snapshot()
            new = merged(before, judge.outcome(now))
            assert new == merged(before, judged(step, now, begun)), (place + 1, now.update)
            before = new
