"""The rules of the verdicts on balls, in the order of their precedence: see docs/model.md."""

from functools import cached_property
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.analysis.curvature import read
from engine.analysis.departures import inside
from engine.analysis.noise_floor import covariances, floors
from engine.analysis.recent import AT, KINDS, MOVES, TURNS, Recent, both, either, usual_range
from engine.analysis.stability import RULES, Gauge, column, gauge, has_rates, implied_rates
from engine.analysis.status import Status, ended
from engine.analysis.verdict_parts import LONG, Evidence, Kind
from engine.arrays import Array, IntArray
from engine.noise import Noise
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Surface

GRADIENTS: Final = 8  # positions at which the gradient is read
PUSHES: Final = 4  # where only rates are read from the moves
LOSSES: Final = 17  # and the loss, where moves reverse
REVERSES: Final = -0.5  # a mean cosine of successive moves below this is a reversal,
REVERSES_IN_NOISE: Final = -0.75  # which noise alone does not reach
FLAT: Final = 0.01  # of the loss on the walls in an update: less than that is no fall
GROWS: Final = 1.05  # from two moves to the next two
SMALL: Final = 0.2  # a share of the limit below which a larger rate would help
SHORTER: Final = 200  # updates of a way that is long already where the share is that tiny:
TINY: Final = 0.01
LEAST: Final = 1e-3  # a share below which a rule is slow even next to a saddle
CLOSE: Final = 0.1  # half sides: next to it
FEWEST: Final = 5  # moves of which it can be said that they circle
MOVES_ON: Final = 1e-6  # half sides: the last move of a ball that does not stay
LITTLE: Final = 1e-6  # a growth of moves that is none
SEARCHING: Final = ("lbfgs",)  # rules that find their step: no rate makes them slow
STAYS: Final = 0.2  # of its path: a ball that gets no farther goes to and fro
VISIBLE: Final = 4e-4  # half sides: a bounce shorter than this can't be seen
LITTLE_SLOPE: Final = 1e-3  # of the usual range of the loss, over the whole window
LITTLE_BEND: Final = 1e-2
NEAR_FLOOR: Final = 5.0  # times the loss that noise keeps up: chance alone leads no farther
QUARTER: Final = 0.5  # half sides: a way to go where curvature promises no end
OUT: Final = 20.0  # half sides: far out of the window

POSITIONS: Final = MOVES + 1  # as many as are looked at

Mask = npt.NDArray[np.bool_]


_ALL: Final = tuple(Kind)
_CODES: Final = {kind: code for code, kind in enumerate(_ALL)}
_PLACES: Final = np.array(
    [_CODES[Kind[status.name]] for status in KINDS]
)  # the codes of critical points


