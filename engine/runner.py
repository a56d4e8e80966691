"""Runs a player on its own thread."""

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from typing import final

from engine.commands import Cancel, Command, FastForward, Pace, Play, Walk
from engine.control import execute
from engine.player import PAUSED, Player
from engine.progress import CancelledError
from engine.snapshot import Message, Snapshot
from engine.timeline import Course

FRAME = 1 / 60  # seconds between snapshots while playing
FASTEST = 1e9  # updates a second; finite, so that its product with 0 is 0
BUSY = 0.25  # most of the time the engine may take while playing; the window needs the GIL
SEEK_SLICE = 0.012  # seconds of work between two polls of the inbox when seeking
SEEK_REST = 0.003  # and of rest, for the window
SEEK_SHOW = 0.7  # seconds between snapshots when seeking: each is much work for the window,
SEEK_PAUSE = 0.06  # which then gets this many seconds without work here
SHOW_WITHIN = 0.05  # seconds until the effect of a command is published, amid an update
RETRY = 0.02  # seconds after an error until it is reported, so that errors in a row burn nothing
SWITCH = 0.0001  # seconds after which a waiting thread gets the GIL, which a frame often needs

Asked = Command | Course | None
"""What the engine is asked for: a command, a saved course to be continued, or None: to end."""


def interrupts(asked: Asked) -> bool:
    """Whether an update in progress is abandoned for this, and made again where it is wanted."""
    if isinstance(asked, Walk):
        return asked.count < 0
    if isinstance(asked, Play):
        return not asked.on
    return not isinstance(asked, Pace | FastForward)


def _nothing() -> None:
    """No one waits for snapshots."""


