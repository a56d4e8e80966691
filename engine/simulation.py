"""The simulation: a surface and the fleets on it. Synchronous and deterministic."""

from itertools import count
from typing import NamedTuple, final

import numpy as np

from engine import fleet as fleets
from engine import recording
from engine.analysis.outcomes import moving
from engine.arrays import Array, columns
from engine.errors import NO_BALL, NO_EXAMPLES, NO_FLEET, OUT_OF_RANGE, DataError
from engine.fleet import FleetState, is_slow, stepped
from engine.noise import Noise
from engine.optimizers.base import Optimizer
from engine.oracle import Check, Loss
from engine.recording import Track
from engine.scenario import FleetSetup, Scenario, check, check_counts
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.snapshot import FleetView, RemovedFleet
from engine.surfaces.base import Surface

BUDGET = 256_000_000  # bytes of recorded positions, however long the run
CHUNKS = 1000  # of which the record of small fleets consists when the budget is full


class Removed(NamedTuple):
    """The data of a removed fleet that remain visible."""

    id: int
    optimizer: Optimizer
    color: int


class State(NamedTuple):
    """Everything that changes, at one instant. Immutable: capturing copies nothing."""

    update: int
    loss: Loss
    fleets: tuple[FleetState, ...]
    next_ball: int
    next_fleet: int
    next_trajectory: int
    removed: tuple[Removed, ...] = ()

    @property
    def nbytes(self) -> int:
        return sum(fleet.nbytes for fleet in self.fleets)


class Mark(NamedTuple):
    """All of a simulation, its record included; see `Simulation.mark`."""

    state: State
    head: int
    tracks: dict[int, recording.Mark]


