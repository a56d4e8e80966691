"""A lesson that is presented: its panel in large letters, and Page keys that turn the steps."""

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
