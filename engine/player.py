"""Playing, pausing, stepping, editing and undoing a run. No threads here."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import final

from engine.analysis.outcomes import Outcomes
from engine.commands import AddFleet, ChangeSurface, Drop, Edit, Load, Restart
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import Exact, Noise
from engine.oracle import Check, unchecked
from engine.progress import CancelledError
from engine.scenario import FleetSetup, Scenario
from engine.simulation import BUDGET
from engine.snapshot import Message, Over, Snapshot
from engine.surfaces.base import Surface
from engine.timeline import Course, Timeline

log = logging.getLogger(__name__)

FAILED = QT_TRANSLATE_NOOP("Message", "The run was paused: an update failed ({0}).")
PAUSED = QT_TRANSLATE_NOOP("Message", "The run was paused: an error inside the program ({0}).")
DROPPED = QT_TRANSLATE_NOOP("Message", "The run beyond update {0} was dropped.")
PENDING = QT_TRANSLATE_NOOP(
    "Message", "Stopped at update {1}, {0} of whose edits are made when the run goes on."
)
MOST_UNDO = 200
ADDING = (Drop, AddFleet)  # edits after which a scenario still ends where it did


@final
@dataclass(frozen=True, slots=True)
class Past:
    """A course as it was before an edit, and the title of the edit."""

    course: Course
    title: str
    head: int  # the last update that was made then
    entries: int  # of the course's log; later ones were made after the edit
    number: int = 0  # of the edit, among all of the player


@final
class Player:
    """A timeline with playback, edits and undo.

    `engine.control` maps commands to its methods. Long work is done in slices, by `play_on` and
    `run_to_goal`, on the caller's thread.
    """

    def __init__(self, scenario: Scenario, budget: int = BUDGET) -> None:
        self.timeline = Timeline(scenario, budget)
        self.playing = False
        self.pace = scenario.pace
        self.measured = 0.0
        self.seeking = False  # working towards a goal at full speed
        self.forwarding = False  # seeking an update that was never reached before
        self._gesture: str | None = None  # the title of the edit that the next one may continue
        self._undo: list[Past] = []
        self._redo: list[Past] = []
        self._edits = self._made = 0
        self._judged: tuple[object, bool] = (None, True)  # a log, and whether it only adds
        self._stops = False  # whether playing stops where no ball moves in the window any more
        self.over: Over | None = None  # why it stopped by itself, until anything goes on
        self.message: Message | None = None  # the newest
        # Called often during long work. They raise CancelledError where a command waits that
        # is to be executed before the work goes on, or that ends what it is done for.
        self.interrupted: Check = unchecked
        self.cancelled: Check = unchecked

    def tell(self, text: str, *values: str, undo: int | None = None) -> None:
        """Put a message into the next snapshots; see there for `undo`."""
        number = self.message.number + 1 if self.message else 1
        self.message = Message(number, text, values, undo)

    def play(self, on: bool) -> None:
        """Start or stop playing; where no ball moves in the window, it goes on until one has."""
        self.playing, self.over = False, None  # so it is where the next line fails
        self._stops = on and self._outcomes() is None
        self.playing = on

    def play_on(self, count: int, until: float, clock: Callable[[], float]) -> int:
        """Make up to `count` further updates before `until`; returns how many were made.

        Playing stops by itself at the end that the scenario has, as long as nothing but balls was
        added to it, and where the last ball has left the window, come to rest or been lost.
        """
        before, end = self.timeline.update, self._end
        ahead = end is not None and before < end
        self.timeline.go_on(min(count, (end or before) - before) if ahead else count)
        self._work(until, clock)
        self.timeline.stop()
        made = self.timeline.update - before
        if self.playing and made:
            self._stop_where_over(ahead and self.timeline.update == end)
        return made

    def _stop_where_over(self, ends: bool) -> None:
        moves = not ends and self.timeline.simulation.moving
        found = None if ends or moves or not self._stops else self._outcomes()
        if ends or found is not None:
            self.playing, self.over = False, Over(found)
        self._stops |= moves

    @property
    def _end(self) -> int | None:
        """The update at which the scenario ends, while the run is the one it describes."""
        log = self.timeline.log
        if self._judged[0] is not log:
            self._judged = log, all(isinstance(each.edit, ADDING) for each in log)
        return self.timeline.scenario.end if self._judged[1] else None

    def _outcomes(self) -> Outcomes | None:
        """What has become of all balls; None where there is none, or one that may still move."""
        total = Outcomes()
        for view in self.timeline.simulation.views():
            found = view.outcomes
            if found is None:
                return None
            total = Outcomes(*map(sum, zip(total, found, strict=True)))
        return total if any(total) else None

    def run_to_goal(self, until: float, clock: Callable[[], float]) -> None:
        """Work towards the goal at full speed, until `until` at most."""
        self._work(until, clock)
        self.seeking = self.seeking and not self.timeline.arrived

    @property
    def place(self) -> int:
        """The current update, or the goal of a replay."""
        return self.timeline.update if self.forwarding else self.timeline.goal

    def go(self, update: int, forwarding: bool = False) -> None:
        """Start seeking an update at full speed."""
        self.playing = False
        self.timeline.seek(update)
        self._start_seeking(forwarding)

    def stay(self) -> None:
        """Stop seeking; edits still due at the present update are applied."""
        self.timeline.stop()
        self._start_seeking()

    def cancel(self) -> None:
        """Stop seeking at once, even between two edits of an update."""
        self.timeline.stop()
        self.seeking = self.forwarding = False
        if self.timeline.pending:
            self.tell(PENDING, str(self.timeline.pending), str(self.timeline.update))

    def edit(self, edit: Edit) -> None:
        """Make an edit that can be undone, at the present update, or at the goal of a replay.

        Raises CancelledError where that was cancelled on the way.
        """
        if self.forwarding:
            self.stay()
        self._advance(float("inf"), lambda: 0.0, self.cancelled)
        self.seeking = False
        self.over = None
        past = self._past(edit.title)
        self.timeline.edit(edit)
        self._count()
        dropped = past.head > self.timeline.update
        if dropped or not edit.continues or self._gesture != edit.title:
            self._remember(past)
            self._gesture = edit.title
        if dropped:
            self.tell(DROPPED, str(self.timeline.update), undo=past.number)

    def begin(self, command: Load | ChangeSurface | Restart) -> None:
        """Begin a new run; undo returns to the one before."""
        past = self._past(command.title)
        scenario = self._wanted(command)
        self.timeline.become(Course(scenario, (), 0))
        if isinstance(command, Load):
            self.pace = scenario.pace
            self.playing = False
        self._start_seeking()
        self._count()
        if isinstance(command, Load):
            self._made = 0
        self._remember(past)

    def open(self, course: Course) -> None:
        """Continue a saved course; the edits in its log can be undone one by one."""
        pasts = _pasts(course)
        self.timeline.become(course)
        self.pace = course.scenario.pace
        self.playing = False
        self._start_seeking()
        self._count()
        self._made = 0
        self._gesture = None
        self._undo, self._redo = pasts, []

    def undo(self) -> None:
        self._swap(self._undo, self._redo)

    def redo(self) -> None:
        self._swap(self._redo, self._undo)

    def halt(self) -> None:
        """Stop playing and seeking. No call that can fail: this is called after failures."""
        self.playing = self.seeking = self.forwarding = False

    def pause_after_failure(self, error: BaseException, text: str = FAILED) -> None:
        """Stop with a message, at the last valid update."""
        self.halt()
        log.error("the run was paused", exc_info=error)
        self.timeline.stop()
        if isinstance(error, DataError):
            self.tell(error.text, *error.values)
        else:
            self.tell(text, name_of(error))

    def snapshot(self) -> Snapshot:
        """The current state, safe to keep on any thread."""
        timeline = self.timeline
        simulation = timeline.simulation
        return Snapshot(
            update=simulation.update,
            head=timeline.head,
            edits=self._edits,
            playing=self.playing,
            pace=self.pace,
            measured=self.measured,
            goal=timeline.goal if self.seeking else None,
            pending=timeline.pending,
            surface=simulation.surface,
            noise=simulation.noise,
            fleets=simulation.views(),
            removed_fleets=simulation.removed_fleets(),
            made=self._made,
            scenario=timeline.scenario,
            log=timeline.log,
            undo_title=self._undo[-1].title if self._undo else None,
            undo_number=self._undo[-1].number if self._undo else None,
            redo_title=self._redo[-1].title if self._redo else None,
            message=self.message,
            over=self.over,
        )

    def _work(self, until: float, clock: Callable[[], float]) -> None:
        try:
            self._advance(until, clock, self.interrupted)
        except CancelledError:
            log.debug("an update is made again: a command comes first")
        except BaseException as error:  # a step that raises must not end the run
            self.pause_after_failure(error)

    def _advance(self, until: float, clock: Callable[[], float], check: Check) -> None:
        """Let the timeline work; where it truncates its log, drop the undo steps of the rest."""
        log_before = self.timeline.log
        try:
            self.timeline.advance(until, clock, check)
        finally:
            if self.timeline.log is not log_before:
                self._undo = _pasts(self.timeline.course)

    @property
    def _here(self) -> Course:
        """The course to which undoing returns."""
        return replace(self.timeline.course, update=self.place)

    def _past(self, title: str) -> Past:
        """The present course, to which undoing an edit of this title returns."""
        head, entries = self.timeline.head, len(self.timeline.log)
        return Past(self._here, title, head, entries, self._edits + 1)

    def _start_seeking(self, forwarding: bool = False) -> None:
        self.over = None
        self.seeking = not self.timeline.arrived
        self.forwarding = forwarding and self.seeking

    def _remember(self, past: Past) -> None:
        self._gesture = None
        self._undo.append(past)
        del self._undo[:-MOST_UNDO]
        self._redo.clear()

    def _swap(self, source: list[Past], target: list[Past]) -> None:
        if not source:
            return
        past = source[-1]
        here = self._past(past.title)
        same = past.course.scenario is here.course.scenario
        # Within one run the update stays; another run is restored at its own update.
        update = here.course.update if same else past.course.update
        self.timeline.become(
            replace(past.course, log=past.course.log[: past.entries], update=update), past.head
        )
        self._gesture = None
        self._start_seeking()
        self._count()
        target.append(here)
        source.pop()

    def _count(self) -> None:
        self._edits += 1
        self._made += 1

    def _wanted(self, command: Load | ChangeSurface | Restart) -> Scenario:
        if isinstance(command, Load):
            return replace(command.scenario)  # a run of its own, even when loaded twice
        now = self.timeline.simulation
        setups = tuple(view.setup for view in now.views())
        if isinstance(command, ChangeSurface):
            noise = now.noise if now.noise.suits(command.surface) else Exact()
            return _moved(self.timeline.scenario, command.surface, noise, setups, self.pace)
        return replace(
            self.timeline.scenario,
            surface=now.surface,
            noise=now.noise,
            fleets=setups,
            pace=self.pace,
            ball=None if self.timeline.log else self.timeline.scenario.ball,
            end=self._end,
        )


def _pasts(course: Course) -> list[Past]:
    """The undo steps as if every edit of the log had just been made; the log may be very long."""
    entries, pasts = course.log, list[Past]()
    for place in range(len(entries) - 1, -1, -1):
        edit = entries[place].edit
        if place == 0 or not edit.continues or edit.title != entries[place - 1].edit.title:
            pasts.append(Past(course, edit.title, course.update, place))
        if len(pasts) == MOST_UNDO:
            break
    return pasts[::-1]


def name_of(error: BaseException) -> str:
    """What an error says, or its kind where it says nothing."""
    return str(error) or type(error).__name__


def _moved(
    scenario: Scenario,
    surface: Surface,
    noise: Noise,
    setups: tuple[FleetSetup, ...],
    pace: float,
) -> Scenario:
    """The same fleets on another surface, one ball for each fleet that had any."""
    start = surface.starts[:1]
    fleets = tuple(replace(setup, points=start if setup.points else ()) for setup in setups)
    return Scenario(surface, fleets, scenario.seed, pace, noise)
