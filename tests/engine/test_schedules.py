"""Laws that every schedule obeys, and factors computed by hand."""

import math

import numpy as np
import pytest

from engine import schedules
from engine.knobs import knobs
from engine.plain import from_plain, to_plain
from engine.schedules.composed import Sequential, Warmup
from engine.schedules.decays import MultiStep

AGES = np.arange(0, 2500, dtype=np.float64)
POWERS = {"step": "gamma", "multi_step": "gamma", "exponential": "gamma", "polynomial": "power"}
FALLING = {"constant", "step", "multi_step", "exponential", "inverse_time"}
FALLING |= {"inverse_square_root", "polynomial", "cosine"}
REACHING_NOTHING = {"polynomial", "cosine", "cosine_restarts", "sequential"}
# From one update to the next: the largest change that no knob in the middle of its range exceeds.
SMOOTH = {
    "constant": 0.0,
    "exponential": 0.011,
    "inverse_time": 0.01,
    "inverse_square_root": 0.3,
    "polynomial": 0.002,
    "cosine": 0.002,
    "one_cycle": 0.006,
    "transformer": 0.0003,
    "warmup": 0.01001,
}
JUMPING = ("step", "multi_step", "cosine_restarts", "sequential")
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
    if kind is MultiStep:
        yield from (kind(()), kind((7,)), kind((9, 3, 3, 2400)))
    if kind in (Sequential, Warmup):
        inner = "second" if kind is Sequential else "then"
        yield from (kind(**{inner: other()}) for other in schedules.ALL)


def first_of(schedule):
    """The factor with which a ball begins."""
    match schedule.key:
        case "warmup":
            return 1 / schedule.span
        case "transformer":
            return 1 / schedule.peak
        case "one_cycle":
            return 1 / schedule.start if schedule.rise * schedule.span > 1 else 1 / 25e4
        case "sequential":
            return first_of(schedule.first)
    return 1


@every_schedule
def test_factors_are_shares_of_the_rate(kind):
    for schedule in variants(kind):
        factor = schedule.factor(AGES)
        assert np.isfinite(factor).all()
        assert ((factor >= 0) & (factor <= 1)).all()


@every_schedule
def test_the_rate_is_positive_unless_it_is_to_reach_nothing(kind):
    if kind.key not in REACHING_NOTHING:
        assert (kind().factor(AGES) > 0).all()
    assert (kind().factor(AGES[:400]) > 0).all()


@every_schedule
def test_a_ball_ages_for_a_million_updates_and_its_rate_stays_a_number(kind):
    for schedule in variants(kind):
        late = schedule.factor(np.array([1e6, 1e9, 2.0**52]))
        assert (np.isfinite(late) & (late >= 0) & (late <= 1)).all()


@every_schedule
def test_the_first_update_has_the_whole_rate_unless_it_warms_up(kind):
    for schedule in variants(kind):
        assert factors(schedule, 0)[0] == pytest.approx(first_of(schedule), rel=1e-15)


@pytest.mark.parametrize("name", sorted(FALLING))
def test_a_decay_never_rises(name):
    for schedule in variants(schedules.BY_KEY[name]):
        assert (np.diff(schedule.factor(AGES)) <= 1e-16).all()


@pytest.mark.parametrize("name", sorted(FALLING | {"one_cycle", "transformer"}))
def test_after_the_warm_up_it_goes_on_as_without(name):
    then = schedules.BY_KEY[name]()
    np.testing.assert_array_equal(Warmup(37.0, then).factor(AGES + 37), then.factor(AGES))


@pytest.mark.parametrize("name", list(SMOOTH))
def test_what_has_no_jumps_goes_in_small_steps(name):
    assert np.abs(np.diff(key(name).factor(AGES))).max() <= SMOOTH[name]


@pytest.mark.parametrize("name", JUMPING)
def test_schedules_with_jumps_have_them(name):
    assert np.abs(np.diff(key(name).factor(AGES))).max() > 0.05 or name == "sequential"
    assert name != "sequential" or factors(Sequential(5.0, second=key("transformer")), 4, 5)[1] < 1


@every_schedule
@pytest.mark.parametrize("shape", [(), (1,), (5, 1), (3, 2, 4), (0,)])
def test_shapes_are_kept(kind, shape):
    for schedule in variants(kind):
        assert schedule.factor(np.zeros(shape)).shape == shape


@every_schedule
def test_one_age_at_a_time_gives_the_same_bits(kind):
    name = POWERS.get(kind.key)
    middling = [kind(**{name: value}) for value in (0.3, 0.77, 0.5)] if name else []
    middling += [key("polynomial", power=2.0)] if name == "power" else []
    for schedule in (*variants(kind), *middling):
        whole = schedule.factor(AGES[:300])
        np.testing.assert_array_equal(
            np.concatenate([schedule.factor(age) for age in AGES[:300, None]]), whole
        )
        np.testing.assert_array_equal(schedule.factor(AGES[:300, None])[:, 0], whole)
        np.testing.assert_array_equal(schedule.factor(AGES[:300:3]), whole[::3])


