"""The position of a knob's value on its slider, and the value of a position."""

import math

from engine.knobs import Knob
from gui.text.numbers import rounded

STEPS = 1000  # places on a slider
DIGITS = 3  # significant digits of a value set with the slider


def places(knob: Knob) -> int:
    """The number of steps of a slider: one for each whole number, if they are few."""
    span = knob.high - knob.low
    return round(span) if knob.whole and knob.scale == "linear" and span <= STEPS else STEPS


def share(knob: Knob, value: float) -> float:
    """The place of `value` on the slider in 0…1; values beyond an end are at that end."""
    if math.isnan(value):
        return 0.0
    clipped = min(max(value, knob.low), knob.high)
    low, high, at = (_scaled(knob, one) for one in (knob.low, knob.high, clipped))
    return (at - low) / (high - low)


def value(knob: Knob, share: float) -> float:
    """The value at a place in 0…1, rounded to the slider's resolution; the ends are exact."""
    if share <= 0:
        return knob.low
    if share >= 1:
        return knob.high
    low, high = _scaled(knob, knob.low), _scaled(knob, knob.high)
    found = _unscaled(knob, low + share * (high - low))
    return float(round(found)) if knob.whole else _rounded(knob, found)


def _scaled(knob: Knob, value: float) -> float:
    """`value` on the axis on which the slider is linear."""
    if knob.scale == "log":
        return math.log10(value)
    if knob.scale == "one_minus_log":
        return -math.log10(1 - value)
    return value


def _unscaled(knob: Knob, scaled: float) -> float:
    if knob.scale == "log":
        return math.pow(10.0, scaled)
    if knob.scale == "one_minus_log":
        return 1 - math.pow(10.0, -scaled)
    return scaled


def _rounded(knob: Knob, found: float) -> float:
    if knob.scale == "log":
        return rounded(found, DIGITS)
    if knob.scale == "one_minus_log":  # 0.9, 0.968, 0.99: the distance to 1 is rounded
        return round(1 - rounded(1 - found, 2), 15)
    decimals = math.ceil(-math.log10((knob.high - knob.low) / STEPS))
    return round(found, decimals)
