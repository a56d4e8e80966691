"""How many updates rules, kicks and noise need to get away from the way into a saddle.

All begin at `base` + δ `direction`, where `base` is on that way, as the saddle itself is, and
`direction` leads off it. Close to a saddle gradient descent multiplies the distance to its way by
1 − ηλ at each update, with λ < 0 of the way out: each power of ten costs ln 10 / ln(1 − ηλ).
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
import numpy.typing as npt

from engine import fleet as fleets
from engine.analysis.slices import along
from engine.arrays import Array
from engine.errors import NO_EXAMPLES, DataError
from engine.fleet import FleetState
from engine.noise import Exact, Noise
from engine.optimizers.base import Optimizer
from engine.oracle import Check, Loss, unchecked
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.surfaces.base import Point, Surface


@final
@dataclass(frozen=True, slots=True)
class Entrant:
    """A rule with its noise, kicked by `kick` along the direction before its first update."""

    optimizer: Optimizer
    schedule: Schedule = Constant()
    noise: Noise = Exact()
    kick: float = 0.0

    @property
    def random(self) -> bool:
        """Whether its balls differ."""
        return self.optimizer.random or type(self.noise) is not Exact


@final
@dataclass(frozen=True, slots=True)
class Race:
    """Who starts where, and until when: `balls` is how many of each random entrant start."""

    surface: Surface
    base: Point
    direction: Point
    deltas: tuple[float, ...]
    entrants: tuple[Entrant, ...]
    level: float
    updates: int = 1000
    balls: int = 15
    seed: int = 0


@final
@dataclass(frozen=True, slots=True)
class Row:
    """The result of one entrant from one distance, by ball; None where it never happened.

    `passed` is the first update after which the loss, that of all examples, is below the level: 0
    of a ball that starts there. `settled` is the one from which it stays there, as far as the race
    goes: momentum may pass and come back.
    """

    entrant: int  # its place in the race
    delta: float
    passed: tuple[int | None, ...]
    settled: tuple[int | None, ...]


def raced(race: Race, progress: Callable[[float], None] = lambda share: None) -> tuple[Row, ...]:
    """The rows of all entrants, each from all distances: a job. Raises what `racing` does."""
    share = 0.0
    steps = racing(race, lambda: progress(share))
    while True:
        try:
            share = next(steps)
            progress(share)
        except StopIteration as end:
            rows: tuple[Row, ...] = end.value
            return rows


def racing(race: Race, check: Check = unchecked) -> Generator[float, None, tuple[Row, ...]]:
    """The same in steps, an update of one entrant each; yields the share that is done.

    `check` is called within slow updates and may raise. Raises DataError where the direction has
    length 0 or a noise does not suit the surface.
    """
    rows: list[Row] = []
    for number, entrant in enumerate(race.entrants):
        if not entrant.noise.suits(race.surface):
            raise DataError(NO_EXAMPLES)
        below = np.zeros((race.updates + 1, len(_starts(race, entrant))), bool)
        loss, state = Loss(race.surface, entrant.noise, race.seed), _begun(race, entrant)
        for update in range(race.updates + 1):
            below[update] = _losses(race, state) < race.level  # False for NaN
            yield (number + update / (race.updates + 1)) / len(race.entrants)
            if update < race.updates:
                state = _stepped(state, loss, update, check)
        rows += _rows(race, number, below)
    return tuple(rows)


def middle(times: Sequence[int | None]) -> int | None:
    """The median, of an even number the lesser one; None, never, is later than any update."""
    ordered = sorted(times, key=lambda time: np.inf if time is None else time)
    return ordered[(len(ordered) - 1) // 2]


def per_decade(rate: float, eigenvalue: float) -> float:
    """Updates of gradient descent for each power of ten, ln 10 / ln(1 − ηλ); infinite if λ ≥ 0."""
    growth = np.log1p(-rate * eigenvalue)
    return float(np.log(10) / growth) if growth > 0 else np.inf


def _balls(race: Race, entrant: Entrant) -> int:
    return race.balls if entrant.random else 1


def _starts(race: Race, entrant: Entrant) -> Array:
    """Where its balls start, those of one distance together, shape (n, 2)."""
    line = along(race.base, race.direction)
    away = np.outer(race.deltas, race.direction) + entrant.kick * np.array(line.direction)
    return np.repeat(np.array(race.base) + away, _balls(race, entrant), axis=0)


def _begun(race: Race, entrant: Entrant) -> FleetState:
    starts = _starts(race, entrant)
    # Balls of the same number have the same noise at every distance: only that differs then.
    numbers = np.tile(np.arange(_balls(race, entrant)), len(race.deltas))
    state = fleets.fresh(0, 0, entrant.optimizer, entrant.schedule)
    return fleets.added(state, starts, np.arange(len(starts)), numbers, 0)


@np.errstate(all="ignore")
def _losses(race: Race, state: FleetState) -> Array:
    return race.surface.value(fleets.positions(state.blocks))


@np.errstate(all="ignore")
def _stepped(state: FleetState, loss: Loss, update: int, check: Check) -> FleetState:
    (after,) = fleets.stepped((state,), loss, update, check)
    return after


def _rows(race: Race, number: int, below: npt.NDArray[np.bool_]) -> list[Row]:
    """The rows of an entrant, whose losses are `below` (updates + 1, n) the level."""
    passed = np.where(below.any(0), below.argmax(0), -1)
    settled = np.where(below[-1], len(below) - (~below[::-1]).argmax(0), -1)
    settled = np.where(below.all(0), 0, settled)
    columns = len(passed) // len(race.deltas)
    times = [
        [tuple(None if t < 0 else t for t in part.tolist()) for part in each.reshape(-1, columns)]
        for each in (passed, settled)
    ]
    return [Row(number, *row) for row in zip(race.deltas, *times, strict=True)]
