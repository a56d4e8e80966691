"""The comparison of ways out of a saddle, through its dialog."""

from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from engine.analysis.critical_points import find
from engine.errors import NO_EXAMPLES, DataError
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from engine.surfaces.typed import Typed
from gui.dialogs.escape import dialog as dialogs
from gui.dialogs.escape.dialog import EscapeDialog
from gui.dialogs.escape.entrants import RULES
from gui.dialogs.escape.saddles import nearest, saddles, usual_level, way_out
from gui.state.selection import Selection
from tests.engine.analysis.test_escape import DELTAS, TABLE
from tests.gui.parts import explained_controls
from tests.gui.windows import optimizer


def run(surface=None, point=(1.0, -1.0), keys=("gd",), lr=0.05):
    fleets = tuple(
        FleetSetup(optimizer(key, lr=lr), color=color, points=(point,))
        for color, key in enumerate(keys)
    )
    return Player(Scenario(surface or BY_KEY["two_weights"](), fleets)).snapshot()


@pytest.fixture
def dialog(qtbot, languages, theme):
    made = EscapeDialog(theme, Selection())
    qtbot.addWidget(made)
    return made


def opened(qtbot, dialog, now, point=None, ball=0):
    dialog.selection.choose(set() if ball is None else {ball}, ball)
    dialog.open_on(now, point)
    dialog.search.finish()
    return dialog


def compared(qtbot, dialog):
    dialog.start_button.click()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    return dialog.shown


def small(dialog, powers=2, updates=100):
    dialog.controls.last.setCurrentIndex(powers - 1)
    dialog.controls.updates.setValue(updates)


@pytest.mark.parametrize("who", ["fleets", "rules"])
def test_the_table_of_lesson_3_is_that_of_the_dialog(qtbot, dialog, who):
    opened(qtbot, dialog, run(keys=RULES))
    assert dialog.controls.saddle.currentText() == "(0, 0)"
    dialog.controls.start.button("ball").click()
    dialog.controls.who.button(who).click()
    dialog.controls.checks["kick"].click()
    assert dialog.controls.level.value == 0.01
    dialog.controls.updates.setValue(400)
    shown = compared(qtbot, dialog)
    assert "(1, −1) + δ·(1, 1) until L < 0.01" in dialog.heading.text()
    places = [shown.powers.index(round(np.log10(delta))) for delta in DELTAS]
    for number, key in enumerate(RULES):
        assert shown.times(number, "passed")[places].tolist() == TABLE[key]
    model = dialog.table.model()
    cells = [model.index(3, column).data() for column in range(model.columnCount())]
    assert cells == ["104", "38 / 66", "31 / 41", "78", "165 / 193"]
    assert "24.16 updates per decade promised" in dialog.promise.text()
    assert "24.2 measured" in dialog.promise.text()


def test_the_kick_needs_as_many_updates_from_everywhere_near(qtbot, dialog):
    opened(qtbot, dialog, run(keys=()), ball=None)
    dialog.controls.first.setCurrentIndex(3)
    shown = compared(qtbot, dialog)
    assert shown.names == ("Gradient descent, kicked ε 0.1",)
    assert len(set(shown.times(0, "passed").tolist())) == 1
    assert dialog.promise.text() == ""  # that is not plain gradient descent


