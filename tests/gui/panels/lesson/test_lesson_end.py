"""A lesson that has ended leaves nothing going on in its panel."""

from PySide6.QtCore import QTimer

from gui.documents.lesson_files import lessons
from gui.panels.lesson.panel import LessonPanel
from gui.state.selection import Selection


def test_a_hint_that_is_due_after_the_end_of_its_lesson_is_not_shown(qtbot, theme, sent):
    panel = LessonPanel(sent.append, Selection(), theme)
    qtbot.addWidget(panel)
    panel.show()
    lesson = next(each for each in lessons() if each.number == 2)
    assert lesson.steps[0].hints
    panel.current.begin(lesson, {})
    panel.current.end()
    waiting = [each for each in panel.findChildren(QTimer) if each.interval() == 1000]
    assert len(waiting) == 1
    waiting[0].timeout.emit()  # it was due while the lesson ended
    assert not waiting[0].isActive()
