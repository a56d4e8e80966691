"""Laws that every surface obeys, and one value of each computed by hand."""

import math
from dataclasses import replace
from functools import cache
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import surfaces
from engine.analysis.curvature import eigenvalues
from engine.analysis.status import DEGENERATE
from engine.erf import erf
from engine.knobs import knobs
from engine.surfaces.base import Group, polished
from engine.surfaces.dips import dips, minima_from
from tests.engine.worlds import default

H = np.cbrt(np.finfo(float).eps)  # the step that balances truncation against round-off
MAPS = ("value", "gradient", "hessian")

every_surface = pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
# All but those whose error function or whose |w| takes real numbers only.
ANALYTIC = [kind for kind in surfaces.ALL if kind.key not in {"plateau", "schwefel"}]
# A typed formula lists no minima.
WITHOUT = [kind for kind in surfaces.ALL if not default(kind).minima and kind.group != "own"]
TURNABLE = [kind for kind in surfaces.ALL if list(knobs(kind))]


def some_points(surface, count=64):
    return np.random.default_rng(0).uniform(surface.low, surface.high, size=(count, 2))


@cache
def variants(kind):
    """The surface as it comes, and with each of its knobs at either end of its range."""
    ends = [{name: end} for name, knob in knobs(kind) for end in (knob.low, knob.high)]
    return (default(kind), *(kind(**end) for end in ends))


WITH_MINIMA = [kind for kind in surfaces.ALL if any(each.minima for each in variants(kind))]


def central(f, points):
    """Central differences of `f` along x and y, on a new last axis."""
    ahead, behind = (np.stack([f(points + s * H * e) for e in np.eye(2)], -1) for s in (1, -1))
    return (ahead - behind) / (2 * H)


def assert_close(actual, desired):
    """Within 1e-5 of the largest entry: differences of a large loss carry its round-off."""
    np.testing.assert_allclose(actual, desired, rtol=1e-5, atol=1e-5 * np.abs(desired).max())


@every_surface
def test_the_gradient_is_the_slope_of_the_value(kind):
    for surface in variants(kind):
        points = some_points(surface)
        assert_close(surface.gradient(points), central(surface.value, points))


@every_surface
def test_the_hessian_is_the_slope_of_the_gradient(kind):
    for surface in variants(kind):
        points = some_points(surface)
        assert_close(surface.hessian(points), central(surface.gradient, points))


@pytest.mark.parametrize("kind", ANALYTIC, ids=lambda kind: kind.key)
def test_the_gradient_is_the_complex_step_of_the_value(kind):
    """Im L(x + ih)/h has no cancellation, so it agrees to rounding."""
    surface, h = default(kind), 1e-30
    points = some_points(surface)
    slopes = [surface.value(points + 1j * h * axis).imag / h for axis in np.eye(2)]
    gradient = surface.gradient(points)
    np.testing.assert_allclose(
        gradient, np.stack(slopes, -1), rtol=1e-13, atol=1e-14 * np.abs(gradient).max()
    )


@st.composite
def turned(draw):
    """A surface with its knobs somewhere within their sliders, and points of its window."""
    kind = draw(st.sampled_from(ANALYTIC))
    share = st.floats(0.0, 1.0)
    surface = kind(**{name: k.low + draw(share) * (k.high - k.low) for name, k in knobs(kind)})
    low, high = np.array(surface.low), np.array(surface.high)
    shares = draw(st.lists(st.tuples(share, share), min_size=1, max_size=8))
    return surface, low + np.array(shares) * (high - low)


@given(turned())
def test_both_derivatives_are_complex_steps_wherever_the_knobs_stand(case):
    """Im f(x + ih)/h of the value is the gradient, and of the gradient the Hessian."""
    surface, points = case
    h = 1e-30
    steps = [points + 1j * h * axis for axis in np.eye(2)]
    for f, slope in ((surface.value, surface.gradient), (surface.gradient, surface.hessian)):
        derivative = np.stack([f(step).imag / h for step in steps], -1)
        desired = slope(points)
        # A sum that cancels is as exact as its terms: compare with what the window has.
        size = np.abs(slope(some_points(surface))).max() + np.abs(desired).max()
        np.testing.assert_allclose(derivative, desired, rtol=1e-11, atol=1e-12 * size)


@every_surface
def test_hessian_times_direction_is_the_matrix_product(kind):
    surface = default(kind)
    points = some_points(surface)
    directions = np.random.default_rng(1).normal(size=points.shape)
    product = (surface.hessian(points) @ directions[..., None])[..., 0]
    np.testing.assert_allclose(surface.hvp(points, directions), product, rtol=1e-12)
    assert surface.dimension == 2


