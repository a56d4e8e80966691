"""The demonstration of the course: texts and runs, and nothing that asks to be used."""

from PySide6.QtWidgets import QAbstractButton, QRadioButton

from engine.commands import FastForward
from gui.documents.lesson_files import lessons
from gui.startup.lesson_demo import LessonDemo
from tests.gui.windows import opened, until


def buttons(window):
    inside = (window.central, *window.docks.values())
    found = [one for each in inside for one in each.findChildren(QAbstractButton)]
    return [one for one in found if one.isVisible() and not isinstance(one, QRadioButton)]


def test_steps_are_shown_in_turn_and_happen(qtbot, qapp):
    first = lessons()[0]
    with opened(qtbot, qapp) as window:
        demo = LessonDemo(window)
        demo.play_next()
        demo.hide_controls()
        for place in range(2):
            current = window.selection.lesson
            assert (current.lesson.name, current.place) == (first.name, place)
            until(qtbot, window, current.plays)
            qtbot.waitUntil(lambda: window.panels["lesson"].page.isVisible())
            title = first.steps[place].title.en
            assert title in window.panels["lesson"].page.toPlainText()
            demo.make_it_happen()
            bound = min(each.within for each in current.step.conditions)
            window.engine.send(FastForward(bound - 1))  # as it plays, without waiting
            qtbot.waitUntil(lambda current=current: current.outcome.done, timeout=5000)
            qtbot.waitUntil(lambda: buttons(window) == [], timeout=2000)
            demo.play_next()


def test_only_the_panels_of_a_step_are_shown_and_nothing_to_press(qtbot, qapp, monkeypatch):
    """In lessons that bring dialogs, sections of noise, and buttons that kick."""
    few = [each for each in lessons() if each.number in (2, 7)]
    monkeypatch.setattr("gui.startup.lesson_demo.lessons", lambda: few)
    with opened(qtbot, qapp) as window:
        demo = LessonDemo(window)
        for step in (step for lesson in few for step in lesson.steps):
            demo.play_next()
            until(qtbot, window, window.selection.lesson.plays)
            qtbot.waitUntil(lambda: buttons(window) == [], timeout=2000)
            shown = {key for key, dock in window.docks.items() if not dock.isHidden()}
            asked = {each.partition(".")[0] for each in step.panels}
            assert shown == {"lesson", "contour", "curves"} | asked
