"""Formulas on the line of the words around them."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter, QTextDocument

from gui.style import fonts
from gui.style.plain_text import fill
from gui.typeset.rich_text import rich, typeset
from tests.gui.scene.looking import array_of

RATIO = 4


def ink_of_the_first_letter(text, size):
    """How far below the line of the words the first letter of a text reaches, in px."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = fonts.text_font(size)
    document.setDefaultFont(font)
    fill(document, rich(text))
    typeset(document, "#000000", RATIO)
    document.setTextWidth(400)
    image = QImage(400 * RATIO, 200 * RATIO, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(RATIO, RATIO)
    document.drawContents(painter)
    painter.end()
    line = document.begin().layout().lineAt(0)
    dark = array_of(image)[..., 0] < 128
    first = np.flatnonzero(dark.any(axis=0))[0]
    rows = np.flatnonzero(dark[:, first : first + 6 * RATIO].any(axis=1))
    return (rows[-1] + 1) / RATIO - (line.y() + line.ascent())


@pytest.mark.parametrize("size", [13, 14, 24])
@pytest.mark.parametrize(
    "formula", ["$L$", "$L_1$", "$L = (1-w_1 w_2)^2$", "$L_{a_b}$", r"$L = \frac{w_1}{w_2}$"]
)
def test_the_letters_of_a_formula_stand_on_the_line_of_the_words(qapp, formula, size):
    assert ink_of_the_first_letter(formula, size) == pytest.approx(0, abs=0.9)
