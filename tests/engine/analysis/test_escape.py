"""Ways out of a saddle, kicks along them, and the race of lesson 3."""

import pickle

import numpy as np
import pytest

from engine.analysis.escape import kicked, ways
from engine.analysis.escape_race import Entrant, Race, Row, middle, per_decade, raced, racing
from engine.analysis.local_quadratic import expanded
from engine.apply import apply
from engine.commands import Kick
from engine.errors import NO_BALL, NO_EXAMPLES, OUT_OF_RANGE, DataError
from engine.noise import Exact, Gaussian, MiniBatch
from engine.progress import CancelledError
from engine.scenario import FleetSetup, Scenario
from engine.schedules.waves import Cosine
from engine.simulation import Simulation
from engine.surfaces import ALL
from engine.surfaces.typed import Typed
from tests.engine.paths import first, losses, rule, settled, surface
from tests.engine.worlds import default

NETWORK = surface("two_weights")
MODEL = expanded(NETWORK, np.zeros(2))
DELTAS = (1e-1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10)
TABLE = {
    "gd": [31, 55, 79, 104, 152, 200, 249],
    "momentum": [18, 17, 34, 38, 49, 66, 97],
    "nesterov": [13, 16, 29, 31, 46, 66, 75],
    "rmsprop": [54, 65, 72, 78, 86, 92, 97],
    "adam": [71, 106, 136, 165, 218, 266, 311],
}
LESSON = Race(
    NETWORK,
    (1.0, -1.0),
    (1.0, 1.0),
    DELTAS,
    tuple(Entrant(rule(key, lr=0.05)) for key in TABLE),
    level=0.01,
    updates=400,
)


def times(rows, entrant, name="passed"):
    return [getattr(row, name)[0] for row in rows if row.entrant == entrant]


def test_l3_the_table_is_reproduced():
    rows = raced(LESSON)
    assert [row.delta for row in rows] == list(DELTAS) * len(TABLE)
    for number, key in enumerate(TABLE):
        assert times(rows, number) == TABLE[key]
    assert times(rows, 0, "settled") == TABLE["gd"]
    # At 1e-4 momentum is below at 38 and stays there from 66 on.
    assert [times(rows, number, "settled")[3] for number in range(5)] == [104, 66, 41, 78, 193]


def test_l3_passing_and_settling_are_those_of_the_paths():
    rows = raced(LESSON)
    starts = np.array([[1 + delta, -1 + delta] for delta in DELTAS])
    for number, key in enumerate(TABLE):
        low = losses(NETWORK, rule(key, lr=0.05), starts, 400) < 0.01
        assert times(rows, number) == first(low)
        assert times(rows, number, "settled") == [settled(column) for column in low.T]


def test_l3_on_the_way_in_no_rule_ever_leaves_and_a_kick_does():
    away, across = ways(MODEL)
    assert away.direction == pytest.approx((0.5**0.5, 0.5**0.5))
    descent = rule("gd", lr=0.05)
    for way, deltas, times_ in ((away, (0.0,), (59,)), (across, (0.0,), (None,))):
        race = Race(NETWORK, (0.0, 0.0), way.direction, deltas, (Entrant(descent, kick=0.1),), 1e-6)
        assert raced(race) == (Row(0, 0.0, times_, times_),)
    stuck = Race(NETWORK, (1.0, -1.0), (1.0, 1.0), (0.0,), LESSON.entrants, 0.01, updates=600)
    assert {row.passed for row in raced(stuck)} == {(None,)}


def test_a_decade_costs_gradient_descent_24_updates():
    assert per_decade(0.05, -2.0) == pytest.approx(24.16, abs=0.005)
    race = Race(NETWORK, (0.0, 0.0), (1.0, 1.0), (1e-6, 1e-12), LESSON.entrants[:1], 0.01)
    near, nearer = times(raced(race), 0)
    assert nearer - near == pytest.approx(6 * per_decade(0.05, -2.0), abs=1)
    assert per_decade(0.05, 0.0) == per_decade(0.05, 2.0) == np.inf


