"""Saves the handout of the lesson that is played."""

from typing import final

from PySide6.QtCore import QObject

from gui.state.current_lesson import CurrentLesson
from gui.style.outside_text import outside
from gui.window.parts import Parts


@final
class HandoutSaver(QObject):
    """Joins the action to the lesson; it is off where none is played."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.frame)
        self._parts = parts
        parts.actions.on("handout", self._save)
        self._current.step_changed.connect(self._enable)
        self._enable()

    @property
    def _current(self) -> CurrentLesson:
        return self._parts.selection.lesson

    def _enable(self) -> None:
        self._parts.actions.enable("handout", self._current.lesson is not None)

    def _save(self) -> None:
        """Ask for a file, and make the handout in the language of the moment."""
        from gui.documents.lesson_files import scenarios
        from gui.window.export.handout.job import HandoutOrder, write_handout

        lesson = self._current.lesson
        if lesson is None:
            return
        named = {step.setup.scenario for step in lesson.steps}
        known = {key: each for key, each in scenarios().items() if key in named}
        language = self._parts.shell.languages.current
        title = outside(lesson.title.inside(language))
        order = HandoutOrder(lesson, known, language)
        self._parts.files.save_handout(title, (write_handout, order))
