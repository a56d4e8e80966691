"""Surfaces along a line: where it runs, what is found on it, and how balls move on it."""

from dataclasses import replace

import numpy as np
import pytest

from engine import optimizers
from engine.analysis.confined import confined
from engine.analysis.local_quadratic import expanded
from engine.analysis.slice_extremes import extremes
from engine.analysis.slices import (
    NO_DIRECTION,
    Line,
    along,
    axis,
    coasting,
    downhill,
    eigenline,
    sampled,
    through,
)
from engine.analysis.status import Status
from engine.errors import DataError
from engine.progress import CancelledError
from engine.scenario import FleetSetup, Scenario
from engine.schedules.constant import Constant
from engine.schedules.decays import Exponential
from engine.simulation import Simulation
from engine.surfaces import ALL
from engine.surfaces.typed import Typed
from tests.engine.paths import path, rule, surface
from tests.engine.worlds import default

RING = surface("ring")
MIDDLE = axis((0.0, 0.0), 0)  # lesson 4: y = 0
MIN, MAX = Status.MINIMUM, Status.MAXIMUM
RANDOM = np.random.default_rng(20_261_130)
LINES = tuple(along((x, y), (u, v)) for x, y, u, v in RANDOM.uniform(-1, 1, (12, 4)).tolist())


def typed(text):
    return Typed(text=text, low=(-2.0, -2.0), high=(2.0, 2.0))


def test_l4_the_slice_of_the_ring_has_two_minima_and_a_wall():
    found = extremes(RING, MIDDLE)
    assert [each.kind for each in found] == [MIN, MAX, MIN]
    assert [each.t for each in found] == pytest.approx([-1.035579, 0.075429, 0.960150], abs=5e-7)
    assert [each.loss for each in found] == pytest.approx([-0.305428, 1.011282, 0.294146], abs=5e-7)
    assert found[1].loss - found[2].loss == pytest.approx(0.717, abs=5e-4)
    assert not any(each.kink or each.across for each in found)


def test_l4_the_right_one_is_a_saddle_of_the_plane():
    left, top, right = extremes(RING, MIDDLE)
    assert [each.whole for each in (left, top, right)] == [MIN, MAX, Status.SADDLE]
    assert right.eigenvalues == pytest.approx((-0.3125, 7.0626), abs=5e-5)
    assert right.curvature == pytest.approx(7.0626, abs=5e-5)
    assert left.eigenvalues == pytest.approx((0.2897, 8.8691), abs=5e-5)


def test_l4_confined_descent_stops_in_the_minimum_of_the_line():
    ends = confined(RING, MIDDLE, rule("gd", lr=0.05), np.array([1.5, -1.5]), 400)
    assert ends.shape == (401, 2)
    assert ends[0].tolist() == [1.5, -1.5]
    assert ends[-1] == pytest.approx([0.960150, -1.035579], abs=5e-7)


@pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda kind: kind.key)
def test_along_an_axis_of_symmetry_a_confined_ball_moves_as_a_free_one(kind):
    line = along((0.7, 0.0), (-2.0, 0.0))
    starts = np.array([1.3, 0.4])
    on_line = confined(RING, line, kind(), 0.7 - starts, 12)
    free = path(RING, kind(), np.stack([starts, np.zeros(2)], -1), 12)
    assert not free[..., 1].any()
    assert 0.7 - on_line == pytest.approx(free[..., 0], rel=1e-6)


@pytest.mark.parametrize("key", ["gd", "momentum"])
def test_on_a_slanted_line_gradient_and_movement_are_projected(key):
    loss, line = surface("himmelblau"), along((1.0, 0.5), (3.0, -4.0))
    u, optimizer = np.array(line.direction), rule(key, lr=0.002)
    t = confined(loss, line, optimizer, np.array([0.0, 0.9]), 40)
    x = line.points(t[0])
    m = np.zeros_like(x)
    for update in range(40):
        m = 0.9 * m * (key == "momentum") - 0.002 * loss.gradient(x)
        m = (m @ u)[:, None] * u
        x = x + m
        assert line.points(t[update + 1]) == pytest.approx(x, rel=1e-9)


def test_a_confined_ball_has_the_rates_of_its_schedule():
    starts, descent, decay = np.array([1.5]), rule("gd", lr=0.05), Exponential()
    assert decay.factor(np.array([50.0]))[0] < 1
    by_hand = starts
    for age in range(60):
        rated = replace(descent, lr=0.05 * float(decay.factor(np.array(float(age)))))
        by_hand = confined(RING, MIDDLE, rated, by_hand, 1)[-1]
    found = confined(RING, MIDDLE, descent, starts, 60, decay)
    assert found[-1] == pytest.approx(by_hand, abs=1e-14)
    steady = confined(RING, MIDDLE, descent, starts, 60, Constant())
    assert steady[3] != pytest.approx(found[3], abs=1e-3)