def test_a_ball_that_starts_below_the_level_has_passed_and_momentum_may_come_back():
    race = Race(NETWORK, (0.0, 0.0), (1.0, 1.0), (0.99,), (Entrant(rule("gd", lr=0.05)),), 0.01)
    assert raced(race) == (Row(0, 0.99, (0,), (0,)),)
    unstable = Entrant(rule("gd", lr=0.6))  # it leaves the valley of curvature 4 again
    ((row),) = raced(Race(NETWORK, (0.0, 0.0), (1.0, 1.0), (0.99,), (unstable,), 0.01, 9))
    assert (row.passed, row.settled) == ((0,), (None,))


def test_random_entrants_have_several_balls_with_the_same_noise_at_every_distance():
    data = surface("two_weights_on_data")
    entrants = (
        Entrant(rule("gd", lr=0.05)),
        Entrant(rule("gd", lr=0.05), noise=Gaussian(0.1)),
        Entrant(rule("gd", lr=0.05), noise=MiniBatch(1.0)),
        Entrant(rule("perturbed", lr=0.05)),
        Entrant(rule("gd", lr=0.05), schedule=Cosine(50.0)),
    )
    race = Race(data, (0.0, 0.0), (1.0, 1.0), (0.1, 0.1, 1e-9), entrants, 0.9, 300, balls=4)
    rows = raced(race)
    assert [len(row.passed) for row in rows] == [1] * 3 + [4] * 9 + [1] * 3
    assert [row.delta for row in rows[3:6]] == [0.1, 0.1, 1e-9]
    assert rows[3].passed == rows[4].passed  # the same distance and the same noise
    assert len(set(rows[5].passed)) > 1
    # Noise leaves a saddle that costs exact gradients many updates.
    assert middle(rows[5].passed) < middle(rows[2].passed)
    # A rate that falls to nothing never gets away.
    assert rows[-1].passed == (None,)
    assert raced(race) == rows
    with pytest.raises(DataError) as refused:
        raced(Race(NETWORK, (0.0, 0.0), (1.0, 1.0), (0.1,), (entrants[2],), 0.9))
    assert refused.value.text == NO_EXAMPLES


def test_a_race_without_a_direction_is_refused():
    with pytest.raises(DataError):
        raced(Race(NETWORK, (0.0, 0.0), (0.0, 0.0), (0.1,), LESSON.entrants, 0.01))


def test_lost_balls_never_pass():
    hole = Typed(text="where(x>0.5, log(-1), 1-x^2-y^2)")
    race = Race(hole, (0.0, 0.0), (1.0, 0.0), (0.1,), (Entrant(rule("gd", lr=0.1)),), -1.0, 50)
    assert raced(race)[0].passed == (None,)


def test_a_race_can_be_cancelled_and_says_how_far_it_is():
    shares = list(racing(LESSON))
    assert len(shares) == 5 * 401
    assert (np.diff(shares) > 0).all()
    assert 0 <= shares[0] < shares[-1] < 1
    calls = []

    def progress(share):
        calls.append(share)
        if len(calls) == 7:
            raise CancelledError

    with pytest.raises(CancelledError):
        raced(LESSON, progress)
    assert calls == shares[:7]
    assert pickle.loads(pickle.dumps(LESSON)) == LESSON


def test_a_slow_update_can_be_cancelled_in_its_middle():
    loss = surface("goldstein_price")
    rolling = (Entrant(rule("rolling", lr=1.0)),)
    race = Race(loss, loss.starts[0], (1.0, 0.3), (0.1,), rolling, 0.0, updates=1)
    calls = []
    raced(race, calls.append)
    assert len(calls) > 10 * len(list(racing(race)))
    assert set(calls) == {0.0, 0.5}


