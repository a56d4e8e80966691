"""What stands on a handout: a piece for what belongs together, the solutions after all steps.

The picture of a run would answer the question of its step: where a step asks for a prediction, it
shows the start, and the run is among the solutions.
"""

from collections.abc import Iterator, Sequence
from typing import Final, final

from PySide6.QtCore import QCoreApplication

from engine.lessons.lesson import Lesson, Step
from engine.lessons.playing import truth
from engine.lessons.predictions import Choice, Mark, Prediction
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Text
from gui.dialogs.picture.contents import Ball
from gui.panels.lesson.pages import AT_UPDATE, BEYOND, CORRECTION, FURTHER, HAPPENED
from gui.style.plain_text import Markup, joined, markup
from gui.text.lessons.lesson_text import answer_text, where, words
from gui.text.numbers import count
from gui.typeset.rich_text import rich
from gui.window.export.handout.paper import WIDTH, Piece
from gui.window.export.handout.runs import PICTURE, Shown, glyph_image

LESSON: Final = QT_TRANSLATE_NOOP("Handout", "Lesson %1")
MINUTES: Final = QT_TRANSLATE_NOOP("Handout", "%1 minutes")
START: Final = QT_TRANSLATE_NOOP("Handout", "Where this step begins")
RUN: Final = QT_TRANSLATE_NOOP("Handout", "The run of this step, %1 updates")
NO_RUN: Final = QT_TRANSLATE_NOOP("Handout", "The run of this step can’t be shown here.")
PREDICT: Final = QT_TRANSLATE_NOOP("Handout", "Predict first")
MARK: Final = QT_TRANSLATE_NOOP(
    "Handout", "Mark the place in the picture, and write its coordinates below."
)
PREDICTION: Final = QT_TRANSLATE_NOOP("Handout", "My prediction")
WHAT: Final = QT_TRANSLATE_NOOP("Handout", "What happens?")
WHY: Final = QT_TRANSLATE_NOOP("Handout", "Why?")
SOLUTIONS: Final = QT_TRANSLATE_NOOP("Handout", "Solutions")
PAGE: Final = QT_TRANSLATE_NOOP("Handout", "Page %1 of %2")
NONE: Final = markup("")
RUN_PICTURE: Final = "run:"
BOX: Final = "□"
LINES: Final = 3  # to write on, after each question
SOLVED: Final = 192, 120  # px of a picture among the solutions
GAP: Final = 16  # px between it and its text


