"""The sampled surface."""

from dataclasses import dataclass

import numpy as np
import pytest

from engine import surfaces
from gui.scene import mesh
from gui.scene.height import HEIGHT, world_of

SURFACE = surfaces.BY_KEY["saddle"]()


def world():
    return world_of(SURFACE, mesh.sample(SURFACE, 64).value)


def test_the_grid_meets_the_windows_corners():
    points = mesh.grid(SURFACE, 5)
    np.testing.assert_array_equal(points[0, 0], SURFACE.low)
    np.testing.assert_array_equal(points[-1, -1], SURFACE.high)
    np.testing.assert_array_equal(points[0, -1], [SURFACE.high[0], SURFACE.low[1]])


def test_the_texture_holds_slopes_heights_and_losses():
    field, box = mesh.sample(SURFACE, 16), world()
    texture = mesh.texture(field, box)
    np.testing.assert_allclose(texture[..., 3], field.value, rtol=1e-6)
    np.testing.assert_allclose(texture[..., 2], box.z(field.value), rtol=1e-6)
    np.testing.assert_allclose(
        texture[..., :2], box.slopes(field.value, field.gradient), rtol=1e-5, atol=1e-6
    )


def test_triangles_turn_to_the_left_seen_from_above_and_cover_the_box():
    box = world()
    corners = mesh.vertices(SURFACE, box, 9)[mesh.triangles(9)]
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    areas = 0.5 * (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
    assert (areas > 0).all()
    assert areas.sum() == pytest.approx(4 * box.half[0] * box.half[1], rel=1e-5)


def test_what_is_not_finite_becomes_the_highest_ground():
    @dataclass(frozen=True, slots=True)
    class Torn(type(SURFACE)):
        def value(self, points):
            x = points[..., 0]
            return np.where(x > 1, np.nan, x)

    field = mesh.sample(Torn(), 9)
    assert np.isfinite(field.value).all()
    assert np.isfinite(field.gradient).all()
    assert field.value.max() == field.value[0, -1]


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_every_surface_fits_its_box(kind):
    surface = kind()
    box = world_of(surface, mesh.sample(surface, 64).value)
    z = mesh.vertices(surface, box, 32)[:, 2]
    assert z.min() >= -1e-6
    assert z.max() <= HEIGHT + 0.02
    assert np.ptp(z) > 0.5 * HEIGHT
