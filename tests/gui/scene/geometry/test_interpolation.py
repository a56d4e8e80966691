"""Interpolation between updates."""

import numpy as np
import pytest

from gui.scene.geometry.interpolation import FASTEST, STEP, glided, phase


def test_a_slow_pace_glides_evenly_and_arrives_with_the_next_update():
    assert phase(0.0, 2.0, playing=True, still=False) == 0
    assert phase(0.25, 2.0, playing=True, still=False) == pytest.approx(0.5)
    assert phase(0.5, 2.0, playing=True, still=False) == 1


def test_a_fast_pace_does_not_glide():
    assert phase(0.0, FASTEST + 1, playing=True, still=False) == 1


def test_a_single_step_is_eased():
    assert phase(STEP / 2, 60.0, playing=False, still=False) == pytest.approx(0.5)
    assert phase(STEP, 60.0, playing=False, still=False) == 1


def test_reduced_motion_means_none():
    assert phase(0.0, 1.0, playing=True, still=True) == 1
    assert phase(0.0, 1.0, playing=False, still=True) == 1


def test_a_moving_ball_is_between_its_points_and_a_new_one_is_at_its_point():
    before, after = np.array([[0.0, 0.0], [np.nan, 0.0]]), np.array([[2.0, 4.0], [1.0, 1.0]])
    np.testing.assert_allclose(glided(before, after, 0.5), [[1, 2], [1, 1]])
    assert glided(before, after, 1.0) is after
