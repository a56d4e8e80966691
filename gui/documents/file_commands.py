"""Opening and saving: scenarios, sessions, pictures and numbers."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol, final

from PySide6.QtCore import QBuffer, QByteArray, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from engine import session
from engine.commands import Load
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario, Text
from engine.session import Session
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from engine.timeline import Course
from gui.documents.export_task import ExportTask, Post
from gui.documents.file_messages import CANT_WRITE, NO_PICTURE, SAVED, read_file, translated, why
from gui.documents.resources import completed
from gui.documents.settings import Settings
from gui.state.send import Send
from gui.system.write_file import write_whole
from gui.widgets.notice import Severity

Subject = tuple[type[Surface], Text]  # what tells one experiment from another: kind and title

OTHERWISE: Final = QT_TRANSLATE_NOOP(
    "Message",
    "Replayed here, this session came out differently from when it was kept.",
)
OWN: Final = "*.downhill *.json"  # the same inside; the first is what the desktop knows as ours
IS_THERE: Final = QT_TRANSLATE_NOOP(
    "Message",
    "“{0}” is there already; nothing was written. To replace it, choose that file and confirm.",
)


class CourseOpener(Protocol):
    """Whoever runs the simulation can be asked to go on with a course."""

    def open(self, course: Course) -> None: ...


@final
class FileCommands(QObject):
    """What stands in the File menu, and the file the session was last kept in."""

    renamed = Signal()

    def __init__(
        self,
        window: QWidget,
        send: Send,
        opener: CourseOpener,
        settings: Settings,
        post: Post,
        newest: Callable[[], Snapshot],
    ) -> None:
        super().__init__(window)
        self._window, self._send, self._opener = window, send, opener
        self._settings, self._post, self._newest = settings, post, newest
        self.file: Path | None = None
        self._subject: Subject | None = None  # what the session in that file is about
        self._awaited: Session | None = None
        self._export = ExportTask(post, self)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened or saved last, newest first."""
        return self._settings.recent

    def ask_open(self) -> None:
        files = self.tr("Downhill files")
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open"), str(self._folder()), f"{files} ({OWN})"
        )
        if chosen:
            self.open(Path(chosen))

    def open(self, file: Path) -> bool:
        """Open a scenario or session; where that fails say why, and change nothing."""
        try:
            found = read_file(file)
        except DataError as error:
            self._complain(error.text, *error.values)
            return False
        if isinstance(found, Session):
            self.resume(found)
        else:
            self._send(Load(completed(found)))
        self.adopt(file, found)
        return True

    def adopt(self, file: Path, found: Scenario | Session) -> None:
        """What runs is from `file`: a session is kept there again, a scenario only starts a run."""
        self._settings.used(file.absolute())
        if isinstance(found, Session):
            self._subject = _subject(found.course.scenario)
            self._rename(file)
        else:
            self._rename(None)

    def resume(self, kept: Session) -> None:
        """Go on with a session, and compare it with what was reached when it was kept."""
        self._awaited = kept
        self._opener.open(kept.course)

    def refresh(self, now: Snapshot) -> None:
        """Notice when a session that was opened has been replayed, and when it is another's turn.

        Called once a frame.
        """
        kept = self._awaited
        if kept is None and self.file is not None and _subject(now.scenario) != self._subject:
            self._rename(None)  # saving must not put another experiment in the place of this one
        if kept is None or now.scenario is not kept.course.scenario or now.goal is not None:
            return
        self._awaited = None
        if now.update == kept.course.update and not session.agrees(kept.reached, now):
            self._post(lambda: translated(OTHERWISE), Severity.WARNING)

    def save(self) -> bool:
        """Keep the session in its file; ask for one where it has none."""
        return self._write_session(self.file) if self.file is not None else self.save_as()

    def save_as(self) -> bool:
        chosen = self._ask_save(self.tr("Save session"), "session.downhill", OWN)
        return chosen is not None and self._write_session(chosen)

    def save_scenario(self) -> None:
        """Keep the present fleets, knobs and starting points as a scenario."""
        chosen = self._ask_save(self.tr("Save as scenario"), "scenario.downhill", OWN)
        if chosen is not None:
            self._write(chosen, session.write_scenario(scenario_of(self._newest())))

    def save_picture(self, picture: QImage) -> None:
        chosen = self._ask_save(self.tr("Save picture"), "downhill.png", "*.png")
        if chosen is None:
            return
        # Qt writes into memory, as it does not say why a file could not be written.
        kind, room = chosen.suffix.lstrip("."), QBuffer()
        if QImageWriter(room, QByteArray(kind.encode())).write(picture):
            self._put(chosen, bytes(room.data().data()))
        else:
            self._complain(CANT_WRITE, chosen.name, translated(NO_PICTURE, kind))

    def ask_export(self) -> None:
        chosen = self._ask_save(self.tr("Export run"), "run.csv", "*.csv *.json *.npz")
        if chosen is not None:
            self.export(chosen)

    def export(self, file: Path) -> None:
        """Write the recorded run into `file` in the background; one at a time."""
        self._export.start(self._newest(), file)

    def finish(self) -> None:
        """The window closes: leave nothing running."""
        self._export.finish()

    def _write_session(self, file: Path) -> bool:
        now = self._newest()
        done = self._write(file, session.write_session(now))
        if done:
            self._subject = _subject(now.scenario)
            self._rename(file)
        return done

    def _write(self, file: Path, text: str) -> bool:
        done = self._put(file, text.encode())
        if done:
            self._settings.used(file.absolute())
        return done

    def _put(self, file: Path, content: bytes) -> bool:
        """Write, and say how it went."""
        error = write_whole(file, content)
        if error is not None:
            self._post(lambda: translated(CANT_WRITE, file.name, why(error)), Severity.ERROR)
            return False
        self._post(lambda: translated(SAVED, file.name), Severity.SUCCESS)
        return True

    def _rename(self, file: Path | None) -> None:
        self.file = file
        self.renamed.emit()

    def _complain(self, text: str, *values: str) -> None:
        self._post(lambda: translated(text, *values), Severity.ERROR)

    def _folder(self) -> Path:
        recent = self._settings.recent
        return recent[0].parent if recent else Path.home()

    def _ask_save(self, title: str, name: str, endings: str) -> Path | None:
        files, start = self.tr("Files"), str(self._folder() / name)
        kinds = f"{files} ({endings})"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, start, kinds)
        if not chosen:
            return None
        file = Path(chosen)
        if file.suffix.lower() in endings.replace("*", "").split() or self._is_other(file, endings):
            return file
        # The dialog has asked about replacing a file, but not about this name.
        named = file.with_name(file.name + endings.split()[0].removeprefix("*"))
        if named.exists():
            self._complain(IS_THERE, named.name)
            return None
        return named

    def _is_other(self, file: Path, endings: str) -> bool:
        """Whether its ending says a kind of file of its own: “picture.jpg”, but not “run 0.5”."""
        return endings != OWN and bool(file.suffix)


def _subject(scenario: Scenario) -> Subject:
    return type(scenario.surface), scenario.title


def scenario_of(now: Snapshot) -> Scenario:
    """The set-up that would start the present run: its fleets, knobs and starting points."""
    fleets = tuple(fleet.setup for fleet in now.fleets)
    before = now.scenario
    pace = before.pace if math.isinf(now.pace) else now.pace
    # Title and caption speak of the run that was loaded, which this need no longer be.
    return Scenario(now.surface, fleets, before.seed, pace, now.noise, view=before.view)
