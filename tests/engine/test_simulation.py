"""The simulation and its fleets."""

import numpy as np
import pytest

from engine import fleet as fleets
from engine import optimizers
from engine.errors import DataError
from engine.optimizers import BY_KEY, clock
from engine.scenario import MOST_BALLS, MOST_FLEETS, FleetSetup, Scenario
from engine.schedules.composed import Warmup
from engine.schedules.decays import Exponential
from engine.simulation import Simulation
from engine.surfaces.rosenbrock import Rosenbrock
from tests.engine.worlds import BLOCK, POINTS, scenario, trail

every_optimizer = pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda k: k.key)


def position(simulation, fleet=0):
    return simulation.views()[fleet].position


@pytest.fixture
def small_blocks(monkeypatch):
    """Fleets of many blocks without many balls, whose clocks are one number as those of many."""
    monkeypatch.setattr(fleets, "BLOCK", BLOCK)
    monkeypatch.setattr(clock, "FEW", BLOCK // 2)


def many_points(count, seed=3):
    return tuple(map(tuple, np.random.default_rng(seed).uniform(-1, 1, (count, 2))))


@every_optimizer
def test_any_grouping_of_steps_gives_the_same_bits(kind):
    one, many = Simulation(scenario(kind.key)), Simulation(scenario(kind.key))
    for _ in range(30):
        one.step()
    for count in (7, 1, 22):
        many.step(count)
    np.testing.assert_array_equal(position(one), position(many))


@every_optimizer
def test_fleets_of_many_blocks_roll_like_single_balls(kind, small_blocks):
    points = many_points(2 * BLOCK + 5)
    many = Simulation(scenario(kind.key, points=points))
    few = Simulation(scenario(kind.key, points=points[BLOCK - 2 : BLOCK + 2]))
    many.step(12)
    few.step(12)
    np.testing.assert_array_equal(position(many)[BLOCK - 2 : BLOCK + 2], position(few))


def test_an_update_that_fails_in_a_later_block_leaves_those_before_it(small_blocks, monkeypatch):
    """Here the ball that raises is in the second block, in the sixth update."""
    simulation = Simulation(scenario("gd", points=many_points(2 * BLOCK)))
    twin = Simulation(scenario("gd", points=many_points(2 * BLOCK)))
    twin.step(5)
    fatal = twin.views()[0].position[BLOCK + 7].tolist()
    kind = type(simulation.surface)
    gradient = kind.gradient

    def failing(surface, points):
        if (points == fatal).all(axis=-1).any():
            raise ArithmeticError("enough")
        return gradient(surface, points)

    monkeypatch.setattr(kind, "gradient", failing)
    with pytest.raises(ArithmeticError):
        simulation.step(20)
    assert simulation.update == simulation.head == 5
    monkeypatch.setattr(kind, "gradient", gradient)
    for count in (0, 9):
        simulation.step(count)
        twin.step(count)
        mine, its = simulation.views()[0], twin.views()[0]
        np.testing.assert_array_equal(mine.position, its.position)
        np.testing.assert_array_equal(mine.chunks[-1].rows, its.chunks[-1].rows)


@every_optimizer
def test_a_ball_dropped_late_rolls_as_one_dropped_at_the_start(kind):
    """Time is the ball's own age: bias correction, warm-up and decay start with the ball."""
    schedule = Warmup(5.0, Exponential(0.9))
    late = Simulation(Scenario(Rosenbrock(), (FleetSetup(kind(lr=0.001), schedule),)))
    late.drop((0,), np.array([[0.5, 0.5]]))
    late.step(9)
    late.drop((0,), np.array([POINTS[0]]))
    late.step(20)
    early = Simulation(
        Scenario(Rosenbrock(), (FleetSetup(kind(lr=0.001), schedule, points=POINTS[:1]),))
    )
    early.step(20)
    np.testing.assert_array_equal(position(late)[1], position(early)[0])


@every_optimizer
def test_changing_the_rate_keeps_the_state_of_balls(kind):
    simulation = Simulation(scenario(kind.key))
    simulation.step(10)
    before = simulation.capture().fleets[0].blocks
    simulation.turn(0, kind(lr=0.0005), simulation.fleet(0).schedule)
    assert simulation.capture().fleets[0].blocks is before


def test_ids_of_balls_are_never_used_twice():
    simulation = Simulation(scenario("gd", "adam"))
    simulation.remove((1, 4))
    simulation.drop((0, 1), np.array([[0.0, 0.0]]))
    balls = [ball for view in simulation.views() for ball in view.balls]
    assert sorted(balls) == [0, 2, 3, 5, 6, 7]


def test_a_moved_ball_keeps_its_place_and_its_id_and_starts_again():
    simulation = Simulation(scenario("momentum"))
    simulation.step(10)
    simulation.move(1, np.array([0.25, 0.125]))
    view = simulation.views()[0]
    assert view.balls.tolist() == [0, 1, 2]
    assert view.position[1].tolist() == [0.25, 0.125] == view.starts[1].tolist()
    assert view.born.tolist() == [0, 10, 0]
    assert view.trajectories[1] not in (0, 2)
    fresh = Simulation(scenario("momentum", points=((0.25, 0.125),)))
    fresh.step(7)
    simulation.step(7)
    np.testing.assert_array_equal(position(simulation)[1], position(fresh)[0])


def test_what_is_recorded_is_where_the_balls_were():
    simulation = Simulation(scenario("adam"))
    seen = [position(simulation)[2].copy()]
    for _ in range(600):
        simulation.step()
        seen.append(position(simulation)[2].copy())
    np.testing.assert_array_equal(trail(simulation.views()[0], 2), seen)


def test_an_edit_records_the_state_before_and_after_it():
    simulation = Simulation(scenario("gd"))
    simulation.step(5)
    simulation.move(0, np.array([0.0, 0.0]))
    simulation.step(5)
    first, second = simulation.views()[0].chunks
    assert (first.first, first.last, second.first, second.last) == (0, 5, 5, 10)
    assert second.rows[0, 0].tolist() == [0.0, 0.0] != first.rows[-1, 0].tolist()


def test_a_diverging_ball_is_data_and_its_neighbours_roll_on():
    simulation = Simulation(scenario("gd"))
    simulation.drop((0,), np.array([[50.0, 50.0]]))
    simulation.step(50)
    alone = Simulation(scenario("gd"))
    alone.step(50)
    assert not np.isfinite(position(simulation)[3]).any()
    np.testing.assert_array_equal(position(simulation)[:3], position(alone))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda s: s.drop((0, 9), np.zeros((1, 2))),
        lambda s: s.move(99, np.zeros(2)),
        lambda s: s.remove((0, 99)),
        lambda s: s.remove_fleet(7),
        lambda s: s.drop((0,), np.array([[0.0, np.inf]])),
        lambda s: s.drop((0, 1), np.zeros((MOST_BALLS // 2 + 1, 2))),
        lambda s: s.move(0, np.array([np.nan, 0.0])),
    ],
)
def test_what_does_not_exist_is_refused_and_nothing_is_changed(wrong):
    simulation = Simulation(scenario("gd", "adam"))
    before = simulation.capture()
    with pytest.raises(DataError):
        wrong(simulation)
    assert simulation.capture() is before


def test_a_new_fleet_takes_the_first_free_colour():
    simulation = Simulation(scenario("gd", "adam", "momentum"))
    simulation.remove_fleet(1)
    simulation.add_fleet(BY_KEY["nesterov"]())
    assert [view.color for view in simulation.views()] == [0, 2, 1]


def test_recording_stays_under_its_budget_and_keeps_the_newest_rows():
    budget = 2_000_000
    simulation = Simulation(scenario("gd", points=tuple((i / 99, 0.0) for i in range(99))), budget)
    for _ in range(60):
        simulation.step(256)
        live = 2 * 256 * 99 * 16  # the chunk being filled, and the one just closed
        assert simulation.recorded_bytes <= budget + live
    chunks = simulation.views()[0].chunks
    assert chunks[0].first == 0
    assert chunks[-1].stride == 1
    assert chunks[-1].last == simulation.update
    strides = [chunk.stride for chunk in chunks]
    assert strides == sorted(strides, reverse=True)
    assert len(chunks) < 40


def test_thinned_rows_are_still_where_the_balls_were():
    thinned = Simulation(scenario("adam"), budget=20_000)
    whole = Simulation(scenario("adam"))
    thinned.step(4000)
    whole.step(4000)
    full = trail(whole.views()[0], 1)
    assert any(chunk.stride > 1 for chunk in thinned.views()[0].chunks)
    for chunk in thinned.views()[0].chunks:
        np.testing.assert_array_equal(chunk.rows[:, 1], full[chunk.updates])


def test_snapshots_can_not_be_written():
    view = Simulation(scenario("gd")).views()[0]
    for array in (view.position, view.previous, view.chunks[0].rows):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


def test_ten_thousand_balls_roll():
    points = tuple(map(tuple, np.random.default_rng(0).uniform(-1, 1, (10_000, 2))))
    simulation = Simulation(scenario("adam", points=points))
    simulation.step(20)
    assert len(simulation.views()[0].balls) == 10_000
    assert np.isfinite(position(simulation)).all()


@every_optimizer
def test_fleets_of_many_blocks_are_edited_like_small_ones(kind, small_blocks):
    """Balls at the borders of blocks: dropped late, moved, and removed from the block before."""
    borders = (0, BLOCK - 1, BLOCK, 2 * BLOCK - 1)
    points = np.random.default_rng(5).uniform(-1, 1, (2 * BLOCK + 3, 2))
    many, few = (
        Simulation(Scenario(Rosenbrock(), (FleetSetup(kind(lr=0.001), Warmup(9.0), points=p),)))
        for p in (tuple(map(tuple, points[:-3])), tuple(map(tuple, points[list(borders)])))
    )
    late = points[-3:]
    for simulation, moved, gone in ((many, BLOCK, (3, BLOCK - 1)), (few, 2, (1,))):
        simulation.step(4)
        simulation.drop((0,), late)
        simulation.step(4)
        simulation.move(moved, np.array([0.25, 0.5]))
        simulation.remove(gone)
        simulation.step(4)
    kept = [0, BLOCK, 2 * BLOCK - 1, 2 * BLOCK, 2 * BLOCK + 1, 2 * BLOCK + 2]
    big, small = many.views()[0], few.views()[0]
    places = np.searchsorted(big.balls, kept)
    assert big.balls[places].tolist() == kept
    for name in ("position", "previous", "rate", "starts", "born"):
        np.testing.assert_array_equal(getattr(big, name)[places], getattr(small, name))


def test_dropping_into_one_fleet_twice_keeps_both_balls():
    simulation = Simulation(scenario("gd"))
    simulation.drop((0, 0), np.array([[0.1, 0.2]]))
    assert simulation.views()[0].balls.tolist() == [0, 1, 2, 3, 4]
    assert position(simulation)[3:].tolist() == [[0.1, 0.2]] * 2


def test_the_number_of_fleets_is_limited():
    simulation = Simulation(
        Scenario(Rosenbrock(), (FleetSetup(optimizers.ALL[0]()),) * MOST_FLEETS)
    )
    with pytest.raises(DataError):
        simulation.add_fleet(optimizers.ALL[0]())


def test_edits_in_quick_succession_stay_under_the_budget_too():
    """No chunk is ever filled, and none can be halved: pieces of the record are left out."""
    budget = 400_000
    simulation = Simulation(scenario("gd", points=POINTS * 40), budget)
    open_chunk = 256 * 120 * 16
    for place in np.linspace(0, 1, 400):
        simulation.step()
        simulation.move(5, np.array([place, place]))
    assert simulation.recorded_bytes <= budget + open_chunk
    chunks = simulation.views()[0].chunks
    assert chunks[0].first == 0
    assert chunks[-1].last == simulation.update
    np.testing.assert_array_equal(chunks[-1].rows[-1], position(simulation))


def test_a_fleet_keeps_its_kind_of_optimizer_for_life():
    """The state of its balls has no meaning for another kind."""
    simulation = Simulation(scenario("gd"))
    with pytest.raises(TypeError):
        simulation.turn(0, BY_KEY["adam"](), simulation.fleet(0).schedule)
