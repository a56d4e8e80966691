"""What steps name: keys of the window, knobs of what is running, and shipped scenarios."""

from pathlib import Path

import pytest

from engine.errors import DataError
from engine.lessons.conditions import KnobWithin
from engine.lessons.reading import LessonError, read
from engine.lessons.writing import lesson_of, write
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario, ViewState
from engine.surfaces import BY_KEY as SURFACES

RESOURCES = Path(__file__).parents[3] / "resources"
SHIPPED = sorted(path.stem for path in (RESOURCES / "scenarios").glob("*.json"))
FILES = sorted((RESOURCES / "lessons").glob("*.toml"))
RUN = """setup.run = {surface = {key = "bowl"}, fleets = [{optimizer = {key = "gd"}}]}"""
ADDED = """setup.commands = [{key = "add_fleet", optimizer = {key = "momentum"}}]"""
HEAD = """format = 1
kind = "lesson"
name = "a"
minutes = 1
title = {en = "T", zh_CN = "题"}
question = {en = "Q", zh_CN = "问"}
"""
STEP = """
[[steps]]
title = {en = "T", zh_CN = "题"}
text = {en = "W", zh_CN = "文"}
"""


def lesson(*steps: str) -> str:
    return HEAD + "".join(f"{STEP}{step}\n" for step in steps)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_lessons_name_shipped_scenarios(path: Path) -> None:
    read(path.read_text(encoding="utf-8"), SHIPPED)


@pytest.mark.parametrize(
    "knobs",
    ['["0.lr", "0.schedule", "surface.h", "noise"]', "[]"],
)
def test_knobs_that_are_there_may_be_named(knobs: str) -> None:
    for text in (
        lesson(f"knobs = {knobs}\n{RUN}"),
        lesson(RUN, f"knobs = {knobs}"),  # the run goes on
    ):
        assert len(read(text).steps) >= 1


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('knobs = ["1.lr"]', "1.lr"),  # there is one fleet
        ('knobs = ["0.momentum"]', "0.momentum"),
        ('knobs = ["surface.shift"]', "surface.shift"),
        ('knobs = ["fleet.lr"]', "fleet.lr"),
        ('knobs = ["lr"]', "lr"),
        ('overlays = ["glow"]', "glow"),
        ('panels = ["moon"]', "moon"),
        ('panels = ["step.moon"]', "step.moon"),
        ('dialog = "door"', "door"),
    ],
)
def test_what_is_not_there_is_refused_with_its_line(entry: str, said: str) -> None:
    text = lesson(RUN, f'knobs = ["0.lr"]\n{entry}' if "knobs" not in entry else entry)
    with pytest.raises(LessonError) as caught:
        read(text)
    assert said in str(caught.value)
    assert "steps[1]" in str(caught.value)
    line = text.split("\n")[caught.value.line - 1]
    assert entry == line


def test_knobs_of_a_fleet_that_a_command_adds_may_be_named() -> None:
    assert read(lesson(RUN, f'{ADDED}\nknobs = ["1.momentum"]')).steps[1].knobs == ("1.momentum",)
    assert read(lesson(RUN, ADDED, 'knobs = ["1.momentum"]')).steps[2].knobs == ("1.momentum",)
    with pytest.raises(LessonError, match=r"1\.lr"):
        read(lesson(RUN, ADDED, f'{RUN}\nknobs = ["1.lr"]'))  # another run begins


def test_a_scenario_that_is_not_shipped_is_refused_where_those_are_known() -> None:
    text = lesson('setup.scenario = "99-moon"\nknobs = ["7.lr"]')  # of fleets that are not known
    assert read(text).steps[0].setup.scenario == "99-moon"
    with pytest.raises(LessonError, match="99-moon") as caught:
        read(text, SHIPPED)
    assert "99-moon" in text.split("\n")[caught.value.line - 1]
    assert read(text.replace("99-moon", SHIPPED[0]), SHIPPED).steps[0].setup.scenario == SHIPPED[0]


def test_a_lesson_of_an_experiment_leaves_overlays_out_that_are_not_known() -> None:
    view = ViewState(overlays=("trails", "of a later version"))
    fleet = FleetSetup(BY_KEY["gd"](), points=((1.0, 0.0),))
    player = Player(Scenario(SURFACES["bowl"](), (fleet,), view=view))
    made = lesson_of(player.snapshot(), view.overlays)
    assert made.steps[0].overlays == ("trails",)
    assert read(write(made)) == made


def test_a_knob_of_a_typed_formula_is_judged() -> None:
    typed = SURFACES["typed"](text="w1^2 + b*w2^2", parameters=(("b", -0.7),))
    now = Player(Scenario(typed, (FleetSetup(BY_KEY["gd"]()),))).snapshot()
    within = {"low": -1.0, "high": -0.5}
    assert KnobWithin(knob="b", **within).came(now, 0, 0) is not None
    assert KnobWithin(knob="b", low=0.0, high=1.0).came(now, 0, 0) is None
    assert KnobWithin(knob="c", **within).came(now, 0, 0) is None


def test_a_lesson_error_is_an_error_in_data() -> None:
    assert issubclass(LessonError, DataError)


NUMBER = '[[numbers]]\nname = "{}"\nvalue = 1\nmeasure = {{key = "setting", number = 1}}\n'
CHOICES = 'choices = [{en = "A", zh_CN = "甲"}, {en = "B", zh_CN = "乙"}]'
QUESTION = 'question = {en = "Q", zh_CN = "问"}'
CHOICE = f'\n[steps.prediction]\nkey = "choice"\n{QUESTION}\n'
MARK = f'\n[steps.prediction]\nkey = "mark"\n{QUESTION}\nacross = "a"\nup = "b"'


@pytest.mark.parametrize(
    "text",
    [
        lesson(RUN).replace('kind = "lesson"', 'kind = "scenario"'),
        lesson(RUN).replace("format = 1", "format = 0"),
        f"{HEAD}steps = []",
        HEAD + NUMBER.format("One") + STEP + RUN,
        HEAD + NUMBER.format("one") * 2 + STEP + RUN,
        lesson("knobs = []"),  # it starts from nothing
        lesson(f'{RUN}\nsetup.scenario = "{SHIPPED[0]}"'),
        lesson(f'{RUN}\nsetup.commands = [{{key = "play"}}]'),
        lesson(f'{RUN}{CHOICE}choices = [{{en = "A", zh_CN = "甲"}}]'),
        lesson(f"{RUN}{CHOICE}{CHOICES}\ntrue = 2"),
        lesson(f'{RUN}{CHOICE}{CHOICES}\ndecided_by = "none"\nbounds = [1.0]'),
        HEAD + NUMBER.format("one") + f'{STEP}{RUN}{CHOICE}{CHOICES}\ndecided_by = "one"',
        lesson(f"{RUN}{MARK}"),
        "a = " + "[" * 2000,
        "a = " + "9" * 5000,
    ],
)
def test_what_makes_no_lesson_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        read(text)


def test_lines_are_those_of_the_file_after_texts_and_lists_of_several_lines() -> None:
    long = 'title = {en = """\nOne\ntwo""", zh_CN = "题"}'
    step = f"{STEP}{RUN}".replace('title = {en = "T", zh_CN = "题"}', long)
    conditions = "[[steps.conditions]]\nkey = 'loss'\nvalue = 1\n"
    text = HEAD + step + "\n" + conditions * 2 + step + "\n" + conditions + "within = 'x'\n"
    with pytest.raises(LessonError) as caught:
        read(text)
    assert text.split("\n")[caught.value.line - 1] == "within = 'x'"
