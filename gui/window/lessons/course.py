"""How far each lesson was played: kept in the settings."""

from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from gui.documents.settings import Settings

if TYPE_CHECKING:
    from engine.lessons.lesson import Lesson

DONE, LEFT = "lessons/done", "lessons/left"
MOST: Final = 1000  # entries that are kept
ALL_DONE: Final = QT_TRANSLATE_NOOP("Lessons", "done")
SOME_DONE: Final = QT_TRANSLATE_NOOP("Lessons", "%1 of %2 steps done")
GO_ON: Final = QT_TRANSLATE_NOOP("Lessons", "left at step %1")


@final
class CourseProgress:
    """The steps that are done, and where each lesson was left."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def finish(self, name: str, place: int) -> None:
        """Keep that a step is done."""
        kept, entry = self._settings.texts(DONE), f"{name}/{place}"
        if entry not in kept:
            self._settings.put(DONE, [*kept, entry][-MOST:])

    def done(self, lesson: "Lesson") -> frozenset[int]:
        """The steps of a lesson that are done."""
        kept = set(self._settings.texts(DONE))
        return frozenset(k for k in range(len(lesson.steps)) if f"{lesson.name}/{k}" in kept)

    def open_at(self, name: str, place: int) -> None:
        """Keep where a lesson is."""
        others = [each for each in self._settings.texts(LEFT) if each.rpartition("/")[0] != name]
        self._settings.put(LEFT, [*others, f"{name}/{place}"][-MOST:])

    def left_at(self, name: str) -> int:
        """The step at which a lesson was left; 0 where it was never opened."""
        found = (each.rpartition("/")[::2] for each in self._settings.texts(LEFT))
        return next((int(place) for key, place in found if key == name and place.isdigit()), 0)

    def reached(self, lesson: "Lesson") -> str:
        """How far it was played, in the current language; "" where nothing was done yet."""
        done, count, left = len(self.done(lesson)), len(lesson.steps), self.left_at(lesson.name)
        texts = list[str]()
        if done == count:
            texts.append(QCoreApplication.translate("Lessons", ALL_DONE))
        elif done:
            text = QCoreApplication.translate("Lessons", SOME_DONE)
            texts.append(text.replace("%2", str(count)).replace("%1", str(done)))
        if left:
            text = QCoreApplication.translate("Lessons", GO_ON)
            texts.append(text.replace("%1", str(left + 1)))
        return " · ".join(texts)
