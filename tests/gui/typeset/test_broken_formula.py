"""Wide formulas are broken into lines, and lose nothing by it."""

import pytest

from engine.surfaces import ALL
from gui.dialogs.gallery.card_delegate import FORMULA, PAD, WIDE
from gui.dialogs.gallery.thumbnail_queue import FORMULA as SIZE
from gui.dialogs.gallery.thumbnail_queue import FORMULA_WIDTH
from gui.typeset import math_label
from gui.typeset.broken_formula import picture, pieces
from gui.typeset.rule_lines import equations

SMALLEST = 9.0  # px of letters on a card


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_letters_of_a_landscapes_formula_can_be_read_on_its_card(qapp, kind):
    formula = kind().formula
    *waits, made = picture(formula, "#000000", SIZE, 1.0, FORMULA_WIDTH)
    assert all(wait is None for wait in waits)
    size = made.deviceIndependentSize()
    scale = min(1.0, (WIDE - 2 * PAD) / size.width(), FORMULA / size.height())
    assert scale * SIZE >= SMALLEST, formula
    assert "".join(pieces(formula)) == "".join(equations(formula))


def test_a_formula_that_has_room_stays_on_its_line(qapp):
    whole = math_label.pixmap("L=w_1^2", "#000000", SIZE)
    assert [each.size() for each in picture("L=w_1^2", "#000000", SIZE, 1.0, 248)] == [whole.size()]


def test_lines_begin_with_terms_and_brackets_never_within_them():
    assert pieces(r"L=\left(a+b\right)\left(c-d\right)-e^{x+y}") == (
        r"L=\left(a+b\right)",
        r"\left(c-d\right)",
        "-e^{x+y}",
    )
    assert pieces(r"L=-\frac{1}{2}x,\quad x=2\cdot -y") == (r"L=-\frac{1}{2}x", r"x=2\cdot -y")


def test_what_cannot_be_typeset_has_no_picture(qapp):
    (made,) = picture(r"\left(", "#000000", SIZE, 1.0, 10)
    assert made.isNull()
