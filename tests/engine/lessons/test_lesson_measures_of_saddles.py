"""Measures of critical points, escapes and epochs against worked cases of the curriculum."""

import math

import numpy as np
import pytest

from engine.lessons import measures_epoch as epochs
from engine.lessons import measures_escape as escapes
from engine.lessons.measure import Measure
from engine.noise import MiniBatch
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.surfaces import BY_KEY as SURFACES

GD = OPTIMIZERS["gd"](lr=0.05)
TWO, RING = SURFACES["two_weights"](), SURFACES["ring"]()
LINE = SURFACES["linear_regression"]()
AXIS = {"surface": RING, "point": (0.0, 0.0), "direction": (2.0, 0.0)}
RACE = {"surface": TWO, "base": (1.0, -1.0), "direction": (1.0, 1.0), "level": 0.01}
ROUND = {"surface": RING, "optimizer": GD, "updates": 700}
FITTED = {"surface": LINE, "optimizer": GD}
SINGLE, ORDERED = MiniBatch(1.0), MiniBatch(1.0, shuffle_each_epoch=False)
BEST = LINE.minima[0]
WAY, TWICE = {"optimizer": GD, "surface": SURFACES["bowl"](), "start": (1.0, 1.0)}, 0.9025


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (escapes.SliceExtreme(**AXIS, number=1), 0.075429),
        (escapes.SliceExtreme(**AXIS, number=1, entry="loss"), 1.011282),
        (escapes.SliceExtreme(**AXIS, number=1, above=2), 0.717136),
        (escapes.PerDecade(surface=TWO, point=(0.0, 0.0), rate=0.05), 24.158858),
        (escapes.Escape(**RACE, delta=0.1, optimizer=GD), 31),
        (escapes.Escape(**RACE, delta=0.0, optimizer=GD, updates=50), math.inf),
        (escapes.Escape(**RACE, delta=1e-4, optimizer=OPTIMIZERS["momentum"](lr=0.05)), 38),
        (
            escapes.Escape(
                **RACE, delta=1e-4, optimizer=OPTIMIZERS["momentum"](lr=0.05), stays=True
            ),
            66,
        ),
        (escapes.LastAway(**RACE, delta=0.1, optimizers=(OPTIMIZERS["adam"](lr=0.05), GD)), 0),
        (
            escapes.LastAway(
                **RACE, delta=0.1, optimizers=(OPTIMIZERS["adam"](lr=0.05), GD), first=True
            ),
            1,
        ),
        (epochs.Away(**FITTED, start=BEST, updates=3), 0.0),
        (epochs.Away(**WAY, updates=2), TWICE * math.sqrt(2)),  # 0.95² of √2
        (epochs.Turning(**WAY, updates=5), 0.0),
        (epochs.Turning(**{**WAY, "optimizer": OPTIMIZERS["gd"](lr=1.5)}, updates=5), 180.0),
        (epochs.Dance(**WAY, updates=2, since=2), TWICE * math.sqrt(2)),
        (epochs.Recurrence(**WAY, updates=1), 0.05 * math.sqrt(2)),
        (epochs.Recurrence(**FITTED, start=BEST, updates=400, back=20, noise=ORDERED), 0.0),
    ],
)
def test_a_measure_gives_what_was_worked_out(measure: Measure, value: float) -> None:
    assert measure.value() == pytest.approx(value, abs=1e-5)


def test_what_a_surface_does_not_have_is_no_number() -> None:
    assert math.isnan(escapes.SliceExtreme(**AXIS, number=3).value())
    assert math.isnan(escapes.SliceExtreme(**AXIS, number=0, above=3).value())
    assert math.isnan(escapes.SliceExtreme(**AXIS, number=-1).value())


def test_the_loss_falls_all_the_way_round_the_wall_and_rises_on_a_step_too_far() -> None:
    assert escapes.LargestRise(**ROUND, start=(1.5, 0.001)).value() < 0
    far = OPTIMIZERS["gd"](lr=2.1)  # of a bowl with curvature 1: each update goes 1.1 times as far
    rise = escapes.LargestRise(
        surface=SURFACES["bowl"](), optimizer=far, start=(1.0, 0.0), updates=1
    )
    assert rise.value() == pytest.approx((1.1**2 - 1) / 2)


def test_l6_the_mean_turn_of_an_epoch() -> None:
    start = {**FITTED, "start": (0.0, 0.0), "noise": SINGLE}
    turning = epochs.Turning(**start, updates=20, seeds=200)
    assert turning.value() == pytest.approx(76.2, abs=1.0)
    single = epochs.Turning(**start, updates=20)
    assert abs(single.value() - turning.value()) < 3 * 12.7


def test_l6_an_order_that_is_never_shuffled_makes_a_loop_that_is_no_rest() -> None:
    start = {**FITTED, "start": BEST, "updates": 400}
    assert epochs.Recurrence(**start, back=20, noise=ORDERED).value() < 1e-6
    assert epochs.Recurrence(**start, back=20, noise=SINGLE).value() > 1e-3
    assert epochs.Recurrence(**start, back=1, noise=ORDERED).value() > 1e-3


def test_of_several_balls_the_mean_is_taken() -> None:
    several = epochs.Away(**FITTED, start=(0.0, 0.0), updates=20, noise=SINGLE, seeds=5)
    track = several.tracks(lambda share: None)
    away = np.hypot(*(track[-1] - np.array(BEST)).T)
    assert several.value() == pytest.approx(away.mean())
    assert away.std() > 0.01
