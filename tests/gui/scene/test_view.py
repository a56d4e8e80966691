"""The real view in a real window: what is drawn, and where."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from engine import surfaces
from gui.sampling.contour_levels import levels
from gui.scene.geometry.balls import FEW
from gui.scene.geometry.camera import FRONT, fitted
from gui.scene.items import gl
from gui.scene.presenters.axes_presenter import scale_name
from gui.scene.view import SceneView
from gui.style.palette import DARK, LIGHT
from tests.gui.scene.looking import SIZE, from_above, hidden_balls, picture
from tests.gui.scene.runs import instant, many_balls, race

BARE = frozenset(("contours",))


def hue(pixels):
    """A colour divided by its brightness."""
    pixels = np.asarray(pixels, float)
    return pixels / np.maximum(pixels.max(axis=-1, keepdims=True), 1)


def test_the_surface_is_drawn_and_lit(view):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    seen = picture(view)
    middle = seen[250:390, 350:550].reshape(-1, 3)
    assert len(np.unique(middle, axis=0)) > 300
    assert np.ptp(middle.sum(axis=-1)) > 60


def test_two_views_in_one_process_both_draw(view, qtbot):
    view.show_surface(surfaces.BY_KEY["bowl"]())
    other = SceneView()
    qtbot.addWidget(other)
    other.resize(*SIZE)
    with qtbot.waitExposed(other):
        other.show()
    other.show_surface(surfaces.BY_KEY["bowl"]())
    for each in (view, other):
        each.frame_renderer.cache.samples = 1
        each.refiner.finish()
    np.testing.assert_allclose(picture(other), picture(view), atol=2)


def test_a_ball_has_its_colour_at_its_pixel(view):
    made = race("bowl", points=((-1.0, 0.5),), fleets=1)
    for palette in (DARK, LIGHT):
        view.set_palette(palette)
        view.refresh(instant(made), overlays=BARE)
        from_above(view)
        x, y = view.pixel_of((-1.0, 0.5))
        seen = picture(view)[round(y) - 5 : round(y) + 6, round(x) - 5 : round(x) + 6]
        expected = [int(palette.fleets[0][i : i + 2], 16) for i in (1, 3, 5)]
        difference = np.abs(hue(seen.reshape(-1, 3)) - hue(expected)).max(axis=-1)
        assert np.median(difference) < 0.12


def test_picking_and_projection_agree(view):
    view.show_surface(surfaces.BY_KEY["rosenbrock"]())
    from_above(view)
    for point in ((0.3, 0.2), (-1.5, 2.5), (1.0, 1.0)):
        np.testing.assert_allclose(view.point_at(*view.pixel_of(point)), point, atol=1e-7)


def test_contour_lines_run_where_the_levels_are(view):
    surface = surfaces.BY_KEY["bowl"]()
    view.show_surface(surface)
    view.refresh(instant(race("bowl", points=())), overlays=BARE)
    from_above(view)
    seen = picture(view).sum(axis=-1)
    losses = [loss for loss in levels(view.world.scale).losses() if 0.2 < loss < 1.8]
    assert len(losses) > 5
    for loss in losses:
        radius = np.sqrt(loss / surface.value(np.array([1.0, 0.0])))
        x, y = view.pixel_of((radius, 0.0))
        row = seen[round(y), round(x) - 7 : round(x) + 8]
        assert abs(int(np.argmin(row - np.linspace(row[0], row[-1], 15))) - 7) <= 1


@pytest.mark.parametrize(("count", "seen"), [(1, True), (FEW + 1, False)])
def test_a_few_balls_behind_the_surface_are_drawn_through_it_and_can_be_hit(view, count, seen):
    made = race("bowl", points=((0.0, 0.0),) * count)
    view.refresh(instant(made), overlays=BARE)
    view.camera_motion.set(fitted(FRONT, view.ground_presenter.body, *SIZE))
    view.refiner.finish()
    x, y = view.pixel_of((0.0, 0.0))
    behind = picture(view)[round(y) - 5, round(x)]
    assert (view.ball_at(x, y) is not None) is seen
    view.refresh(instant(race("bowl", points=()), edits=1), overlays=BARE)
    bare = picture(view)[round(y) - 5, round(x)]
    from_above(view)
    view.refresh(instant(made, edits=2), overlays=BARE)
    assert view.ball_at(*view.pixel_of((0.0, 0.0))) is not None
    in_full = picture(view)[round(view.pixel_of((0.0, 0.0))[1]) - 5, SIZE[0] // 2]
    assert bool(np.abs(behind - bare).max() > 20) is seen
    if seen:  # faintly
        assert np.abs(behind - in_full).max() > 20


def test_the_height_axis_states_its_scale(view):
    for key, log, name in (
        ("rosenbrock", None, "loss − min (log)"),
        ("rosenbrock", False, "loss"),
        ("bowl", None, "loss"),
    ):
        view.show_surface(surfaces.BY_KEY[key](), log)
        assert scale_name(view.world.scale) == name
        picture(view)
        assert name in [label.text for label in view.axes_presenter.texts.labels]


def test_a_change_of_language_renames_the_height_axis(view, qtbot):
    class Translator(QTranslator):
        def isEmpty(self):
            return False

        def translate(self, context, text, disambiguation=None, n=-1):
            return "损失" if (context, text) == ("Scene", "loss") else ""

    view.show_surface(surfaces.BY_KEY["bowl"]())
    picture(view)
    translator = Translator()
    QApplication.installTranslator(translator)
    picture(view)
    texts = [label.text for label in view.axes_presenter.texts.labels]
    QApplication.removeTranslator(translator)
    assert "损失" in texts
    picture(view)
    assert "loss" in [label.text for label in view.axes_presenter.texts.labels]


def test_axes_are_drawn_and_can_be_switched_off(view):
    view.refresh(instant(race("bowl", points=())), overlays=BARE)
    bare = picture(view)
    view.refresh(instant(race("bowl", points=())), overlays=BARE | {"axes"})
    assert (np.abs(picture(view) - bare).max(axis=-1) > 20).sum() > 500


def test_each_kind_of_arrow_can_be_switched_and_its_scale_is_noted(view):
    made = race("bowl", "momentum", points=((-1.0, 0.5),), lr=0.05)
    made.step(4)
    shots = []
    for name in ("gradient", "velocity", "last_update"):
        view.refresh(instant(made), overlays=BARE | {name})
        shots.append(picture(view))
        assert len(view.ball_presenter.arrow_presenter.note) == 1
    view.refresh(instant(made), overlays=BARE)
    shots.append(picture(view))
    assert not view.ball_presenter.arrow_presenter.note
    for i, one in enumerate(shots):
        for other in shots[:i]:
            assert (np.abs(one - other).max(axis=-1) > 30).sum() > 60


def test_a_trail_is_drawn_along_the_path(view):
    made = race("bowl", points=((-1.5, 0.0),), lr=0.05)
    made.step(12)
    view.refresh(instant(made), overlays=BARE)
    from_above(view)
    without = picture(view)
    view.refresh(instant(made), overlays=BARE | {"trails"})
    changed = np.abs(picture(view) - without).max(axis=-1) > 12
    for x in np.linspace(-1.45, -1.0, 8):
        column, row = (round(c) for c in view.pixel_of((x, 0.0)))
        assert changed[row - 2 : row + 3, column].any()
    assert not changed[: row - 12].any()


def test_framebuffers_draw_the_same_image(view):
    """In software, the surface and the trails of many balls are copied from framebuffers."""
    made = many_balls(400, "himmelblau", lr=0.05)
    made.step(150)
    view.renderer = type(view.renderer)(renderer="llvmpipe")
    view.refresh(instant(made))
    view.refiner.finish()
    for _ in range(4):
        made.step(2)
        view.refresh(instant(made))
        copied = picture(view)
    view.frame_renderer.cache.usable = False
    view.update()
    direct = picture(view)
    assert view.ball_presenter.trails.count > 16_000
    # Trails fade in steps on a framebuffer, by a few grey levels. It is drawn upside down, so that
    # an edge through the middle of a pixel may fall on its other side; nothing else may differ.
    assert (np.abs(copied - direct).max(axis=-1) > 24).mean() < 1e-4
    assert np.abs(copied - direct).mean() < 0.5


def test_hardware_draws_the_same_with_smoother_edges(view):
    view.refresh(instant(race("saddle", points=((1.0, 0.1),))))
    rough = picture(view)
    view.renderer = type(view.renderer)(renderer="A chip")
    assert not view.renderer.software
    smooth = picture(view)
    assert np.abs(smooth - rough).mean() < 2
    assert not np.array_equal(smooth, rough)


def test_the_shading_is_refined_soon_after_a_landscape_is_shown(view, qtbot):
    view.show_surface(surfaces.BY_KEY["rastrigin"]())
    first = picture(view)
    qtbot.waitUntil(lambda: not view.refiner.busy)
    fine = picture(view)
    assert 0 < np.abs(fine - first).mean() < 3


def test_a_fine_mesh_replaces_float_textures(view):
    surface = surfaces.BY_KEY["saddle"]()
    view.show_surface(surface)
    view.refiner.finish()
    fine = picture(view)
    view.makeCurrent()
    view.ground.plain = True
    view.ground.initializeGL()
    view.ground.update()
    view.doneCurrent()
    plain = picture(view)
    assert np.abs(plain - fine).mean() < 1.5
    assert not np.array_equal(plain, fine)


def test_balls_that_left_or_diverged_are_counted_and_not_drawn(view):
    made = race("bowl", points=((0.0, 0.0), (90.0, 0.0), (1.0, 0.0)), lr=1e200)
    view.refresh(instant(made))
    picture(view)
    assert hidden_balls(view) == 1
    made.step(3)
    assert not np.isfinite(made.views()[0].position[2]).all()
    view.refresh(instant(made))
    picture(view)
    assert hidden_balls(view) == 2


def test_nothing_is_painted_when_nothing_changed(view, qtbot):
    made = race("bowl")
    view.refresh(instant(made))
    view.refiner.finish()
    qtbot.wait(50)
    picture(view)
    qtbot.wait(50)  # the last frame that was requested
    paints = []
    view.frameSwapped.connect(lambda: paints.append(1))
    for _ in range(3):
        view.refresh(instant(made))
        qtbot.wait(20)
    assert not paints


def test_ten_thousand_balls_can_be_shown(view):
    made = many_balls(10_000)
    made.step(2)
    view.refresh(instant(made))
    picture(view)
    assert hidden_balls(view) < 10_000


def test_a_rejected_shader_is_reported_once_and_never_raised(qtbot, monkeypatch, tmp_path, caplog):
    for path in gl.SHADERS.iterdir():
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "surface.frag").write_text("#version 120\nnonsense", encoding="utf-8")
    monkeypatch.setattr(gl, "SHADERS", tmp_path)
    view = SceneView()
    qtbot.addWidget(view)
    failures = []
    view.failed.connect(failures.append)
    view.show_surface(surfaces.BY_KEY["bowl"]())
    view.show()
    qtbot.waitUntil(lambda: bool(failures))
    view.update()
    qtbot.wait(30)
    assert len(failures) == 1
    assert "surface.frag" in failures[0]


def test_a_slow_update_glides_and_a_followed_ball_stays_in_the_middle(view, qtbot):
    made = race("bowl", points=((-1.5, 0.5),), lr=0.3)
    view.set_still(False)
    view.refresh(instant(made, pace=2.0))
    made.step(1)
    view.refresh(instant(made, pace=2.0))
    picture(view)
    start = view.ball_presenter.points.copy()
    assert view.ball_presenter.gliding
    qtbot.waitUntil(lambda: not view.ball_presenter.gliding)
    np.testing.assert_array_equal(view.ball_presenter.points, made.views()[0].position)
    assert not np.array_equal(view.ball_presenter.points, start)
    view.follow(0)
    ball = tuple(made.views()[0].position[0])

    def in_the_middle():
        x, y = view.pixel_of(ball)
        return abs(x - SIZE[0] / 2) < 12 and abs(y - SIZE[1] / 2) < 20

    qtbot.waitUntil(in_the_middle)


def numbers(view):
    picture(view)
    return [label for label in view.ball_presenter.balls.badges.labels if label.text[0] == "×"]


def test_balls_at_one_place_are_counted_next_to_it_until_they_part(view):
    for edits, palette in enumerate((DARK, LIGHT)):
        view.set_palette(palette)
        view.refresh(instant(race("bowl", fleets=1), edits=10 + edits), overlays=BARE)
        from_above(view)
        assert numbers(view) == []
        made = race("bowl", points=((-1.0, 0.5), (1.0, 1.0)) + 2 * ((-1.0, 0.5),))
        view.refresh(instant(made, edits=30 + edits), overlays=BARE)
        (number,) = numbers(view)
        x, y = view.pixel_of((-1.0, 0.5))
        assert number.text == "×3"
        assert 5 < number.x - x < 30
        assert abs(number.y - y) < 20
        box = np.s_[round(number.y) - 8 : round(number.y) + 8, round(number.x) : round(x) + 40]
        for color in (palette.text, palette.panel):  # the figures, and the halo round them
            expected = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
            assert (np.abs(picture(view)[box] - expected).max(axis=-1) < 40).sum() > 8
        parted = race("bowl", points=((-1.0, 0.5), (-1.0, 0.6), (-0.9, 0.5)))
        view.refresh(instant(parted, edits=40 + edits), overlays=BARE)
        assert numbers(view) == []


@pytest.mark.parametrize(("count", "shown"), [(3, ["×3"]), (FEW + 1, [])])
def test_balls_that_are_hidden_are_counted_where_they_are_drawn_through(view, count, shown):
    made = race("bowl", points=((0.0, 0.0),) * count)
    view.refresh(instant(made), overlays=BARE)
    view.camera_motion.set(fitted(FRONT, view.ground_presenter.body, *SIZE))
    assert [number.text for number in numbers(view)] == shown
    from_above(view)
    assert [number.text for number in numbers(view)] == [f"×{count}"]


def test_arrows_of_balls_at_infinity_warn_of_nothing(view, qtbot):
    now = instant(race("bowl", points=((-1.0, 0.5), (1.0, 1.0))))
    (fleet,) = now.fleets
    place = np.array([[np.inf, np.inf], [1.0, 1.0]])
    lost = replace(now, fleets=(replace(fleet, position=place, previous=place),))
    with qtbot.assertNotEmitted(view.failed, wait=1):
        view.refresh(lost, overlays=BARE | {"last_update"})
        picture(view)


@pytest.mark.parametrize("key", ["bowl", "ellipse"])
def test_no_line_is_drawn_at_the_lowest_loss_where_it_would_be_a_spot(view, key):
    surface = surfaces.BY_KEY[key]()
    view.refresh(instant(race(key, points=())), overlays=frozenset())
    view.show_surface(surface, log_height=False)
    from_above(view)
    view.refiner.finish()
    without = picture(view)
    view.ground.set_contours(True)
    view.update()
    x, y = view.pixel_of(tuple(surface.minima[0]))
    middle = np.s_[round(y) - 2 : round(y) + 3, round(x) - 2 : round(x) + 3]
    changed = np.abs(picture(view) - without)
    assert changed.max() > 8
    assert changed[middle].max() <= 2
