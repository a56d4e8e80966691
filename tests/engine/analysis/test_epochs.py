"""Epochs and examples seen, against counting them one update after another."""

import numpy as np
import pytest

from engine.analysis.epochs import Epochs, epochs_of
from engine.commands import ChangeNoise, Drop
from engine.noise import BallAges, Exact, Gaussian, MiniBatch
from engine.scenario import Scenario
from engine.stamped import Stamped
from engine.surfaces.data.lines import LinearRegression
from engine.surfaces.quadratics import Bowl

SURFACE = LinearRegression()  # 20 examples
RUNS = {
    "one": ((0, 1),),
    "three": ((0, 3),),
    "all": ((0, 20),),
    "smaller": ((0, 20), (5, 7), (31, 1)),
    "larger": ((0, 2), (13, 6), (14, 20)),
}
CASES = {"argvalues": [(sizes, born) for sizes in RUNS.values() for born in (0, 4, 17)], "ids": str}


def size_at(sizes, update):
    return [size for start, size in sizes if start <= update][-1]


def counted(sizes, born, updates):
    """From the batches that the program makes."""
    total, ball = [0], np.zeros(1, np.int64)
    for update in range(born, born + updates):
        noise = MiniBatch(float(size_at(sizes, update)))
        ages = BallAges(0, ball, update, ball + born)
        total.append(total[-1] + noise.together(SURFACE, ages).shape[1])
    return np.array(total)


@pytest.mark.parametrize(("sizes", "born"), **CASES)
def test_examples_are_those_of_all_batches(sizes, born):
    epochs = Epochs(20, sizes, born)
    updates = np.arange(born, born + 61)
    wanted = counted(sizes, born, 60)
    np.testing.assert_array_equal(epochs.examples(updates), wanted)
    assert not epochs.examples(np.arange(born)).any()
    between = epochs.examples(updates[:-1] + 0.5)
    np.testing.assert_allclose(between, (wanted[1:] + wanted[:-1]) / 2)
    places = [epochs.update_at(float(each)) for each in wanted]
    np.testing.assert_allclose(places, updates, atol=1e-9)


@pytest.mark.parametrize(("sizes", "born"), **CASES)
def test_epochs_start_where_the_order_is_used_up(sizes, born):
    epochs = Epochs(20, sizes, born)
    wanted = {
        update
        for update in range(born, born + 81)
        if size_at(sizes, update) < 20 and (update - born) % -(-20 // size_at(sizes, update)) == 0
    }
    found = epochs.starts(0, born + 80, 10**6).tolist()
    assert wanted <= set(found)
    ends = {start for start, _ in sizes}  # the end of a part belongs to both
    assert set(found) - wanted <= ends
    assert epochs.batches == any(size < 20 for _, size in sizes)


def test_marks_that_would_merge_are_thinned_evenly():
    epochs = Epochs(20, ((0, 5),))
    assert epochs.starts(0, 400, 100).tolist() == list(range(0, 401, 4))
    assert epochs.starts(0, 400, 20).tolist() == list(range(0, 401, 20))
    assert epochs.starts(90, 400, 8).tolist() == [120, 160, 200, 240, 280, 320, 360, 400]
    assert epochs.starts(0, 1e9, 7).size <= 11
    assert epochs.starts(-50, -1, 7).size == 0
    assert Epochs(20, ((0, 20),)).starts(0, 400, 7).size == 0


def test_the_log_tells_when_the_batch_size_was_changed():
    scenario = Scenario(SURFACE, noise=Gaussian(0.1))
    log = (
        Stamped(3, ChangeNoise(MiniBatch(4.0))),
        Stamped(3, ChangeNoise(MiniBatch(5.0))),
        Stamped(6, Drop((0,), ((0.0, 0.0),))),
        Stamped(9, ChangeNoise(MiniBatch(1000.0))),
        Stamped(12, ChangeNoise(Exact())),
    )
    wanted = Epochs(20, ((0, 20), (3, 5), (9, 20), (12, 20)), 2)
    assert epochs_of(scenario, log, 2) == wanted
    assert epochs_of(scenario, ()) == Epochs(20, ((0, 20),))
    assert epochs_of(Scenario(Bowl()), ()) is None


def test_an_update_before_everything_is_that_of_birth():
    assert Epochs(20, ((0, 20),), 2**62).update_at(5.0) == 2.0**62
