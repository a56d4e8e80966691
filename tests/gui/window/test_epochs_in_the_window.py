"""Epochs, claims and timings in the real window."""

import numpy as np

from engine.commands import FastForward, Load
from gui.dialogs.batch_timing.dialog import BatchTimingDialog
from gui.dialogs.claims.dialog import ClaimsDialog
from gui.documents.resources import scenarios
from gui.window.time_slider import TimeSlider
from tests.gui.parts import part
from tests.gui.windows import until


def loaded(qtbot, window, key):
    scenario = next(each for each in scenarios() if each.surface.key == key)
    window.engine.send(Load(scenario))
    until(qtbot, window, lambda now: now.scenario == scenario)
    return scenario


def test_the_slider_marks_epochs_of_mini_batches_and_the_unit_is_kept(qtbot, window):
    loaded(qtbot, window, "sine_neuron")
    window.engine.send(FastForward(100))
    until(qtbot, window, lambda now: now.update == 100 and now.goal is None)
    slider = part(window, TimeSlider)
    qtbot.waitUntil(lambda: len(slider.marks) == 6)  # 20 updates each, with both ends
    assert len(set(np.diff(slider.marks, 2).tolist()) - {-1, 0, 1}) == 0
    before = slider.marks
    slider.resize(slider.width() // 2, slider.height())  # as where another control needs room
    assert slider.marks[-1] < before[-1] * 0.6
    assert "epoch" in slider.toolTip()
    window.selection.time.choose("epoch")
    assert window.shell.settings.time_unit == "epoch"
    window.selection.time.choose("update")
    loaded(qtbot, window, "himmelblau")
    qtbot.waitUntil(lambda: slider.marks == ())
    assert "epoch" not in slider.toolTip()


def test_a_claim_opens_its_run_which_undo_takes_back(qtbot, window):
    before = loaded(qtbot, window, "himmelblau")
    window.actions_["claims"].trigger()
    dialog = part(window, ClaimsDialog)
    dialog.rows["leaves"].run_button.click()
    until(qtbot, window, lambda now: now.surface.key == "hill")
    assert window.engine.snapshot.scenario.title.en == "It leaves local minima"
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: now.scenario == before)
    dialog.close()


def test_the_dialog_of_timings_follows_the_landscape_of_the_run(qtbot, window):
    loaded(qtbot, window, "sine_neuron")
    window.actions_["batch_timing"].trigger()
    dialog = part(window, BatchTimingDialog)
    assert "Sine neuron" in dialog.heading.text()
    loaded(qtbot, window, "himmelblau")
    qtbot.waitUntil(lambda: dialog.kind.current == "network")
    dialog.close()
