"""Typeset mathematics."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from gui.style.palette import DARK, LIGHT
from gui.style.theme import Theme, ThemeChoice
from gui.typeset.math_label import MathLabel, extent, formula, pixmap

GOOD = (r"f(w) = (1 - w_1 w_2)^2", r"\hat m_t = \frac{m_t}{1 - \beta_1^t}", r"\nabla f", r"\eta")
BAD = (r"\frac{", "", r"\left(", "{")


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT, reduced_motion=lambda: False)
    yield made
    qapp.setStyleSheet("")
    made.setParent(None)
    made.deleteLater()


def darkest(image):
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return min((image.pixelColor(x, y) for x, y in points), key=QColor.lightness)


def lightest(image):
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max((image.pixelColor(x, y) for x, y in points), key=QColor.lightness)


@pytest.mark.parametrize("latex", GOOD)
def test_a_formula_is_drawn_in_its_color(qapp, latex):
    image = pixmap(latex, "#ff0000", 24, 2.0).toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    inked = [c for c in (image.pixelColor(x, y) for x, y in points) if c.alpha() > 200]
    assert len(inked) > 40
    assert all(color.red() > 200 and color.green() < 40 for color in inked)


def test_size_is_proportional(qapp):
    small, large = (extent(formula(GOOD[1], "#000000", size)) for size in (10, 20))
    assert large.width() == pytest.approx(2 * small.width(), rel=0.1)


def test_a_formula_is_typeset_once(qapp):
    assert formula(GOOD[0], "#000000", 13) is formula(GOOD[0], "#000000", 13)


@pytest.mark.parametrize("latex", BAD)
def test_latex_that_cannot_be_typeset_shows_as_it_is(qtbot, theme, latex):
    label = MathLabel(theme, latex, "plain")
    qtbot.addWidget(label)
    label.resize(200, 40)
    label.show()
    image = label.grab().toImage()
    assert (darkest(image) != lightest(image)) == bool(latex)
    assert formula(latex, LIGHT.text, 13) is None
    assert pixmap(latex, LIGHT.text, 13).isNull()


def test_a_label_follows_the_theme_and_has_a_name(qtbot, theme):
    label = MathLabel(theme, GOOD[0], "f = (1 − w₁w₂)²", 20)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert label.accessibleName() == "f = (1 − w₁w₂)²"
    assert darkest(label.grab().toImage()).lightness() < 60
    theme.choose(ThemeChoice.DARK)
    assert lightest(label.grab().toImage()).lightness() > QColor(DARK.second).lightness()


def test_a_narrow_label_shows_the_whole_formula(qtbot, theme):
    label = MathLabel(theme, GOOD[1], "m̂", 20)
    qtbot.addWidget(label)
    label.resize(label.sizeHint().width() // 2, label.sizeHint().height())
    label.show()
    image = label.grab().toImage()
    last = [image.pixelColor(image.width() - 1, y).lightness() for y in range(image.height())]
    assert max(last) - min(last) < 60, "the end of the formula is cut off"


def test_starting_the_program_does_not_load_the_typesetter():
    code = "import sys, gui.typeset.math_label; sys.exit('ziamath' in sys.modules)"
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0
