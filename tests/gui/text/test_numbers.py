"""Numbers as text, and back."""

import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gui.text.numbers import TEXTS, NumberError, Reason, count, exact, parse, show

finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite)
def test_the_exact_text_of_a_number_is_that_number(x):
    again = parse(exact(x))
    assert again == x
    assert math.copysign(1, again) == math.copysign(1, x)


@given(finite)
def test_exact_texts_are_typeset(x):
    text = exact(x)
    assert "-" not in text
    assert "+" not in text
    assert len(text) <= len(repr(x))


@given(finite, st.integers(1, 8))
def test_a_shown_number_is_correct_to_its_digits(x, digits):
    tolerance = 0.5001 * 10 ** (1 - digits) * abs(x)
    shown = show(x, digits)
    if "∞" not in shown and abs(x) < 1e308:
        assert abs(parse(shown) - x) <= tolerance or x == 0 or abs(x) < 1e-300


@given(st.text(max_size=12) | st.text("0123456789.e+-− ", max_size=12))
@example("1e3")
def test_any_text_is_a_number_or_a_reason(text):
    reason = None
    try:
        assert math.isfinite(parse(text))
    except NumberError as error:
        reason = error.reason
    assert reason is None or TEXTS[reason]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.02, "0.02"),
        (0.0200003, "0.02000"),
        (1 / 3, "0.3333"),
        (-2.0, "−2"),
        (100.0, "100"),
        (12345.678, "12346"),
        (99999.6, "1.000×10⁵"),
        (0.001, "0.001"),
        (0.000999996, "0.001000"),
        (-1.25e-7, "−1.25×10⁻⁷"),
        (1 / 3e7, "3.333×10⁻⁸"),
        (1e16, "1×10¹⁶"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "—"),
    ],
)
def test_numbers_are_shown_as_in_print(value, text):
    assert show(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.999, "0.999"),
        (1e-7, "1e−7"),
        (-12.0, "−12"),
        (1e16, "1e16"),
        (0.1 + 0.2, "0.30000000000000004"),
        (math.inf, "∞"),
        (math.nan, "—"),
    ],
)
def test_exact_numbers_are_as_short_as_possible(value, text):
    assert exact(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.999", 0.999),
        (" 1e-7 ", 1e-7),
        ("1E−7", 1e-7),
        ("−2.5", -2.5),
        ("–2.5", -2.5),
        ("+3", 3.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1×10⁻⁷", 1e-7),
        ("1 × 10^-7", 1e-7),
        ("2*10**3", 2000.0),
        ("10⁻³", 1e-3),
        ("−10³", -1000.0),
        ("0,999", 0.999),
        ("1,5", 1.5),
        ("2,5e−3", 2.5e-3),
        ("０．９９９", 0.999),
        ("－１，５", -1.5),
        ("1。5", 1.5),
        ("12 345", 12345.0),
    ],
)
def test_numbers_are_parsed_in_the_usual_notations(text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("  ", Reason.EMPTY),
        ("abc", Reason.NOT_A_NUMBER),
        ("—", Reason.NOT_A_NUMBER),
        ("nan", Reason.NOT_A_NUMBER),
        ("--1", Reason.NOT_A_NUMBER),
        ("1_0", Reason.NOT_A_NUMBER),
        ("0x10", Reason.NOT_A_NUMBER),
        ("5²", Reason.NOT_A_NUMBER),
        ("10-3", Reason.NOT_A_NUMBER),
        ("a,b", Reason.NOT_A_NUMBER),
        ("1e999", Reason.NOT_FINITE),
        ("∞", Reason.NOT_FINITE),
        ("-inf", Reason.NOT_FINITE),
        ("1,234", Reason.COMMA),
        ("1,234.5", Reason.COMMA),
        ("1,2,3", Reason.COMMA),
    ],
)
def test_an_invalid_text_is_refused_with_a_reason(text, reason):
    with pytest.raises(NumberError) as caught:
        parse(text)
    assert caught.value.reason is reason


def test_counts_are_grouped():
    assert count(1234567) == "1,234,567"
    assert count(-1000) == "−1,000"
    assert count(999) == "999"


def test_numbers_need_no_qt():
    code = (
        "import sys, gui.text.numbers; sys.exit(any(m.startswith('PySide') for m in sys.modules))"
    )
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0
