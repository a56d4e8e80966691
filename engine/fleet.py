"""Balls that roll by one optimizer."""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from engine.arrays import Array, IntArray, columns, frozen
from engine.optimizers.base import Optimizer
from engine.scenario import FleetSetup
from engine.schedules import Constant, Schedule
from engine.surfaces.base import Surface

BLOCK = 4096  # balls stepped together: their arrays stay within a core's own cache

Block = tuple[Array, Any]
"""Positions of some balls, shape (n, 2), and their optimizer state."""


class FleetState(NamedTuple):
    """All of a fleet at one instant. Steps never write, so keeping it costs no copy.

    A named tuple, since one is made at every step: a dataclass takes ten times as long.
    """

    id: int
    color: int
    optimizer: Optimizer
    schedule: Schedule
    balls: IntArray  # (n,)
    stints: IntArray  # (n,)
    starts: Array  # (n, 2)
    born: IntArray  # (n,)
    blocks: tuple[Block, ...]
    before: tuple[Block, ...]  # the same before the last update

    @property
    def nbytes(self) -> int:
        """Roughly what keeping this instant costs; `before` is shared with its neighbour."""
        return sum(x.nbytes + sum(a.nbytes for a in state) for x, state in self.blocks)

    @property
    def setup(self) -> FleetSetup:
        """The fleet as a scenario would start it: every ball where it was dropped."""
        points = tuple((float(x), float(y)) for x, y in self.starts)
        return FleetSetup(self.optimizer, self.schedule, self.color, points)


def fresh(number: int, color: int, optimizer: Optimizer, schedule: Schedule) -> FleetState:
    """A fleet without balls."""
    none = np.empty(0, dtype=np.int64)
    empty = columns(np.empty((0, 2)))
    blocks = ((empty, optimizer.init(empty)),)
    return FleetState(number, color, optimizer, schedule, none, none, empty, none, blocks, blocks)


def added(
    fleet: FleetState, points: Array, balls: IntArray, stints: IntArray, update: int
) -> FleetState:
    """The fleet with new balls at `points`, shape (k, 2), born at `update`."""
    x = columns(points)
    state = fleet.optimizer.init(x)
    return fleet._replace(
        balls=np.concatenate([fleet.balls, balls]),
        stints=np.concatenate([fleet.stints, stints]),
        starts=columns(np.concatenate([fleet.starts, x])),
        born=np.concatenate([fleet.born, np.full(len(x), update)]),
        blocks=_split(_join([*fleet.blocks, (x, state)])),
        before=_split(_join([*fleet.before, (x, state)])),
    )


def without(fleet: FleetState, gone: IntArray) -> FleetState:
    """The fleet less the balls whose ids are in `gone`."""
    kept = ~np.isin(fleet.balls, gone)
    return fleet._replace(
        balls=fleet.balls[kept],
        stints=fleet.stints[kept],
        starts=columns(fleet.starts[kept]),
        born=fleet.born[kept],
        blocks=_split(_taken(_join([*fleet.blocks]), kept)),
        before=_split(_taken(_join([*fleet.before]), kept)),
    )


def moved(fleet: FleetState, ball: int, point: Array, stint: int, update: int) -> FleetState:
    """The fleet with one ball put at `point`, shape (2,), without memory, born at `update`.

    It keeps its place among the others, so tables and colours don't jump.
    """
    place = int(np.flatnonzero(fleet.balls == ball)[0])
    x = columns(point)
    new: Block = (x, fleet.optimizer.init(x))
    starts, born, stints = fleet.starts.copy(order="F"), fleet.born.copy(), fleet.stints.copy()
    starts[place], born[place], stints[place] = x[0], update, stint
    return fleet._replace(
        starts=starts,
        born=born,
        stints=stints,
        blocks=_split(_put(_join([*fleet.blocks]), place, new)),
        before=_split(_put(_join([*fleet.before]), place, new)),
    )


def stepped(fleet: FleetState, surface: Surface, update: int) -> FleetState:
    """The fleet after one more update of every ball."""
    step = fleet.optimizer.step
    if type(fleet.schedule) is not Constant:
        after = _scheduled(fleet, surface, update)
    elif len(fleet.blocks) == 1:
        x, state = fleet.blocks[0]
        after = (step(surface, x, state),)
    else:
        after = tuple([step(surface, x, state) for x, state in fleet.blocks])
    return FleetState(*fleet[:8], after, fleet.blocks)  # the first eight stay as they are


def _scheduled(fleet: FleetState, surface: Surface, update: int) -> tuple[Block, ...]:
    after, start = [], 0
    for x, state in fleet.blocks:
        lr = _rate(fleet, update, slice(start, start + len(x)))
        after.append(replace(fleet.optimizer, lr=lr).step(surface, x, state))
        start += len(x)
    return tuple(after)


def rates(fleet: FleetState, update: int) -> Array:
    """The learning rate of each ball's next update, shape (n,)."""
    age = (update - fleet.born).astype(np.float64)
    lr = np.reshape(np.asarray(fleet.optimizer.lr, dtype=np.float64), -1)
    return np.asarray(lr * fleet.schedule.factor(age))


def positions(blocks: tuple[Block, ...]) -> Array:
    """Where the balls are, shape (n, 2), read-only."""
    if len(blocks) == 1:
        return frozen(blocks[0][0].view())
    return frozen(_rows([x for x, _ in blocks]))


def memory(blocks: tuple[Block, ...]) -> Any:
    """The optimizer state of all the balls together."""
    return blocks[0][1] if len(blocks) == 1 else _join([*blocks])[1]


def _rate(fleet: FleetState, update: int, part: slice) -> Array:
    age = (update - fleet.born[part]).astype(np.float64)[:, None]
    return np.asarray(fleet.optimizer.lr * fleet.schedule.factor(age))


def _rows(arrays: list[Array]) -> Array:
    """Stacked along the balls, each coordinate contiguous."""
    return np.asfortranarray(np.concatenate(arrays))


def _join(blocks: list[Block]) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    kind = type(blocks[0][1])
    state = kind(*(_rows(list(parts)) for parts in zip(*(s for _, s in blocks), strict=True)))
    return _rows([x for x, _ in blocks]), state


def _taken(block: Block, kept: Any) -> Block:
    x, state = block
    return np.asfortranarray(x[kept]), type(state)(*(np.asfortranarray(a[kept]) for a in state))


def _put(block: Block, place: int, new: Block) -> Block:
    """The block with one ball's row exchanged."""
    pairs = zip((block[0], *block[1]), (new[0], *new[1]), strict=True)
    x, *state = (_with_row(old, place, row) for old, row in pairs)
    return x, type(block[1])(*state)


def _with_row(array: Array, place: int, row: Array) -> Array:
    array = array.copy(order="F")
    array[place] = row[0]
    return array


def _split(block: Block) -> tuple[Block, ...]:
    count = len(block[0])
    if count <= BLOCK:
        return (block,)
    return tuple(_taken(block, slice(start, start + BLOCK)) for start in range(0, count, BLOCK))
