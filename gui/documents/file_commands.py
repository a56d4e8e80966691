"""Opening and saving: scenarios, sessions, pictures and numbers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol, final

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from engine import session
from engine.commands import Load
from engine.errors import NEWER, TOO_LARGE, DataError
from engine.jobs import DIED, Work
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario, Text
from engine.session import Session
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from engine.timeline import Course
from gui.documents.file_messages import (
    READING,
    SAVED,
    WRITING,
    translated,
    unreadable,
    unwritable,
)
from gui.documents.file_task import FileTask, Post
from gui.documents.reading import is_long, load, load_apart
from gui.documents.resources import completed
from gui.documents.settings import Settings
from gui.documents.writing import (
    write_content,
    write_picture,
    write_run,
    write_scenario_of,
    write_session,
)
from gui.state.send import Send
from gui.system.file_names import file_name
from gui.system.write_file import same_file
from gui.tasks.background_task import BackgroundTask
from gui.text.column_names import column_names
from gui.widgets.notice import Severity

Subject = tuple[type[Surface], Text]  # identifies an experiment: kind of surface and title

OTHERWISE: Final = QT_TRANSLATE_NOOP(
    "Message",
    "Replayed here, this session came out differently from when it was kept.",
)
LESSON: Final = ".downhill-lesson"
OWN: Final = "*.downhill *.json"  # the same format; the first is registered with the desktop
TABLES: Final = (".csv", ".tsv", ".txt")
OWN_FILE: Final = QT_TRANSLATE_NOOP(
    "Message", "“{0}” is this session’s own file; export the run to another one."
)
IS_THERE: Final = QT_TRANSLATE_NOOP(
    "Message",
    "“{0}” is there already; nothing was written. To replace it, choose that file and confirm.",
)
ONE_FILM: Final = QT_TRANSLATE_NOOP(
    "Message", "A film is being made; wait for its end, or cancel it, before the next."
)
ONE_HANDOUT: Final = QT_TRANSLATE_NOOP(
    "Message", "A handout is being made; wait for its end, or cancel it, before the next."
)


class CourseOpener(Protocol):
    """The part of the engine that continues from a course."""

    def open(self, course: Course) -> None: ...


@final
class FileCommands(QObject):
    """The commands of the File menu, and the file that the session was last saved in."""

    renamed = Signal()
    saved = Signal(object)  # the snapshot whose session was saved
    table_chosen = Signal(object)  # a path
    lesson_chosen = Signal(object)  # a path

    def __init__(
        self,
        window: QWidget,
        send: Send,
        opener: CourseOpener,
        settings: Settings,
        post: Post,
        newest: Callable[[], Snapshot],
        title: Callable[[], str] = str,
    ) -> None:
        super().__init__(window)
        self._title = title  # of the run
        self._window, self._send, self._opener = window, send, opener
        self._settings, self._post, self._newest = settings, post, newest
        self.file: Path | None = None
        self._subject: Subject | None = None  # of the session in that file
        self._replayed: Session | None = None  # opened, and not yet at its saved update
        self._reading = FileTask(post, READING, unreadable, self)
        self._exporting = FileTask(post, WRITING, unwritable, self)
        self.filming = FileTask(post, WRITING, unwritable, self)
        self.printing = FileTask(post, WRITING, unwritable, self)
        self._saving: dict[Path, FileTask] = {}
        self._comparing = BackgroundTask(self)  # what was reached with what was saved
        self._comparing.done.connect(self._compared)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened or saved last, newest first."""
        return self._settings.recent

    def ask_open(self) -> None:
        files, tables = self.tr("Downhill files"), self.tr("Tables")
        both, endings = (
            self.tr("Downhill files and tables"),
            " ".join(f"*{each}" for each in TABLES),
        )
        own = f"{OWN} *{LESSON}"
        kinds = (f"{both} ({own} {endings})", f"{files} ({own})", f"{tables} ({endings})")
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open"), str(self._folder()), ";;".join(kinds)
        )
        if chosen:
            self.open_any(Path(chosen))

    def open_any(self, file: Path) -> None:
        """Open a table as the data of a landscape, a lesson, or anything else as a file of ours."""
        if file.suffix.lower() in TABLES:
            self.table_chosen.emit(file)
        elif file.suffix.lower() == LESSON:
            self.lesson_chosen.emit(file)
        else:
            self.open(file)

    def open(self, file: Path) -> bool:
        """Open a scenario or session, a large one in the background. On failure, show why and
        change nothing; whether it was opened or is being read."""
        return self._read(file, lambda found: self._opened(file, found))

    def recover(
        self, file: Path, then: Callable[[Session], None], damaged: Callable[[], None]
    ) -> None:
        """Continue the session in `file`, which is not the person's, as `open` does."""

        def resume(found: Scenario | Session) -> None:
            if isinstance(found, Session):
                self.resume(found)
                then(found)
            else:
                damaged()

        def failed(error: Exception) -> None:
            if is_damage(error):
                damaged()

        self._read(file, resume, failed)

    def adopt(self, file: Path, found: Scenario | Session) -> None:
        """Record that the run is from `file`: a session will be saved there, a scenario won't."""
        self._settings.used(file.absolute())
        if isinstance(found, Session):
            self._subject = _subject(found.course.scenario)
            self._rename(file)
        else:
            self._rename(None)

    def resume(self, kept: Session) -> None:
        """Continue a session, and compare its replay with the state that was saved."""
        self._replayed = kept
        self._opener.open(kept.course)

    def refresh(self, now: Snapshot) -> None:
        """Check an opened session when it has been replayed; forget the file of another run.

        Called once a frame.
        """
        kept = self._replayed
        if kept is None and self.file is not None and _subject(now.scenario) != self._subject:
            self._rename(None)  # saving must not overwrite another experiment
        if kept is None or now.scenario is not kept.course.scenario or now.goal is not None:
            return
        self._replayed = None
        if now.update == kept.course.update:
            self._comparing.start(session.agrees, kept.reached, now)

    def _compared(self, same: bool) -> None:
        if not same:
            self._post(lambda: translated(OTHERWISE), Severity.WARNING)

    def save(self) -> bool:
        """Save the session in its file, or ask for one; whether it is being saved."""
        return self._save_session(self.file) if self.file is not None else self.save_as()

    def save_as(self) -> bool:
        chosen = self._ask_save(self.tr("Save session"), ".downhill", OWN)
        return chosen is not None and self._save_session(chosen)

    def save_scenario(self) -> None:
        """Save the current fleets, knobs and starting points as a scenario."""
        chosen = self._ask_save(self.tr("Save as scenario"), ".downhill", OWN)
        if chosen is not None:
            used = partial(self._settings.used, chosen.absolute())
            self._save(chosen, used, write_scenario_of, self._newest())

    def save_picture(self, picture: QImage | bytes, ending: str = ".png") -> None:
        """Save a picture: pixels, or the content of a file with this ending."""
        pixels = not isinstance(picture, bytes)  # which can be written in other forms, too
        chosen = self._ask_save(self.tr("Save picture"), ending, f"*{ending}", pixels)
        if chosen is not None:
            work = write_picture if pixels else write_content
            self._save(chosen, lambda: None, work, picture)

    def save_film(self, made_by: tuple[Any, ...], ending: str) -> bool:
        """Ask for a file and make a film in it in the background, one at a time.

        `made_by` is the work and its arguments; the file follows them. Gives whether it is begun.
        """
        if self.filming.busy:
            self._show_error(ONE_FILM)
            return False
        chosen = self._ask_save(self.tr("Save film"), ending, f"*{ending}")
        return self._make(self.filming, chosen, made_by)

    def save_handout(self, title: str, made_by: tuple[Any, ...]) -> bool:
        """The same with the printable handout of a lesson with this title."""
        if self.printing.busy:
            self._show_error(ONE_HANDOUT)
            return False
        chosen = self._ask_save(self.tr("Save handout"), ".pdf", "*.pdf", title=title)
        return self._make(self.printing, chosen, made_by)

    def save_lesson(self, text: str, file: Path | None, then: Callable[[Path], None]) -> None:
        """Save the text of a lesson in `file`, which is asked for where there is none; `then` is
        called with it once it is written."""
        chosen = file or self._ask_save(self.tr("Save lesson"), LESSON, f"*{LESSON}")
        if chosen is not None:
            self._save(chosen, lambda: then(chosen), write_content, text.encode())

    def save_script(self, text: str) -> None:
        """Save a Python script."""
        chosen = self._ask_save(self.tr("Save script"), ".py", "*.py")
        if chosen is not None:
            self._save(chosen, lambda: None, write_content, text.encode())

    def ask_export(self) -> None:
        chosen = self._ask_save(self.tr("Export run"), ".csv", "*.csv *.json *.npz", True)
        if chosen is not None:
            self.export(chosen)

    def export(self, file: Path) -> None:
        """Write the recorded run to `file` in the background; one at a time."""
        if self.file is not None and same_file(file, self.file):
            self._show_error(OWN_FILE, file.name)
        elif not self._exporting.busy:
            now = self._newest()
            names = column_names(now.surface)
            done = partial(self._show_saved, file)
            self._exporting.start(file, lambda _: done(), write_run, now, names, file)

    def finish(self) -> None:
        """Cancel all work but saving."""
        making = (self._exporting, self.filming, self.printing)
        for task in (*making, self._reading, self._comparing):
            task.cancel()

    def wait(self, until: QDeadlineTimer) -> bool:
        """Wait until everything is saved, after the window has closed; whether it is."""
        tasks = self._saving.values()
        return all(task.wait(until.remainingTime() / 1000) for task in tasks)

    def _read(
        self,
        file: Path,
        then: Callable[[Scenario | Session], None],
        failed: Callable[[Exception], None] = lambda error: None,
    ) -> bool:
        self._reading.cancel()
        try:
            if is_long(file):
                self._reading.start(file, then, load_apart, file, failed=failed)
                return True
            found = load(file)
        except (OSError, ValueError) as error:
            shown = unreadable(file, error)
            self._show_error(shown.text, *shown.values)
            failed(error)
            return False
        then(found)
        return True

    def _opened(self, file: Path, found: Scenario | Session) -> None:
        if isinstance(found, Session):
            self.resume(found)
        else:
            self._send(Load(completed(found)))
        self.adopt(file, found)

    def _save_session(self, file: Path) -> bool:
        now = self._newest()

        def adopt() -> None:
            self._settings.used(file.absolute())
            self._subject = _subject(now.scenario)
            self._rename(file)
            self.saved.emit(now)

        self._save(file, adopt, write_session, now)
        return True

    def _save(self, file: Path, then: Callable[[], None], work: Work, content: Any) -> None:
        """Write in the background; to one file only the newest is written."""

        def done(result: None) -> None:
            self._saving.pop(file).deleteLater()
            then()
            self._show_saved(file)

        if file not in self._saving:
            self._saving[file] = FileTask(self._post, WRITING, unwritable, self)
        self._saving[file].start(file, done, work, content, file)

    def _make(self, task: FileTask, file: Path | None, made_by: tuple[Any, ...]) -> bool:
        """Begin to make what was asked for; whether there is a file to make it in."""
        if file is not None:
            task.start(file, lambda _: self._show_saved(file), *made_by, file)
        return file is not None

    def _show_saved(self, file: Path) -> None:
        self._post(lambda: translated(SAVED, file.name), Severity.SUCCESS)

    def _rename(self, file: Path | None) -> None:
        self.file = file
        self.renamed.emit()

    def _show_error(self, text: str, *values: str) -> None:
        self._post(lambda: translated(text, *values), Severity.ERROR)

    def _folder(self) -> Path:
        recent = self._settings.recent
        return recent[0].parent if recent else Path.home()

    def _ask_save(
        self, heading: str, ending: str, endings: str, others: bool = False, title: str = ""
    ) -> Path | None:
        """The file that a person chooses; `title` is proposed, or the run's name. What has none of
        these `endings`, nor possibly one of `others`, is given the first."""
        name = file_name(title or self._title(), ending)
        files, start = self.tr("Files"), str(self._folder() / name)
        kinds = f"{files} ({endings})"
        above = QApplication.activeWindow() or self._window  # which then has the focus again
        chosen, _ = QFileDialog.getSaveFileName(above, heading, start, kinds)
        if not chosen:
            return None
        file = Path(chosen)
        if file.suffix.lower() in endings.replace("*", "").split() or (others and file.suffix):
            return file
        # The dialog asks before replacing a file, but it did not check this name.
        named = file.with_name(file.name + endings.split()[0].removeprefix("*"))
        if named.exists():
            self._show_error(IS_THERE, named.name)
            return None
        return named


def is_damage(error: Exception) -> bool:
    """Whether a file can never be read; otherwise it may be, another time or by a newer program."""
    if isinstance(error, DataError):
        return error.text not in (DIED, NEWER, TOO_LARGE)
    return isinstance(error, ValueError)


def _subject(scenario: Scenario) -> Subject:
    return type(scenario.surface), scenario.title
