"""Balls that hide each other: found by their pixels, without those hidden by the surface."""

import numpy as np
import pytest

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.sampling.overlap import MOST, NEAR, Stack, seen_from, stacks


def test_balls_at_one_place_are_counted_at_the_one_that_is_drawn_last():
    pixels = np.array([(10.0, 20.0), (90.0, 20.0), (10.0, 20.0), (10.0, 21.0)])
    assert stacks(pixels) == (Stack(3, 3, 10.0, 21.0),)


@pytest.mark.parametrize(("gap", "count"), [(NEAR, 1), (NEAR + 0.01, 0)])
def test_balls_further_apart_than_the_limit_are_no_stack(gap, count):
    assert len(stacks(np.array([(50.0, 50.0), (50.0, 50.0 + gap)]))) == count


def test_balls_that_are_not_drawn_are_not_counted():
    pixels = np.array([(np.nan, np.nan), (5.0, 5.0), (np.inf, 5.0), (5.0, 5.0), (np.nan, np.nan)])
    assert stacks(pixels) == (Stack(3, 2, 5.0, 5.0),)


def test_no_ball_is_counted_twice():
    pixels = np.cumsum(np.full((100, 2), 1.0), axis=0)  # each is near its neighbours only
    assert sum(stack.count for stack in stacks(pixels)) <= 100
    spread = np.repeat(np.arange(6)[:, None] * (40.0, 30.0), 5, axis=0)
    assert [stack.count for stack in stacks(spread)] == [5] * 6


def test_of_numbers_that_would_overlap_the_largest_is_kept():
    pixels = np.array([(50.0, 50.0)] * 2 + [(58.0, 50.0)] * 3)
    assert [stack.count for stack in stacks(pixels)] == [3]


@pytest.mark.parametrize("count", [0, 1, MOST + 1])
def test_one_ball_and_very_many_balls_have_no_numbers(count):
    assert stacks(np.zeros((count, 2))) == ()
    assert len(stacks(np.zeros((MOST, 2)))) == 1


def test_the_surface_hides_a_ball_from_one_side_and_not_from_the_other():
    surface = surfaces.BY_KEY["saddle"]()
    world = world_of(surface, mesh.sample(surface, mesh.TEXTURE_FIRST).value)
    foot = np.array([(0.0, -1.9)])  # low, with the ridge of the saddle behind it
    centre = world.to_world(foot, surface.value(foot)) + np.array([0.0, 0.0, 0.02])
    for side, seen in ((-1, True), (1, False)):
        eye = np.array([0.0, side * 5.0, 0.3])
        assert seen_from(eye, centre, 0.01, surface, world).tolist() == [seen]
