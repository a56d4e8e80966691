"""Numbers as text, and text as numbers: the only place that formats a number. No Qt here.

Formatted numbers have a true minus sign and powers of ten as in print; parsing accepts what is
likely to be typed with an English or Chinese keyboard layout.
"""

import math
import re
import unicodedata
from enum import StrEnum
from typing import Final, final

from engine.marks import QT_TRANSLATE_NOOP

MINUS: Final = "\N{MINUS SIGN}"
NOTHING: Final = "—"  # shown for NaN: there is no value
INFINITY: Final = "∞"
SMALL: Final = -3  # powers of ten below this one, or from `LARGE` on, are written as such
LARGE: Final = 5
MOST_DIGITS: Final = 15  # decimal digits that every float has

RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
PLAIN: Final = "0123456789-+"
TO_RAISED: Final = str.maketrans(PLAIN, RAISED)
TO_PLAIN: Final = str.maketrans(RAISED, PLAIN)
# Dashes that people or input methods use as a minus; Chinese keyboards give the ideographic full
# stop for the decimal point.
SIGNS: Final = str.maketrans({**dict.fromkeys("−–‒‐‑﹣－", "-"), "。": ".", "，": ","})

POWER: Final = re.compile(r"[×x*·]10(?:\^|\*\*)([+-]?\d+)$", re.ASCII)
BARE_POWER: Final = re.compile(r"([+-]?)10(\^|\*\*)", re.ASCII)
NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII)
DECIMAL_COMMA: Final = re.compile(r"[+-]?(?:0?,\d+|\d+,(?:\d{1,2}|\d{4,}))(?:e[+-]?\d+)?", re.ASCII)


