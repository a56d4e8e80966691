"""The contour lines of a batch on the map: at the heights of the scale that the map has."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from engine import surfaces
from engine.noise import MiniBatch
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from gui.panels.map import batch
from gui.panels.map.widget import MapWidget
from gui.state.selection import Selection
from gui.style.palette import LIGHT
from tests.gui.scene.runs import instant

SINE = surfaces.BY_KEY["sine_neuron"]()


@pytest.fixture
def map_(qtbot):
    made = MapWidget(Selection(), LIGHT)
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.overlays = frozenset(("batch",))
    return made


@pytest.fixture
def drawn(monkeypatch):
    """The heights and levels of which contour lines were made."""
    found, made = [], batch.contour_lines
    monkeypatch.setattr(batch, "contour_lines", lambda *parts: found.append(parts) or made(*parts))
    return found


def paint(map_, log):
    fleet = FleetSetup(BY_KEY["gd"](lr=0.2), points=((4.0, 1.0),))
    now = instant(Simulation(Scenario(SINE, (fleet,), noise=MiniBatch(2.0))))
    map_.show_snapshot(now, log)
    map_.finish(1.0)
    image = QImage(map_.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    map_.paint_on(painter)
    painter.end()


def test_lines_follow_the_height_scale_though_the_batch_stays(map_, drawn):
    paint(map_, False)
    paint(map_, False)
    assert len(drawn) == 1
    paint(map_, True)
    assert len(drawn) == 2
    (linear, _), (logarithmic, levels) = drawn
    losses = map_.batch.losses.found
    np.testing.assert_array_equal(linear, losses)
    np.testing.assert_array_equal(logarithmic, map_.frame.world.scale.coordinate(losses))
    assert len(levels)


def test_holes_have_no_lines_around_them(map_, drawn):
    paint(map_, False)
    map_.batch.losses.found = np.where(
        np.eye(33)[: len(drawn[0][0]), : len(drawn[0][0])], np.nan, 1.0
    )
    paint(map_, False)
    assert np.isnan(drawn[1][0]).any()
