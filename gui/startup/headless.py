"""A run without a window that writes its numbers to a file. Needs no display."""

import sys
from pathlib import Path
from time import monotonic
from typing import Final

from engine import export
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.player import Player
from engine.session import Session
from engine.snapshot import Snapshot
from engine.timeline import Course, Timeline
from gui.documents.file_messages import CANT_WRITE, read_file, translated, why
from gui.system.write_file import same_file, writing
from gui.text.numbers import count, in_ascii

SAME_FILE: Final = QT_TRANSLATE_NOOP("Message", "“{0}” is the scenario itself; write elsewhere.")
REPORT_EVERY: Final = 0.5  # seconds between two lines of progress


def run(scenario: Path, steps: int, out: Path) -> int:
    """Play `scenario` for `steps` updates and write the run into `out`; returns the exit code."""
    try:
        if same_file(scenario, out):
            raise DataError(SAME_FILE, out.name)
        now = played(scenario, steps)
        with writing(out) as stream:
            export.write(now, stream, out.suffix)
    except DataError as error:
        print(translated(error.text, *error.values), file=sys.stderr)
        return 2
    except OSError as error:
        print(translated(CANT_WRITE, out.name, why(error)), file=sys.stderr)
        return 2
    print(table(now))
    return 0


def played(file: Path, steps: int) -> Snapshot:
    """The run of a scenario or session after `steps` further updates. Raises DataError."""
    found = read_file(file)
    course = found.course if isinstance(found, Session) else Course(found, (), 0)
    player = Player(course.scenario)
    player.open(course)
    player.timeline.arrive()
    player.timeline.seek(course.update + steps)
    _advance(player.timeline, course.update, steps)
    return player.snapshot()


def _advance(timeline: Timeline, first: int, steps: int) -> None:
    """Make the updates; on a terminal, print how many are made."""
    terminal = sys.stderr.isatty()
    while not timeline.arrived:
        timeline.advance(monotonic() + REPORT_EVERY, monotonic)
        if terminal:
            made = max(timeline.update - first, 0)
            print(f"\r{count(made)} / {count(steps)}", end="", file=sys.stderr, flush=True)
    if terminal:
        print(file=sys.stderr)


def table(now: Snapshot) -> str:
    """The current values of every ball, in aligned columns."""
    rows = export.final_rows(now)
    names = ("ball", "optimizer", "update", "w1", "w2", "loss", "norm", "lambda1", "lambda2")
    lines = [[*names, "status"]]
    lines += [[*(_cell(row[name]) for name in names), str(row["status"])] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    pairs = [zip(line, widths, strict=True) for line in lines]
    return "\n".join("  ".join(text.ljust(width) for text, width in pair) for pair in pairs)


def _cell(value: object) -> str:
    return in_ascii(value) if isinstance(value, float) else str(value)