@final
class Reason(StrEnum):
    """Why a text is no number."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    NOT_FINITE = "not_finite"
    COMMA = "comma"


TEXTS: Final[dict[Reason, str]] = {
    Reason.EMPTY: QT_TRANSLATE_NOOP("Numbers", "Type a number"),
    Reason.NOT_A_NUMBER: QT_TRANSLATE_NOOP("Numbers", "Not a number: write it like 0.999 or 1e-7"),
    Reason.NOT_FINITE: QT_TRANSLATE_NOOP("Numbers", "Too large: the number must be finite"),
    Reason.COMMA: QT_TRANSLATE_NOOP("Numbers", "Write a point for decimals, as in 1.234"),
}
"""The message for each reason, in the translation context "Numbers"."""


@final
class NumberError(ValueError):
    """A text is no number, for a `reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(TEXTS[reason])
        self.reason = reason


def show(value: float, digits: int = 4) -> str:
    """`value` with `digits` significant digits: −0.02500, 3.142, 1.250×10⁻⁷, −∞, — for NaN.

    Zeros at the end are shown where they are known digits of a longer number, and left out where
    the number itself is that short.
    """
    if not math.isfinite(value):
        return _unbounded(value)
    if value == 0:
        return "0"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    exponent = int(power)
    if float(f"{value:.{digits - 1}e}") == value:
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    if SMALL <= exponent < LARGE:
        kept = len(mantissa.lstrip("-").replace(".", ""))
        return _signed(f"{value:.{max(kept - 1 - exponent, 0)}f}")
    return f"{_signed(mantissa)}×10{raised(exponent)}"


def exact(value: float) -> str:
    """The shortest text that stands for `value` alone: 0.999, 1e−7, −12."""
    if not math.isfinite(value):
        return _unbounded(value)
    if value == 0:
        return "0"  # whatever the sign of zero
    mantissa, _, power = repr(float(value)).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return _signed(f"{mantissa}e{int(power)}" if power else mantissa)


def count(value: int) -> str:
    """A whole number in groups of three digits: 12,345."""
    return _signed(f"{value:,}")


def fixed(value: float, decimals: int) -> str:
    """`value` with so many decimals; what is less than their last digit is shown as zero, so the
    caller must know that it is not."""
    text = f"{value:.{decimals}f}"
    return _signed(text if text.strip("-0.") else text.lstrip("-"))


def tick(value: float, step: float) -> str:
    """A multiple of `step` on an axis, with the digits that tell it from the next: 0.5, 2×10⁻⁷."""
    if value == 0:
        return "0"
    size, last = max(abs(value), step), math.floor(math.log10(step) + 1e-9)
    if 1e-4 <= size < 1e6:
        return fixed(value, max(0, -last))
    digits = max(0, math.floor(math.log10(abs(value)) + 1e-9) - last)
    return _with_power(f"{value:.{min(digits, MOST_DIGITS)}e}")


def short(value: float) -> str:
    """A round number, with six digits at most: 0.25, 120000, 2×10⁻⁷."""
    if not math.isfinite(value):
        return _unbounded(value)
    text = f"{value:.6g}"
    return "0" if value == 0 else _with_power(text) if "e" in text else _signed(text)


def power_of_ten(exponent: int) -> str:
    """A decade as usually written: 0.1, 1, 10, 100, and powers beyond."""
    if -1 <= exponent <= 2:
        return f"{10.0**exponent:g}"
    return "10" + raised(exponent)


def raised(exponent: int) -> str:
    """An exponent: ⁻⁷."""
    return str(exponent).translate(TO_RAISED)


def in_ascii(value: float) -> str:
    """`value` with six digits for a table in a terminal: 0.25, 1e-07, nan."""
    return f"{value + 0.0:.6g}"  # a negative zero becomes a positive one


def rounded(value: float, digits: int) -> float:
    """`value` rounded to so many significant digits."""
    return float(f"{value:.{digits - 1}e}")


def parse(text: str) -> float:
    """The number in `text`. Raises NumberError.

    Accepted are "0.999", "1e-7", "−2,5" (a comma that cannot group thousands), "1×10⁻⁷",
    "1*10^-7", full-width digits such as "０．９", and spaces anywhere. Refused is "1,234", which
    is ambiguous: a thousands separator in English, a decimal comma in German.
    """
    plain = _normal(text)
    if not plain:
        raise NumberError(Reason.EMPTY)
    if plain.lstrip("+-") in ("∞", "inf", "infinity"):
        raise NumberError(Reason.NOT_FINITE)
    if "," in plain:
        if not DECIMAL_COMMA.fullmatch(plain):
            digits = plain.replace(",", "")
            raise NumberError(Reason.COMMA if NUMBER.fullmatch(digits) else Reason.NOT_A_NUMBER)
        plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        raise NumberError(Reason.NOT_A_NUMBER)
    value = float(plain)
    if not math.isfinite(value):
        raise NumberError(Reason.NOT_FINITE)
    return value


def _normal(text: str) -> str:
    """`text` in ASCII as far as possible: no spaces, lower case, powers of ten as e."""
    raised = re.sub(f"[{RAISED}]+", lambda run: "^" + run[0].translate(TO_PLAIN), text)
    folded = unicodedata.normalize("NFKC", raised).translate(SIGNS)
    joined = "".join(folded.split()).lower()
    if BARE_POWER.match(joined):  # 10⁻³ means 1×10⁻³
        joined = BARE_POWER.sub(r"\g<1>1*10\2", joined, count=1)
    return POWER.sub(r"e\1", joined)


def _with_power(text: str) -> str:
    """A text such as -2.50e-07 as in print: −2.50×10⁻⁷; 10⁻⁷ without a factor of one."""
    mantissa, power = text.split("e")
    factor = "" if mantissa in ("1", "-1") else mantissa.lstrip("-") + "×"
    return f"{MINUS if text.startswith('-') else ''}{factor}10{raised(int(power))}"


def _unbounded(value: float) -> str:
    if math.isnan(value):
        return NOTHING
    return INFINITY if value > 0 else MINUS + INFINITY


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
