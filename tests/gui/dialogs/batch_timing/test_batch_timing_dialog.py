"""Times by batch size through their dialog."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from engine.analysis.batch_timing import Timing
from engine.player import Player
from engine.scenario import Scenario
from engine.surfaces import BY_KEY
from gui.dialogs.batch_timing import dialog as dialogs
from gui.dialogs.batch_timing.dialog import BatchTimingDialog
from gui.dialogs.batch_timing.table import time_text
from tests.gui.parts import explained_controls

TIMINGS = (Timing(1, 2e-5, 50, 20), Timing(5, 3e-5, 40, 4), Timing(20, 1.25e-3, 3, 1))


def of(key):
    return Player(Scenario(BY_KEY[key]())).snapshot()


def quick(surface, progress):
    assert surface.count == 20
    return TIMINGS


def quick_network(progress):
    return TIMINGS[:1]


def endless(*arguments):
    while True:
        arguments[-1](0.25)


@pytest.fixture
def dialog(qtbot, languages, theme, monkeypatch):
    monkeypatch.setattr(dialogs, "landscape_timed", quick)
    monkeypatch.setattr(dialogs, "network_timed", quick_network)
    made = BatchTimingDialog(theme)
    qtbot.addWidget(made)
    made.open_on(of("linear_regression"))
    return made


def measured(qtbot, dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog.measured


def test_what_is_measured_is_said_drawn_and_listed(qtbot, dialog):
    assert not dialog.chart.isVisible()
    assert "Linear regression" in dialog.heading.text()
    assert "20 examples" in dialog.heading.text()
    assert measured(qtbot, dialog) == {"landscape": TIMINGS}
    cells = [
        [dialog.table.item(row, column).text() for column in range(4)]
        for row in range(dialog.table.rowCount())
    ]
    space = "\N{NO-BREAK SPACE}"
    assert cells[0] == ["1", f"20{space}µs", f"400{space}µs", "20"]
    assert cells[2] == ["20", f"1.25{space}ms", f"1.25{space}ms", "1"]
    epochs, updates = dialog.chart.plot.curves.picture.strokes
    np.testing.assert_allclose(10**epochs.x, [1, 5, 20])
    np.testing.assert_allclose(10**epochs.y, [4e-4, 1.2e-4, 1.25e-3])
    np.testing.assert_allclose(10**updates.y, [2e-5, 3e-5, 1.25e-3])


def test_chart_and_table_mark_the_same_size_by_keys_and_mouse(qtbot, dialog):
    measured(qtbot, dialog)
    plot = dialog.chart.plot
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert dialog.table.currentRow() == 2
    assert plot.curves.hover == pytest.approx(np.log10(20))
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert dialog.table.currentRow() == 1
    at = plot.pixel_of(0.05, -4).toPoint()
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.table.currentRow() == 0
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_table_is_copied_in_seconds(qtbot, dialog):
    measured(qtbot, dialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0] == ["B", "update_s", "epoch_s", "updates_per_epoch", "updates_timed"]
    assert [float(each) for each in lines[2]] == [5, 3e-5, 1.2e-4, 4, 40]


def test_without_examples_only_the_network_can_be_timed(qtbot, dialog):
    measured(qtbot, dialog)
    dialog.follow(of("bowl"))
    assert not dialog.kind.button("landscape").isEnabled()
    assert "no examples" in dialog.kind.button("landscape").toolTip()
    assert dialog.kind.current == "network"
    assert "784-64-10" in dialog.heading.text()
    assert measured(qtbot, dialog) == {"network": TIMINGS[:1]}
    dialog.follow(of("sine_neuron"))
    assert dialog.kind.button("landscape").isEnabled()


def test_measuring_is_cancelled_by_hand_by_closing_and_by_another_landscape(
    qtbot, dialog, monkeypatch
):
    monkeypatch.setattr(dialogs, "landscape_timed", endless)
    dialog.start_button.click()
    qtbot.waitUntil(lambda: dialog.bar.value() == 250)
    assert dialog.start_button.text() == "Cancel"
    dialog.start_button.click()
    assert not dialog.busy
    dialog.start_button.click()
    dialog.follow(of("sine_neuron"))
    assert not dialog.busy
    dialog.start_button.click()
    dialog.close()
    assert not dialog.busy
    assert dialog.measured == {}


def test_an_error_is_said(qtbot, dialog, monkeypatch):
    def broken(surface, progress):
        raise OSError("no processes")

    monkeypatch.setattr(dialogs, "landscape_timed", broken)
    assert measured(qtbot, dialog) == {}
    assert dialog.problem.text()


@pytest.mark.parametrize(
    ("seconds", "text"), [(1.5, "1.5 s"), (0.0123, "12.3 ms"), (4.56e-5, "45.6 µs")]
)
def test_a_time_has_the_unit_that_suits(seconds, text):
    assert time_text(seconds).replace("\N{NO-BREAK SPACE}", " ") == text


def test_every_control_says_what_it_is(qtbot, dialog):
    measured(qtbot, dialog)
    assert len(list(explained_controls(dialog))) > 3
