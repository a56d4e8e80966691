"""The control of a knob: slider and exact field."""

from dataclasses import fields
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import optimizers
from engine.knobs import Knob, knobs
from gui.text.numbers import exact
from gui.widgets import knob_row, slider_scale
from gui.widgets.knob_row import SETTLE, KnobRow, bounds
from gui.widgets.number_field import NumberField
from gui.widgets.slider import GestureSlider
from tests.gui.parts import label, part

RATE = Knob(1e-5, 10.0, "log", "η", title="Learning rate", minimum=0.0)
DECAY = Knob(0.0, 0.9999, "one_minus_log", "β₂", minimum=0.0, maximum=1.0, open_high=True)
LEVEL = Knob(-2.0, 3.0, symbol="a")
PERIOD = Knob(1, 50, symbol="T", minimum=1, whole=True)
KNOBS = (RATE, DECAY, LEVEL, PERIOD)
every_knob = pytest.mark.parametrize("knob", KNOBS, ids=lambda knob: knob.symbol)


@pytest.fixture
def turned():
    return []


@pytest.fixture
def row(qtbot, turned):
    made = KnobRow(DECAY, 0.9)
    made.turned.connect(lambda value, grouped: turned.append((value, grouped)))
    qtbot.addWidget(made)
    made.resize(220, 80)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # else nothing in it has the focus
    return made


def field(row):
    return part(row, NumberField)


def slider(row):
    return part(row, GestureSlider)


def problem(row):
    return label(row, "problem")


def retype(row, text):
    field(row).setFocus()
    field(row).selectAll()
    QTest.keyClicks(field(row), text)
    QTest.keyClick(field(row), Qt.Key.Key_Return)


@every_knob
def test_the_ends_of_a_slider_are_exact(knob):
    assert slider_scale.value(knob, 0.0) == knob.low
    assert slider_scale.value(knob, 1.0) == knob.high
    assert slider_scale.share(knob, knob.low) == 0
    assert slider_scale.share(knob, knob.high) == pytest.approx(1)


@every_knob
@given(st.floats(0, 1))
def test_a_place_is_found_again_from_its_value(knob, place):
    value = slider_scale.value(knob, place)
    assert knob.low <= value <= knob.high
    resolution = 1 / 60 if knob.whole else 1 / 100
    assert slider_scale.share(knob, value) == pytest.approx(place, abs=resolution)


@every_knob
@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_any_value_has_a_place(knob, value):
    assert 0 <= slider_scale.share(knob, value) <= 1


def test_decays_are_spread_towards_one():
    places = [slider_scale.share(DECAY, value) for value in (0, 0.9, 0.99, 0.999, 0.9999)]
    assert places == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert [slider_scale.value(DECAY, place) for place in (0.25, 0.5, 0.75)] == [0.9, 0.99, 0.999]


def test_whole_numbers_have_a_place_each():
    steps = slider_scale.places(PERIOD)
    assert [slider_scale.value(PERIOD, n / steps) for n in range(steps + 1)] == list(range(1, 51))


@pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda kind: kind.key)
def test_a_row_shows_the_default_of_every_knob_exactly(qtbot, kind):
    defaults = {each.name: each.default for each in fields(kind)}
    for name, knob in knobs(kind):
        row = KnobRow(knob, defaults[name])
        qtbot.addWidget(row)
        assert row.value == defaults[name]
        assert field(row).text() == exact(defaults[name])


@pytest.mark.parametrize("value", [0.9, 0.999, 0.123456789012345, 0.99999999, 1e-300])
def test_showing_a_value_never_changes_it(row, turned, value):
    row.show_value(value)
    assert row.value == value
    assert field(row).text() == exact(value)
    assert turned == []


def test_typing_an_exact_value_turns_the_knob(row, turned):
    retype(row, "0.9995")
    assert turned == [(0.9995, False)]
    assert slider(row).value() == round(1000 * slider_scale.share(DECAY, 0.9995))


def test_a_legal_value_beyond_the_slider_is_taken(row, turned):
    retype(row, "0.999999")
    assert turned == [(0.999999, False)]
    assert row.value == 0.999999
    assert slider(row).value() == slider(row).maximum()


@pytest.mark.parametrize("text", ["1.5", "-0.1", "1", "abc", "", "1,234"])
def test_a_bad_text_is_answered_in_place_and_the_good_value_stays(row, turned, text):
    field(row).setFocus()
    field(row).selectAll()
    QTest.keyClick(field(row), Qt.Key.Key_Delete)
    QTest.keyClicks(field(row), text)
    QTest.keyClick(field(row), Qt.Key.Key_Return)
    assert turned == []
    assert row.value == 0.9
    assert problem(row).isVisible()
    assert problem(row).text()
    assert field(row).text() == text  # so that it can be mended
    QTest.keyClick(field(row), Qt.Key.Key_Escape)
    assert field(row).text() == "0.9"
    assert not problem(row).isVisible()


