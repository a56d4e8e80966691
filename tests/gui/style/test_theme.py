"""Colours, glyphs and the style sheet."""

import itertools
import math
import re
from pathlib import Path

import make_style_drawings
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessibilityHints, QColor, qGray
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.style import palette, stylesheet
from gui.style.ball_glyphs import SIZE, glyph_pixmap
from gui.style.palette import (
    DARK,
    LIGHT,
    LIGHT_STRONG,
    Marking,
    channels,
    contrast,
    ink_on,
    marking_of,
    mixed,
)
from gui.style.stylesheet import dressed
from gui.style.theme import MOTION, Theme, ThemeChoice, palette_for

every_palette = pytest.mark.parametrize("colors", palette.ALL, ids=lambda colors: colors.name)
strong_palettes = pytest.mark.parametrize(
    "colors", [each for each in palette.ALL if each.strong], ids=lambda colors: colors.name
)
OKABE_ITO = (
    "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999",
)  # fmt: skip


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT, reduced_motion=lambda: False)
    yield made
    qapp.setStyleSheet("")
    made.setParent(None)
    made.deleteLater()


def oklab(color):
    """Björn Ottosson's perceptual space (2020): lightness and two opponent axes."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color)]
    lms = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    cone_l, cone_m, cone_s = (
        math.cbrt(sum(k * c for k, c in zip(row, linear, strict=True))) for row in lms
    )
    return (
        0.2104542553 * cone_l + 0.7936177850 * cone_m - 0.0040720468 * cone_s,
        1.9779984951 * cone_l - 2.4285922050 * cone_m + 0.4505937099 * cone_s,
        0.0259040371 * cone_l + 0.7827717662 * cone_m - 0.8086757660 * cone_s,
    )


def hue(color):
    _, a, b = oklab(color)
    return math.degrees(math.atan2(b, a))


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_the_values_are_those_of_the_design():
    dark = (DARK.window, DARK.panel, DARK.hairline, DARK.text, DARK.second, DARK.accent)
    light = (LIGHT.window, LIGHT.panel, LIGHT.hairline, LIGHT.text, LIGHT.second, LIGHT.accent)
    assert dark == ("#14161a", "#1b1e24", "#2a2e36", "#e6e8ec", "#9aa3af", "#5aa9ff")
    assert light == ("#f6f7f9", "#ffffff", "#dfe3e8", "#1c2430", "#5b6572", "#1668c7")


@every_palette
@pytest.mark.parametrize("background", ["panel", "window", "hover"])
@pytest.mark.parametrize(
    "ink",
    ["text", "second", "accent", "info", "success", "warning", "danger", "positive", "negative"],
)
def test_text_is_legible_on_every_background(colors, ink, background):
    assert contrast(getattr(colors, ink), getattr(colors, background)) >= 4.5


@every_palette
def test_the_edges_of_fields_and_buttons_and_the_focus_are_seen(colors):
    for edge, ground in itertools.product(("outline", "accent"), ("panel", "window")):
        assert contrast(getattr(colors, edge), getattr(colors, ground)) >= 3, (edge, ground)
    for ground in ("scene_top", "scene_bottom"):  # of the ring around the 3-D view
        assert contrast(colors.accent, getattr(colors, ground)) >= 3


@strong_palettes
def test_with_high_contrast_texts_have_seven_to_one_and_edges_are_seen(colors):
    inks = ("text", "second", "accent", "info", "success", "warning", "danger")
    for ink, ground in itertools.product(inks, ("panel", "window", "hover", "selected")):
        assert contrast(getattr(colors, ink), getattr(colors, ground)) >= 7, (ink, ground)
    for sign, ground in itertools.product(("positive", "negative"), ("panel", "window", "hover")):
        assert contrast(getattr(colors, sign), getattr(colors, ground)) >= 7, (sign, ground)
    for ground in ("accent", "accent_hover", "accent_pressed"):
        assert contrast(colors.on_accent, getattr(colors, ground)) >= 7
    assert contrast(colors.text, colors.pressed) >= 7
    assert contrast(colors.outline, colors.panel) >= 7
    for edge in ("hairline", "groove", "zero", "disabled"):
        assert contrast(getattr(colors, edge), colors.panel) >= 4.5, edge


@every_palette
@pytest.mark.parametrize("background", ["accent", "accent_hover", "accent_pressed"])
def test_text_is_legible_on_the_accent(colors, background):
    assert contrast(colors.on_accent, getattr(colors, background)) >= 4.5


@every_palette
def test_text_is_legible_in_a_chosen_row(colors):
    assert contrast(colors.text, colors.selected) >= 4.5
    assert contrast(colors.second, colors.selected) >= 4.5


@every_palette
@pytest.mark.parametrize("index", range(palette.FLEETS))
def test_fleets_contrast_with_the_panel(colors, index):
    assert contrast(colors.fleet_color(index), colors.panel) >= 3
    assert contrast(colors.fleet_color(index), colors.window) >= 3


@every_palette
@pytest.mark.parametrize("index", range(palette.FLEETS - 1))  # the last one is grey
def test_fleets_keep_the_hues_of_okabe_and_ito(colors, index):
    turn = hue(colors.fleet_color(index)) - hue(OKABE_ITO[index])
    assert abs((turn + 180) % 360 - 180) < 6


@every_palette
def test_fleets_and_signs_of_eigenvalues_are_distinguishable(colors):
    drawn = (*colors.fleets, colors.positive, colors.negative)
    for one, other in itertools.combinations(drawn, 2):
        assert math.dist(oklab(one), oklab(other)) > 0.055, (one, other)


def test_64_fleets_differ_in_hue_and_marking():
    looks = {(LIGHT.fleet_color(index), marking_of(index)) for index in range(64)}
    assert len(looks) == 64
    assert [marking_of(index) for index in range(8)] == list(Marking)


@every_palette
@pytest.mark.parametrize("index", range(palette.FLEETS))
def test_a_marking_contrasts_with_its_ball(colors, index):
    color = colors.fleet_color(index)
    assert contrast(ink_on(color), color) >= 4


def test_mixing_goes_from_one_color_to_the_other():
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert mixed("#204060", "#406080", 0.5) == "#305070"


def greys(image):
    return [qGray(image.pixel(x, y)) / 255 for x in range(SIZE) for y in range(SIZE)]


@every_palette
@pytest.mark.parametrize("index", range(palette.FLEETS))
def test_markings_are_distinguishable_without_their_color(qapp, colors, index):
    """At 14 px and without hue, every two markings differ in a tenth of the ball at least."""
    grey = {
        marking: greys(glyph_pixmap(colors.fleet_color(index), marking).toImage())
        for marking in Marking
    }
    for one, other in itertools.combinations(Marking, 2):
        pairs = zip(grey[one], grey[other], strict=True)
        differing = sum(abs(a - b) > 0.15 for a, b in pairs)
        assert differing >= 0.1 * math.pi * (SIZE / 2) ** 2, (one, other)


def test_a_glyph_is_a_disc_at_every_scale(qapp):
    for ratio in (1, 1.25, 1.5, 2):
        pixmap = glyph_pixmap("#009e73", Marking.PLAIN, 14, ratio)
        image = pixmap.toImage()
        assert image.width() == round(14 * ratio + 0.01)
        assert pixmap.devicePixelRatio() == ratio
        assert image.pixelColor(0, 0).alpha() == 0
        middle = image.pixelColor(image.width() // 2, image.height() // 2)
        assert abs(middle.hslHue() - QColor("#009e73").hslHue()) < 10


def test_following_the_system_means_its_scheme():
    assert palette_for(ThemeChoice.SYSTEM, Qt.ColorScheme.Dark) is DARK
    assert palette_for(ThemeChoice.SYSTEM, Qt.ColorScheme.Light) is LIGHT
    assert palette_for(ThemeChoice.SYSTEM, Qt.ColorScheme.Unknown) is LIGHT
    assert palette_for(ThemeChoice.LIGHT, Qt.ColorScheme.Dark) is LIGHT
    assert palette_for(ThemeChoice.DARK, Qt.ColorScheme.Light) is DARK


@pytest.mark.parametrize("choice", ThemeChoice)
def test_high_contrast_is_followed_whatever_theme_is_chosen(choice):
    for scheme in Qt.ColorScheme:
        usual = palette_for(choice, scheme)
        strong = palette_for(choice, scheme, strong=True)
        assert (usual.strong, strong.strong) == (False, True)
        assert usual.dark == strong.dark


def test_a_change_of_the_system_s_contrast_is_followed_at_once(qapp, theme, monkeypatch):
    changes = []
    theme.changed.connect(changes.append)
    high = Qt.ContrastPreference.HighContrast
    hints = qapp.styleHints()
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda self: high)
    hints.accessibility().contrastPreferenceChanged.emit(high)
    assert changes == [LIGHT_STRONG]
    assert theme.palette is LIGHT_STRONG


def test_a_change_is_signalled_once(theme):
    changes = []
    theme.changed.connect(changes.append)
    theme.choose(ThemeChoice.DARK)
    theme.choose(ThemeChoice.DARK)
    assert changes == [DARK]
    assert theme.palette is DARK
    theme.choose(ThemeChoice.LIGHT)
    assert changes == [DARK, LIGHT]


def test_controls_have_the_colors_of_the_theme(theme, qtbot):
    page = dressed(QWidget(), "panel")
    button = dressed(QPushButton("Go"), "primary")
    QVBoxLayout(page).addWidget(button)
    qtbot.addWidget(page)
    page.resize(200, 120)
    page.show()
    for choice, colors in ((ThemeChoice.DARK, DARK), (ThemeChoice.LIGHT, LIGHT)):
        theme.choose(choice)
        picture = page.grab().toImage()
        at = button.geometry().topLeft() + QPoint(8, 8)
        assert picture.pixelColor(2, 2).name() == colors.panel
        assert picture.pixelColor(at).name() == colors.accent


def test_the_hint_in_an_empty_field_is_legible(theme, qtbot):
    field = QLineEdit()
    field.setPlaceholderText("█████")
    qtbot.addWidget(field)
    field.resize(160, 40)
    for choice, colors in ((ThemeChoice.DARK, DARK), (ThemeChoice.LIGHT, LIGHT)):
        theme.choose(choice)
        picture = field.grab().toImage()
        shown = {picture.pixelColor(x, 20).name() for x in range(12, 40)}
        assert max(contrast(color, colors.panel) for color in shown) >= 4.5


def test_with_reduced_motion_nothing_is_animated(qapp, theme):
    assert theme.motion() == MOTION
    assert theme.motion(150) == 150
    still = Theme(qapp, reduced_motion=lambda: True)
    assert still.motion(150) == 0
    still.setParent(None)


@every_palette
def test_every_picture_of_the_style_sheet_exists(colors):
    files = re.findall(r'url\("([^"]+)"\)', stylesheet.style_sheet(colors))
    assert len(files) > 10
    for file in files:
        assert Path(file).is_file(), file


def test_pictures_of_the_style_sheet_have_the_colors_of_the_palette():
    """Run packaging/make_style_drawings.py if this fails."""
    drawn = make_style_drawings.drawings()
    assert len(drawn) > 10
    for path, content in drawn.items():
        assert path.read_bytes() == content, path.name


def test_no_kind_of_widget_keeps_a_font_of_its_own(qapp, theme):
    other = qapp.font()
    other.setPixelSize(31)
    qapp.setFont(other, "QMenu")  # as Windows does
    theme.choose(ThemeChoice.DARK)
    assert qapp.font("QMenu").pixelSize() == qapp.font().pixelSize() != 31
