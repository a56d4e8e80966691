"""Helpers of arrays."""

from dataclasses import replace

import numpy as np
import pytest

from engine.arrays import PART, tuple_of
from engine.player import Player
from tests.engine.worlds import scenario


class Watched(np.ndarray):
    """Records how many rows were made into Python numbers at once."""

    converted = []

    def tolist(self):
        self.converted.append(len(self))
        return super().tolist()


@pytest.fixture(autouse=True)
def converted():
    Watched.converted.clear()
    return Watched.converted


@pytest.mark.parametrize("count", [0, 1, PART, 3 * PART + 1])
def test_very_many_numbers_are_converted_a_few_at_a_time(count, converted):
    numbers = np.arange(2 * count, dtype=float).reshape(count, 2).view(Watched)
    assert tuple_of(numbers) == tuple((2.0 * k, 2.0 * k + 1) for k in range(count))
    assert tuple_of(numbers[:, 0]) == tuple(2.0 * k for k in range(count))
    assert max(converted, default=0) <= PART


def test_the_places_of_very_many_balls_are_converted_a_few_at_a_time(converted):
    (fleet,) = Player(scenario("gd")).snapshot().fleets
    starts = np.arange(4.0 * PART).reshape(-1, 2)
    assert replace(fleet, starts=starts.view(Watched)).setup.points == tuple(map(tuple, starts))
    assert 0 < max(converted) <= PART
