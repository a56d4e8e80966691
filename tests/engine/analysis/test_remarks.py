"""What is said of a ball besides its status, of situations made for it."""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from engine.analysis import remarks
from engine.analysis.departures import REST, Departure, departure
from engine.analysis.remarks import Remark
from engine.commands import Drop, Move
from engine.control import execute
from engine.export import final_rows
from engine.knobs import knobs
from engine.optimizers import ALL, BY_KEY
from engine.optimizers.dormand_prince import MOST_ATTEMPTS
from engine.player import Player
from engine.recording import Chunk
from engine.scenario import FleetSetup, Scenario
from engine.schedules.decays import Polynomial
from engine.snapshot import Status
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.typed import Typed

STEEP = Typed("exp(x)+exp(-x)+y^2")
BOWL = SURFACES["bowl"]()
START = (400.0, 1.0)


def after(updates, optimizer, point, surface=BOWL, schedule=None):
    """The view of a ball after so many updates."""
    setup = FleetSetup(optimizer, points=(point,))
    if schedule is not None:
        setup = FleetSetup(optimizer, schedule, points=(point,))
    player = Player(Scenario(surface, (setup,)))
    player.timeline.seek(updates)
    player.timeline.arrive()
    return player.snapshot().fleets[0]


def said(fleet):
    return fleet.statuses[0], set(fleet.remarks(0))