@pytest.mark.parametrize("kind", WITH_MINIMA, ids=lambda kind: kind.key)
def test_minima_are_flat_convex_and_lower_than_all_around(kind):
    around = 1e-3 * np.stack([np.cos(np.arange(16)), np.sin(np.arange(16))], -1)
    for surface in variants(kind):
        for minimum in surface.minima:
            point = np.array(minimum)
            steepest = np.abs(surface.hessian(point)).max()
            assert np.abs(surface.gradient(point)).max() <= 1e-12 * (1 + steepest)
            assert eigenvalues(surface.hessian(point))[0] >= -1e-15 * steepest
            # Along a valley of minima the loss is equal up to rounding.
            lowest = surface.value(point + around).min()
            assert lowest >= surface.value(point) - 1e-13 * (1 + abs(lowest))


def grid(surface, count):
    """Points (count, count, 2) over the window."""
    x, y = (np.linspace(surface.low[k], surface.high[k], count) for k in (0, 1))
    return np.stack(np.meshgrid(x, y), axis=-1)


@pytest.mark.parametrize("kind", WITH_MINIMA, ids=lambda kind: kind.key)
def test_no_point_around_a_minimum_is_lower_nor_any_of_the_window_than_the_lowest(kind):
    """On a fine grid of a hundredth of the window around each, and a coarse one of it all."""
    for surface in variants(kind):
        sides = np.subtract(surface.high, surface.low)
        around = (grid(surface, 21) - np.mean([surface.low, surface.high], axis=0)) / 100
        assert np.abs(around).max() == pytest.approx(sides.max() / 200)
        for minimum in surface.minima:
            bottom = surface.value(np.array(minimum))
            assert bottom <= surface.value(minimum + around).min() + 1e-13 * (1 + abs(bottom))
        if surface.minima:
            lowest = surface.value(np.array(surface.minima)).min()
            everywhere = surface.value(grid(surface, 151)).min()
            assert lowest <= everywhere + 1e-13 * (1 + abs(lowest))


# A typed formula lists no minima; losses of data need not list all.
KNOWN = [kind for kind in surfaces.ALL if kind.group in {"teaching", "test"}]


@pytest.mark.parametrize("count", [121, pytest.param(241, marks=pytest.mark.full)])
@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.key)
def test_every_dip_of_a_fine_grid_leads_to_a_listed_minimum(kind, count):
    """All are listed, except along a curve that minima fill: there, samples are."""
    sides = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
    inner = (slice(1, -1), slice(1, -1))
    for surface in variants(kind):
        points = grid(surface, count)
        losses = surface.value(points)
        lowest = np.min([np.roll(losses, side, axis=(0, 1)) for side in sides], axis=0)
        low = points[inner][(losses <= lowest)[inner]]
        found = np.array(minima_from(surface, low)).reshape(-1, 2)
        listed = np.array(surface.minima).reshape(-1, 2)
        size = np.subtract(surface.high, surface.low).max()
        assert len(low) or not len(listed)
        flat, steep = eigenvalues(surface.hessian(found)).T
        for point in found[flat >= DEGENERATE * steep]:
            assert np.abs(listed - point).max(axis=1).min() < 1e-6 * size, (surface, point)


@pytest.mark.parametrize("kind", WITHOUT, ids=lambda kind: kind.key)
def test_where_no_minimum_is_listed_the_window_has_none(kind):
    surface = default(kind)
    sides = zip(surface.low, surface.high, strict=True)
    across, along = (tuple(np.linspace(low, high, 41).tolist()) for low, high in sides)
    assert dips(surface, across, along) == ()


@every_surface
def test_minima_and_starts_lie_in_the_window(kind):
    for surface in variants(kind):
        places = np.array([*surface.minima, *surface.starts])
        assert ((places >= surface.low) & (places <= surface.high)).all()
    assert default(kind).starts
    assert np.less(default(kind).low, default(kind).high).all()


@every_surface
def test_leading_axes_are_kept(kind):
    surface = default(kind)
    for name, inner in (("value", ()), ("gradient", (2,)), ("hessian", (2, 2))):
        for leading in ((), (0,), (5,), (3, 4)):
            result = getattr(surface, name)(np.zeros((*leading, 2)))
            assert result.shape == (*leading, *inner), name


@every_surface
@pytest.mark.parametrize("count", [1, 3, 8, 400])
def test_layout_and_other_points_change_no_bit(kind, count):
    """C order, columns, a grid and one point at a time: the same bits."""
    surface = default(kind)
    points = some_points(surface, count)
    wider = np.repeat(points, 3, axis=0)
    # Of many, every 13th: so they stand at every place of the vectors that a processor takes.
    alone = slice(None, None, 13 if count > 13 else 1)
    for f in (surface.value, surface.gradient, surface.hessian):
        expected = f(points)
        np.testing.assert_array_equal(f(np.asfortranarray(points)), expected)
        np.testing.assert_array_equal(f(points[:, None]), expected[:, None])
        np.testing.assert_array_equal([f(point) for point in points[alone]], expected[alone])
        np.testing.assert_array_equal(f(wider[1::3]), expected)


