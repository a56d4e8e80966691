"""The dialog of pictures: what is chosen is what is drawn, saved and copied."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from engine.surfaces import BY_KEY
from gui.dialogs.picture.contents import GROUNDS, PARTS, SCALES, Ball, Choices, Facts, Sources
from gui.dialogs.picture.dialog import PictureDialog
from gui.dialogs.picture.layout import layout_of
from gui.dialogs.picture.texts import font, wrapped
from gui.style.palette import DARK, LIGHT
from tests.gui.parts import explained_controls

SCENE = QSize(400, 300)
COLORS = {"surface": "#ff0000", "map": "#00ff00", "curves": "#0000ff"}
FACTS = Facts(
    "A title & <b>signs</b>",
    r"L=\frac{1}{2}\left(w_1^2+\kappa\,w_2^2\right)",
    "A caption that is long enough to need more than one line. " * 4,
    ("0", "loss, linear", "2509"),
    tuple(Ball(f"Rule number {number}  η 0.1", number) for number in range(9)),
)


class Painted:
    """Sources that fill each part with a colour, and count what they draw."""

    def __init__(self, has_scene=True, fails=False):
        self.calls, self.fails, self.view = [], fails, 0
        self.sources = Sources(
            surface=BY_KEY["bowl"](),
            facts=lambda: FACTS,
            scene_size=lambda: SCENE,
            scene=self.scene if has_scene else None,
            scene_fits=lambda ratio: ratio < 4,
            scene_view=lambda: self.view,
            map=lambda *args: self.fill("map", *args),
            curves=lambda *args: self.fill("curves", *args),
        )

    def scene(self, ratio, palette, transparent):
        self.calls.append(("surface", ratio))
        if self.fails:
            return QImage()
        image = QImage(SCENE * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(COLORS["surface"]))
        return image

    def fill(self, part, painter, area, palette, ratio):
        self.calls.append((part, ratio))
        painter.fillRect(area, QColor(COLORS[part]))


@pytest.fixture
def painted():
    return Painted()


@pytest.fixture
def dialog(qtbot, theme, painted, languages):
    made = PictureDialog(lambda: painted.sources, theme)
    qtbot.addWidget(made)
    made.open_now()
    with qtbot.waitExposed(made):
        pass
    qtbot.waitUntil(lambda: made.settled)
    return made


def choose(qtbot, dialog, **choices):
    """Set the controls as a person does: by clicks."""
    controls = dialog.controls
    for key, box in controls.parts.items():
        if box.isChecked() != (key in choices.get("parts", controls.choices.parts)):
            box.click()
    for name, control in (("scale", controls.scale), ("ground", controls.ground)):
        if name in choices:
            control.button(str(choices[name])).click()
    if "kind" in choices:
        controls.kind.button(choices["kind"]).click()
    qtbot.waitUntil(lambda: dialog.settled)


def share(image, color):
    """The share of the pixels that have a colour."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)
    return float((pixels[:, :3] == QColor(color).getRgb()[:3]).all(axis=1).mean())


@pytest.mark.parametrize("part", COLORS)
def test_a_picture_holds_the_parts_that_are_chosen(qtbot, dialog, part):
    choose(qtbot, dialog, parts={part, "title"}, scale=1)
    image = dialog.drawn(dialog.controls.choices)
    assert {name for name, color in COLORS.items() if share(image, color) > 0.1} == {part}
    choose(qtbot, dialog, parts=set(PARTS))
    image = dialog.drawn(dialog.controls.choices)
    assert all(share(image, color) > 0.05 for color in COLORS.values())


@pytest.mark.parametrize("scale", SCALES[:2])
def test_the_size_that_is_said_is_that_of_the_file(qtbot, dialog, scale):
    choose(qtbot, dialog, scale=scale)
    image = dialog.drawn(dialog.controls.choices)
    said = [
        int(number.replace(",", "")) for number in re.findall(r"[\d,]+", dialog.size_label.text())
    ]
    assert said == [image.width(), image.height()]
    assert image.devicePixelRatio() == int(scale)


def test_a_size_that_can_not_be_drawn_is_refused_at_once_and_later(qtbot, dialog, painted):
    choose(qtbot, dialog, scale=4)
    assert not dialog.save_button.isEnabled()
    assert "pixels" in dialog.message.text()
    choose(qtbot, dialog, scale=1)
    assert dialog.save_button.isEnabled()
    assert dialog.message.text() == ""
    painted.fails = True  # though it seemed possible
    choose(qtbot, dialog, scale=2)
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.save_button.click()
    assert "pixels" in dialog.message.text()


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_ground_is_the_one_chosen(qtbot, dialog, ground):
    choose(qtbot, dialog, ground=ground, scale=1)
    corner = dialog.drawn(dialog.controls.choices).pixelColor(1, 1)
    wanted = {"window": LIGHT.window, "white": "#ffffff", "transparent": "#00000000"}[ground]
    assert corner == QColor(wanted)


