"""The demonstration of the course: texts and runs, and nothing that asks to be used."""

from PySide6.QtWidgets import QAbstractButton

from engine.commands import FastForward
from gui.documents.lesson_files import lessons
from gui.startup.lesson_demo import LessonDemo
from tests.gui.windows import opened, until


def buttons(window):
    inside = (window.central, *window.docks.values())
    found = [one for each in inside for one in each.findChildren(QAbstractButton)]
    return [one for one in found if one.isVisible()]


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
            qtbot.wait(30)
            assert buttons(window) == []
            demo.play_next()
