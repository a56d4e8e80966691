"""The real view in a real window: what is drawn, and where."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from engine import surfaces
from gui.palette import DARK, LIGHT
from gui.scene import gl
from gui.scene.camera import FRONT, TOP, fitted
from gui.scene.furniture import scale_name
from gui.scene.levels import levels
from gui.scene.overlays import Overlays
from gui.scene.view import SceneView
from tests.gui.scene.runs import crowd, instant, race

SIZE = (900, 640)
BARE = Overlays(trails=False, axes=False)


@pytest.fixture
def view(qtbot):
    made = SceneView()
    qtbot.addWidget(made)
    made.set_still(True)
    made.resize(*SIZE)
    with qtbot.waitExposed(made):
        made.show()
    QApplication.processEvents()
    yield made
    assert not made._broken


def picture(view) -> np.ndarray:
    """What is seen, (h, w, 3) in 0..255."""
    QApplication.processEvents()
    image = view.grabFramebuffer().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def from_above(view):
    view.eye.set(fitted(TOP, view.world.half, *SIZE))


def hue(pixels):
    """What remains of a colour when brightness is taken away."""
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
        each._refine()
    np.testing.assert_allclose(picture(other), picture(view), atol=2)


def test_a_ball_has_its_colour_where_it_must_be(view):
    made = race("bowl", points=((-1.0, 0.5),), fleets=1)
    for palette in (DARK, LIGHT):
        view.set_palette(palette)
        view.refresh(instant(made), overlays=BARE)
        from_above(view)
        x, y = view.pixel_of((-1.0, 0.5))
        seen = picture(view)[round(y) - 2 : round(y) + 3, round(x) - 2 : round(x) + 3]
        wanted = [int(palette.fleets[0][i : i + 2], 16) for i in (1, 3, 5)]
        difference = np.abs(hue(seen.reshape(-1, 3)) - hue(wanted)).max(axis=-1)
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


def test_a_ball_behind_the_surface_is_hidden_and_cannot_be_hit(view):
    made = race("bowl", points=((0.0, 0.0),))
    view.refresh(instant(made), overlays=BARE)
    view.eye.set(fitted(FRONT, view.world.half, *SIZE))
    x, y = view.pixel_of((0.0, 0.0))
    with_ball = picture(view)
    view.refresh(instant(race("bowl", points=()), edits=1), overlays=BARE)
    np.testing.assert_array_equal(with_ball, picture(view))
    view.refresh(instant(made, edits=2), overlays=BARE)
    assert view.ball_at(x, y) is None
    from_above(view)
    assert view.ball_at(*view.pixel_of((0.0, 0.0))) == 0


def test_a_click_drops_exactly_there_and_shift_click_one_of_every(view, qtbot):
    view.show_surface(surfaces.BY_KEY["himmelblau"]())
    x, y = (round(c) for c in view.pixel_of((0.5, 0.5)))
    point = view.point_at(x, y)
    for modifier, every in ((Qt.NoModifier, False), (Qt.ShiftModifier, True)):
        with qtbot.waitSignal(view.dropped) as caught:
            qtbot.mouseClick(view, Qt.LeftButton, modifier, QPoint(x, y))
        assert caught.args == [point, every]


def test_a_click_on_a_ball_chooses_it(view, qtbot):
    view.refresh(instant(race("bowl", points=((-1.0, 0.5), (1.0, 0.0)))))
    from_above(view)
    x, y = view.pixel_of((1.0, 0.0))
    with qtbot.waitSignal(view.chosen) as caught:
        qtbot.mouseClick(view, Qt.LeftButton, pos=QPoint(round(x), round(y)))
    assert caught.args == [1]


def drag(qtbot, view, start, end, button=Qt.LeftButton):
    qtbot.mousePress(view, button, pos=QPoint(*start))
    for share in (0.5, 1.0):
        at = [round(a + share * (b - a)) for a, b in zip(start, end, strict=True)]
        qtbot.mouseMove(view, QPoint(*at))
        QApplication.processEvents()
    qtbot.mouseRelease(view, button, pos=QPoint(*end))


def test_a_drag_turns_the_view_and_drops_nothing(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    before = view.eye.camera
    with qtbot.assertNotEmitted(view.dropped):
        drag(qtbot, view, (450, 320), (550, 340))
    assert view.eye.camera.azimuth != before.azimuth
    assert view.eye.camera.distance == before.distance


def test_a_right_drag_shifts_the_view_and_a_right_click_asks_for_the_menu(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    before = view.eye.camera
    with qtbot.assertNotEmitted(view.menu_wanted):
        drag(qtbot, view, (450, 320), (500, 320), Qt.RightButton)
    assert view.eye.camera.centre != before.centre
    assert view.eye.camera.azimuth == before.azimuth
    with qtbot.waitSignal(view.menu_wanted) as caught:
        qtbot.mouseClick(view, Qt.RightButton, pos=QPoint(450, 320))
    assert caught.args[0] == view.point_at(450, 320)


def test_dragging_a_ball_moves_it_to_where_the_mouse_is(view, qtbot):
    view.refresh(instant(race("bowl", points=((-1.0, 0.5),))))
    from_above(view)
    start = [round(c) for c in view.pixel_of((-1.0, 0.5))]
    end = [round(c) for c in view.pixel_of((0.5, -0.5))]
    moves = []
    view.moved.connect(lambda *args: moves.append(args))
    before = view.eye.camera
    drag(qtbot, view, start, end)
    assert moves[-1][:2] == (0, view.point_at(*end))
    assert [move[2] for move in moves] == [False] + [True] * (len(moves) - 1)
    assert view.eye.camera == before


def test_hovering_tells_the_point_the_ball_and_nothing(view, qtbot):
    view.refresh(instant(race("bowl", points=((-1.0, 0.5),))))
    from_above(view)
    told = []
    view.hovered.connect(told.append)
    for point in ((0.5, 0.5), (-1.0, 0.5)):
        qtbot.mouseMove(view, QPoint(*(round(c) for c in view.pixel_of(point))))
        qtbot.wait(40)
    qtbot.mouseMove(view, QPoint(3, 3))
    qtbot.wait(40)
    np.testing.assert_allclose(told[0], (0.5, 0.5), atol=0.02)
    assert told[1:] == [0, None]


def test_the_wheel_zooms_towards_what_is_under_it(view):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    at = QPointF(*view.pixel_of((0.7, -0.6)))
    point = view.point_at(at.x(), at.y())
    before = view.eye.camera.distance
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 240), Qt.NoButton, Qt.NoModifier, Qt.NoScrollPhase, False
    )
    view.wheelEvent(event)
    assert view.eye.camera.distance < before
    np.testing.assert_allclose(view.pixel_of(point), (at.x(), at.y()), atol=0.01)


def test_keys_turn_shift_and_zoom_but_leave_plain_arrows_to_playback(view, qtbot):
    view.show_surface(surfaces.BY_KEY["saddle"]())
    home = view.eye.camera
    for key, modifier in (
        (Qt.Key_Left, Qt.ShiftModifier),
        (Qt.Key_Up, Qt.ControlModifier),
        (Qt.Key_Plus, Qt.NoModifier),
        (Qt.Key_2, Qt.NoModifier),
    ):
        before = view.eye.camera
        qtbot.keyClick(view, key, modifier)
        assert view.eye.camera != before
    qtbot.keyClick(view, Qt.Key_0)
    assert view.eye.camera == home
    qtbot.keyClick(view, Qt.Key_Left)
    assert view.eye.camera == home


def test_the_height_axis_says_which_scale(view):
    for key, log, name in (
        ("rosenbrock", None, "log₁₀(loss − min + 1)"),
        ("rosenbrock", False, "loss"),
        ("bowl", None, "loss"),
    ):
        view.show_surface(surfaces.BY_KEY[key](), log)
        assert scale_name(view.world.scale) == name
        picture(view)
        assert name in [label.text for label in view.furniture.texts.labels]


def test_axes_are_drawn_and_can_be_switched_off(view):
    view.refresh(instant(race("bowl", points=())), overlays=BARE)
    bare = picture(view)
    view.refresh(instant(race("bowl", points=())), overlays=Overlays(trails=False))
    assert (np.abs(picture(view) - bare).max(axis=-1) > 20).sum() > 500


def test_each_arrow_can_be_switched_and_its_scale_is_told(view):
    made = race("bowl", "momentum", points=((-1.0, 0.5),), lr=0.05)
    made.step(4)
    shots = []
    for name in ("gradient", "velocity", "last_update"):
        view.refresh(instant(made), overlays=Overlays(trails=False, axes=False, **{name: True}))
        shots.append(picture(view))
        assert len(view.cast.quiver.note) == 1
    view.refresh(instant(made), overlays=BARE)
    shots.append(picture(view))
    assert not view.cast.quiver.note
    for i, one in enumerate(shots):
        for other in shots[:i]:
            assert (np.abs(one - other).max(axis=-1) > 30).sum() > 60


def test_a_trail_is_drawn_along_the_way(view):
    made = race("bowl", points=((-1.5, 0.0),), lr=0.05)
    made.step(12)
    view.refresh(instant(made), overlays=BARE)
    from_above(view)
    without = picture(view)
    view.refresh(instant(made), overlays=Overlays(axes=False))
    changed = np.abs(picture(view) - without).max(axis=-1) > 12
    for x in np.linspace(-1.45, -1.0, 8):
        column, row = (round(c) for c in view.pixel_of((x, 0.0)))
        assert changed[row - 2 : row + 3, column].any()
    assert not changed[: row - 12].any()


def test_layers_draw_what_would_be_drawn_without_them(view):
    """In software, ground and a crowd's trails are copied from layers: the same picture."""
    made = crowd(400, "himmelblau", lr=0.05)
    made.step(150)
    view.renderer = type(view.renderer)(renderer="llvmpipe")
    for _ in range(4):
        made.step(2)
        view.refresh(instant(made))
        layered = picture(view)
    view._layers.usable = False
    view.update()
    direct = picture(view)
    assert view.cast.trails.count > 4000
    # Trails fade in steps on a layer, by a few grey levels; nothing else may differ.
    assert np.abs(layered - direct).max() <= 24
    assert np.abs(layered - direct).mean() < 0.5


