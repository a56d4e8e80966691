"""Where each optimizer's next update leads from the place of one ball."""

from dataclasses import replace

import numpy as np
import pytest

from engine.analysis.local_quadratic import expanded
from engine.analysis.next_points import next_points
from engine.noise import Exact, Gaussian
from engine.optimizers import ALL
from engine.optimizers import BY_KEY as RULES
from engine.scenario import FleetSetup, Scenario
from engine.schedules.composed import Warmup
from engine.simulation import Simulation
from engine.surfaces import BY_KEY
from tests.gui.scene.runs import instant

START = (0.7, 0.6)
SOLO = tuple(rule for rule in ALL if not rule.random)


def run(key, setups, updates=0, noise=None):
    made = Simulation(Scenario(BY_KEY[key](), setups, seed=5, noise=noise or Exact()))
    made.step(updates)
    return made


def dropped(rule, **more):
    return FleetSetup(rule, points=(START,), **more)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
@pytest.mark.parametrize("noise", [Exact(), Gaussian(0.3)], ids=["exact", "noisy"])
def test_a_ball_goes_to_its_next_point_to_the_last_bit(kind, noise):
    made = run("himmelblau", (dropped(kind()),), updates=3, noise=noise)
    (found,) = next_points(instant(made), int(made.views()[0].balls[0]))
    made.step(1)
    assert found.point.tobytes() == np.ascontiguousarray(made.views()[0].position[0]).tobytes()
    assert not found.dropped
    assert found.loss == made.surface.value(found.point)


def test_other_rules_make_the_first_update_of_a_ball_that_is_dropped_there():
    """Where the chosen ball has moved away from theirs; the learning rates are their schedules'."""
    setups = tuple(dropped(kind(lr=0.01), color=0, schedule=Warmup()) for kind in SOLO)
    made = run("himmelblau", (dropped(RULES["gd"](lr=0.003)), *setups), updates=2)
    found = next_points(instant(made), int(made.views()[0].balls[0]))
    place = tuple(made.views()[0].position[0].tolist())
    fresh = run("himmelblau", tuple(replace(each, points=(place,)) for each in setups), updates=1)
    assert [each.dropped for each in found] == [False, *(True for _ in SOLO)]
    for each, fleet in zip(found[1:], fresh.views(), strict=True):
        assert each.point.tolist() == fleet.position[0].tolist()


def test_a_rule_with_a_ball_at_the_same_place_has_the_memory_of_that_ball():
    setups = (dropped(RULES["momentum"]()), dropped(RULES["adam"]()))
    made = run("himmelblau", setups)
    assert not any(each.dropped for each in next_points(instant(made), 0))


@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "bowl"])
def test_newtons_next_point_is_the_bottom_of_the_sheet_where_that_has_one(key):
    surface = BY_KEY[key]()
    point = np.array([2.6, 2.2]) if key == "himmelblau" else np.array([0.5, 0.1])
    setups = (
        FleetSetup(RULES["gd"](), points=(tuple(point.tolist()),)),
        FleetSetup(RULES["newton"](), color=1, points=((0.0, 0.0),)),
    )
    now = instant(Simulation(Scenario(surface, setups)))
    model = expanded(surface, point)
    assert (np.linalg.eigvalsh(model.hessian) > 0).all()
    _, found = next_points(now, 0)
    around = found.point + 0.1 * np.array([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 1], [1, -1]])
    assert found.promised == pytest.approx(float(model.value(found.point)), abs=1e-12)
    assert (model.value(around) > found.promised).all()
    slope = model.gradient + model.hessian @ (found.point - point)
    assert np.abs(slope).max() <= 1e-9 * np.abs(model.gradient).max()


def test_what_chance_decides_has_no_next_point_before_it_is_dropped():
    setups = (dropped(RULES["gd"]()), FleetSetup(RULES["adam"](), points=((0.0, 0.0),)))
    made = run("himmelblau", setups, noise=Gaussian(0.3))
    assert len(next_points(instant(made), 0)) == 1
    random = next(kind for kind in ALL if kind.random)
    setups = (dropped(RULES["gd"]()), FleetSetup(random(), points=((0.0, 0.0),)))
    assert len(next_points(instant(run("himmelblau", setups)), 0)) == 1


def test_a_ball_that_is_lost_or_none_has_no_next_points():
    made = run("himmelblau", (dropped(RULES["gd"](lr=1e200)),), updates=4)
    assert next_points(instant(made), 0) == ()
    assert next_points(instant(made), 7) == ()
