"""Rolling without slip."""

from itertools import pairwise

import numpy as np
import pytest

from gui.scene.geometry.rolling import resting, rolled, rotate

UP = np.array([[0.0, 0.0, 1.0]])
HERE = np.zeros((1, 3))


def test_a_ball_that_rolls_a_quarter_of_its_circumference_makes_a_quarter_turn():
    there = np.array([[0.5 * np.pi * 0.2, 0.0, 0.0]])
    turn = rolled(resting(1), HERE, there, UP, 0.2)
    # The top now points in the direction of motion.
    np.testing.assert_allclose(rotate(turn, UP), [[1.0, 0.0, 0.0]], atol=1e-12)


def test_a_full_turn_restores_the_marking():
    there = np.array([[0.0, 2 * np.pi * 0.2, 0.0]])
    turn = rolled(resting(1), HERE, there, UP, 0.2)
    np.testing.assert_allclose(rotate(turn, np.array([[0.3, 0.4, 0.5]])), [[0.3, 0.4, 0.5]])


def test_steps_in_one_direction_add_up():
    ends = np.linspace(0, 1, 11)[:, None] * np.array([0.7, 0.4, 0.0])
    turn = resting(1)
    for a, b in pairwise(ends):
        turn = rolled(turn, a[None], b[None], UP, 0.1)
    whole = rolled(resting(1), ends[:1], ends[-1:], UP, 0.1)
    np.testing.assert_allclose(rotate(turn, UP), rotate(whole, UP), atol=1e-9)


@pytest.mark.parametrize("there", [[[0.0, 0.0, 0.0]], [[np.nan] * 3]], ids=["rest", "gone"])
def test_a_ball_that_rests_or_is_undrawn_keeps_its_orientation(there):
    turn = rolled(resting(1), HERE, np.array(there), UP, 0.1)
    np.testing.assert_array_equal(turn, resting(1))
