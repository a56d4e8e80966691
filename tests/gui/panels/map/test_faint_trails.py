"""Older trails become fainter where they would hide the map."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from engine.simulation import Simulation
from gui.documents.resources import scenarios
from gui.panels.map.frame import MapFrame, middle_of
from gui.panels.map.trails import OLD, SHARE, Trails
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.style.palette import LIGHT
from tests.gui.scene.runs import instant

SIZE = 300, 240


def alpha_of(image):
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., 3].copy()


@pytest.mark.parametrize(("number", "updates", "hidden"), [(15, 1500, True), (4, 300, False)])
def test_they_hide_no_more_than_a_sixth_of_the_map_would(qapp, number, updates, hidden):
    made = Simulation(scenarios()[number])
    made.step(updates)
    now = instant(made)
    world = world_of(now.surface, mesh.sample(now.surface, 64).value)
    frame, trails = MapFrame(world, 0.0, 0.0, *map(float, SIZE), middle_of(world)), Trails()
    assert trails.follow(now, frame, LIGHT, 1.0, 1e9)
    alpha = alpha_of(trails.image)
    covered = (alpha > 0).mean()
    assert (covered > SHARE) == hidden
    seen = QImage(*SIZE, QImage.Format.Format_RGB32)
    seen.fill(QColor("white"))
    without = QImage(seen)
    painter = QPainter(seen)
    trails.paint(painter, now, frame, LIGHT)
    painter.end()
    painter, old = QPainter(without), trails.image.copy()
    trails.image.fill(0)
    trails.paint(painter, now, frame, LIGHT)
    painter.end()
    opacity = OLD * min(1.0, SHARE / covered)
    solid = [
        (x, y)
        for y, x in np.argwhere(alpha == 255)
        if without.pixelColor(int(x), int(y)) == QColor("white")
    ]
    assert len(solid) > 50
    for x, y in solid[::50]:
        painted, shown = (
            np.array(image.pixelColor(int(x), int(y)).getRgb()[:3]) for image in (old, seen)
        )
        assert np.abs(255 + opacity * (painted - 255) - shown).max() < 6
