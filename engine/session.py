"""Scenarios and sessions as files: JSON with a format number."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, final

import numpy as np
import numpy.typing as npt

from engine import commands
from engine.data.messages import EMPTY_FILE
from engine.errors import (
    NEWER,
    NO_LIST,
    NO_OBJECT,
    NOT_JSON,
    NOT_OURS,
    OUT_OF_RANGE,
    TOO_LARGE,
    UNKNOWN_ENTRY,
    WRONG_ORDER,
    DataError,
    quoted,
)
from engine.noise import MiniBatch, Noise
from engine.plain import PIECE, from_plain, is_short, pieces, to_json, to_plain
from engine.scenario import Scenario, Text, ViewState, check
from engine.snapshot import Snapshot
from engine.stamped import Log, Stamped
from engine.timeline import Course

# The newest: of files in which a knob is set that versions up to 0.6 don't know. Files in which a
# ball was kicked or batches have a fixed order, and those with a line or a panel, are of format 4.
# Files that choose a ball, have an end or cut the block are of format 3, those with an invitation
# of format 2, which 0.4 reads, and all others of format 1, which 0.1 to 0.3 read.
FORMAT = 5
LATER = ("invitation", "ball", "end")  # entries that older versions refuse: written where set
LATE_KNOBS = ("shift",)  # of surfaces, 0 where they are not set
BATCH = 100  # edits that are made into text at once
LARGEST = 64_000_000  # most bytes of a file that is read
PARSED = 0.4  # the share of reading a file that is parsing it


@final
@dataclass(frozen=True, slots=True)
class Reached:
    """The positions of the balls of a session when it was saved, to check the replay."""

    balls: tuple[int, ...] = ()
    points: tuple[tuple[float, float], ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Session:
    """A run that can be continued, equal to the last bit."""

    course: Course
    reached: Reached


def write_scenario(scenario: Scenario) -> str:
    """The text of a scenario file."""
    return "".join(scenario_pieces(scenario))


def write_session(now: Snapshot) -> str:
    """The text of a session file: scenario, stamped edits and the state they led to."""
    return "".join(session_pieces(now))


def scenario_pieces(scenario: Scenario) -> Iterator[str]:
    """The text of a scenario file, in pieces that are made within a few milliseconds."""
    yield f'{{\n"format": {_format(scenario)},\n"kind": "scenario"'
    for name, value in _entries(scenario):
        yield f',\n"{name}": '
        yield from pieces(value)
    yield "\n}\n"


def session_pieces(now: Snapshot) -> Iterator[str]:
    """The text of a session file, in pieces that are made within a few milliseconds."""
    number = max([_format(now.scenario), *(_format_of(each.edit) for each in now.log)])
    yield f'{{\n"format": {number},\n"kind": "session",\n"scenario": '
    lead = "{"
    for name, value in _entries(now.scenario):
        yield f'{lead}"{name}": '
        yield from pieces(value)
        lead = ", "
    yield '},\n"log": ['
    yield from _log_pieces(now.log)
    yield f'],\n"update": {now.update},\n"reached": {{"balls": '
    fleets = () if now.pending else now.fleets  # where it is opened, all edits are made
    yield from _list_pieces([fleet.balls for fleet in fleets])
    yield ', "points": '
    yield from _list_pieces([fleet.position for fleet in fleets])
    yield "}\n}\n"


def _log_pieces(log: Log) -> Iterator[str]:
    for start in range(0, len(log), BATCH):
        lead, some = ", " if start else "", log[start : start + BATCH]
        if all(is_short(each.edit) for each in some):
            plain = [{"update": each.update, "edit": to_plain(each.edit)} for each in some]
            yield lead + to_json(plain)[1:-1]
            continue
        for each in some:
            yield f'{lead}{{"update": {each.update}, "edit": '
            yield from pieces(each.edit)
            yield "}"
            lead = ", "


def _list_pieces(arrays: Sequence[npt.NDArray[Any]]) -> Iterator[str]:
    """One list of the entries of all of them."""
    lead = "["
    for array in arrays:
        for start in range(0, len(array), PIECE):
            yield lead + to_json(array[start : start + PIECE].tolist())[1:-1]
            lead = ", "
    yield "[]" if lead == "[" else "]"


def read(text: str, progress: Callable[[float], None] = lambda share: None) -> Scenario | Session:
    """The scenario or session of a file's text. Raises DataError with what is wrong."""
    data = _parse(text)
    progress(PARSED)
    _check_format(data)
    kind = data.get("kind")
    rest = {name: value for name, value in data.items() if name not in ("format", "kind")}
    if kind == "scenario":
        return _read_scenario(rest)
    if kind == "session":
        return _read_session(rest, progress)
    raise DataError(UNKNOWN_ENTRY, "kind", quoted(kind))


