"""Snapshots of the simulation for the window: immutable, safe on any thread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any, final

import numpy as np

from engine.analysis import verdict
from engine.analysis.arrivals import arrival
from engine.analysis.curvature import Reading, read
from engine.analysis.departures import change, departure, elsewhere, finite, inside, rest
from engine.analysis.endings import endings
from engine.analysis.outcomes import Outcomes, outcomes
from engine.analysis.recorded import latest_positions
from engine.analysis.remarks import (
    Moved,
    Remark,
    of_arrival,
    of_loss,
    of_motion,
    of_place,
    of_rest,
    spoken,
)
from engine.analysis.stability import has_rates, rates_of
from engine.analysis.status import LOST, Status, statuses
from engine.analysis.verdict import POSITIONS, Verdict
from engine.arrays import Array, IntArray, tuple_of
from engine.fleet import memory
from engine.noise import Exact, MiniBatch, Noise
from engine.optimizers.base import Optimizer
from engine.oracle import Bound, Check, Checked, Loss, unchecked
from engine.recording import Chunk
from engine.scenario import FleetSetup, Scenario
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface

__all__ = [
    "LOST",
    "Chunk",
    "FleetView",
    "Message",
    "Over",
    "Remark",
    "RemovedFleet",
    "Snapshot",
    "Status",
]


@final
@dataclass(frozen=True, eq=False)
class FleetView:
    """One fleet at one instant: an optimizer and its balls.

    Expensive values (loss, gradient, curvature, status) are computed on first access, on the
    accessing thread, and cached.
    """

    id: int
    optimizer: Optimizer
    schedule: Schedule
    color: int  # index of one of the eight hues and markings
    loss: Loss  # the surface and the noise of its gradient
    update: int  # at this update
    balls: IntArray  # (n,) ids, ascending
    trajectories: IntArray  # (n,)
    starts: Array  # (n, 2), where each was dropped
    born: IntArray  # (n,), the update at which it was dropped
    position: Array  # (n, 2)
    previous: Array  # (n, 2), before the last update; equal to `position` for new balls
    rate: Array  # (n,), the learning rate of each ball's next update, schedule included
    blocks: tuple[Any, ...]  # the fleet's, see `engine.fleet`
    chunks: tuple[Chunk, ...]  # the record up to the head, oldest first

    @property
    def surface(self) -> Surface:
        return self.loss.surface

    @property
    def setup(self) -> FleetSetup:
        """The fleet as a scenario would start it: every ball where it was dropped."""
        return FleetSetup(self.optimizer, self.schedule, self.color, tuple_of(self.starts))

    @cached_property
    def reading(self) -> Reading:
        """Loss, gradient, its norm and the Hessian's eigenvalues at the balls."""
        return read(self.surface, self.position)

    def reading_of(self, place: int) -> Reading:
        """The reading of ball number `place` alone, with arrays of one ball."""
        if place not in self._readings:
            one = slice(place, place + 1)
            known = self.reading.only(one) if "reading" in vars(self) else None
            self._readings[place] = known or read(self.surface, self.position[one])
        return self._readings[place]

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The status of each ball (`engine.analysis.status`); of lost ones, by the record."""
        return self._judged(self.reading, slice(None))

    def status_of(self, place: int) -> Status:
        """The status of ball number `place`, without judging the others."""
        if "statuses" in vars(self):
            return self.statuses[place]
        if place not in self._judgements:
            one = slice(place, place + 1)
            self._judgements[place] = self._judged(self.reading_of(place), one)[0]
        return self._judgements[place]

    def _judged(self, reading: Reading, part: slice) -> tuple[Status, ...]:
        with np.errstate(invalid="ignore", over="ignore"):  # a ball may be at infinity
            moved = reading.points - self.previous[part]
        found = list(statuses(reading, moved))
        gone = np.flatnonzero(~np.isfinite(reading.points).all(axis=-1))
        if len(gone):
            verdicts = endings(self.chunks, self.trajectories[part][gone]).statuses
            for place, verdict in zip(gone.tolist(), verdicts, strict=True):
                found[place] = verdict
        return tuple(found)

    @cached_property
    def state(self) -> Any:
        """The optimizer's memory of all balls."""
        return memory(self.blocks)

    def says_status(self, place: int) -> bool:
        """Whether the status of ball number `place` is named besides the remarks on it."""
        return spoken(self.status_of(place), self.remarks(place))

    def remarks(self, place: int) -> tuple[Remark, ...]:
        """What is true of ball number `place` besides its status, see `engine.analysis.remarks`."""
        if place not in self._remarks:
            self._remarks[place] = self._remarks_of(place)
        return self._remarks[place]

    def verdict(self, place: int) -> Verdict:
        """Why ball number `place` is where it is, see `engine.analysis.verdict`."""
        if place not in self._verdicts:
            rule = replace(self.optimizer, lr=float(self.rate[place]))
            ball = self.chunks, int(self.trajectories[place]), self.update
            positions = latest_positions(*ball, POSITIONS, place)
            if not len(positions):
                positions = self.position[place][None]
            rates = rates_of(rule, self.asked(place)[1]) if has_rates(rule) else None
            found = verdict.of(self.surface, rule, positions[:, None], self.loss.noise, rates)
            self._verdicts[place] = found[0]
        return self._verdicts[place]

    def arrival(self, place: int) -> tuple[Remark, ...]:
        """When ball number `place` came to the critical point it is at: takes milliseconds."""
        status, trajectory = self.status_of(place), int(self.trajectories[place])
        if status is Status.MOVING or status in LOST:
            return ()
        return of_arrival(arrival(status, self.surface, self.chunks, trajectory, self.update))

    @cached_property
    def _readings(self) -> dict[int, Reading]:
        return {}

    @cached_property
    def _verdicts(self) -> dict[int, Verdict]:
        return {}

    @cached_property
    def _judgements(self) -> dict[int, Status]:
        return {}

    @cached_property
    def _remarks(self) -> dict[int, tuple[Remark, ...]]:
        return {}

    def _remarks_of(self, place: int) -> tuple[Remark, ...]:
        status, point = self.status_of(place), self.position[place]
        ball = self.chunks, int(self.trajectories[place]), self.update, place
        outside = not inside(self.surface, point)
        left = departure(self.surface, *ball) if outside else None
        if status in LOST:
            return of_loss(left, None if finite(point) else change(finite, *ball))
        moved = elsewhere(self.previous[place], point)
        since = None if moved else rest(point, *ball)
        found = (*of_rest(since), *of_place(outside, left))
        if status is not Status.MOVING or self.born[place] == self.update:
            return found
        one = slice(place, place + 1)
        last = Moved(
            self.optimizer,
            self.reading_of(place).gradient,
            type(self.state)(*(array[one] for array in self.state)),
            self.position[place] - self.previous[place],
            float(self.rate[place]),
        )
        return (*of_motion(last, since is not None), *found)

    @cached_property
    def outcomes(self) -> Outcomes | None:
        """What has become of all balls; None where one still moves in the window, or might."""
        return outcomes(
            self.surface,
            self.position,
            self.previous,
            self.chunks,
            self.trajectories,
            self.update,
        )

    @cached_property
    def look(self) -> Array:
        """Where the next update evaluates the gradient, (n, 2): not at the ball in Nesterov's."""
        with np.errstate(all="ignore"):
            return self._scheduled.look(self.position, self.state)

    @cached_property
    def terms(self) -> Any:
        """The named arrays of the update that comes next, as `Optimizer.terms` gives them."""
        with np.errstate(all="ignore"):
            rule = self._scheduled
            return rule.terms(rule.ask(self._noisy_loss, self.position, self.state), self.state)

    def asked(self, place: int, check: Check = unchecked) -> tuple[Any, Any]:
        """What ball number `place` asks of the loss for its next update, and the update's terms.

        Arrays of one ball, computed for this ball alone, at the learning rate of its schedule and
        with its noise or batch, so that they are those of the update that will be made. `check`
        is called before each evaluation of the loss and may raise.
        """
        one = slice(place, place + 1)
        rule = replace(self.optimizer, lr=float(self.rate[place]))
        state = type(self.state)(*(array[one] for array in self.state))
        bound = self.loss.bound(self.trajectories[one], self.update, self.born[one])
        with np.errstate(all="ignore"):
            query = rule.ask(Checked(bound, check), self.position[one], state)
            return query, rule.terms(query, state)

    @cached_property
    def coast(self) -> Array | None:
        """What the memory of movement alone would add next, (n, 2); None where a rule has none."""
        with np.errstate(all="ignore"):
            return self._scheduled.coast(self.state)

    @cached_property
    def batches(self) -> tuple[IntArray, ...] | None:
        """The examples in each ball's next gradient; None for the full batch."""
        noise, surface = self.loss.noise, self.surface
        if not (isinstance(noise, MiniBatch) and isinstance(surface, DataSurface)):
            return None
        found: list[IntArray] = [self.balls[:0]] * len(self.balls)
        for rows, examples in noise.batches(surface, self._noisy_loss.balls):
            for row, chosen in zip(rows.tolist(), examples, strict=True):
                found[row] = chosen
        return tuple(found)

    def batch_of(self, place: int) -> IntArray | None:
        """As `batches`, for ball number `place` alone: of many balls the others' take long."""
        noise, surface, one = self.loss.noise, self.surface, slice(place, place + 1)
        if not (isinstance(noise, MiniBatch) and isinstance(surface, DataSurface)):
            return None
        bound = self.loss.bound(self.trajectories[one], self.update, self.born[one])
        ((_, examples),) = noise.batches(surface, bound.balls)
        found: IntArray = examples[0]
        return found

    @cached_property
    def _noisy_loss(self) -> Bound:
        return self.loss.bound(self.trajectories, self.update, self.born)

    @cached_property
    def _scheduled(self) -> Optimizer:
        """The optimizer with the learning rate of the update that comes next."""
        if type(self.schedule) is Constant:
            return self.optimizer
        return replace(self.optimizer, lr=self.rate[:, None])


