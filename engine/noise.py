"""What a ball is told of the gradient: all of it, a batch's, or one with noise.

Adding one: a class here and a line in `ALL`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple, cast, final

import numpy as np

from engine.arrays import Array, IntArray, frozen
from engine.knobs import knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.randomness import normal, shuffled
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface

FEW: Final = 2**16  # entries of orders of which many are kept
AHEAD: Final = 16  # epochs whose orders are made together, as long as they are few
MANY: Final = 2**20  # of which a few are; of larger ones, the newest alone


class Who(NamedTuple):
    """Balls, and how old they are: what their randomness depends on.

    A named tuple, since one is made at every update.
    """

    seed: int
    stints: IntArray  # (n,)
    update: int  # how many updates have been made
    born: IntArray  # (n,), how many had been when each ball began

    @property
    def ages(self) -> IntArray:
        """The updates each has made, shape (n,)."""
        ages: IntArray = self.update - self.born
        return ages

    @property
    def alike(self) -> bool:
        """Whether all are equally old."""
        born = self.born
        return len(born) == 1 or bool(born.min() == born.max())

    def part(self, rows: IntArray) -> "Who":
        """Some of them, by their places (k,)."""
        return self._replace(stints=self.stints[rows], born=self.born[rows])


@dataclass(frozen=True, slots=True)
class Noise(ABC):
    """How the gradient that moves the balls differs from that of the whole loss."""

    key: ClassVar[str]
    title: ClassVar[str]
    formula: ClassVar[str]  # the gradient in LaTeX
    source: ClassVar[str]

    @abstractmethod
    def suits(self, surface: Surface) -> bool:
        """Whether this can be had on `surface`."""

    @abstractmethod
    def gradient(self, surface: Surface, points: Array, who: Who) -> Array:
        """What the balls at `points` (n, 2) are told of the gradient, (n, 2)."""


@final
@dataclass(frozen=True, slots=True)
class Exact(Noise):
    """The gradient of the whole loss; on data, the full batch."""

    key: ClassVar[str] = "exact"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Noise", "No noise (full batch)")
    formula: ClassVar[str] = r"g=\nabla L(\theta)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "book §3.1")

    def suits(self, surface: Surface) -> bool:
        return True

    def gradient(self, surface: Surface, points: Array, who: Who) -> Array:
        return surface.gradient(points)


@final
@dataclass(frozen=True, slots=True)
class MiniBatch(Noise):
    """The gradient of B examples; all have had their turn once an epoch, newly shuffled.

    The last batch of an epoch is smaller where B does not divide their number. The examples in
    use follow from the seed, the ball and its age alone.
    """

    size: float = knob(
        1.0,
        1.0,
        1000.0,
        scale="log",
        symbol="B",
        latex="B",
        title=QT_TRANSLATE_NOOP("Knob", "Batch size"),
        minimum=1.0,
        whole=True,
    )

    key: ClassVar[str] = "mini_batch"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Noise", "Mini-batch")
    formula: ClassVar[str] = r"g=\nabla L^{\mathrm{batch}}(\theta)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "book §3.2.1")

    def suits(self, surface: Surface) -> bool:
        return isinstance(surface, DataSurface)

    def gradient(self, surface: Surface, points: Array, who: Who) -> Array:
        surface = cast(DataSurface, surface)  # see `suits`
        if who.alike:
            return surface.batch_gradient(points, self._together(surface, who))
        chosen = self.batches(surface, who)
        grad = np.empty_like(points)
        for rows, examples in chosen:
            grad[rows] = surface.batch_gradient(points[rows], examples)
        return grad

    def _together(self, surface: DataSurface, who: Who) -> IntArray:
        """As `batches` of balls equally old, which are at the same place of their epochs."""
        count = surface.count
        size = min(int(self.size), count)
        epoch, place = divmod(who.update - who.born.item(0), -(-count // size))
        return _epoch(who, epoch, count)[:, place * size : (place + 1) * size]

    def epoch_length(self, surface: DataSurface) -> int:
        """Updates in one epoch."""
        return -(-surface.count // self._within(surface))

    def _within(self, surface: DataSurface) -> int:
        """B, or all examples where there are fewer."""
        return min(int(self.size), surface.count)

    def batches(self, surface: DataSurface, who: Who) -> list[tuple[IntArray, IntArray]]:
        """The examples in use: which balls (k,), and for each of them which examples (k, B).

        Balls whose batch is the last and smaller one of their epoch stand in a part of their own.
        """
        size, count, length = self._within(surface), surface.count, self.epoch_length(surface)
        epochs, places = np.divmod(who.ages, length)
        order = _orders(who.seed, who.stints, epochs, count)
        last = places == length - 1
        parts = []
        for rows, width in ((~last, size), (last, count - size * (length - 1))):
            if rows.any():
                balls = np.flatnonzero(rows)
                columns = places[balls, None] * size + np.arange(width)
                parts.append((balls, np.take_along_axis(order[balls], columns, axis=1)))
        return parts


def _epoch(who: Who, epoch: int, count: int) -> IntArray:
    """The orders in one epoch of balls that are all in it."""
    if who.stints.size * count * AHEAD > FEW:
        return _orders(who.seed, who.stints, np.full_like(who.stints, epoch), count)
    part, place = divmod(epoch, AHEAD)
    orders: IntArray = _ahead(who.seed, who.stints.tobytes(), part, count)[place]
    return orders


@lru_cache(maxsize=32)
def _ahead(seed: int, stints: bytes, part: int, count: int) -> IntArray:
    """Those of `AHEAD` epochs, (AHEAD, n, count): one call for many costs little more than one."""
    balls = np.frombuffer(stints, np.int64)
    epochs = np.arange(part * AHEAD, (part + 1) * AHEAD)
    orders = shuffled(seed, np.tile(balls, AHEAD), np.repeat(epochs, len(balls)), count)
    return frozen(orders.reshape(AHEAD, len(balls), count))


def _orders(seed: int, stints: IntArray, epochs: IntArray, count: int) -> IntArray:
    """The orders of `shuffled`; those of an epoch are wanted at each of its updates."""
    entries = stints.size * count
    make = _order if entries <= FEW else _long_order if entries <= MANY else _huge_order
    return make(seed, stints.tobytes(), epochs.tobytes(), count)


def _made(seed: int, stints: bytes, epochs: bytes, count: int) -> IntArray:
    balls, times = (np.frombuffer(each, np.int64) for each in (stints, epochs))
    return frozen(shuffled(seed, balls, times, count))


# A pure function's results, kept: nothing that a run does can change them.
_order = lru_cache(maxsize=32)(_made)
_long_order = lru_cache(maxsize=12)(_made)
_huge_order = lru_cache(maxsize=1)(_made)


@final
@dataclass(frozen=True, slots=True)
class Gaussian(Noise):
    """The gradient of the whole loss plus independent normal noise along every axis."""

    sigma: float = knob(
        0.1,
        1e-4,
        100.0,
        scale="log",
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Standard deviation of the noise"),
        minimum=0.0,
    )

    key: ClassVar[str] = "gaussian"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Noise", "Gaussian noise")
    formula: ClassVar[str] = r"g=\nabla L(\theta)+\epsilon,\quad\epsilon\sim N(0,s^2)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "book §3.2.1")

    def suits(self, surface: Surface) -> bool:
        return True

    def gradient(self, surface: Surface, points: Array, who: Who) -> Array:
        noise = normal(who.seed, who.stints, who.ages, points.shape[1])
        noise *= self.sigma
        noise += surface.gradient(points)
        return np.asfortranarray(noise)


ALL: tuple[type[Noise], ...] = (Exact, MiniBatch, Gaussian)
BY_KEY = {kind.key: kind for kind in ALL}
