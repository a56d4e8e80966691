"""Laws of the noise of gradients."""

import tracemalloc
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import ClassVar, final

import numpy as np
import pytest

from engine import noise, optimizers, randomness, surfaces
from engine.apply import apply
from engine.commands import ChangeNoise, Drop
from engine.errors import NO_EXAMPLES, DataError
from engine.noise import BallAges, Exact, Gaussian, MiniBatch
from engine.scenario import FleetSetup, Scenario, check
from engine.schedules.waves import Cosine
from engine.simulation import Simulation
from engine.surfaces.base import symmetric
from engine.surfaces.examples import DataSurface, SummedSurface
from engine.surfaces.rosenbrock import Rosenbrock
from engine.timeline import Timeline

X = np.array([-1.5, -0.5, 0.25, 0.75, 1.0, 1.5, 2.5])
Y = np.array([0.5, -1.0, 1.25, 0.5, 2.0, 1.75, 4.0])


@final
@dataclass(frozen=True, slots=True)
class Line(DataSurface):
    """Mean square error of b + w x over seven points."""

    key: ClassVar[str] = "line_of_test"
    title: ClassVar[str] = "Line"
    group: ClassVar = "data"
    low: ClassVar = (-3.0, -3.0)
    high: ClassVar = (3.0, 3.0)
    formula: ClassVar[str] = "L"
    source: ClassVar[str] = "test"
    starts: ClassVar = ((-2.0, 2.0),)
    minima: ClassVar = ()

    @property
    def count(self):
        return len(X)

    def value(self, points):
        return (
            sum((points[..., 0] + points[..., 1] * x - y) ** 2 for x, y in zip(X, Y, strict=True))
            / 7
        )

    def gradient(self, points):
        every = np.broadcast_to(np.arange(7), (len(points), 7))
        return self.batch_gradient(points, every)

    def hessian(self, points):
        return symmetric(2.0, 2 * X.mean(), 2 * (X * X).mean(), points[..., 0])

    def batch_gradient(self, points, chosen):
        grad = np.zeros_like(points)
        for column in chosen.T:
            off = 2 * (points[:, 0] + points[:, 1] * X[column] - Y[column])
            grad[:, 0] += off
            grad[:, 1] += off * X[column]
        return grad / chosen.shape[1]

    def batch_value(self, points, chosen):
        off = points[:, :1] + points[:, 1:] * X[chosen] - Y[chosen]
        return (off * off).mean(axis=1)


STARTS = ((-2.0, 2.0), (-2.0, 2.0), (1.0, -0.5), (0.3, 0.4))
NOISES = (
    *(MiniBatch(1.0), MiniBatch(3.0), MiniBatch(7.0), MiniBatch(50.0)),
    *(MiniBatch(3.0, shuffle_each_epoch=False), Gaussian(0.3)),
)


def balls_aged(ages, seed=3):
    ages = np.asarray(ages)
    return BallAges(seed, np.arange(len(ages)), 0, -ages)


def scenario(noisy, points=STARTS, keys=("gd", "adam"), seed=3, surface=None):
    fleets = tuple(
        FleetSetup(optimizers.BY_KEY[key](lr=0.01), color=place, points=points)
        for place, key in enumerate(keys)
    )
    return Scenario(surface or Line(), fleets, seed, noise=noisy)


def places(simulation):
    return np.concatenate([view.position for view in simulation.views()])


@pytest.mark.parametrize("noisy", NOISES, ids=str)
def test_the_same_seed_means_the_same_run_and_another_seed_another(noisy):
    one, two, other = (Simulation(scenario(noisy, seed=seed)) for seed in (3, 3, 4))
    for each in (one, two, other):
        each.step(20)
    assert places(one).tobytes() == places(two).tobytes()
    exact = noisy == MiniBatch(50.0) or noisy == MiniBatch(7.0)  # the full batch, in another order
    assert np.allclose(places(one), places(other), rtol=1e-12) == exact


@pytest.mark.parametrize("noisy", NOISES, ids=str)
def test_balls_at_one_place_get_different_gradients(noisy):
    simulation = Simulation(scenario(noisy))
    simulation.step(3)
    first, second = places(simulation)[:2]
    assert np.allclose(first, second, rtol=1e-12) == (int(getattr(noisy, "size", 1)) >= 7)


