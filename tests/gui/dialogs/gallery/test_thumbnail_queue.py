"""The pictures on the cards of the gallery, as arrays."""

import numpy as np
import pytest

from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.scenario import FleetSetup
from engine.schedules.decays import InverseSquareRoot
from engine.surfaces import ALL, BY_KEY
from engine.surfaces.quadratics import Bowl, Saddle
from gui.sampling.lit_image import relief, reliefs
from gui.sampling.mesh import grid
from gui.thumbnails.thumbnail import ends, run
from tests.engine.worlds import default


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_low_losses_are_bluer_than_high_ones(kind):
    seen = relief(default(kind), -60.0, 104, 65, 1.0)
    assert seen.pixels.shape == (65, 104, 4)
    solid = seen.pixels[..., 3] == 255
    assert 0.25 < solid.mean() < 0.9
    points = grid(default(kind), 33).reshape(-1, 2)
    loss = default(kind).value(points)
    shown = seen.seen(points, loss)
    points, loss = points[shown], loss[shown]
    at = seen.pose.project(points, loss)[0].astype(int).clip(0, (103, 64))
    red, _, blue, _ = (seen.pixels[at[:, 1], at[:, 0]].T + 1.0).tolist()
    blueness = np.log(np.array(blue) / red)  # of the map, whatever the light
    z = seen.pose.world.z(loss)
    low, high = z <= z.min() + 0.3 * np.ptp(z), z >= z.min() + 0.6 * np.ptp(z)
    assert blueness[low].mean() > blueness[high].mean()


def test_every_point_of_a_flat_slope_is_visible_and_a_wall_hides_points_behind():
    open_ = relief(Saddle(), -60.0, 104, 65, 1.0)
    assert open_.seen(np.array([[0.0, 0.0]]), np.array([0.0])).all()
    bowl = relief(BY_KEY["ellipse"](kappa=100.0), -90.0, 104, 65, 1.0)
    surface = bowl.surface
    # Seen from the side of low w2, the near wall of the trough hides its own inner side.
    near = np.array([[0.0, 0.97 * surface.low[1]]])
    far = np.array([[0.0, 0.5 * surface.high[1]]])
    assert not bowl.seen(near, surface.value(near)).any()
    assert bowl.seen(far, surface.value(far)).all()


def test_a_picture_is_made_in_slices_each_of_a_small_part_of_the_points():
    counts = []

    class Counting:
        def __init__(self, surface):
            self._surface = surface

        def __getattr__(self, name):
            return getattr(self._surface, name)

        def value(self, points):
            counts.append(points.size // 2)
            return self._surface.value(points)

    slices = list(reliefs(Counting(Saddle()), -60.0, 208, 130, 1.0))
    assert all(each is None for each in slices[:-1])
    np.testing.assert_array_equal(slices[-1].pixels, relief(Saddle(), -60.0, 208, 130, 1.0).pixels)
    assert max(counts) < sum(counts) / 10


def test_where_a_loss_is_undefined_the_picture_has_a_hole():
    class Holed:
        def __init__(self):
            self._surface = Bowl()

        def __getattr__(self, name):
            return getattr(self._surface, name)

        def value(self, points):
            loss = self._surface.value(points)
            return np.where(np.hypot(points[..., 0], points[..., 1]) < 1.0, np.nan, loss)

    whole = relief(Bowl(), -60.0, 104, 65, 1.0)
    holed = relief(Holed(), -60.0, 104, 65, 1.0)
    assert (holed.pixels[..., 3] == 255).sum() < 0.97 * (whole.pixels[..., 3] == 255).sum()
    assert not holed.seen(np.array([[0.0, 0.0]]), np.array([np.nan])).any()


def test_a_thumbnail_shows_the_run_of_the_optimizer():
    setup = FleetSetup(OPTIMIZERS["gd"](lr=0.5), InverseSquareRoot(), points=((1.0, -1.0),))
    x = np.array([[1.0, -1.0]])
    rows = list(run(Bowl(), setup, 3))
    for age, row in enumerate(rows):
        np.testing.assert_allclose(row, x)
        x = x - 0.5 / np.sqrt(1 + age) * Bowl().gradient(x)
    assert len(rows) == 4


def test_a_ball_that_left_the_window_has_no_glyph():
    seen = relief(Saddle(), -50.0, 104, 65, 1.0)
    rows = np.array([[[0.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [np.nan, 7.0]]])
    assert len(ends(seen, rows)) == 1