@final
@dataclass(frozen=True, slots=True, eq=False)
class RemovedFleet:
    """A fleet that was removed before this instant, with its record."""

    id: int
    optimizer: Optimizer
    color: int
    chunks: tuple[Chunk, ...]  # oldest first


@final
class Homes(Mapping[int, tuple[FleetView, int]]):
    """Each ball's fleet and its place there, by id: searched for, as balls may be very many."""

    def __init__(self, fleets: tuple[FleetView, ...]) -> None:
        self._fleets = fleets

    def __getitem__(self, ball: int) -> tuple[FleetView, int]:
        for fleet in self._fleets:
            place = int(np.searchsorted(fleet.balls, ball))
            if place < len(fleet.balls) and fleet.balls[place] == ball:
                return fleet, place
        raise KeyError(ball)

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(fleet.balls.tolist() for fleet in self._fleets)

    def __len__(self) -> int:
        return sum(len(fleet.balls) for fleet in self._fleets)


@final
@dataclass(frozen=True, slots=True)
class Message:
    """A message for the person: a source text, marked in the context "Message", and its
    values. `number` grows with every message, so that each is shown once. `undo` is the
    number of the edit that lost what the message reports: see `Snapshot.undo_number`."""

    number: int
    text: str
    values: tuple[str, ...] = ()
    undo: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Over:
    """Why playing stopped by itself: the scenario ends at this update, or no ball moves in the
    window any more, and these are the outcomes of all."""

    outcomes: Outcomes | None = None  # None: the scenario ends


