"""The lessons that are installed with the program, and those in files of a teacher's own."""

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from engine.errors import NOT_OURS, TOO_LARGE, DataError
from engine.scenario import Scenario
from gui.documents.file_messages import translated
from gui.documents.resources import FOLDER, by_file
from gui.system.bounded_read import content_of
from gui.text.error_text import why

if TYPE_CHECKING:
    from engine.lessons.lesson import Lesson

log = logging.getLogger(__name__)

LARGEST: Final = 1 << 20  # bytes
SETTLED: Final = 200  # milliseconds after the last change of a file before it is read


@cache
def lessons() -> tuple["Lesson", ...]:
    """Those of the course by their numbers; one that can't be read is left out and logged."""
    found = []
    for file in sorted((FOLDER / "lessons").glob("*.toml")):
        try:
            found.append(read_lesson(file))
        except (DataError, OSError) as error:
            log.error("%s: %s", file.name, error)
    return tuple(sorted(found, key=lambda each: each.number))


@cache
def scenarios() -> dict[str, Scenario]:
    """The scenarios that steps may name, by their files' names."""
    return by_file()


def read_lesson(file: Path) -> "Lesson":
    """The lesson in a file. Raises DataError or OSError."""
    from engine.lessons.reading import read

    return read(text_of(file), scenarios())


def text_of(file: Path) -> str:
    """The text of a lesson's file. Raises DataError or OSError."""
    content = content_of(file, LARGEST)
    if content is None:
        raise DataError(TOO_LARGE, str(LARGEST >> 20))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise DataError(NOT_OURS) from None


def reason_of(error: DataError | OSError) -> str:
    """Why a lesson's file can't be used: line, entry and reason, where they are known."""
    from engine.lessons.reading import IN_LINE, LessonError

    if isinstance(error, OSError):
        return why(error)
    text = translated(error.text, *error.values)
    if isinstance(error, LessonError):
        return translated(IN_LINE, str(error.line), text)
    return text


@final
class WatchedFile(QObject):
    """Says when the file of a lesson was changed: many editors write another file in its place."""

    changed = Signal(object)  # its path

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._stamp: tuple[int, int] | None = None
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        self._soon.timeout.connect(self._look)
        self._watcher.fileChanged.connect(self._soon.start)
        self._watcher.directoryChanged.connect(self._soon.start)

    def watch(self, file: Path | None) -> None:
        """Watch this file and no other."""
        if watched := self._watcher.files() + self._watcher.directories():
            self._watcher.removePaths(watched)
        self._file = file
        self._stamp = _stamp(file)
        self._add()

    def _add(self) -> None:
        if self._file is not None:
            self._watcher.addPaths([str(self._file), str(self._file.parent)])

    def _look(self) -> None:
        file, before = self._file, self._stamp
        self._stamp = _stamp(file)
        if file is not None and self._stamp not in (None, before):
            self._add()  # one that was put in its place is another file
            self.changed.emit(file)


def _stamp(file: Path | None) -> tuple[int, int] | None:
    try:
        found = None if file is None else file.stat()
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size)
