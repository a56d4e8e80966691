"""Map and curves as parts of a picture: sharp, in any colours, and as lines in SVG."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer

from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from gui.panels.curves.panel import ALL
from gui.panels.curves.picture import paint_curves
from gui.panels.map.picture import paint_map
from gui.state.selection import Selection
from gui.style.palette import DARK, LIGHT
from tests.gui.scene.looking import array_of
from tests.gui.windows import optimizer

SIZE = (260, 240)
PARTS = {
    "map": lambda *args: paint_map(*args),
    "curves": lambda *args: paint_curves(*args),
}


@pytest.fixture(scope="module")
def now():
    """Two balls that leave the window on their way, and one that diverges."""
    fleet = FleetSetup(optimizer("momentum", lr=0.3), points=((-1.8, 0.4), (1.2, -1.6)))
    away = FleetSetup(optimizer("gd", lr=1.2), color=1, points=((0.5, 0.5),))
    player = Player(Scenario(BY_KEY["bowl"](h=2.0), (fleet, away)))
    player.timeline.seek(60)
    player.timeline.arrive()
    return player.snapshot()


def drawn(part, now, ratio, palette):
    image = QImage(*(int(side * ratio) for side in SIZE), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(palette.panel))
    painter = QPainter(image)
    PARTS[part](painter, QRectF(0, 0, *SIZE), now, Selection(), palette, ratio)
    painter.end()
    return image


@pytest.mark.parametrize("part", PARTS)
def test_a_part_fills_its_place_at_any_ratio(qapp, part, now):
    one, three = (drawn(part, now, ratio, LIGHT) for ratio in (1.0, 3.0))
    smooth = Qt.TransformationMode.SmoothTransformation
    smaller = three.scaled(QSize(*SIZE), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    assert np.abs(array_of(smaller) - array_of(one)).mean() < 6
    ground = np.array(QColor(LIGHT.panel).getRgb()[:3])
    ink = (np.abs(array_of(three) - ground).max(axis=-1) > 40).nonzero()
    for places, side in zip(ink, SIZE[::-1], strict=True):
        assert places.min() < 0.12 * 3 * side
        assert places.max() > 0.9 * 3 * side


@pytest.mark.parametrize("part", PARTS)
def test_a_part_has_the_colours_asked_for(qapp, part, now):
    for palette in (LIGHT, DARK):
        image = array_of(drawn(part, now, 1.0, palette))
        color = np.array(QColor(palette.fleet_color(0)).getRgb()[:3])
        assert np.abs(image - color).max(axis=-1).min() < 40


@pytest.mark.parametrize("part", PARTS)
def test_as_svg_a_part_is_made_of_lines(qapp, part, now):
    buffer, made = QBuffer(), QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.setOutputDevice(buffer)
    made.setSize(QSize(*SIZE))
    made.setViewBox(QRectF(0, 0, *SIZE))
    painter = QPainter(made)
    PARTS[part](painter, QRectF(0, 0, *SIZE), now, Selection(), LIGHT, 2.0)
    painter.end()
    text = bytes(buffer.data().data()).decode()
    assert text.count("<polyline") + text.count("<path") > 3 * len(ALL)
    assert "<text" in text
    # The shading of the map is one image; the rest of them are the glyphs of balls.
    widths = [float(width) for width in re.findall(r'<image[^>]* width="([\d.]+)"', text)]
    assert sum(width > 100 for width in widths) == (part == "map")
    assert beyond(text.encode()) == 0


def beyond(svg):
    """How many pixels a program paints outside a picture if, as Qt, it does not clip."""
    width, height = SIZE
    image = QImage(3 * width, 3 * height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(svg).render(painter, QRectF(width, height, width, height))
    painter.end()
    painted = array_of(image).min(axis=-1) < 200
    painted[height - 2 : 2 * height + 2, width - 2 : 2 * width + 2] = False
    return int(painted.sum())
