"""The keyboard: keys without Ctrl, and where Tab and F6 lead."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTableView,
    QWidget,
)

from engine.commands import Drop, Reschedule
from engine.schedules.decays import MultiStep
from gui.actions.table import rows
from gui.panels.fleets.fleet_list import FleetList
from gui.panels.map.widget import MapWidget
from gui.panels.schedule.curve import ScheduleCurve
from gui.panels.schedule.milestone_row import ListField
from gui.plotting.plot_view import PlotView
from gui.scene.view import SceneView
from gui.text.languages import AVAILABLE
from gui.widgets.count_field import CountField
from gui.widgets.number_field import NumberField
from gui.widgets.slider import GestureSlider
from gui.window.docking.dock_title_bar import DockTitleBar
from gui.window.focus_regions import MOST
from gui.window.plain_keys import uses
from tests.gui.windows import at_rest, until

NONE = Qt.KeyboardModifier.NoModifier
PLAIN = {spec.key: combo for spec in rows() for combo in spec.plain}
ARROWS = {"forward", "back"}
ENDS = {"first", "last"}
PAGES = {"next_scenario", "previous_scenario"}
EVERY = set(PLAIN)
SIGNS = {"faster": "]", "slower": "[", "play": " "}
# Which keys each kind of control has a use for; of several kinds the first one counts.
OWN = (
    (SceneView, set()),
    (CountField, EVERY - {"play"}),
    (NumberField, EVERY - {"play"}),
    (QLineEdit | QSpinBox, EVERY),
    (GestureSlider, ARROWS | ENDS | PAGES | {"remove"}),
    (QSlider, ARROWS | ENDS | PAGES),
    (QTableView, ARROWS | ENDS | PAGES | {"remove"}),
    (QAbstractItemView, ENDS | PAGES | {"remove"}),
    (QComboBox, ENDS | PAGES | {"play"}),
    (MapWidget, {"first"}),
    (PlotView, ARROWS | ENDS | {"cancel"}),
    (ScheduleCurve, ARROWS | ENDS | {"cancel"}),
    (QAbstractButton, {"play"}),
    (QLabel | QWidget, set()),
)


def focusable(window):
    """Every visible control that a click or Tab gives the focus to."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and each.focusProxy() is None
        and each.isVisible()
        and each.isEnabled()
        and each.window() is window
    ]


def own(widget):
    if isinstance(widget, QAbstractButton) and widget.group() is not None:
        return {"play"} | ARROWS
    return next(keys for kind, keys in OWN if isinstance(widget, kind))


class Recorder:
    """Stands for an action, and does nothing."""

    def __init__(self, key, record):
        self.key, self.record = key, record

    def isEnabled(self):
        return True

    def trigger(self):
        self.record(self.key)


@pytest.fixture
def triggered(window, monkeypatch):
    """The actions that keys have triggered; nothing is done."""
    found = []
    recorders = {combo: Recorder(key, found.append) for key, combo in PLAIN.items()}
    monkeypatch.setattr(window.actions_, "of_key", recorders.get)
    return found


def press(widget, combo, modifiers=NONE):
    """What is triggered, pressed while `widget` has the focus."""
    QTest.keyClick(widget, Qt.Key(combo.key()), combo.keyboardModifiers() | modifiers)


def active(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def show_every_kind(qtbot, window):
    fleet = window.selection.fleet
    window.engine.send(Drop((fleet,), ((1.0, 1.0),)))
    window.engine.send(Reschedule(fleet, MultiStep((100,))))
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, window.docks["balls"])
    until(qtbot, window, lambda now: now.homes and now.fleets[0].schedule == MultiStep((100,)))
    for kind in (QTableView, ScheduleCurve, ListField):
        qtbot.waitUntil(lambda kind=kind: any(isinstance(each, kind) for each in focusable(window)))


def test_every_key_works_wherever_it_has_no_other_use(qtbot, window, triggered):
    show_every_kind(qtbot, window)
    active(qtbot, window)
    kinds = set()
    for widget in focusable(window):
        widget.setFocus()
        assert QApplication.focusWidget() is widget
        kinds.add(next(kind for kind, _ in OWN if isinstance(widget, kind)))
        for key in EVERY - own(widget):
            triggered.clear()
            press(widget, PLAIN[key])
            assert triggered == [key], widget
        for key in own(widget) & EVERY:
            event = QKeyEvent(QEvent.Type.KeyPress, PLAIN[key].key(), NONE, SIGNS.get(key, ""))
            assert uses(widget, event), (widget, key)
    assert kinds == {kind for kind, _ in OWN}


