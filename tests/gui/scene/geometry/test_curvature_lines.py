"""The arms of curvature in the surface, and the parabolas and the sheet of the local quadratic."""

from dataclasses import replace

import numpy as np
import pytest

from engine.surfaces import BY_KEY
from gui.sampling.curvature_arms import crosses
from gui.sampling.height_scale import FLOOR, HEIGHT, OVER, world_of
from gui.sampling.mesh import sample_first
from gui.scene.geometry.curvature import arms, parabolas, straight_arms
from gui.scene.geometry.quadratic import COUNT, sheet_of

RADIUS, PIXEL = 0.02, 0.003
PLACES = (("bowl", (-1.0, 0.5)), ("saddle", (0.3, 0.2)), ("himmelblau", (0.1, 2.9)))
BOTH = pytest.mark.parametrize("make", [arms, straight_arms])


def world_for(surface, log=None):
    return world_of(surface, sample_first(surface).value, log)


def made(key, point, log=None):
    surface = BY_KEY[key]()
    return surface, world_for(surface, log), crosses(surface, np.array([point]))


@BOTH
@pytest.mark.parametrize(("key", "point"), PLACES)
def test_arms_lie_in_the_surface_along_the_eigenvectors(make, key, point):
    surface, world, found = made(key, point)
    length = np.array([[0.1, 0.2]])
    lines, signs = make(found, length, RADIUS, PIXEL, surface, world)
    places = world.points(lines[..., :2].astype(float))
    np.testing.assert_allclose(lines[..., 2], world.z(surface.value(places)), atol=2e-3)
    _, vectors = np.linalg.eigh(surface.hessian(np.array(point)))
    off = (places - point).reshape(-1, 2)
    across = np.abs(off @ vectors)  # along one eigenvector each point is at 0 of the other
    assert (across.min(axis=-1) <= 1e-5 * across.max(axis=-1)).all()
    assert sorted(set(signs.tolist())) == sorted(set(np.sign(found.eigenvalues[0]).tolist()))


@pytest.mark.parametrize(("key", "point"), PLACES)
def test_arms_are_so_long_along_the_surface_and_begin_at_the_edge_of_the_ball(key, point):
    surface, world, found = made(key, point)
    found = replace(found, signs=np.array([[1, -1]]))  # to have them apart
    lines, signs = arms(found, np.array([[0.1, 0.2]]), RADIUS, PIXEL, surface, world)
    for sign, length in ((1, 0.1), (-1, 0.2)):
        own = lines[signs == sign]
        pieces = np.linalg.norm(own[:, 1, :3] - own[:, 0, :3], axis=-1)
        assert pieces.sum() == pytest.approx(2 * length, rel=0.01)
        assert own[:, 0, 3].min() == 0
        assert own[:, 1, 3].max() == pytest.approx(length / PIXEL, rel=0.01)
    ground = world.to_world(found.points, found.loss)[0]
    nearest = np.linalg.norm(lines[..., :3] - ground, axis=-1).min()
    assert nearest == pytest.approx(RADIUS, rel=0.05)


@BOTH
def test_where_there_is_no_certain_curvature_nothing_is_drawn(make):
    surface, world, _ = made("bowl", (0.0, 0.0))
    found = crosses(surface, np.array([[0.5, 0.5], [np.nan, 0.0], [0.0, np.inf]]))
    assert found.signs[0].tolist() == [1, 1]
    assert not found.signs[1:].any()
    only = replace(found, signs=np.array([[0, 1], [0, 0], [0, 0]]))
    lines, signs = make(only, np.full((3, 2), 0.1), RADIUS, PIXEL, surface, world)
    assert set(signs.tolist()) == {1}
    assert np.isfinite(lines).all()
    none, _ = make(replace(found, signs=0 * found.signs), np.ones((3, 2)), 0.0, 1.0, surface, world)
    assert not len(none)


