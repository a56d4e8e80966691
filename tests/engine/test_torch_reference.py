"""The library forms against torch.optim, and Lion against optax, which torch lacks.

Their results are recorded in tests/data. Where they are installed they are also run again, with
hyperparameters drawn by another seed; where not, those tests are skipped, and say so.
"""

import pytest

from engine import optimizers
from tests.engine.references import STRAY, SURFACES, one_update, recorded, whole_run

RUNS = recorded()
OURS_ALONE = {"adagrad", "rmsprop"}  # the book's forms, which no library has


def named(run):
    return f"{run['optimizer']}-{run['surface']}-{run['options']['lr']:.3g}"


every_run = pytest.mark.parametrize("run", RUNS, ids=named)


def agrees(run):
    """One update from the same state within 1e-12, 200 updates within 1e-10, both relative."""
    single = one_update(run)
    assert set(single) == {0, 1, 10, 100}
    assert max(single.values()) <= 1e-12
    assert (whole_run(run) <= 1e-10).all()


@every_run
def test_updates_agree_with_those_recorded(run):
    agrees(run)


def test_every_first_order_rule_that_a_library_has_is_recorded():
    wanted = {kind.key for kind in optimizers.ALL if kind.group in ("descent", "adaptive", "adam")}
    wanted -= {*OURS_ALONE, "perturbed"}
    assert {run["optimizer"] for run in RUNS} == wanted
    for key in wanted:
        runs = [run for run in RUNS if run["optimizer"] == key]
        assert {run["surface"] for run in runs} == set(SURFACES)
        calm = [apart for run in runs for apart in run["spread"] if apart <= STRAY]
        assert len(calm) >= 8, f"too few runs of {key} whose end can be compared"


@pytest.mark.parametrize("seed", [2, 3])
def test_updates_agree_with_torch_as_installed(seed):
    pytest.importorskip("torch", reason="no torch: only its recorded updates were compared")
    from tests.data import make_torch_reference

    for run in make_torch_reference.runs(seed, 1):
        agrees(run)


@pytest.mark.parametrize("seed", [2, 3])
def test_updates_agree_with_optax_as_installed(seed):
    pytest.importorskip("optax", reason="no optax: only its recorded updates were compared")
    from tests.data import make_optax_reference

    for run in make_optax_reference.runs(seed, 1):
        agrees(run)