def test_a_refusal_is_forgotten_once_the_good_value_is_back(qtbot, request, monkeypatch):
    monkeypatch.setattr(knob_row, "STALE", 1)
    row = request.getfixturevalue("row")
    retype(row, "1")
    qtbot.wait(20)
    assert problem(row).isVisible()  # the bad text is still there, and so is the reason
    field(row).clearFocus()
    qtbot.waitUntil(lambda: not problem(row).isVisible())
    assert field(row).text() == "0.9"


def test_what_is_illegal_is_told_with_its_bounds(row):
    retype(row, "1")
    assert "0 ≤ β₂ < 1" in problem(row).text()
    assert bounds(RATE) == "0 ≤ η"
    assert bounds(LEVEL) == "a"


def test_leaving_the_field_hands_the_value_on(row, turned):
    field(row).setFocus()
    field(row).selectAll()
    QTest.keyClicks(field(row), "0.5")
    slider(row).setFocus()
    assert turned == [(0.5, False)]


def drag_to(widget, at):
    """Move with the button down. Not by the real pointer, which another window may lie under."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = widget.mapToGlobal(at)
    move = QMouseEvent(QEvent.Type.MouseMove, at, where, Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(widget, move)


def test_a_drag_is_one_gesture(row, turned):
    handle = slider(row)
    y = handle.height() // 2
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(40, y))
    for x in (60, 80, 100):
        drag_to(handle, QPointF(x, y))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(100, y))
    assert [grouped for _, grouped in turned] == [False, True, True, True]
    values = [value for value, _ in turned]
    assert values == sorted(values)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(30, y))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(30, y))
    assert turned[-1][1] is False


def test_keys_turn_in_fine_and_coarse_steps(row, turned):
    slider(row).setFocus()
    QTest.keyClick(slider(row), Qt.Key.Key_Right)
    QTest.keyClick(slider(row), Qt.Key.Key_PageUp)
    (fine, first), (coarse, second) = turned
    assert 0.9 < fine < 0.92
    assert coarse > fine + 0.03
    assert (first, second) == (False, False)


def test_delete_and_double_click_bring_the_default_back(row, turned):
    row.show_value(0.5)
    slider(row).setFocus()
    QTest.keyClick(slider(row), Qt.Key.Key_Delete)
    assert turned == [(0.9, False)]
    retype(row, "0.3")
    QTest.mouseDClick(slider(row), Qt.MouseButton.LeftButton, pos=QPoint(100, 8))
    assert turned[-1][0] == 0.9


def test_typing_is_not_disturbed_by_the_engine(row):
    field(row).setFocus()
    field(row).selectAll()
    QTest.keyClicks(field(row), "0.12")
    row.show_value(0.7)
    assert field(row).text() == "0.12"
    assert row.value == 0.7


def test_late_answers_do_not_throw_the_slider_back(row, qtbot):
    slider(row).setFocus()
    QTest.keyClick(slider(row), Qt.Key.Key_Right)
    mine = row.value
    row.show_value(0.9)  # the engine has not heard of it yet
    assert row.value == mine
    qtbot.waitUntil(lambda: row.value == 0.9, timeout=20 * SETTLE)  # it refused: it has the say


def test_values_that_differ_show_as_several(row):
    row.show_value(None)
    assert field(row).text() == ""
    assert field(row).placeholderText() == "several"
    assert row.value is None
    row.show_value(0.25)
    assert field(row).text() == "0.25"


def test_every_part_has_a_name_and_a_tip(qtbot):
    row = KnobRow(RATE, 0.01)
    qtbot.addWidget(row)
    for control in (slider(row), field(row)):
        assert "Learning rate" in control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_wheel_turns_only_a_slider_in_use(row, turned):
    def wheel():
        middle = QPointF(slider(row).rect().center())
        event = QWheelEvent(
            middle, slider(row).mapToGlobal(middle), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(slider(row), event)

    field(row).setFocus()
    wheel()
    assert turned == []
    slider(row).setFocus()
    wheel()
    wheel()
    assert [grouped for _, grouped in turned] == [False, True]


@pytest.mark.parametrize(
    ("scale", "low", "high", "start", "whole"),
    [
        ("one_minus_log", 0.0, 0.9999, 0.9, False),
        ("one_minus_log", 0.0, 0.9999, 0.999, False),
        ("log", 1.0, 1000.0, 1.0, False),
        ("log", 1.0, 1000.0, 1.0, True),
        ("log", 1.0, 10_000.0, 100.0, False),
        ("log", 1.0, 10_000.0, 100.0, True),
        ("linear", 0.0, 1.0, 0.5, False),
    ],
)
@pytest.mark.parametrize(("key", "way"), [(Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)])
def test_every_press_of_an_arrow_moves_on(qtbot, scale, low, high, start, whole, key, way):
    row = KnobRow(Knob(low, high, scale, symbol="s", title="Slope", whole=whole), start)
    qtbot.addWidget(row)
    row.show()
    row.show_value(start)
    heard = []
    row.turned.connect(lambda value, _: heard.append(value))
    for _ in range(8):
        QTest.keyClick(slider(row), key)
    values = [start, *heard]
    assert all((after - before) * way > 0 for before, after in pairwise(values))
    assert len(heard) == (0 if start == (low if way < 0 else high) else 8)
