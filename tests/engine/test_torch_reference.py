"""The library forms against recorded updates of torch.optim, see tests/data."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine import optimizers, surfaces
from engine.arrays import columns
from engine.optimizers.adam import AdamState
from engine.optimizers.adaptive import Squares
from engine.optimizers.descent import Movement

DATA = Path(__file__).parents[1] / "data" / "torch_reference.json"
RUNS = json.loads(DATA.read_text(encoding="utf-8"))["runs"]


def named(run):
    return f"{run['optimizer']}-{run['surface']}-{run['options']['lr']}"


every_run = pytest.mark.parametrize("run", RUNS, ids=named)


def optimizer_of(run):
    options = {name: value for name, value in run["options"].items() if name != "nesterov"}
    betas = options.pop("betas", None)
    if betas:
        options["beta1"], options["beta2"] = betas
    return optimizers.BY_KEY[run["optimizer"]](**options)


def state_of(optimizer, x, plain):
    """What torch remembers, in the words of the engine's states."""
    fresh = optimizer.init(x)
    if not plain:
        return fresh
    steps = plain.get("step")
    age = np.full((len(x), 1), 0.0 if steps is None else steps)
    match fresh:
        case AdamState():
            return AdamState(
                columns(plain["exp_avg"]),
                columns(plain["exp_avg_sq"]),
                optimizer.beta1**age,
                optimizer.beta2**age,
            )
        case Squares():
            return Squares(columns(plain["sum"]), age)
        case Movement():
            return Movement(columns(plain["momentum_buffer"]) * -optimizer.lr)
    return fresh


@every_run
def test_one_update_from_the_same_state_agrees(run):
    """After 0, 1, 2, 10 and 100 updates: positions within 1e-12 relative."""
    optimizer, surface = optimizer_of(run), surfaces.BY_KEY[run["surface"]]()
    for moment in run["moments"]:
        x = columns(moment["x"])
        state = state_of(optimizer, x, moment["state"])
        if run["optimizer"] == "nesterov":
            x = x - state.m * optimizer.momentum  # torch keeps the point that is looked at
        after, state = optimizer.step(surface, x, state)
        expected = np.array(moment["next"])
        np.testing.assert_allclose(optimizer.look(after, state), expected, rtol=1e-12, atol=1e-13)


@every_run
def test_a_hundred_updates_of_ours_end_where_theirs_do(run):
    """Rounding grows where a ball bounces between walls, so the later, the looser."""
    optimizer, surface = optimizer_of(run), surfaces.BY_KEY[run["surface"]]()
    moments = {moment["update"]: moment for moment in run["moments"]}
    x = columns(moments[0]["x"])
    state = optimizer.init(x)
    for update in range(101):
        if update in moments:
            expected = moments[update]["x"]
            rtol = 1e-9 if update == 100 else 1e-12
            np.testing.assert_allclose(optimizer.look(x, state), expected, rtol=rtol, atol=1e-13)
        x, state = optimizer.step(surface, x, state)


def test_every_library_form_is_recorded():
    assert {run["optimizer"] for run in RUNS} == {
        "gd",
        "momentum",
        "nesterov",
        "adam",
        "adagrad_sum",
    }
    assert {run["surface"] for run in RUNS} == {"rosenbrock", "himmelblau", "beale"}
    assert all([m["update"] for m in run["moments"]] == [0, 1, 2, 10, 100] for run in RUNS)