def test_a_confined_run_can_be_ended_and_falls_into_holes():
    def check():
        raise CancelledError

    with pytest.raises(CancelledError):
        confined(RING, MIDDLE, rule("gd"), np.array([1.5]), 5, check=check)
    ends = confined(typed("log(x)"), MIDDLE, rule("gd", lr=1.0), np.array([0.5, 1e200]), 5)
    assert np.isnan(ends[-1, 0])
    assert ends[-1, 1] == 1e200


def test_lines_have_directions_of_length_one_and_go_where_they_should():
    for line in LINES:
        assert np.hypot(*line.direction) == pytest.approx(1, abs=1e-15)
        t = np.linspace(-3, 3, 7)
        assert line.places(line.points(t)) == pytest.approx(t, abs=1e-14)
        assert line.distances(line.points(t)) == pytest.approx(0 * t, abs=1e-14)
    upwards = axis((1.0, 2.0), 1)
    assert upwards == Line((1.0, 2.0), (0.0, 1.0))
    assert upwards.distances(np.array([0.0, 5.0])) == 1  # to the left
    assert through((1.0, 1.0), (4.0, 5.0)) == Line((1.0, 1.0), (0.6, 0.8))
    assert along((0.0, 0.0), (3e-320, 4e-320)).direction == pytest.approx((0.6, 0.8), abs=1e-3)
    assert along((0.0, 0.0), (3e300, 4e300)).direction == pytest.approx((0.6, 0.8))


def test_lines_from_the_model_at_a_point():
    model = expanded(surface("two_weights"), np.zeros(2))
    half = 0.5**0.5
    assert eigenline(model, 0).direction == pytest.approx((half, half))
    assert eigenline(model, 1).direction == pytest.approx((half, -half))
    there = expanded(RING, np.array([1.0, 1.0]))
    (x, y), (gx, gy) = downhill(there).direction, there.gradient
    assert x * gy == pytest.approx(y * gx)
    assert x * gx + y * gy == pytest.approx(-np.hypot(gx, gy))


@pytest.mark.parametrize(("key", "memory"), [("momentum", True), ("gd", False)])
def test_a_momentums_way_is_that_of_its_memory_and_else_of_the_last_move(key, memory):
    fleet = FleetSetup(rule(key, lr=0.05), points=((1.5, 0.3), (0.2, 0.4)))
    made = Simulation(Scenario(RING, (fleet,)))
    (resting,) = made.views()
    with pytest.raises(DataError):
        coasting(resting, 0)
    made.step(3)
    (view,) = made.views()
    assert (view.coast is not None) is memory
    last = view.position[1] - view.previous[1]
    line = coasting(view, 1)
    assert line.point == tuple(view.position[1])
    assert line.direction == pytest.approx(last / np.hypot(*last))


@pytest.mark.parametrize(
    "make",
    [
        lambda: along((0.0, 0.0), (0.0, 0.0)),
        lambda: along((0.0, 0.0), (np.nan, 1.0)),
        lambda: along((0.0, 0.0), (np.inf, 1.0)),
        lambda: along((np.inf, 0.0), (1.0, 1.0)),
        lambda: through((0.5, 0.5), (0.5, 0.5)),
        lambda: through((1e308, 0.5), (-1e308, 0.5)),
        lambda: downhill(expanded(surface("two_weights"), np.zeros(2))),
        lambda: eigenline(expanded(typed("sqrt(x^2+y^2)"), np.zeros(2)), 0),
    ],
)
def test_a_line_of_length_zero_is_refused(make):
    with pytest.raises(DataError) as refused:
        make()
    assert refused.value.text == NO_DIRECTION


def test_the_part_in_a_window_ends_on_its_border():
    low, high = (-1.5, -0.5), (1.0, 2.0)
    for line in LINES:
        ends = line.within(low, high)
        t = np.linspace(-9, 9, 20_001)
        points = line.points(t)
        inside = ((points >= low) & (points <= high)).all(-1)
        if ends is None:
            assert not inside.any()
            continue
        assert inside.tolist() == ((t >= ends[0]) & (t <= ends[1])).tolist()
        gaps = np.abs(np.concatenate([line.points(np.array(ends)) - each for each in (low, high)]))
        assert (gaps.reshape(2, 2, 2).min((0, 2)) < 1e-14).all()


