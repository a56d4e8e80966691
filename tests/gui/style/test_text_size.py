"""One factor for all texts, and for what holds them."""

import re

import pytest
from PySide6.QtWidgets import QLabel, QSlider, QToolButton, QWidget

from gui.style.fonts import CAPTION, TEXT
from gui.style.palette import DARK, LIGHT
from gui.style.stylesheet import style_sheet
from gui.style.text_size import PERCENTS, fixed, px, sized_font, text_scale
from gui.style.theme import Theme, ThemeChoice

pytestmark = pytest.mark.usefixtures("program_font")

PIXELS = re.compile(r"(\d+)px")


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT, lambda: True)
    yield made
    made.set_text_scale(1.0)
    qapp.setStyleSheet("")
    made.setParent(None)
    made.deleteLater()


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("percent", PERCENTS)
def test_all_sizes_of_the_style_sheet_follow_but_hairlines(palette, percent):
    usual = list(map(int, PIXELS.findall(style_sheet(palette))))
    larger = list(map(int, PIXELS.findall(style_sheet(palette, percent / 100))))
    assert len(usual) == len(larger) > 100
    for before, after in zip(usual, larger, strict=True):
        if before == 1:
            assert after == 1
        else:  # the round handle of a slider has a hairline around it
            assert abs(after - before * percent / 100) <= percent / 100


@pytest.mark.parametrize("percent", PERCENTS)
def test_texts_and_what_is_fixed_follow_the_factor_at_once(qtbot, theme, percent):
    outer = QWidget()
    qtbot.addWidget(outer)
    label, slider, button = QLabel("a", outer), QSlider(outer), QToolButton(outer)
    small = QLabel("a", outer)
    small.setProperty("role", "caption")
    fixed(slider, width=96)
    fixed(button, height=30, icon=20)
    fixed(label, least=50)
    heard = []
    theme.changed.connect(heard.append)
    theme.set_text_scale(percent / 100)
    assert text_scale() == pytest.approx(percent / 100, abs=0.04)
    for each in (label, small):
        each.ensurePolished()
    assert label.font().pixelSize() == px(TEXT)
    assert small.font().pixelSize() == px(CAPTION)
    assert sized_font(label.font()).pixelSize() == px(CAPTION)
    assert slider.minimumWidth() == slider.maximumWidth() == px(96)
    assert button.height() == px(30)
    assert button.iconSize().toTuple() == (px(20), px(20))
    assert label.minimumWidth() == px(50)
    assert heard == ([theme.palette] if percent > 100 else [])
