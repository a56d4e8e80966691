"""Makes a lesson of the present experiment, or a further step of a teacher's own."""

from functools import partial
from pathlib import Path
from typing import Protocol, final

from PySide6.QtCore import QObject

from engine.errors import DataError
from gui.state.current_lesson import CurrentLesson
from gui.style.outside_text import outside
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
        else:
            found = self._longer(own, further(step_of(now, shown)))
            if found is None:
                return
            text = found
        self._parts.files.save_lesson(text, own, partial(self._open, last=own is not None))

    def _open(self, file: Path, last: bool) -> None:
        if self._lessons.open_file(file) and last:
            current = self._lessons.current
            assert current.lesson is not None
            current.go_to(len(current.lesson.steps) - 1)

    def _longer(self, file: Path, step: str) -> str | None:
        """The text of a lesson's file with one more step; where that would be no lesson, None:
        the file stays as it is, and the reason is shown."""
        from engine.lessons.reading import read
        from gui.documents.lesson_files import reason_of, text_of

        try:
            text = text_of(file) + step
            read(text)
        except (DataError, OSError) as error:
            reason, name = reason_of(error), outside(file.name)
            self._parts.notices.post(
                lambda: self.tr("No step was added to “{0}”: {1}").format(name, reason),
                Severity.ERROR,
            )
            return None
        return text
