"""A lesson file, TOML, to a lesson. Input is never trusted: errors say line, key and reason."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, final

from engine.commands import EDITS, FastForward, Walk
from engine.data.messages import EMPTY_FILE
from engine.errors import NEWER, NOT_OURS, TOO_LARGE, UNKNOWN_ENTRY, DataError, quoted
from engine.lessons.lesson import FORMAT, Lesson, Setup, Step
from engine.lessons.lines import line_of, lines_of
from engine.lessons.named import check_named
from engine.lessons.predictions import Choice, Guess, Mark
from engine.marks import QT_TRANSLATE_NOOP
from engine.plain import from_plain
from engine.scenario import Text, check

LARGEST: Final = 1_000_000  # bytes of a file that is read
MOST_STEPS: Final = 50
COMMANDS: Final = (*EDITS, Walk, FastForward)
IN_LINE = QT_TRANSLATE_NOOP("Message", "Line {0}: {1}")
NOT_TOML = QT_TRANSLATE_NOOP("Message", "This is no lesson: no TOML ({0}).")
ONE_LANGUAGE = QT_TRANSLATE_NOOP("Message", "At {0}: the text is missing in “{1}”.")
NO_VALUE = QT_TRANSLATE_NOOP("Message", "At {0}: no number is called “{1}”.")
BARE_DIGIT = QT_TRANSLATE_NOOP(
    "Message", "At {0}: “{1}” is a number in a text; it needs a placeholder with a measure."
)
TWICE = QT_TRANSLATE_NOOP("Message", "At {0}: “{1}” is there twice.")
NO_STEPS = QT_TRANSLATE_NOOP("Message", "At {0}: a lesson has 1 to {1} steps.")
TWO_SETUPS = QT_TRANSLATE_NOOP("Message", "At {0}: a scenario or a run, not both.")

NAME: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
BRACED: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# Numbers that name something in the book or a lesson: a section, figure, equation, page, table.
NAMED: Final = re.compile(
    r"§\s?[\d.]+|(?:[Ss]ections?|[Ff]ig(?:ures?|\.)|[Ee]q(?:uations?|\.)|[Tt]able|[Ll]essons?"
    r"|[Cc]hapter|[Pp]age)\s[\d.]+|[图式表]\s?[\d.]+|第\s?\d+\s?[课章页节]"
)
FORMULA: Final = re.compile(r"\$[^$]*\$")
# In formulas: subscripts, exponents, and the small whole numbers of which they are made.
IN_FORMULA: Final = re.compile(r"(?<![\d.])\d(?![\d.])")


@final
class LessonError(DataError):
    """A DataError with the line of the file, from 1: its text goes into `IN_LINE`, translated."""

    line: int = 1


def read(text: str, scenarios: Collection[str] | None = None) -> Lesson:
    """The lesson of a file's text. Raises DataError, where a line is known LessonError.

    `scenarios` are the keys of the shipped ones, where they are known: others are refused.
    """
    if len(text) > LARGEST:
        raise DataError(TOO_LARGE, str(LARGEST // 1_000_000))
    if not text.strip("\ufeff \t\r\n\0"):
        raise DataError(EMPTY_FILE)
    data = _parse(text.lstrip("\ufeff").replace("\r\n", "\n"))
    try:
        return _lesson(data, scenarios)
    except DataError as error:
        raise _placed(error, text) from None


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise _at(DataError(NOT_TOML, str(error)), line) from None
    except (RecursionError, ValueError):
        raise DataError(NOT_OURS) from None


def _lesson(data: dict[str, Any], scenarios: Collection[str] | None) -> Lesson:
    number = data.pop("format", None)
    if type(number) is not int or number < 1:
        raise DataError(NOT_OURS)
    if number > FORMAT:
        raise DataError(NEWER, quoted(number))
    kind = data.pop("kind", None)
    if kind != "lesson":
        raise DataError(UNKNOWN_ENTRY, "lesson.kind", quoted(kind))
    lesson = from_plain(Lesson, data, "lesson")
    _check(lesson)
    check_named(lesson, scenarios)
    return lesson


def _check(lesson: Lesson) -> None:
    if not 1 <= len(lesson.steps) <= MOST_STEPS:
        raise DataError(NO_STEPS, "lesson.steps", str(MOST_STEPS))
    names = [each.name for each in lesson.numbers]
    for place, name in enumerate(names):
        if not NAME.match(name):
            raise DataError(UNKNOWN_ENTRY, f"lesson.numbers[{place}].name", quoted(name))
        if name in names[:place]:
            raise DataError(TWICE, f"lesson.numbers[{place}].name", quoted(name))
    for place, step in enumerate(lesson.steps):
        _check_setup(step.setup, f"lesson.steps[{place}].setup", place == 0)
        _check_prediction(step, f"lesson.steps[{place}].prediction", names)
    for where, text in texts(lesson):
        _check_text(text, where, names)


def _check_setup(setup: Setup, where: str, first: bool) -> None:
    if setup.scenario and setup.run is not None:
        raise DataError(TWO_SETUPS, where)
    if first and not setup.scenario and setup.run is None:
        raise DataError(UNKNOWN_ENTRY, where, "")
    if setup.run is not None:
        check(setup.run)
    for place, command in enumerate(setup.commands):
        if type(command) not in COMMANDS:
            raise DataError(UNKNOWN_ENTRY, f"{where}.commands[{place}]", command.key)


def _check_prediction(step: Step, where: str, names: list[str]) -> None:
    asked: tuple[str, ...] = ()
    match step.prediction:
        case Choice() as choice:
            asked = (choice.decided_by,) if choice.decided_by else ()
            wrong = len(choice.choices) < 2 or not 0 <= choice.true < len(choice.choices)
            if wrong or (asked and len(choice.bounds) != len(choice.choices) - 1):
                raise DataError(UNKNOWN_ENTRY, where, quoted(choice.true))
        case Guess() as guess:
            asked = (guess.number,)
        case Mark() as mark:
            asked = (mark.across, mark.up)
    for name in asked:
        if name not in names:
            raise DataError(NO_VALUE, where, quoted(name))


def texts(thing: Any, where: str = "lesson") -> Iterator[tuple[str, Text]]:
    """All texts of a lesson or a part of it, with their paths; scenarios in it keep their own."""
    if isinstance(thing, Text):
        yield where, thing
    elif isinstance(thing, tuple):
        for place, each in enumerate(thing):
            yield from texts(each, f"{where}[{place}]")
    elif is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            if each.name != "run":
                yield from texts(getattr(thing, each.name), f"{where}.{each.name}")


def _check_text(text: Text, where: str, names: list[str]) -> None:
    if text == Text():
        return
    for language in ("en", "zh_CN"):
        said = getattr(text, language)
        if not said.strip():
            raise DataError(ONE_LANGUAGE, f"{where}.{language}", language)
        for name in placeholders(said):
            if name not in names:
                raise DataError(NO_VALUE, f"{where}.{language}", quoted(name))
        digits = bare_digits(said)
        if digits:
            raise DataError(BARE_DIGIT, f"{where}.{language}", quoted(digits[0]))


def placeholders(said: str) -> list[str]:
    """The names of the placeholders in a text; what LaTeX has in braces begins with none."""
    return BRACED.findall(FORMULA.sub(_placeholders_in, said))


def _placeholders_in(formula: "re.Match[str]") -> str:
    """In a formula placeholders are doubled, {{name}}: braces group there."""
    return " ".join(re.findall(r"\{(\{[a-z][a-z0-9_]*\})\}", formula[0]))


def filled(said: str, values: dict[str, str]) -> str:
    """A text with the numbers put in: {name} outside of formulas, {{name}} inside of them."""

    def put(found: "re.Match[str]") -> str:
        return values.get(found[1], found[0])

    parts = re.split(r"(\$[^$]*\$)", said)
    inside = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")
    return "".join((inside if k % 2 else BRACED).sub(put, each) for k, each in enumerate(parts))


def bare_digits(said: str) -> list[str]:
    """The numbers in a text that are neither placeholders nor name a part of the book."""
    formulas = " ".join(IN_FORMULA.sub("", each) for each in FORMULA.findall(said))
    rest = NAMED.sub("", FORMULA.sub(" ", said))
    return re.findall(r"\d[\d.,]*", BRACED.sub("", rest) + " " + BRACED.sub("", formulas))


def _placed(error: DataError, text: str) -> DataError:
    """The error with the line of the entry that it is about."""
    where = error.values[0] if error.values else ""
    if not where.startswith(("lesson", "scenario")):
        return error
    path, lines = where.removeprefix("lesson").lstrip("."), lines_of(text)
    inner = f"{path}.{error.values[1]}".lstrip(".") if error.text == UNKNOWN_ENTRY else path
    return _at(error, lines.get(inner) or line_of(path, lines))


def _at(error: DataError, line: int) -> LessonError:
    found = LessonError(error.text, *error.values)
    found.line = line
    return found