@final
class Handout:
    """A lesson on paper, with its numbers and the runs of its steps, in a language: that of the
    application, in which all other texts are."""

    def __init__(
        self,
        lesson: Lesson,
        values: dict[str, float],
        runs: Sequence[Shown | None],
        language: str,
    ) -> None:
        self._lesson, self._values, self._language = lesson, values, language
        self._runs = runs

    @property
    def title(self) -> str:
        return self._said(self._lesson.title)

    def pieces(self) -> Iterator[Piece]:
        yield self._head()
        for place, step in enumerate(self._lesson.steps):
            yield from self._step(place, step)
        begins = True
        for place, step in enumerate(self._lesson.steps):
            yield self._solution(place, step, begins)
            begins = False

    def footer(self, page: int, pages: int) -> tuple[str, str]:
        """What stands below each page."""
        return self.title, _translated(PAGE).replace("%1", str(page)).replace("%2", str(pages))

    # Inside.

    def _head(self) -> Piece:
        lesson = self._lesson
        number = _translated(LESSON).replace("%1", str(lesson.number)) if lesson.number else ""
        minutes = _translated(MINUTES).replace("%1", str(lesson.minutes))
        facts = (number, where(lesson), minutes, _panel_text(BEYOND) if lesson.beyond else "")
        return Piece(
            joined(
                NONE,
                (
                    markup("<p class='small'>{}</p>", " · ".join(filter(None, facts))),
                    markup("<h1>{}</h1>", rich(self.title)),
                    markup("<p><b>{}</b></p>", rich(self._said(lesson.question))),
                ),
            )
        )

    def _step(self, place: int, step: Step) -> Iterator[Piece]:
        beyond = markup("<p><b>{}</b></p>", _panel_text(BEYOND)) if step.beyond else NONE
        text = markup("<p>{}</p>", rich(self._said(step.text)))
        yield Piece(joined(NONE, (self._heading(place, step), beyond, text)), leads=True)
        run, asks = self._runs[place], step.prediction is not None
        writes = asks and not isinstance(step.prediction, Choice)
        asked = joined(NONE, self._question(step.prediction)) if step.prediction else NONE
        if run is None:
            yield Piece(joined(NONE, (_small(_translated(NO_RUN)), asked)), leads=writes)
        else:
            legend = joined(markup("<br>"), map(_legend, run.legend))
            caption = _caption(0 if asks else run.updates)
            below = markup("<p class='small'>{}<br>{}</p>", caption, legend)
            pictures = {_ball(each.color): glyph_image(each.color) for each in run.legend}
            pictures[RUN_PICTURE] = run.start if asks else run.end
            room = WIDTH - PICTURE[0] - GAP
            row = _row(PICTURE, below, asked)
            yield Piece(row, tuple(pictures.items()), leads=writes, room=room)
        if writes:
            yield _space(PREDICTION, 1)
        yield _space(WHAT, LINES)
        yield _space(WHY, LINES)

    def _heading(self, place: int, step: Step) -> Markup:
        return markup("<h2>{}. {}</h2>", str(place + 1), rich(self._said(step.title)))

    def _question(self, prediction: Prediction) -> Iterator[Markup]:
        yield markup("<p><b>{}</b></p>", _translated(PREDICT))
        yield markup("<p>{}</p>", rich(self._said(prediction.question)))
        if isinstance(prediction, Choice):
            for choice in prediction.choices:
                yield markup("<p>{}  {}</p>", BOX, rich(self._said(choice)))
        elif isinstance(prediction, Mark):
            yield markup("<p>{}</p>", _translated(MARK))

    def _solution(self, place: int, step: Step, begins: bool) -> Piece:
        title = markup("<h1>{}</h1>", _translated(SOLUTIONS)) if begins else NONE
        heading, texts = self._heading(place, step), joined(NONE, self._solved(place, step))
        run = self._runs[place]
        if run is None or step.prediction is None:
            return Piece(joined(NONE, (title, heading, texts)), begins_page=begins)
        row = _row(SOLVED, _small(_caption(run.updates)), texts)
        content = joined(NONE, (title, heading, row))
        pictures = ((RUN_PICTURE, run.end),)
        return Piece(content, pictures, begins_page=begins, room=WIDTH - SOLVED[0] - GAP)

    def _solved(self, place: int, step: Step) -> Iterator[Markup]:
        if step.prediction is not None:
            found = truth(step.prediction, self._values)
            text = answer_text(self._lesson, step.prediction, found, self._values, self._language)
            yield markup("<p><b>{}</b></p>", rich(_panel_text(HAPPENED).replace("%1", text)))
        run = self._runs[place]
        if run is not None and run.came:
            yield markup("<p>{}</p>", _panel_text(AT_UPDATE).replace("%1", count(run.came)))
        if step.after.en:
            yield markup("<p>{}</p>", rich(self._said(step.after)))
        for heading, each in ((CORRECTION, step.correction), (FURTHER, step.further)):
            if each.en:
                yield markup("<p><b>{}</b></p>", _panel_text(heading))
                yield markup("<p>{}</p>", rich(self._said(each)))

    def _said(self, text: Text) -> str:
        return words(self._lesson, text, self._values, self._language)


def _space(question: str, lines: int) -> Piece:
    """Room for the answer to a question."""
    return Piece(markup("<p><b>{}</b></p>", _translated(question)), rules=lines)


def _small(text: str) -> Markup:
    return markup("<p class='small'>{}</p>", text)


def _row(size: tuple[int, int], below: Markup, text: Markup) -> Markup:
    """The picture of a run with what stands below it, and a text to its right."""
    template = (
        "<table width='100%' cellspacing='0' cellpadding='0'><tr><td width='{}'>"
        "<img src='{}' width='{}' height='{}'>{}</td><td>{}</td></tr></table>"
    )
    width, height = size
    return markup(template, str(width + GAP), RUN_PICTURE, str(width), str(height), below, text)


def _legend(row: Ball) -> Markup:
    return markup("<img src='{}' width='11' height='11'> {}", _ball(row.color), row.text)


def _ball(color: int) -> str:
    return f"ball:{color}"


def _caption(updates: int) -> str:
    return _translated(RUN).replace("%1", count(updates)) if updates else _translated(START)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Handout", text)


def _panel_text(text: str) -> str:
    return QCoreApplication.translate("LessonPanel", text)
