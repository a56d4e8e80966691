"""Rays against surfaces and balls."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.height_scale import FLOOR, HEIGHT, world_of
from gui.scene.geometry.camera import ISO, TOP, Camera
from gui.scene.geometry.picking import Ray, pick_ball, pick_surface, project, ray_through
from tests.engine.worlds import default

SIZE = (1280.0, 800.0)
KINDS = [kind.key for kind in surfaces.ALL]


@cache
def shown(key):
    """A surface and its box in the scene."""
    surface = default(surfaces.BY_KEY[key])
    return surface, world_of(surface, mesh.sample(surface, 64).value)


def matrix_of(camera):
    return camera.projection_matrix(*SIZE) @ camera.view_matrix()


def ever_above(ray, surface, world):
    """Whether a ray is above the surface anywhere within the box."""
    points = ray.at(np.linspace(0, 1, 100_001))
    inside = (np.abs(points[:, :2]) <= world.half).all(axis=1) & (points[:, 2] <= HEIGHT)
    return (points[inside, 2] > world.z(surface.value(world.points(points[inside, :2])))).any()


@pytest.mark.parametrize("key", KINDS)
@settings(max_examples=8)
@given(
    share=st.tuples(st.floats(0.02, 0.98), st.floats(0.02, 0.98)),
    azimuth=st.floats(-180, 180),
    elevation=st.floats(5, 90),
)
def test_a_visible_point_that_is_projected_and_picked_is_the_same_point(
    key, share, azimuth, elevation
):
    surface, world = shown(key)
    low, high = np.array(surface.low), np.array(surface.high)
    point = low + np.array(share) * (high - low)
    matrix = matrix_of(Camera(azimuth, elevation))
    position = world.to_world(point, surface.value(point))
    x, y, _ = project(position, SIZE, matrix)
    ray = ray_through(x, y, SIZE, matrix)
    hit = pick_surface(ray, surface, world)
    if hit is None:
        assert meets_a_wall(ray, surface, world)
        return
    found = np.array(hit.point)
    there = world.to_world(found, surface.value(found))
    # Any hit is on the ray; it is the point itself, or something in front of it.
    np.testing.assert_allclose(project(there, SIZE, matrix)[:2], [x, y], atol=1e-4)
    eye = Camera(azimuth, elevation).eye
    nearer = np.linalg.norm(there - eye) < np.linalg.norm(position - eye) - 1e-5
    assert nearer or np.abs((found - point) / (high - low)).max() < 1e-6


def meets_a_wall(ray, surface, world):
    """Whether a ray comes into the block through one of its sides, below the surface."""
    points = ray.at(np.linspace(0, 1, 100_001))
    within = (np.abs(points[:, :2]) <= world.half).all(axis=1)
    first = points[int(np.argmax(within))]
    height = world.z(surface.value(world.points(first[:2])))
    return bool(within.any() and FLOOR < first[2] < height + 1e-3)


@pytest.mark.parametrize("key", KINDS[:6])
def test_a_wall_hides_the_surface_behind_it(key):
    surface, world = shown(key)
    west = np.array([(-world.half[0], y, 0.5 * FLOOR) for y in (-0.5, 0.0, 0.3)])
    south = np.array([(x, -world.half[1], 0.5 * FLOOR) for x in (-0.5, 0.0, 0.3)])
    for place, azimuth in ((west, 180.0), (south, -90.0)):
        camera = Camera(azimuth=azimuth, elevation=20.0)
        for x, y, _ in project(place, SIZE, matrix_of(camera)):
            assert pick_surface(ray_through(x, y, SIZE, matrix_of(camera)), surface, world) is None


@pytest.mark.parametrize("elevation", [-20, -25, -30, -45, -60])
@pytest.mark.parametrize("azimuth", [0, 33, -120])
@pytest.mark.parametrize("key", ["ackley", "bowl"])
def test_the_tip_of_a_dip_is_hit_from_beneath(key, azimuth, elevation):
    surface, world = shown(key)
    point = np.array(surface.minima[0])
    matrix = matrix_of(Camera(azimuth, elevation))
    x, y, _ = project(world.to_world(point, surface.value(point)), SIZE, matrix)
    ray = ray_through(x, y, SIZE, matrix)
    hit = pick_surface(ray, surface, world)
    assert hit is not None
    assert ever_above(ray, surface, world) or np.abs(np.array(hit.point) - point).max() < 1e-6


def test_from_above_every_point_is_visible_and_hit_to_nine_digits():
    surface, world = shown("rosenbrock")
    matrix = matrix_of(TOP)
    for point in np.random.default_rng(3).uniform(surface.low, surface.high, (50, 2)) * 0.95:
        x, y, _ = project(world.to_world(point, surface.value(point)), SIZE, matrix)
        hit = pick_surface(ray_through(x, y, SIZE, matrix), surface, world)
        assert hit is not None
        size = np.array(surface.high) - np.array(surface.low)
        assert np.abs((np.array(hit.point) - point) / size).max() < 1e-9


def test_a_ray_past_the_box_hits_nothing():
    surface, world = shown("bowl")
    assert pick_surface(ray_through(2, 2, SIZE, matrix_of(ISO)), surface, world) is None


def test_the_nearer_of_two_balls_in_line_is_taken():
    ray = Ray(np.array([0.0, 0.0, 5.0]), np.array([0.0, 0.0, -10.0]))
    centres = np.array([[0.0, 0.0, 0.0], [0.01, 0.0, 1.0], [np.nan] * 3, [1.0, 0.0, 2.0]])
    found = pick_ball(ray, centres, np.full(4, 0.05), 0.0)
    assert found is not None
    assert found[0] == 1
    assert found[1] == pytest.approx((4 - 0.05) / 10)


def test_a_ball_next_to_the_ray_is_hit_only_with_a_tolerance():
    ray = Ray(np.array([0.0, 0.0, 5.0]), np.array([0.0, 0.0, -10.0]))
    centres = np.array([[0.06, 0.0, 0.0]])
    assert pick_ball(ray, centres, np.array([0.05]), 0.0) is None
    assert pick_ball(ray, centres, np.array([0.05]), 0.02) is not None


def test_a_point_behind_the_camera_has_no_pixel():
    assert np.isnan(project(ISO.eye * 2, SIZE, matrix_of(ISO))).all()
