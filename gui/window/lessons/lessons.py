"""Opens lessons, sets their steps up, and brings the window back after them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, final

from PySide6.QtCore import QObject

from engine.commands import Command, Load, Play
from engine.errors import DataError
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.timeline import Course
from gui.state import overlays
from gui.state.current_lesson import CurrentLesson
from gui.style.outside_text import outside
from gui.widgets.notice import Severity
from gui.window.dialogs import Dialogs
from gui.window.lessons.course import CourseProgress
from gui.window.lessons.handout import HandoutSaver
from gui.window.lessons.new_lesson import NewLesson
from gui.window.parts import Parts

if TYPE_CHECKING:
    from engine.lessons.lesson import Lesson
    from gui.dialogs.gallery.cards import LessonCard
    from gui.documents.lesson_files import WatchedFile


@final
class Lessons(QObject):
    """Joins the current lesson to the engine, the panels and the dialogs of one window."""

    def __init__(self, parts: Parts, dialogs: Dialogs) -> None:
        super().__init__(parts.frame)
        self._parts, self._dialogs = parts, dialogs
        self._course = CourseProgress(parts.shell.settings)
        self.file: Path | None = None  # of the teacher's own lesson that is played
        self.keeps_past = True  # whether a step that is set up can be undone
        self._cards: tuple[LessonCard, ...] = ()
        self._watched: WatchedFile | None = None
        current = self.current
        current.set_up_wanted.connect(self._set_up)
        current.turn_wanted.connect(self.turn)
        current.restore_wanted.connect(lambda: current.go_to(current.place))
        current.end_wanted.connect(self.end)
        current.dialog_wanted.connect(self._open_dialog)
        current.progress_changed.connect(self._keep)
        parts.selection.term_wanted.connect(dialogs.open_glossary)
        dialogs.lessons = self.cards
        dialogs.lesson_wanted.connect(self.open_number)
        self._handout, self._new = HandoutSaver(parts), NewLesson(parts, self)
        parts.actions.on("lessons", lambda: dialogs.open_gallery("lessons"))

    @property
    def current(self) -> CurrentLesson:
        return self._parts.selection.lesson

    def refresh(self, now: Snapshot) -> None:
        """Judge the run of now. Called once a frame."""
        self.current.follow(now)

    def open(self, lesson: "Lesson", place: int | None = None, file: Path | None = None) -> None:
        """Play a lesson, from step `place` or where it was left; `file` is where a teacher's own
        is from, which is watched."""
        from gui.documents.lesson_files import scenarios

        self._watch(file)
        self.file = file
        if place is None:
            place = self._course.left_at(lesson.name) if file is None else 0
        self._parts.docking.show_lesson(True)
        self.current.begin(lesson, scenarios(), place)
        self._course.open_at(lesson.name, self.current.place)

    def open_number(self, number: int, place: int | None = None) -> bool:
        """Play the lesson of the course with this number; whether there is one."""
        from gui.documents.lesson_files import lessons

        found = next((each for each in lessons() if each.number == number), None)
        if found is not None:
            self.open(found, place)
        return found is not None

    def open_file(self, file: Path) -> bool:
        """Play the lesson in a file; where it can't be read, say why and change nothing."""
        from gui.documents.lesson_files import read_lesson, reason_of

        try:
            lesson = read_lesson(file)
        except (DataError, OSError) as error:
            reason = reason_of(error)
            name = outside(file.name)
            self._parts.notices.post(
                lambda: self.tr("“{0}” can’t be opened: {1}").format(name, reason), Severity.ERROR
            )
            return False
        self._parts.shell.settings.used(file.absolute())
        self.open(lesson, file=file)
        return True

    def turn(self, step: int) -> None:
        """Go to the next step, or (−1) to the one before; after the last the lesson ends."""
        current = self.current
        if current.lesson is None:
            return
        self._keep(read=step > 0)
        place = current.place + step
        if place >= len(current.lesson.steps):
            self._course.open_at(current.lesson.name, 0)
            self.end()
        elif place >= 0:
            current.go_to(place, goes_on=step > 0)
            self._course.open_at(current.lesson.name, place)

    def end(self) -> None:
        """Play no lesson any more: the run and what was tried stay."""
        if self.current.lesson is not None:
            self._watch(None)
            self.file = None
            self.current.end()
            self._parts.docking.show_lesson(False)

    def cards(self) -> "tuple[LessonCard, ...]":
        """The gallery's cards of the course."""
        if not self._cards:
            from gui.documents.lesson_files import lessons

            self._cards = tuple(map(self._card, lessons()))
        return self._cards

    # Inside.

    def _card(self, lesson: "Lesson") -> "LessonCard":
        from engine.lessons.playing import started
        from gui.dialogs.gallery.cards import LessonCard
        from gui.documents.lesson_files import scenarios
        from gui.thumbnails.thumbnail import ThumbnailSubject

        scenario = started(lesson.steps[0].setup, scenarios())
        assert scenario is not None
        return LessonCard(
            lesson,
            ThumbnailSubject(scenario.surface, scenario),
            partial(self._course.reached, lesson),
            lambda: self._plays(lesson),
            partial(self.open, lesson),
        )

    def _plays(self, lesson: "Lesson") -> bool:
        current = self.current.lesson
        return current is not None and current.name == lesson.name

    def _set_up(self, scenario: Scenario | None, commands: tuple[Command, ...]) -> None:
        """Load what a step starts from, and show what it needs."""
        send, step = self._parts.engine.send, self.current.step
        assert step is not None
        if scenario is not None and self.keeps_past:
            send(Load(scenario))
        elif scenario is not None:
            self._parts.engine.open(Course(scenario, (), 0))
        else:
            send(Play(on=False))  # what is asked comes before what happens
        if scenario is None and step.overlays:
            shown = overlays.of_scenario(step.overlays)
            for overlay in overlays.ALL:
                self._parts.actions[overlay.key].setChecked(overlay.key in shown)
        for command in commands:
            send(command)
        for panel in reversed(step.panels):
            self._parts.docking.reveal(*panel.partition(".")[::2])

    def _open_dialog(self, key: str) -> None:
        ways = {
            "escape": self._dialogs.open_escape,
            "claims": self._dialogs.open_claims,
            "timing": self._dialogs.open_batch_timing,
        }
        if key in ways:
            ways[key]()

    def _keep(self, read: bool = False) -> None:
        """Keep that the step is done: what it waits for came true, or it was read."""
        current = self.current
        if current.lesson is None or current.step is None or not current.done:
            return
        if current.step.conditions or read:
            self._course.finish(current.lesson.name, current.place)

    def _watch(self, file: Path | None) -> None:
        if file is None and self._watched is None:
            return
        from gui.documents.lesson_files import WatchedFile

        if self._watched is None:
            self._watched = WatchedFile(self)
            self._watched.changed.connect(self._reread)
        self._watched.watch(file)

    def _reread(self, file: Path) -> None:
        """Take the changed file; while it is wrong, the last good one stays and the reason is
        shown."""
        from gui.documents.lesson_files import read_lesson, reason_of

        try:
            self.current.reread(read_lesson(file))
        except (DataError, OSError) as error:
            text = self.tr("The changed file can’t be used: {0}").format(reason_of(error))
            self.current.show_trouble(text)
