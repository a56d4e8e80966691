"""The quadratic model at a point, and what it says of the next update."""

from concurrent.futures import CancelledError

import numpy as np
import pytest

from engine.analysis.local_quadratic import expanded, parts
from engine.noise import Exact, Gaussian, MiniBatch
from engine.optimizers import ALL
from engine.scenario import FleetSetup, Scenario
from engine.schedules.decays import Exponential
from engine.simulation import Simulation
from engine.surfaces import BY_KEY
from engine.surfaces.typed import Typed

STEPS = np.random.default_rng(20_261_130).uniform(-1, 1, (50, 2))


def world(surface, optimizer, noise=None, updates=3, schedule=None):
    more = {} if schedule is None else {"schedule": schedule}
    fleet = FleetSetup(optimizer, points=((0.7, -0.4), (0.3, 0.9)), **more)
    made = Simulation(Scenario(surface, (fleet,), seed=5, noise=noise or Exact()))
    made.step(updates)
    return made


def test_the_saddle_of_the_two_weight_network_half_a_unit_along_its_ways():
    """Lesson 2: the model says 0.75 where the loss is 0.765625."""
    model = expanded(BY_KEY["two_weights"](), np.zeros(2))
    down = np.array([0.5, 0.5]) / np.sqrt(2)
    assert model.value(down) == pytest.approx(0.75)
    said = parts(model, down)
    assert (said.slope, said.real, said.rest) == pytest.approx((0, -0.234375, 0.015625))
    assert said.bend == said.promised == pytest.approx(-0.25)


@pytest.mark.parametrize("key", ["bowl", "saddle", "booth", "matyas", "tilted_valley"])
def test_a_quadratic_loss_is_its_own_model_everywhere(key):
    surface = BY_KEY[key]()
    model = expanded(surface, np.array([0.3, -0.7]))
    points = model.point + STEPS
    assert model.value(points) == pytest.approx(surface.value(points), rel=1e-12)
    said = parts(model, STEPS)
    assert (np.abs(said.rest) <= 8 * said.rounding + 1e-15).all()
    assert said.promised == pytest.approx(said.real, rel=1e-9)


def test_the_rest_of_a_cubic_is_its_value_at_the_step():
    cubic = BY_KEY["monkey_saddle"]()
    model = expanded(cubic, np.array([0.4, 0.2]))
    assert parts(model, STEPS).rest == pytest.approx(cubic.value(STEPS), abs=1e-14)


def test_the_rest_falls_with_the_cube_of_the_step():
    model = expanded(BY_KEY["himmelblau"](), np.array([1.0, 1.0]))
    rests = parts(model, np.array([1e-2, 1e-3])[:, None] * np.array([0.6, 0.8])).rest
    assert rests[0] / rests[1] == pytest.approx(1000, rel=0.02)


def test_every_point_gets_the_same_bits_in_any_block():
    model = expanded(BY_KEY["rosenbrock"](), np.array([0.3, 0.4]))
    alone = [model.value(step[None])[0] for step in STEPS]
    assert (
        model.value(STEPS).tolist()
        == alone
        == model.value(STEPS.reshape(5, 10, 2)).ravel().tolist()
    )


NOISES = {"two_weights": (Exact(), Gaussian(0.1)), "sine_neuron": (MiniBatch(3.0),)}
WORLDS = [(key, noise) for key, noises in NOISES.items() for noise in noises]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_the_step_of_each_rule_is_the_one_that_it_makes_next(kind):
    for key, noise in WORLDS:
        made = world(BY_KEY[key](), kind(), noise, schedule=Exponential())
        (view,) = made.views()
        before = view.position
        steps = [view.asked(place)[1].move[0] for place in range(2)]
        said = [
            (step, parts(expanded(view.surface, before[place]), step))
            for place, step in enumerate(steps)
        ]
        made.step()
        (after,) = made.views()
        for place, (step, found) in enumerate(said):
            assert (before[place] + step).tolist() == after.position[place].tolist()
            # The model is of all examples, without noise, and taken at the ball.
            gradient = view.surface.gradient(before[place])
            assert found.slope == pytest.approx(gradient @ step, rel=1e-9, abs=1e-15)
            change = view.surface.value(after.position[place]) - view.surface.value(before[place])
            assert found.real == pytest.approx(change, abs=1e-15)
            assert found.slope + found.bend + found.rest == pytest.approx(change, abs=1e-12)


def test_it_can_be_cancelled():
    def check():
        raise CancelledError

    (view,) = world(BY_KEY["bowl"](), ALL[0]()).views()
    with pytest.raises(CancelledError):
        view.asked(0, check)


@pytest.mark.parametrize(
    ("text", "point", "nothing"),
    [
        ("log(x)+y^2", (-1.0, 1.0), True),  # a hole
        ("sqrt(x^2+y^2)", (0.0, 0.0), True),  # the tip of a cone
        ("x^2+1e-20*y^2", (1e9, 1.0), False),
        ("3*x-y", (0.0, 0.0), False),
        ("0*x+0*y+7", (0.0, 0.0), False),
        ("exp(x^2)", (30.0, 0.0), True),  # overflows
    ],
)
def test_bad_places_give_nothing_and_do_not_raise(text, point, nothing):
    model = expanded(Typed(text=text), np.array(point))
    said = parts(model, np.array([[0.0, 0.0], [0.1, 0.2], [1e9, 0.0], [1e200, -1e200]]))
    assert np.isfinite(said.promised[1]) != nothing
    assert nothing or said.rest[0] == 0
    assert said.rounding.shape == (4,)
