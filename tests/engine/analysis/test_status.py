"""Verdicts on balls: each needs gradient, curvature and velocity."""

from dataclasses import replace

import numpy as np
import pytest

from engine import optimizers, surfaces
from engine.analysis.curvature import read
from engine.analysis.status import DEGENERATE, FAR, NEAR, Status, statuses
from engine.arrays import columns
from engine.surfaces.base import polished
from engine.surfaces.typed import Typed
from tests.engine.worlds import default

BY_KEY = surfaces.BY_KEY


def verdicts(surface, points, moved=0.0):
    points = columns(points)
    return statuses(read(surface, points), np.zeros_like(points) + moved)


def after(surface, optimizer, start, updates):
    """The verdict on one ball after so many updates."""
    x = columns([start])
    state, before = optimizer.init(x), x
    with np.errstate(all="ignore"):
        for _ in range(updates):
            before = x
            x, state = optimizer.step(surface, x, state)
    return statuses(read(surface, x), x - before)[0]


WITH_MINIMA = [kind for kind in surfaces.ALL if default(kind).minima]


@pytest.mark.parametrize("kind", WITH_MINIMA, ids=lambda kind: kind.key)
def test_a_ball_at_rest_in_a_listed_minimum_is_at_one(kind):
    surface = default(kind)
    expected = {
        "two_weights": {Status.DEGENERATE},
        "two_weights_on_data": {Status.DEGENERATE},
        "normalised_neuron": {Status.DEGENERATE},
        "trough": {Status.DEGENERATE},
        "quartic": {Status.FLAT},  # whose Hessian is zero there
        "drop_wave": {Status.MINIMUM, Status.DEGENERATE},  # the middle, and the rings
    }
    assert set(verdicts(surface, surface.minima)) == expected.get(kind.key, {Status.MINIMUM})


def test_lesson_1_verdicts_of_himmelblau():
    """Nine critical points: four minima, four saddles, one maximum."""
    himmelblau = BY_KEY["himmelblau"]()
    found = set()
    grid = np.stack(np.meshgrid(np.linspace(-5, 5, 16), np.linspace(-5, 5, 16)), -1)
    for guess in grid.reshape(-1, 2):
        with np.errstate(all="ignore"):
            x, y = polished(himmelblau, tuple(guess), rounds=40)
        if max(abs(x), abs(y)) < 5:
            found.add((round(x, 6), round(y, 6)))
    exact = [polished(himmelblau, point) for point in sorted(found)]
    said = verdicts(himmelblau, exact)
    assert len(exact) == 9
    assert said.count(Status.MINIMUM) == 4
    assert said.count(Status.SADDLE) == 4
    assert said.count(Status.MAXIMUM) == 1
    losses = sorted(himmelblau.value(np.array(exact)).round(4))[4:]
    assert losses == [13.3119, 67.7192, 104.0152, 178.3372, 181.6165]


def test_lesson_3_gradient_descent_on_the_antidiagonal_is_at_last_at_a_saddle():
    surface, descent = BY_KEY["two_weights"](), optimizers.BY_KEY["gd"](lr=0.05)
    assert after(surface, descent, (1.0, -1.0), 138) is Status.MOVING  # ‖g‖ < 1e-6 already
    assert after(surface, descent, (1.0, -1.0), 250) is Status.SADDLE


def test_a_ball_that_passes_by_a_saddle_is_moving_all_the_way():
    surface, descent = BY_KEY["two_weights"](), optimizers.BY_KEY["gd"](lr=0.05)
    start = (1 + 1e-10, -1 + 1e-10)
    said = {after(surface, descent, start, updates) for updates in range(0, 240, 10)}
    assert said == {Status.MOVING}


def test_the_end_of_a_run_in_the_networks_valley_is_degenerate():
    surface = BY_KEY["two_weights"]()
    for key in ("gd", "momentum", "nesterov"):
        optimizer = replace(optimizers.BY_KEY[key](), lr=0.05)
        assert after(surface, optimizer, (1.5, -0.5), 2000) is Status.DEGENERATE
    # On the way into the valley it is never called a minimum or a saddle.
    descent = optimizers.BY_KEY["gd"](lr=0.05)
    said = {after(surface, descent, (1.5, 0.2), updates) for updates in range(0, 400, 5)}
    assert said == {Status.MOVING, Status.DEGENERATE}


