"""The crosses of curvature on the contour map: directions, dashes, nothing while they are off."""

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from engine.surfaces import BY_KEY
from gui.panels.map import widget
from gui.panels.map.curvature import arms_of
from gui.panels.map.widget import MapWidget
from gui.sampling.curvature_arms import MOST, arm_scale
from gui.state.selection import Selection
from gui.style.palette import LIGHT
from tests.gui.scene.looking import array_of
from tests.gui.scene.runs import instant, many_balls, race

ON = frozenset(("curvature",))
PLACES = (("saddle", (0.2, 0.1)), ("himmelblau", (0.1, 2.9)), ("himmelblau", (3.0, 2.0)))


@pytest.fixture
def map_(qtbot):
    made = MapWidget(Selection(), LIGHT)
    qtbot.addWidget(made)
    made.resize(420, 400)
    return made


def painted(map_, overlays):
    map_.overlays = overlays
    map_.finish(1.0)
    image = QImage(map_.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    map_.paint_on(painter)
    painter.end()
    return array_of(image)


@pytest.mark.parametrize(("key", "point"), PLACES)
def test_arms_point_along_the_eigenvectors_as_long_as_their_scale_says(map_, key, point):
    map_.show_snapshot(instant(race(key, points=(point,))), None)
    arms, signs = arms_of(map_.frame, map_.now, frozenset())
    values, vectors = np.linalg.eigh(BY_KEY[key]().hessian(np.array(point)))
    assert signs.tolist() == np.repeat(np.sign(values), 2).tolist()
    middle, bars = map_.frame.pixels(np.array(point)), arm_scale(map_.now.surface).bars(values)
    lengths = np.linalg.norm(arms[:, 1] - arms[:, 0], axis=-1)
    assert lengths[::2] / lengths[1::2] == pytest.approx(1.0)
    assert lengths[0] / lengths[2] == pytest.approx(bars[0] / bars[1])
    for number, (near, far) in enumerate(arms):
        vector = vectors[:, number // 2] * map_.frame.scale * (1.0, -1.0)
        for end in (near, far):
            way = (end - middle) / np.linalg.norm(end - middle)
            assert abs(way @ vector) / np.linalg.norm(vector) == pytest.approx(1.0)
        assert np.linalg.norm(far - middle) > np.linalg.norm(near - middle) > 0


def test_arms_are_painted_where_they_are_and_dashed_where_the_surface_curves_down(map_):
    map_.show_snapshot(instant(race("saddle", points=((0.2, 0.1),))), None)
    differs = np.abs(painted(map_, ON) - painted(map_, frozenset())).max(axis=-1) > 20
    arms, signs = arms_of(map_.frame, map_.now, frozenset())
    assert set(signs.tolist()) == {-1, 1}
    for (near, far), sign in zip(arms, signs, strict=True):
        way = np.linspace(near, far, 60)[4:-4].astype(int)
        seen = differs[way[:, 1], way[:, 0]]
        assert seen.any()
        assert seen.all() == (sign > 0)


def test_chosen_balls_alone_have_crosses_and_of_very_many_a_part(map_):
    map_.show_snapshot(
        instant(race("himmelblau", points=((3.0, 2.0), (0.1, 2.9), (9e9, 0.0)))), None
    )
    everywhere, _ = arms_of(map_.frame, map_.now, frozenset())
    one, _ = arms_of(map_.frame, map_.now, frozenset((1,)))
    assert (len(everywhere), len(one)) == (8, 4)
    map_.show_snapshot(instant(many_balls(3 * MOST, "bowl")), None)
    many, _ = arms_of(map_.frame, map_.now, frozenset())
    assert len(many) == 4 * MOST


def test_nothing_is_computed_or_painted_while_the_overlay_is_off(map_, monkeypatch):
    calls = []
    monkeypatch.setattr(widget, "paint_curvature", lambda *args: calls.append(args))
    map_.show_snapshot(instant(race("bowl", points=((0.5, 0.5),))), None)
    painted(map_, frozenset(("contours",)))
    assert calls == []
    painted(map_, ON)
    assert len(calls) == 1


def test_without_balls_there_are_no_arms(map_):
    map_.show_snapshot(instant(race("bowl", points=())), None)
    arms, signs = arms_of(map_.frame, map_.now, frozenset())
    assert (len(arms), len(signs)) == (0, 0)
