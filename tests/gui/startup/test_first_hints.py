"""The hints of a first start: each goes when a person does what it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.startup.first_hints import HINTS, FirstHints
from gui.widgets.tool_button import ToolButton
from tests.gui.parts import part
from tests.gui.windows import click, press, until


@pytest.fixture
def hints(window):
    """Hints as the program makes them; the window's settings are those of a first start."""
    window.shell.settings.put("hints", "?")
    made = FirstHints(window.parts, window.clock)
    yield made
    window.actions_["first_hints"].triggered.disconnect()
    made.deleteLater()


def texts(window):
    return [notice.text() for notice in window.central.notices.shown]


def test_they_follow_what_the_person_does(qtbot, window, hints):
    hints.begin()
    assert hints.shown == "drop"
    assert len(texts(window)) == 1
    click(qtbot, window, (1.0, 1.0))
    until(qtbot, window, lambda now: now.homes)
    assert hints.shown == "play"
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: now.playing)
    assert hints.shown == "turn"
    press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    window.clock.tick()
    qtbot.waitUntil(lambda: hints.shown == "")
    assert texts(window) == []
    assert window.shell.settings.hints == ()


def test_what_is_done_first_is_not_asked_for_later(qtbot, window, hints):
    hints.begin()
    press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    window.clock.tick()
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: now.playing)
    assert hints.shown == "drop"
    assert window.shell.settings.hints == ("drop",)


def test_one_that_is_skipped_gives_way_and_one_that_is_closed_takes_all(qtbot, window, hints):
    hints.begin()
    (notice,) = window.central.notices.shown
    part(notice, QPushButton).click()
    assert hints.shown == "play"
    (notice,) = window.central.notices.shown
    part(notice, ToolButton).click()
    assert hints.shown == ""
    assert texts(window) == []
    assert window.shell.settings.hints == ()
    hints.begin()
    assert hints.shown == ""


def test_the_help_menu_shows_them_again(window, hints):
    window.shell.settings.hints = ()
    window.actions_["first_hints"].trigger()
    assert hints.shown == "drop"
    assert window.shell.settings.hints == tuple(HINTS)


def test_only_a_first_start_has_them(window, hints):
    assert window.shell.settings.hints is None
    window.shell.settings.geometry = b"a window that was closed"
    hints.begin()
    assert hints.shown == ""
    window.shell.settings.geometry = b""


def test_they_are_said_in_the_language_of_the_moment(qtbot, window, hints):
    hints.begin()
    window.shell.languages.choose("zh_CN")
    qtbot.waitUntil(lambda: "误差表面" in texts(window)[0])
