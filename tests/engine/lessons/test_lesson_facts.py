"""The verified numbers of the curriculum: each stands in its lesson or among the exclusions."""

import re
import tomllib
from pathlib import Path

import pytest

from engine.lessons.lesson import Lesson, Number
from engine.lessons.predictions import Choice, Guess, Mark
from engine.lessons.reading import placeholders, read, texts

HERE = Path(__file__).parent
FACTS = tomllib.loads((HERE / "facts.toml").read_text(encoding="utf-8"))
FILES = sorted((HERE.parents[2] / "resources" / "lessons").glob("*.toml"))
LESSONS = {
    f"L{each.number}": each for each in (read(path.read_text(encoding="utf-8")) for path in FILES)
}
TESTS = set(
    re.findall(
        r"^def (test_\w+)",
        "\n".join(path.read_text(encoding="utf-8") for path in HERE.parent.rglob("test_*.py")),
        re.MULTILINE,
    )
)


def excluded(key: str) -> list[str]:
    return [each for part in FACTS[key].get("excluded", ()) for each in part["ids"]]


def used(lesson: Lesson) -> set[str]:
    """The numbers that texts and predictions name."""
    found = {
        name
        for _, text in texts(lesson)
        for said in (text.en, text.zh_CN)
        for name in placeholders(said)
    }
    for step in lesson.steps:
        match step.prediction:
            case Choice(decided_by=name):
                found.add(name)
            case Guess(number=name):
                found.add(name)
            case Mark(across=across, up=up):
                found |= {across, up}
    return found


def facts(lesson: Lesson) -> list[str]:
    return [each.fact for each in lesson.numbers if each.fact]


@pytest.mark.parametrize("key", FACTS)
def test_each_number_stands_in_its_lesson_or_among_the_exclusions(key: str) -> None:
    wanted = [f"{key}.{each}" for each in FACTS[key]["stated"]]
    missing = sorted(set(wanted) - set(facts(LESSONS[key])))
    assert not missing, f"neither in the lesson nor excluded: {', '.join(missing)}"
    unknown = sorted(set(facts(LESSONS[key])) - set(wanted))
    assert not unknown, f"not in the list: {', '.join(unknown)}"
    assert not set(FACTS[key]["stated"]) & set(excluded(key))


@pytest.mark.parametrize("key", FACTS)
def test_an_exclusion_has_a_reason_and_the_tests_that_it_names(key: str) -> None:
    for part in FACTS[key].get("excluded", ()):
        assert part["ids"]
        assert len(part["reason"]) > 20
        assert set(re.findall(r"test_\w+", part["reason"])) <= TESTS, part["reason"]
    assert len(set(excluded(key))) == len(excluded(key))


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_measures_no_number_in_vain_and_states_no_fact_twice(key: str) -> None:
    lesson = LESSONS[key]
    vain = [each.name for each in lesson.numbers if each.name not in used(lesson)]
    assert not vain, f"in no text or prediction: {', '.join(vain)}"
    assert len(set(facts(lesson))) == len(facts(lesson))


def test_what_is_stated_is_found() -> None:
    lesson = LESSONS["L2"]
    assert all(isinstance(each, Number) for each in lesson.numbers)
    assert {"same", "true_down"} <= used(lesson)
    assert "L2.true-half" in facts(lesson)
