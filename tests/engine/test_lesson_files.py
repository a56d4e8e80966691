"""Lesson files: what is refused and where, and that what is written reads back equal."""

import json
from pathlib import Path

import pytest

from engine.commands import Kick
from engine.errors import DataError
from engine.lessons import conditions, measures, predictions
from engine.lessons.reading import LARGEST, LessonError, bare_digits, filled, read
from engine.lessons.schema import schema
from engine.lessons.writing import lesson_of, write
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.two_weights import TwoWeights

MODEL = Path(__file__).parents[2] / "resources" / "lessons" / "02-worst-network.toml"
TEXT = MODEL.read_text(encoding="utf-8")


def line_with(text: str, part: str) -> int:
    return 1 + next(k for k, line in enumerate(text.split("\n")) if part in line)


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('key = "loss"\nvalue', 'key = "lost"\nvalue', "lost", "“lost” is unknown"),
        ('key = "two_weights"}, fleets', 'key = "moon"}, fleets', "moon", "“moon” is unknown"),
        ("value = 1e-6\nwithin = 300", 'value = "x"\nwithin = 300', '"x"', "a number is expected"),
        ("{same};", "{some};", "{some}", "no number is called “some”"),
        ("has loss {same}", "has loss 9", "has loss 9", "“9” is a number"),
        (
            'title.zh_CN = "谷底不是严格的极小值"',
            'title.zh_CN = ""',
            'title.zh_CN = ""',
            "zh_CN",
        ),
        ("minutes = 12", "minuets = 12", "minuets", "“minuets” is unknown"),
        ('{key = "kick"', '{key = "fly"', '"fly"', "“fly” is unknown"),
        ("minutes = 12", "minutes 12", "minutes 12", "no TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, at: str, said: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    with pytest.raises(LessonError) as caught:
        read(text)
    assert said in str(caught.value)
    assert caught.value.line == line_with(text, at), str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "x" * (LARGEST + 1), "format = 2", "a = 1", "[" * 999]
)
def test_no_lesson_is_refused_in_words(text: str) -> None:
    with pytest.raises(DataError):
        read(text)


def test_a_lesson_that_is_written_reads_back_equal() -> None:
    lesson = read(TEXT)
    assert read(write(lesson)) == lesson


def test_a_lesson_of_an_experiment_starts_where_the_balls_are() -> None:
    fleet = FleetSetup(BY_KEY["gd"](), points=((1.0, -0.5),))
    player = Player(Scenario(TwoWeights(), (fleet,), seed=7))
    player.timeline.go_on(10)
    player.timeline.arrive()
    player.timeline.edit(Kick(0, (0.1, 0.1)))
    now = player.snapshot()
    lesson = lesson_of(now, now.scenario.view.overlays)
    assert read(write(lesson)) == lesson
    run = lesson.steps[0].setup.run
    assert run is not None
    assert run.fleets[0].points == tuple(map(tuple, now.fleets[0].position.tolist()))


def test_digits_that_name_a_section_or_stand_in_a_formula_are_no_numbers() -> None:
    assert bare_digits("Section 3.1.2, Fig. 3.22 and lesson 4: $w_1^2 = 1$, {count} balls") == []
    assert bare_digits("第 4 课，图 3.1：$L=(1-w_1 w_2)^2$") == []
    assert bare_digits("after 42 updates, $\\eta = 0.05$") == ["42", "0.05"]


def test_placeholders_are_filled_outside_of_formulas_and_doubled_inside() -> None:
    assert filled("{n} balls, $w_{n} = {{n}}$", {"n": "7"}) == "7 balls, $w_{n} = 7$"


@pytest.mark.parametrize("module", [conditions, measures, predictions])
def test_keys_are_different(module: object) -> None:
    keys = [each.key for each in module.ALL]  # type: ignore[attr-defined]
    assert len(set(keys)) == len(keys)


def test_the_schema_in_the_repository_is_that_of_the_data_classes() -> None:
    there = json.loads((MODEL.parent / "lesson.schema.json").read_text(encoding="utf-8"))
    assert there == schema()