@final
class Runner:
    """Steps a player at the wanted pace; takes commands, publishes snapshots, without locks.

    Only this thread touches the player. Commands are queued and executed between two
    updates. `snapshot` is one reference, replaced whole, so readers see complete instants;
    `published` is called on this thread after each new one, and must neither wait nor raise.
    """

    def __init__(self, player: Player, clock: Callable[[], float] = time.perf_counter) -> None:
        self._player = player
        self._failure: BaseException | None = None  # still to be reported
        self.published: Callable[[], None] = _nothing
        self.snapshot: Snapshot = self._first_snapshot()
        self._clock = clock
        self._inbox: SimpleQueue[Asked] = SimpleQueue()
        self._waiting: deque[Asked] = deque()  # taken out of the inbox, to be executed next
        self._ended = False
        self._taken: float | None = None  # when the first command came that shows no effect yet
        player.interrupted, player.cancelled = self._check_interrupted, self._check_cancelled
        self._due = 0.0  # when to continue
        self._due_updates = 0.0  # updates due but not yet made
        self._then = clock()
        self._shown = self._then  # when the snapshot was taken
        self._made: deque[tuple[float, int]] = deque()  # when, and how many
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        sys.setswitchinterval(SWITCH)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._inbox.put(None)
        self._thread.join()

    def send(self, command: Command) -> None:
        """Queue `command`, from any thread; returns at once."""
        self._inbox.put(command)

    def open(self, course: Course) -> None:
        """Queue a saved course, to be continued."""
        self._inbox.put(course)

    def _run(self) -> None:
        # No error may end the thread, SystemExit included: the window still needs the engine.
        while not self._ended:
            try:
                self._turn()
            except BaseException as error:
                self._player.halt()
                self._failure = error

    def _turn(self) -> None:
        """Execute what commands there are, work for a slice, and publish a snapshot."""
        if self._await_commands():
            if self._failure is not None:
                self._report(self._failure)
            else:
                self._work()

    def _work(self) -> None:
        began = self._clock()
        self._due = self.advance(began)
        if self._waiting:
            return  # commands come first: what there is to show changes with them
        if not self._player.seeking:
            self._publish()
        elif began >= self._shown + SEEK_SHOW:
            self._publish()
            self._shown = began
            self._due += SEEK_PAUSE

    def _publish(self) -> None:
        self.snapshot, self._taken = self._player.snapshot(), None
        self.published()

    def _first_snapshot(self) -> Snapshot:
        """The start of the run; where that fails, of a run without balls, until it is reported."""
        try:
            return self._player.snapshot()
        except Exception as error:
            self._failure = error
            scenario, pace = self._player.timeline.scenario, self._player.pace
            return Snapshot(0, 0, 0, False, pace, 0.0, None, scenario.surface, (), scenario)

    def _report(self, error: BaseException) -> None:
        """Publish that the run was paused; where even that fails, with the last snapshot."""
        player, last = self._player, self.snapshot
        try:
            player.pause_after_failure(error, PAUSED)
            self.snapshot = player.snapshot()
        except BaseException as another:
            if player.message is last.message:
                number = last.message.number + 1 if last.message else 1
                player.message = Message(number, PAUSED, (type(another).__name__,))
            self.snapshot = replace(last, playing=False, goal=None, message=player.message)
        self._failure = None
        self.published()

    def _await_commands(self) -> bool:
        """Sleep until work is due, or while idle until a command; False means stop."""
        wait = self._wait()
        with suppress(Empty):
            command = self._next(wait)
            while command is not None:
                self._take(command)
                command = self._next(0.0)
            self._ended = True
        return not self._ended

    def _wait(self) -> float | None:
        """How many seconds to wait for a command; None is without end."""
        if self._failure is not None:
            return RETRY
        idle = not (self._player.playing or self._player.seeking)
        return None if idle else max(self._due - self._clock(), 0.0)

    def _next(self, wait: float | None) -> Asked:
        """The next command; raises Empty where none came in time."""
        if self._waiting:
            return self._waiting.popleft()
        return self._inbox.get(timeout=wait)

    def _take(self, command: Command | Course) -> None:
        self._shown = -SEEK_SHOW  # publish the effect of a command at once
        if self._taken is None:
            self._taken = self._clock()
        execute(command, self._player)

    def _check_interrupted(self) -> None:
        """Raise CancelledError where a command waits for which an update is abandoned.

        Where the first update after a command takes long, its effect is published meanwhile:
        what can't be seen to be going on can't be cancelled.
        """
        self._look(interrupts)
        if self._taken is not None and self._clock() >= self._taken + SHOW_WITHIN:
            self._publish()

    def _check_cancelled(self) -> None:
        """Raise CancelledError where the person cancels, or the program ends."""
        self._look(lambda asked: asked is None or isinstance(asked, Cancel))

    def _look(self, ends: Callable[[Asked], bool]) -> None:
        while not self._inbox.empty():
            self._waiting.append(self._inbox.get_nowait())
        if self._waiting and any(map(ends, self._waiting)):
            raise CancelledError

    def advance(self, now: float) -> float:
        """Work for a slice; returns when to continue."""
        elapsed, self._then = min(now - self._then, 2 * FRAME), now
        if self._player.seeking:
            return self._seek(now)
        if not self._player.playing:
            self._due_updates = 0.0
            self._measure(now, 0)
            return now
        self._due_updates += min(self._player.pace, FASTEST) * elapsed
        if self._due_updates >= 1:
            self._measure(now, self._make_due_updates(now))
        else:
            self._measure(now, 0)
        return now + max(FRAME, (self._clock() - now) / BUSY)

    def _make_due_updates(self, now: float) -> int:
        """Make the updates that are due, or as many as the frame allows."""
        made = self._player.play_on(int(self._due_updates), now + BUSY * FRAME, self._clock)
        self._due_updates = (self._due_updates - made) % 1  # updates in arrears are dropped
        return made

    def _seek(self, now: float) -> float:
        before = self._player.timeline.update
        self._player.run_to_goal(now + SEEK_SLICE, self._clock)
        self._measure(now, max(self._player.timeline.update - before, 0))
        return self._clock() + SEEK_REST

    def _measure(self, now: float, made: int) -> None:
        """Keep the measured rate: updates over the last second.

        What was `made` in the slice that began at `now` counts as soon as the next one begins.
        """
        if not (self._player.playing or self._player.seeking):
            self._made.clear()
        while len(self._made) > 1 and self._made[1][0] <= now - 1:
            self._made.popleft()
        span = now - self._made[0][0] if self._made else 0.0
        self._player.measured = sum(n for _, n in self._made) / span if span > 0 else 0.0
        self._made.append((now, made))
