"""A lesson as the text of its file, and a step made of the present state of a run."""

import json
from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from math import isfinite
from typing import Any, get_args

from engine.lessons.lesson import FORMAT, Lesson, Overlay, Setup, Step
from engine.plain import to_plain
from engine.scenario import FleetSetup, Scenario, Text
from engine.snapshot import Snapshot

LISTED = ("numbers", "steps")  # each entry under a header of its own
TITLE = Text("My step", "我的一步")
WORDS = Text("Say here what is to be seen.", "在这里写要看什么。")


def write(lesson: Lesson) -> str:
    """The text of a lesson's file; `engine.lessons.reading.read` gives the same lesson."""
    return "\n".join(_lines(lesson)) + "\n"


def further(step: Step) -> str:
    """The text that adds a step at the end of a lesson's file."""
    return "\n".join(["", *_entry("steps", step)]) + "\n"


def step_of(now: Snapshot, shown: Collection[str], title: Text = TITLE, text: Text = WORDS) -> Step:
    """A step that starts where the run is now: surface, fleets, noise, seed, the overlays that are
    `shown`, and each ball at its place, as if it had been dropped there; lost ones have none."""
    setups = tuple(
        FleetSetup(
            view.optimizer,
            view.schedule,
            view.color,
            tuple((x, y) for x, y in view.position.tolist() if isfinite(x) and isfinite(y)),
        )
        for view in now.fleets
    )
    scenario = Scenario(now.surface, setups, now.scenario.seed, now.pace, now.noise)
    view = replace(now.scenario.view, panel="")
    overlays = tuple(each for each in get_args(Overlay) if each in shown)
    return Step(title, text, Setup(run=replace(scenario, view=view)), overlays=overlays)


def lesson_of(now: Snapshot, shown: Collection[str]) -> Lesson:
    """A lesson of one step: the present state of a run, with the overlays that are `shown`."""
    return Lesson(
        name="my-lesson",
        title=Text("My lesson", "我的课"),
        question=Text("What is there to see?", "要看什么？"),
        minutes=5,
        steps=(step_of(now, shown),),
    )


def _lines(lesson: Lesson) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield 'kind = "lesson"'
    for name, value in _set(lesson):
        if name not in LISTED:
            yield f"{name} = {_inline(value)}"
    for listed in LISTED:
        for each in getattr(lesson, listed):
            yield ""
            yield from _entry(listed, each)


def _entry(listed: str, thing: Any) -> Iterator[str]:
    yield f"[[{listed}]]"
    for name, value in _set(thing):
        yield f"{name} = {_inline(value)}"


def _set(thing: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a dataclass that are not their defaults."""
    key = getattr(thing, "key", None)
    if key:
        yield "key", key
    for each in fields(thing):
        value = getattr(thing, each.name)
        default = each.default if each.default_factory is MISSING else each.default_factory()
        if value != default:
            yield each.name, value


def _inline(value: Any) -> str:
    if is_dataclass(value):
        inside = ", ".join(f"{name} = {_inline(each)}" for name, each in _set(value))
        return f"{{{inside}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    plain = to_plain(value)
    return json.dumps(plain)
