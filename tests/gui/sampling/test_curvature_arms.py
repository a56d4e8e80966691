"""Which way the arms of the crosses of curvature point, how long they are, and on which scale."""

import numpy as np
import pytest

from engine import surfaces
from engine.surfaces import BY_KEY
from gui.sampling.curvature_arms import (
    LEAST,
    LONGEST,
    MOST,
    SHORTEST,
    ArmScale,
    arm_scale,
    bar_pixels,
    certain_signs,
    crosses,
    one_in,
    scale_for,
)

HIMMELBLAU = {  # eigenvalues of the Hessian, by hand from 12x² + 4y − 42, 4x + 4y, 4x + 12y² − 26
    (3.0, 2.0): (25.716, 82.284),
    (0.0, 0.0): (-42.0, -26.0),
}


@pytest.mark.parametrize(("point", "expected"), HIMMELBLAU.items())
def test_axes_and_eigenvalues_are_those_of_the_hessian(point, expected):
    found = crosses(BY_KEY["himmelblau"](), np.array([point]))
    np.testing.assert_allclose(found.eigenvalues[0], expected, atol=1e-3)
    values, vectors = np.linalg.eigh(found.hessian[0])
    np.testing.assert_allclose(values, found.eigenvalues[0])
    np.testing.assert_allclose(np.abs((vectors * found.axes[0]).sum(axis=0)), 1.0)
    assert found.signs[0].tolist() == np.sign(expected).tolist()


def test_what_is_zero_undecided_or_without_a_value_has_no_sign():
    nan, inf = np.nan, np.inf
    values = np.array(
        [[-2.0, 3.0], [0.0, 1.0], [0.0, 0.0], [1.0, 1e20], [-1.0, 1e7], [nan, 1.0], [1.0, inf]]
    )
    expected = [[-1, 1], [0, 1], [0, 0], [0, 1], [0, 1], [0, 0], [0, 0]]
    assert certain_signs(values).tolist() == expected


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_no_arm_in_the_window_of_a_surface_is_longer_than_the_longest(kind):
    surface = kind()
    scale = arm_scale(surface)
    low, high = np.array(surface.low), np.array(surface.high)
    points = np.random.default_rng(3).uniform(low, high, (200, 2))
    found = crosses(surface, points)
    bars = scale.bars(found.eigenvalues)[found.signs != 0]
    assert ((bars > 0) & (bars <= LONGEST)).all()


def test_arms_are_as_the_root_of_their_eigenvalue_where_none_is_too_short():
    scale = scale_for(np.array([2.0, 8.0]), np.array([2.0]))
    assert not scale.log
    one, four = scale.bars(np.array([3.0, -12.0])).tolist()
    assert four == pytest.approx(2 * one)
    assert scale.bars(scale.high) == pytest.approx(1.0)


def test_a_scale_becomes_logarithmic_where_an_arm_would_be_hardly_seen():
    sizes = np.array([1.0, 100.0])
    assert not scale_for(sizes, sizes).log
    for least in (1e-3, 1e-20):
        scale = scale_for(sizes, np.array([least]))
        assert scale.log
        assert np.sqrt(least / 100.0) < LEAST
        three = np.diff(scale.bars(np.array([1.0, 10.0, 100.0])))
        assert three[0] == pytest.approx(three[1])  # one length for each decade
        assert scale.bars(0.0) == 0.0
        assert scale.bars(1e-300) == SHORTEST
        assert scale.bars(np.inf) == LONGEST


def test_a_surface_without_any_curvature_has_a_scale_too():
    assert scale_for(np.zeros(0), np.zeros(0)) == ArmScale(1.0)


def test_more_balls_have_shorter_arms_and_a_part_of_very_many_has_some():
    assert [one_in(count) for count in (0, 1, MOST, MOST + 1, 5 * MOST)] == [1, 1, 1, 2, 5]
    lengths = [bar_pixels(count) for count in (0, 1, 8, 50, MOST, 100 * MOST)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == lengths[2]
    assert lengths[-1] == lengths[-2]
