"""The knobs of a typed formula in the real window: how far their sliders reach."""

from PySide6.QtCore import Qt

from engine.commands import Restart
from engine.surfaces.typed import Typed
from gui.dialogs.formula.dialog import FormulaDialog
from gui.widgets.knob_section import KnobSection
from gui.widgets.slider import GestureSlider
from tests.gui.dialogs.formula.typing_in import knob_field, type_in
from tests.gui.windows import until


def stands_at(surface, value):
    return isinstance(surface, Typed) and surface.parameters == (("a", float(value)),)


def test_a_formula_used_again_with_far_larger_values_gets_sliders_that_reach_them(qtbot, window):
    window.docks["landscape"].raise_()
    shape = window.panels["landscape"].findChild(KnobSection)

    def use(value):
        window.actions_["formula"].trigger()
        editor = window.findChild(FormulaDialog)
        type_in(qtbot, editor, "a*x^2 + y^2")
        field = knob_field(editor, "a")
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, str(value))
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.mouseClick(editor.parts.use, Qt.MouseButton.LeftButton)
        editor.close()
        until(qtbot, window, lambda now: stands_at(now.surface, value))
        qtbot.waitUntil(lambda: shape.rows["a"].value == value)
        return shape.rows["a"]

    row = use(3)
    assert (row.knob.low, row.knob.high) == (-6, 6)
    slider = row.findChild(GestureSlider)
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_PageDown)  # turned, and begun again: the same slider
    now = until(qtbot, window, lambda now: not stands_at(now.surface, 3))
    turned = now.surface.parameters[0][1]
    window.panels["landscape"].refresh(now)
    window.engine.send(Restart())
    until(qtbot, window, lambda now: stands_at(now.scenario.surface, turned))
    qtbot.wait(150)
    assert shape.rows["a"] is row
    row = use(500)
    assert (row.knob.low, row.knob.high) == (-1000, 1000)
    row = use(3)
    assert (row.knob.low, row.knob.high) == (-6, 6)