@every_surface
def test_a_gradient_is_laid_out_like_its_points(kind):
    columns = np.asfortranarray(np.zeros((5, 2)))
    assert default(kind).gradient(columns).flags.f_contiguous
    assert default(kind).gradient(np.zeros((5, 2))).flags.c_contiguous


@every_surface
def test_points_are_only_read(kind):
    points = some_points(default(kind))
    points.flags.writeable = False
    for name in MAPS:
        result = getattr(default(kind), name)(points)
        assert not np.shares_memory(result, points)


@every_surface
def test_every_knob_at_either_end_gives_finite_values_in_the_window(kind):
    for surface in variants(kind):
        for name in MAPS:
            assert np.isfinite(getattr(surface, name)(some_points(surface))).all()


@pytest.mark.parametrize("kind", TURNABLE, ids=lambda kind: kind.key)
def test_no_value_that_a_knob_allows_raises(kind):
    for name, knob in knobs(kind):
        for typed in (-1e300, -1.0, 0.0, 5e-324, 1e-6, 1e6, 1e308):
            if not knob.allows(typed):
                continue
            surface = kind(**{name: typed})
            assert all(len(minimum) == 2 for minimum in surface.minima)
            with np.errstate(all="ignore"):
                for each in MAPS:
                    getattr(surface, each)(some_points(surface, 8))


@every_surface
@np.errstate(all="ignore")
def test_far_away_values_are_data(kind):
    """No exception, even where the loss overflows; and other points are not affected."""
    surface = default(kind)
    here = np.array(surface.starts[0])
    for f in (surface.value, surface.gradient, surface.hessian):
        expected = f(here)
        for far in (1e300, -1e300, np.inf, -np.inf, np.nan):
            for point in ((far, far), (far, 0.0), (0.0, far)):
                both = f(np.array([point, here]))
                np.testing.assert_array_equal(both[1], expected, str(point))


@every_surface
def test_the_default_height_scale_follows_the_range(kind):
    """Logarithmic where losses span a thousand or so and most of the window lies low."""
    losses = default(kind).value(some_points(default(kind), 4000))
    share = (np.median(losses) - losses.min()) / np.ptp(losses)
    assert default(kind).log_height == (np.ptp(losses) > 700 and share < 0.25)


def test_each_is_found_by_key_and_groups_stand_together_in_their_order():
    order = get_args(Group)
    assert {kind.group for kind in surfaces.ALL} == set(order)
    places = [order.index(kind.group) for kind in surfaces.ALL]
    assert places == sorted(places)
    assert all(surfaces.BY_KEY[kind.key] is kind for kind in surfaces.ALL)
    assert len({kind.key for kind in surfaces.ALL}) == len(surfaces.ALL)
    assert len({kind.title for kind in surfaces.ALL}) == len(surfaces.ALL)


def value(key, x, y, **knobs):
    return float(surfaces.BY_KEY[key](**knobs).value(np.array([x, y])))