def test_on_a_graphics_chip_the_same_is_drawn_with_smoother_edges(view):
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
    qtbot.waitUntil(lambda: not view._refining.isActive())
    fine = picture(view)
    assert 0 < np.abs(fine - first).mean() < 3


def test_a_mesh_can_stand_in_for_float_textures(view):
    surface = surfaces.BY_KEY["saddle"]()
    view.show_surface(surface)
    view._refine()
    fine = picture(view)
    view.makeCurrent()
    view._ground.plain = True
    view._ground.initialize()
    view._ground.update()
    view.doneCurrent()
    plain = picture(view)
    assert np.abs(plain - fine).mean() < 1.5
    assert not np.array_equal(plain, fine)


def test_balls_that_left_or_diverged_are_counted_and_not_drawn(view):
    made = race("bowl", points=((0.0, 0.0), (90.0, 0.0), (1.0, 0.0)), lr=1e200)
    view.refresh(instant(made))
    assert view.hidden_balls == 1
    made.step(3)
    assert not np.isfinite(made.views()[0].position[2]).all()
    view.refresh(instant(made))
    assert view.hidden_balls == 2
    picture(view)


def test_nothing_is_painted_when_nothing_changed(view):
    made = race("bowl")
    view.refresh(instant(made))
    picture(view)
    paints = []
    view.frameSwapped.connect(lambda: paints.append(1))
    for _ in range(3):
        view.refresh(instant(made))
        QApplication.processEvents()
    assert not paints


