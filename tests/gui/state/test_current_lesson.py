"""The lesson that is played, without a window."""

from dataclasses import replace

import pytest

from engine.lessons.predictions import Choice
from gui.documents.lesson_files import lessons, scenarios
from gui.state.current_lesson import CurrentLesson

NETWORK, ESCAPING = (next(each for each in lessons() if each.number == n) for n in (2, 3))


@pytest.fixture
def current(qapp):
    made = CurrentLesson()
    made.begin(NETWORK, scenarios())
    yield made
    made.end()


def test_an_answer_to_a_question_that_was_changed_is_not_kept(current):
    first, *others = NETWORK.steps
    asked = first.prediction
    assert isinstance(asked, Choice)
    current.predict(2)
    current.reread(replace(NETWORK, steps=(replace(first, title=others[0].title), *others)))
    assert current.answer == 2
    fewer = replace(first, prediction=replace(asked, choices=asked.choices[:2]))
    current.reread(replace(NETWORK, steps=(fewer, *others)))
    assert current.answer is None
    assert current.asks


def test_numbers_of_another_lesson_are_not_compared(qtbot, current, caplog):
    """Lessons name numbers alike: those of lesson 2 come when lesson 3 is played."""
    name = ESCAPING.numbers[0].name
    current.end()
    current.begin(ESCAPING, scenarios())
    current._measured = NETWORK.name
    current._take_values({name: 1e9})
    assert not caplog.records