def test_never_is_later_than_any_update():
    assert middle((3, None, 1)) == 3
    assert middle((3, None, None)) is None
    assert middle((3, None)) == 3
    assert middle((5,)) == 5


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_the_ways_are_eigenvectors_the_lesser_first(kind):
    loss = default(kind)
    point = np.add(np.multiply(loss.low, 0.3), np.multiply(loss.high, 0.7))
    model = expanded(loss, point)
    found = ways(model)
    assert found[0].eigenvalue <= found[1].eigenvalue
    for way in found:
        u = np.array(way.direction)
        assert np.hypot(*u) == pytest.approx(1)
        scale = np.abs(model.hessian).max()
        assert model.hessian @ u == pytest.approx(way.eigenvalue * u, abs=1e-12 * scale)
        assert way.slope == pytest.approx(model.gradient @ u, rel=1e-9)
        said = kicked(model, way, np.array([1e-3, -1e-3]))
        expected = way.slope * np.array([1, -1]) * 1e-3 + way.eigenvalue * 5e-7
        assert said.promised == pytest.approx(expected, rel=1e-6)


def test_l2_what_kicks_along_the_ways_promise_and_do():
    away, across = ways(MODEL)
    assert (away.eigenvalue, across.eigenvalue) == (-2, 2)
    t = np.array([0.0, 0.1, 0.5, -0.5, 1e9])
    for way, sign in ((away, -1), (across, 1)):
        said = kicked(MODEL, way, t)
        assert said.promised == pytest.approx(sign * t**2)
        assert said.real == pytest.approx((1 + sign * t**2 / 2) ** 2 - 1)
        assert way.step(0.0) == (0.0, 0.0)
    # Exactly across: not a bit off the way back into the saddle.
    assert across.step(0.1)[0] == -across.step(0.1)[1]


def test_kicks_at_a_minimum_cost_and_at_a_kink_promise_nothing():
    ring = surface("ring")
    minimum = expanded(ring, np.array([-1.0355787140888537, 0.0]))
    for way in ways(minimum):
        said = kicked(minimum, way, np.array([0.01, 0.3]))
        assert (said.promised > 0).all()
        assert (said.real > 0).all()
    cone = expanded(Typed(text="sqrt(x^2+y^2)"), np.zeros(2))
    for way in ways(cone):
        assert np.isnan(way.eigenvalue)
        assert np.isnan(kicked(cone, way, np.array(0.1)).promised)
    low, high = ways(expanded(Typed(text="x^2+1e-20*y^2"), np.ones(2)))
    assert (low.eigenvalue, high.eigenvalue) == pytest.approx((2e-20, 2))


def simulation(key="momentum", loss=NETWORK):
    made = Simulation(Scenario(loss, (FleetSetup(rule(key, lr=0.05), points=((0.1, 0.3),) * 2),)))
    made.step(5)
    return made


def test_a_kick_moves_a_ball_from_where_it_is_and_takes_its_memory():
    made = simulation()
    (before,) = made.views()
    apply(Kick(1, (0.25, -0.5)), made)
    (after,) = made.views()
    assert after.position[0].tolist() == before.position[0].tolist()
    assert after.position[1].tolist() == (before.position[1] + [0.25, -0.5]).tolist()
    assert after.state.m[0].tolist() == before.state.m[0].tolist()
    assert not after.state.m[1].any()
    assert after.trajectories[1] not in before.trajectories


def test_a_kick_of_nothing_and_a_huge_one_are_moves_and_one_to_infinity_is_refused():
    made = simulation()
    (before,) = made.views()
    apply(Kick(0, (0.0, 0.0)), made)
    assert made.views()[0].position.tolist() == before.position.tolist()
    apply(Kick(0, (1e9, 0.0)), made)
    assert made.views()[0].position[0, 0] == before.position[0, 0] + 1e9
    for ball, step, text in ((0, (np.inf, 0.0), OUT_OF_RANGE), (7, (1.0, 0.0), NO_BALL)):
        state = made.capture()
        with pytest.raises(DataError) as refused:
            apply(Kick(ball, step), made)
        assert refused.value.text == text
        assert made.capture() is state


def test_exact_noise_is_the_default():
    assert not LESSON.entrants[0].random
    assert Entrant(rule("gd"), noise=Exact()) == Entrant(rule("gd"))
