"""The formula editor: typing, messages, and the surface used."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QWidget

from engine.commands import ChangeSurface
from engine.formula import parse
from engine.formula.limits import LONGEST
from engine.surfaces import ALL
from engine.surfaces.rosenbrock import Rosenbrock
from gui.dialogs.formula.dialog import FormulaDialog
from gui.dialogs.formula.draft import needs_log
from gui.dialogs.formula.parameters import knob_for
from gui.sampling.mesh import grid
from gui.widgets.slider import GestureSlider
from tests.gui.dialogs.formula.typing_in import (
    enter,
    examples,
    knob_field,
    problem,
    set_number,
    type_in,
)
from tests.gui.parts import explained_controls

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


# -- typing and using ------------------------------------------------------------------------


def test_enter_uses_the_formula(qtbot, editor, sent):
    type_in(qtbot, editor, "x^2 + 3*y^2")
    enter(qtbot, editor)
    (command,) = sent
    assert isinstance(command, ChangeSurface)
    assert command.surface.text == "x^2 + 3*y^2"
    assert command.surface.value(np.array([2.0, 1.0])) == 7.0
    assert not editor.isVisible()  # as after all other ways to a landscape


def test_a_click_on_use_it_uses_it_even_before_the_pause_is_over(qtbot, editor, sent):
    field = editor.parts.field
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "x*y")
    qtbot.mouseClick(editor.parts.use, LEFT)
    assert [command.surface.text for command in sent] == ["x*y"]


@pytest.mark.one_setup
@pytest.mark.parametrize("text", ["x^2 + (", "", "sin", "x y z"])
def test_a_broken_formula_can_t_be_used_and_the_button_says_why(qtbot, editor, sent, text):
    use = editor.parts.use
    usual = use.toolTip()
    type_in(qtbot, editor, text)
    assert not use.isEnabled()
    assert use.toolTip() == editor.parts.problem.text() != ""
    qtbot.mouseClick(use, LEFT)
    enter(qtbot, editor)
    assert sent == []
    type_in(qtbot, editor, "x^2 + y^2")
    assert use.isEnabled()
    assert use.toolTip() == usual


def test_a_window_without_extent_can_t_be_used(editor):
    for field in editor.parts.window_fields.fields:
        field.setText("1")
        field.returnPressed.emit()
    assert editor.surface is None
    assert not editor.parts.use.isEnabled()
    assert editor.parts.use.toolTip()


def test_the_preview_follows_the_typing(qtbot, editor):
    type_in(qtbot, editor, "x^2/y")
    shown = editor.parts.preview.formula
    assert shown.accessibleName() == "x^2/y"
    assert shown.latex == parse("x^2/y").latex
    assert not editor.parts.preview.faded


def test_the_preview_shows_how_functions_without_brackets_are_read(qtbot, editor):
    type_in(qtbot, editor, "|x| + sin^2 2x cos y")
    shown = editor.parts.preview.formula
    assert shown.latex == parse("abs(x) + sin(2x)^2*cos(y)").latex
    assert not editor.parts.preview.faded


def test_a_long_formula_is_typeset_in_the_background(qtbot, editor):
    long = " + ".join(f"sin({k}*x)^2/(1 + y^2)" for k in range(1, 13))
    editor.parts.field.set_text(long)
    editor.read()
    assert editor.parts.preview.busy
    qtbot.waitUntil(lambda: not editor.parts.preview.busy, timeout=20_000)
    assert editor.parts.preview.formula.accessibleName() == long
    assert editor.parts.preview.height() > editor.parts.preview.formula.minimumSizeHint().height()


def test_the_picture_becomes_that_of_the_formula(qtbot, editor):
    type_in(qtbot, editor, "x^2 - y^2")
    qtbot.waitUntil(lambda: not editor.parts.picture.busy, timeout=20_000)
    assert editor.parts.picture.surface == editor.surface
    image = editor.parts.picture.grab().toImage()
    seen = {image.pixel(x, y) for x in range(0, 260, 3) for y in range(0, 162, 3)}
    assert len(seen) > 200


# -- errors ---------------------------------------------------------------------------------


@pytest.mark.one_setup
@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ("x^2 + sinn(y)", "sinn", "no function “sinn”"),
        ("x^2 + * y", "*", "Character 7"),
        ("(x + y", "(", "closing bracket"),
        ("x +", "+", "at the end"),
        ("x.__class__", ".", "can’t stand in a formula"),
        ("x*y = 3", "=", "Leave out “=”"),
        ("x + w1", "w1", "do not go together"),
        ("2 sin x*y", "*", "write sin(…)"),
        ("|x|y|x| + 1", "|x|y|x|", "paired up in two ways"),
    ],
)
def test_an_invalid_formula_is_marked_at_the_error_and_not_used(
    qtbot, editor, sent, text, marked, words
):
    type_in(qtbot, editor, text)
    enter(qtbot, editor)
    assert sent == []
    assert editor.parts.field.marked == marked
    assert editor.parts.field.extraSelections()[0].format.underlineStyle() == WAVE
    assert words in problem(editor)
    assert editor.parts.field.accessibleDescription() == problem(editor)
    assert editor.parts.preview.faded
    assert editor.parts.picture.faded
    assert editor.parts.field.hasFocus()
    assert editor.isVisible()


def test_a_corrected_formula_is_no_longer_marked(qtbot, editor, sent):
    type_in(qtbot, editor, "x + y)")
    assert problem(editor)
    qtbot.keyClick(editor.parts.field, KEY.Key_Backspace)
    qtbot.waitUntil(lambda: not problem(editor))
    assert editor.parts.field.marked == ""
    assert not editor.parts.preview.faded
    enter(qtbot, editor)
    assert sent[0].surface.text == "x + y"


def test_an_empty_field_explains_what_to_type(qtbot, editor, sent):
    type_in(qtbot, editor, "")
    enter(qtbot, editor)
    assert sent == []
    assert problem(editor).startswith("Type a formula, such as")


def test_letters_beyond_the_first_plane_do_not_shift_the_mark(qtbot, editor):
    editor.parts.field.set_text("𝑥 + y")
    editor.read()
    assert editor.parts.field.marked == "𝑥"


def test_pasted_lines_become_one_line_and_a_long_text_is_cut_off(qtbot, editor):
    field = editor.parts.field
    field.selectAll()
    lines = QMimeData()
    lines.setText("x^2 +\n  y^2\r\n")
    field.insertFromMimeData(lines)
    assert "\n" not in field.text
    editor.read()
    assert editor.surface is not None
    long = QMimeData()
    long.setText("x + " * 1_000_000)
    field.selectAll()
    field.insertFromMimeData(long)
    editor.read()
    assert len(field.text) <= 10 * LONGEST + 1
    assert "at most" in problem(editor)


def test_a_window_with_exchanged_ends_is_refused_with_a_message(qtbot, editor, sent):
    low = editor.parts.window_fields.fields[0]
    low.setFocus()
    qtbot.keyClick(low, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(low, "7")
    qtbot.keyClick(low, KEY.Key_Tab)
    assert "smaller" in editor.parts.window_fields.problem.text()
    enter(qtbot, editor)
    assert sent == []


def test_an_invalid_number_is_not_ignored(qtbot, editor, sent):
    type_in(qtbot, editor, "a*x^2 + y^2")
    field = knob_field(editor, "a")
    field.setFocus()
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "1.2.3")
    qtbot.keyClick(field, KEY.Key_Return)
    assert sent == []
    assert field.hasFocus()


def test_a_hole_in_the_domain_is_reported_and_is_no_error(qtbot, editor, sent):
    type_in(qtbot, editor, "log(x) + y^2")
    assert "about 51%" in editor.parts.facts.text()
    type_in(qtbot, editor, "log(-1 - x^2)")
    assert "Nowhere" in editor.parts.facts.text()
    enter(qtbot, editor)
    assert len(sent) == 1


# -- parameters, window, scale ---------------------------------------------------------------


def test_every_parameter_gets_a_slider_whose_value_is_used(qtbot, editor, sent):
    type_in(qtbot, editor, "a*x^2 + k1*y^2")
    assert list(editor.parts.values.rows) == ["a", "k1"]
    field = knob_field(editor, "k1")
    field.setFocus()
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "12.5")
    qtbot.keyClick(field, KEY.Key_Tab)
    enter(qtbot, editor)
    assert sent[0].surface.parameters == (("a", 1.0), ("k1", 12.5))


def test_sliders_work_by_keys(qtbot, editor):
    type_in(qtbot, editor, "a*x^2 + y^2")
    slider = editor.parts.values.rows["a"].findChild(GestureSlider)
    slider.setFocus()
    qtbot.keyClick(slider, KEY.Key_Right)
    assert dict(editor.surface.parameters)["a"] > 1.0


def test_a_parameter_that_is_typed_again_has_its_earlier_value(qtbot, editor):
    type_in(qtbot, editor, "a*x^2 + y^2")
    set_number(qtbot, knob_field(editor, "a"), "7")
    type_in(qtbot, editor, "x^2 + y^2")
    assert editor.parts.values.rows == {}
    assert editor.parts.no_values.isVisible()
    type_in(qtbot, editor, "x^2 + a*y^2")
    assert editor.surface.parameters == (("a", 7.0),)


def test_while_a_formula_is_invalid_its_sliders_stay(qtbot, editor):
    type_in(qtbot, editor, "a*x^2 + y^2")
    row = editor.parts.values.rows["a"]
    type_in(qtbot, editor, "a*x^2 + y^")
    assert editor.parts.values.rows["a"] is row


def test_the_window_is_that_of_the_fields_and_named_like_the_variables(qtbot, editor, sent):
    type_in(qtbot, editor, "w1^2 + w2^2")
    fields = editor.parts.window_fields
    assert [label.text() for label in fields.names] == ["w₁ from", "w₂ from"]
    for field, text in zip(fields.fields, ("-1", "4", "-0.5", "8"), strict=True):
        field.setFocus()
        qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(field, text)
    enter(qtbot, editor)
    editor.parts.field.setFocus()
    enter(qtbot, editor)
    assert (sent[-1].surface.low, sent[-1].surface.high) == ((-1.0, -0.5), (4.0, 8.0))


def test_the_height_scale_is_automatic_or_set(qtbot, editor):
    type_in(qtbot, editor, "(1 - x)^2 + 100*(y - x^2)^2")
    assert editor.surface.log_height
    qtbot.mouseClick(editor.parts.window_fields.scale.button("linear"), LEFT)
    assert not editor.surface.log_height
    type_in(qtbot, editor, "x^2 + y^2")
    qtbot.mouseClick(editor.parts.window_fields.scale.button("auto"), LEFT)
    assert not editor.surface.log_height
    qtbot.mouseClick(editor.parts.window_fields.scale.button("log"), LEFT)
    assert editor.surface.log_height


def test_the_automatic_scale_is_that_of_the_gallery_for_most_surfaces():
    """Of the test functions, only Himmelblau's has another one."""
    analytic = [kind for kind in ALL if kind.group in ("teaching", "test")]
    otherwise = []
    for kind in analytic:
        with np.errstate(all="ignore"):
            losses = kind().value(grid(kind(), 49)).ravel()
        if needs_log(losses) != kind().log_height:
            otherwise.append(kind.key)
    assert len(otherwise) <= len(analytic) // 10


