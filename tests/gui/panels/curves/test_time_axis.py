"""The time axis of the curves in updates, epochs and examples seen."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.commands import ChangeNoise, Drop
from engine.control import execute
from engine.noise import Exact, MiniBatch
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from gui.panels.curves.loss import LossCurve
from tests.gui.panels.runs import go, show, shown


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, LossCurve) as panel:
        panel.time.show_button(True)
        yield panel


def run(noise, key="linear_regression"):
    fleet = FleetSetup(OPTIMIZERS["gd"](lr=0.01), points=((0.0, 0.0), (0.5, 0.0)))
    return Player(Scenario(BY_KEY[key](), (fleet,), noise=noise))


def numbers(panel, high=100.0):
    return {text: at for at, text in panel.time.ticks(0.0, high, 10)}


def test_the_menu_switches_the_unit_by_keys(qtbot, panel):
    show(panel, go(run(MiniBatch(4.0)), 50))
    time = panel.time
    assert time.button.isVisible()
    assert time.button.text() == "update"
    assert numbers(panel)["50"] == 50
    time.button.menu().setActiveAction(time.choices["epoch"])
    QTest.keyClick(time.button.menu(), Qt.Key.Key_Return)
    assert panel.selection.time.current == "epoch"
    show(panel, panel.now)
    assert time.button.text() == "epoch"
    assert numbers(panel)["10"] == 50  # 20 examples, 4 an update
    panel.selection.time.choose("example")
    show(panel, panel.now)
    assert numbers(panel)["200"] == 50
    panel.selection.time.choose("no unit")
    assert panel.selection.time.current == "example"


def test_without_examples_there_is_no_choice_and_the_axis_counts_updates(panel):
    panel.selection.time.choose("epoch")
    show(panel, go(run(Exact(), "bowl"), 50))
    assert not panel.time.button.isVisible()
    assert panel.time.unit == "update"
    assert numbers(panel)["50"] == 50
    assert panel.plot.curves.marks.size == 0
    assert panel.time.suffix(7) == ""


def test_with_the_full_batch_an_update_is_an_epoch_and_nothing_is_marked(panel):
    panel.selection.time.choose("epoch")
    show(panel, go(run(Exact()), 50))
    assert numbers(panel)["50"] == 50
    assert panel.plot.curves.marks.size == 0
    assert panel.time.suffix(7) == " · epoch 7"


def test_epochs_are_marked_as_many_as_do_not_merge(panel):
    panel.resize(600, 200)
    player = run(MiniBatch(4.0))
    show(panel, go(player, 20))
    assert panel.plot.curves.marks.tolist() == [0, 5, 10, 15, 20]
    show(panel, go(player, 2000))
    marks = panel.plot.curves.marks
    gaps = set(np.diff(marks).tolist())
    assert len(gaps) == 1
    (gap,) = gaps
    assert gap % 5 == 0
    pixels = [panel.plot.pixel_of(at, 0).x() for at in marks[:2].tolist()]
    assert pixels[1] - pixels[0] >= 8


def test_balls_of_different_ages_have_the_epochs_of_the_one_that_leads(panel):
    player = run(MiniBatch(4.0))
    fleet = go(player, 12).fleets[0].id
    execute(Drop((fleet,), ((1.0, 1.0),)), player)
    now = go(player, 40)
    panel.selection.time.choose("epoch")
    panel.selection.update(now)
    panel.selection.choose({0})
    show(panel, now)
    assert panel.time.button.text() == "epoch of ball 0"
    assert numbers(panel)["4"] == 20
    panel.selection.choose({1})
    show(panel, now)
    assert panel.time.button.text() == "epoch of ball 1"
    panel.selection.choose({2})
    show(panel, now)
    assert panel.time.button.text() == "epoch of ball 2"
    assert numbers(panel)["4"] == 32
    assert panel.plot.curves.marks.tolist()[:3] == [12, 17, 22]
    assert panel.time.suffix(22) == " · epoch 2"


def test_a_batch_size_that_was_changed_counts_from_then_on(panel):
    player = run(MiniBatch(4.0))
    go(player, 10)
    execute(ChangeNoise(MiniBatch(1.0)), player)
    panel.selection.time.choose("example")
    show(panel, go(player, 30))
    assert panel.time.suffix(10) == " · 40 examples"
    assert panel.time.suffix(30) == " · 60 examples"