@every_schedule
def test_the_rate_of_a_ball_does_not_depend_on_others(kind):
    """Ages of balls that were dropped at any time, in any order and number."""
    rng = np.random.default_rng(5)
    for schedule in variants(kind):
        alone = schedule.factor(np.array([173.0]))[0]
        for company in (1, 2, 3, 5, 17, 4096):
            ages = np.insert(rng.integers(0, 9999, company).astype(float), company // 2, 173.0)
            assert schedule.factor(ages[:, None])[company // 2, 0] == alone


@every_schedule
def test_what_it_does_is_done_within_its_reach(kind):
    """A picture of so many updates shows it; it would be flat if it ended much earlier."""
    for schedule in variants(kind):
        assert 1 <= schedule.reach <= 1e7
    factor = kind().factor(np.arange(kind().reach))
    assert np.ptp(factor) > 0.4 or kind.key == "constant"


@every_schedule
def test_ages_are_only_read(kind):
    ages = np.arange(5.0)
    ages.flags.writeable = False
    assert not np.shares_memory(kind().factor(ages), ages)


@every_schedule
def test_each_is_written_to_files_and_read_back(kind):
    for schedule in variants(kind):
        assert from_plain(schedules.Schedule, to_plain(schedule)) == schedule


@every_schedule
def test_each_is_explained(kind):
    assert kind.title
    assert kind.source
    assert kind.summary.endswith(".")
    assert r"\eta^t" in kind.formula


def test_there_is_one_of_each_and_they_are_found_by_key():
    assert len({kind.key for kind in schedules.ALL}) == len(schedules.ALL)
    assert len({kind.title for kind in schedules.ALL}) == len(schedules.ALL)
    assert [schedules.BY_KEY[kind.key] for kind in schedules.ALL] == list(schedules.ALL)


def test_no_symbol_stands_for_two_knobs_of_a_warm_up_and_what_follows():
    (warm,) = (knob.symbol for _, knob in knobs(Warmup))
    (switch,) = (knob.symbol for _, knob in knobs(Sequential))
    simple = [kind for kind in schedules.ALL if kind not in (Warmup, Sequential)]
    others = {k.symbol for kind in simple for _, k in knobs(kind)}
    assert warm != switch
    assert not {warm, switch} & others


# By hand.


def test_constant_by_hand():
    assert factors(key("constant"), 0, 1, 1e6) == [1, 1, 1]


def test_step_by_hand():
    """Halved after every three updates: updates 0–2 whole, 3–5 half, 6 a quarter."""
    halving = key("step", every=3.0, gamma=0.5)
    assert factors(halving, 0, 2, 3, 5, 6) == [1, 1, 0.5, 0.5, 0.25]


def test_multi_step_by_hand():
    """Halved at 3, twice at 5, in whatever order they are listed."""
    for milestones in ((3, 5, 5), (5, 3, 5)):
        drops = key("multi_step", milestones=milestones, gamma=0.5)
        assert factors(drops, 0, 2, 3, 4, 5, 9) == [1, 1, 0.5, 0.5, 0.125, 0.125]
    assert factors(key("multi_step", milestones=()), 0, 1e6) == [1, 1]


def test_exponential_by_hand():
    assert factors(key("exponential", gamma=0.5), 0, 1, 2, 10) == [1, 0.5, 0.25, 2**-10]


def test_inverse_time_by_hand():
    """Half after T updates, a third after 2T; the sum grows like the logarithm, without end."""
    decay = key("inverse_time", scale=4.0)
    assert factors(decay, 0, 4, 8, 12) == [1, 1 / 2, 1 / 3, 1 / 4]
    decades = [key("inverse_time", scale=1.0).factor(np.arange(10.0**k)).sum() for k in (4, 5, 6)]
    assert np.diff(decades) == pytest.approx([math.log(10)] * 2, rel=1e-4)


def test_inverse_square_root_by_hand():
    """T = 1 is 1/√(t + 1), what turns the book's AdaGrad into the original one."""
    assert factors(key("inverse_square_root"), 0, 3, 8, 99) == pytest.approx([1, 1 / 2, 1 / 3, 0.1])
    assert factors(key("inverse_square_root", scale=100.0), 300) == [0.5]


def test_polynomial_by_hand():
    """A straight line to nothing at p = 1, a parabola at p = 2, and nothing from T on."""
    assert factors(key("polynomial", span=4.0), 0, 1, 2, 3, 4, 5) == [1, 0.75, 0.5, 0.25, 0, 0]
    parabola = key("polynomial", span=4.0, power=2.0)
    assert factors(parabola, 0, 1, 2, 3, 4, 1e6) == [1, 0.5625, 0.25, 0.0625, 0, 0]


def test_cosine_by_hand():
    """Half-way at the middle, the floor at T and for ever after, level at both ends."""
    wave = key("cosine", span=100.0, floor=0.2)
    assert factors(wave, 0, 50, 100, 101, 1e6) == pytest.approx([1, 0.6, 0.2, 0.2, 0.2], abs=1e-15)
    assert factors(wave, 100)[0] == factors(wave, 1e6)[0] == 0.2
    assert 1 - factors(wave, 1)[0] < 3e-4


def test_restarts_by_hand():
    """Cycles of 4, 8 and 16 updates begin at 0, 4, 12 and 28 with the whole rate."""
    waves = key("cosine_restarts", first=4.0, multiple=2.0)
    assert factors(waves, 0, 4, 12, 28) == [1, 1, 1, 1]
    half = [2, 8, 20]  # the middle of each cycle
    assert factors(waves, *half) == pytest.approx([0.5] * 3)
    last = [(1 + math.cos(math.pi * (n - 1) / n)) / 2 for n in (4, 8, 16)]
    assert factors(waves, 3, 11, 27) == pytest.approx(last)


def test_restarts_of_equal_cycles_repeat_to_the_bit():
    waves = key("cosine_restarts", first=7.0, multiple=1.0, floor=0.1)
    whole = waves.factor(AGES[:2499])
    np.testing.assert_array_equal(whole.reshape(-1, 7), np.tile(whole[:7], (357, 1)))
    assert factors(waves, 7e12) == [1]


def test_one_cycle_by_hand():
    """T = 11 and p = 6/11: from a quarter up to the peak at t = 5, down to a fortieth at t = 10."""
    cycle = key("one_cycle", span=11.0, rise=6 / 11, start=4.0, end=10.0)
    found = factors(cycle, 0, 2.5, 5, 7.5, 10, 11, 1e6)
    assert found == pytest.approx([1 / 4, 5 / 8, 1, 41 / 80, 1 / 40, 1 / 40, 1 / 40])


@pytest.mark.parametrize(("span", "rise"), [(1.0, 0.3), (2.0, 0.5), (4.0, 0.25), (9.0, 0.0)])
def test_a_cycle_too_short_to_rise_begins_high_and_ends_as_ever(span, rise):
    cycle = key("one_cycle", span=span, rise=rise, start=4.0, end=10.0)
    found = cycle.factor(np.arange(span + 3))
    assert np.isfinite(found).all()
    assert found[-1] == found[int(span) - 1] == pytest.approx(1 / 40)


def test_the_transformers_rate_peaks_at_update_4000_with_6_99e_4():
    """Curriculum L17 (D): d = 512, warm-up 4000, updates counted from 1."""
    peak = (512 * 4000) ** -0.5
    assert f"{peak:.2e}" == "6.99e-04"
    rates = peak * key("transformer").factor(np.arange(100_000.0))
    assert np.argmax(rates) + 1 == 4000
    assert rates.max() == peak
    steps = np.arange(1, 100_001)
    paper = 512**-0.5 * np.minimum(steps**-0.5, steps * 4000**-1.5)
    np.testing.assert_allclose(rates, paper, rtol=1e-14)


def test_a_sequence_by_hand():
    """Three updates of the one, then the other from its own start."""
    both = Sequential(3.0, key("exponential", gamma=0.5), key("step", every=2.0, gamma=0.1))
    assert factors(both, 0, 1, 2, 3, 4, 5, 6) == [1, 0.5, 0.25, 1, 1, 0.1, 0.1]


def test_sequences_and_warm_ups_go_into_one_another():
    inner = Sequential(2.0, key("constant"), Warmup(2.0, key("exponential", gamma=0.5)))
    assert factors(Warmup(2.0, inner), *range(8)) == [0.5, 1, 1, 1, 0.5, 1, 1, 0.5]


def test_warm_up_by_hand():
    """A quarter, a half, three quarters, all; then the other schedule from its own start."""
    rise = key("warmup", span=4.0, then=key("exponential", gamma=0.5))
    assert factors(rise, 0, 1, 2, 3, 4, 5, 6) == [0.25, 0.5, 0.75, 1, 1, 0.5, 0.25]


@pytest.mark.parametrize("then", schedules.ALL[:-1], ids=lambda kind: kind.key)
@pytest.mark.parametrize("span", [1.0, 7.0, 100.0])
def test_a_warm_up_ends_with_the_whole_rate_and_the_next_starts_at_its_beginning(then, span):
    rise = key("warmup", span=span, then=then())
    assert factors(rise, span - 1) == [1]
    np.testing.assert_array_equal(rise.factor(AGES + span), then().factor(AGES))