def test_after_a_click_into_a_list_the_run_can_be_played(qtbot, window):
    active(qtbot, window)
    found = window.panels["fleets"].findChild(FleetList)
    place = found.visualRect(found.model().index(1, 0)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert QApplication.focusWidget() is found
    pace = window.engine.snapshot.pace
    qtbot.keyClick(found, Qt.Key.Key_BracketRight)
    until(qtbot, window, lambda now: now.pace > pace)
    qtbot.keyClick(found, Qt.Key.Key_Right)
    until(qtbot, window, lambda now: now.update == 1)
    qtbot.keyClick(found, Qt.Key.Key_Left)
    until(qtbot, window, lambda now: now.update == 0)
    qtbot.keyClick(found, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: now.playing)
    qtbot.keyClick(found, Qt.Key.Key_2)
    assert window.selection.fleet == window.engine.snapshot.fleets[1].id


def test_a_click_gives_no_button_and_no_box_the_keys(window):
    """Their own use of the space bar would take the place of playing."""
    boxes = [
        each
        for each in window.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QComboBox)
    ]
    assert len(boxes) > 30
    clicked = [each for each in boxes if each.focusPolicy() & Qt.FocusPolicy.ClickFocus]
    assert clicked == []


def test_a_choice_with_the_mouse_leaves_the_focus_where_it_was(qtbot, window):
    active(qtbot, window)
    window.viewport.setFocus()
    found = window.findChildren(QComboBox)
    boxes = [each for each in found if not each.visibleRegion().isEmpty()]
    assert boxes
    for box in boxes:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(box.view().isVisible)
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is window.viewport.scene)


def test_arrows_of_a_keypad_count_as_arrows(qtbot, window, triggered):
    """On a Mac all arrow keys do."""
    active(qtbot, window)
    window.viewport.setFocus()
    for key in ARROWS:
        press(window.viewport.scene, PLAIN[key], Qt.KeyboardModifier.KeypadModifier)
    assert set(triggered) == ARROWS


def test_a_floating_panel_has_the_keys_of_the_window(qtbot, window, triggered):
    dock = window.docks["fleets"]
    dock.setFloating(True)
    dock.activateWindow()
    qtbot.waitUntil(dock.isActiveWindow)
    for widget in (dock.findChild(FleetList), dock.findChild(NumberField)):
        widget.setFocus()
        triggered.clear()
        press(widget, PLAIN["play"])
        press(widget, PLAIN["cancel"])
        assert triggered == ["play", "cancel"]


def test_keys_in_a_dialog_are_the_dialog_s(qtbot, window, triggered):
    window.dialogs.show_keys()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for combo in PLAIN.values():
        if combo.key() != Qt.Key.Key_Escape:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key(combo.key()))
    assert triggered == []


# -- Tab and F6 ---------------------------------------------------------------------------


SHIFT = Qt.KeyboardModifier.ShiftModifier
LIMIT = 200  # presses of Tab after which a walk counts as endless


def tabbed(window):
    """As designed: the landscape panel is behind the optimizers, step and balls behind curves."""
    window.docks["fleets"].raise_()


def in_front(window):
    window.docks["step"].raise_()


def closed(window):
    for dock in window.docks.values():
        dock.hide()


def floating(window):
    window.docks["fleets"].setFloating(True)
    window.docks["balls"].raise_()


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


@pytest.mark.parametrize(
    ("language", "size"),
    [
        (AVAILABLE[0], SIZES[0]),
        (AVAILABLE[1], SIZES[1]),
        pytest.param(AVAILABLE[0], SIZES[1], marks=pytest.mark.full),
        pytest.param(AVAILABLE[1], SIZES[0], marks=pytest.mark.full),
    ],
)
@pytest.mark.parametrize("arrange", ARRANGEMENTS)
def test_tab_visits_all_that_is_seen_once(qtbot, window, language, arrange, size):
    window.shell.languages.choose(language)
    window.resize(*size)
    arrange(window)
    at_rest(qtbot, window)
    there = walk(qtbot, window)
    assert len(set(there)) == len(there)
    assert set(there) == reachable(window)
    assert walk(qtbot, window, Qt.Key.Key_Backtab) == [*there[-2::-1], there[-1]]
    regions = window.focus_regions.stops()
    assert [each for stops in regions for each in stops] == [there[-1], *there[:-1]]
    assert all(1 <= len(stops) <= MOST for stops in regions)
    first = [min(s, key=lambda one: type(one.parentWidget()) is DockTitleBar) for s in regions]
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
    tip = window.actions_["play"].toolTip()
    tips = [each.toolTip() for each in walk(qtbot, window)]
    assert tips.index(tip) < MOST


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