@final
@dataclass(frozen=True, eq=False)
class Snapshot:
    """One instant of a run.

    `update` is the current update (the cursor), `head` the last one that was made. After an
    undo the record may end before it; going there makes the same updates again.
    `edits` counts the edits of the run; two snapshots with the same `edits` and
    `update` show the same picture. `made` counts those since a scenario or session was opened.
    `goal` is the update being sought, or None. `pending` is how many edits of the current update
    are not made yet, where the work was cancelled among them.
    """

    update: int
    head: int
    edits: int
    playing: bool
    pace: float  # wanted updates a second; inf means as fast as the frame allows
    measured: float  # updates a second over the last second
    goal: int | None
    surface: Surface
    fleets: tuple[FleetView, ...]
    scenario: Scenario  # the initial state of the run
    log: tuple[Any, ...] = ()  # the stamped edits since, see `engine.session`
    undo_title: str | None = None  # the edit that Undo reverts, marked in the context "Command"
    undo_number: int | None = None  # of that edit, different from those of all others
    redo_title: str | None = None
    message: Message | None = None
    noise: Noise = field(default_factory=Exact)
    removed_fleets: tuple[
        RemovedFleet, ...
    ] = ()  # fleets that were removed, in the order of their removal
    made: int = 0
    pending: int = 0
    over: Over | None = None  # where playing stopped by itself, until anything goes on

    @property
    def homes(self) -> Homes:
        """Each ball's fleet and its place there, by id."""
        return Homes(self.fleets)
