"""What the updates of one ball were made of: its gradients, rates and memory, from its first one.

A run records positions alone, and thins them. A ball's updates follow from where it was dropped,
the random numbers of its trajectory and the edits of the log; balls do not feel each other. So one
ball is updated again by itself, which gives the same bits as the run did.

A memory m ← keep·m + share·g, as momentum and Adam have it, is a weighted sum of past gradients:
m_t = Σ_k (keep_t ⋯ keep_{t−k+1}) share_{t−k} g_{t−k}, each with the rate and the knobs of its time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.analysis.stability import own_rates
from engine.arrays import Array, columns
from engine.commands import AddFleet, ChangeNoise, Edit, Reschedule, Turn, TurnSurface
from engine.knobs import turned
from engine.optimizers.base import Optimizer
from engine.oracle import Loss
from engine.scenario import Scenario
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.snapshot import FleetView, Snapshot

LONGEST: Final = 100_000  # updates that are made again; the history of older balls begins later
TICK: Final = 0.03  # seconds between two reports of progress
PART: Final = 4096  # Hessians computed in one call


class Memory(NamedTuple):
    """A memory after one update, and how it came about: keep·(the one before) + share·g."""

    value: Array  # (2,)
    keep: float
    share: Array  # (2,)


def memory(optimizer: Optimizer, terms: Any, first: bool) -> Memory | None:
    """The weighted sum of gradients that a rule keeps; None for rules without.

    `optimizer` has the learning rate of the update; `first` is whether it is the ball's first.
    """
    rule: Any = optimizer
    match rule.key:
        case "momentum" | "nesterov":
            return Memory(terms.m[0], rule.momentum, np.full(2, -rule.lr))
        case "momentum_library":
            return Memory(
                terms.b[0], rule.momentum, np.full(2, 1.0 if first else 1 - rule.dampening)
            )
        case "nesterov_library":
            return Memory(terms.b[0], rule.momentum, np.ones(2))
        case "adam" | "adamw" | "amsgrad" | "adamax" | "nadam" | "radam":
            return Memory(terms.mean[0], rule.beta1, np.full(2, 1 - rule.beta1))
        case "lion":
            return Memory(terms.mean[0], rule.beta2, np.full(2, 1 - rule.beta2))
    return None


REMEMBERING: Final = frozenset(
    (
        "momentum",
        "nesterov",
        "momentum_library",
        "nesterov_library",
        "adam",
        "adamw",
        "amsgrad",
        "adamax",
        "nadam",
        "radam",
        "lion",
    )
)
"""Rules that keep a weighted sum of gradients."""


class Setting(NamedTuple):
    """All that decides an update besides the ball itself."""

    loss: Loss
    optimizer: Optimizer
    schedule: Schedule


class Begin(NamedTuple):
    """A ball at an update: where it is (1, 2), and what its optimizer remembers."""

    update: int
    x: Array
    state: Any


@final
@dataclass(frozen=True, slots=True, eq=False)
class Life:
    """A ball's trajectory as plain data: what its updates follow from."""

    scenario: Scenario
    log: tuple[Any, ...]  # of stamped edits
    fleet: int
    trajectory: int
    born: int
    begin: Begin

    def settings(self) -> Iterator[tuple[int, Setting]]:
        """Every setting with the update from which it holds, ascending."""
        scenario = self.scenario
        loss = Loss(scenario.surface, scenario.noise, scenario.seed)
        setups: list[Any] = [(setup.optimizer, setup.schedule) for setup in scenario.fleets]
        setups += [(each.edit.optimizer, Constant()) for each in self.log if _adds(each.edit)]
        now = Setting(loss, *setups[self.fleet])
        yield 0, now
        for update, edit in self.log:
            after = _changed(now, edit, self.fleet)
            if after is not now:
                now = after
                yield update, now


def _adds(edit: Edit) -> bool:
    return isinstance(edit, AddFleet)


def _changed(now: Setting, edit: Edit, fleet: int) -> Setting:
    match edit:
        case Turn() if edit.fleet == fleet:
            return now._replace(optimizer=turned(now.optimizer, edit.knob, edit.value))
        case Reschedule() if edit.fleet == fleet:
            return now._replace(schedule=edit.schedule)
        case TurnSurface():
            surface = turned(now.loss.surface, edit.knob, edit.value)
            return now._replace(loss=now.loss._replace(surface=surface))
        case ChangeNoise():
            return now._replace(loss=now.loss._replace(noise=edit.noise))
    return now


def life_of(now: Snapshot, fleet: FleetView, place: int, longest: int = LONGEST) -> Life:
    """The life of a ball of the snapshot: from its drop, or from now on where that is long ago."""
    born, one = int(fleet.born[place]), slice(place, place + 1)
    if fleet.update - born <= longest:
        x = columns(fleet.starts[one])
        begin = Begin(born, x, fleet.optimizer.init(x))
    else:
        state = type(fleet.state)(*(array[one] for array in fleet.state))
        begin = Begin(fleet.update, columns(fleet.position[one]), state)
    return Life(now.scenario, now.log, fleet.id, int(fleet.trajectories[place]), born, begin)


class Row(NamedTuple):
    """One update in numbers: pairs are one number for each coordinate."""

    gradient: Array  # (2,), as the rule was given it: noisy, and where Nesterov looks
    rate: float  # η of this update, the schedule included
    factor: float  # of the schedule
    keep: float  # see `Memory`; NaN for rules without
    share: Array  # (2,)
    own: Array  # (2,), η/σ
    position: Array  # (2,), before the update