def test_colours_follow_the_ground():
    for window in (LIGHT, DARK):
        white = Choices(ground="white").palette(window)
        assert (white.text, white.scene_top, white.window) == (LIGHT.text, "#ffffff", "#ffffff")
        assert Choices(ground="transparent").palette(window).text == window.text


def test_svg_leaves_the_surface_out_and_says_so(qtbot, dialog):
    choose(qtbot, dialog, parts=set(PARTS), kind="svg")
    assert not dialog.controls.parts["surface"].isEnabled()
    assert not dialog.controls.scale.isEnabled()
    drawn = dialog.drawn(dialog.controls.choices).decode()
    assert "A title &amp;amp; &lt;b&gt;" in drawn or "A title &amp; &lt;b&gt;" in drawn
    assert COLORS["surface"] not in drawn
    assert "<path" in drawn  # the formula, which is filled and has no outlines
    assert 'stroke-miterlimit="4"' not in drawn
    for part in ("map", "curves"):
        assert COLORS[part] in drawn
    with qtbot.waitSignal(dialog.saved) as caught:
        dialog.save_button.click()
    assert caught.args == [drawn.encode(), ".svg"]


def test_what_was_drawn_is_not_drawn_again_until_the_view_turns(qtbot, dialog, painted):
    choose(qtbot, dialog, parts=set(PARTS))
    painted.calls.clear()
    choose(qtbot, dialog, parts=set(PARTS) - {"caption"})
    assert painted.calls == []
    painted.view += 1
    dialog.draw()
    assert painted.calls == [("surface", 1.0)]


def test_the_picture_is_copied(qtbot, dialog):
    choose(qtbot, dialog, scale=1)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().image()
    assert (copied.size() == dialog.controls and False) or copied.width() > SCENE.width()
    assert dialog.message.text() == "Copied."


def test_a_clipboard_that_refuses_is_said(qtbot, dialog, monkeypatch):
    class Refusing:
        def setMimeData(self, data):
            pass

        def mimeData(self):
            return QMimeData()

    monkeypatch.setattr("gui.dialogs.picture.dialog.QGuiApplication.clipboard", Refusing)
    dialog.copy_button.click()
    assert "did not take" in dialog.message.text()


def test_every_control_in_the_tab_order_has_a_name_and_a_tip(dialog):
    assert len(explained_controls(dialog)) == len(PARTS) + 3 + 3


def test_all_is_done_by_keys(qtbot, dialog):
    box = dialog.controls.parts["map"]
    QTest.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(box.isChecked)  # it is pressed for a moment
    scale = dialog.controls.scale
    QTest.keyClick(scale, Qt.Key.Key_Left)
    assert scale.current == "1"
    qtbot.waitUntil(lambda: dialog.settled)
    with qtbot.waitSignal(dialog.saved) as caught:
        QTest.keyClick(dialog.save_button, Qt.Key.Key_Return)
    assert isinstance(caught.args[0], QImage)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_without_a_view_there_is_no_surface(qtbot, theme, languages):
    made = PictureDialog(lambda: Painted(has_scene=False).sources, theme)
    qtbot.addWidget(made)
    assert not made.controls.parts["surface"].isEnabled()
    assert "surface" not in made.controls.choices.parts


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_text_of_a_control_is_cut_off(qtbot, dialog, all_languages, language):
    all_languages.choose(language)
    dialog.resize(dialog.minimumSize())
    qtbot.wait(20)
    for box in dialog.findChildren(QCheckBox):
        assert box.width() >= box.sizeHint().width()
    for choice in (dialog.controls.kind, dialog.controls.ground, dialog.controls.scale):
        assert choice.sizeHint().width() <= choice.width()


@pytest.mark.parametrize("shown", [set(PARTS), {"title"}, set(), {"map", "legend"}, {"curves"}])
@pytest.mark.parametrize("size", [(400, 300), (1600, 900), (240, 180)])
def test_no_part_of_a_picture_covers_another_or_leaves_it(qapp, shown, size):
    layout = layout_of(FACTS, Choices(frozenset(shown)), QSize(*size))
    whole = QRectF(0, 0, layout.size.width(), layout.size.height())
    assert set(layout.places) == shown
    places = list(layout.places.values())
    assert all(whole.contains(place) for place in places)
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[number + 1 :])
    if "caption" in shown:
        place = layout.places["caption"]
        assert place.height() == wrapped(FACTS.caption, font(), place.width()) > 12
