"""What a frame draws and stages follows what has changed; a still picture is smoothed."""

from dataclasses import replace

import numpy as np
import pytest

from engine import surfaces
from gui.scene.items import gl
from gui.scene.items.arrow_item import ArrowItem
from gui.scene.items.ball_item import BallItem
from gui.scene.items.smoothing import SAMPLES
from gui.scene.items.trail_item import TrailItem
from gui.scene.view import SceneView
from tests.gui.scene.looking import PLAIN, array_of, picture
from tests.gui.scene.runs import instant, many_balls, race

UNCHANGING = frozenset(("trails", "contours", "gradient"))  # nothing of it follows the camera
MAGENTA = (255, 0, 255)  # like nothing in the scene, and so seen where nothing is
LANDSCAPES = ("rosenbrock", "bowl", "himmelblau")
REST = [key for key in surfaces.BY_KEY if key not in LANDSCAPES]
EVERY_LANDSCAPE = (*LANDSCAPES, *(pytest.param(key, marks=pytest.mark.full) for key in REST))


def turn(view, degrees=1.0):
    view.camera_motion.set(view.camera_motion.camera.orbited(degrees, 0.0))


def drawn_now(view):
    """The picture of the next frame, as it is while the camera moves."""
    return array_of(view.canvas.picture())


@pytest.fixture
def calls(monkeypatch):
    """The names of all calls that stage something or send it to OpenGL."""
    made = []

    def count(kind, name):
        original = getattr(kind, name)

        def counting(self, *args, **kwargs):
            made.append(f"{kind.__name__}.{name}")
            return original(self, *args, **kwargs)

        monkeypatch.setattr(kind, name, counting)

    count(BallItem, "set_balls")
    count(TrailItem, "set_trails")
    count(ArrowItem, "set_arrows")
    for name in ("fill", "write"):
        count(gl.Buffer, name)
    count(gl.Texture, "fill")
    return made


def test_when_only_the_camera_moves_nothing_is_staged_or_sent(view, calls):
    made = many_balls(400)  # more than have numbers, which follow the camera
    made.step(100)
    view.refresh(instant(made), frozenset((1, 2)), UNCHANGING)
    view.resize(380, 370)  # too small for the note of the arrows
    view.refiner.finish()
    picture(view)
    turn(view)
    drawn_now(view)  # the lines and triangles of moving frames are sent once
    calls.clear()
    for _ in range(3):
        turn(view)
        drawn_now(view)
    assert calls == []
    made.step()
    view.refresh(instant(made), frozenset((1, 2)), UNCHANGING)
    drawn_now(view)
    assert {"BallItem.set_balls", "TrailItem.set_trails", "ArrowItem.set_arrows"} <= set(calls)


def test_an_update_sends_only_the_new_rows_of_the_trails(view, monkeypatch):
    made = many_balls(300)
    made.step(100)
    view.refresh(instant(made), overlays=PLAIN)
    picture(view)
    sent = []
    original = gl.Buffer.write
    monkeypatch.setattr(
        gl.Buffer, "write", lambda *args: (sent.append(args[2].shape), original(*args))
    )
    made.step(2)
    view.refresh(instant(made), overlays=PLAIN)
    picture(view)
    assert sent == [(2, 300, 3), (2, 300, 4)]


@pytest.mark.parametrize("key", EVERY_LANDSCAPE)
def test_a_moving_picture_is_as_bright_as_a_still_one_and_its_edges_stay(view, key):
    view.show_surface(surfaces.BY_KEY[key]())
    view.refresh(instant(race(key, points=())), overlays=frozenset())
    view.refiner.finish()
    behind = tuple(np.array(MAGENTA) / 255.0)
    view.axes_presenter.background.set_colors(behind, behind)
    turn(view, 40.0)
    moving = drawn_now(view)
    assert view.frame_renderer.cache.moving
    still = picture(view)
    assert not view.frame_renderer.cache.moving
    assert abs(moving.mean() - still.mean()) < 1.0
    inside, before = (np.abs(seen - MAGENTA).max(axis=-1) > 8 for seen in (still, moving))
    assert inside.mean() > 0.15
    # Within half a pixel of the same edge, pixels differ only where a neighbour differs from them.
    grown = np.pad(inside, 1, mode="edge")
    near = [
        grown[1 + y : grown.shape[0] - 1 + y, 1 + x : grown.shape[1] - 1 + x]
        for x in (-1, 0, 1)
        for y in (-1, 0, 1)
    ]
    assert not ((inside != before) & np.all([part == inside for part in near], axis=0)).any()