def test_ten_thousand_balls_can_be_shown(view):
    made = crowd(10_000)
    made.step(2)
    view.refresh(instant(made))
    picture(view)
    assert view.hidden_balls < 10_000


def test_a_refused_shader_is_told_once_and_never_raised(qtbot, monkeypatch, tmp_path, caplog):
    for path in gl.SHADERS.iterdir():
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "surface.frag").write_text("#version 120\nnonsense", encoding="utf-8")
    monkeypatch.setattr(gl, "SHADERS", tmp_path)
    view = SceneView()
    qtbot.addWidget(view)
    told = []
    view.failed.connect(told.append)
    view.show_surface(surfaces.BY_KEY["bowl"]())
    view.show()
    qtbot.waitUntil(lambda: bool(told))
    view.update()
    qtbot.wait(30)
    assert len(told) == 1
    assert "surface.frag" in told[0]


def test_a_slow_update_glides_and_a_followed_ball_stays_in_the_middle(view, qtbot):
    made = race("bowl", points=((-1.5, 0.5),), lr=0.3)
    view.set_still(False)
    view.refresh(instant(made, pace=2.0))
    made.step(1)
    view.refresh(instant(made, pace=2.0))
    picture(view)
    start = view.cast.points.copy()
    assert view.cast.gliding
    qtbot.waitUntil(lambda: not view.cast.gliding)
    np.testing.assert_array_equal(view.cast.points, made.views()[0].position)
    assert not np.array_equal(view.cast.points, start)
    view.follow(0)
    qtbot.wait(400)
    x, y = view.pixel_of(tuple(made.views()[0].position[0]))
    assert abs(x - SIZE[0] / 2) < 12
    assert abs(y - SIZE[1] / 2) < 20
