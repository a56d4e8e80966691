"""The numbers of an update that takes long: computed in the background, and only shown whole."""

import pytest

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY as SURFACES
from gui.panels.step import terms
from gui.panels.step.panel import StepPanel
from gui.panels.step.terms import next_update
from gui.text.numbers import show as number
from tests.gui.panels.races import at
from tests.gui.panels.runs import show, shown


def race():
    fleets = tuple(
        FleetSetup(optimizer, color=color, points=((3.0, 2.0), (1.0, 0.5)))
        for color, optimizer in enumerate((BY_KEY["rolling"](), BY_KEY["lbfgs"](), BY_KEY["gd"]()))
    )
    return Player(Scenario(SURFACES["relu_neuron"](), fleets))


def numbers(panel):
    return [part.text() for pair in panel.values for part in pair if part.isVisible()]


@pytest.mark.parametrize("ball", [0, 2, 5])
def test_numbers_that_take_long_are_those_of_the_update(qtbot, qapp, ball, monkeypatch):
    monkeypatch.setattr(terms, "QUICK", -1.0)
    now = at(race(), 2)
    with shown(qtbot, qapp, StepPanel, (320, 600)) as panel:
        panel.selection.choose({ball})
        show(panel, now)
        assert numbers(panel) == []
        assert panel.equations[0].text() == "Computing…"
        qtbot.waitUntil(lambda: numbers(panel) != [])
        fleet, place = now.homes[ball]
        expected = next_update(fleet, place)
        assert numbers(panel)[-2:] == [number(float(value)) for value in expected.after]
        panel.selection.choose({ball + 1 - 2 * (ball % 2)})  # its neighbour
        panel.refresh(now)
        assert numbers(panel) == []  # not those of the ball before
        qtbot.waitUntil(lambda: numbers(panel) != [])


def test_numbers_of_a_ball_that_was_left_are_not_shown(qtbot, qapp, monkeypatch):
    now = at(race(), 2)
    with shown(qtbot, qapp, StepPanel, (320, 600)) as panel:
        with monkeypatch.context() as slow:
            slow.setattr(terms, "QUICK", -1.0)
            panel.selection.choose({0})
            show(panel, now)
        panel.selection.choose({4})
        panel.refresh(now)
        there = numbers(panel)
        qtbot.wait(100)
        assert numbers(panel) == there
        assert "ball 4" in panel.heading.text()
