"""The texts of a lesson, with their numbers."""

from engine.lessons.lesson import Lesson
from engine.lessons.predictions import Choice, Guess, Prediction
from engine.lessons.reading import filled
from engine.scenario import Text
from engine.surfaces.base import Point
from gui.style.outside_text import outside
from gui.text.numbers import show
from gui.text.symbols import NAME


def words(lesson: Lesson, text: Text, values: dict[str, float], language: str) -> str:
    """A text of the lesson in a language, with `values` in the places of its numbers."""
    shown = {each.name: show(values[each.name], each.digits) for each in lesson.numbers}
    return filled(outside(text.inside(language), lines=True), shown)


def answer_text(
    lesson: Lesson,
    prediction: Prediction,
    answer: int | float | Point,
    values: dict[str, float],
    language: str,
) -> str:
    """An answer to a prediction, or what turned out, as a text of the lesson."""
    if isinstance(prediction, Choice):
        assert isinstance(answer, int)
        return words(lesson, prediction.choices[answer], values, language)
    if isinstance(prediction, Guess):
        assert not isinstance(answer, tuple)
        digits = (each.digits for each in lesson.numbers if each.name == prediction.number)
        return show(answer, next(digits, 4))
    assert isinstance(answer, tuple)
    return f"({show(answer[0])}, {show(answer[1])})"


def where(lesson: Lesson) -> str:
    """The section of the book; "" of a lesson that names none."""
    return f"{NAME} §{lesson.section}" if lesson.section else ""
