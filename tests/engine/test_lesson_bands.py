"""The curriculum's tables of chance, whole and over its numbers of seeds: with the long tests.

The ordinary tests hold the cells that lessons speak of (`test_lessons.py`, over fewer seeds) and
some others (`test_lessons_on_data.py`). A share p of n runs is held within four standard deviations
of the difference of two such samples and two runs more.
"""

import math

import pytest

from engine.lessons.measures import Fraction
from engine.lessons.measures_batch import MedianUntil
from engine.noise import MiniBatch
from engine.optimizers import BY_KEY
from tests.engine.paths import surface

SINE, WELLS = surface("sine_neuron"), surface("pulled_wells", pull=15.0)
SHARP, FLAT = WELLS.starts[:2]
L7 = [  # η, B, the share of 200 runs, and the median of the updates of those that arrive
    *[(0.1, 20, 0, None), (0.1, 10, 0, None), (0.1, 5, 0, None), (0.1, 4, 0, None)],
    *[(0.1, 2, 0.04, None), (0.1, 1, 0.875, 171)],
    *[(0.2, 20, 0, None), (0.2, 10, 0, None), (0.2, 5, 0, None), (0.2, 4, 0.13, 1321)],
    *[(0.2, 2, 0.985, 135), (0.2, 1, 1, 50)],
    *[(0.3, 20, 0, None), (0.3, 10, 0, None), (0.3, 5, 0.37, 939), (0.3, 4, 0.905, 304)],
    *[(0.3, 2, 1, 61), (0.3, 1, 1, 57)],
]
L8 = [
    *[(SHARP, 20, 1), (SHARP, 10, 1), (SHARP, 5, 0.997), (SHARP, 2, 0.76), (SHARP, 1, 0)],
    *[(FLAT, 20, 0), (FLAT, 10, 0), (FLAT, 5, 0), (FLAT, 2, 0), (FLAT, 1, 0)],
]


def band(share: float, runs: int) -> float:
    return 4 * math.sqrt(2 * share * (1 - share) / runs) + 2 / runs


@pytest.mark.full
@pytest.mark.parametrize(("rate", "size", "share", "median"), L7)
def test_l7_how_often_and_how_soon_batches_leave_the_local_minimum(rate, size, share, median):
    run = {
        "surface": SINE,
        "optimizer": BY_KEY["gd"](lr=rate),
        "start": (4.0, 1.0),
        "noise": MiniBatch(float(size)),
        "updates": 4000,
        "level": 0.01,
        "seeds": 200,
    }
    assert Fraction(**run).value() == pytest.approx(share, abs=band(share, 200))
    if median is not None:
        # A median of waiting times that are about exponential varies by their mean / √n.
        spread = 4 * math.sqrt(2) * median / math.log(2) / math.sqrt(200 * share)
        assert MedianUntil(**run).value() == pytest.approx(median, abs=spread)


@pytest.mark.full
@pytest.mark.parametrize(("start", "size", "share"), L8)
def test_l8_how_often_batches_end_in_the_sharp_well(start, size, share):
    ends = Fraction(
        surface=WELLS,
        optimizer=BY_KEY["gd"](lr=0.03),
        start=start,
        noise=MiniBatch(float(size)),
        updates=3000,
        entry="w1",
        level=0.8,
        relation="above",
        seeds=300,
        end=True,
    )
    # The tilts of the examples are others than the curriculum's: fresh seeds gave 0.08 for B = 1.
    assert ends.value() == pytest.approx(share, abs=band(share, 300) + 0.08 * (size == 1))
