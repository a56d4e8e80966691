"""What every schedule promises, asked of each in turn, and factors worked by hand."""

import numpy as np
import pytest

from engine import schedules
from engine.knobs import knobs

AGES = np.arange(0, 2500, dtype=np.float64)
POWERS = ("step", "exponential")
every_schedule = pytest.mark.parametrize("kind", schedules.ALL, ids=lambda kind: kind.key)


def key(name, **values):
    return schedules.BY_KEY[name](**values)


def factors(schedule, *ages):
    return schedule.factor(np.array(ages, dtype=np.float64)).tolist()


def variants(kind):
    yield kind()
    for name, knob in knobs(kind):
        yield kind(**{name: knob.low})
        yield kind(**{name: knob.high})


@every_schedule
def test_factors_are_shares_of_the_rate(kind):
    for schedule in variants(kind):
        factor = schedule.factor(AGES)
        assert ((factor >= 0) & (factor <= 1)).all()


@every_schedule
def test_the_first_update_has_the_whole_rate_unless_it_warms_up(kind):
    for schedule in variants(kind):
        first = factors(schedule, 0)[0]
        assert first == (1 / schedule.span if kind.key == "warmup" else 1)


@every_schedule
def test_after_the_warm_up_it_never_rises(kind):
    for schedule in variants(kind):
        later = AGES[int(schedule.span) :] if kind.key == "warmup" else AGES
        assert (np.diff(schedule.factor(later)) <= 1e-16).all()


@every_schedule
@pytest.mark.parametrize("shape", [(), (1,), (5, 1), (3, 2, 4), (0,)])
def test_shapes_are_kept(kind, shape):
    assert kind().factor(np.zeros(shape)).shape == shape


@every_schedule
def test_one_age_at_a_time_gives_the_same_bits(kind):
    middling = [kind(gamma=gamma) for gamma in (0.3, 0.77)] if kind.key in POWERS else []
    for schedule in (*variants(kind), *middling):
        whole = schedule.factor(AGES[:300])
        np.testing.assert_array_equal(
            np.concatenate([schedule.factor(age) for age in AGES[:300, None]]), whole
        )
        np.testing.assert_array_equal(schedule.factor(AGES[:300, None])[:, 0], whole)


@every_schedule
def test_ages_are_only_read(kind):
    ages = np.arange(5.0)
    ages.flags.writeable = False
    assert not np.shares_memory(kind().factor(ages), ages)


def test_constant_by_hand():
    assert factors(key("constant"), 0, 1, 1e6) == [1, 1, 1]


def test_step_by_hand():
    """Halved after every three updates: updates 0–2 whole, 3–5 half, 6 a quarter."""
    halving = key("step", every=3.0, gamma=0.5)
    assert factors(halving, 0, 2, 3, 5, 6) == [1, 1, 0.5, 0.5, 0.25]


def test_exponential_by_hand():
    assert factors(key("exponential", gamma=0.5), 0, 1, 2, 10) == [1, 0.5, 0.25, 2**-10]


def test_inverse_square_root_by_hand():
    """T = 1 is 1/√(t + 1), what turns the book's AdaGrad into the original one."""
    assert factors(key("inverse_square_root"), 0, 3, 8, 99) == pytest.approx([1, 1 / 2, 1 / 3, 0.1])
    assert factors(key("inverse_square_root", scale=100.0), 300) == [0.5]


def test_cosine_by_hand():
    """Half-way at the middle, the floor at T and for ever after, level at both ends."""
    wave = key("cosine", span=100.0, floor=0.2)
    assert factors(wave, 0, 50, 100, 101, 1e6) == pytest.approx([1, 0.6, 0.2, 0.2, 0.2], abs=1e-15)
    assert factors(wave, 100)[0] == factors(wave, 1e6)[0] == 0.2
    assert 1 - factors(wave, 1)[0] < 3e-4


def test_warm_up_by_hand():
    """A quarter, a half, three quarters, all; then the other schedule from its own start."""
    rise = key("warmup", span=4.0, then=key("exponential", gamma=0.5))
    assert factors(rise, 0, 1, 2, 3, 4, 5, 6) == [0.25, 0.5, 0.75, 1, 1, 0.5, 0.25]


@pytest.mark.parametrize("then", schedules.ALL[:-1], ids=lambda kind: kind.key)
@pytest.mark.parametrize("span", [1.0, 7.0, 100.0])
def test_a_warm_ups_last_update_and_what_follows_have_the_whole_rate(then, span):
    rise = key("warmup", span=span, then=then())
    assert factors(rise, span - 1, span) == [1, 1]
    np.testing.assert_array_equal(rise.factor(AGES + span), then().factor(AGES))


def test_there_is_one_of_each_and_they_are_found_by_key():
    keys = ["constant", "step", "exponential", "inverse_square_root", "cosine", "warmup"]
    assert [kind.key for kind in schedules.ALL] == keys
    assert [schedules.BY_KEY[each] for each in keys] == list(schedules.ALL)
    assert all(kind.title and r"\eta^t" in kind.formula and kind.source for kind in schedules.ALL)