@final
@dataclass(frozen=True, slots=True, eq=False)
class History:
    """The updates of a ball from `first` on, one row each, and where it goes on."""

    life: Life
    first: int
    gradients: Array  # (k, 2), as are shares, own, curvatures and positions
    rates: Array  # (k,), as are factors and keeps
    factors: Array
    keeps: Array
    shares: Array
    own: Array
    positions: Array
    curvatures: Array  # Hᵢᵢ of the loss without noise, at the ball before each update
    memory: Array  # (2,), before the first row
    end: Begin

    @property
    def whole(self) -> bool:
        """Whether it begins with the ball's first update."""
        return self.first == self.life.born

    def reaches(self, update: int) -> bool:
        """Whether the update that follows `update` is in it."""
        return self.first <= update < self.end.update

    def weights(self, update: int) -> tuple[Array, float]:
        """What each gradient up to that of `update` is multiplied by in the memory after it by the
        keeping alone, newest first (k,); and what the memory before all of them is."""
        keeps = self.keeps[: update - self.first + 1][::-1]
        products = np.cumprod(np.concatenate([[1.0], keeps]))
        return products[:-1], float(products[-1])

    def parts(self, update: int) -> tuple[Array, Array]:
        """The summands of the memory after the update that follows `update`: one for each gradient,
        newest first (k, 2), and the one of the memory before them (2,)."""
        weights, rest = self.weights(update)
        stop = len(weights)
        with np.errstate(all="ignore"):
            given = self.shares[:stop][::-1] * self.gradients[:stop][::-1]
            return weights[:, None] * given, rest * self.memory

    def steady(self, update: int, count: int) -> bool:
        """Whether the last `count` gradients were kept by one number."""
        stop = update - self.first + 1
        keeps = self.keeps[max(0, stop - count) : stop]
        return bool((keeps == keeps[0]).all())


def history(
    life: Life, known: History | None, until: int, progress: Callable[[float], None]
) -> History:
    """The updates of a ball up to the one that follows `until`, as a job; `known` is gone on with.

    A ball that diverges has rows of infinities and NaN, as the run has.
    """
    known = known or _begun(life)
    rows: list[Row] = []
    block, spots = known.end, list(life.settings())
    began, span, curved = perf_counter(), max(1, until + 1 - known.end.update), []
    with np.errstate(all="ignore"):
        while block.update <= until:
            setting = _holding(spots, block.update)
            stop = min([until + 1, *(update for update, _ in spots if update > block.update)])
            start = len(rows)
            while block.update < stop:
                row, block = _updated(life, setting, block)
                rows.append(row)
                if perf_counter() - began > TICK:
                    began = perf_counter()
                    progress(1 - (until + 1 - block.update) / span)
            curved.append(_diagonals(setting.loss, rows[start:]))
    return _extended(known, rows, curved, block)


def _holding(spots: list[tuple[int, Setting]], update: int) -> Setting:
    return [setting for since, setting in spots if since <= update][-1]


def _updated(life: Life, setting: Setting, at: Begin) -> tuple[Row, Begin]:
    """One update, as `Optimizer.step` makes it."""
    loss, kind, schedule = setting
    age = np.array([float(at.update - life.born)])
    factor = 1.0 if type(schedule) is Constant else float(schedule.factor(age)[0])
    rule = kind if type(schedule) is Constant else replace(kind, lr=kind.lr * factor)
    bound = loss.bound(np.array([life.trajectory]), at.update, np.array([life.born]))
    asked = rule.ask(bound, at.x, at.state)
    terms = rule.terms(asked, at.state)
    kept = memory(rule, terms, at.update == life.born)
    gradient = asked if isinstance(asked, np.ndarray) else asked.grad
    nothing = np.full(2, np.nan)
    row = Row(
        gradient[0],
        float(rule.lr),
        factor,
        np.nan if kept is None else kept.keep,
        nothing if kept is None else kept.share,
        own_rates(rule, terms)[0],
        at.x[0],
    )
    return row, Begin(at.update + 1, at.x + terms.move, terms.state)


def _diagonals(loss: Loss, rows: list[Row]) -> Array:
    """Hᵢᵢ where each row's update began, (k, 2)."""
    points = columns(np.array([row.position for row in rows]))
    parts = [loss.surface.hessian(points[at : at + PART]) for at in range(0, len(points), PART)]
    return np.diagonal(np.concatenate(parts), axis1=1, axis2=2)


def _begun(life: Life) -> History:
    """A history without updates."""
    pairs, numbers = np.empty((0, 2)), np.empty(0)
    state = life.begin.state
    names = ("m", "b", "mean")
    kept = next((getattr(state, name)[0] for name in names if hasattr(state, name)), np.zeros(2))
    return History(
        life,
        life.begin.update,
        gradients=pairs,
        rates=numbers,
        factors=numbers,
        keeps=numbers,
        shares=pairs,
        own=pairs,
        positions=pairs,
        curvatures=pairs,
        memory=kept,
        end=life.begin,
    )


def _extended(known: History, rows: list[Row], curved: list[Array], end: Begin) -> History:
    if not rows:
        return known
    gradient, rate, factor, keep, share, own, position = map(np.array, zip(*rows, strict=True))

    return History(
        known.life,
        known.first,
        gradients=np.concatenate([known.gradients, gradient]),
        rates=np.concatenate([known.rates, rate]),
        factors=np.concatenate([known.factors, factor]),
        keeps=np.concatenate([known.keeps, keep]),
        shares=np.concatenate([known.shares, share]),
        own=np.concatenate([known.own, own]),
        positions=np.concatenate([known.positions, position]),
        curvatures=np.concatenate([known.curvatures, *curved]),
        memory=known.memory,
        end=end,
    )