OUTSIDE = Remark(remarks.OUTSIDE)
ALONG = Remark(remarks.FROZEN_ALONG, axis=0)
FROZEN = Remark(remarks.FROZEN)
SITUATIONS = {
    "rolls within the window": (3, BY_KEY["gd"](lr=0.1), (1.0, 1.0), BOWL, set()),
    "was dropped outside": (3, BY_KEY["gd"](lr=0.1), (9.0, 1.0), BOWL, {OUTSIDE}),
    "leaves at the first update": (
        2, BY_KEY["gd"](lr=4.0), (1.0, 0.9), BOWL, {Remark(remarks.LEFT, ("1",))},
    ),
    "is very far away": (
        99, BY_KEY["gd"](lr=4.0), (1.0, 0.9), BOWL, {Remark(remarks.LEFT, ("1",))},
    ),
    "moves along one axis only": (3, BY_KEY["adam"](), START, STEEP, {ALONG, OUTSIDE}),
    "moves along neither": (3, BY_KEY["adam"](), (400.0, 0.0), STEEP, {FROZEN, OUTSIDE}),
    "can begin no search": (3, BY_KEY["lbfgs"](), START, STEEP, {FROZEN, OUTSIDE}),
    "has not been updated": (0, BY_KEY["adam"](), START, STEEP, {OUTSIDE}),
    "has no rate": (
        3, BY_KEY["gd"](lr=0.0), (1.0, 1.0), BOWL, {Remark(remarks.NO_RATE, ("η",))},
    ),
    "has a time step of 0": (
        3, BY_KEY["rolling"](lr=0.0), (1.0, 1.0), BOWL, {Remark(remarks.NO_RATE, ("Δt",))},
    ),
    "moves by less than rounding": (
        2, BY_KEY["adam"](lr=1e-5), (1e45, 0.0), BOWL, {Remark(remarks.STILL), OUTSIDE},
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_said_of_a_moving_ball_is_true(situation):
    updates, optimizer, point, surface, expected = SITUATIONS[situation]
    assert said(after(updates, optimizer, point, surface)) == (Status.MOVING, expected)


def test_a_rate_that_a_schedule_has_brought_to_nothing_is_said():
    fleet = after(12, BY_KEY["gd"](lr=0.01), (1.0, 1.0), schedule=Polynomial(span=5.0))
    assert said(fleet) == (Status.MOVING, {Remark(remarks.NO_RATE, ("η",))})


def test_a_ball_that_is_at_rest_or_lost_has_no_reason_to_move_and_is_dated():
    halved = after(1300, BY_KEY["gd"](lr=0.5), (1.0, 1.0))  # 1, 0.5, 0.25 … to the least number
    assert np.nextafter(0.0, 1.0) == 0.5**1074
    assert said(halved) == (Status.MINIMUM, {Remark(remarks.RESTS, ("1074",))})
    fled = after(3000, BY_KEY["gd"](lr=4.0), (1.0, 1.0))  # 1, −3, 9 … to beyond all numbers
    assert 4 * 3**644 < int(np.finfo(float).max) < 4 * 3**645  # 4 x, which is subtracted
    expected = {Remark(remarks.LEFT, ("1",)), Remark(remarks.GONE, ("646",))}
    assert said(fled) == (Status.DIVERGED, expected)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_a_ball_said_to_rest_has_kept_every_bit_since_and_moved_right_before(kind):
    rates = [knob for name, knob in knobs(kind()) if name == "lr"]
    rate = min(0.5, rates[0].high)
    fleet = after(700, kind(lr=rate), (1.0, 1.0))
    track = {each.first + k: row for each in fleet.chunks for k, row in enumerate(each.rows)}
    rested = [each for each in fleet.remarks(0) if each.text == remarks.RESTS]
    for each in rested:
        since = int(each.values[0])
        assert all((track[update] == fleet.position).all() for update in range(since, 701))
        assert (track[since - 1] != fleet.position).any()
    still = all((track[700 - k] == fleet.position).all() for k in range(REST + 1))
    assert still == bool(rested)


def test_a_pause_shorter_than_the_limit_is_no_rest_and_nothing_is_said_of_it():
    waiting = BY_KEY["gd"](lr=0.0), (1.0, 1.0)
    idle = Remark(remarks.NO_RATE, ("η",))
    held = after(REST - 1, *waiting)
    assert said(held) == (Status.MOVING, {idle})
    assert not held.says_status(0)  # that it moves
    for updates in (REST, REST + 50):
        assert set(after(updates, *waiting).remarks(0)) == {idle, Remark(remarks.RESTS, ("0",))}


def test_a_rolling_ball_whose_budget_of_time_steps_is_spent_says_so():
    surface = SURFACES["relu_neuron"]()
    fleet = after(1, BY_KEY["rolling"](lr=1e9), (3.0, 2.0), surface)
    (found,) = (each for each in fleet.remarks(0) if each.text == remarks.SPENT)
    share = float(fleet.state.share[0, 0])
    assert 0 < share < 1
    assert found.values == (f"{100 * share:.2g}", str(MOST_ATTEMPTS))
    usual = after(5, BY_KEY["rolling"](), (1.0, 1.0))
    assert float(usual.state.share[0, 0]) == 1.0
    assert said(usual) == (Status.MOVING, set())


def exact_move(rule, x):
    """The first move of a rule along w₁ on the steep wall, in sixty digits."""
    with localcontext() as context:
        context.prec, context.Emax = 60, 10**6
        grow, fall = Decimal(x).exp(), (-Decimal(x)).exp()
        g, curvature, eta = grow - fall, grow + fall, Decimal(rule.lr)
        eps, decay = Decimal(getattr(rule, "eps", 0.0)), Decimal(getattr(rule, "decay", 0.0))
        if rule.key in ("newton", "newton_saddle_free"):
            return g, -eta * g / curvature
        return g, -eta * (g / (abs(g) + eps) + decay * Decimal(x))


# The first move of all of these but Newton's is η in the gradient's direction, and a decay.
KEYS = (
    "rmsprop", "adagrad", "adagrad_sum", "adam", "adamw", "amsgrad", "adamax", "lion", "rprop",
    "newton", "newton_saddle_free",
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("x", [3.0, 350.0, 354.0, 355.0, 400.0, 700.0])
def test_a_first_move_on_a_steep_wall_is_the_rules_own_or_said_to_be_frozen(key, x):
    g, expected = exact_move(BY_KEY[key](lr=0.1), x)
    fleet = after(1, BY_KEY[key](lr=0.1), (x, 1.0), STEEP)
    move = float(fleet.position[0, 0]) - x
    overflows = g * g > Decimal(np.finfo(float).max)
    if ALONG in fleet.remarks(0):
        assert (move, overflows) == (0.0, True)
    elif Remark(remarks.DECAYS, axis=0) in fleet.remarks(0):
        decay = 0.1 * fleet.optimizer.decay * x
        assert (move, overflows) == (pytest.approx(-decay, rel=1e-9), True)
    else:
        assert move == pytest.approx(float(expected), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_a_ball_that_keeps_its_place_on_a_steep_wall_says_why(kind):
    fleet = after(4, kind(), START, STEEP)
    if fleet.statuses[0] is Status.MOVING:
        still = fleet.position[0, 0] == fleet.previous[0, 0]
        texts = {each.text for each in fleet.remarks(0)}
        assert still == bool(texts & {remarks.FROZEN, remarks.FROZEN_ALONG, remarks.STILL})


# Departures, from the record.


def chunks_of(path, ends, strides=None):
    """The record of a path (k, 2) of ball 0 in chunks that end before the rows `ends`."""
    trajectories = np.array([0], np.int64)
    found, first = [], 0
    for end, stride in zip([*ends, len(path)], strides or [1] * (len(ends) + 1), strict=True):
        rows = path[first:end:stride][:, None, :]
        found.append(Chunk(BOWL, 0, trajectories, trajectories, first, stride, rows))
        first = end
    return tuple(found)


def path_of(places):
    """Positions in the window where true, and outside where false."""
    within = np.array(BOWL.high) / 2
    return np.where(np.array(places)[:, None], within, 10 * within)


@pytest.mark.parametrize("seed", range(40))
def test_a_departure_is_one_that_was_made_and_the_last_where_the_newest_chunk_has_it(seed):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 120))
    stays = np.repeat(rng.random(count) < 0.5, rng.integers(1, 9, count))[:count]
    stays[-1] = False
    path = path_of(stays)
    ends = sorted(set(rng.integers(1, count, 6).tolist()))
    chunks = chunks_of(path, ends)
    left = departure(BOWL, chunks, 0, count - 1)
    crossings = [k for k in range(1, count) if stays[k - 1] and not stays[k]]
    if left is not None:
        assert left.exact
        assert left.update in crossings
    if crossings and (len(ends) == 0 or crossings[-1] > ends[-1]):
        assert left == Departure(crossings[-1], True)
    if stays[0]:
        assert left is not None


@pytest.mark.parametrize("cursor", [7, 12, 30, 59])
@pytest.mark.parametrize("at", [1, 2, 5, 6, 7])
def test_one_departure_is_found_wherever_the_chunks_are_cut(at, cursor):
    path = path_of([k < at for k in range(60)])
    for ends in ([], [at], [at - 1] * (at > 1), list(range(1, 60)), [5, 6, 40]):
        assert departure(BOWL, chunks_of(path, sorted(set(ends))), 0, cursor) == (at, True)


def test_where_updates_were_thinned_out_it_was_then_or_earlier():
    path = path_of([k < 9 for k in range(64)])
    chunks = chunks_of(path, [32], [4, 1])
    assert departure(BOWL, chunks, 0, 60) == Departure(12, False)
    assert remarks.of_place(True, Departure(12, False)) == (Remark(remarks.LEFT_BEFORE, ("12",)),)
    late = chunks_of(path_of([k < 31 for k in range(64)]), [32], [4, 1])
    assert departure(BOWL, late, 0, 60) == Departure(32, False)
    assert departure(BOWL, chunks_of(path, [], [4]), 0, 11) == Departure(11, False)


def test_a_ball_that_was_never_inside_left_nothing():
    path = path_of([False] * 40)
    assert departure(BOWL, chunks_of(path, [3, 4, 20, 21, 30]), 0, 39) is None
    assert departure(BOWL, (), 0, 0) is None


def test_the_work_does_not_grow_with_the_run(monkeypatch):
    rows = []
    plain = Chunk.until

    def counted(chunk, update):
        rows.append(len(chunk.rows))
        return plain(chunk, update)

    monkeypatch.setattr(Chunk, "until", counted)
    path = path_of([k < 9 for k in range(4000)])
    assert departure(BOWL, chunks_of(path, list(range(10, 4000, 10))), 0, 3999) == (9, True)
    assert len(rows) < 40


def test_a_ball_moved_by_hand_leaves_it_again():
    player = Player(Scenario(BOWL, (FleetSetup(BY_KEY["gd"](lr=4.0), points=((1.0, 1.0),)),)))
    player.timeline.seek(3)
    player.timeline.arrive()
    execute(Move(0, (0.5, 0.5)), player)
    execute(Drop((0,), ((0.1, 0.1), (20.0, 0.0))), player)
    player.timeline.seek(9)
    player.timeline.arrive()
    fleet = player.snapshot().fleets[0]
    path = {0: (0.5, 0.5), 1: (0.1, 0.1)}
    for place, start in path.items():
        far = [k for k in range(1, 9) if max(start) * 3**k > BOWL.high[0]]
        assert fleet.remarks(place) == (Remark(remarks.LEFT, (str(3 + far[0]),)),)
    assert fleet.remarks(2) == (OUTSIDE,)
    assert final_rows(player.snapshot())[0]["status"].startswith("moving; left the window at")
    assert ALONG.english == "frozen along w1 (g² overflows)"


def test_a_ball_dropped_outside_after_many_edits_left_nothing():
    player = Player(Scenario(BOWL, (FleetSetup(BY_KEY["gd"](lr=0.1), points=((1.0, 1.0),)),)))
    for update, point in ((2, (20.0, 0.0)), (4, (1.0, 0.0)), (6, (0.5, 0.0)), (8, (0.2, 0.0))):
        player.timeline.seek(update)
        player.timeline.arrive()
        execute(Drop((0,), (point,)), player)
    assert player.snapshot().fleets[0].remarks(1) == (OUTSIDE,)
