"""The texts of a lesson, with their numbers."""

from engine.lessons.lesson import Lesson
from engine.lessons.reading import filled
from engine.scenario import Text
from gui.style.outside_text import outside
from gui.text.numbers import show
from gui.text.symbols import NAME


def words(lesson: Lesson, text: Text, values: dict[str, float], language: str) -> str:
    """A text of the lesson in a language, with `values` in the places of its numbers."""
    shown = {each.name: show(values[each.name], each.digits) for each in lesson.numbers}
    return filled(outside(text.inside(language), lines=True), shown)


def where(lesson: Lesson) -> str:
    """The section of the book; "" of a lesson that names none."""
    return f"{NAME} §{lesson.section}" if lesson.section else ""
