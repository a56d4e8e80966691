"""The lines of the crosshair on every surface."""

import numpy as np
import pytest

from engine import surfaces
from gui.sampling.height_scale import world_of
from gui.sampling.mesh import sample_first
from gui.scene.geometry.crosshair import FREE, PIECES, crosshair_lines


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_they_lie_on_the_surface_along_both_parameters_and_leave_the_point_free(kind):
    surface = kind()
    world = world_of(surface, sample_first(surface).value)
    point = tuple(np.array(world.low) + (np.array(world.high) - world.low) * (0.3, 0.6))
    lines = crosshair_lines(point, surface, world)
    assert len(lines) > PIECES  # of two lines; parts may cross holes
    places = world.points(lines[..., :2])
    with np.errstate(all="ignore"):
        heights = world.z(surface.value(places))
    np.testing.assert_allclose(lines[..., 2], heights, atol=0.02)
    along = np.isclose(places, point, rtol=0, atol=1e-9 * np.ptp([world.low, world.high]))
    assert along.any(axis=-1).all()
    away = np.abs(lines[..., :2] - world.plane(np.array(point))).max(axis=-1)
    assert away.min() >= FREE
    assert away.min() < 2 * FREE + 0.02
