"""Noise of the gradient: none, that of a batch, or added noise.

Adding one: a class here and a line in `ALL`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar, Final, NamedTuple, cast, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray, frozen
from engine.knobs import LATER, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.randomness import normal, shuffled
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface

Places = slice | IntArray
Orders = npt.NDArray[np.unsignedinteger[Any]]
"""Numbers of examples, one row for each ball, in no more bytes than they need."""

FEW: Final = 2**16  # entries of orders up to which several epochs are made at once
AHEAD: Final = 16  # epochs made at once then
SLAB: Final = 2**20  # most entries of orders that are made and cached together
SLABS: Final = 128  # cached: enough for 4,096 balls and 20,000 examples
MOST: Final = 2**20  # examples of all balls' batches computed at once


class BallAges(NamedTuple):
    """Balls and their ages, on which their random numbers depend.

    A named tuple, since one is made at every update.
    """

    seed: int
    trajectories: IntArray  # (n,)
    update: int  # updates made so far
    born: IntArray  # (n,), the update at which each ball began
    whole: "BallAges | None" = None  # the balls of which these are a part,
    rows: IntArray | None = None  # and their indices among them, (n,)

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

    def part(self, rows: IntArray) -> "BallAges":
        """Some of them, by their indices (k,)."""
        whole, places = self.whole or self, rows if self.rows is None else self.rows[rows]
        return BallAges(
            self.seed, self.trajectories[rows], self.update, self.born[rows], whole, places
        )


@dataclass(frozen=True, slots=True)
class Noise(ABC):
    """How the gradient that moves the balls differs from that of the whole loss."""

    key: ClassVar[str]
    title: ClassVar[str]
    formula: ClassVar[str]  # the gradient in LaTeX
    source: ClassVar[str]

    @abstractmethod
    def suits(self, surface: Surface) -> bool:
        """Whether this is possible on `surface`."""

    @abstractmethod
    def gradient(self, surface: Surface, points: Array, balls: BallAges) -> Array:
        """The noisy gradient of balls at `points` (n, 2), shape (n, 2)."""


@final
@dataclass(frozen=True, slots=True)
class Exact(Noise):
    """The gradient of the whole loss; on data, the full batch."""

    key: ClassVar[str] = "exact"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Noise", "No noise (full batch)")
    formula: ClassVar[str] = r"g=\nabla L(\theta)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1")

    def suits(self, surface: Surface) -> bool:
        return True

    def gradient(self, surface: Surface, points: Array, balls: BallAges) -> Array:
        return surface.gradient(points)


@final
@dataclass(frozen=True, slots=True)
class MiniBatch(Noise):
    """The gradient of B examples; each is used once an epoch, in a random order.

    The last batch of an epoch is smaller where B does not divide their number. The examples in
    use follow from the seed, the ball and its age alone. Where they are not shuffled each epoch,
    every epoch has the order of the first.
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
    shuffle_each_epoch: bool = field(default=True, metadata={LATER: True})

    key: ClassVar[str] = "mini_batch"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Noise", "Mini-batch")
    formula: ClassVar[str] = r"g=\nabla L^{\mathrm{batch}}(\theta)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.2.1")

    def suits(self, surface: Surface) -> bool:
        return isinstance(surface, DataSurface)

    def gradient(self, surface: Surface, points: Array, balls: BallAges) -> Array:
        surface = cast(DataSurface, surface)  # see `suits`
        if len(points) > 1 and len(points) * self._within(surface) > MOST:  # limits memory
            halves = np.array_split(np.arange(len(points)), 2)
            parts = [self.gradient(surface, points[half], balls.part(half)) for half in halves]
            return np.asfortranarray(np.concatenate(parts))
        if balls.alike:
            return surface.batch_gradient(points, self.together(surface, balls))
        grad = np.empty_like(points)
        for rows, examples in self.batches(surface, balls):
            grad[rows] = surface.batch_gradient(points[rows], examples)
        return grad

    def together(self, surface: DataSurface, balls: BallAges) -> IntArray:
        """As `batches`, for balls of equal age, which are at the same point of their epochs."""
        count = surface.count
        size = min(int(self.size), count)
        length = -(-count // size)
        epoch, place = divmod(balls.update - balls.born.item(0), length)
        if not self.shuffle_each_epoch:
            epoch = 0
        turn = slice(place * size, (place + 1) * size)
        whole = balls.whole or balls
        if whole.trajectories.size * count * AHEAD <= FEW:
            part, at = divmod(epoch, AHEAD)
            rows = slice(None) if balls.rows is None else balls.rows
            few: IntArray = _ahead(balls.seed, whole.trajectories.tobytes(), part, count)[at][
                rows, turn
            ]
            return few
        chosen = np.empty((balls.trajectories.size, min(size, count - turn.start)), np.int64)
        for places, among, orders in _orders(balls, self._epochs(balls, length), count):
            chosen[places] = orders[among, turn]
        return chosen

    def epoch_length(self, surface: DataSurface) -> int:
        """Updates in one epoch."""
        return -(-surface.count // self._within(surface))

    def _epochs(self, balls: BallAges, length: int) -> IntArray:
        """The epoch whose order each of all balls has, (n,)."""
        ages = (balls.whole or balls).ages
        return ages // length if self.shuffle_each_epoch else np.zeros_like(ages)

    def _within(self, surface: DataSurface) -> int:
        """B, or all examples where there are fewer."""
        return min(int(self.size), surface.count)

    def batches(self, surface: DataSurface, balls: BallAges) -> list[tuple[IntArray, IntArray]]:
        """The examples in use: which balls (k,), and for each of them which examples (k, B).

        Balls whose batch is the last and smaller one of their epoch are a separate part.
        """
        size, count, length = self._within(surface), surface.count, self.epoch_length(surface)
        turns = balls.ages % length
        columns = np.minimum(turns[:, None] * size + np.arange(size), count - 1)
        chosen = np.empty(columns.shape, np.int64)
        for places, among, orders in _orders(balls, self._epochs(balls, length), count):
            chosen[places] = orders[among[:, None], columns[places]]
        last = turns == length - 1
        parts = []
        for rows, width in ((~last, size), (last, count - size * (length - 1))):
            if rows.any():
                indices = np.flatnonzero(rows)
                parts.append((indices, chosen[indices, :width]))
        return parts


@lru_cache(maxsize=32)
def _ahead(seed: int, trajectories: bytes, part: int, count: int) -> IntArray:
    """Those of `AHEAD` epochs, (AHEAD, n, count): one call for many costs little more than one."""
    balls = np.frombuffer(trajectories, np.int64)
    epochs = np.arange(part * AHEAD, (part + 1) * AHEAD)
    orders = shuffled(seed, np.tile(balls, AHEAD), np.repeat(epochs, len(balls)), count)
    return frozen(orders.reshape(AHEAD, len(balls), count))


def _orders(
    balls: BallAges, epochs: IntArray, count: int
) -> Iterator[tuple[Places, IntArray, Orders]]:
    """Orders of the epochs of all balls, by slabs: indices of balls, their rows, all rows.

    Part of many balls uses the orders of all: line searches need another part each time.
    """
    whole = balls.whole or balls
    height = max(1, SLAB // count)
    for start in range(0, whole.trajectories.size, height):
        slab = slice(start, start + height)
        places, among = _found(balls, slab)
        if among.size:
            trajectories, times = whole.trajectories[slab].tobytes(), epochs[slab].tobytes()
            yield places, among, _slab(balls.seed, trajectories, times, count)


def _found(balls: BallAges, slab: slice) -> tuple[Places, IntArray]:
    """Which of the balls are in a slab, and where they are in it."""
    if balls.rows is None:
        return slab, np.arange(balls.trajectories[slab].size)
    places = np.flatnonzero((balls.rows >= slab.start) & (balls.rows < slab.stop))
    return places, balls.rows[places] - slab.start


@lru_cache(maxsize=SLABS)
def _slab(seed: int, trajectories: bytes, epochs: bytes, count: int) -> Orders:
    """The orders of `shuffled`; those of an epoch are needed at each of its updates."""
    # Cached results of a pure function: a run can't change them.
    balls, times = (np.frombuffer(each, np.int64) for each in (trajectories, epochs))
    orders = shuffled(seed, balls, times, count).astype(np.min_scalar_type(count - 1))
    orders.flags.writeable = False
    return orders


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
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.2.1")

    def suits(self, surface: Surface) -> bool:
        return True

    def gradient(self, surface: Surface, points: Array, balls: BallAges) -> Array:
        noise = normal(balls.seed, balls.trajectories, balls.ages, points.shape[1])
        noise *= self.sigma
        noise += surface.gradient(points)
        return np.asfortranarray(noise)


ALL: tuple[type[Noise], ...] = (Exact, MiniBatch, Gaussian)
BY_KEY = {kind.key: kind for kind in ALL}
