"""The panel of a lesson by itself: every step has room and is said in both languages."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QScrollArea

from engine.lessons.measures import Setting
from engine.lessons.predictions import Mark
from engine.player import Player
from gui.documents.lesson_files import lessons, scenarios
from gui.panels.lesson import pages
from gui.panels.lesson.panel import DIALOGS, LessonPanel
from gui.state.selection import Selection
from gui.text.languages import AVAILABLE
from tests.gui.fitting import beyond, cut_off, overlapping, squeezed
from tests.gui.panels.runs import show, shown

LEFT = Qt.MouseButton.LeftButton
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ANSWERS = {"choice": 0, "number": 0.5, "mark": (0.5, 0.25)}


@pytest.fixture
def panel(qtbot, qapp):
    selection = Selection()
    with shown(qtbot, qapp, LessonPanel, (330, 620), selection=selection) as made:
        selection.lesson.set_up_wanted.connect(lambda scenario, _: made.runs.append(scenario))
        made.runs = []
        yield made


def quick(lesson):
    """The same lesson, whose numbers need no runs: they are what is expected."""
    numbers = (replace(each, measure=Setting(number=each.value)) for each in lesson.numbers)
    return replace(lesson, numbers=tuple(numbers))


def play(panel, lesson, place):
    """Open a step, and show the run that it asks for."""
    panel.current.begin(quick(lesson), scenarios(), place)
    show(panel, Player(panel.runs[-1]).snapshot())


def room(panel):
    area = panel.findChild(QScrollArea)
    return {
        "cut off": cut_off(panel),
        "beyond": beyond(area),
        "overlapping": overlapping(panel),
        "squeezed": squeezed(panel),
        "scrolled": area.horizontalScrollBar().maximum(),
        "pages": [
            (page.toPlainText()[:60], page.height(), page.document().size().height())
            for page in (panel.page, panel.result)
            if page.isVisible() and page.verticalScrollBar().maximum()
        ],
    }


def check(panel, where):
    """A layout may ask for another."""
    assert not {key: each for key, each in room(panel).items() if each}, where


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_every_step_has_room_and_is_in_the_language_shown(
    qtbot, qapp, panel, all_languages, lesson
):
    for place, step in enumerate(lesson.steps):
        play(panel, lesson, place)
        for language in AVAILABLE:
            all_languages.choose(language)
            qapp.processEvents()
            assert bool(CHINESE.search(panel.page.toPlainText())) == (language != "en")
            where = place + 1, language
            qtbot.waitUntil(lambda where=where: check(panel, where), timeout=2000)
        if step.prediction is not None:
            panel.current.predict(ANSWERS[step.prediction.key])
            assert panel.prediction.isHidden()
            assert panel.result.toPlainText()
        all_languages.choose("en")


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_no_placeholder_is_left_and_every_formula_is_typeset(panel, lesson):
    for place in range(len(lesson.steps)):
        play(panel, lesson, place)
        for page in (panel.page, panel.prediction.question):
            assert not re.search(r"[{}$\\]", page.toPlainText()), page.toPlainText()
        dialog = lesson.steps[place].dialog
        assert panel.opener.isHidden() == (not dialog)
        assert not dialog or dialog in DIALOGS


def lesson_with(kind):
    """The first lesson with a prediction of a kind, and the step's place."""
    found = (
        (lesson, place)
        for lesson in lessons()
        for place, step in enumerate(lesson.steps)
        if isinstance(step.prediction, kind)
    )
    return next(found)


def test_a_choice_is_made_by_clicks_and_can_be_kept_only_then(qtbot, panel):
    lesson = next(each for each in lessons() if each.number == 2)
    play(panel, lesson, 0)
    assert not panel.prediction.keep.isEnabled()
    second = panel.prediction.choices[1]
    qtbot.mouseClick(second, LEFT, pos=QPoint(8, second.height() // 2))
    qtbot.mouseClick(panel.prediction.keep, LEFT)
    assert panel.current.answer == 1
    assert "In one of the two valleys" in panel.result.toPlainText()
    assert "What happened" not in panel.result.toPlainText()


def test_a_place_can_be_typed(qtbot, panel):
    lesson, place = lesson_with(Mark)
    play(panel, lesson, place)
    assert panel.current.marking
    for field, text in zip(panel.prediction.fields, ("0.25", "-1"), strict=True):
        qtbot.keyClicks(field, text)
    qtbot.keyClick(panel.prediction.fields[1], Qt.Key.Key_Return)
    assert panel.current.answer == (0.25, -1.0)
    assert not panel.current.marking
    (mark,) = panel.current.marks.shown
    assert mark.point == (0.25, -1.0)


def test_hints_come_after_a_while(panel):
    lesson, place = next(
        (each, k) for each in lessons() for k, step in enumerate(each.steps) if step.hints
    )
    play(panel, lesson, place)
    assert panel.hint.isHidden()
    found = pages.hints(panel.current, seconds=1000)
    assert len(re.findall("Hint", found.html)) == len(lesson.steps[place].hints)
    assert not pages.hints(panel.current, seconds=0).html


def test_a_term_is_a_link_to_the_glossary(panel):
    lesson = next(each for each in lessons() if each.number == 2)
    play(panel, lesson, 1)
    asked = []
    panel.selection.term_wanted.connect(asked.append)
    links = re.findall(r'href="([^"]+)"', panel.page.toHtml())
    assert {"gradient", "critical-point", "eigenvalue"} <= set(links)
    panel.page.anchorClicked.emit(QUrl("gradient"))
    assert asked == ["gradient"]
