"""The parameters of a typed formula are set like any other knob."""

from engine.knobs import turned
from engine.surfaces.typed import Typed
from gui.widgets.knob_section import KnobSection


def test_every_parameter_gets_a_row_and_rows_stay_while_it_changes(qtbot):
    section = KnobSection()
    qtbot.addWidget(section)
    surface = Typed("a*x^2 + b1*y", (("a", 3.0),))
    section.show_owner(surface)
    assert list(section.rows) == ["a", "b1"]
    row = section.rows["a"]
    assert (row.knob.low, row.knob.high, row.value) == (-6, 6, 3)
    section.show_owner(turned(surface, "a", -5.5))
    assert section.rows["a"] is row
    assert row.value == -5.5


def test_another_formula_gets_its_own_rows(qtbot):
    section = KnobSection()
    qtbot.addWidget(section)
    section.show_owner(Typed("a*x^2"))
    section.show_owner(Typed("c*x^2 + a*y"))
    assert list(section.rows) == ["c", "a"]
    section.show_owner(Typed("x + y"))
    assert section.rows == {}