@pytest.mark.parametrize("value", [0.0, 1.0, -30.0, 1e-9, 1e300, -1e300])
def test_a_slider_reaches_beyond_its_value_and_any_number_is_legal(value):
    knob = knob_for("a", value)
    assert knob.low < knob.high
    assert knob.allows(value)
    assert knob.low <= value <= knob.high or abs(value) > 1e15


# -- languages, keys, sizes ------------------------------------------------------------------


def test_it_is_translated_at_once(qtbot, editor, all_languages):
    type_in(qtbot, editor, "sinn(x)")
    all_languages.choose("zh_CN")
    qtbot.waitUntil(lambda: any(ord(letter) > 0x2E80 for letter in problem(editor)))
    assert any(ord(letter) > 0x2E80 for letter in editor.windowTitle())
    assert any(ord(letter) > 0x2E80 for letter in problem(editor))
    assert examples(editor)
    for action in examples(editor):
        name = action.text().split("\t")[0]
        assert any(ord(letter) > 0x2E80 for letter in name), name


def test_every_control_in_the_tab_order_has_a_name_and_a_tip(qtbot, editor):
    type_in(qtbot, editor, "a*x^2 + y^2")
    assert len(explained_controls(editor)) > 8


def test_tab_leaves_the_field(qtbot, editor):
    qtbot.keyClick(editor.parts.field, KEY.Key_Tab)
    assert not editor.parts.field.hasFocus()
    assert "\t" not in editor.parts.field.text


def test_it_fits_a_small_window_and_its_buttons_stay_visible(qtbot, theme):
    window = QWidget()
    window.resize(1024, 640)
    qtbot.addWidget(window)
    window.show()
    made = FormulaDialog([].append, theme, window)
    made.open_on(Rosenbrock())
    with qtbot.waitExposed(made):
        pass
    assert made.width() <= 1024
    assert made.height() <= 640
    made.resize(made.minimumSize())
    qtbot.wait(30)
    bottom = made.parts.use.mapTo(made, made.parts.use.rect().bottomRight())
    assert made.rect().contains(bottom)
    made.close()


def test_the_field_is_as_high_as_its_lines(qtbot, editor):
    type_in(qtbot, editor, "x")
    one = editor.parts.field.height()
    editor.parts.field.set_text(" + ".join(["x^2*y"] * 30))
    qtbot.wait(30)
    assert editor.parts.field.height() > 1.5 * one