def test_losses_worked_by_hand():
    assert value("bowl", 1.0, -2.0) == 2.5
    assert value("bowl", 1.0, -2.0, h=2.0) == 5.0
    assert value("ellipse", 2.0, 1.0, kappa=10.0) == 7.0
    assert value("saddle", 2.0, 1.0) == 3.0
    assert value("two_weights", 2.0, -1.0) == 9.0
    assert value("rosenbrock", -1.0, 2.0) == 104.0
    assert value("himmelblau", 0.0, 0.0) == 170.0
    assert value("beale", 0.0, 0.0) == 1.5**2 + 2.25**2 + 2.625**2
    assert value("rastrigin", 0.5, 0.0) == 20.25
    assert value("hill", 2.0, 1.0) == pytest.approx(9 - 0.6 + 0.5, abs=1e-15)
    assert value("ravine", 2.0, 0.0) == pytest.approx(0.3, abs=1e-15)
    assert value("ring", 0.0, 2.0) == 9.0
    assert value("wells", 0.0, 1e3) == 1 + 0.02e6
    assert value("inverted_bowl", 1.0, -2.0) == -5.0
    assert value("monkey_saddle", 2.0, 1.0) == 2.0
    assert value("trough", 3.0, -7.0) == 9.0
    assert value("quartic", 1.0, -2.0) == 17.0
    assert value("tilted_valley", 2.0, 1.0, kappa=10.0, angle=0.0) == 7.0
    assert value("tilted_valley", 1.0, 2.0, kappa=10.0, angle=90.0) == pytest.approx(7.0)
    assert value("dimpled_bowl", 4.0, 0.0, depth=0.0) == 0.5
    assert value("booth", 0.0, 0.0) == 74.0
    assert value("matyas", 1.0, 1.0) == pytest.approx(0.04, abs=1e-15)
    assert value("mccormick", 0.0, 0.0) == 1.0
    assert value("smooth_bukin", 0.0, 0.0, radius=1.0) == pytest.approx(100 + 0.01 * 101**0.5)
    assert value("branin", 0.0, 6.0, waves=8 * math.pi) == pytest.approx(16 * math.pi - 1)
    assert value("goldstein_price", 0.0, 0.0) == 600.0
    assert value("styblinski_tang", 1.0, -1.0) == -15.0
    assert value("three_hump_camel", 1.0, 1.0) == pytest.approx(2 - 1.05 + 1 / 6 + 2)
    assert value("six_hump_camel", 0.0, 1.0) == 0.0
    assert value("easom", 0.0, math.pi) == pytest.approx(math.exp(-(math.pi**2)))
    assert value("drop_wave", math.pi / 12, 0.0) == pytest.approx(0.0, abs=1e-15)
    assert value("ackley", 0.0, 0.0) == pytest.approx(0.0, abs=1e-15)
    assert value("griewank", math.pi, 0.0) == pytest.approx(2 + math.pi**2 / 4000)
    assert value("levy", 1.5, 1.0) == pytest.approx(1.25)
    assert value("schwefel", 0.0, math.pi**2) == pytest.approx(837.9657745)


def test_the_plain_falls_by_its_slope_and_the_cliff_by_its_area():
    drop = value("plateau", 0.0, 0.0) - value("plateau", 10.0, 0.0)
    assert drop == pytest.approx(10 * 0.05 + 6 * 0.4 * np.sqrt(np.pi), rel=1e-15)
    assert value("plateau", 3.0, 2.0, slope=1.0, cliff=0.0) == -1.0


def test_the_error_function_agrees_with_the_standard_library():
    x = np.linspace(-7, 7, 20_001)
    assert np.abs(erf(x) - [math.erf(each) for each in x]).max() <= 4e-16
    np.testing.assert_array_equal(erf(np.array([np.inf, -np.inf, np.nan])), [1, -1, np.nan])
    assert math.copysign(1, erf(np.array(-0.0))) == -1


def test_rastrigin_has_a_minimum_near_every_integer_of_its_window():
    minima = np.array(surfaces.BY_KEY["rastrigin"]().minima)
    assert len(minima) == 121
    assert minima[0].tolist() == [0, 0]
    np.testing.assert_allclose(np.sort(np.unique(minima[:, 0].round(9)))[6], 0.994958637)


@pytest.mark.parametrize("amplitude", [0.0, 0.05, 0.3, 1.0, 3.0, 20.0])
def test_rastrigin_lists_just_the_minima_its_slices_have(amplitude):
    """Along an axis the grid counts as many dimples as the list has coordinates."""
    surface = surfaces.BY_KEY["rastrigin"](amplitude=amplitude)
    x = np.linspace(-5.12, 5.12, 20_001) + 1e-5  # off the points of symmetry
    slice_ = surface.value(np.stack([x, 0 * x], -1))
    dimples = ((slice_[1:-1] < slice_[:-2]) & (slice_[1:-1] < slice_[2:])).sum()
    assert len(surface.minima) == dimples**2
    assert surface.minima[0] == (0, 0)


def test_the_hills_minima_close_in_as_it_is_tilted():
    hill = surfaces.BY_KEY["hill"]
    assert hill(tilt=0.0).minima == pytest.approx(np.array([[1, 0], [-1, 0]]))
    assert hill().minima == pytest.approx(np.array([[1.035579, 0], [-0.960150, 0]]), abs=1e-6)


def test_newton_polishes_a_guess_and_gives_up_where_the_hessian_is_singular():
    himmelblau = surfaces.BY_KEY["himmelblau"]()
    assert polished(himmelblau, (2.9, 2.1)) == pytest.approx((3, 2), abs=1e-14)
    assert polished(surfaces.BY_KEY["ring"](tilt=0.0), (-1.0, 0.0)) == (-1.0, 0.0)


def test_knobs_turn_by_replacing():
    ellipse = surfaces.BY_KEY["ellipse"]()
    assert replace(ellipse, kappa=4.0).hessian(np.zeros(2)).tolist() == [[1, 0], [0, 4]]
    assert ellipse.kappa == 50.0
