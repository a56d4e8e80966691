"""Every scenario's picture at four moments of its run: what is seen of balls, trails and arrows."""

from dataclasses import replace

import numpy as np
import pytest

from engine.simulation import Simulation
from engine.snapshot import Snapshot
from gui.documents.resources import scenarios
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.sampling.mesh_interpolation import to_draw
from gui.sampling.overlap import seen_from
from gui.scene.geometry.arrows import BAR, Kind
from gui.scene.geometry.body import body_of
from gui.scene.geometry.camera import ISO, fitted
from gui.scene.geometry.picking import project
from gui.scene.presenters.arrow_presenter import vectors_of
from gui.scene.presenters.ball_arrays import ball_arrays
from gui.scene.presenters.ball_placement import BallPlacement, radius_pixels
from gui.style.palette import DARK
from tests.gui.scene.looking import picture
from tests.gui.scene.runs import instant
from tests.gui.scene.test_frame_cost import assert_little_is_covered

ALL = scenarios()
MOMENTS = (0.0, 0.25, 0.5, 1.0)
MOST = 600  # updates of a run; the whole of it under --full
ARROWS = frozenset(("gradient", "velocity", "last_update"))
SIZE = (700.0, 520.0)
FEW = (4, 15)
SOME = (*FEW, *(pytest.param(k, marks=pytest.mark.full) for k in range(len(ALL)) if k not in FEW))


@pytest.fixture
def most(pytestconfig):
    return 10**9 if pytestconfig.getoption("--full") else MOST


def moments(scenario, most=MOST):
    """The simulation at each of `MOMENTS` of its run, one after another."""
    made = Simulation(scenario)
    for share in MOMENTS:
        made.step(round(share * min(scenario.end, most)) - made.update)
        yield made


def camera_of(scenario):
    return replace(ISO, azimuth=scenario.view.azimuth, elevation=scenario.view.elevation)


def shown(view, made: Simulation, scenario, overlays):
    """A frame with the scenario's own camera and height scale."""
    now: Snapshot = replace(instant(made), scenario=scenario)
    view.show_surface(made.surface, scenario.view.log_height)
    view.refresh(now, overlays=overlays)
    view.camera_motion.go(camera_of(scenario))
    return picture(view)


@pytest.mark.parametrize("number", range(len(ALL)))
def test_every_balls_start_and_end_is_visible_from_the_scenarios_camera(number, most):
    scenario = ALL[number]
    field = mesh.sample_first(scenario.surface)
    drawn = to_draw(scenario.surface, field)
    world = world_of(scenario.surface, field.value, scenario.view.log_height)
    world = replace(world, cut=scenario.view.cut)
    body = body_of(world, field)
    assert scenario.view.cut is None or camera_of(scenario).in_front
    camera = fitted(camera_of(scenario), body, *SIZE)
    pixel = fitted(ISO, body, *SIZE).pixel(*SIZE)
    made = Simulation(scenario)
    for _ in ("start", "end"):
        arrays = ball_arrays(instant(made), DARK)
        nothing = np.zeros(len(arrays), np.int8)
        balls = BallPlacement().place(
            arrays, arrays.position, nothing, drawn, world, pixel, nothing
        )
        inside = world.inside(arrays.position, 0.0)
        assert inside.any() or made.update  # at the end all may have left it
        seen = seen_from(camera.eye, balls.centre[inside], balls.radius, drawn, world)
        assert seen.all(), scenario.title.en
        made.step(min(scenario.end, most))


@pytest.mark.parametrize("number", SOME)
def test_the_surface_fills_most_of_the_views_smaller_side(view, number):
    scenario = ALL[number]
    view.axes_presenter.set_palette(DARK)
    shown(view, Simulation(scenario), scenario, frozenset())
    projection, body = view.projection, view.ground_presenter.body
    pixels = project(body.points, projection.size, projection.matrix)[:, :2]
    spans, sides = np.ptp(pixels, axis=0), np.array(view.projection.size)
    assert spans[int(np.argmin(sides))] >= 0.7 * sides.min()
    assert (spans < sides).all()


@pytest.mark.parametrize("number", SOME)
def test_balls_in_the_window_are_seen_or_drawn_through(view, number, most):
    scenario = ALL[number]
    for made in moments(scenario, most):
        with_balls = shown(view, made, scenario, frozenset(("axes",)))
        view.ball_presenter.balls.setVisible(False)
        changed = np.abs(with_balls - picture(view)).max(axis=-1)
        view.ball_presenter.balls.setVisible(True)
        balls = view.ball_presenter.placement.balls
        pixels = project(balls.centre, view.projection.size, view.projection.matrix)[:, :2]
        inside = np.isfinite(pixels).all(axis=-1)
        for x, y in np.round(pixels[inside]).astype(int):
            assert changed[y - 4 : y + 5, x - 4 : x + 5].max() > 30, (
                scenario.title.en,
                made.update,
            )


@pytest.mark.parametrize("number", SOME)
def test_trails_cover_a_sixth_of_the_surface_at_most_at_every_moment(view, number, most):
    scenario = ALL[number]
    for edits, made in enumerate(moments(scenario, most)):
        if made.update:
            for chosen in (frozenset(), frozenset((scenario.ball or 0,))):
                assert_little_is_covered(view, made, edits, chosen)


@pytest.mark.parametrize("number", SOME)
def test_arrows_are_as_long_as_what_they_stand_for_all_the_time(view, number, most):
    scenario = ALL[number]
    presenter, scales = view.ball_presenter.arrow_presenter, {}
    for made in moments(scenario, most):
        shown(view, made, scenario, ARROWS)
        now, balls = view.ball_presenter.now, view.ball_presenter.placement.balls
        drawn = presenter.item.vertices[::4]
        picked = np.isfinite(balls.centre[:, 0])
        for kind in Kind:
            sizes = np.linalg.norm(vectors_of(kind, now, picked), axis=-1)
            sizes = sizes[np.isfinite(sizes)]
            mine = drawn[drawn["kind"] == kind]
            long = np.linalg.norm(mine["tip"] - mine["base"], axis=-1) / view.projection.pixel
            value = scales.setdefault(kind, presenter.scales.of(kind, now))
            assert presenter.scales.of(kind, now) == value  # one for the whole run
            np.testing.assert_allclose(long, BAR * sizes / value, rtol=1e-3, atol=0.05)
            np.testing.assert_array_equal(mine["tiny"] > 0, BAR * sizes / value < 2.0)
            away = np.linalg.norm(mine["base"][:, None] - balls.centre[None, picked], axis=-1)
            if len(mine):  # at the edge of its own ball
                np.testing.assert_allclose(
                    np.abs(away - balls.radius).min(axis=1), 0.0, atol=1e-3 * balls.radius
                )


def test_balls_have_the_size_that_they_should_at_the_default_view(view):
    assert 16 <= 2 * radius_pixels(8) <= 22
    for scenario in (ALL[0], ALL[4]):
        shown(view, Simulation(scenario), scenario, frozenset())
        view.camera_motion.go(ISO)
        picture(view)
        balls, camera = view.ball_presenter.placement.balls, view.camera_motion.camera
        away = np.linalg.norm(balls.centre - camera.eye, axis=-1)
        pixels = 2 * balls.radius / view.projection.pixel * camera.distance / away
        assert (pixels >= 16).all()
        assert (pixels <= 22).all()
