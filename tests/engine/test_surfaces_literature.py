"""Test functions against what is printed of them: formulas, minima, critical points, lessons.

SFU: S. Surjanovic and D. Bingham, Virtual Library of Simulation Experiments, 2013.
AKZ: M. M. Ali, C. Khompatraporn and Z. B. Zabinsky, J. Global Optimization 31 (2005) 635–672.
JY: M. Jamil and X.-S. Yang, Int. J. Math. Modelling and Numerical Optimisation 4 (2013) 150–194.
"""

import math
from functools import cache
from math import cos, e, exp, pi, sin, sqrt

import numpy as np
import pytest

from engine import optimizers, surfaces
from engine.analysis.curvature import eigenvalues, read
from engine.analysis.status import Status, statuses
from engine.arrays import columns
from engine.surfaces.base import polished
from engine.surfaces.dips import dips

BY_KEY = surfaces.BY_KEY


def bukin(x, y):
    return 100 * sqrt(abs(y - 0.01 * x**2)) + 0.01 * abs(x + 10)


def goldstein_price(x, y):
    first = (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    second = (2 * x - 3 * y) ** 2
    second *= 18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2
    return (1 + first) * (30 + second)


def branin(x, y):
    b, c, t = 5.1 / (4 * pi**2), 5 / pi, 1 / (8 * pi)
    return (y - b * x**2 + c * x - 6) ** 2 + 10 * (1 - t) * cos(x) + 10


def levy(x, y):
    return (
        sin(3 * pi * x) ** 2
        + (x - 1) ** 2 * (1 + sin(3 * pi * y) ** 2)
        + (y - 1) ** 2 * (1 + sin(2 * pi * y) ** 2)
    )


def ackley(x, y):
    funnel = -20 * exp(-0.2 * sqrt((x**2 + y**2) / 2))
    return funnel - exp((cos(2 * pi * x) + cos(2 * pi * y)) / 2) + 20 + e


# As they are printed in SFU and JY, in plain arithmetic.
PUBLISHED = {
    "booth": lambda x, y: (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    "matyas": lambda x, y: 0.26 * (x**2 + y**2) - 0.48 * x * y,
    "mccormick": lambda x, y: sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1,
    "branin": branin,
    "goldstein_price": goldstein_price,
    "styblinski_tang": lambda x, y: sum(w**4 - 16 * w**2 + 5 * w for w in (x, y)) / 2,
    "three_hump_camel": lambda x, y: 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
    "six_hump_camel": lambda x, y: (
        (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (-4 + 4 * y**2) * y**2
    ),
    "easom": lambda x, y: -cos(x) * cos(y) * exp(-((x - pi) ** 2) - (y - pi) ** 2),
    "drop_wave": lambda x, y: -(1 + cos(12 * sqrt(x**2 + y**2))) / (0.5 * (x**2 + y**2) + 2),
    "ackley": ackley,
    "griewank": lambda x, y: 1 + (x**2 + y**2) / 4000 - cos(x) * cos(y / sqrt(2)),
    "levy": levy,
    "schwefel": lambda x, y: 418.9829 * 2 - sum(w * sin(sqrt(abs(w))) for w in (x, y)),
}


@pytest.mark.parametrize("key", PUBLISHED)
def test_losses_are_those_of_the_printed_formula(key):
    surface = BY_KEY[key]()
    points = np.random.default_rng(7).uniform(surface.low, surface.high, size=(400, 2))
    printed = np.array([PUBLISHED[key](x, y) for x, y in points.tolist()])
    # Schwefel's constant is printed to four decimals; the others are exact.
    slack = 1e-4 if key == "schwefel" else 1e-13 * np.abs(printed).max()
    np.testing.assert_allclose(surface.value(points), printed, rtol=1e-13, atol=slack)


# Where, its loss, and to how many decimals the source prints both.
PRINTED_MINIMA = [
    ("booth", (1.0, 3.0), 0.0, 6),  # SFU
    ("matyas", (0.0, 0.0), 0.0, 6),  # SFU
    ("mccormick", (-0.54719, -1.54719), -1.9133, 4),  # SFU; the last digit is cut, not rounded
    ("branin", (-3.14159, 12.275), 0.397887, 5),  # SFU, all three
    ("branin", (3.14159, 2.275), 0.397887, 5),
    ("branin", (9.42478, 2.475), 0.397887, 5),
    ("goldstein_price", (0.0, -1.0), 3.0, 6),  # Goldstein and Price 1971, all four
    ("goldstein_price", (-0.6, -0.4), 30.0, 6),
    ("goldstein_price", (1.8, 0.2), 84.0, 6),
    ("goldstein_price", (1.2, 0.8), 840.0, 6),
    # JY; SFU prints −39.16599 a coordinate, wrong from its fourth decimal on.
    ("styblinski_tang", (-2.903534, -2.903534), -78.332, 3),
    ("three_hump_camel", (0.0, 0.0), 0.0, 6),  # SFU
    ("six_hump_camel", (0.0898, -0.7126), -1.0316, 4),  # SFU, both
    ("six_hump_camel", (-0.0898, 0.7126), -1.0316, 4),
    ("six_hump_camel", (0.089842, -0.712656), -1.0316285, 6),  # AKZ
    ("easom", (pi, pi), -1.0, 6),  # SFU
    ("drop_wave", (0.0, 0.0), -1.0, 6),  # SFU
    ("ackley", (0.0, 0.0), 0.0, 6),  # SFU
    ("griewank", (0.0, 0.0), 0.0, 6),  # SFU
    ("levy", (1.0, 1.0), 0.0, 6),  # SFU
    ("schwefel", (420.9687, 420.9687), 0.0, 4),  # SFU
]


@pytest.mark.parametrize(("key", "where", "loss", "decimals"), PRINTED_MINIMA)
def test_printed_minima_are_listed(key, where, loss, decimals):
    surface = BY_KEY[key]()
    near = 1.01 * 10.0**-decimals
    apart = np.abs(np.array(surface.minima) - where).max(axis=1)
    assert apart.min() < near
    found = np.array(surface.minima[int(apart.argmin())])
    assert float(surface.value(found)) == pytest.approx(loss, abs=near)


GLOBAL = [  # how many minima share the lowest loss, and what it is in closed form
    ("booth", 1, 0.0),
    ("matyas", 1, 0.0),
    ("mccormick", 1, -sqrt(3) / 2 - pi / 3),
    ("smooth_bukin", 1, 100 * sqrt(0.1) + 0.001),
    ("branin", 3, 10 / (8 * pi)),
    ("goldstein_price", 1, 3.0),
    ("styblinski_tang", 1, -78.33233140754282),
    ("three_hump_camel", 1, 0.0),
    ("six_hump_camel", 2, -1.0316284534898774),
    ("easom", 1, -1.0),
    ("drop_wave", 1, -1.0),
    ("ackley", 1, 0.0),
    ("griewank", 1, 0.0),
    ("levy", 1, 0.0),
    ("schwefel", 1, 0.0),
    ("dimpled_bowl", 1, 0.0),
]


@pytest.mark.parametrize(("key", "count", "loss"), GLOBAL)
def test_the_lowest_are_listed_first_and_as_many_as_the_literature_says(key, count, loss):
    surface = BY_KEY[key]()
    losses = surface.value(np.array(surface.minima))
    assert losses[0] == pytest.approx(loss, abs=2e-13)
    assert (np.abs(losses - loss) < 1e-9).sum() == count
    assert (np.abs(losses[:count] - loss) < 1e-9).all()


# -- critical points ---------------------------------------------------------------------------


@cache
def critical_points(key, count):
    """The kinds of all critical points of the window, and their losses."""
    surface, found = BY_KEY[key](), set()
    x, y = (np.linspace(surface.low[k], surface.high[k], count) for k in (0, 1))
    size = np.subtract(surface.high, surface.low).max()
    for guess in np.stack(np.meshgrid(x, y), -1).reshape(-1, 2).tolist():
        with np.errstate(all="ignore"):
            point = np.array(polished(surface, tuple(guess), rounds=30))
        if ((point >= surface.low) & (point <= surface.high)).all():
            slope = np.abs(surface.gradient(point)).max()
            if slope < 1e-9 * (1 + np.abs(surface.hessian(point)).max()) * size:
                found.add(tuple((point / size).round(6) * size + 0.0))
    exact = np.array([polished(surface, point) for point in sorted(found)])
    curved = eigenvalues(surface.hessian(exact))
    kinds = [("saddle", "minimum", "maximum")[int(s > 0) or -int(t < 0)] for s, t in curved]
    return {kind: kinds.count(kind) for kind in ("minimum", "saddle", "maximum")}, dict(
        zip(map(tuple, exact.round(4).tolist()), surface.value(exact).round(6), strict=True)
    )


@pytest.mark.parametrize(
    ("key", "minima", "saddles", "maxima"),
    [
        ("booth", 1, 0, 0),
        ("mccormick", 2, 1, 0),
        ("goldstein_price", 4, 4, 1),
        ("styblinski_tang", 4, 4, 1),
        ("three_hump_camel", 3, 2, 0),
        ("six_hump_camel", 6, 7, 2),  # fifteen in all (Dixon and Szegö 1978)
    ],
)
def test_the_window_has_so_many_critical_points(key, minima, saddles, maxima):
    kinds, _ = critical_points(key, 17)
    assert kinds == {"minimum": minima, "saddle": saddles, "maximum": maxima}
    # Where the loss rises on all sides, the plane allows no other counts (Poincaré and Hopf).
    if key != "mccormick":
        assert minima - saddles + maxima == 1


def test_goldstein_and_prices_critical_points_are_a_grid_of_the_factors_roots():
    _, losses = critical_points("goldstein_price", 17)
    first, second = {-1: 1, 1: 33, 2: 28}, {0: 30, 1: 35, 3: 3}
    expected = {
        ((3 * u + v) / 5, (2 * u - v) / 5): first[u] * second[v] for u in first for v in second
    }
    assert {key: losses[key] for key in sorted(losses)} == pytest.approx(
        {key: expected[key] for key in sorted(expected)}
    )


@pytest.mark.parametrize(
    ("key", "point", "loss"),
    [
        ("three_hump_camel", (1.7475523, -0.8737762), 0.2986384),
        ("three_hump_camel", (-1.7475523, 0.8737762), 0.2986384),
        ("six_hump_camel", (1.7036067, -0.7960836), -0.2154638),
        ("six_hump_camel", (1.6071048, 0.5686515), 2.1042503),
        ("mccormick", (2.5943951, 1.5943951), 1.2283697),
        ("styblinski_tang", (2.7468027, 2.7468027), -50.0588933),
        ("griewank", (3.1400226, 4.4384445), 0.0073960),  # printed as 0.0074 by many
        ("ackley", (0.9521665, 0.0), 2.5799276),
        ("schwefel", (-302.5249356, 420.9687464), 118.4383346),
        ("schwefel", (-302.5249356, -302.5249356), 236.8766692),
        ("easom", (1.3049955, 1.3049955), -8.1102e-5),
    ],
)
def test_a_minimum_that_is_not_the_lowest_is_listed_too(key, point, loss):
    """Found from the printed formulas by root finding with 40 digits."""
    surface = BY_KEY[key]()
    apart = np.abs(np.array(surface.minima) - point).max(axis=1)
    assert apart.min() < 1e-7
    assert float(surface.value(np.array(surface.minima[int(apart.argmin())]))) == pytest.approx(
        loss, abs=6e-8
    )


def test_there_are_as_many_minima_as_waves():
    counts = {key: len(BY_KEY[key]().minima) for key in ("ackley", "griewank", "schwefel", "levy")}
    assert counts == {"ackley": 121, "griewank": 17, "schwefel": 49, "levy": 203}


def test_guesses_outside_every_basin_find_nothing():
    assert dips(BY_KEY["inverted_bowl"](), (0.5, 1.0), (0.3,)) == ()
    assert dips(BY_KEY["plateau"](), (0.0, 5.0), (0.0, 1.0)) == ()


# -- where a formula is not smooth -------------------------------------------------------------


@pytest.mark.parametrize("radius", [1e-2, 1e-4, 1e-6])
def test_the_smoothed_valley_tends_to_bukins_own(radius):
    """It lies above by at most 100√ε + 0.01ε, which is reached at the minimum."""
    surface = BY_KEY["smooth_bukin"](radius=radius)
    points = np.random.default_rng(3).uniform(surface.low, surface.high, size=(200, 2))
    more = surface.value(points) - [bukin(x, y) for x, y in points.tolist()]
    most = 100 * sqrt(radius) + 0.01 * radius
    assert (more >= -1e-12).all()
    assert (more <= most).all()
    assert float(surface.value(np.array([-10.0, 1.0]))) == pytest.approx(most, rel=1e-12)


def test_the_smoothed_valley_is_steep_across_and_flat_along():
    surface = BY_KEY["smooth_bukin"](radius=0.04)
    across, along = np.array([0.2, 1.0]), np.array([1.0, -0.2])  # of the floor at x = −10
    hessian = surface.hessian(np.array([-10.0, 1.0]))
    assert hessian[1, 1] == pytest.approx(50 * 0.04**-1.5)
    assert along @ hessian @ along == pytest.approx(0.01 / 0.04)
    assert across @ hessian @ across == pytest.approx(50 * 0.04**-1.5 * 1.04**2, rel=1e-4)


def test_ackleys_funnel_ends_in_a_tip():
    surface, h = BY_KEY["ackley"](), 1e-9
    for turn in np.linspace(0, 2 * pi, 7):
        way = np.array([cos(turn), sin(turn)])
        assert float(surface.gradient(h * way) @ way) == pytest.approx(20 * 0.2 / sqrt(2), rel=1e-6)
    assert surface.gradient(np.zeros(2)).tolist() == [0, 0]
    assert eigenvalues(surface.hessian(np.zeros(2)))[0] > 1e100


def test_schwefels_second_derivative_is_infinite_on_the_axes():
    surface = BY_KEY["schwefel"]()
    near = surface.hessian(np.array([[1e-8, 1.0], [-1e-8, 1.0]]))[:, 0, 0]
    assert near[0] < -1e3
    assert near[1] == -near[0]
    on_axis = np.array([0.0, 1.0])
    assert math.isnan(surface.hessian(on_axis)[0, 0])
    assert surface.gradient(on_axis)[0] == 0


# -- the curriculum's own ------------------------------------------------------------------------


def test_lesson_1_verdicts_of_the_gallery():
    """Minimum, maximum, saddle; of three the Hessian cannot tell."""
    origin = np.zeros((1, 2))

    def signs(key):
        return np.sign(eigenvalues(BY_KEY[key]().hessian(origin[0]))).tolist()

    assert signs("bowl") == [1, 1]
    assert signs("inverted_bowl") == [-1, -1]
    assert signs("saddle") == [-1, 1]
    assert signs("monkey_saddle") == [0, 0]
    assert signs("trough") == [0, 1]
    assert signs("quartic") == [0, 0]
    reading = read(BY_KEY["inverted_bowl"](), columns(origin))
    assert statuses(reading, np.zeros((1, 2))) == (Status.MAXIMUM,)


def test_the_monkey_saddle_goes_down_three_ways():
    surface = BY_KEY["monkey_saddle"]()
    turns = np.deg2rad(np.arange(0, 360, 60))
    ring = np.stack([np.cos(turns), np.sin(turns)], -1)
    np.testing.assert_allclose(surface.value(ring), [1, -1, 1, -1, 1, -1], atol=1e-15)
    np.testing.assert_allclose(eigenvalues(surface.hessian(ring)), [[-6, 6]] * 6)


def test_lesson_13_turned_by_45_degrees_no_rule_is_spared():
    """κ = 10⁴, the start u = −4, v = 3 turned with the valley: still so far after 3000 updates."""
    half = sqrt(0.5)
    surface = BY_KEY["tilted_valley"](kappa=1e4, angle=45.0)
    for key, rate, far in (
        ("adagrad_sum", 1.0, 3.55),
        ("adam", 0.05, 3.57),
        ("rmsprop", 0.05, 2.29),
    ):
        optimizer = optimizers.BY_KEY[key](lr=rate)
        x = columns([(-4 * half - 3 * half, -4 * half + 3 * half)])
        state = optimizer.init(x)
        for _ in range(3000):
            x, state = optimizer.step(surface, x, state)
        assert -(x[0, 0] + x[0, 1]) * half == pytest.approx(far, abs=0.005)


@pytest.mark.parametrize("angle", [0.0, 30.0, 45.0, 90.0, -20.0])
def test_turning_the_valley_keeps_its_eigenvalues(angle):
    surface = BY_KEY["tilted_valley"](kappa=50.0, angle=angle)
    hessian = surface.hessian(np.zeros(2))
    np.testing.assert_allclose(eigenvalues(hessian), [1, 50], rtol=1e-13)
    floor = np.array([cos(math.radians(angle)), sin(math.radians(angle))])
    np.testing.assert_allclose(hessian @ floor, floor, atol=1e-13)


def test_unturned_it_is_the_elongated_bowl():
    points = np.random.default_rng(0).normal(size=(50, 2))
    turned, ellipse = BY_KEY["tilted_valley"](kappa=50.0, angle=0.0), BY_KEY["ellipse"](kappa=50.0)
    np.testing.assert_array_equal(turned.gradient(points), ellipse.gradient(points))
    np.testing.assert_array_equal(turned.value(points), ellipse.value(points))


def test_lesson_20_five_minima_along_the_first_axis():
    minima = np.array(BY_KEY["dimpled_bowl"]().minima)
    np.testing.assert_array_equal(np.abs(minima[:, 1]) < 1e-15, True)
    np.testing.assert_allclose(np.sort(minima[:, 0]), [-1.87, -0.96, 0, 0.96, 1.87], atol=0.005)


def test_deeper_dimples_trap_on_both_axes():
    surface = BY_KEY["dimpled_bowl"](depth=0.3, kappa=4.0)
    rows = {round(y, 3) for _, y in surface.minima}
    assert len(rows) > 1
    assert len(surface.minima) == len(rows) * len({round(x, 3) for x, _ in surface.minima})