@pytest.mark.parametrize("noisy", NOISES, ids=str)
def test_a_ball_does_not_depend_on_the_others(noisy):
    few, many = (Simulation(scenario(noisy, points=STARTS[:count])) for count in (1, 4))
    few.step(15)
    many.step(15)
    assert few.views()[0].position[0].tobytes() == many.views()[0].position[0].tobytes()


@pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda kind: kind.key)
@pytest.mark.parametrize("noisy", [Gaussian(0.1), MiniBatch(2.0)], ids=str)
def test_with_noise_no_ball_depends_on_the_others_under_any_rule(kind, noisy):
    few, many = (
        Simulation(scenario(noisy, points=STARTS[:count], keys=(kind.key,))) for count in (1, 4)
    )
    few.step(6)
    many.step(6)
    assert few.views()[0].position[0].tobytes() == many.views()[0].position[0].tobytes()


@pytest.mark.parametrize("noisy", NOISES, ids=str)
def test_going_back_and_on_again_draws_the_same(noisy):
    timeline = Timeline(scenario(noisy))
    timeline.seek(40)
    timeline.arrive()
    there = places(timeline.simulation)
    for update in (13, 29, 2, 40):
        timeline.seek(update)
        timeline.arrive()
    assert places(timeline.simulation).tobytes() == there.tobytes()


def test_sharing_one_call_for_all_gradients_changes_no_bit():
    together = Simulation(scenario(MiniBatch(2.0)))
    # A schedule of rate 1 takes the way through single blocks of balls.
    plain = scenario(MiniBatch(2.0))
    apart = Simulation(
        replace(plain, fleets=tuple(replace(f, schedule=Cosine(floor=1.0)) for f in plain.fleets))
    )
    together.step(10)
    apart.step(10)
    assert places(together).tobytes() == places(apart).tobytes()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 9])
def test_every_example_is_used_once_an_epoch_in_a_new_order(size):
    noisy, surface = MiniBatch(float(size)), Line()
    length = noisy.epoch_length(surface)
    epochs = []
    for epoch in range(5):
        seen = []
        for update in range(length):
            ((_, examples),) = noisy.batches(surface, balls_aged([epoch * length + update] * 2))
            seen.append(examples)
        turns = np.concatenate(seen, axis=1)
        assert (np.sort(turns) == np.arange(7)).all()
        epochs.append(turns)
    orders = {tuple(row) for turns in epochs for row in turns}
    assert len(orders) == 10  # 5 epochs of 2 balls, no order twice


@pytest.mark.parametrize("ages", [[0, 0], [0, 2, 1, 5]], ids=str)
@pytest.mark.parametrize("size", [1.0, 3.0, 7.0])
def test_in_a_fixed_order_every_epoch_is_the_first_for_every_ball(size, ages):
    fixed = MiniBatch(size, shuffle_each_epoch=False)
    length = fixed.epoch_length(Line())
    ages = np.array(ages)
    first = asked(MiniBatch(size), Line(), balls_aged(ages % length))
    for epoch in range(4):
        assert asked(fixed, Line(), balls_aged(ages % length + epoch * length)) == first
    points = np.random.default_rng(1).normal(size=(len(ages), 2))
    gradients = [
        fixed.gradient(Line(), points, balls_aged(ages + epoch * length)).tobytes()
        for epoch in range(20)
    ]
    assert len(set(gradients)) == 1


def test_the_gradients_of_an_epoch_average_to_the_full_one():
    points = np.array([(0.4, -1.2)])
    noisy, surface = MiniBatch(3.0), Line()
    sizes, sums = 0, np.zeros((1, 2))
    for update in range(noisy.epoch_length(surface)):
        ((_, examples),) = noisy.batches(surface, balls_aged([update]))
        sums += examples.shape[1] * noisy.gradient(surface, points, balls_aged([update]))
        sizes += examples.shape[1]
    np.testing.assert_allclose(sums / sizes, surface.gradient(points), rtol=1e-14)


def test_balls_of_different_ages_are_in_different_places_of_their_epochs():
    parts = MiniBatch(3.0).batches(Line(), balls_aged([0, 2, 1, 5]))
    assert {tuple(rows): examples.shape[1] for rows, examples in parts} == {(0, 2): 3, (1, 3): 1}


