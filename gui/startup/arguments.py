"""The arguments of main.py. Imports only QtCore: there may be no display."""

import argparse
import re
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final, Never, final

from PySide6.QtCore import QCoreApplication, QTranslator

from engine.commands import MOST_UPDATES
from engine.marks import QT_TRANSLATE_NOOP
from gui.style.outside_text import outside
from gui.text.languages import AVAILABLE, FOLDER, NAMES, SOURCE, of_system

SIZE: Final = re.compile(r"([1-9]\d{1,4})[x×]([1-9]\d{1,4})")
SMALLEST, LARGEST = 64, 16384  # pixels
ENDINGS: Final = (".csv", ".json", ".npz")
# Pairs of options of which the first needs the second.
NEEDED: Final = (
    ("headless", "scenario"),
    ("headless", "steps"),
    ("headless", "out"),
    ("step", "lesson"),
    ("lessons", "demo"),
    ("out", "headless"),
)
# Pairs of options that exclude each other.
EXCLUDED: Final = (
    ("headless", "screenshot"),
    ("headless", "selftest"),
    ("headless", "demo"),
    ("demo", "screenshot"),
    ("demo", "selftest"),
    ("demo", "scenario"),
    ("headless", "present"),
    ("demo", "present"),
    ("headless", "lesson"),
    ("demo", "lesson"),
    ("scenario", "lesson"),
)

TEXTS: Final = {
    "about": QT_TRANSLATE_NOOP("CommandLine", "A desktop laboratory for optimisation."),
    "lang": QT_TRANSLATE_NOOP("CommandLine", "the language of texts; else the system's"),
    "scenario": QT_TRANSLATE_NOOP("CommandLine", "start with this scenario or session"),
    "screenshot": QT_TRANSLATE_NOOP("CommandLine", "save a picture of the window, and end"),
    "steps": QT_TRANSLATE_NOOP("CommandLine", "updates to make first"),
    "size": QT_TRANSLATE_NOOP("CommandLine", "the window's width and height, such as 1280x800"),
    "headless": QT_TRANSLATE_NOOP("CommandLine", "run without a window, and write numbers"),
    "out": QT_TRANSLATE_NOOP("CommandLine", "where --headless writes: .csv, .json or .npz"),
    "selftest": QT_TRANSLATE_NOOP("CommandLine", "open the window, check its picture, and end"),
    "version": QT_TRANSLATE_NOOP("CommandLine", "print the version, and end"),
    "help": QT_TRANSLATE_NOOP("CommandLine", "print this help, and end"),
    "file": QT_TRANSLATE_NOOP("CommandLine", "a scenario or session to open"),
    "new_window": QT_TRANSLATE_NOOP("CommandLine", "open a new window even where one is open"),
    "safe_mode": QT_TRANSLATE_NOOP(
        "CommandLine", "draw without the graphics driver, with default settings"
    ),
    "demo": QT_TRANSLATE_NOOP("CommandLine", "play all scenarios, full screen, until a key"),
    "lessons": QT_TRANSLATE_NOOP("CommandLine", "with --demo: play the lessons of the course"),
    "lesson": QT_TRANSLATE_NOOP("CommandLine", "open the lesson of this number"),
    "step": QT_TRANSLATE_NOOP("CommandLine", "at this of its steps"),
    "present": QT_TRANSLATE_NOOP("CommandLine", "begin presenting, full screen, with large texts"),
    "theme": QT_TRANSLATE_NOOP("CommandLine", "light or dark; else as it was or the system's"),
}
BAD_SIZE = QT_TRANSLATE_NOOP("CommandLine", "“{0}” is not a valid size; write it like 1280x800")
BAD_STEPS = QT_TRANSLATE_NOOP("CommandLine", "“{0}” is not a number of updates")
BAD_PLACE = QT_TRANSLATE_NOOP("CommandLine", "“{0}” is not the number of a lesson or step")
BAD_ENDING = QT_TRANSLATE_NOOP("CommandLine", "“{0}” does not end in .csv, .json or .npz")
NEEDS = QT_TRANSLATE_NOOP("CommandLine", "{0} needs {1}")
EXCLUDES = QT_TRANSLATE_NOOP("CommandLine", "{0} and {1} do not go together")
NO_WINDOW = QT_TRANSLATE_NOOP("CommandLine", "The window can’t be opened: {0}")
UNKNOWN = QT_TRANSLATE_NOOP("CommandLine", "unknown option “{0}”")
NO_VALUE = QT_TRANSLATE_NOOP("CommandLine", "the value of {0} is missing or wrong")
USAGE = QT_TRANSLATE_NOOP("CommandLine", "usage:")
OPTIONS = QT_TRANSLATE_NOOP("CommandLine", "options:")


