"""Work in the background leaves nothing behind."""

import threading

from PySide6.QtCore import QObject

from engine.jobs import THREAD
from gui.tasks.background_task import BackgroundTask


def threads():
    return [each for each in threading.enumerate() if each.name.startswith(THREAD)]


def twice(number, progress):
    progress(0.5)
    return 2 * number


def fail(progress):
    raise ValueError("no")


def test_no_thread_stays_once_the_work_is_done(qtbot, qapp):
    parent, before = QObject(), len(threads())
    tasks = [BackgroundTask(parent) for _ in range(3)]
    for number, task in enumerate(tasks):
        with qtbot.waitSignal(task.done) as done:
            task.start(twice, number)
        assert done.args == [2 * number]
    with qtbot.waitSignal(tasks[0].failed):
        tasks[0].start(fail)
    qtbot.waitUntil(lambda: len(threads()) == before)
    assert all(task.wait(0) for task in tasks)
