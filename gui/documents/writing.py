"""Writes sessions, scenarios, pictures and exported runs. Called on a background thread."""

import math
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageWriter

from engine import session
from engine.errors import TOO_LARGE_TO_SAVE, DataError
from engine.jobs import Progress
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from gui.documents.file_messages import CANT_WRITE, NO_PICTURE, translated
from gui.system.write_file import writing


def write_session(now: Snapshot, file: Path, progress: Progress) -> None:
    """Raises DataError, OSError or CancelledError; the file is as it was before then."""
    balls = sum(len(fleet.balls) for fleet in now.fleets)
    _write_pieces(session.session_pieces(now), file, len(now.log) + balls, progress)


def write_scenario(scenario: Scenario, file: Path, progress: Progress) -> None:
    """Raises what `write_session` raises."""
    balls = sum(len(fleet.points) for fleet in scenario.fleets)
    _write_pieces(session.scenario_pieces(scenario), file, balls, progress)


def scenario_of(now: Snapshot) -> Scenario:
    """The scenario that would start the current run: its fleets, knobs and starting points."""
    fleets = tuple(fleet.setup for fleet in now.fleets)
    before = now.scenario
    pace = before.pace if math.isinf(now.pace) else now.pace
    # Title and caption describe the run that was loaded, and may not fit this one.
    return Scenario(now.surface, fleets, before.seed, pace, now.noise, view=before.view)


def write_scenario_of(now: Snapshot, file: Path, progress: Progress) -> None:
    """Write the scenario that would start the current run. Raises what `write_session` raises."""
    write_scenario(scenario_of(now), file, progress)


def write_content(content: bytes, file: Path, progress: Progress) -> None:
    """Raises OSError."""
    del progress
    with writing(file) as stream:
        stream.write(content)


def write_picture(picture: QImage, file: Path, progress: Progress) -> None:
    """Raises DataError or OSError."""
    # Qt writes to memory, as it does not report why a file could not be written.
    kind, buffer = file.suffix.lstrip("."), QBuffer()
    if not QImageWriter(buffer, QByteArray(kind.encode())).write(picture):
        raise DataError(CANT_WRITE, file.name, translated(NO_PICTURE, kind))
    write_content(bytes(buffer.data().data()), file, progress)


def write_run(now: Snapshot, names: tuple[str, ...], file: Path, progress: Progress) -> None:
    """Export the recorded run, with these names of its columns. Raises what `write_session`
    raises."""
    from engine import export  # slow to load, and seldom needed

    if file.suffix.lower() not in export.WRITERS:
        raise DataError(export.UNKNOWN_FORMAT, file.suffix or file.name)
    with writing(file) as stream:
        export.write(now, stream, file.suffix, progress, names)


def _write_pieces(pieces: Iterator[str], file: Path, entries: int, progress: Progress) -> None:
    expected, written = 100 * (entries + 1), 0
    with writing(file) as stream:
        for piece in pieces:
            written += stream.write(piece.encode())
            if written > session.LARGEST:
                raise DataError(TOO_LARGE_TO_SAVE, str(session.LARGEST // 1_000_000))
            progress(written / (written + expected))