@pytest.mark.parametrize("surface", ["himmelblau", "bowl"])
def test_trails_of_many_balls_cover_a_sixth_of_the_surface_at_most(view, surface):
    made = many_balls(600, surface, lr=0.05)
    made.step(130)
    assert_little_is_covered(view, made, 0)
    assert (
        view.ball_presenter.trail_presenter.span.first > 0
    )  # without the rule they would cover more


def assert_little_is_covered(view, made, edits, chosen=frozenset()):
    def shown(*overlays):
        view.refresh(instant(made, edits=edits), chosen, frozenset(overlays))
        return picture(view)

    seen, without = shown("trails"), shown()
    view.ground.setVisible(False)
    surface = np.abs(shown() - without).max(axis=-1) > 8
    view.ground.setVisible(True)
    trails = np.abs(seen - without).max(axis=-1) > 25
    assert trails.sum() > 20
    assert trails.sum() <= surface.sum() / 6


def shifted(frame, x, y):
    """The frame, moved by parts of a pixel to the right and upwards."""
    matrix = frame.matrix.copy()
    matrix[:, 0] += 2 * x / frame.size[0] * matrix[:, 3]
    matrix[:, 1] += 2 * y / frame.size[1] * matrix[:, 3]
    return replace(frame, matrix=matrix)


def test_a_still_picture_is_as_smooth_as_with_four_samples_a_pixel(view, monkeypatch):
    view.resize(380, 370)
    view.show_surface(surfaces.BY_KEY["rosenbrock"]())
    view.refresh(instant(many_balls(1)), overlays=frozenset(("contours", "axes")))
    view.refiner.finish()
    picture(view)
    view.frame_renderer.cache.samples = SAMPLES
    turn(view)
    smooth = picture(view)
    view.renderer = type(view.renderer)(renderer="A chip")
    multisampled = picture(view)
    view.renderer = type(view.renderer)(renderer="llvmpipe")
    view.frame_renderer.cache.samples = 1
    exact = np.zeros(smooth.shape)
    import gui.scene.view as module

    original = module.frame_of
    for x in (np.arange(6) - 2.5) / 6:
        for y in (np.arange(6) - 2.5) / 6:
            monkeypatch.setattr(
                module, "frame_of", lambda *args, x=x, y=y: shifted(original(*args), x, y)
            )
            exact += picture(view) / 36
    assert np.abs(smooth - exact).mean() <= np.abs(multisampled - exact).mean()
    assert np.abs(smooth - exact).mean() < 0.5


def test_after_the_camera_has_stopped_a_few_frames_finish_the_picture(view, qtbot):
    view.frame_renderer.cache.samples = SAMPLES
    made = many_balls(200)
    made.step(30)
    view.refresh(instant(made), overlays=PLAIN)
    view.refiner.finish()
    finish(view, qtbot)
    paints = []
    view.frameSwapped.connect(lambda: paints.append(1))
    turn(view)
    qtbot.waitUntil(lambda: bool(paints))
    assert view.frame_renderer.unfinished
    finish(view, qtbot)
    qtbot.wait(30)
    assert len(paints) <= SAMPLES + 3
    frames = len(paints)
    qtbot.wait(60)
    assert len(paints) == frames
    after = drawn_now(view)
    turn(view, 0.0)
    np.testing.assert_array_equal(picture(view), after)


def finish(view: SceneView, qtbot):
    qtbot.waitUntil(lambda: not view.frame_renderer.unfinished)


def test_a_run_that_plays_over_the_finished_picture_keeps_it(view):
    view.frame_renderer.cache.samples = SAMPLES
    made = many_balls(200)
    view.refresh(instant(made), overlays=PLAIN)
    view.refiner.finish()
    picture(view)
    for _ in range(3):
        made.step()
        view.refresh(instant(made), overlays=PLAIN)
        seen = drawn_now(view)
        assert not view.frame_renderer.unfinished
    np.testing.assert_array_equal(picture(view), seen)