@BOTH
def test_arms_end_at_the_edge_of_the_window(make):
    surface, world, found = made("bowl", (1.99, 0.0))
    lines, _ = make(found, np.full((1, 2), 0.5), RADIUS, PIXEL, surface, world)
    assert len(lines)
    assert (np.abs(lines[..., :2]) <= np.array(world.half) + 1e-6).all()


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(("key", "point"), PLACES)
def test_parabolas_are_the_taylor_polynomial_of_the_second_degree(key, point, log):
    surface, world, found = made(key, point, log)
    lines, _ = parabolas(found, 0, PIXEL, world)
    assert len(lines) > 20
    off = world.points(lines[..., :2]) - point
    gradient, hessian = surface.gradient(np.array(point)), surface.hessian(np.array(point))
    expected = surface.value(np.array(point)) + off @ gradient
    expected = expected + 0.5 * np.einsum("...i,ij,...j", off, hessian, off)
    np.testing.assert_allclose(lines[..., 2], world.z(expected), atol=0.01)
    heights = lines[..., 2]
    assert ((heights >= FLOOR - 1e-9) & (heights <= HEIGHT * OVER + 1e-9)).all()


@pytest.mark.parametrize("log", [False, True])
def test_the_sheet_of_a_quadratic_surface_is_that_surface(log):
    for key, point in PLACES[:2]:
        surface, world, found = made(key, point, log)
        sheet = sheet_of(found, 0.4, world)
        places = world.points(sheet.position[..., :2])
        np.testing.assert_allclose(
            sheet.position[..., 2], world.z(surface.value(places)), atol=1e-9
        )
        normal = world.normals(surface.value(places), surface.gradient(places))
        np.testing.assert_allclose(sheet.normal, normal, atol=1e-9)


def test_the_sheet_leaves_the_surface_as_its_cubic_term_says():
    """Of Himmelblau's function along w1 the third derivative is 24 w1: at w1 > 0 the surface rises
    above its quadratic ahead, and falls below it behind."""
    point = (1.0, 1.0)
    surface, world, found = made("himmelblau", point, log=False)
    sheet = sheet_of(found, 0.15, world)
    row = COUNT // 2
    places = world.points(sheet.position[row, :, :2])
    off = places[:, 0] - point[0]
    above = world.z(surface.value(places)) - sheet.position[row, :, 2]
    assert np.abs(places[:, 1] - point[1]).max() < 1e-9
    rate = HEIGHT / (world.scale.high - world.scale.low)
    np.testing.assert_allclose(above, rate * (4.0 * off**3 + off**4), atol=1e-9)
    assert (above[off > 0.1] > 0).all()
    assert (above[off < -0.1] < 0).all()


@pytest.mark.parametrize("reach", [0.05, 0.35, 1.0])
def test_the_sheet_reaches_so_far_and_stays_in_the_window(reach):
    _, world, found = made("bowl", (0.0, 0.0))
    place = sheet_of(found, reach, world).position[..., :2]
    assert place.max() == pytest.approx(reach)
    _, world, found = made("himmelblau", (4.0, -4.0))
    place = sheet_of(found, reach, world).position[..., :2]
    assert (np.abs(place) <= np.array(world.half) + 1e-12).all()


def test_lines_of_the_sheet_end_where_nothing_is_drawn():
    _, world, found = made("himmelblau", (3.0, 2.0), log=False)
    steep = replace(found, hessian=1e20 * found.hessian)
    sheet = sheet_of(steep, 1.0, world)
    assert np.isfinite(sheet.position).all()
    for lines in (sheet.border, sheet.grid):
        assert not len(lines) or lines[..., 2].max() <= HEIGHT * OVER
    assert len(sheet_of(found, 0.1, world).border) == 4 * (COUNT - 1)


@pytest.mark.parametrize("name", ["loss", "gradient", "hessian"])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_without_a_derivative_there_is_no_sheet(name, value):
    _, world, found = made("bowl", (0.5, 0.5))
    broken = np.array(getattr(found, name))
    broken.flat[0] = value
    assert sheet_of(found, 0.3, world) is not None
    assert sheet_of(replace(found, **{name: broken}), 0.3, world) is None