@final
class Findings:
    """What is read of all balls, and the rules of the verdicts."""

    def __init__(
        self,
        surface: Surface,
        optimizer: Optimizer,
        positions: Array,
        noise: Noise | None,
        rates: Array | None,
    ) -> None:
        self.surface, self.optimizer, self.noise = surface, optimizer, noise
        self._rates = rates
        self.count = positions.shape[1]
        self.lost = ~both(np.isfinite(positions[-1]))
        self.after = positions[-1]
        self.recent = Recent(surface, _last_finite(positions) if self.lost.any() else positions)

    @cached_property
    def gradients(self) -> Array:
        """At the last positions, the very last one included, (k, n, 2)."""
        count = GRADIENTS if self.covariance is not None else PUSHES
        before = self.recent.positions[-count:-1]
        last = self.recent.reading.gradient[None]
        if not (self._adaptive or self.covariance is not None):
            return last
        return np.concatenate([self.surface.gradient(before), last]) if len(before) else last

    @property
    def _adaptive(self) -> bool:
        return has_rates(self.optimizer)

    @cached_property
    def covariance(self) -> Array | None:
        return covariances(self.surface, self.noise, self.recent.positions[-1])

    @cached_property
    def rates(self) -> Array:
        if self._rates is not None:
            return self._rates
        gradients = self.gradients[:-1]
        moves = np.diff(self.recent.positions[-len(gradients) - 1 :], axis=0)
        spread = 0.0 if self.covariance is None else np.diagonal(self.covariance, 0, 1, 2)
        return implied_rates(self.optimizer, gradients, moves, spread)

    @cached_property
    def gauge(self) -> Gauge:
        reading = self.recent.reading
        hessian, greatest = reading.hessian, reading.eigenvalues[:, 1]
        if not np.isfinite(greatest).all():
            # Far away nothing is known: then where they came from.
            known = np.isfinite(hessian).all((-2, -1), keepdims=True)
            hessian = np.where(known, hessian, self.surface.hessian(self.recent.positions[0]))
            return gauge(self.optimizer, hessian, self.rates)
        return gauge(self.optimizer, hessian, self.rates, greatest)

    @cached_property
    def pace(self) -> tuple[Array, Array]:
        """How far a ball gets in an update, and by what share that grows, (n,) each."""
        sizes, moves = self.recent.sizes, self.recent.few
        if self.covariance is not None:
            moves = self.recent.moves(MOVES)
        way = np.hypot(*moves.sum(1)) / max(moves.shape[1], 1)
        if len(sizes) < 2 or self.covariance is not None:
            return way, np.zeros(self.count)
        growth = (sizes[-1] / sizes[0]) ** (1 / (len(sizes) - 1)) - 1
        return way, np.where(np.isfinite(growth), np.maximum(growth, 0.0), 0.0)

    @cached_property
    def updates(self) -> Array:
        """How many updates the way still takes, (n,)."""
        way, growth = self.pace
        ends = (self.recent.bends[:, 0] > 0) & (self.recent.distance < 2.0)
        distance = np.where(ends, self.recent.distance, QUARTER)
        updates = distance / way
        rows = np.flatnonzero(growth > LITTLE)
        if len(rows):
            more = growth[rows]
            updates[rows] = np.log1p(updates[rows] * more) / np.log1p(more)
        return updates

    @cached_property
    def floors(self) -> tuple[Array, Array]:
        """How far noise keeps the loss above a minimum, and how far it has been, (n,); or NaN."""
        if self.covariance is None:
            nothing = np.full(self.count, np.nan)
            return nothing, nothing
        hessian = self.recent.reading.hessian
        return floors(self.optimizer, hessian, self.covariance, self.rates, self.gradients)

    def kinds(self) -> tuple[Kind, ...]:
        """The verdicts: later rules take precedence over those before."""
        found = np.full(self.count, _CODES[Kind.ROLLING])
        slow = self.updates > LONG
        if self.recent.count:
            share = self.gauge.share
            tiny = (share < TINY) & (self.updates > SHORTER)
            some = slow & (self.optimizer.key not in SEARCHING) & ~(share >= SMALL)
            rows = np.flatnonzero((some | tiny) & ~self._at_saddle(share))
            steady = self.recent.turning(TURNS, rows) > REVERSES
            found[rows[steady]] = _CODES[Kind.SLOW]
        else:
            _mark(found, np.ones(self.count, bool), Kind.START)
        bouncing, circling = self._bouncing(), self._circling()
        _mark(found, bouncing, Kind.BOUNCING)
        frozen = self._frozen()
        _mark(found, frozen, Kind.FROZEN)
        # Moves that are lost in rounding are those of a plateau; a rate of 0 or an overflow is not.
        lost = ~frozen | (column(self.optimizer.lr, self.count) != 0) & (not self._adaptive)
        _mark(found, self._level(slow) & lost, Kind.PLATEAU)
        _mark(found, circling, Kind.CIRCLING)
        self._place(found, ~(bouncing & self._visible) & ~circling)
        outside = ~inside(self.surface, self.recent.positions[-1])
        _mark(found, outside, Kind.LEFT)
        _mark(found, self._diverging(outside), Kind.DIVERGING)
        self._lose(found)
        return tuple(map(_ALL.__getitem__, found.tolist()))

    def _at_saddle(self, share: Array) -> Mask:
        """Close to where slope and curvature promise a saddle: there every rule takes its time."""
        bends = self.recent.bends
        mixed = (bends[:, 0] < 0) & (bends[:, 1] > 0) & (share > LEAST)
        return np.asarray(mixed & (self.recent.distance < CLOSE))

    @property
    def _visible(self) -> Mask:
        return np.asarray(self.recent.sizes[-2:].max(0, initial=0.0) > VISIBLE)

    def _bouncing(self) -> Mask:
        """Where moves reverse, and the loss doesn't fall by it."""
        found = np.zeros(self.count, bool)
        if self.recent.count < 3:
            return found
        least = REVERSES if self.covariance is None else REVERSES_IN_NOISE
        maybe = np.flatnonzero(self.recent.reversing)
        turning = self.recent.turning(TURNS, maybe) <= least
        rows = maybe[turning]
        if self.covariance is None:
            others = maybe[~turning]
            rows = np.sort(np.concatenate([rows, others[self._to_and_fro(others)]]))
        if not len(rows):
            return found
        losses = self.recent.losses(rows, LOSSES)
        losses = losses[len(losses) % 4 :] if len(losses) >= 8 else losses[len(losses) % 2 :]
        half = len(losses) // 2
        fall = losses[:half].mean(0) - losses[half:].mean(0)
        found[rows] = fall <= FLAT * half * self._height(rows)
        return found

    def _to_and_fro(self, rows: IntArray) -> Mask:
        """Where moves as long as ever lead nowhere, though no memory swings the ball."""
        rule = RULES.get(self.optimizer.key)
        if self.recent.count < 8 or (rule is not None and rule.memory == "sum"):
            return np.zeros(len(rows), bool)
        moves = self.recent.moves(MOVES, rows)
        sizes, way = np.hypot(*moves), np.hypot(*moves.sum(1))
        half = len(sizes) // 2
        before, later = sizes[:half].sum(0), sizes[half:].sum(0)
        found = (way <= STAYS * (before + later)) & (later >= before / GROWS) & (later > 0)
        return np.asarray(found)

    def _height(self, rows: IntArray) -> Array:
        """About how high on the walls a ball is that crosses a valley at each update."""
        gradient, step = self.recent.reading.gradient[rows], self.recent.step(rows)
        return np.asarray(np.abs((gradient * step).sum(-1)) / 4)

    def _level(self, slow: Mask) -> Mask:
        """Where slope and curvature are tiny next to what the landscape has."""
        level = slow | (self.recent.reading.norm == 0)
        rows = np.flatnonzero(level)
        if len(rows):
            gradient = self.recent.reading.gradient[rows] * self.recent.square.half
            range_ = usual_range(self.surface)
            level[rows] = np.hypot(*gradient.T) * 2 <= LITTLE_SLOPE * range_
            level[rows] &= np.abs(self.recent.bends[rows]).max(-1) * 4 <= LITTLE_BEND * range_
        return np.asarray(level)

    def _circling(self) -> Mask:
        """Where the loss is no farther above a minimum than noise keeps it."""
        if self.covariance is None or self.recent.count < FEWEST:
            return np.zeros(self.count, bool)
        floor, above = self.floors
        moved = self.recent.sizes[-2:].max(0) > VISIBLE / 100
        found: Mask = (above <= NEAR_FLOOR * floor) & (floor > 0) & moved
        return found

    def _frozen(self) -> Mask:
        """Where no update moves a ball although there is a slope."""
        if not self.recent.count:
            return np.zeros(self.count, bool)
        sloping = (self.recent.slopes != 0) & (self.recent.leads != 0)
        found: Mask = (self.recent.sizes[-2:].max(0) == 0) & either(sloping)
        return found

    def _place(self, found: IntArray, where: Mask) -> None:
        """Mark those that are at a critical point."""
        calm = self.recent.sizes[-3:].max(0, initial=0.0) <= AT
        rows = np.flatnonzero(where & calm & (self.recent.distance <= AT))
        if len(rows):
            at, kinds = self.recent.critical(rows)
            # A minimum that the rule does not bear is only passed.
            last = self.recent.sizes[-1:].max(0, initial=0.0)[at]
            passed = (self.gauge.share[at] > 1) & (last > MOVES_ON)
            stays = ~passed | (_PLACES[kinds] != _CODES[Kind.MINIMUM])
            found[at[stays]] = _PLACES[kinds[stays]]

    def _diverging(self, outside: Mask) -> Mask:
        """Where moves and loss grow from side to side, beyond what the rule bears."""
        found = np.zeros(self.count, bool)
        sizes = self.recent.sizes
        if not self.recent.count or self._adaptive:
            return found
        beyond = self.gauge.share > 1
        if outside.any():
            beyond |= outside & self._far
        rows = np.flatnonzero(beyond)
        if not len(rows):
            return found
        losses = self.recent.losses(rows, 4)
        if self.recent.count == 1:
            ahead = self.surface.gradient(self.recent.positions[-2, rows])
            opposed = (ahead * self.recent.reading.gradient[rows]).sum(-1) < 0
            found[rows] = opposed & ~(losses[-1] <= losses[0])
            return found
        side = min(2, len(sizes) // 2)
        later, before = sizes[-side:, rows].max(0), sizes[-2 * side : -side, rows].max(0)
        rise = losses[-side:].mean(0) - losses[-2 * side : -side].mean(0)
        opposed = self.recent.turning(3, rows) < 0
        found[rows] = opposed & ~(later <= GROWS * before) & ~(rise <= 0)
        return found

    @property
    def _far(self) -> Mask:
        place = np.abs(self.recent.square.square(self.recent.positions[-1]))
        return ~both(place <= OUT)

    def _lose(self, found: IntArray) -> None:
        """Mark those without a position, and those where the loss has no value."""
        reading = self.recent.reading
        holes = np.isnan(reading.loss) | either(np.isnan(reading.gradient))
        _mark(found, holes, Kind.NO_VALUE)
        rows = np.flatnonzero(self.lost)
        if not len(rows):
            return
        last = read(self.surface, self.recent.positions[-1, rows])
        statuses = ended(last, self.after[rows], np.ones(len(rows), bool))
        for row, status in zip(rows.tolist(), statuses, strict=True):
            diverged = status is Status.DIVERGED
            found[row] = _CODES[Kind.DIVERGING if diverged else Kind.NO_VALUE]

    def evidence(self, place: int) -> Evidence:
        """The numbers of one ball."""
        reading, recent = self.recent.reading, self.recent
        low, high = reading.eigenvalues[place].tolist()
        toward, ridge = recent.saddle(place)
        return Evidence(
            loss=float(reading.loss[place]),
            gradient=float(reading.norm[place]),
            eigenvalues=(low, high),
            sharpness=float(self.gauge.sharpness[place]),
            limit=float(self.gauge.limit[place]),
            rate=float(column(self.optimizer.lr, self.count)[place]),
            turning=float(recent.turning(TURNS, np.array([place]))[0]),
            climb=self._climb(place),
            toward=toward,
            ridge=ridge,
            growth=float(self.pace[1][place]),
            updates=float(self.updates[place]),
            floor=float(self.floors[0][place]),
            above=float(self.floors[1][place]),
        )

    def _climb(self, place: int) -> float:
        if not self.recent.count:
            return float("nan")
        (step,), gradient = self.recent.step(np.array([place])), self.recent.reading.gradient[place]
        size = np.hypot(*step) * np.hypot(*gradient)
        return float(step @ gradient / size) if size else float("nan")


def _mark(found: IntArray, where: Mask, kind: Kind) -> None:
    found[where] = _CODES[kind]


def _last_finite(positions: Array) -> Array:
    """The same with the last finite position of each ball in place of those after it."""
    known: Mask = np.asarray(np.isfinite(positions).all(-1))
    found, last = positions.copy(), np.full(positions.shape[1:], np.nan)
    for number, there in enumerate(known):
        row = found[number]
        last = np.where(there[:, None], row, last)
        row[:] = last
    return found
