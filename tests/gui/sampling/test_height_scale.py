"""The height scale and the box."""

from functools import cache

import numpy as np
import pytest

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.height_scale import HEIGHT, OVER, World, height_scale, world_of
from tests.engine.worlds import default

every_surface = pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
both_scales = pytest.mark.parametrize("log", [False, True], ids=["linear", "log"])


@cache
def box(kind, log) -> World:
    surface = default(kind)
    return world_of(surface, mesh.sample(surface, 64).value, log)


@every_surface
@both_scales
def test_the_loss_of_a_height_has_that_height(kind, log):
    world = box(kind, log)
    z = np.linspace(0.02, 1.0, 50) * HEIGHT
    np.testing.assert_allclose(world.z(world.loss(z)), z, rtol=1e-9, atol=1e-9)


@every_surface
@both_scales
def test_heights_rise_with_the_loss(kind, log):
    world = box(kind, log)
    losses = np.linspace(world.scale.low, world.scale.high, 200)
    assert (np.diff(world.z(losses)) > 0).all()


@every_surface
@both_scales
def test_slopes_are_those_of_the_height(kind, log):
    surface, world = default(kind), box(kind, log)
    points = np.random.default_rng(0).uniform(surface.low, surface.high, (40, 2))
    points = 0.98 * points + 0.02 * np.mean([surface.low, surface.high], axis=0)
    step = 1e-6
    for axis in (0, 1):
        move = np.eye(2)[axis] * step / world.unit[axis]
        ahead, behind = (world.z(surface.value(points + s * move)) for s in (1, -1))
        slopes = world.slopes(surface.value(points), surface.gradient(points))[:, axis]
        np.testing.assert_allclose(slopes, (ahead - behind) / (2 * step), rtol=1e-4, atol=1e-5)


@every_surface
def test_points_are_recovered_from_the_plane(kind):
    surface, world = default(kind), box(kind, None)
    points = np.random.default_rng(1).uniform(surface.low, surface.high, (40, 2))
    np.testing.assert_allclose(world.points(world.plane(points)), points, atol=1e-12)
    assert (np.abs(world.plane(points)) <= np.array(world.half) + 1e-12).all()


@both_scales
@pytest.mark.parametrize("loss", [np.nan, np.inf, -np.inf, 1e308, -1e308])
def test_every_loss_has_a_height_that_opengl_can_draw(log, loss):
    z = box(surfaces.BY_KEY["rosenbrock"], log).z(loss)
    assert HEIGHT * (1 - OVER) - 1e-12 <= z <= HEIGHT * OVER + 1e-12


def test_a_flat_surface_has_a_scale_too():
    scale = height_scale(np.zeros(5), log=False)
    assert scale.high > scale.low


def test_the_surface_chooses_its_scale_and_the_argument_overrides_it():
    rosenbrock, bowl = surfaces.BY_KEY["rosenbrock"], surfaces.BY_KEY["bowl"]
    assert box(rosenbrock, None).scale.log
    assert not box(rosenbrock, False).scale.log
    assert not box(bowl, None).scale.log
    assert box(bowl, True).scale.log


def test_nan_is_not_inside_the_window_and_the_margin_is():
    world = box(surfaces.BY_KEY["bowl"], None)
    points = np.array([[0.0, 0.0], [2.1, 0.0], [3.0, 0.0], [np.nan, 0.0]])
    np.testing.assert_array_equal(world.inside(points), [True, True, False, False])
    np.testing.assert_array_equal(world.inside(points, 0.0), [True, False, False, False])
