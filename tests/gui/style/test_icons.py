"""The icons: uniform, sharp, in the colours of the theme."""

import gc
import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QPushButton

from gui.style import icons as module
from gui.style.icons import FOLDER, Icon, Icons, application_icon, pixmap
from gui.style.palette import DARK, LIGHT
from gui.style.theme import Theme, ThemeChoice

every_icon = pytest.mark.parametrize("icon", list(Icon), ids=lambda icon: icon.value)
SIZE = QSize(24, 24)


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT, reduced_motion=lambda: False)
    yield made
    qapp.setStyleSheet("")
    made.setParent(None)
    made.deleteLater()


@pytest.fixture
def icons(theme):
    return Icons(theme)


def colors_in(image):
    """The opaque colours of an image."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    pixels = (image.pixelColor(x, y) for x, y in points)
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def near(one, other):
    a, b = QColor(one), QColor(other)
    return abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue()) < 24


def test_every_drawing_has_a_name_and_every_name_a_drawing():
    drawn = {file.stem for file in FOLDER.glob("*.svg")} - {"downhill"}
    assert drawn == {icon.value for icon in Icon}


@every_icon
def test_icons_have_the_same_grid_and_strokes(icon):
    root = ET.fromstring(icon.path.read_text())
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == "round"
    paints = re.findall(r'(?:fill|stroke)="([^"]*)"', icon.path.read_text())
    assert set(paints) <= {"none", "currentColor"}


@every_icon
def test_icons_are_not_cut_off(qapp, icon):
    image = pixmap(icon, "#ff0000", SIZE, 2.0).toImage()
    assert image.size() == SIZE * 2
    edge = [
        image.pixelColor(*at).alpha()
        for k in range(48)
        for at in ((k, 0), (k, 47), (0, k), (47, k))
    ]
    assert not any(edge), "it reaches beyond the grid"
    inked = sum(image.pixelColor(x, y).alpha() > 128 for x in range(48) for y in range(48))
    assert inked > 30


def test_no_two_icons_look_alike(qapp):
    seen = {}
    for icon in Icon:
        image = pixmap(icon, "#000000", SIZE, 1.0).toImage()
        bits = bytes(image.constBits())
        assert bits not in seen, (icon, seen.get(bits))
        seen[bits] = icon


def test_an_icon_is_sharp_at_every_scale(icons):
    icon = icons.get(Icon.PLAY)
    for ratio in (1.0, 1.25, 1.5, 2.0, 3.0):
        made = icon.pixmap(QSize(20, 20), ratio)
        assert made.size() == QSize(20, 20) * ratio
        assert made.devicePixelRatio() == ratio


def test_states_have_colors_of_their_own(icons):
    icon = icons.get(Icon.PAUSE)
    for mode, state, color in (
        (QIcon.Mode.Normal, QIcon.State.Off, LIGHT.text),
        (QIcon.Mode.Normal, QIcon.State.On, LIGHT.accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, LIGHT.disabled),
    ):
        found = colors_in(icon.pixmap(QSize(48, 48), 1.0, mode, state).toImage())
        assert any(near(one, color) for one in found), (mode, state)


def test_a_shown_icon_follows_the_theme(icons, theme, qtbot):
    button = QPushButton()
    button.setIcon(icons.get(Icon.PAUSE))
    button.setIconSize(QSize(32, 32))
    qtbot.addWidget(button)
    button.show()
    for choice, palette in ((ThemeChoice.DARK, DARK), (ThemeChoice.LIGHT, LIGHT)):
        theme.choose(choice)
        found = colors_in(button.grab().toImage())
        assert any(near(one, palette.text) for one in found)


def test_fleet_icons_have_the_color_of_the_fleet(icons, theme):
    for index in range(8):
        found = colors_in(icons.fleet(index).pixmap(QSize(32, 32), 1.0).toImage())
        assert any(near(one, LIGHT.fleet_color(index)) for one in found)


@pytest.fixture
def emptied():
    """The caches are empty before and after the test."""
    for cached in (module.drawing, module.source_of):
        cached.cache_clear()
    yield
    for cached in (module.drawing, module.source_of):
        cached.cache_clear()


def all_colors(icon):
    states = (QIcon.State.Off, QIcon.State.On)
    return [icon.pixmap(SIZE, 1.0, QIcon.Mode.Normal, state).toImage() for state in states]


@pytest.mark.usefixtures("emptied")
def test_a_drawing_is_read_once_for_all_its_colors(icons, monkeypatch, tmp_path):
    file = tmp_path / "pause.svg"
    file.write_bytes(Icon.PAUSE.path.read_bytes())
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    icons.get(Icon.PAUSE).pixmap(SIZE, 1.0)
    file.unlink()  # the program has been removed
    found = colors_in(pixmap(Icon.PAUSE, "#123456", SIZE * 2, 1.0).toImage())
    assert any(near(one, "#123456") for one in found)


@pytest.mark.usefixtures("emptied")
def test_a_missing_drawing_gives_an_empty_icon_and_one_line_in_the_log(
    icons, monkeypatch, tmp_path, caplog, qtlog
):
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    for image in all_colors(icons.get(Icon.PAUSE)):
        assert image.size() == SIZE
        assert not any(image.constBits())
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "pause.svg" in caplog.text
    assert qtlog.records == []


def test_a_copy_that_qt_changes_does_not_hurt_the_original(icons):
    """Adding a picture makes Qt copy the engine without Python's knowledge."""
    icon = icons.get(Icon.PLAY)
    for _ in range(3):
        copy = QIcon(icon)
        copy.addPixmap(QPixmap(16, 16))
        assert not copy.pixmap(QSize(16, 16)).isNull()
        del copy
        gc.collect()
    assert not icon.pixmap(QSize(16, 16)).isNull()


def test_the_application_icon_shows_the_ball_at_16_pixels(qapp):
    image = application_icon().pixmap(QSize(16, 16), 1.0).toImage()
    colors = [QColor(name) for name in colors_in(image)]
    assert any(color.red() > 200 and color.blue() < 90 for color in colors), "the ball"
    assert any(color.green() > color.red() + 60 for color in colors), "the slope"
    assert any(color.lightness() < 90 for color in colors), "the sky"
