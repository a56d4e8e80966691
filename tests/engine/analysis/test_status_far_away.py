"""Verdicts far from the origin: being far along one axis excuses no slope along the other."""

from math import inf

import pytest

from engine.analysis.status import Status
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.typed import Typed


def status(formula, point, lr):
    """The status of a ball after one update by gradient descent."""
    fleet = FleetSetup(BY_KEY["gd"](lr=lr), points=(point,))
    player = Player(Scenario(Typed(formula), (fleet,)))
    player.go(1, forwarding=True)
    player.run_to_goal(inf, lambda: 0.0)
    return player.snapshot().fleets[0].statuses[0]


@pytest.mark.parametrize("shift", [1e3, 1e6, 1e8])
@pytest.mark.parametrize(("offset", "lr"), [(0.01, 0.1), (0.5, 1e-9), (1e-4, 0.3)])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_ball_that_moves_along_one_axis_is_not_at_rest(shift, offset, lr, swapped):
    one, other = ("w2", "w1") if swapped else ("w1", "w2")
    point = (offset, shift) if swapped else (shift, offset)
    formula = f"({one}-{shift:.0f})^2+{other}^2"
    assert status(formula, point, lr) is Status.MOVING
    rest = (0.0, shift) if swapped else (shift, 0.0)
    assert status(formula, rest, lr) is Status.MINIMUM
