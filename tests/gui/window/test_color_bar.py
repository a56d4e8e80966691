"""The strip under the view: the texts of the colour bar."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics

from gui.style.text_size import sized_font
from gui.style.theme import Theme, ThemeChoice
from gui.window.color_bar import GAP, ColorBar

NAMES = {"en": ("loss, logarithmic", "log"), "zh_CN": ("损失（对数刻度）", "对数")}
RANGES = ((0, 4), (0, 7509), (1.02e5, 5.19e7), (-1.234e-12, 9.87e-11), (-1.02e-300, 1.02e300))
WIDTHS = (150, 170, 230, 330)


@pytest.fixture
def bar(qtbot, qapp):
    made = ColorBar(Theme(qapp, ThemeChoice.LIGHT))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize(("low", "high"), RANGES)
def test_the_texts_of_the_colour_bar_stand_apart_and_inside(bar, width, language, low, high):
    bar.resize(width, 28)
    bar.show_range(low, high, *NAMES[language])
    metrics = QFontMetrics(sized_font(bar.font()))
    texts = [(place, text) for place, text in bar.texts() if text]
    assert texts[0][0].left() == 0
    assert texts[-1][0].right() < width
    for place, text in texts:
        assert place.width() >= metrics.horizontalAdvance(text)
    for (left, _), (right, _) in pairwise(texts):
        assert right.left() - left.right() > GAP
    for word in NAMES[language][:1]:
        assert word in bar.toolTip()  # has all that there is no room for


@pytest.mark.parametrize("language", NAMES)
def test_the_scale_is_named_as_fully_as_there_is_room(bar, language):
    full, short = NAMES[language]
    bar.resize(330, 28)
    bar.show_range(1.02e5, 5.19e7, full, short)
    assert bar.texts()[1][1] == full
    bar.resize(150, 28)
    assert bar.texts()[1][1] == short
    bar.show_range(0, 4, full, short)
    assert bar.texts()[1][1] == full
    assert bar.minimumWidth() == 150  # that it is ever drawn at
