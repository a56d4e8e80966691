"""The landscape's panel, with real mouse and key events."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from engine import optimizers, surfaces
from engine.commands import ChangeNoise, ChangeSurface, TurnSurface
from engine.noise import Exact, Gaussian, MiniBatch
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from gui.panels.landscape.panel import LandscapePanel
from gui.state.selection import Selection
from gui.style.plain_text import ElidedBox
from gui.style.theme import Theme, ThemeChoice
from gui.typeset.math_label import MathLabel
from gui.widgets.knob_row import KnobRow
from gui.widgets.segmented import Segmented
from tests.gui.parts import part

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sent():
    return []


@pytest.fixture
def panel(qtbot, qapp, sent):
    made = LandscapePanel(sent.append, Selection(), Theme(qapp, ThemeChoice.LIGHT))
    made.interval = 0.0
    qtbot.addWidget(made)
    made.resize(240, 640)
    made.show()
    return made


def show(panel, key, noise=None, **knobs):
    surface = surfaces.BY_KEY[key](**knobs)
    fleet = FleetSetup(optimizers.BY_KEY["gd"]())
    scenario = Scenario(surface, (fleet,), noise=noise or Exact())
    panel.set_snapshot(Player(scenario).snapshot())
    return surface


def shown(panel, kind):
    return [each for each in panel.findChildren(kind) if each.isVisible()]


def texts(panel):
    return [label.text() for label in shown(panel, QLabel)]


@pytest.mark.one_setup
@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_every_surface_is_described(panel, kind):
    surface = show(panel, kind.key)
    assert surface.title in texts(panel)
    assert shown(panel, MathLabel)
    numbers = getattr(surface, "count", None)
    assert any("examples" in text for text in texts(panel)) == (
        numbers is not None and hasattr(surface, "batch_gradient")
    )


def test_a_knob_turns_the_shape(panel, sent, qtbot):
    show(panel, "rosenbrock")
    qtbot.waitUntil(lambda: bool(shown(panel, KnobRow)))
    row = shown(panel, KnobRow)[0]
    row.turned.emit(0.5, False)
    assert sent == [TurnSurface("a", 0.5, False)]


def test_a_choice_sends_the_surface_with_it(panel, sent, qtbot):
    surface = show(panel, "two_features", features="raw")
    (reduction,) = shown(panel, Segmented)
    qtbot.mouseClick(reduction.button("sum"), LEFT)
    (features,) = [box for box in shown(panel, QComboBox) if box.accessibleName() == "Features"]
    qtbot.keyClick(features, Qt.Key.Key_Down)
    summed = replace(surface, reduction="sum")
    assert sent == [ChangeSurface(summed), ChangeSurface(replace(summed, features="centred"))]


def kinds(panel):
    (box,) = [box for box in shown(panel, QComboBox) if not isinstance(box, ElidedBox)]
    return box, [box.itemText(place) for place in range(box.count())]


def test_mini_batches_are_offered_where_there_are_examples_only(panel):
    show(panel, "rosenbrock")
    assert [MiniBatch.title in kinds(panel)[1], Gaussian.title in kinds(panel)[1]] == [False, True]
    show(panel, "sine_neuron")
    assert MiniBatch.title in kinds(panel)[1]


def test_choosing_a_mini_batch_by_keys_sends_it_and_says_how_long_an_epoch_is(panel, sent, qtbot):
    show(panel, "sine_neuron")
    box, names = kinds(panel)
    box.setFocus()
    for _ in range(names.index(MiniBatch.title)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert sent[-1] == ChangeNoise(MiniBatch(), False)
    show(panel, "sine_neuron", MiniBatch(3.0))
    assert any("20" in text and "7 updates" in text for text in texts(panel))


def test_an_epoch_of_one_update_is_not_called_updates(panel):
    show(panel, "sine_neuron", MiniBatch(20.0))
    assert "All 20 examples at every update: each is one epoch" in texts(panel)
    show(panel, "softmax", MiniBatch(1.0))
    assert "1 example: every update is one epoch" in texts(panel)


def test_shuffling_is_switched_by_the_keyboard_and_said(panel, sent, qtbot):
    show(panel, "sine_neuron", MiniBatch(3.0))
    (box,) = shown(panel, QCheckBox)
    assert box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    fixed = MiniBatch(3.0, shuffle_each_epoch=False)
    assert sent[-1] == ChangeNoise(fixed, False)
    show(panel, "sine_neuron", fixed)
    assert not box.isChecked()
    assert "20 examples, in one order: 7 updates are one epoch" in texts(panel)
    show(panel, "sine_neuron", Exact())
    assert not shown(panel, QCheckBox)


def test_the_buttons_for_another_surface(panel, qtbot):
    show(panel, "bowl")
    for button, signal in (
        (part(panel, QPushButton, "Gallery…"), panel.gallery_wanted),
        (part(panel, QPushButton, "Formula…"), panel.formula_wanted),
        (part(panel, QPushButton, "Data…"), panel.data_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, LEFT)
        assert button.toolTip()
        assert button.accessibleDescription() == button.toolTip()
