"""The sampled surface."""

from dataclasses import dataclass

import numpy as np
import pytest

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.height_scale import HEIGHT, world_of
from tests.engine.worlds import default

SURFACE = surfaces.BY_KEY["saddle"]()


def world():
    return world_of(SURFACE, mesh.sample(SURFACE, 64).value)


def test_the_grid_meets_the_windows_corners():
    points = mesh.grid(SURFACE, 5)
    np.testing.assert_array_equal(points[0, 0], SURFACE.low)
    np.testing.assert_array_equal(points[-1, -1], SURFACE.high)
    np.testing.assert_array_equal(points[0, -1], [SURFACE.high[0], SURFACE.low[1]])


def test_the_texture_holds_slopes_heights_and_whether_there_is_a_loss():
    field, box = mesh.sample(SURFACE, 16), world()
    texture = mesh.texture(field, box)
    assert (texture[..., 3] == 1).all()
    np.testing.assert_allclose(texture[..., 2], box.z(field.value), rtol=1e-6)
    np.testing.assert_allclose(
        texture[..., :2], box.slopes(field.value, field.gradient), rtol=1e-5, atol=1e-6
    )


def test_triangles_are_counter_clockwise_from_above_and_cover_the_box():
    box = world()
    corners = mesh.vertices(SURFACE, box, 9)[mesh.triangles(9)]
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    areas = 0.5 * (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    assert (areas > 0).all()
    assert areas.sum() == pytest.approx(4 * box.half[0] * box.half[1], rel=1e-5)


@dataclass(frozen=True, slots=True)
class Torn(type(SURFACE)):
    def value(self, points):
        x = points[..., 0]
        with np.errstate(all="ignore"):
            return np.where(x > 1, np.nan, np.where(x < -1, np.inf, x))


def test_an_infinite_loss_becomes_the_largest_finite_one():
    field = mesh.sample(Torn(), 9)
    assert np.isfinite(field.value).all()
    assert np.isfinite(field.gradient).all()
    assert field.value[0, 0] == 1.0


def test_where_there_is_no_loss_there_is_a_hole_filled_from_its_edge():
    field = mesh.sample(Torn(), 9)
    x = mesh.grid(Torn(), 9)[..., 0]
    np.testing.assert_array_equal(field.hole, x > 1)
    assert (field.value[x > 1] == 1.0).all()
    there = mesh.texture(field, world())[..., 3]
    np.testing.assert_array_equal(there, x <= 1)
    assert np.isfinite(mesh.vertices(Torn(), world(), 9)).all()


def test_a_whole_surface_has_no_hole():
    assert mesh.sample(SURFACE, 9).hole is None


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_every_surface_fits_its_box(kind):
    surface = default(kind)
    box = world_of(surface, mesh.sample(surface, 64).value)
    z = mesh.vertices(surface, box, 32)[:, 2]
    assert z.min() >= -1e-6
    assert z.max() <= HEIGHT + 0.02
    assert np.ptp(z) > 0.5 * HEIGHT