def test_the_snapshot_holds_the_batch_that_the_next_update_is_made_of():
    simulation = Simulation(scenario(MiniBatch(2.0), keys=("gd",)))
    simulation.step(5)
    view = simulation.views()[0]
    simulation.step()
    assert view.batches is not None
    for ball, chosen in enumerate(view.batches):
        grad = Line().batch_gradient(view.position[ball : ball + 1], chosen[None])
        moved = view.position[ball] - 0.01 * grad[0]
        np.testing.assert_allclose(simulation.views()[0].position[ball], moved, rtol=1e-14)
        np.testing.assert_allclose(view.terms.move[ball], -0.01 * grad[0], rtol=1e-14)


def test_without_batches_the_snapshot_holds_none():
    assert Simulation(scenario(Gaussian(1.0))).views()[0].batches is None
    assert Simulation(scenario(Exact())).views()[0].batches is None


def test_gaussian_noise_has_the_declared_spread_and_no_bias():
    points = np.zeros((20_000, 2))
    noisy = Gaussian(0.5).gradient(Rosenbrock(), points, balls_aged(np.arange(20_000)))
    off = noisy - Rosenbrock().gradient(points)
    assert abs(off.mean()) < 4 * 0.5 / np.sqrt(off.size)
    assert abs(off.std() / 0.5 - 1) < 0.03
    assert abs(np.corrcoef(off.T)[0, 1]) < 0.03


def test_uniform_numbers_are_uniform_over_balls_times_and_numbers():
    for balls, times in (
        (np.arange(5000), np.zeros(5000, int)),
        (np.zeros(5000, int), np.arange(5000)),
    ):
        drawn = randomness.uniform(7, balls, times, 3)
        assert drawn.min() >= 0
        assert drawn.max() < 1
        counts, _ = np.histogram(drawn, bins=20, range=(0, 1))
        assert (abs(counts - 750) < 5 * np.sqrt(750)).all()


def test_mini_batches_are_refused_where_there_are_no_examples():
    with pytest.raises(DataError, match=NO_EXAMPLES):
        check(scenario(MiniBatch(), surface=Rosenbrock()))
    simulation = Simulation(scenario(Exact(), surface=Rosenbrock()))
    with pytest.raises(DataError, match=NO_EXAMPLES):
        apply(ChangeNoise(MiniBatch()), simulation)
    assert simulation.noise == Exact()


def test_noise_can_be_changed_in_mid_run_and_a_late_ball_starts_its_own_epoch():
    simulation = Simulation(scenario(Exact(), keys=("gd",)))
    simulation.step(4)
    apply(ChangeNoise(MiniBatch(3.0)), simulation)
    apply(Drop((0,), ((0.0, 0.0),)), simulation)
    view = simulation.views()[0]
    assert [len(chosen) for chosen in view.batches] == [3, 3, 3, 3, 3]
    simulation.step(2)
    assert [len(chosen) for chosen in simulation.views()[0].batches] == [3, 3, 3, 3, 1]


# -- orders, however they are kept ----------------------------------------------------------------

AGES = ([12] * 5, [0, 3, 17, 3, 4], [9])


