"""The schedules against torch.optim.lr_scheduler: recorded, and run where it is installed.

The record is in tests/data, with the program that made it. torch is no part of the development
environment, so the tests that need it skip there and say so.
"""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from engine import schedules
from tests.data import make_torch_schedules as peer

DATA = Path(peer.__file__).with_name("torch_schedules.json")
RUNS = json.loads(DATA.read_text(encoding="utf-8"))["runs"]
CLOSE = 1e-12  # relative
AGES = np.arange(peer.UPDATES, dtype=np.float64)


@pytest.fixture(scope="module")
def torch():
    reason = "torch is not installed: only its recorded rates are compared (make_torch_schedules)"
    return pytest.importorskip("torch", reason=reason)


def ours(plain):
    """The schedule of this program that a plain description of the peer's names."""
    name, given = peer.parted(plain)
    values = {key: value_of(value) for key, value in given.items()}
    return schedules.BY_KEY[name](**values)


def value_of(plain):
    if isinstance(plain, dict):
        return ours(plain)
    return tuple(plain) if isinstance(plain, list) else plain


@pytest.mark.parametrize("place", range(len(RUNS)), ids=lambda k: RUNS[k]["schedule"]["key"])
def test_the_recorded_rates_are_ours(place):
    run = RUNS[place]
    found = ours(run["schedule"]).factor(np.array(run["ages"], dtype=np.float64))
    np.testing.assert_allclose(found, run["rates"], rtol=CLOSE, atol=0)


@pytest.mark.parametrize("key", peer.KINDS)
@pytest.mark.parametrize("seed", range(6))
def test_five_thousand_updates_with_random_hyperparameters_have_torchs_rates(torch, key, seed):
    plain = peer.plain(random.Random(100 + seed), key)
    rates = peer.factors(torch, *peer.parted(plain))
    np.testing.assert_allclose(ours(plain).factor(AGES), rates, rtol=CLOSE, atol=0)


@pytest.mark.parametrize("key", peer.CHAINED)
def test_behind_a_warm_up_each_has_torchs_rates(torch, key):
    rng = random.Random(7)
    plain = {"key": "warmup", "span": peer.whole(rng, 2, 400), "then": peer.plain(rng, key)}
    rates = peer.factors(torch, *peer.parted(plain))
    np.testing.assert_allclose(ours(plain).factor(AGES), rates, rtol=CLOSE, atol=0)


def test_every_kind_is_recorded():
    assert {run["schedule"]["key"] for run in RUNS} == {kind.key for kind in schedules.ALL}
    assert {kind.key for kind in schedules.ALL} == set(peer.KINDS)
    assert all(len(run["ages"]) == len(run["rates"]) >= 40 for run in RUNS)