def test_a_line_that_misses_the_window_has_nothing_on_it():
    for line in (axis((0.0, 3.0), 0), axis((-7.0, 0.0), 1), through((0.0, 5.0), (5.0, 0.0))):
        assert line.within(RING.low, RING.high) is None
        cut = sampled(RING, line)
        assert [len(each) for each in (cut.t, cut.loss, cut.slope, cut.curvature)] == [0] * 4
        assert cut.points.shape == (0, 2)
        assert extremes(RING, line) == ()
    corner = through((RING.low[0], RING.high[1]), (RING.low[0] + 1, RING.high[1] + 1))
    assert corner.within(RING.low, RING.high) is None  # it touches it only


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_slope_and_curvature_are_the_derivatives_along_the_line(kind):
    loss = default(kind)
    centre = tuple((np.add(loss.low, loss.high) / 2).tolist())
    across = np.subtract(loss.high, loss.low) * (0.3, 0.17)
    line = along(centre, tuple(across.tolist()))
    cut = sampled(loss, line, 33)
    assert cut.loss.tolist() == loss.value(line.points(cut.t)).tolist()
    u = np.array(line.direction)
    assert cut.slope == pytest.approx(loss.gradient(cut.points) @ u, rel=1e-9, abs=1e-12)
    bends = ((loss.hessian(cut.points) @ u)[..., None, :] @ u)[..., 0]
    some = 1e-9 * np.nanmax(np.abs(bends))
    assert cut.curvature == pytest.approx(bends, rel=1e-9, abs=some, nan_ok=True)
    assert cut.t[[0, -1]].tolist() == list(line.within(loss.low, loss.high))


def test_across_a_line_derivatives_may_be_infinite():
    cut = sampled(typed("x^2+sqrt(y)"), MIDDLE, 5)
    assert cut.slope == pytest.approx(2 * cut.t)
    assert cut.curvature == pytest.approx([2] * 5)


# Functions of x alone along y = 0: where their minima and maxima are, and whether at kinks.
FACTS = {
    "x^4": [(0, MIN, False)],
    "(x-0.3)^4": [(0.3, MIN, False)],
    "x^10+1": [(0, MIN, False)],
    "x^3": [],
    "x^4-0.001*x^2+7": [(-(0.0005**0.5), MIN, False), (0, MAX, False), (0.0005**0.5, MIN, False)],
    "abs(x)": [(0, MIN, True)],
    "1-abs(x-0.3)": [(0.3, MAX, True)],
    "abs(x)^1.5": [(0, MIN, False)],  # it has a derivative, but no second one
    "sqrt(abs(x))": [(0, MIN, True)],
    "sqrt(abs(x-0.3))": [(0.3, MIN, True)],
    "relu(x)": [],
    "relu(abs(x)-1)": [],  # a level stretch
    "where(x>0.3, x, 0.6-x)": [(0.3, MIN, True)],
    "where(x>0.3, x, 1-x)": [],  # it jumps
    "floor(x)+x^2": [],
    "log(abs(x))": [],  # poles
    "log(abs(x-0.3))": [],
    "1/(x-0.3)^2": [],
    "1/x^2": [],
    "-1/x^2": [],
    "where(abs(x)<0.001, log(-1), x^2)": [],  # a hole around the minimum
    "x*log(x)": [(1 / np.e, MIN, False)],  # a hole left of 0
    "3*x+1": [],
    "0*x": [],
    "1e6+(x-0.3)^2": [(0.3, MIN, False)],
    "cos(20*x)": [(k * np.pi / 20, MIN if k % 2 else MAX, False) for k in range(-12, 13)],
}


@pytest.mark.parametrize("text", FACTS)
def test_extremes_of_one_number(text):
    found = extremes(typed(text), MIDDLE)
    assert [(each.kind, each.kink) for each in found] == [row[1:] for row in FACTS[text]]
    assert [each.t for each in found] == pytest.approx([row[0] for row in FACTS[text]], abs=1e-9)
    for each in found:
        assert np.isnan(each.curvature) == each.kink
        assert (each.whole is Status.NO_DERIVATIVE) == each.kink


def test_where_rounding_hides_the_slope_an_extreme_is_found_as_far_as_it_can_be():
    expanded_power = "x^4-1.2*x^3+0.54*x^2-0.108*x+0.0081"  # (x − 0.3)⁴
    (only,) = extremes(typed(expanded_power), MIDDLE)
    assert only.t == pytest.approx(0.3, abs=1e-4)
    ray = along((0.0, 0.0), (1.0, 0.37))
    assert extremes(surface("normalised_neuron"), ray) == ()  # constant along every ray


def test_an_extreme_of_a_line_is_mostly_none_of_the_plane():
    line = along((0.0, 0.5), (1.0, 0.2))
    for each in extremes(surface("himmelblau"), line):
        assert each.whole is Status.MOVING
        gradient = surface("himmelblau").gradient(np.array(each.point))
        assert gradient @ line.direction == pytest.approx(0, abs=1e-12)
        assert abs(each.across) == pytest.approx(np.hypot(*gradient))


def test_the_span_can_be_chosen():
    found = extremes(RING, MIDDLE, span=(0.5, 30.0))
    assert [each.t for each in found] == pytest.approx([0.960150], abs=5e-7)
    cut = sampled(RING, axis((0.0, 3.0), 0), 11, span=(-1.0, 1.0))
    assert cut.t == pytest.approx(np.linspace(-1, 1, 11))
