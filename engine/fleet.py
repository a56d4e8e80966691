"""Balls that share one optimizer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from engine.arrays import Array, IntArray, columns, frozen, is_spread, spread
from engine.noise import Exact
from engine.optimizers.base import Optimizer
from engine.oracle import Bound, Check, Checked, Loss, examples
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.surfaces.base import Surface

BLOCK = 16_384  # balls stepped together: few calls, and their arrays fit a core's caches
SHARED = 4096  # most balls of several fleets whose gradients are computed in one call

QUICK = 4096  # balls times examples up to which an update by one gradient is not interrupted

EVERY = slice(None)

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
    trajectories: IntArray  # (n,)
    starts: Array  # (n, 2)
    born: IntArray  # (n,)
    blocks: tuple[Block, ...]
    before: tuple[Array, ...]  # the positions before the last update, in the same blocks

    @property
    def nbytes(self) -> int:
        """About how many bytes this state takes."""
        arrays = [*self.before, *(a for x, state in self.blocks for a in (x, *state))]
        return sum(array.itemsize if is_spread(array) else array.nbytes for array in arrays)


def fresh(number: int, color: int, optimizer: Optimizer, schedule: Schedule) -> FleetState:
    """A fleet without balls."""
    none = np.empty(0, dtype=np.int64)
    empty = columns(np.empty((0, 2)))
    blocks = ((empty, optimizer.init(empty)),)
    return FleetState(number, color, optimizer, schedule, none, none, empty, none, blocks, (empty,))


def added(
    fleet: FleetState, points: Array, balls: IntArray, trajectories: IntArray, update: int
) -> FleetState:
    """The fleet with new balls at `points`, shape (k, 2), born at `update`."""
    x = columns(points)
    state = fleet.optimizer.init(x)
    return fleet._replace(
        balls=np.concatenate([fleet.balls, balls]),
        trajectories=np.concatenate([fleet.trajectories, trajectories]),
        starts=columns(np.concatenate([fleet.starts, x])),
        born=np.concatenate([fleet.born, np.full(len(x), update)]),
        blocks=_split(_join([*fleet.blocks, (x, state)])),
        before=_cut(_rows([*fleet.before, x])),
    )


def without(fleet: FleetState, gone: IntArray) -> FleetState:
    """The fleet less the balls whose ids are in `gone`."""
    kept = ~np.isin(fleet.balls, gone)
    return fleet._replace(
        balls=fleet.balls[kept],
        trajectories=fleet.trajectories[kept],
        starts=columns(fleet.starts[kept]),
        born=fleet.born[kept],
        blocks=_split(_taken(_join([*fleet.blocks]), kept)),
        before=_cut(np.asfortranarray(joined(fleet.before)[kept])),
    )


def moved(fleet: FleetState, ball: int, point: Array, trajectory: int, update: int) -> FleetState:
    """The fleet with one ball put at `point`, shape (2,), without memory, born at `update`.

    It keeps its place among the others, so tables and colours don't jump.
    """
    place = int(np.flatnonzero(fleet.balls == ball)[0])
    x = columns(point)
    new: Block = (x, fleet.optimizer.init(x))
    starts, born, trajectories = (
        fleet.starts.copy(order="F"),
        fleet.born.copy(),
        fleet.trajectories.copy(),
    )
    starts[place], born[place], trajectories[place] = x[0], update, trajectory
    return fleet._replace(
        starts=starts,
        born=born,
        trajectories=trajectories,
        blocks=_split(_put(_join([*fleet.blocks]), place, new)),
        before=_cut(_with_row(joined(fleet.before), place, x)),
    )


def stepped(
    fleets: tuple[FleetState, ...], loss: Loss, update: int, check: Check | None = None
) -> tuple[FleetState, ...]:
    """All fleets after one more update of every ball; `check` may abandon it by raising."""
    if check is not None:
        slow = [fleet for fleet in fleets if is_slow(fleet, loss)]
        rest = tuple([fleet for fleet in fleets if not is_slow(fleet, loss)])
        after = {fleet.id: fleet for fleet in stepped(rest, loss, update)}
        after.update({fleet.id: _checked(fleet, loss, update, check) for fleet in slow})
        return tuple([after[fleet.id] for fleet in fleets])
    if len(fleets) == 1:
        return (_alone(fleets[0], loss, update),)
    if fleets:
        # One call for all their gradients is cheaper: a call costs more than few balls do.
        rolling = [fleet for fleet in fleets if len(fleet.balls) and _plain(type(fleet.optimizer))]
        if len(rolling) > 1 and sum([len(fleet.balls) for fleet in rolling]) <= min(SHARED, BLOCK):
            after = {fleet.id: fleet for fleet in _shared(rolling, loss, update)}
            return tuple([after.get(each.id) or _alone(each, loss, update) for each in fleets])
    return tuple([_alone(fleet, loss, update) for fleet in fleets])


def is_slow(fleet: FleetState, loss: Loss) -> bool:
    """Whether an update may take longer than a few milliseconds."""
    work = len(fleet.balls) * examples(loss.surface)
    return work > QUICK or (work > 0 and not _plain(type(fleet.optimizer)))


def _checked(fleet: FleetState, loss: Loss, update: int, check: Check) -> FleetState:
    """The result of `_alone`, with `check` called before each evaluation of the loss."""
    after = []
    for part, block in _placed(fleet.blocks):
        noisy = loss.bound(fleet.trajectories[part], update, fleet.born[part])
        after.append(_timed(fleet, update, part).step(Checked(noisy, check), *block))
    return _after(fleet, tuple(after))


def _alone(fleet: FleetState, loss: Loss, update: int) -> FleetState:
    if not len(fleet.balls):
        return fleet
    rule = fleet.optimizer
    surface, alike = loss.surface, type(loss.noise) is Exact and not rule.random
    if type(fleet.schedule) is not Constant or len(fleet.blocks) > 1:
        return _after(fleet, _one_by_one(fleet, loss, update, alike))
    x, state = fleet.blocks[0]
    noisy = surface if alike else loss.bound(fleet.trajectories, update, fleet.born)
    return _after(fleet, (rule.step(noisy, x, state),))


def _after(fleet: FleetState, blocks: tuple[Block, ...]) -> FleetState:
    gone = fleet.blocks
    before = (gone[0][0],) if len(gone) == 1 else tuple([x for x, _ in gone])
    return FleetState._make((*fleet[:8], blocks, before))  # the first eight stay as they are


def _plain(kind: type[Optimizer]) -> bool:
    """Whether an update of this kind needs the gradient at one place and nothing else."""
    return kind.step is Optimizer.step and kind.ask is Optimizer.ask


def _shared(fleets: list[FleetState], loss: Loss, update: int) -> list[FleetState]:
    """The result of `_alone` for each, by a single call for the gradients of all balls.

    The same bits: the gradient of a ball does not depend on the others in the array.
    """
    rules = [_timed(fleet, update, EVERY) for fleet in fleets]
    blocks = [fleet.blocks[0] for fleet in fleets]
    looks = [rule.look(x, state).T for rule, (x, state) in zip(rules, blocks, strict=True)]
    grad = _noisy_loss(fleets, loss, update).gradient(np.concatenate(looks, axis=1).T)
    after, start = [], 0
    for fleet, rule, (x, state) in zip(fleets, rules, blocks, strict=True):
        stop = start + len(x)
        terms = rule.terms(grad[start:stop].copy(order="F"), state)
        after.append(_after(fleet, ((x + terms.move, terms.state),)))
        start = stop
    return after


def _noisy_loss(fleets: list[FleetState], loss: Loss, update: int) -> Surface | Bound:
    """The loss with the noise of the balls of these fleets, one after another."""
    if not loss.noisy:
        return loss.surface
    trajectories = np.concatenate([fleet.trajectories for fleet in fleets])
    return loss.bound(trajectories, update, np.concatenate([fleet.born for fleet in fleets]))


def _one_by_one(fleet: FleetState, loss: Loss, update: int, alike: bool) -> tuple[Block, ...]:
    """The blocks after a step with the rates of each; `alike` balls have the same loss."""
    after = []
    for part, block in _placed(fleet.blocks):
        noisy = (
            loss.surface
            if alike
            else loss.bound(fleet.trajectories[part], update, fleet.born[part])
        )
        after.append(_timed(fleet, update, part).step(noisy, *block))
    return tuple(after)


def _placed(blocks: tuple[Block, ...]) -> Iterator[tuple[slice, Block]]:
    """Each block with the places of its balls."""
    start = 0
    for block in blocks:
        stop = start + len(block[0])
        yield slice(start, stop), block
        start = stop


def _timed(fleet: FleetState, update: int, part: slice) -> Optimizer:
    """The optimizer with the learning rates that some of the balls have at this update."""
    if type(fleet.schedule) is Constant:
        return fleet.optimizer
    return replace(fleet.optimizer, lr=_rate(fleet, update, part))


def rates(fleet: FleetState, update: int) -> Array:
    """The learning rate of each ball's next update, shape (n,)."""
    age = (update - fleet.born).astype(np.float64)
    lr = np.reshape(np.asarray(fleet.optimizer.lr, dtype=np.float64), -1)
    return np.asarray(lr * fleet.schedule.factor(age))


