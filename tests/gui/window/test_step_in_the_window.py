"""The step in the real window: a scenario opens it, and it follows the update that is shown."""

import pytest
from PySide6.QtCore import Qt

from engine.commands import GoTo, Load, Remove, Walk
from gui.documents.resources import scenarios
from tests.gui.windows import until

TITLE = "Bursts out of the floor"


@pytest.fixture
def window(qtbot, window):
    (bursts,) = [each for each in scenarios() if each.title.en == TITLE]
    window.engine.send(Load(bursts))
    until(qtbot, window, lambda now: now.scenario.title.en == TITLE)
    yield window
    window.panels["step"].show_section("numbers")
    window.docks["curves"].raise_()


def test_the_scenario_on_bursts_opens_with_the_rates_of_the_coordinates(qtbot, window):
    panel = window.panels["step"]
    qtbot.waitUntil(lambda: panel.seen and panel.rates.isVisible())
    window.engine.send(Walk(800))
    until(qtbot, window, lambda now: now.update == 800)
    reached = panel.rates.curves[1]
    qtbot.waitUntil(lambda: reached.shown == 800 and len(reached.rates) == 801)
    assert (reached.rates[520:710] > reached.limits[520:710]).all()
    assert (reached.rates[730:800] < reached.limits[730:800]).all()
    for update in (300, 120, 600):  # faster than it can be explained
        window.engine.send(GoTo(update))
    until(qtbot, window, lambda now: now.update == 600)
    qtbot.waitUntil(lambda: reached.shown == 600)
    assert len(reached.rates) == 801
    assert ">" in panel.rates.readings[1].text()
    qtbot.mouseClick(panel.sections.button("numbers"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.figure.isVisible() and bool(panel.figure.figure.arrows))
    assert not panel.rates.isVisible()


def test_a_ball_removed_while_its_step_is_shown_leaves_that_of_the_other(qtbot, window):
    panel = window.panels["step"]
    qtbot.waitUntil(lambda: "ball 0" in panel.heading.text())
    window.engine.send(Remove((0,)))
    qtbot.waitUntil(lambda: "ball 1" in panel.heading.text())
