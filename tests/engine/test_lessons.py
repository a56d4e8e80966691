"""Every shipped lesson is read, played to its end and measured."""

from pathlib import Path

import pytest

from engine.lessons.conditions import Came
from engine.lessons.lesson import Lesson
from engine.lessons.playing import measured, started
from engine.lessons.playthrough import played
from engine.lessons.predictions import Choice, Guess, Mark, Prediction
from engine.lessons.reading import placeholders, read, texts
from engine.scenario import Scenario
from engine.session import read as read_scenario

ROOT = Path(__file__).parents[2] / "resources"
FILES = sorted((ROOT / "lessons").glob("*.toml"))
PATIENCE = 30.0  # seconds of playing at the pace of the step


def lesson_of(path: Path) -> Lesson:
    return read(path.read_text(encoding="utf-8"))


def scenarios() -> dict[str, Scenario]:
    found = {}
    for path in (ROOT / "scenarios").glob("*.json"):
        scenario = read_scenario(path.read_text(encoding="utf-8"))
        assert isinstance(scenario, Scenario)
        found[path.stem] = scenario
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_condition_comes_true_within_its_bound_and_half_a_minute(path: Path) -> None:
    lesson, known = lesson_of(path), scenarios()
    for place, outcome in enumerate(played(lesson, known)):
        assert outcome.done, (place + 1, outcome)
        start = started(lesson.steps[place].setup, known)
        if start is not None:  # the others go on with a run of which something has passed
            came = [each.update for each in outcome.found if isinstance(each, Came)]
            assert max(came, default=0) / start.pace <= PATIENCE, (place + 1, outcome)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_number_is_what_the_file_expects(path: Path) -> None:
    lesson = lesson_of(path)
    values = measured(lesson)
    for each in lesson.numbers:
        assert values[each.name] == pytest.approx(each.value, abs=each.tolerance, rel=0), each.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_step_has_a_text_of_a_page(path: Path) -> None:
    lesson = lesson_of(path)
    assert 4 <= len(lesson.steps) <= 7
    for step in lesson.steps:
        assert 40 <= len(step.text.en.split()) <= 90, step.title.en
        assert 60 <= len(step.text.zh_CN) <= 260, step.title.zh_CN
    assert all(text.en and text.zh_CN for _, text in texts(lesson) if text.en or text.zh_CN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_show_the_same_numbers_and_none_is_measured_in_vain(path: Path) -> None:
    lesson = lesson_of(path)
    shown = set[str]()
    for where, text in texts(lesson):
        assert set(placeholders(text.en)) == set(placeholders(text.zh_CN)), where
        shown |= set(placeholders(text.en))
    asked = {name for step in lesson.steps for name in _asked(step.prediction)}
    assert {each.name for each in lesson.numbers} == shown | asked


def _asked(prediction: Prediction | None) -> tuple[str, ...]:
    match prediction:
        case Choice(decided_by=name) if name:
            return (name,)
        case Guess(number=name):
            return (name,)
        case Mark(across=first, up=second):
            return first, second
    return ()
