"""Meshes with few triangles: as near to the heights as asked for, and without gaps."""

import numpy as np
import pytest

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.adaptive_mesh import AdaptiveMesh
from gui.sampling.height_scale import world_of

PIXEL = 0.0035  # world length, in the default view
SOME = ("bowl", "rosenbrock", "himmelblau", "ackley", "relu_neuron")
OTHERS = [key for key in surfaces.BY_KEY if key not in SOME]
EVERY = (*SOME, *(pytest.param(key, marks=pytest.mark.full) for key in OTHERS))
SIZES = (mesh.MESH_SOFTWARE, mesh.MESH)


def corners(key, count):
    surface = surfaces.BY_KEY[key]()
    world = world_of(surface, mesh.sample(surface, 64).value)
    return mesh.vertices(surface, world, count).reshape(count, count, 3), world


def between(heights, triangles):
    """The heights (n, n) of the triangles at all points, by barycentric coordinates."""
    count = len(heights)
    found = np.full(heights.shape, np.nan)
    at = np.stack(np.unravel_index(triangles, heights.shape), axis=-1)  # (m, 3, 2)
    sides = np.ptp(at, axis=1).max(axis=-1)
    for side in np.unique(sides):
        row, column = (part.ravel() for part in np.indices((side + 1, side + 1)))
        few = at[sides == side]
        points = few.min(axis=1)[:, None] + np.stack([row, column], axis=-1)
        one, two = few[:, 1] - few[:, 0], few[:, 2] - few[:, 0]
        off = points - few[:, None, 0]
        whole = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
        u = (off[..., 0] * two[:, None, 1] - off[..., 1] * two[:, None, 0]) / whole[:, None]
        v = (one[:, None, 0] * off[..., 1] - one[:, None, 1] * off[..., 0]) / whole[:, None]
        inside = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9)
        a, b, c = (heights[few[:, k, 0], few[:, k, 1]][:, None] for k in range(3))
        z = a + u * (b - a) + v * (c - a)
        flat = points[..., 0] * count + points[..., 1]
        found.ravel()[flat[inside]] = z[inside]
    return found


@pytest.mark.parametrize("key", EVERY)
def test_no_height_is_farther_from_the_triangles_than_asked_for(key):
    square, _ = corners(key, mesh.MESH_SOFTWARE)
    heights = np.ascontiguousarray(square[..., 2])
    made = AdaptiveMesh(heights)
    for most in (0.1 * PIXEL, 0.5 * PIXEL, 20 * PIXEL):
        seen = between(heights.astype(float), made.triangles(most))
        assert np.abs(seen - heights).max() <= most + 1e-6


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("key", SOME)
def test_triangles_fill_the_square_without_gaps_or_corners_on_a_side(key, count):
    square, world = corners(key, count)
    found = AdaptiveMesh(np.ascontiguousarray(square[..., 2])).triangles(0.5 * PIXEL)
    a, b, c = (square.reshape(-1, 3)[found[:, k], :2].astype(float) for k in range(3))
    one, two = b - a, c - a
    doubled = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    assert doubled.min() > 0
    assert doubled.sum() / 2 == pytest.approx(4 * np.prod(world.half), rel=1e-5)
    # Every side has the same two corners in the triangle on its other side.
    sides = {
        (p, q) for each in found.tolist() for p, q in zip(each, np.roll(each, -1), strict=True)
    }
    alone = [(p, q) for p, q in sides if (q, p) not in sides]
    row, column = np.unravel_index(np.array(alone), (count, count))
    at_edge = [
        (part == part[:, :1]).all(axis=1) & np.isin(part[:, 0], (0, count - 1))
        for part in (row, column)
    ]
    assert (at_edge[0] | at_edge[1]).all()


def test_what_is_flat_takes_few_triangles_and_what_is_rough_all():
    flat = AdaptiveMesh(np.zeros((97, 97), np.float32)).triangles(1e-6)
    rough = np.random.default_rng(0).uniform(size=(97, 97)).astype(np.float32)
    assert len(flat) == 2 * 3 * 3
    assert len(AdaptiveMesh(rough).triangles(1e-6)) == len(mesh.triangles(97))