@final
@dataclass(frozen=True, slots=True)
class Arguments:
    """The values of the command line."""

    lang: str = ""
    theme: str = ""
    scenario: Path | None = None
    screenshot: Path | None = None
    steps: int | None = None
    size: tuple[int, int] | None = None
    headless: bool = False
    out: Path | None = None
    selftest: bool = False
    version: bool = False
    new_window: bool = False
    safe_mode: bool = False
    demo: bool = False
    present: bool = False
    lessons: bool = False
    lesson: int | None = None
    step: int | None = None  # of the lesson, from 1
    first_frame: bool = False  # print its time and end: for benchmarks of the start

    @property
    def scripted(self) -> bool:
        """Whether a script evaluates the window, and no person uses it."""
        return self.screenshot is not None or self.selftest

    @property
    def apart(self) -> bool:
        """Whether the person's settings and sessions are neither read nor changed."""
        return self.scripted or self.demo or self.safe_mode

    @property
    def joins(self) -> bool:
        """Whether a window that runs already may handle this start."""
        return not self.apart and not self.new_window and self.lesson is None


@final
class ArgumentError(Exception):
    """Wrong arguments; the text is translated."""


@final
class _Parser(argparse.ArgumentParser):
    """Raises instead of printing and ending the program; its texts are translated."""

    def error(self, message: str) -> Never:
        # “argument --lang: invalid choice…”: the part after the name is always in English.
        raise ArgumentError(
            translated(NO_VALUE, message.partition(":")[0].removeprefix("argument "))
        )

    def format_help(self) -> str:
        text = super().format_help()
        for title in (USAGE, OPTIONS):  # with the colon, which is another character in Chinese
            text = text.replace(title, translated(title), 1)
        return text


def translated(text: str, *values: str) -> str:
    """A text of the context "CommandLine" in the current language."""
    return QCoreApplication.translate("CommandLine", text).format(*map(outside, values))


def speak(words: list[str]) -> QCoreApplication | None:
    """Install the translation for the arguments' or the system's language, before parsing.

    Qt translates only while there is an application, so a plain one is made: keep the result
    for as long as texts are needed, and shut it down before another one is made.
    """
    named = next((word.partition("=")[2] for word in words if word.startswith("--lang=")), "")
    if "--lang" in words[:-1]:
        named = words[words.index("--lang") + 1]
    language = named if named in AVAILABLE else of_system()
    if language == SOURCE or not writes(NAMES[language]) or QCoreApplication.instance() is not None:
        return None
    application = QCoreApplication([])
    translator = QTranslator(application)
    translator.load(str(FOLDER / f"downhill_{language}.qm"))
    QCoreApplication.installTranslator(translator)
    return application


