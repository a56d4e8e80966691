"""Balls in a hole of the surface have no height: they are drawn hollow on the floor."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY as SURFACES
from gui.sampling import mesh
from gui.sampling.height_scale import HEIGHT, MARGIN, world_of
from gui.sampling.overlap import seen_from
from gui.scene.geometry.balls import parted
from gui.scene.geometry.trails import Trails
from gui.scene.presenters import ball_labels
from gui.scene.presenters.ball_badges import badges
from gui.style.fonts import text_font
from gui.style.palette import DARK, LIGHT
from gui.text.languages import Languages
from tests.gui.scene.holes import FINE, LOST, SURFACE, at, ink, near, pixels_of
from tests.gui.scene.looking import PLAIN, from_above, hidden_balls, picture


def world():
    return world_of(SURFACE, mesh.sample(SURFACE, 64).value)


def test_a_ball_where_the_loss_has_no_value_is_hollow_on_the_floor_at_its_point(view):
    view.refresh(at(LOST, FINE, (1.2, 1.0)), overlays=PLAIN)
    picture(view)
    balls = view.ball_presenter.placement.balls
    assert balls.hollow.tolist() == [True, False, False]
    assert balls.centre[0, 2] == pytest.approx(balls.radius)
    np.testing.assert_allclose(view.world.points(balls.centre[0, :2]), LOST, atol=1e-9)
    loss = SURFACE.value(np.array(FINE))
    assert balls.centre[1, 2] > float(view.world.z(loss))
    assert hidden_balls(view) == 0


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_a_hollow_ball_is_transparent_and_its_rim_has_the_colour_of_its_fleet(view, palette):
    view.set_palette(palette)
    view.refresh(at((-1.0, -0.4)), overlays=PLAIN)
    from_above(view)
    ball = picture(view)
    (x, y), color = pixels_of(view, view.ball_presenter.placement.balls)[0], palette.fleet_color(0)
    view.refresh(at((-2.0, 1.5)), overlays=PLAIN)
    bare = picture(view)
    row, column = round(y), round(x)
    box = (slice(row - 12, row + 12), slice(column - 12, column + 12))
    rim = near(ball[box], color, 60)
    assert 20 < rim.sum() < 140  # a full disc has 200 pixels
    assert not rim[10:14, 10:14].any()
    middle = np.abs(ball[box] - bare[box])[10:14, 10:14]
    full = np.abs(np.array(QColor(color).getRgb()[:3]) - bare[row, column])
    assert middle.max() < 0.3 * full.max()
    assert not near(bare[box], color, 60).any()


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_nothing_is_drawn_above_the_hole_where_the_loss_has_no_height(view, palette, monkeypatch):
    monkeypatch.setattr(ball_labels, "NAMED", 0)
    view.set_palette(palette)
    view.refresh(at((-2.5, -2.5)), overlays=PLAIN)
    bare = picture(view)
    view.refresh(
        at((-2.5, -2.5), (0.02, 1.2), (-1.0, -1.0)), overlays=PLAIN
    )  # one at the very edge
    changed = (np.abs(picture(view) - bare) > 4).any(axis=-1)
    rows, columns = np.nonzero(changed)
    pixels = pixels_of(view, view.ball_presenter.placement.balls)[1:]
    away = np.hypot(*(np.stack([columns, rows], -1)[:, None] - pixels[None]).transpose(2, 0, 1))
    assert changed.any()
    assert away.min(axis=1).max() < 45  # the ball, its shadow, and the word below it


def test_a_hollow_ball_keeps_the_marking_of_its_fleet(view):
    """The marking is the second carrier of meaning: a rim alone has only the colour."""
    shown = []
    for color in (0, 2):  # plain, and half
        fleet = FleetSetup(BY_KEY["gd"](), color=color, points=((-1.0, -0.4),))
        view.refresh(Player(Scenario(SURFACE, (fleet,))).snapshot(), overlays=PLAIN)
        from_above(view)
        picture(view)
        x, y = pixels_of(view, view.ball_presenter.placement.balls)[0]
        image = picture(view)[round(y) - 4 : round(y) + 4, round(x) - 4 : round(x) + 4]
        shown.append(image.std(axis=(0, 1)).max())
    plain, half = shown
    assert half > 4 * plain


def test_hollow_balls_are_drawn_after_the_others_as_they_are_transparent(view):
    view.refresh(at(LOST, FINE, (-2.0, 0.0)), overlays=PLAIN)
    picture(view)
    hollow = parted(view.ball_presenter.placement.balls)[0]["look"][::4, 3]
    assert hollow.tolist() == [0, 1, 1]


def test_a_hollow_ball_can_be_picked(view):
    now = at(LOST)
    view.refresh(now, overlays=PLAIN)
    picture(view)
    x, y = pixels_of(view, view.ball_presenter.placement.balls)[0]
    assert view.ball_at(x, y) == int(now.fleets[0].balls[0])


def test_a_text_explains_a_hollow_ball_and_texts_never_overlap(view):
    view.refresh(at(LOST, FINE), overlays=PLAIN)
    picture(view)
    balls, projection = view.ball_presenter.placement.balls, view.projection
    (word,) = [label for label in badges(balls, projection, ink(view)) if label.strong]
    x, y = pixels_of(view, balls)[0]
    assert (word.text, word.x) == ("no value", pytest.approx(x))
    assert 10 < word.y - y < 30
    view.refresh(at(LOST, (-1.02, 0.5), (-2.5, -2.0)), overlays=PLAIN)
    picture(view)
    found = [
        label
        for label in badges(view.ball_presenter.placement.balls, projection, ink(view))
        if label.strong and label.color is None
    ]
    assert sorted(label.text for label in found) == ["no value", "no value", "×2"]
    view.refresh(at(FINE), overlays=PLAIN)
    picture(view)
    assert badges(view.ball_presenter.placement.balls, projection, ink(view)) == ()


def test_a_hole_hides_nothing():
    eye = np.array([-5.0, 0.0, 0.3])  # beyond the hole
    foot = np.array([(0.4, 0.0)])
    centre = world().to_world(foot, SURFACE.value(foot)) + np.array([0.0, 0.0, 0.02])
    assert seen_from(eye, centre, 0.01, SURFACE, world()).tolist() == [True]


@pytest.mark.parametrize("pieces", [1, 8])
def test_a_trail_ends_at_the_edge_of_a_hole_and_continues_behind_it(pieces):
    trails = Trails(SURFACE, world(), 1, pieces, 400, 1e-6)
    path = np.array([(0.9, 0.1), (0.4, 0.1), (-0.4, 0.1), (-0.9, 0.1), (0.4, 0.1), (0.9, 0.1)])
    for update in path:  # one by one, as in a run
        trails.append(update[None, None])
    ends = trails.position[trails.plain(0, trails.count).ravel(), 0]
    assert len(ends)
    assert (ends[:, 2] < HEIGHT / 2).all()  # none reaches the top of the box
    assert (world().points(ends[:, :2])[:, 0] > -1e-6).all()
    at_once = Trails(SURFACE, world(), 1, pieces, 400, 1e-6)
    at_once.append(path[:, None])
    np.testing.assert_array_equal(at_once.plain(0, at_once.count), trails.plain(0, trails.count))


def test_shadows_next_to_a_hole_stay_on_the_surface(view):
    view.refresh(at((0.01, 1.2)), overlays=PLAIN)
    picture(view)
    balls = view.ball_presenter.placement.balls
    assert np.ptp(balls.shadow[0, :, 2]) < 6 * balls.radius


@pytest.mark.parametrize("key", ["bowl", "rosenbrock", "pokemon"])
def test_no_ball_is_hollow_where_every_point_has_a_loss(view, key):
    surface = SURFACES[key]()
    low, high = np.array(surface.low), np.array(surface.high)
    outside = high + 0.5 * MARGIN * (high - low)
    view.refresh(
        at(tuple(low), tuple(outside), tuple((low + high) / 2), surface=surface), overlays=PLAIN
    )
    picture(view)
    assert not view.ball_presenter.placement.balls.hollow.any()


def test_the_middle_of_the_normalised_neuron_is_no_hole(view):
    """At w = 0 the normalisation divides by 0; the loss there is that of a sum of 0."""
    view.refresh(at((0.0, 0.0), surface=SURFACES["normalised_neuron"]()), overlays=PLAIN)
    picture(view)
    assert not view.ball_presenter.placement.balls.hollow.any()
    assert hidden_balls(view) == 0


@pytest.mark.parametrize("pixels", [13, 22])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_words_do_not_overlap_in_any_language_and_font(view, qapp, pixels, language):
    languages = Languages(qapp)
    languages.choose(language)
    try:
        font = text_font(pixels)
        view.setFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        text = QCoreApplication.translate("Scene", "no value")
        assert (text == "no value") is (language == "en")
        wide = QFontMetricsF(font).horizontalAdvance(text) + 3  # a halo of 1.5 on either side
        view.refresh(at((-2.0, 0.0), (-1.0, 0.0)), overlays=PLAIN)
        from_above(view)
        picture(view)
        left, right = pixels_of(view, view.ball_presenter.placement.balls)[:, 0]
        counts = []
        for apart in np.arange(wide - 20, wide + 40, 2.0):
            view.refresh(at((-2.5, 0.0), (-2.5 + apart / (right - left), 0.0)), overlays=PLAIN)
            view.ball_at(0, 0)  # which places the balls, and draws nothing
            found = badges(view.ball_presenter.placement.balls, view.projection, ink(view))
            shown = [label.x for label in found if label.strong and label.text == text]
            counts.append(len(shown))
            assert len(shown) == 1 or np.ptp(shown) >= wide
        assert counts[0] == 1
        assert counts[-1] == 2
    finally:
        languages.choose("en")
        languages.deleteLater()