@final
class Simulation:
    """Owns all mutable state, and the record of the positions.

    All state between two calls is in `_state`, which is replaced whole; `head` is the last
    recorded update. Repeating recorded updates gives the same bits and records nothing twice.
    """

    def __init__(self, scenario: Scenario, budget: int = BUDGET) -> None:
        check(scenario)
        self.budget = budget
        self.head = 0
        self._tracks: dict[int, Track] = {}
        loss = Loss(scenario.surface, scenario.noise, scenario.seed)
        self._state = State(0, loss, (), 0, 0, 0)
        for setup in scenario.fleets:
            self._start(setup)

    @property
    def update(self) -> int:
        """How many updates the balls have made since the start."""
        return self._state.update

    @property
    def surface(self) -> Surface:
        return self._state.loss.surface

    @property
    def noise(self) -> Noise:
        return self._state.loss.noise

    @property
    def fleets(self) -> tuple[FleetState, ...]:
        return self._state.fleets

    @np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore")
    def step(self, count: int = 1, check: Check | None = None) -> None:
        """So many updates of every ball. A ball may fly off to infinity: that is data.

        `check` is called at least every few hundredths of a second and may raise, which
        abandons the update then being made: the state is that of the one before.
        """
        update, loss, moving = self._state[:3]
        within = check if any(is_slow(fleet, loss) for fleet in moving) else None
        try:
            for _ in range(count):
                if check is not None:
                    check()
                after = stepped(moving, loss, update, within)
                if update == self.head:
                    self._record(update + 1, after)
                update, moving = update + 1, after
        finally:  # an update that fails keeps the one before
            self._state = State._make((update, loss, moving, *self._state[3:]))

    @property
    def moving(self) -> bool:
        """Whether any ball is in the window and has moved in the last update."""
        return any(
            moving(self.surface, after, before)
            for fleet in self._state.fleets
            for (after, _), before in zip(fleet.blocks, fleet.before, strict=True)
        )

    def capture(self) -> State:
        """The state, to be restored later."""
        return self._state

    def restore(self, state: State) -> None:
        """Restore a captured state. The record is kept, see `forget_after`."""
        self._state = state

    def mark(self) -> Mark:
        """What `reset` needs to restore state and record after a failure."""
        tracks = {number: track.mark() for number, track in self._tracks.items()}
        return Mark(self._state, self.head, tracks)

    def reset(self, mark: Mark) -> None:
        """Restore state and record as they were at `mark`."""
        self._state, self.head = mark.state, mark.head
        for number in self._tracks.keys() - mark.tracks.keys():
            del self._tracks[number]
        for number, track in mark.tracks.items():
            self._tracks[number].reset(track)

    def forget_after(self, update: int) -> None:
        """Drop the record of updates after `update`, and continue recording from the present."""
        for track in self._tracks.values():
            track.forget_after(update)
        self.head = self._state.update
        for fleet in self._state.fleets:
            self._begin(fleet)

    def drop(self, chosen: tuple[int, ...], points: Array) -> None:
        """A new ball of each fleet in `chosen` at each of `points`, shape (k, 2).

        Like every edit here, raises DataError and changes nothing where it is impossible.
        """
        there = sum(len(fleet.balls) for fleet in self._state.fleets)
        check_counts(len(self._state.fleets), there + len(points) * len(chosen))
        _check_finite(points)
        for number in chosen:
            self.fleet(number)  # all must exist before any is changed
        for number in chosen:
            now, fleet, count = self._state, self.fleet(number), len(points)
            balls = np.arange(now.next_ball, now.next_ball + count, dtype=np.int64)
            trajectories = np.arange(
                now.next_trajectory, now.next_trajectory + count, dtype=np.int64
            )
            self._count(balls=count, trajectories=count)
            self._put(fleets.added(fleet, points, balls, trajectories, now.update))

    def move(self, ball: int, point: Array) -> None:
        """Put a ball somewhere else, with a fresh optimizer state."""
        _check_finite(point)
        now, fleet = self._state, self.home(ball)
        self._count(trajectories=1)
        self._put(fleets.moved(fleet, ball, point, now.next_trajectory, now.update))

    def remove(self, balls: tuple[int, ...]) -> None:
        """Take balls off the surface."""
        gone = np.asarray(balls, dtype=np.int64)
        there = [fleet.balls for fleet in self._state.fleets]
        for lost in np.setdiff1d(gone, np.concatenate([*there, gone[:0]])):
            raise DataError(NO_BALL, str(lost))  # all must exist before any is removed
        for fleet in self._state.fleets:
            if np.isin(fleet.balls, gone).any():
                self._put(fleets.without(fleet, gone))

    def turn(self, number: int, optimizer: Optimizer, schedule: Schedule) -> None:
        """Give a fleet other hyperparameters; the balls keep their state."""
        fleet = self.fleet(number)
        if type(fleet.optimizer) is not type(optimizer):
            raise TypeError("a fleet keeps its kind of optimizer for life")
        self._replace(fleet._replace(optimizer=optimizer, schedule=schedule))

    def reshape(self, surface: Surface) -> None:
        """Exchange the surface under the balls."""
        self._state = self._state._replace(loss=self._state.loss._replace(surface=surface))
        for fleet in self._state.fleets:
            self._begin(fleet)

    def change_noise(self, noise: Noise) -> None:
        """Change the noise of the gradient. Raises DataError where that is impossible."""
        if not noise.suits(self.surface):
            raise DataError(NO_EXAMPLES)
        self._state = self._state._replace(loss=self._state.loss._replace(noise=noise))

    def add_fleet(self, optimizer: Optimizer) -> None:
        """A new fleet without balls, in the first colour that is not taken."""
        check_counts(len(self._state.fleets) + 1, 0)
        taken = {fleet.color for fleet in self._state.fleets}
        free = next(color for color in count() if color not in taken)
        self._start(FleetSetup(optimizer, Constant(), free))

    def remove_fleet(self, number: int) -> None:
        """Remove a fleet and its balls; its record is kept."""
        gone = self.fleet(number)
        now = self._state
        kept = tuple(fleet for fleet in now.fleets if fleet is not gone)
        removed = Removed(gone.id, gone.optimizer, gone.color)
        self._state = now._replace(fleets=kept, removed=(*now.removed, removed))
        # Closes its record: unused room in it would count against the budget for ever.
        self._tracks[number].forget_after(now.update)

    def fleet(self, number: int) -> FleetState:
        """The fleet with this id. Raises DataError where there is none."""
        for fleet in self._state.fleets:
            if fleet.id == number:
                return fleet
        raise DataError(NO_FLEET, str(number))

    def home(self, ball: int) -> FleetState:
        """The fleet of a ball. Raises DataError where there is no such ball."""
        for fleet in self._state.fleets:
            if (fleet.balls == ball).any():
                return fleet
        raise DataError(NO_BALL, str(ball))

    def views(self) -> tuple[FleetView, ...]:
        """A view of each fleet now."""
        return tuple(self._view(fleet) for fleet in self._state.fleets)

    def removed_fleets(self) -> tuple[RemovedFleet, ...]:
        """The fleets that were removed before now, with their record."""
        return tuple(
            RemovedFleet(*each, self._tracks[each.id].chunks) for each in self._state.removed
        )

    @property
    def recorded_bytes(self) -> int:
        return sum(track.bytes for track in self._tracks.values())

    def _view(self, fleet: FleetState) -> FleetView:
        update = self._state.update
        return FleetView(
            id=fleet.id,
            optimizer=fleet.optimizer,
            schedule=fleet.schedule,
            color=fleet.color,
            loss=self._state.loss,
            update=update,
            balls=fleet.balls,
            trajectories=fleet.trajectories,
            starts=fleet.starts,
            born=fleet.born,
            position=fleets.positions(fleet.blocks),
            previous=fleets.joined(fleet.before),
            rate=fleets.rates(fleet, update),
            blocks=fleet.blocks,
            chunks=self._tracks[fleet.id].chunks,
        )

    def _start(self, setup: FleetSetup) -> None:
        now = self._state
        number = now.next_fleet
        fleet = fleets.fresh(number, setup.color, setup.optimizer, setup.schedule)
        self._state = now._replace(fleets=(*now.fleets, fleet), next_fleet=number + 1)
        self._begin(fleet)
        if setup.points:
            self.drop((number,), columns(setup.points))

    def _count(self, balls: int = 0, trajectories: int = 0) -> None:
        now = self._state
        self._state = now._replace(
            next_ball=now.next_ball + balls, next_trajectory=now.next_trajectory + trajectories
        )

    def _replace(self, fleet: FleetState) -> None:
        others = self._state.fleets
        chosen = tuple(fleet if each.id == fleet.id else each for each in others)
        self._state = self._state._replace(fleets=chosen)

    def _put(self, fleet: FleetState) -> None:
        self._replace(fleet)
        self._begin(fleet)

    def _begin(self, fleet: FleetState) -> None:
        """Continue the record of a fleet whose balls or surface have changed."""
        now = self._state
        if now.update < self.head:
            return  # replayed: already recorded
        track = self._tracks.get(fleet.id)
        if track is None:
            track = self._tracks[fleet.id] = Track(self.budget // CHUNKS)
        track.begin(now.loss.surface, fleet.id, fleet.balls, fleet.trajectories, now.update)
        track.append(fleet.blocks)
        self._keep_to_budget()  # edits in quick succession never fill a chunk

    def _record(self, update: int, moved: tuple[FleetState, ...]) -> None:
        rolled = False
        try:
            for fleet in moved:
                rolled |= self._tracks[fleet.id].append(fleet.blocks)
        except BaseException:  # all rows of an update, or none
            for fleet in moved:
                self._tracks[fleet.id].take_back(update)
            raise
        self.head = update
        if rolled:
            self._keep_to_budget()

    def _keep_to_budget(self) -> None:
        while self.recorded_bytes > self.budget:
            fullest = sorted(self._tracks.values(), key=lambda track: -track.bytes)
            if not any(track.thin() for track in fullest):
                return


def _check_finite(points: Array) -> None:
    if not np.isfinite(points).all():
        raise DataError(OUT_OF_RANGE, "w₁, w₂", "∞")
