"""Losses of data and their derivatives against torch's autograd.

Recorded in tests/data; where torch is installed it is also evaluated, at other points.
"""

import numpy as np
import pytest

from engine import surfaces
from tests.data.reference import read

RUNS = read("data_reference.json")
MAPS = ("value", "gradient", "hessian")
# These have no losses of examples that torch would add: two wells with known pulls.
ALONE = {"pulled_wells"}


def surface_of(run):
    return surfaces.BY_KEY[run["surface"]](**run["choices"])


def named(run):
    return "-".join([run["surface"], *map(str, run["choices"].values())])


def largest_differences(run):
    """Of value, gradient and Hessian, relative to the largest entry of the run.

    Both sides add terms of either sign, so an entry near 0 is as exact as its terms are.
    """
    surface, points = surface_of(run), np.array(run["points"])
    sides = np.subtract(surface.high, surface.low)  # entries of unlike units, made comparable
    found = []
    for name, size in zip(MAPS, (1.0, sides, np.outer(sides, sides)), strict=True):
        ours, theirs = getattr(surface, name)(points) * size, np.array(run[name]) * size
        assert theirs.any(), "all of them on level ground"
        found.append(np.abs(ours - theirs).max() / np.abs(theirs).max())
    return found


@pytest.mark.parametrize("run", RUNS, ids=named)
def test_a_loss_of_data_agrees_with_recorded_autograd(run):
    assert max(largest_differences(run)) <= 1e-13


def test_every_loss_of_data_is_recorded():
    wanted = {kind.key for kind in surfaces.ALL if kind.group == "data"}
    assert {run["surface"] for run in RUNS} == wanted - ALONE


def test_a_loss_of_data_agrees_with_autograd_as_installed():
    pytest.importorskip("torch", reason="no torch: only its recorded derivatives were compared")
    from tests.data import make_data_reference

    made = map(surface_of, RUNS)
    windows = [(surface.low, surface.high) for surface in made]
    for run in make_data_reference.runs(windows, count=16, seed=8):
        assert max(largest_differences(run)) <= 1e-13, named(run)
