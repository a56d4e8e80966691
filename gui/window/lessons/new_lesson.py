"""Makes a lesson of the present experiment, or a further step of a teacher's own."""

from functools import partial
from pathlib import Path
from typing import Protocol, final

from PySide6.QtCore import QObject

from engine.errors import DataError
from gui.state.current_lesson import CurrentLesson
from gui.widgets.notice import Severity
from gui.window.parts import Parts


class Opener(Protocol):
    """What plays the lesson in a file."""

    file: Path | None  # of the teacher's own lesson that is played

    @property
    def current(self) -> CurrentLesson: ...
    def open_file(self, file: Path) -> bool: ...


@final
class NewLesson(QObject):
    """Joins the action to the run and to the lesson that is played."""

    def __init__(self, parts: Parts, lessons: Opener) -> None:
        super().__init__(parts.frame)
        self._parts, self._lessons = parts, lessons
        parts.actions.on("new_lesson", self._make)

    def _make(self) -> None:
        """Write the file, and open it: from then on it is read again whenever it is changed."""
        from engine.lessons.writing import further, lesson_of, step_of, write

        now, shown = self._parts.engine.snapshot, self._parts.viewport.overlays
        own = self._lessons.file
        if own is None:
            text = write(lesson_of(now, shown))
        elif (before := self._text_of(own)) is not None:
            text = before + further(step_of(now, shown))
        else:
            return
        self._parts.files.save_lesson(text, own, partial(self._open, last=own is not None))

    def _open(self, file: Path, last: bool) -> None:
        if self._lessons.open_file(file) and last:
            current = self._lessons.current
            assert current.lesson is not None
            current.go_to(len(current.lesson.steps) - 1)

    def _text_of(self, file: Path) -> str | None:
        """The text of a lesson's file, if that can be read; says why where it can't."""
        from gui.documents.lesson_files import reason_of, text_of

        try:
            return text_of(file)
        except (DataError, OSError) as error:
            reason = reason_of(error)
            self._parts.notices.post(lambda: reason, Severity.ERROR)
            return None