def test_a_ball_on_the_plain_is_moving_however_small_its_gradient():
    plain = BY_KEY["plateau"](slope=0.001)
    for rate in (1e-7, 1e-2, 1.0):
        descent = optimizers.BY_KEY["gd"](lr=rate)
        assert after(plain, descent, (8.0, 0.0), 5) is Status.MOVING


def test_a_long_valley_is_not_a_minimum_before_its_end():
    """Half-way along the floor the gradient is tiny relative to the walls' curvature."""
    valley = BY_KEY["rosenbrock"](b=1000.0)
    floor = [(1 + far, (1 + far) ** 2) for far in (1e-2, 1e-4, 1e-6, 1e-10)]
    *on_the_way, there = verdicts(valley, floor)
    assert set(on_the_way) == {Status.MOVING}
    assert there is Status.MINIMUM


@pytest.mark.parametrize("kappa", [1.0, 1e3, 1e6])
def test_a_long_bowl_still_has_a_minimum(kappa):
    assert verdicts(BY_KEY["ellipse"](kappa=kappa), [(0.0, 0.0)]) == (Status.MINIMUM,)


def test_near_is_measured_in_distance_and_not_in_slope():
    """A millionth of a steep wall has a large slope; far out on a weak bowl it is tiny."""
    steep, weak = BY_KEY["ellipse"](kappa=1e6), BY_KEY["bowl"](h=1e-6)
    assert verdicts(steep, [(0.0, 1e-9)]) == (Status.MINIMUM,)
    assert verdicts(weak, [(1e-3, 0.0)]) == (Status.MOVING,)


def test_speed_alone_makes_it_moving():
    """A ball with momentum crosses the minimum, where the gradient is exactly zero."""
    assert verdicts(BY_KEY["bowl"](), [(0.0, 0.0)], moved=0.1) == (Status.MOVING,)
    assert verdicts(BY_KEY["bowl"](), [(0.0, 0.0)], moved=1e-12) == (Status.MINIMUM,)


def test_a_gradient_alone_makes_it_moving():
    assert verdicts(BY_KEY["bowl"](), [(1e-3, 0.0)]) == (Status.MOVING,)


def test_a_ball_at_infinity_has_diverged_and_the_others_have_not():
    points = [(np.inf, 0.0), (0.0, 0.0), (np.nan, 1.0), (1e300, 1e300)]
    said = verdicts(BY_KEY["rosenbrock"](), points)
    assert said == (Status.DIVERGED, Status.MOVING, Status.DIVERGED, Status.MOVING)


def test_a_diverging_run_ends_as_diverged():
    descent = optimizers.BY_KEY["gd"](lr=0.1)
    assert after(BY_KEY["rosenbrock"](), descent, (-1.5, 1.5), 20) is Status.DIVERGED


@pytest.mark.parametrize(
    ("text", "point", "status"),
    [
        ("log(x) + y^2", (-1.0, 0.0), Status.NO_VALUE),  # whose slope along y is a number
        ("sqrt(x + y)", (-1.0, 0.5), Status.NO_VALUE),
        ("asin(x) + y", (2.0, 0.0), Status.NO_VALUE),
        ("sqrt(x^2 + y^2)", (0.0, 0.0), Status.NO_DERIVATIVE),  # the tip of a cone, of height 0
        ("y*sqrt(x)", (0.0, 0.0), Status.NO_DERIVATIVE),
        ("abs(x) + y", (0.0, 0.0), Status.MOVING),  # a kink has a slope, by convention
        ("1/x + y", (0.0, 0.0), Status.MOVING),  # to infinity
        ("x^2 - y^2", (1e200, 1e200), Status.MOVING),  # no hole: ∞ − ∞
    ],
)
def test_a_ball_in_a_hole_of_the_loss_has_that_status(text, point, status):
    for moved in (0.0, 0.5):
        assert verdicts(Typed(text=text), [point], moved) == (status,)


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_no_landscape_of_the_program_has_a_hole(kind):
    rng = np.random.default_rng(3)
    sizes = np.concatenate([[0.0], np.logspace(-3, np.log10(FAR) - 0.5, 60)])
    points = (rng.uniform(-1, 1, (40, 1, 2)) * sizes[:, None]).reshape(-1, 2)
    said = verdicts(default(kind), points, moved=1e300)
    assert set(said) == {Status.MOVING}


