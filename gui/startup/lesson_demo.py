"""The demonstration of the course: every step of every lesson in turn, full screen."""

from itertools import cycle
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QRadioButton

from engine.commands import Play
from gui.documents.lesson_files import lessons
from gui.startup.demo import PANELS, Demo, ending, reading
from gui.style.plain_text import Markup
from gui.text.lessons.lesson_text import words

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

POLL: Final = 250  # milliseconds between two looks whether it has happened
LONGEST: Final = 30.0  # seconds that a step is waited for


@final
class LessonDemo(Demo):
    """Shows the text of a step, makes it happen after the time to read it, and shows what was
    found."""

    panels = PANELS | {"lesson"}
    kept = (QRadioButton,)  # the choices of a prediction

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        every = [(each, place) for each in lessons() for place in range(len(each.steps))]
        self._steps = cycle(every)
        window.lessons.keeps_past = False  # a list of edits to undo would grow as long as this runs
        self._polls = 0
        self._act = QTimer(self, singleShot=True)
        self._act.timeout.connect(self.make_it_happen)
        self._look = QTimer(self, interval=POLL)
        self._look.timeout.connect(self._look_at_it)
        # Steps bring controls, and a run shows some only when it has begun.
        self._tidy = QTimer(self, interval=POLL)
        self._tidy.timeout.connect(self.hide_controls)

    def play_next(self) -> None:
        """Set up the next step."""
        found = next(self._steps, None)
        if found is None:  # nothing could be read
            return
        lesson, place = found
        window, language = self._window, self._window.shell.languages.current
        window.central.notices.clear()
        window.lessons.open(lesson, place)
        window.central.read_point(None)
        asked = {each.partition(".")[0] for each in lesson.steps[place].panels}
        self.panels = LessonDemo.panels | asked
        if window.docks:
            self.hide_controls()
        self._tidy.start()
        values = window.selection.lesson.values
        text = words(lesson, lesson.steps[place].text, values, language)
        self._act.start(round(1000 * reading(text, language)))

    def make_it_happen(self) -> None:
        """Do what makes the step's conditions come true, and play."""
        step = self._window.selection.lesson.step
        for command in step.acts if step is not None else ():
            self._window.engine.send(command)
        if step is not None and step.conditions:
            self._window.engine.send(Play(True))
        self._polls = round(1000 * LONGEST / POLL)
        self._look.start()

    def strip_text(self) -> Markup:
        return ending()

    def _look_at_it(self) -> None:
        """Go on, when what was found has been read."""
        current = self._window.selection.lesson
        self._polls -= 1
        if current.step is None or not (current.outcome.decided or self._polls <= 0):
            return
        self._look.stop()
        language = self._window.shell.languages.current
        after = current.step.after.inside(language) + current.step.correction.inside(language)
        self._next.start(2000 + round(1000 * reading(after, language)))
