"""What the scenario on AdaGrad's bursts says of η/σ and the limit of stability."""

import re

import numpy as np
import pytest

from engine.analysis.step_history import history, life_of
from engine.player import Player
from tests.engine.test_scenario_captions import SCENARIOS

# Rounding decides when a burst begins, to half a percent.
NEAR = 5e-3


def lives():
    """The histories of both balls, to the end of the scenario."""
    run = Player(SCENARIOS["21-bursts"])
    run.timeline.seek(run.timeline.scenario.end)
    run.timeline.arrive()
    now = run.snapshot()
    fleets = [fleet for fleet in now.fleets if len(fleet.balls)]
    return [
        history(life_of(now, fleet, 0), None, now.update, lambda share: None) for fleet in fleets
    ]


@pytest.fixture(scope="module")
def both():
    return lives()


@pytest.fixture
def bursting(both):
    return both[0]


def loud_updates(found):
    """When the ball is away from the floor, on which w follows b."""
    surface, points = SCENARIOS["21-bursts"].surface, found.positions
    best = np.array(surface.minima[0])
    hessian = surface.hessian(best)
    floor = best[1] - hessian[0, 1] / hessian[1, 1] * (points[:, 0] - best[0])
    return np.abs(points[:, 1] - floor) > 0.5


def test_the_rate_passes_the_limit_before_the_bursts_and_falls_below_it_in_them(bursting):
    rate, limit = bursting.own[:, 1], 2 / bursting.curvatures[:, 1]
    above = rate > limit
    turns = np.flatnonzero(np.diff(above.astype(int))) + 1
    assert turns[:3] == pytest.approx([515, 723, 952], rel=NEAR)
    assert not above[:500].any()
    assert (np.diff(rate[100:700]) > 0).all()  # on the floor σ shrinks
    assert (bursting.own[:, 0] < 0.01 * 2 / bursting.curvatures[:, 0]).all()


def test_the_bursts_begin_when_the_caption_says(bursting):
    loud = loud_updates(bursting)
    begins = [t for t in range(100, len(loud)) if loud[t] and not loud[t - 100 : t].any()]
    assert begins == pytest.approx([715, 1188], rel=NEAR)


def test_the_sum_never_bursts_as_its_sigma_only_grows(both):
    summed = both[1]
    assert not loud_updates(summed)[100:].any()
    assert (np.diff(summed.own, axis=0) <= 0).all()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_caption_names_these_updates(language):
    caption = SCENARIOS["21-bursts"].caption.inside(language)
    assert re.findall(r"\d{3,}", caption) == ["515", "715", "723"]
    assert SCENARIOS["21-bursts"].view.panel == "step.rates"