def test_where_neither_slope_nor_curvature_is_there_is_flat_ground():
    class Table(surfaces.Surface):
        minima = starts = ()
        low = high = (0.0, 0.0)
        formula = source = ""

        def value(self, points):
            return points[..., 0] * 0

        def gradient(self, points):
            return points * 0

        def hessian(self, points):
            return np.zeros((*points.shape, 2))

    assert verdicts(Table(), [(1.0, 2.0)]) == (Status.FLAT,)


def test_no_balls_no_verdicts():
    assert verdicts(BY_KEY["bowl"](), np.zeros((0, 2))) == ()


def test_the_tolerances_fit_together():
    assert NEAR < DEGENERATE < 1e-6  # the last is the ellipse's smallest ratio of eigenvalues


CRITICAL = {Status.MINIMUM, Status.MAXIMUM, Status.SADDLE, Status.DEGENERATE, Status.FLAT}


def long_bowl(kappa, degrees, unit):
    """unit · (u² + κ v²)/2 with the minimum at 0, and its axes u and v turned."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    if degrees % 90 == 0:
        cos, sin = np.round(cos), np.round(sin)
    text = "a*((c*w1 + s*w2)^2 + k*(c*w2 - s*w1)^2)/2"
    knobs = (("a", unit), ("c", cos), ("s", sin), ("k", kappa))
    return Typed(text, knobs), np.array([[cos, sin], [-sin, cos]])


@pytest.mark.parametrize("unit", [1e-9, 1.0, 1e9])
@pytest.mark.parametrize("degrees", [0, 90, 30, 137])
def test_no_wall_however_steep_hides_the_slope_along_a_valley(degrees, unit):
    for kappa in (1.0, 1e3, 1e8, 1e10, 1e12, 1e14, 1e16, 1e18, 1e20):
        bowl, axes = long_bowl(kappa, degrees, unit)
        # Beyond 1e14 the axes are not known to more digits, unless they are the coordinates'.
        reaches = (-100, 5.0, 1e-3, 1e-6) if degrees % 90 == 0 or kappa <= 1e14 else (-100, 5.0)
        along = [(far, off) for far in reaches for off in (0, 1e-9)]
        assert set(verdicts(bowl, np.array(along) @ axes)) == {Status.MOVING}, kappa
        assert set(verdicts(bowl, [(0.0, 0.0)])) <= CRITICAL - {Status.FLAT}
        if kappa < 1e6:
            near = np.array([(0.0, 0.0), (1e-9, 0.0), (0.0, 1e-9)]) @ axes
            assert set(verdicts(bowl, near)) == {Status.MINIMUM}


POLES = [
    ("log({u}) + w2^2", 1),
    ("sqrt({u}) + w2^2", 1),
    ("log({u}) + w2^2", 1e-12),
    ("1/{u} + w2^2", 1),
    ("1/{u}^7 - w2^2", 1),
    ("{u}^0.1 + w2^2", 1),
    ("{u}^1.01*w2", 1),
    ("log({u}) + 1e12*w2^2", 1),
    ("log({u}) + 1e30*w2^2", 1),
    ("log({u}^2 + w2^2)", 1),
    ("exp(1e9*{u}) + w2^2", 1),
    ("sqrt({u} + w2^2)", 1),
]


@pytest.mark.parametrize(("text", "unit"), POLES)
@pytest.mark.parametrize("place", [0.0, 3.0])
def test_next_to_a_pole_a_ball_is_not_at_a_critical_point(text, unit, place):
    """Though the gradient divided by the curvature is as small as the distance to the pole."""
    loss = Typed(f"{unit}*({text.format(u=f'(w1 - {place})')})")
    near = [1e-6, 1e-9, 1e-12, 1e-15] + [1e-20, 1e-100] * (place == 0)
    for far in near:
        for w2 in (0.0, 0.5):
            status = verdicts(loss, [(place + far, w2)])[0]
            gradient = loss.gradient(np.array([place + far, w2]))
            assert status not in CRITICAL or (gradient == 0).all(), (far, w2, status)


def test_the_smaller_eigenvalue_of_a_long_bowl_is_read_right():
    bowl, _ = long_bowl(1e16, 0, 1.0)
    assert read(bowl, np.array([5.0, 0.0])).eigenvalues.tolist() == [1, 1e16]
