"""Every knob is declared consistently, and invalid values are refused."""

import math
from dataclasses import dataclass

import pytest

from engine import optimizers, schedules, surfaces
from engine.knobs import Knob, knob, knob_of, knobs

OWNERS = (*surfaces.ALL, *optimizers.ALL, *schedules.ALL)
DECLARED = [
    pytest.param(owner, name, declared, id=f"{owner.key}.{name}")
    for owner in OWNERS
    for name, declared in knobs(owner)
]
SEVERAL = [owner for owner in OWNERS if len(list(knobs(owner))) > 1]
every_knob = pytest.mark.parametrize(("owner", "name", "declared"), DECLARED)


@every_knob
def test_the_default_is_legal_and_within_the_slider(owner, name, declared):
    default = getattr(owner(), name)
    assert declared.allows(default)
    assert declared.low <= default <= declared.high


@every_knob
def test_the_sliders_ends_are_legal(owner, name, declared):
    assert declared.low < declared.high
    assert declared.allows(declared.low)
    assert declared.allows(declared.high)


@every_knob
def test_the_scale_fits_the_range(owner, name, declared):
    default = getattr(owner(), name)
    if declared.scale == "log":
        assert declared.low > 0
    elif declared.scale == "one_minus_log":
        assert 0 <= declared.low < declared.high < 1
    elif declared.low > 0:
        assert declared.high / declared.low <= 100  # wider ranges want a logarithmic slider
    else:  # so do numbers concentrated near 0
        assert default == 0 or abs(default) >= (declared.high - declared.low) / 20


@every_knob
def test_it_has_a_symbol_in_text_and_in_mathematics_and_a_title(owner, name, declared):
    assert declared.symbol
    assert declared.latex
    assert declared.title[0].isupper()
    assert knob_of(owner, name) is declared


@every_knob
def test_its_symbol_stands_in_the_formula(owner, name, declared):
    """What can be turned can be seen in the equation. Warm-up's is inside another's."""
    assert declared.latex in owner().formula


@pytest.mark.parametrize("owner", SEVERAL, ids=lambda owner: owner.key)
def test_no_two_knobs_of_one_owner_look_the_same(owner):
    titles = [each.title for _, each in knobs(owner)]
    symbols = [each.symbol for _, each in knobs(owner)]
    assert len(set(titles)) == len(titles)
    assert len(set(symbols)) == len(symbols)


@every_knob
def test_no_knob_takes_what_is_no_number(owner, name, declared):
    assert not any(map(declared.allows, (math.nan, math.inf, -math.inf)))


def test_bounds_are_inside_unless_open():
    closed = Knob(0, 1, minimum=0.0, maximum=1.0)
    assert closed.allows(0.0)
    assert closed.allows(1.0)
    assert not closed.allows(-1e-300)
    assert not closed.allows(1.0000001)
    half_open = Knob(0, 1, minimum=0.0, maximum=1.0, open_low=True, open_high=True)
    assert not half_open.allows(0.0)
    assert not half_open.allows(1.0)
    assert half_open.allows(0.5)


def test_legal_numbers_may_lie_beyond_the_slider():
    """A rate of 1e-7 can be typed, although no slider reaches it."""
    rate = knob_of(optimizers.BY_KEY["gd"], "lr")
    assert rate.allows(1e-7)
    assert rate.low > 1e-7
    assert not rate.allows(-0.1)


def test_a_memory_that_never_fades_is_not_allowed():
    for owner, name in (("momentum", "momentum"), ("rmsprop", "alpha"), ("adam", "beta2")):
        memory = knob_of(optimizers.BY_KEY[owner], name)
        assert memory.allows(0.0)
        assert memory.allows(0.9999999)
        assert not memory.allows(1.0)


def test_whole_knobs_take_whole_numbers_only():
    every = knob_of(schedules.BY_KEY["step"], "every")
    assert every.allows(3.0)
    assert not every.allows(2.5)
    assert not every.allows(0.0)


def test_knobs_come_in_the_order_of_the_fields_and_other_fields_are_none():
    @dataclass
    class Owner:
        second: float = knob(2.0, 0.0, 3.0, scale="log")
        first: float = knob(1.0, 0.0, 3.0)
        other: float = 0.0

    assert [name for name, _ in knobs(Owner)] == ["second", "first"]
    assert [name for name, _ in knobs(Owner())] == ["second", "first"]
    assert knob_of(Owner, "second").log
    assert not knob_of(Owner, "first").log
    with pytest.raises(KeyError):
        knob_of(Owner, "other")
