"""Where Tab and F6 lead: to all that is seen, to nothing else, and nowhere for long."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QScrollArea, QWidget

from gui.text.languages import AVAILABLE
from gui.window.focus_regions import MOST

SHIFT = Qt.KeyboardModifier.ShiftModifier
LIMIT = 200  # presses of Tab after which a walk counts as endless


def tabbed(window):
    """As designed: the step and landscape panels are behind the optimizers."""
    window.docks["step"].show()
    window.docks["fleets"].raise_()


def in_front(window):
    window.docks["step"].show()
    window.docks["step"].raise_()


def closed(window):
    for dock in window.docks.values():
        dock.hide()


def floating(window):
    window.docks["fleets"].setFloating(True)
    window.docks["balls"].show()


ARRANGEMENTS = (tabbed, in_front, closed, floating)
SIZES = ((1280, 800), (1024, 640))


def focused():
    return QApplication.focusWidget()


def walk(qtbot, window, key=Qt.Key.Key_Tab):
    """The controls that Tab visits from the view until it is there again."""
    settle(qtbot, window)
    start, visited = focused(), []
    while not visited or (focused() is not start and len(visited) < LIMIT):
        before = focused()
        QTest.keyClick(before, key)
        moved(qtbot, before)
        visited.append(focused())
        assert not focused().visibleRegion().isEmpty(), names(focused())
    return visited


def settle(qtbot, window):
    """Give the focus to the view; only the active window has it."""
    window.activateWindow()
    window.viewport.setFocus()
    qtbot.waitUntil(lambda: focused() is window.viewport.scene)


def moved(qtbot, before):
    """Wait for the focus, which another window gets only when the system has activated that."""
    if focused() is before or focused() is None:
        qtbot.waitUntil(lambda: focused() not in (before, None))


def names(widget):
    return type(widget).__name__, widget.accessibleName(), widget.objectName()


def reachable(window):
    """All visible controls for the keyboard, found without the code under test."""
    roots = [window, *(dock for dock in window.findChildren(QDockWidget) if dock.isFloating())]
    behind = [each for each in window.docks.values() if each.visibleRegion().isEmpty()]
    return {
        each
        for root in roots
        for each in root.findChildren(QWidget)
        if each.window() is root
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and each.isEnabled()
        and each.focusProxy() is None
        and not any(dock.isAncestorOf(each) for dock in behind)
    }


@pytest.fixture(autouse=True)
def at_first(qtbot, window):
    settle(qtbot, window)
    for area in window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)
    yield
    window.resize(*SIZES[0])


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("arrange", ARRANGEMENTS)
@pytest.mark.parametrize("language", AVAILABLE)
def test_tab_visits_all_that_is_seen_once(qtbot, window, language, arrange, size):
    window.shell.languages.choose(language)
    window.resize(*size)
    arrange(window)
    qtbot.wait(50)
    there = walk(qtbot, window)
    assert len(set(there)) == len(there)
    assert set(there) == reachable(window)
    assert walk(qtbot, window, Qt.Key.Key_Backtab) == [*there[-2::-1], there[-1]]
    regions = window.focus_regions.stops()
    assert [each for stops in regions for each in stops] == [there[-1], *there[:-1]]
    assert all(1 <= len(stops) <= MOST for stops in regions)
    first = [stops[0] for stops in regions]
    assert jumps(qtbot, window, len(first), "next_region") == [*first[1:], first[0]]
    assert jumps(qtbot, window, len(first), "previous_region") == first[::-1]


def jumps(qtbot, window, count, key):
    """Where F6 leads, pressed again and again from the view."""
    settle(qtbot, window)
    visited = []
    for _ in range(count):
        before = focused()
        window.actions_[key].trigger()
        moved(qtbot, before)
        visited.append(focused())
    return visited


def test_the_keys_are_f6_and_shift_f6(qtbot, window):
    scene = focused()
    qtbot.keyClick(scene, Qt.Key.Key_F6)
    assert window.transport.isAncestorOf(focused())
    qtbot.keyClick(focused(), Qt.Key.Key_F6, SHIFT)
    assert focused() is scene


def test_play_is_a_few_stops_from_the_view(qtbot, window):
    play = [
        each for each in walk(qtbot, window) if each.toolTip() == window.actions_["play"].toolTip()
    ]
    assert walk(qtbot, window).index(play[0]) < MOST


def test_controls_are_visited_in_reading_order(qtbot, window):
    for stops in window.focus_regions.stops():
        corners = [each.mapToGlobal(QPoint(0, 0)) for each in stops]
        for stop, one, after in zip(stops, corners, corners[1:], strict=False):
            assert after.y() > one.y() or after.x() > one.x(), names(stop)


def test_the_focus_leaves_a_panel_that_a_tab_covers(qtbot, window):
    stop = next(each for each in reachable(window) if window.docks["fleets"].isAncestorOf(each))
    stop.setFocus()
    window.docks["landscape"].raise_()
    qtbot.waitUntil(lambda: focused() is window.viewport.scene)


def test_a_disabled_control_hands_the_focus_to_its_neighbour(window):
    first, back = (window.actions_[key] for key in ("first", "back"))
    first.setEnabled(True)
    back.setEnabled(False)
    stops = window.focus_regions.stops()
    stop = next(s for each in stops for s in each if s.toolTip() == first.toolTip())
    stop.setFocus()
    first.setEnabled(False)
    assert focused().toolTip() == window.actions_["play"].toolTip()


def test_a_floating_panel_has_the_window_s_keys(qtbot, window):
    dock = window.docks["fleets"]
    dock.setFloating(True)
    qtbot.waitUntil(lambda: dock.isVisible())
    stop = next(s for each in window.focus_regions.stops() for s in each if dock.isAncestorOf(s))
    dock.activateWindow()
    stop.setFocus()
    qtbot.waitUntil(lambda: focused() is stop)
    qtbot.keyClick(stop, Qt.Key.Key_F6, SHIFT)
    qtbot.waitUntil(lambda: focused() is not None and not dock.isAncestorOf(focused()))
