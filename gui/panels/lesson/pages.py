"""The pages of a step: what to read, what was predicted and what happened, and what comes after."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from engine.lessons.conditions import Came, Missed
from engine.lessons.lesson import Lesson
from engine.lessons.predictions import Choice, Prediction
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Text
from gui.state.current_lesson import Answer, CurrentLesson
from gui.style.plain_text import Markup, joined, markup
from gui.text.languages import shown
from gui.text.lessons.lesson_text import answer_text, words
from gui.text.lessons.plain_formula import plain_formula
from gui.text.lessons.term_links import linked
from gui.text.numbers import count, show
from gui.typeset.rich_text import rich, words_and_formulas

NONE = markup("")
PREDICTED = QT_TRANSLATE_NOOP("LessonPanel", "Predicted: %1")
NOT_PREDICTED = QT_TRANSLATE_NOOP("LessonPanel", "Nothing was predicted.")
HAPPENED = QT_TRANSLATE_NOOP("LessonPanel", "What happened: %1")
APART = QT_TRANSLATE_NOOP("LessonPanel", "Difference: %1")
AWAY = QT_TRANSLATE_NOOP("LessonPanel", "Distance: %1")
AT_UPDATE = QT_TRANSLATE_NOOP("LessonPanel", "Decided at update %1.")
BEYOND = QT_TRANSLATE_NOOP("LessonPanel", "Beyond the book")
CORRECTION = QT_TRANSLATE_NOOP("LessonPanel", "A correction of the printed story")
FURTHER = QT_TRANSLATE_NOOP("LessonPanel", "What to try next")
HINT = QT_TRANSLATE_NOOP("LessonPanel", "Hint")


def reading(current: CurrentLesson) -> Markup:
    """What a step says, with links to the glossary."""
    step = current.step
    assert step is not None
    parts = [markup("<h3>{}</h3>", said(current, step.title))]
    if step.beyond:
        parts.append(markup("<p><b>{}</b></p>", _translated(BEYOND)))
    parts.append(_paragraph(said(current, step.text)))
    return joined(NONE, parts)


def found(current: CurrentLesson) -> Markup:
    """What was predicted and what happened; nothing where neither is known yet."""
    return joined(NONE, _found(current))


def _found(current: CurrentLesson) -> Iterator[Markup]:
    step = current.step
    assert step is not None
    if step.prediction is not None and not current.asks:
        answer = current.answer
        text = _translated(NOT_PREDICTED)
        if answer is not None:
            text = _translated(PREDICTED).replace("%1", _said(current, step.prediction, answer))
        yield markup("<p>{}</p>", rich(text))
        if current.done and (truth := current.truth) is not None:
            text = _said(current, step.prediction, truth)
            yield markup("<p>{}</p>", rich(_translated(HAPPENED).replace("%1", text)))
            if answer is not None and not isinstance(step.prediction, Choice):
                yield markup("<p>{}</p>", _miss(answer, truth))
    if current.done:
        yield from _after(current)
    else:
        late = [each.text for each in current.outcome.found if isinstance(each, Missed)]
        yield from (_paragraph(said(current, each)) for each in dict.fromkeys(late) if each.en)


def _after(current: CurrentLesson) -> Iterator[Markup]:
    step = current.step
    assert step is not None
    came = [each.update for each in current.outcome.found if isinstance(each, Came)]
    last = max(came, default=0)
    if last:  # what an edit alone brought about took no update
        yield markup("<p>{}</p>", _translated(AT_UPDATE).replace("%1", count(last)))
    for heading, text in (("", step.after), (CORRECTION, step.correction), (FURTHER, step.further)):
        if text.en:
            if heading:
                yield markup("<p><b>{}</b></p>", _translated(heading))
            yield _paragraph(said(current, text))


def hints(current: CurrentLesson, seconds: float) -> Markup:
    """The hints that are due so many seconds after the step began."""
    step = current.step
    assert step is not None
    due = [each.text for each in step.hints if each.after <= seconds]
    name = _translated(HINT)
    parts = (markup("<b>{}</b> ", name).html + _linked(said(current, each)).html for each in due)
    return joined(NONE, (Markup(f"<p>{part}</p>") for part in parts))


def asked(current: CurrentLesson, prediction: Prediction) -> Markup:
    """The question of a prediction."""
    return _paragraph(said(current, prediction.question))


def plain(current: CurrentLesson, text: Text) -> str:
    """A text as a control shows it: formulas in plain text."""
    parts = words_and_formulas(said(current, text))
    return "".join(plain_formula(part) if tex else part for part, tex in parts)


def said(current: CurrentLesson, text: Text) -> str:
    """A text of the lesson in the language of the moment, with its numbers."""
    lesson = current.lesson
    assert isinstance(lesson, Lesson)
    return words(lesson, text, current.values, shown())


def _said(current: CurrentLesson, prediction: Prediction, answer: Answer) -> str:
    assert current.lesson is not None
    return answer_text(current.lesson, prediction, answer, current.values, shown())


def _miss(answer: Answer, truth: Answer) -> str:
    if isinstance(answer, tuple) and isinstance(truth, tuple):
        away = math.dist(answer, truth)
        return _translated(AWAY).replace("%1", show(away, 3))
    assert not isinstance(answer, tuple)
    assert not isinstance(truth, tuple)
    return _translated(APART).replace("%1", show(abs(answer - truth), 3))


def _paragraph(text: str) -> Markup:
    return markup("<p>{}</p>", _linked(text))


def _linked(text: str) -> Markup:
    """A text in which the terms of the glossary are links, and formulas are typeset."""
    return joined(NONE, (_part(part, key) for part, key in linked(text, shown())))


def _part(part: str, key: str) -> Markup:
    return markup("<a href='{}'>{}</a>", key, part) if key else rich(part)


def _translated(text: str) -> str:
    return QCoreApplication.translate("LessonPanel", text)
