"""Small simulations for tests, and their contents."""

from functools import cache

import numpy as np

from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.rosenbrock import Rosenbrock
from engine.timeline import Course, Timeline

BLOCK = 600  # for tests: many blocks without many balls
POINTS = ((-1.5, 1.5), (0.3, -0.4), (1.2, 2.0))


@cache
def default(kind):
    """The surface of a kind, its knobs as they begin. It is frozen, so all tests share what takes
    long to find: its minima and its window."""
    return kind()


def scenario(*keys, points=POINTS, surface=None):
    """A race of the named optimizers from the same points."""
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=0.001), color=i, points=points) for i, key in enumerate(keys)
    )
    return Scenario(surface or Rosenbrock(), fleets)


def played(course):
    """A timeline taken straight to the course's update."""
    timeline = Timeline(course.scenario)
    timeline.become(Course(course.scenario, course.log, course.update))
    timeline.arrive()
    return timeline


def bits(timeline):
    """Everything that may influence the future, as comparable bytes."""
    state = timeline.simulation.capture()
    parts = [state.update, state.loss, state.next_ball, state.next_fleet]
    for fleet in state.fleets:
        parts += [fleet.id, fleet.color, fleet.optimizer, fleet.schedule]
        parts += [fleet.balls.tolist(), fleet.born.tolist(), fleet.starts.tobytes("A")]
        for x, memory in fleet.blocks:
            parts += [x.tobytes("A"), *(array.tobytes("A") for array in memory)]
    return parts


def recorded(timeline):
    """Positions on record by (fleet, ball, update), later rows winning."""
    rows = {}
    for view in (*timeline.simulation.views(), *timeline.simulation.removed_fleets()):
        for chunk in view.chunks:
            for update, row in zip(chunk.updates, chunk.rows, strict=True):
                for ball, point in zip(chunk.balls, row, strict=True):
                    rows[view.id, int(ball), int(update)] = tuple(point)
    return rows


def trail(view, ball):
    """One ball's recorded positions, shape (k, 2)."""
    return np.concatenate([chunk.rows[:, chunk.balls == ball][:, 0] for chunk in view.chunks])
