"""When a ball came to a critical point, against its status after every single update."""

import numpy as np
import pytest

from engine.analysis import remarks
from engine.analysis.arrivals import arrival
from engine.analysis.curvature import read
from engine.analysis.departures import Departure
from engine.analysis.remarks import Remark
from engine.analysis.status import Status, statuses
from engine.commands import Drop
from engine.control import execute
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.recording import Chunk
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.quadratics import Bowl


def run(rule, *points, surface=None, updates=600):
    player = Player(Scenario(surface or Bowl(), (FleetSetup(rule, points=points),)))
    go(player, updates)
    return player


def go(player, update):
    player.timeline.seek(update)
    player.timeline.arrive()
    return player.snapshot().fleets[0]


def said(surface, track):
    """The status after every update but the first, of the path (k, 2) of a ball."""
    return statuses(read(surface, track[1:]), np.diff(track, axis=0))


CASES = {
    "a minimum": (BY_KEY["gd"](lr=0.1), (1.0, 0.9), "bowl", Status.MINIMUM),
    "swinging about it": (BY_KEY["momentum"](lr=0.05), (1.0, 0.9), "bowl", Status.MINIMUM),
    "a saddle point": (BY_KEY["gd"](lr=0.05), (1.0, -1.0), "two_weights", Status.SADDLE),
    "a valley": (BY_KEY["gd"](lr=0.05), (1.5, -0.5), "two_weights", Status.DEGENERATE),
}


@pytest.mark.parametrize("case", CASES)
def test_an_arrival_is_an_update_with_the_status_after_one_without_it(case):
    rule, point, key, status = CASES[case]
    surface = SURFACES[key]()
    player = run(rule, point, surface=surface)
    fleet = player.snapshot().fleets[0]
    track = np.concatenate([chunk.rows[:, 0] for chunk in fleet.chunks])
    every = said(surface, track)
    assert fleet.statuses == (status,)
    for cursor in (600, every.index(status) + 1, every.index(status) + 40):
        there = every[cursor - 1] is status
        for found in go(player, cursor).arrival(0) if there else ():
            update = int(found.values[0])
            assert found == Remark(remarks.ARRIVED, (str(update),))
            assert every[update - 1] is status is not every[update - 2]
            assert update <= cursor
        assert bool(go(player, cursor).arrival(0)) == there
    assert go(player, every.index(status)).arrival(0) == ()  # not yet


def test_of_a_ball_that_never_came_there_or_is_elsewhere_nothing_is_said():
    for point, updates in (((0.0, 0.0), 300), ((0.0, 0.0), 0), ((1.0, 1.0), 3)):
        player = run(BY_KEY["gd"](lr=0.01), point, updates=updates)
        assert player.snapshot().fleets[0].arrival(0) == ()
    lost = run(BY_KEY["gd"](lr=4.0), (1.0, 1.0), updates=700)
    assert lost.snapshot().fleets[0].arrival(0) == ()


def test_a_ball_that_was_dropped_late_is_dated_from_the_start_of_the_run():
    player = run(BY_KEY["gd"](lr=0.1), (1.0, 0.9), updates=40)
    for point in ((0.3, 0.3), (0.5, 0.1)):
        execute(Drop((0,), (point,)), player)
    fleet = go(player, 600)
    alone = run(BY_KEY["gd"](lr=0.1), (0.3, 0.3)).snapshot().fleets[0]
    assert int(fleet.arrival(1)[0].values[0]) == 40 + int(alone.arrival(0)[0].values[0])


def test_where_updates_were_thinned_out_it_was_then_or_earlier():
    path = np.geomspace(1.0, 1e-12, 65)[:, None] * [1.0, 1.0]
    number = np.array([0], np.int64)
    rows = path[::4][:, None, :]
    chunk = Chunk(Bowl(), 0, number, number, 0, 4, rows)
    (dated,) = remarks.of_arrival(arrival(Status.MINIMUM, Bowl(), (chunk,), 0, 64))
    assert dated.text == remarks.ARRIVED_BEFORE
    exact = said(Bowl(), rows[:, 0]).index(Status.MINIMUM) + 1
    assert dated.values == (str(4 * exact),)
    cut = [Chunk(Bowl(), 0, number, number, 4 * k, 1, rows[k : k + 2]) for k in range(16)]
    assert arrival(Status.MINIMUM, Bowl(), cut, 0, 64) == Departure(4 * exact - 3, False)
