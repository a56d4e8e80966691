"""Trails of very many balls on the map: a bounded number of lines, spread over all balls."""

import numpy as np
import pytest

from gui.panels.map.balls import CachedBallImage
from gui.panels.map.frame import MapFrame, middle_of
from gui.panels.map.trails import JOB_LINES, LINES_AT_ONCE, jobs_of, lines_of, rows_of
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.sampling.lost_balls import LostBalls
from gui.sampling.trail_sample import MOST
from gui.style.palette import DARK, LIGHT
from tests.gui.scene.runs import instant, many_balls


@pytest.fixture(scope="module")
def made():
    made = many_balls(MOST + 952)
    made.step(60)
    return made


def lines(jobs):
    return [lines_of(rows_of(job), job) for job in jobs]


@pytest.mark.parametrize("after", [-1, 20, 58])
def test_updates_of_very_many_balls_add_a_bounded_number_of_lines(made, after):
    now = instant(made)
    found = [ends.shape[1] for ends in lines(jobs_of(now, after, now.update))]
    assert sum(found) <= 1.1 * min(LINES_AT_ONCE, MOST * (now.update - after))
    assert max(found) <= 1.1 * JOB_LINES
    assert sum(found) >= 60 - max(after, 0) - 1


def test_the_lines_are_those_between_neighbouring_updates_and_reach_every_ball(made):
    now = instant(made)
    rows = now.fleets[0].chunks[0].rows
    starts = {tuple(point) for row in rows[:-1] for point in row.tolist()}
    seen = np.zeros(len(now.fleets[0].balls), bool)
    for job in jobs_of(now, -1, now.update):
        ends = lines_of(rows_of(job), job)
        assert {tuple(point) for point in ends[0, ::97].tolist()} <= starts
        first = rows_of(job)[0]
        seen |= np.isin(first[:, 0], ends[0, :, 0])
    assert seen.mean() > 0.3


def test_of_few_balls_every_line_is_there():
    few = many_balls(100)
    few.step(30)
    now = instant(few)
    assert sum(ends.shape[1] for ends in lines(jobs_of(now, -1, 30))) == 100 * 30


def test_the_picture_of_very_many_balls_is_made_again_only_where_it_changes(made):
    now, kept = instant(made), CachedBallImage()
    world = world_of(made.surface, mesh.sample(made.surface, 64).value)
    frame = MapFrame(world, 0.0, 0.0, 200.0, 150.0, middle_of(world))
    seen, none = LostBalls().resolve(now), frozenset()
    first = kept.image(seen, frame, DARK, none, 1.0)
    assert kept.image(seen, frame, DARK, none, 1.0) is first
    for changed in ((seen, frame, LIGHT, none, 1.0), (seen, frame, LIGHT, frozenset({1}), 1.0)):
        assert kept.image(*changed) is not first
    several = kept.image(seen, frame, DARK, frozenset(range(1000)), 1.0)
    assert several != first  # the chosen have a white edge
