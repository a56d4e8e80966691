"""Contour levels and round numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.sampling.contour_levels import height_ticks, levels, round_step, ticks
from gui.sampling.height_scale import HeightScale

LINEAR = HeightScale(-3.0, 97.0)
LOG = HeightScale(0.0, 2500.0, log=True, floor=1.0)


@given(st.floats(1e-9, 1e9), st.integers(2, 40))
def test_a_round_step_is_1_2_or_5_and_cuts_finely_enough_but_not_more(span, count):
    step = round_step(span, count)
    assert span / step <= count * (1 + 1e-6)
    assert span / step > count / 2.6
    lead = step / 10.0 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(lead - r) for r in (1, 2, 5)) < 1e-6


def test_linear_levels_are_round_losses_and_every_fifth_is_strong():
    chosen = levels(LINEAR, 24)
    np.testing.assert_allclose(chosen.losses(), np.arange(0, 96, 5))
    np.testing.assert_allclose(chosen.losses()[chosen.major()], [0, 25, 50, 75])


def test_logarithmic_levels_are_even_in_the_coordinate():
    chosen = levels(LOG)
    s = LOG.coordinate(chosen.losses())
    np.testing.assert_allclose(np.diff(s), chosen.step, rtol=1e-9)
    assert 10 <= len(s) <= 40


@pytest.mark.parametrize("scale", [LINEAR, LOG], ids=["linear", "log"])
def test_levels_are_within_the_scale(scale):
    losses = levels(scale).losses()
    assert (losses > scale.low).all()
    assert (losses < scale.high).all()


def test_ticks_reach_both_ends_where_these_are_round():
    np.testing.assert_allclose(ticks(-2.0, 2.0, 4), [-2, -1, 0, 1, 2])


def test_logarithmic_ticks_are_whole_powers_of_ten_at_their_exact_losses():
    losses, numbers = height_ticks(LOG)
    np.testing.assert_allclose(numbers, [0, 10, 100, 1000])
    np.testing.assert_allclose(losses - LOG.low, numbers)
