"""One ball of very many is found and judged without the others."""

import numpy as np
import pytest

from engine.arrays import columns
from engine.commands import Drop, Move, Remove
from engine.optimizers import BY_KEY
from engine.plain import PIECE
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.session import agrees
from engine.snapshot import Homes
from engine.surfaces.rosenbrock import Rosenbrock
from tests.engine.replayed import reached_of


def run(rate=1e-3):
    points = tuple(map(tuple, np.random.default_rng(0).uniform(-2, 2, (40, 2)).tolist()))
    fleets = (FleetSetup(BY_KEY["gd"](lr=rate), points=points), FleetSetup(BY_KEY["adam"]()))
    return Player(Scenario(Rosenbrock(), fleets))


def test_homes_are_those_of_a_dictionary_after_any_edits():
    player = run()
    for edit in (Drop((1, 0), ((0.0, 1.0),)), Remove((3, 7)), Move(5, (1.0, 1.0))):
        player.edit(edit)
    now = player.snapshot()
    known = {ball: (f, k) for f in now.fleets for k, ball in enumerate(f.balls.tolist())}
    assert dict(now.homes) == known
    assert len(now.homes) == len(known)
    assert 3 not in now.homes
    assert now.homes.get(10**6) is None
    assert dict(Homes(())) == {}


@pytest.mark.parametrize("rate", [1e-3, 0.5])
def test_one_ball_has_the_reading_and_the_status_that_it_has_among_all(rate):
    player = run(rate)  # with the larger one all diverge
    player.timeline.simulation.step(60)
    alone, together = player.snapshot().fleets[0], player.snapshot().fleets[0]
    for place in range(40):
        one = alone.reading_of(place)
        for name in ("loss", "gradient", "norm", "eigenvalues"):
            whole = getattr(together.reading, name)[place : place + 1]
            np.testing.assert_array_equal(getattr(one, name), whole)
        assert alone.status_of(place) is together.statuses[place]
        assert alone.remarks(place) == together.remarks(place)
    assert not {"reading", "statuses"} & vars(alone).keys()
    assert together.status_of(0) is together.statuses[0]
    np.testing.assert_array_equal(together.reading_of(3).loss, together.reading.loss[3:4])


def test_a_replay_is_compared_piece_by_piece_and_one_other_bit_is_found():
    points = np.random.default_rng(1).uniform(-1, 1, (2500, 2))
    player = Player(Scenario(Rosenbrock(), (FleetSetup(BY_KEY["gd"]()),)))
    player.timeline.simulation.drop((0,), columns(points))
    now, heard = player.snapshot(), []
    reached = reached_of(now)
    assert agrees(reached, now, heard.append)
    assert len(heard) == -(-len(points) // PIECE)
    moved = [*reached.points[:-1], (reached.points[-1][0], np.nextafter(reached.points[-1][1], 9))]
    assert not agrees(type(reached)(reached.balls, tuple(moved)), now)
    assert not agrees(type(reached)(reached.balls[1:], reached.points[1:]), now)
    assert not agrees(type(reached)((*reached.balls[:-1], 9999), reached.points), now)
