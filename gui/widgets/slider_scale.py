"""Where a knob's value stands on its slider, and which value a place on the slider means."""

import math

from engine.knobs import Knob

STEPS = 1000  # places on a slider
DIGITS = 3  # significant digits of a value found by sliding


def places(knob: Knob) -> int:
    """How many steps the slider of `knob` has: whole numbers get one each, if they are few."""
    span = knob.high - knob.low
    return round(span) if knob.whole and knob.scale == "linear" and span <= STEPS else STEPS


def share(knob: Knob, value: float) -> float:
    """The place of `value` on the slider in 0…1; values beyond an end stand at that end."""
    if math.isnan(value):
        return 0.0
    held = min(max(value, knob.low), knob.high)
    low, high, at = (_bend(knob, one) for one in (knob.low, knob.high, held))
    return (at - low) / (high - low)


def value(knob: Knob, share: float) -> float:
    """The value at a place in 0…1, rounded to what sliding can mean; the ends are exact."""
    if share <= 0:
        return knob.low
    if share >= 1:
        return knob.high
    low, high = _bend(knob, knob.low), _bend(knob, knob.high)
    found = _straighten(knob, low + share * (high - low))
    return float(round(found)) if knob.whole else _rounded(knob, found)


def _bend(knob: Knob, value: float) -> float:
    """`value` on an axis along which equal moves of the slider are equal steps."""
    if knob.scale == "log":
        return math.log10(value)
    if knob.scale == "one_minus_log":
        return -math.log10(1 - value)
    return value


def _straighten(knob: Knob, bent: float) -> float:
    if knob.scale == "log":
        return math.pow(10.0, bent)
    if knob.scale == "one_minus_log":
        return 1 - math.pow(10.0, -bent)
    return bent


def _rounded(knob: Knob, found: float) -> float:
    if knob.scale == "log":
        return float(f"{found:.{DIGITS - 1}e}")
    if knob.scale == "one_minus_log":  # 0.9, 0.968, 0.99: what counts is the distance to 1
        return round(1 - float(f"{1 - found:.1e}"), 15)
    decimals = math.ceil(-math.log10((knob.high - knob.low) / STEPS))
    return round(found, decimals)
