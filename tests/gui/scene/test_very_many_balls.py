"""Laws of what very many balls may cost: in numbers of vertices, lines and bytes."""

import numpy as np
import pytest

from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.sampling.trail_sample import MOST, one_in, sample
from gui.scene.geometry.arrows import Kind
from gui.scene.geometry.balls import POINT, RINGED, TINY, VERTEX, parted
from gui.scene.presenters.arrow_presenter import MOST_ARROWS, evenly_picked, vectors_of
from gui.scene.presenters.ball_arrays import ball_arrays
from gui.scene.presenters.ball_placement import BallPlacement, radius_pixels
from gui.scene.presenters.trail_history import MANY_POINTS, POINTS, WHOLE, plan, positions
from gui.style.palette import DARK
from tests.gui.scene.runs import instant, many_balls, race

COUNTS = (1, 64, 65, 1000, MOST, MOST + 1, 10_000, 100_000, 200_000)


def chosen_of(count, *chosen):
    mask = np.zeros(count, bool)
    mask[list(chosen)] = True
    return mask


@pytest.mark.parametrize("count", COUNTS)
def test_trails_have_a_fixed_number_of_vertices_however_many_balls_there_are(count):
    for mask in (np.zeros(count, bool), chosen_of(count, count // 2), np.ones(count, bool)):
        kept = sample(mask)
        made = plan(len(kept), 10**6)
        assert len(kept) <= MOST
        most = POINTS if count <= WHOLE else MANY_POINTS
        assert len(kept) * made.pieces * made.updates <= most
        assert (np.diff(kept) > 0).all()


@pytest.mark.parametrize("count", COUNTS)
def test_chosen_balls_keep_their_trails_and_of_the_others_every_so_manyth_has_one(count):
    kept = set(sample(chosen_of(count, count // 3)).tolist())
    assert count // 3 in kept
    assert kept >= set(range(0, count, one_in(count)))
    assert count > MOST or len(kept) == count


def test_the_sample_of_the_others_does_not_depend_on_the_choice():
    before, after = sample(np.zeros(9000, bool)), sample(chosen_of(9000, 5, 77))
    assert set(after.tolist()) - set(before.tolist()) == {5, 77}


def test_positions_of_some_balls_are_those_columns_of_all():
    made = race("bowl", points=((-1.0, 0.5), (0.3, 0.2), (0.1, 0.1)), fleets=2, lr=0.1)
    made.step(40)
    made.move(1, np.array([1.0, 1.0]))  # its trajectory is the largest
    made.step(40)
    now, updates = instant(made), np.array([0, 39, 40, 41, 80])
    trajectories = np.concatenate([fleet.trajectories for fleet in now.fleets])
    for kept in ([0], [1, 4], [2, 3, 5], [4, 0, 1]):
        np.testing.assert_array_equal(
            positions(now, updates, trajectories[kept]), positions(now, updates)[:, kept]
        )


def placed(count, ring=()):
    made = many_balls(count)
    world = world_of(made.surface, mesh.sample(made.surface, 64).value)
    arrays = ball_arrays(instant(made), DARK)
    rings = 1.0 * chosen_of(count, *ring)
    lost = np.zeros(count, np.int8)
    return BallPlacement().place(arrays, arrays.position, rings, made.surface, world, 0.003, lost)


def test_balls_beyond_a_number_are_points_of_sixteen_bytes_without_shadow_or_orientation():
    few, many = placed(TINY), placed(TINY + 1)
    spheres, points = parted(few)
    assert (len(spheres), len(points)) == (4 * TINY, 0)
    spheres, points = parted(many)
    assert (len(spheres), len(points)) == (0, TINY + 1)
    assert POINT.itemsize == 16 < 4 * VERTEX.itemsize
    assert {many.turn.strides[0], many.shadow.strides[1]} == {0}  # one for all, not an array


def test_a_few_chosen_among_very_many_balls_are_spheres_and_all_chosen_are_points():
    count = TINY + 500
    spheres, points = parted(placed(count, ring=(3, 70)))
    assert (len(spheres), len(points)) == (8, count - 2)
    spheres, points = parted(placed(count, ring=range(RINGED + 1)))
    assert (len(spheres), len(points)) == (0, count)
    assert len(set(points["color"][:, 3].tolist())) == 2


def test_more_balls_are_never_larger():
    sizes = [radius_pixels(count) for count in (1, 30, 1000, 10_000, 100_000, 200_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] > 1.0


def test_arrows_of_the_chosen_ask_for_no_reading_of_all_balls():
    made = many_balls(300)
    made.step(2)
    now, picked = instant(made), chosen_of(300, 7, 100)
    for kind in Kind:
        assert vectors_of(kind, now, picked).shape == (2, 2)
    assert "reading" not in vars(now.fleets[0])
    np.testing.assert_array_equal(
        vectors_of(Kind.GRADIENT, now, picked), -now.fleets[0].reading.gradient[picked]
    )
    assert np.count_nonzero(evenly_picked(np.ones(50_000, bool))) <= MOST_ARROWS