def writes(text: str) -> bool:
    """Whether the terminal has the characters of `text`."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def parse(words: list[str]) -> Arguments:
    """Read the arguments. Raises ArgumentError; SystemExit(0) after `--help`."""
    found, rest = _parser().parse_known_args(words)
    if rest:
        raise ArgumentError(translated(UNKNOWN, rest[0]))
    made = Arguments(
        lang=found.lang or "",
        theme=found.theme or "",
        scenario=found.scenario or found.file,
        screenshot=found.screenshot,
        steps=_steps(found.steps),
        size=_size(found.size),
        headless=found.headless,
        out=found.out,
        selftest=found.selftest,
        version=found.version,
        new_window=found.new_window,
        safe_mode=found.safe_mode,
        demo=found.demo,
        present=found.present,
        lessons=found.lessons,
        lesson=_place(found.lesson),
        step=_place(found.step),
        first_frame=found.first_frame,
    )
    if found.scenario and found.file:
        raise ArgumentError(translated(EXCLUDES, "--scenario", str(found.file)))
    _check(made)
    return made


def program() -> str:
    """The name that is typed to start it: a file of the sources, or the installed program."""
    return Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"


def _parser() -> _Parser:
    about = translated(TEXTS["about"])
    parser = _Parser(prog=program(), description=about, add_help=False, allow_abbrev=False)
    add = parser.add_argument_group(OPTIONS.removesuffix(":")).add_argument
    add("--lang", choices=AVAILABLE, help=translated(TEXTS["lang"]))
    add("file", nargs="?", type=Path, metavar="FILE", help=translated(TEXTS["file"]))
    add("--theme", choices=("light", "dark"), help=translated(TEXTS["theme"]))
    add("--scenario", type=Path, metavar="FILE", help=translated(TEXTS["scenario"]))
    add("--screenshot", type=Path, metavar="FILE", help=translated(TEXTS["screenshot"]))
    add("--steps", metavar="N", help=translated(TEXTS["steps"]))
    add("--size", metavar="WxH", help=translated(TEXTS["size"]))
    add("--headless", action="store_true", help=translated(TEXTS["headless"]))
    add("--out", type=Path, metavar="FILE", help=translated(TEXTS["out"]))
    add("--selftest", action="store_true", help=translated(TEXTS["selftest"]))
    add("--new-window", action="store_true", help=translated(TEXTS["new_window"]))
    add("--safe-mode", action="store_true", help=translated(TEXTS["safe_mode"]))
    add("--demo", action="store_true", help=translated(TEXTS["demo"]))
    add("--lessons", action="store_true", help=translated(TEXTS["lessons"]))
    add("--lesson", metavar="N", help=translated(TEXTS["lesson"]))
    add("--step", metavar="N", help=translated(TEXTS["step"]))
    add("--present", action="store_true", help=translated(TEXTS["present"]))
    add("--version", action="store_true", help=translated(TEXTS["version"]))
    add("--first-frame", action="store_true", help=argparse.SUPPRESS)
    add("-h", "--help", action="help", help=translated(TEXTS["help"]))
    return parser


def _steps(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 12 or int(text) > MOST_UPDATES:
        raise ArgumentError(translated(BAD_STEPS, text))
    return int(text)


def _place(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 3 or int(text) == 0:
        raise ArgumentError(translated(BAD_PLACE, text))
    return int(text)


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    found = SIZE.fullmatch(text)
    sides = tuple(map(int, found.groups())) if found else (0, 0)
    if not all(SMALLEST <= side <= LARGEST for side in sides):
        raise ArgumentError(translated(BAD_SIZE, text))
    return (sides[0], sides[1])


def _check(arguments: Arguments) -> None:
    """Raise ArgumentError for arguments that lack or exclude each other."""
    values = {each.name: getattr(arguments, each.name) for each in fields(arguments)}
    given = {name for name, value in values.items() if value is not None and value is not False}
    for one, other in NEEDED:
        if one in given and other not in given:
            raise ArgumentError(translated(NEEDS, _option(one), _option(other)))
    if arguments.out is not None and arguments.out.suffix.lower() not in ENDINGS:
        raise ArgumentError(translated(BAD_ENDING, arguments.out.name))
    for one, other in EXCLUDED:
        if one in given and other in given:
            raise ArgumentError(translated(EXCLUDES, _option(one), _option(other)))


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