def by_hand(noisy, surface, balls):
    """The batch of each ball, from its own order and nothing else."""
    size = min(int(noisy.size), surface.count)
    length = -(-surface.count // size)
    found = []
    for trajectory, age in zip(balls.trajectories, balls.ages, strict=True):
        epoch, turn = divmod(age, length)
        (order,) = randomness.shuffled(
            balls.seed, np.array([trajectory]), np.array([epoch]), surface.count
        )
        found.append(order[turn * size : (turn + 1) * size].tolist())
    return found


def asked(noisy, surface, balls):
    """The batches by both methods: that for any balls, and that for balls of equal age."""
    found = [[]] * len(balls.trajectories)
    for rows, examples in noisy.batches(surface, balls):
        for row, chosen in zip(rows.tolist(), examples.tolist(), strict=True):
            found[row] = chosen
    if balls.alike:
        assert noisy.together(surface, balls).tolist() == found
    return found


@pytest.fixture(params=[(2**16, 2**20), (0, 2**20), (0, 15), (0, 1)], ids=str)
def limits(request, monkeypatch):
    """Few orders and many: made ahead, in one slab, in slabs of two balls, ball by ball."""
    for name, value in zip(("FEW", "SLAB"), request.param, strict=True):
        monkeypatch.setattr(noise, name, value)


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("ages", AGES, ids=str)
@pytest.mark.parametrize("noisy", NOISES[:4], ids=str)
def test_every_ball_follows_its_own_order_however_many_there_are(noisy, ages):
    balls = balls_aged(ages)
    assert asked(noisy, Line(), balls) == by_hand(noisy, Line(), balls)


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("ages", AGES[:2], ids=str)
@pytest.mark.parametrize("rows", [[0], [3, 1], [1, 3], [4, 0, 2, 3, 1]], ids=str)
def test_part_of_the_balls_gets_the_same_as_among_all(rows, ages):
    noisy, balls, rows = MiniBatch(3.0), balls_aged(ages), np.array(rows)
    whole, part = by_hand(noisy, Line(), balls), balls.part(rows)
    assert asked(noisy, Line(), part) == [whole[row] for row in rows]
    assert asked(noisy, Line(), part.part(np.array([len(rows) - 1]))) == [whole[rows[-1]]]


def test_some_of_many_balls_need_no_orders_of_their_own(monkeypatch):
    balls, many, made = balls_aged([5] * 300, seed=981), SimpleNamespace(count=1000), []
    asked(MiniBatch(4.0), many, balls)
    monkeypatch.setattr(noise, "shuffled", lambda *arguments: made.append(arguments))
    for rows in ([7, 200], [3], range(300)):
        asked(MiniBatch(4.0), many, balls.part(np.array(rows)))
    assert made == []


def test_orders_that_are_not_needed_are_not_made(monkeypatch):
    balls, many, made = balls_aged([5] * 300, seed=983), SimpleNamespace(count=1000), []

    def shuffled(seed, trajectories, *rest):
        made.extend(trajectories.tolist())
        return randomness.shuffled(seed, trajectories, *rest)

    monkeypatch.setattr(noise, "SLAB", 10_000)
    monkeypatch.setattr(noise, "shuffled", shuffled)
    asked(MiniBatch(4.0), many, balls.part(np.array([47, 41, 203])))
    assert made == [*range(40, 50), *range(200, 210)]


@pytest.mark.parametrize(("count", "size"), [(1, 1), (256, 1), (257, 2), (20_000, 2), (70_000, 4)])
def test_orders_are_kept_in_no_more_bytes_than_their_numbers_need(count, size):
    orders = noise._slab(5, np.arange(2).tobytes(), np.zeros(2, int).tobytes(), count)
    assert orders.dtype.itemsize == size
    wanted = randomness.shuffled(5, np.arange(2), np.zeros(2, int), count)
    np.testing.assert_array_equal(orders, wanted)


def test_making_the_orders_of_many_balls_takes_little_more_than_keeping_them():
    balls, many = balls_aged([5] * 300, seed=982), SimpleNamespace(count=20_000)
    tracemalloc.start()
    MiniBatch(4.0).batches(many, balls)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 1.1 * 2 * 300 * 20_000
    assert peak < kept + 60 * noise.SLAB


@pytest.mark.parametrize("kind", noise.ALL, ids=lambda kind: kind.key)
def test_every_noise_has_its_texts(kind):
    assert kind.title
    assert kind.formula.startswith("g=")
    assert kind.source


def test_a_batch_of_more_than_there_are_is_all_of_them():
    simulation = Simulation(scenario(MiniBatch(1e20), keys=("gd",)))
    simulation.step(2)
    apply(Drop((0,), ((0.0, 0.0),)), simulation)
    simulation.step(2)
    assert [len(chosen) for chosen in simulation.views()[0].batches] == [7] * 5


@pytest.mark.parametrize("ages", [np.full(9, 3), np.arange(9)], ids=["of one age", "of nine"])
def test_large_mini_batches_of_many_balls_are_computed_in_parts(monkeypatch, ages):
    """To the bit as at once: each ball's batch is its own."""
    surface = next(kind() for kind in surfaces.ALL if issubclass(kind, SummedSurface))
    points = np.random.default_rng(2).normal(size=(9, 2))
    balls, noisy = BallAges(5, np.arange(40, 49), 20, 20 - ages), MiniBatch(4.0)
    whole = noisy.gradient(surface, points, balls)
    widths = []
    batch_gradient = type(surface).batch_gradient

    def watched(self, points, chosen):
        widths.append(chosen.size)
        return batch_gradient(self, points, chosen)

    monkeypatch.setattr(type(surface), "batch_gradient", watched)
    monkeypatch.setattr(noise, "MOST", 10)
    np.testing.assert_array_equal(noisy.gradient(surface, points, balls), whole)
    assert len(widths) > 3
    assert max(widths) <= 10
