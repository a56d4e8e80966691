"""A run as a scenario and a log of stamped edits: any update of it can be restored exactly."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, final

from engine.apply import apply
from engine.commands import Edit
from engine.errors import CUT_SHORT, DataError
from engine.oracle import Check, unchecked
from engine.scenario import Scenario
from engine.simulation import BUDGET, Simulation, State
from engine.stamped import Log, Stamped, in_common, stamp_of

SPACING = 256  # updates between kept instants: going back replays at most so many
BATCH = 16  # most updates between two reads of the clock,
LOAD = 16_384  # and updates of single balls: many balls take milliseconds an update
MOST_INSTANTS = 1024
NEWEST = 64  # kept instants at most that stay as close together as they are
PATIENCE = 0.5  # seconds that the edits of one update may take before the slice ends


@final
@dataclass(frozen=True, slots=True)
class Course:
    """The data that determine every bit of a run, and the current update."""

    scenario: Scenario
    log: Log
    update: int


class Instant(NamedTuple):
    """The state at an update once `applied` entries of the log were applied."""

    update: int
    applied: int
    state: State
    nbytes: int = 0


@final
class Timeline:
    """Plays a course: forwards, backwards, and again after its past was changed.

    `seek` and `become` only set the goal; `advance` does the work in slices, so that long work can
    show its progress and be cancelled. Between slices the state is a valid one, unless the edits
    of a single update take longer than `PATIENCE`.
    """

    def __init__(self, scenario: Scenario, budget: int = BUDGET) -> None:
        self._budget = budget
        self._instants: list[Instant]
        self._applied: int  # entries of the log applied to the present state
        self._made: int  # the last update made before an undo forgot its record
        self._dense: int | None  # from which update on every instant is kept
        self.log: Log
        self.simulation: Simulation
        self._begin(scenario)

    @property
    def update(self) -> int:
        return self.simulation.update

    @property
    def head(self) -> int:
        """The last update of the course that was made, though its record may be forgotten."""
        return max(self._made, self.simulation.head)

    @property
    def course(self) -> Course:
        return Course(self.scenario, self.log, self.update)

    @property
    def instants(self) -> tuple[Instant, ...]:
        """The states that are kept to go back to, earliest first."""
        return tuple(self._instants)

    @property
    def arrived(self) -> bool:
        """Whether `update` is the goal."""
        return self.update == self.goal and self._applied == self._due()

    @property
    def pending(self) -> int:
        """How many edits of the present update are not made yet."""
        return self._due() - self._applied

    def advance(self, until: float, clock: Callable[[], float], check: Check = unchecked) -> None:
        """Work towards the goal until it is reached or the clock says `until`.

        `check` is called often and may raise, to end the work at the update or edit before.
        Raises DataError where the log holds an impossible edit, and truncates the log before it.
        """
        while not self.arrived:
            if not self.pending:
                self._walk(check)
            self._apply_log(clock, check)
            if clock() >= until:
                return

    def arrive(self) -> None:
        """Work until the goal is reached, however long that takes."""
        self.advance(float("inf"), lambda: 0.0)

    def seek(self, update: int) -> None:
        """Make `update` the goal, from the nearest state; beyond the head new updates are made.

        Where this raises, nothing is changed: a goal behind the state would never be reached.
        """
        with self._all_or_nothing():
            self.goal = max(0, update)
            backwards = self.goal < self.update
            nearest = self._last_before(self.goal)
            if self.update > self.goal or nearest[:2] > (self.update, self._applied):
                self._return_to(nearest)
            # One step back is usually followed by another: keep every instant on the way.
            self._dense = self.goal - SPACING if backwards else None

    def go_on(self, count: int) -> None:
        """Make the update `count` ahead the goal, making every update between."""
        self.goal = self.update + count
        self._dense = None

    def stop(self) -> None:
        """Make the present update the goal."""
        self.goal = self.update

    def edit(self, edit: Edit) -> None:
        """Change the run from here on; the record of later updates is dropped.

        Raises DataError, and changes nothing, where the edit can't be made.
        """
        if not self.arrived:
            raise RuntimeError("an edit was made on the way to somewhere else")
        with self._all_or_nothing():
            apply(edit, self.simulation)
            if self.update < self.simulation.head:
                self.simulation.forget_after(self.update)
            self.log = (*self.log[: self._applied], Stamped(self.update, edit))
            self._forget_instants(self._applied)
            self._applied = len(self.log)
            self._made = self.update

    def become(self, course: Course, head: int = 0) -> None:
        """Switch to another course, keeping the common part, and seek its update.

        `head` is the last update that was made of it before. Where this raises, nothing is
        changed.
        """
        with self._all_or_nothing():
            self._become(course)
            self._made = max(head, course.update)

    def _become(self, course: Course) -> None:
        if course.scenario is not self.scenario:
            self._begin(course.scenario)
        shared = in_common(self.log, course.log)
        if shared < max(len(self.log), len(course.log)):
            parted = min(stamp_of(self.log, shared), stamp_of(course.log, shared), self.update)
            self.log = course.log
            self._instants = [kept for kept in self._instants if kept.applied <= shared]
            self._return_to(self._last_before(parted))
            self._instants = [kept for kept in self._instants if kept.update <= self.update]
            # The record of this update may include an edit that was removed.
            self.simulation.forget_after(self.update - 1)
        self.seek(course.update)

    def _begin(self, scenario: Scenario) -> None:
        self.simulation = Simulation(scenario, self._budget)  # first: it may refuse the scenario
        self.scenario = scenario
        self.log = ()
        self.goal = self._applied = self._made = 0
        self._dense = None
        self._instants = [Instant(0, 0, self.simulation.capture())]

    def _due(self) -> int:
        """How many entries of the log belong to the updates so far."""
        return bisect_right(self.log, self.update, lo=self._applied, key=_update_of)

    def _apply_log(self, clock: Callable[[], float], check: Check) -> None:
        due, until = self._due(), clock() + PATIENCE
        while self._applied < due and clock() < until:
            check()
            try:
                with self._all_or_nothing():
                    apply(self.log[self._applied].edit, self.simulation)
            except (MemoryError, RecursionError):  # the edit itself may be possible
                raise
            except Exception as error:
                self._cut_short()
                raise DataError(CUT_SHORT, str(self.update)) from error
            self._applied += 1

    def _cut_short(self) -> None:
        """Leave out the rest of the log, whose next entry is impossible.

        Only a file can hold such an entry. Later entries may depend on it.
        """
        with self._all_or_nothing():
            if self.update < self.simulation.head:
                self.simulation.forget_after(self.update)
            self._forget_instants(self._applied)
            self.log = self.log[: self._applied]
            self._made = self.update

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Restore everything where the block raises."""
        kept, mark = dict(vars(self)), self.simulation.mark()
        try:
            yield
        except BaseException:
            vars(self).update(kept)
            self.simulation.reset(mark)
            raise

    def _walk(self, check: Check) -> None:
        """A few updates, up to the goal, the next entry of the log or the next kept instant."""
        balls = sum([len(fleet.balls) for fleet in self.simulation.fleets])
        batch = min(BATCH, 1 + LOAD // (balls + 1))
        stops = [self.goal, self.update - self.update % SPACING + SPACING]
        if self._applied < len(self.log):
            stops.append(self.log[self._applied].update)
        dense = self._dense is not None and self.update >= self._dense
        if dense:
            stops.append(self.update + 1)
        self.simulation.step(min(min(stops) - self.update, batch), check)
        if self.update % SPACING == 0 or dense:
            self._keep()

    def _keep(self) -> None:
        known = self._instants
        place = bisect_left(known, self.update, key=_update_of)
        if place < len(known) and known[place].update == self.update:
            return
        state = self.simulation.capture()
        known.insert(place, Instant(self.update, self._applied, state, state.nbytes))
        if self._share() > 1:
            self._spread()

    def _share(self) -> float:
        """The share of their memory limit that the kept instants take."""
        taken = sum([kept.nbytes for kept in self._instants])
        return max(8 * taken / self._budget, len(self._instants) / MOST_INSTANTS)

    def _spread(self) -> None:
        """Keep fewer instants, evenly spread over the run."""
        spacing = SPACING
        while self._share() > 0.75 and len(self._instants) > 2:
            end = -max(1, min(NEWEST, len(self._instants) // 4))
            spaced = [kept for kept in self._instants[:end] if kept.update % spacing == 0]
            self._instants = [*spaced, *self._instants[end:]]
            spacing *= 2

    def _return_to(self, kept: Instant) -> None:
        self.simulation.restore(kept.state)
        self._applied = kept.applied

    def _last_before(self, update: int) -> Instant:
        return self._instants[bisect_right(self._instants, update, key=_update_of) - 1]

    def _forget_instants(self, applied: int) -> None:
        """Drop instants that depend on more than the first `applied` entries of the log.

        An instant with fewer entries applied than were due at its update was kept in mid-way and
        stays valid; one at an update past the next entry's does not.
        """
        limit = stamp_of(self.log, applied)
        self._instants = [
            kept for kept in self._instants if kept.applied <= applied and kept.update <= limit
        ]


def _update_of(kept: Instant | Stamped) -> int:
    return kept.update