def test_the_table_is_copied_whole(qtbot, dialog):
    opened(qtbot, dialog, run())
    small(dialog)
    dialog.controls.updates.setValue(40)
    compared(qtbot, dialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["δ", "Gradient descent, passed", "Gradient descent, settled"]
    assert [line[0] for line in lines[1:]] == ["1e-1", "1e-2"]
    assert lines[2][1:3] == ["", ""]  # 55 updates in truth
    assert dialog.table.model().index(1, 0).data() == "> 40"


def test_the_chart_and_the_table_mark_the_same_distance(qtbot, dialog):
    opened(qtbot, dialog, run(keys=("gd", "momentum")))
    small(dialog, 3, 60)
    shown = compared(qtbot, dialog)
    chart, table = dialog.chart, dialog.table
    table.choose_row(1)
    assert chart.plot.curves.hover == -2
    QTest.keyClick(chart.plot, Qt.Key.Key_Left)
    assert (table.row, chart.plot.curves.hover) == (2, -3)
    QTest.keyClick(chart.plot, Qt.Key.Key_End)
    assert table.row == 0
    picture = chart.plot.curves.picture
    assert len(picture.ends) == len(shown.powers) * len(shown.competitors)
    for number, stroke in enumerate(picture.strokes):
        assert stroke.x.tolist() == [-3, -2, -1]
        assert 10 ** stroke.y[::-1] == pytest.approx(shown.times(number, "passed"), nan_ok=True)
    assert len({end.glyph.cacheKey() for end in picture.ends}) == len(shown.competitors)
    chart.kind.button("settled").click()
    chart.scale.button("linear").click()
    stroke = chart.plot.curves.picture.strokes[1]
    assert stroke.y[::-1] == pytest.approx(shown.times(1, "settled"), nan_ok=True)


def test_a_landscape_without_a_saddle_says_so(qtbot, dialog):
    opened(qtbot, dialog, run(BY_KEY["bowl"]()))
    assert dialog.problem.text() == "No saddle was found on this landscape."
    assert not dialog.start_button.isEnabled()
    assert "No saddle" in dialog.start_button.toolTip()


def test_what_is_missing_is_named(qtbot, dialog):
    opened(qtbot, dialog, run(keys=()), ball=None)
    controls = dialog.controls
    controls.start.button("ball").click()
    assert "No ball" in dialog.problem.text()
    controls.start.button("saddle").click()
    controls.checks["kick"].click()
    assert dialog.problem.text() == "Nothing is chosen that could be compared."
    assert not controls.checks["batch"].isEnabled()
    assert "not made from data" in controls.checks["batch"].toolTip()
    controls.who.button("rules").click()
    assert dialog.problem.text() == ""
    controls.rate.setFocus()
    controls.rate.setText("-1")
    QTest.keyClick(controls.rate, Qt.Key.Key_End)
    controls.rate.setModified(True)
    controls.rate.returnPressed.emit()
    assert dialog.problem.text() == "Type a number above 0"
    assert not dialog.start_button.isEnabled()


@pytest.mark.parametrize("kick", [0.0, 1e9])
def test_a_kick_of_any_size_is_compared(qtbot, dialog, kick):
    opened(qtbot, dialog, run(), ball=None)
    small(dialog)
    dialog.controls.kick.show_value(kick)
    shown = compared(qtbot, dialog)
    times = [shown.times(number, "passed").tolist() for number in range(2)]
    assert times[0] == times[1] if kick == 0 else np.isnan(times[1]).all()


def test_noise_and_batches_take_part_where_there_are_examples(qtbot, dialog):
    opened(qtbot, dialog, run(BY_KEY["two_weights_on_data"]()))
    controls = dialog.controls
    for key in ("noise", "batch"):
        controls.checks[key].click()
    assert controls.choices.lineup.disturbed == ("kick", "noise", "batch")
    dialog.follow(run())
    assert controls.choices.lineup.disturbed == ("kick", "noise")
    dialog.search.finish()
    small(dialog)
    shown = compared(qtbot, dialog)
    assert shown.names[1:] == (
        "Gradient descent, kicked ε 0.1",
        "Gradient descent with noise s 0.1",
    )
    assert [len(row.passed) for row in shown.rows] == [1, 1, 1, 1, 15, 15]
    assert len({each.color for each in shown.competitors}) == 3


@pytest.fixture
def endless(monkeypatch):
    """A race that goes on until it is cancelled."""
    begun = Event()

    def work(race, progress):
        begun.set()
        while True:
            progress(0.5)
            begun.wait(0.001)

    monkeypatch.setattr(dialogs, "raced", work)
    return begun


def test_it_is_cancelled_half_way_and_nothing_is_shown(qtbot, dialog, endless):
    opened(qtbot, dialog, run())
    dialog.start_button.click()
    qtbot.waitUntil(lambda: dialog.bar.value() == 500)
    assert dialog.bar.isVisible()
    assert dialog.start_button.text() == "Cancel"
    dialog.start_button.click()
    assert not dialog.busy
    assert dialog.shown is None
    assert dialog.start_button.text() == "&Compare"
    assert dialog.task.wait(10)


def test_an_error_is_shown_until_the_next_start(qtbot, dialog, monkeypatch):
    opened(qtbot, dialog, run())
    small(dialog)
    race = dialogs.raced

    def fail(race, progress):
        raise DataError(NO_EXAMPLES)

    monkeypatch.setattr(dialogs, "raced", fail)
    assert compared(qtbot, dialog) is None
    assert dialog.problem.text() == NO_EXAMPLES
    monkeypatch.setattr(dialogs, "raced", race)
    assert compared(qtbot, dialog) is not None
    assert dialog.problem.text() == ""


def test_another_surface_drops_the_late_answer(qtbot, dialog, endless):
    opened(qtbot, dialog, run())
    dialog.start_button.click()
    qtbot.waitUntil(endless.is_set)
    dialog.follow(run(BY_KEY["himmelblau"]()))
    assert not dialog.task.busy
    dialog.search.finish()
    assert dialog.controls.saddle.count() == 4
    assert dialog.shown is None
    assert dialog.task.wait(10)


def test_what_was_compared_on_another_surface_is_not_shown_any_more(qtbot, dialog):
    opened(qtbot, dialog, run())
    small(dialog)
    assert compared(qtbot, dialog) is not None
    dialog.follow(run())  # an equal one
    assert dialog.shown is not None
    dialog.close()
    opened(qtbot, dialog, run())
    assert dialog.shown is not None
    dialog.follow(run(Typed("x^2 - y^2")))
    assert dialog.shown is None
    assert dialog.table.model().rowCount() == 0


def test_the_saddle_is_the_wanted_one_else_the_nearest_to_the_ball(qtbot, dialog):
    surface = BY_KEY["himmelblau"]()
    found = find(surface)
    places = [each.point for each in saddles(found)]
    assert [nearest(surface, saddles(found), place) for place in places] == [0, 1, 2, 3]
    opened(qtbot, dialog, run(surface, point=places[2]))
    assert dialog.controls.saddle.currentIndex() == 2
    dialog.open_on(run(surface), places[1])
    assert dialog.controls.saddle.currentIndex() == 1


def test_what_is_proposed_is_that_of_the_run_and_what_is_typed_stays(qtbot, dialog):
    opened(qtbot, dialog, run(lr=0.02))
    rate, level = dialog.controls.rate, dialog.controls.level
    assert (rate.value, level.value) == (0.02, 0.01)
    dialog.close()
    opened(qtbot, dialog, run(lr=0.03))
    assert rate.value == 0.03
    for field, text in ((rate, "0.5"), (level, "0.25")):
        field.clear()
        QTest.keyClicks(field, text)
        field.returnPressed.emit()
    dialog.close()
    opened(qtbot, dialog, run(lr=0.04))
    assert (rate.value, level.value) == (0.5, 0.25)
    dialog.follow(run(BY_KEY["ring"]()))
    dialog.search.finish()
    assert level.value != 0.25


@pytest.mark.parametrize("key", ["two_weights", "himmelblau", "ring", "saddle", "six_hump_camel"])
def test_the_level_lies_between_the_saddle_and_a_minimum_below(key):
    surface = BY_KEY[key]()
    found = find(surface)
    for saddle in saddles(found):
        level = usual_level(surface, found, saddle)
        assert level < saddle.loss
        x, y = way_out(saddle)
        assert max(abs(x), abs(y)) == 1
        assert np.array([x, y]) @ surface.hessian(np.array(saddle.point)) @ (x, y) < 0


def test_every_control_has_a_name_and_a_tip(qtbot, dialog):
    opened(qtbot, dialog, run())
    small(dialog)
    compared(qtbot, dialog)
    assert len(explained_controls(dialog)) > 12
