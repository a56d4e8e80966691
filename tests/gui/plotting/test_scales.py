"""Scales and their numbers."""

import numpy as np
import pytest

from gui.plotting.scales import (
    DEEPEST,
    Linear,
    Log,
    SymmetricLog,
    linear_ticks,
    settled,
    whole_ticks,
)
from gui.text.numbers import power_of_ten

SCALES = (Linear(), Log(), Log(-4.0), SymmetricLog(0.1), SymmetricLog(100.0))


def value_of(text):
    """The number that a tick's text stands for."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    text = text.replace("−", "-").replace(",", "")
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    head, _, power = (
        digits.partition("10") if any(c in digits for c in "⁰¹²³⁴⁵⁶⁷⁸⁹") else (digits, "", "")
    )
    if power:
        factor = float(head.rstrip("·×")) if head else 1.0
        return sign * factor * 10.0 ** int(power.translate(raised))
    return sign * float(digits)


@pytest.mark.parametrize("scale", SCALES, ids=repr)
def test_a_scale_is_increasing(scale):
    values = np.array([-3.9, -1.0, -0.01, 0.0, 0.01, 1.0, 50.0, 1e6])
    values = values[values > scale.base] if isinstance(scale, Log) else values
    assert (np.diff(scale.position(values)) > 0).all()


@pytest.mark.parametrize("scale", SCALES, ids=repr)
@pytest.mark.parametrize("bounds", [(-3.0, 4.0), (0.1, 0.4), (-8.0, -2.0), (0.0, 90.0)])
@pytest.mark.parametrize("most", [2, 5, 9])
def test_every_number_is_at_its_position(scale, bounds, most):
    ticks = scale.ticks(*bounds, most)
    assert len(ticks) <= 2 * most + 2
    for position, text in ticks:
        value = value_of(text)
        value = value + scale.base if isinstance(scale, Log) else value
        assert scale.position(np.array([value]))[0] == pytest.approx(position, abs=1e-6)


@pytest.mark.parametrize("scale", SCALES, ids=repr)
@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_range_is_without_a_number(scale, most):
    random = np.random.default_rng(7)
    for _ in range(300):
        low = float(random.uniform(-5, 5))
        high = low + 10.0 ** float(random.uniform(-3, 0.5))
        ticks = scale.ticks(low, high, most)
        assert ticks, (low, high)
        span = 1e-6 * (high - low)
        assert all(low - span <= at <= high + span for at, _ in ticks)


def test_zero_is_below_everything_on_a_logarithmic_scale():
    assert Log().position(np.array([0.0, -1.0])).tolist() == [DEEPEST, DEEPEST]
    assert np.isnan(Log().position(np.array([np.nan]))).all()


def test_powers_of_ten_are_written_as_usual():
    assert [power_of_ten(k) for k in (-12, -2, -1, 0, 2, 3, 5)] == [
        "10⁻¹²", "10⁻²", "0.1", "1", "100", "10³", "10⁵",
    ]  # fmt: skip


def test_linear_numbers_have_the_digits_they_need():
    assert [text for _, text in linear_ticks(-1.0, 1.0, 4)] == ["−1.0", "−0.5", "0", "0.5", "1.0"]
    assert [text for _, text in linear_ticks(0, 3e-7, 3)] == ["0", "10⁻⁷", "2×10⁻⁷", "3×10⁻⁷"]
    assert linear_ticks(1.0, 1.0, 4) == ()


def test_updates_are_whole_and_grouped():
    assert [text for _, text in whole_ticks(0, 20_000, 4)] == [
        "0", "5,000", "10,000", "15,000", "20,000",
    ]  # fmt: skip
    assert all(at == round(at) for at, _ in whole_ticks(3.2, 5.1, 8))


def test_a_range_stays_while_it_fits_and_changes_when_it_does_not():
    first = settled(None, 0.0, 10.0)
    assert first[0] < 0 < 10 < first[1]
    assert settled(first, 0.5, 9.5) == first
    assert settled(first, -5.0, 10.0) != first
    assert settled(first, 4.0, 5.0) != first
    low, high = settled(None, 3.0, 3.0)
    assert low < 3 < high
