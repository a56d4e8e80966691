"""The default view of each landscape."""

import numpy as np
import pytest

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.sampling.mesh_interpolation import to_draw
from gui.sampling.overlap import seen_from
from gui.scene.geometry.body import body_of
from gui.scene.geometry.camera import ISO, Camera, fitted
from gui.scene.geometry.vantage import MOST, RADIUS, vantage
from tests.engine.worlds import default

# Pits that are narrow from every side, or more hills than one can look behind.
DEEP = {
    "wells",
    "easom",
    "drop_wave",
    "rastrigin",
    "griewank",
    "levy",
    "schwefel",
    "pulled_wells",
}


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_starts_and_minima_are_seen_from_the_default_camera(kind):
    surface = default(kind)
    field = mesh.sample_first(surface)
    drawn, world = to_draw(surface, field), world_of(surface, field.value)
    points = np.array([*surface.starts, *surface.minima], float).reshape(-1, 2)[:MOST]
    azimuth = vantage(surface, drawn, world)
    shares = []
    for turned in (azimuth, ISO.azimuth):
        camera = fitted(Camera(azimuth=turned), body_of(world, field), 700.0, 520.0)
        ground = world.to_world(points, drawn.value(points))
        up = np.array([0.0, 0.0, RADIUS])
        seen = seen_from(camera.eye, ground + up, RADIUS, drawn, world)
        shares.append(seen.mean() if len(points) else 1.0)
    assert shares[0] >= shares[1]
    assert shares[0] == 1.0 or kind.key in DEEP
