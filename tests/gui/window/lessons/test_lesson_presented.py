"""A lesson in large letters: presented, and where columns find no room."""

import pytest
from PySide6.QtCore import Qt

from gui.documents.lesson_files import lessons
from tests.gui.windows import opened, press, until

KEYS = Qt.Key
NETWORK = next(each for each in lessons() if each.number == 2)

pytestmark = pytest.mark.usefixtures("program_font")


def panel(window):
    return window.panels["lesson"]


def test_it_is_presented_with_page_keys_alone(qtbot, qapp):
    with opened(qtbot, qapp, size=(1280, 800)) as window:
        window.lessons.open(NETWORK, 0)
        until(qtbot, window, lambda now: window.selection.lesson.plays(now))
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.presenting.begin(full_screen=False)
        qtbot.waitUntil(lambda: window.central.place.isVisible())
        assert not panel(window).visibleRegion().isEmpty()
        assert window.docks["contour"].isHidden()
        assert "1 / 5" in window.central.place.text()
        press(qtbot, window, KEYS.Key_PageDown)
        qtbot.waitUntil(lambda: "2 / 5" in window.central.place.text())
        assert window.docks["why"].isHidden()  # the panel of the step waits
        press(qtbot, window, KEYS.Key_Escape)
        qtbot.waitUntil(lambda: window.presenting.places is None)
        assert not panel(window).visibleRegion().isEmpty()
        assert window.docks["fleets"].isHidden()
        qtbot.waitUntil(lambda: window.panels["why"].seen)


def test_columns_that_were_folded_come_back_after_a_lesson(qtbot, qapp):
    with opened(qtbot, qapp, size=(1280, 800)) as window:
        docks = window.docks
        window.menus.text_size_wanted.emit(200)
        window.resize(1024, 640)
        qtbot.waitUntil(docks["curves"].isHidden)
        window.lessons.open(NETWORK, 0)
        qtbot.wait(200)
        window.lessons.end()
        window.menus.text_size_wanted.emit(100)
        window.resize(1280, 800)
        qtbot.waitUntil(lambda: not docks["fleets"].visibleRegion().isEmpty())
        qtbot.waitUntil(lambda: not docks["curves"].visibleRegion().isEmpty())
        assert docks["lesson"].isHidden()