def agrees(
    reached: Reached, now: Snapshot, progress: Callable[[float], None] = lambda share: None
) -> bool:
    """Whether a replay gave the same bits as the saved session, if that says what to expect.

    A job: balls may be very many, so they are compared piece by piece.
    """
    if reached == Reached():
        return True
    balls = np.concatenate([fleet.balls for fleet in now.fleets] or [np.empty(0, np.int64)])
    places = np.concatenate([fleet.position for fleet in now.fleets] or [np.empty((0, 2))])
    if not len(balls) == len(reached.balls) == len(reached.points):
        return False
    for start in range(0, len(balls), PIECE):
        part = slice(start, start + PIECE)
        there = np.array(reached.points[part])
        same = np.array_equal(places[part], there, equal_nan=True)
        if not same or tuple(balls[part].tolist()) != reached.balls[part]:
            return False
        progress(start / len(balls))
    return True


def _read_scenario(data: Any) -> Scenario:
    scenario = from_plain(Scenario, data, "scenario")
    check(scenario)
    return scenario


def _read_session(data: dict[str, Any], progress: Callable[[float], None]) -> Session:
    for name in data:
        if name not in ("scenario", "log", "update", "reached"):
            raise DataError(UNKNOWN_ENTRY, "session", quoted(name))
    scenario = _read_scenario(data.get("scenario"))
    entries = data.get("log", [])
    if not isinstance(entries, list):
        raise DataError(NO_LIST, "log")
    log = []
    for place, entry in enumerate(entries):
        if place % PIECE == 0:
            progress(PARSED + (1 - PARSED) * place / len(entries))
        log.append(_read_entry(entry, f"log[{place}]"))
    update = from_plain(int, data.get("update", 0), "update")
    reached = from_plain(Reached, data.get("reached", {}), "reached")
    if update < 0 or any(one.update > next_.update for one, next_ in pairwise(log)):
        raise DataError(WRONG_ORDER, "log")
    return Session(Course(scenario, tuple(log), update), reached)


def _read_entry(data: Any, where: str) -> Stamped:
    if not isinstance(data, dict) or not isinstance(data.get("edit"), dict):
        raise DataError(NO_OBJECT, where)
    key = data["edit"].get("key")
    kind = next((kind for kind in commands.EDITS if kind.key == key), None)
    if kind is None:
        raise DataError(UNKNOWN_ENTRY, f"{where}.edit", quoted(key))
    update = from_plain(int, data.get("update"), f"{where}.update")
    if update < 0:
        raise DataError(OUT_OF_RANGE, f"{where}.update", str(update))
    return Stamped(update, from_plain(kind, data["edit"], f"{where}.edit"))


def _parse(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise DataError(TOO_LARGE, str(LARGEST // 1_000_000))
    if not text.strip("\ufeff \t\r\n\0"):
        raise DataError(EMPTY_FILE)
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise DataError(NOT_JSON, str(error.lineno), str(error.colno)) from None
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        raise DataError(NOT_OURS) from None
    if not isinstance(data, dict):
        raise DataError(NOT_OURS)
    return data


def _check_format(data: dict[str, Any]) -> None:
    number = data.get("format")
    if type(number) is not int or number < 1:  # true is a number to Python
        raise DataError(NOT_OURS)
    if number > FORMAT:
        raise DataError(NEWER, quoted(number))


def _format_of(edit: commands.Edit) -> int:
    """The oldest format that has it."""
    if isinstance(edit, commands.TurnSurface):
        return FORMAT if edit.knob in LATE_KNOBS else 1
    if isinstance(edit, commands.ChangeNoise):
        return 4 if _in_fixed_order(edit.noise) else 1
    return 4 if isinstance(edit, commands.Kick) else 1


def _in_fixed_order(noise: Noise) -> bool:
    return isinstance(noise, MiniBatch) and not noise.shuffle_each_epoch


def _format(scenario: Scenario) -> int:
    view = scenario.view
    if any(getattr(scenario.surface, name, 0.0) for name in LATE_KNOBS):
        return FORMAT
    if view.panel or view.line is not None or _in_fixed_order(scenario.noise):
        return 4
    if any(each is not None for each in (scenario.ball, scenario.end, scenario.view.cut)):
        return 3
    return 2 if scenario.invitation != Text() else 1


def _without_later(view: ViewState) -> dict[str, Any]:
    """A view as plain data, without what is not set and older versions refuse."""
    later = (("cut", None), ("line", None), ("panel", ""))
    unset = {name for name, value in later if getattr(view, name) == value}
    return {name: entry for name, entry in to_plain(view).items() if name not in unset}


def _entries(scenario: Scenario) -> Iterator[tuple[str, Any]]:
    """The names and values of a scenario in a file."""
    for each in fields(scenario):
        value = getattr(scenario, each.name)
        if each.name == "view":
            value = _without_later(value)
        if each.name not in LATER or value not in (None, Text()):
            yield each.name, value
