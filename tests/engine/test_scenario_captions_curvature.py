"""The statements of the captions of scenarios that show curvature, or a batch."""

from dataclasses import replace

import numpy as np
import pytest

from engine.analysis.batch_view import example_gradients
from engine.analysis.local_quadratic import expanded, parts
from engine.noise import MiniBatch
from engine.simulation import Simulation
from tests.engine.paths import first
from tests.engine.test_scenario_captions import SCENARIOS, tracks


def test_17_the_sheet_promises_what_the_other_wall_takes():
    scenario = SCENARIOS["17-sheet"]
    fast, slow = scenario.fleets
    (start,) = fast.points
    model = expanded(scenario.surface, np.array(start))
    made = parts(model, -fast.optimizer.lr * model.gradient)
    numbers = (made.promised, made.slope, made.bend, made.real)
    assert [round(float(number), 2) for number in numbers] == [-0.35, -0.42, 0.07, 0]
    assert model.hessian[1, 1] == pytest.approx(0.64)
    assert scenario.surface.hessian(np.zeros(2))[1, 1] == pytest.approx(10)
    bounced, arrived = tracks("17-sheet", scenario.end)
    assert scenario.surface.value(bounced) == pytest.approx(np.full((61, 1), 0.25), abs=1e-9)
    assert np.abs(arrived[-1]).max() < 1e-3


def test_18_the_ball_on_the_saddle_stays_one_comes_back_and_one_leaves():
    scenario = SCENARIOS["18-way-out"]
    (track,) = tracks("18-way-out", scenario.end)
    loss = scenario.surface.value(track)
    assert (track[:, 0] == 0).all()
    assert np.abs(track[-1, 1]).max() < 1e-4
    assert first(loss[:, 2] < 1e-6) == 59
    axes = [np.array(point) for point in scenario.fleets[0].points[1:]]
    assert [np.hypot(*axis) for axis in axes] == pytest.approx([0.1, 0.1])
    hessian = scenario.surface.hessian(np.zeros(2))
    assert [axis @ hessian @ axis / 0.01 for axis in axes] == pytest.approx([2, -2])


@pytest.mark.parametrize(("size", "leaves"), [(1.0, 17), (20.0, -1)])
def test_20_single_examples_move_the_ball_that_their_mean_does_not(size, leaves):
    scenario = SCENARIOS["20-batch-sees"]
    surface, (point,) = scenario.surface, scenario.fleets[0].points
    each = example_gradients(surface, np.array(point), np.arange(surface.count))
    assert len(each) == 20
    assert np.abs(each.mean(axis=0)).max() < 1e-14
    assert float(np.sqrt((each**2).sum(axis=-1).mean())) == pytest.approx(2.37, abs=0.005)
    run, track = Simulation(replace(scenario, noise=MiniBatch(size))), []
    for _ in range(scenario.end):
        track.append(run.views()[0].position)
        run.step()
    assert first(surface.value(np.array(track)) < 0.01) == [leaves]
    stays = np.abs(track[-1] - point).max() < 1e-12
    assert stays == (leaves < 0)
