"""The drafts that the formula editor keeps, and its examples."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.formula import parse
from engine.surfaces.quadratics import Bowl
from engine.surfaces.typed import Typed
from gui.dialogs.formula.draft import Draft, draft_of, losses_of
from gui.dialogs.formula.examples import EXAMPLES
from tests.gui.dialogs.formula.typing_in import examples, knob_field, problem, set_number, type_in

KEY = Qt.Key

# -- drafts are kept -------------------------------------------------------------------------


def test_a_draft_is_kept_while_the_editor_is_closed(qtbot, editor):
    type_in(qtbot, editor, "x^2 + y^2 +")
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert not editor.isVisible()
    editor.open_on(Bowl())
    assert editor.parts.field.text == "x^2 + y^2 +"
    assert problem(editor)


def test_what_is_typed_first_replaces_the_example(qtbot, editor):
    qtbot.keyClicks(editor.parts.field, "x*y")
    assert editor.parts.field.text == "x*y"
    editor.close()
    editor.open_on(Bowl())
    qtbot.keyClicks(editor.parts.field, "+1")  # but never one's own draft
    assert editor.parts.field.text == "x*y+1"


def test_opened_on_a_typed_surface_it_shows_that_one(qtbot, editor):
    editor.close()
    shown = Typed("c*x^2 + y^4", (("c", 3.0),), (-1.0, -2.0), (1.0, 2.0), True)
    editor.open_on(shown)
    assert editor.surface == shown
    assert editor.parts.state.text() == "This is the landscape now."


def test_a_replaced_draft_is_among_the_examples(qtbot, editor):
    type_in(qtbot, editor, "x^4 + b*y^2")
    set_number(qtbot, knob_field(editor, "b"), "5")
    editor.open_on(Typed("x + y"))
    first = examples(editor)[0]
    assert first.text().startswith("x^4 + b*y^2")
    first.trigger()
    assert editor.surface.text == "x^4 + b*y^2"
    assert editor.surface.parameters == (("b", 5.0),)


def test_undo_restores_the_text_that_an_example_replaced(qtbot, editor):
    type_in(qtbot, editor, "x*y + 1")
    next(a for a in examples(editor) if "Monkey" in a.text()).trigger()
    assert editor.parts.field.text == "x^3 - 3x*y^2"
    qtbot.keyClick(editor.parts.field, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.parts.field.text == "x*y + 1"


def test_a_draft_is_not_replaced_by_a_typed_surface_that_was_loaded_before(qtbot, editor):
    shown = Typed("x + y")
    editor.open_on(shown)
    type_in(qtbot, editor, "x - y")
    editor.close()
    editor.open_on(shown)
    assert editor.parts.field.text == "x - y"


def test_a_parameter_changed_elsewhere_is_shown_here(qtbot, editor):
    editor.open_on(Typed("a*x^2 + y^2", (("a", 2.0),)))
    editor.follow(Typed("a*x^2 + y^2", (("a", 9.0),)))
    assert dict(editor.parts.values.values) == {"a": 9.0}
    assert editor.parts.state.text()


def test_it_shows_whether_the_formula_is_the_landscape_now(qtbot, editor):
    type_in(qtbot, editor, "x^2 + 2*y^2")
    assert editor.parts.state.text() == ""
    editor.follow(editor.surface)
    assert editor.parts.state.text() == "This is the landscape now."
    type_in(qtbot, editor, "x^2 + 3*y^2")
    assert editor.parts.state.text() == ""


# -- examples --------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", dict(EXAMPLES).values(), ids=list(dict(EXAMPLES)))
def test_every_example_is_a_surface_with_values_in_its_window(draft):
    made = draft.surface(parse(draft.text).parameters)
    assert set(dict(draft.values)) == set(parse(draft.text).parameters)
    known = np.isfinite(losses_of(made))
    assert known.mean() > 0.8
    assert np.ptp(losses_of(made)[known]) > 0


def test_the_example_with_an_undefined_side_has_one():
    draft = dict(EXAMPLES)["Undefined on one side"]
    assert np.isnan(losses_of(draft.surface(()))).any()


def test_the_draft_of_a_drafts_surface_is_the_same_draft():
    draft = Draft("a*x^2 + y", (("a", 4.0),), (-1.0, -1.0), (1.0, 1.0), True)
    assert draft_of(draft.surface(("a",))) == draft


def test_a_parameter_changed_elsewhere_leaves_the_window_that_is_being_set(editor, qtbot):
    used = Typed("a*x^2 + y^2", (("a", 1.0),), (-2.0, -2.0), (2.0, 2.0))
    editor.open_on(used)
    set_number(qtbot, editor.parts.window_fields.fields[0], "-5")
    editor.follow(replace(used, parameters=(("a", 1.5),)))
    assert editor.draft.low == (-5.0, -2.0)
    assert editor.draft.values == (("a", 1.5),)
