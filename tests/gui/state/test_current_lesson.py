"""The lesson that is played, without a window."""

from dataclasses import replace

import pytest

from engine.lessons.measures import Setting
from engine.lessons.predictions import Choice
from gui.documents.lesson_files import lessons, scenarios
from gui.state.current_lesson import CurrentLesson

NETWORK = next(each for each in lessons() if each.number == 2)


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
    """Those of a lesson are measured while another one, with the same names, is played."""
    others = tuple(
        replace(each, value=each.value + 1, measure=Setting(number=each.value + 1))
        for each in NETWORK.numbers
    )
    other = replace(NETWORK, name="other", numbers=others)
    current.end()  # nothing of it was measured yet
    with qtbot.waitSignal(current.progress_changed):
        current.begin(other, scenarios())
    with qtbot.waitSignal(current.progress_changed):
        current.begin(NETWORK, scenarios())
        current.begin(other, scenarios())
    assert not caplog.records
