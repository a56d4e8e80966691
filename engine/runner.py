"""Runs a player on its own thread."""

import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import final

from engine.commands import Command
from engine.control import execute
from engine.player import Player
from engine.snapshot import Snapshot
from engine.timeline import Course

log = logging.getLogger(__name__)

FRAME = 1 / 60  # seconds between snapshots while playing
FASTEST = 1e9  # updates a second; finite, so that its product with 0 is 0
BUSY = 0.25  # most of the time the engine may take while playing; the window needs the GIL
SEEK_SLICE = 0.012  # seconds of work between two polls of the inbox when seeking
SEEK_REST = 0.003  # and of rest, for the window
SEEK_SHOW = 0.7  # seconds between snapshots when seeking: each is much work for the window,
SEEK_PAUSE = 0.06  # which then gets this many seconds without work here
SWITCH = 0.0001  # seconds after which a waiting thread gets the GIL, which a frame often needs


@final
class Runner:
    """Steps a player at the wanted pace; takes commands, publishes snapshots, without locks.

    Only this thread touches the player. Commands are queued and executed between two
    updates. `snapshot` is one reference, replaced whole, so readers see complete instants.
    """

    def __init__(self, player: Player, clock: Callable[[], float] = time.perf_counter) -> None:
        self.snapshot: Snapshot = player.snapshot()
        self._player = player
        self._clock = clock
        self._inbox: SimpleQueue[Command | Course | None] = SimpleQueue()
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
        due = 0.0
        while self._await_commands(due):
            due = self._work()

    def _work(self) -> float:
        """Work for a slice and publish a snapshot; returns when to continue."""
        began = self._clock()
        try:
            due = self.advance(began)
        except Exception as error:
            # An error must not end the thread: the window still needs the engine.
            self._player.pause_after_failure(error)
            due = began
        if not self._player.seeking:
            self.snapshot = self._player.snapshot()
        elif began >= self._shown + SEEK_SHOW:
            self.snapshot, self._shown = self._player.snapshot(), began
            due += SEEK_PAUSE
        return due

    def _await_commands(self, due: float) -> bool:
        """Sleep until `due`, or while idle until a command; False means stop."""
        idle = not (self._player.playing or self._player.seeking)
        wait = None if idle else max(due - self._clock(), 0.0)
        with suppress(Empty):
            command = self._inbox.get(timeout=wait)
            while command is not None:
                self._take(command)
                command = self._inbox.get_nowait()
            return False
        return True

    def _take(self, command: Command | Course) -> None:
        self._shown = -SEEK_SHOW  # publish the effect of a command at once
        execute(command, self._player)

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
