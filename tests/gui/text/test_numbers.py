"""Numbers as text, and back."""

import ast
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gui.text.numbers import (
    TEXTS,
    NumberError,
    Reason,
    count,
    exact,
    fixed,
    in_ascii,
    parse,
    short,
    show,
    tick,
)

ROOT = Path(__file__).resolve().parents[3]
finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite)
def test_the_exact_text_of_a_number_is_that_number(x):
    assert parse(exact(x)) == x


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
        (-0.0, "0"),
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


# Every way to write a number, and the longest text that it gives. The decimals of `fixed` and the
# step of `tick` are those that a caller must give for the number.
WAYS = (
    (show, 14),
    (exact, 24),
    (short, 15),
    (in_ascii, 13),
    (lambda x: fixed(x, 15), None),
    (lambda x: tick(x, abs(x)), 9),
)


@pytest.mark.parametrize(("write", "longest"), WAYS)
@given(finite)
@example(0.0)
@example(-0.0)
@example(5e-324)
@example(-4e-16)
@example(-1.7976931348623157e308)
def test_no_number_but_zero_is_written_as_zero_and_zero_has_no_sign(write, longest, x):
    known = abs(x) >= 5e-16 if longest is None else bool(x)
    if x == 0 and longest == 9:
        return  # an axis without a step has no numbers
    text = write(x)
    digits = text.partition("10")[0] if "10" in text[1:] and "·" in text else text
    assert bool(re.search("[1-9]", digits + text[-2:])) == known or not known
    if not known:
        assert text.strip("0.") == ""
    assert longest is None or len(text) <= longest


@given(st.floats(-1e200, 1e200), st.integers(-200, 200), st.sampled_from((1, 2, 5)))
def test_the_numbers_of_an_axis_differ_and_are_true(start, power, factor):
    step = factor * 10.0**power
    first = round(start % 1e6)
    values = [(first + place) * step for place in range(4)]
    texts = [tick(value, step) for value in values]
    assert len(set(texts)) == len(texts)
    for text, value in zip(texts, values, strict=True):
        assert parse(text) == pytest.approx(value, abs=1e-6 * step, rel=1e-12)


def number_formats(file):
    """The lines that format a number by hand: with so many digits, or in groups."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        spec = ""
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = ast.unparse(node.format_spec)[2:-1]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.search(r"\{\w*:([.,\deEfgG%]+)\}|%[\d.]*([efgEFG])\b", node.value)
            spec = found[0].strip("{}") if found else ""
        elif isinstance(node, ast.Attribute) and node.attr.startswith("format_float"):
            spec = "."
        if re.search(r"[.,]|[eEfFgG%]$", spec):
            yield node.lineno


def test_numbers_are_formatted_in_one_place():
    """It alone knows that a small number is not zero, and that a minus is no hyphen."""
    own = ROOT / "gui" / "text" / "numbers.py"
    files = sorted((ROOT / "gui").rglob("*.py"))
    found = {str(file): list(number_formats(file)) for file in files}
    assert len(found.pop(str(own))) >= 5
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_counts_are_grouped():
    assert count(1234567) == "1,234,567"
    assert count(-1000) == "−1,000"
    assert count(999) == "999"


def test_numbers_need_no_qt():
    code = (
        "import sys, gui.text.numbers; sys.exit(any(m.startswith('PySide') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
