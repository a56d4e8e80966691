"""What can't be used is off, and says why."""

import pytest
from PySide6.QtWidgets import QComboBox

from engine.commands import Drop, FastForward
from engine.optimizers import ALL
from gui.actions.actions import translated
from gui.actions.table import rows
from gui.text.languages import AVAILABLE
from gui.typeset.notation import NotationChoice
from gui.widgets.tool_button import ToolButton
from tests.gui.windows import until

CAN_BE_OFF = {spec.key: spec.off for spec in rows() if spec.off}


def off(window):
    return {spec.key for spec in rows() if not window.actions_[spec.key].isEnabled()}


def check(window):
    """Whatever is off says why in its tips, and nothing else does."""
    assert off(window) <= set(CAN_BE_OFF)
    for key, why in CAN_BE_OFF.items():
        action = window.actions_[key]
        assert action.toolTip().endswith(translated(why)) == (not action.isEnabled()), key
    for button in window.findChildren(ToolButton):
        action = button.defaultAction()
        if action is not None and action.objectName() in CAN_BE_OFF:
            why = translated(CAN_BE_OFF[action.objectName()])
            assert button.toolTip().endswith(why) == (not button.isEnabled()), button.toolTip()


@pytest.mark.parametrize("language", AVAILABLE)
def test_actions_that_are_off_say_why(qtbot, window, language):
    window.shell.languages.choose(language)
    undo = window.actions_["undo"]
    qtbot.waitUntil(lambda: undo.toolTip().endswith(translated(CAN_BE_OFF["undo"])))
    assert off(window) == set(CAN_BE_OFF)
    check(window)
    window.engine.send(Drop((window.selection.fleet,), ((1.0, 1.0),)))
    window.engine.send(FastForward(5))
    now = until(qtbot, window, lambda now: now.update == 5 and now.goal is None)
    window.selection.choose(set(now.homes))
    assert off(window) == {"last", "redo"}
    check(window)
    window.actions_["first"].trigger()
    until(qtbot, window, lambda now: now.update == 0)
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: now.redo_title is not None)
    assert "redo" not in off(window)
    check(window)


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_name_of_a_notation_is_cut_off(qtbot, window, language):
    window.shell.languages.choose(language)
    choice = window.panels["fleets"].findChild(NotationChoice)
    several = [kind for kind in ALL if len(kind.notations) > 1]
    assert several
    for kind in several:
        choice.show_optimizer(kind())
        box = choice.findChild(QComboBox)
        qtbot.waitUntil(lambda box=box: box.isVisible() and box.width() > 180)
        metrics, room = box.fontMetrics(), box.width() - box.height()  # the arrow is square
        for place in range(box.count()):
            assert metrics.horizontalAdvance(box.itemText(place)) <= room, box.itemText(place)