def positions(blocks: tuple[Block, ...]) -> Array:
    """Where the balls are, shape (n, 2), read-only."""
    return joined(tuple([x for x, _ in blocks]))


def joined(parts: tuple[Array, ...]) -> Array:
    """Consecutive blocks of balls as one array, read-only."""
    return frozen(parts[0].view() if len(parts) == 1 else _rows([*parts]))


def memory(blocks: tuple[Block, ...]) -> Any:
    """The optimizer state of all the balls together."""
    return blocks[0][1] if len(blocks) == 1 else _join([*blocks])[1]


def _rate(fleet: FleetState, update: int, part: slice) -> Array:
    age = (update - fleet.born[part]).astype(np.float64)[:, None]
    return np.asarray(fleet.optimizer.lr * fleet.schedule.factor(age))


def _rows(arrays: list[Array]) -> Array:
    """Stacked along the balls, each coordinate contiguous."""
    full = [array for array in arrays if len(array)]
    if full and all(map(is_spread, full)) and len({array.item(0) for array in full}) == 1:
        return spread(full[0].item(0), (sum(map(len, full)), *full[0].shape[1:]))
    return np.asfortranarray(np.concatenate(arrays))


def _join(blocks: list[Block]) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    kind = type(blocks[0][1])
    state = kind(*(_rows(list(parts)) for parts in zip(*(s for _, s in blocks), strict=True)))
    return _rows([x for x, _ in blocks]), state


def _taken(block: Block, kept: Any) -> Block:
    x, state = block
    return _kept(x, kept), type(state)(*(_kept(array, kept) for array in state))


def _kept(array: Array, kept: Any) -> Array:
    """Some of the rows, each coordinate contiguous."""
    rows = array[kept]
    return spread(array.item(0), rows.shape) if is_spread(array) else np.asfortranarray(rows)


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
    if len(block[0]) <= BLOCK:
        return (block,)
    return tuple(_taken(block, part) for part in _parts(len(block[0])))


def _cut(x: Array) -> tuple[Array, ...]:
    """Positions in the blocks that `_split` makes."""
    if len(x) <= BLOCK:
        return (x,)
    return tuple(np.asfortranarray(x[part]) for part in _parts(len(x)))


def _parts(count: int) -> list[slice]:
    return [slice(start, start + BLOCK) for start in range(0, count, BLOCK)]
