"""Leaving a saddle in the real window: kicked from a ball's menu, and compared in the dialog."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.commands import Load, Undo
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from gui.dialogs.escape.dialog import EscapeDialog
from gui.panels.ball_menu import BallMenu
from tests.gui.parts import part
from tests.gui.windows import optimizer, until

SADDLE = (3.385154183607, 0.073851879837)


@pytest.fixture
def window(qtbot, window):
    fleet = FleetSetup(optimizer("gd", lr=0.05), points=((0.0, 0.0),))
    scenario = Scenario(BY_KEY["two_weights"](), (fleet,))
    window.engine.send(Load(scenario))
    until(qtbot, window, lambda now: now.scenario == scenario)
    yield window
    window.actions_["critical"].setChecked(False)


def ball(window):
    fleet = window.engine.snapshot.fleets[0]
    return int(fleet.balls[0]), fleet.position[0]


def test_a_ball_on_the_saddle_is_kicked_with_keys_and_the_kick_is_undone(qtbot, window):
    number, before = ball(window)
    window.dialogs.show_menu(number, window.pos())
    menu = window.parts.frame.findChildren(BallMenu)[-1]
    first = next(action for action in menu.actions() if action.menu() is not None)
    menu.setActiveAction(first)
    QTest.keyClick(menu, Qt.Key.Key_Right)  # into the submenu, on its first row
    QTest.keyClick(first.menu(), Qt.Key.Key_Down)
    QTest.keyClick(first.menu(), Qt.Key.Key_Return)
    now = until(qtbot, window, lambda now: now.undo_title == "Kick ball")
    assert np.hypot(*now.fleets[0].position[0]) == pytest.approx(0.1)
    assert now.fleets[0].reading.loss[0] - 1 == pytest.approx(-0.009975)
    window.engine.send(Undo())
    until(qtbot, window, lambda now: (now.fleets[0].position[0] == before).all())


def test_the_action_compares_from_the_saddle_that_is_found(qtbot, window):
    window.actions_["escape"].trigger()
    dialog = part(window, EscapeDialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.start_button.isEnabled()
    dialog.controls.last.setCurrentIndex(1)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.shown is not None)
    assert dialog.shown.names == ("Gradient descent", "Gradient descent, kicked ε 0.1")
    assert ball(window)[1].tolist() == [0, 0]  # the run itself is as it was
    fleet = FleetSetup(optimizer("gd", lr=0.05))
    window.engine.send(Load(Scenario(BY_KEY["himmelblau"](), (fleet,))))
    until(qtbot, window, lambda now: now.surface.key == "himmelblau")
    assert dialog.shown is None
    dialog.close()
    assert not dialog.busy


def test_the_menu_of_a_saddle_s_mark_compares_from_that_one(qtbot, window):
    fleet = FleetSetup(optimizer("gd", lr=0.01))
    window.engine.send(Load(Scenario(BY_KEY["himmelblau"](), (fleet,))))
    until(qtbot, window, lambda now: now.surface.key == "himmelblau")
    window.actions_["critical"].setChecked(True)
    qtbot.waitUntil(lambda: window.selection.critical.found is not None)
    window.dialogs.show_menu(SADDLE, window.pos())
    menu = window.parts.frame.findChildren(BallMenu)[-1]
    (row,) = [each for each in menu.actions() if each.text() == "Escape from this saddle…"]
    row.trigger()
    menu.close()
    dialog = part(window, EscapeDialog)
    qtbot.waitUntil(lambda: dialog.controls.saddle.count() == 4)
    assert dialog.controls.saddle.currentText() == "(3.385, 0.07385)"
    dialog.close()
