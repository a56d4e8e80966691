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
from engine.control import obey
from engine.player import Player
from engine.snapshot import Snapshot
from engine.timeline import Course

log = logging.getLogger(__name__)

FRAME = 1 / 60  # seconds between snapshots while playing
FASTEST = 1e9  # updates a second: what is said to be endless still has to be multiplied by 0
BUSY = 0.25  # most of the time the engine may take while playing; the window needs the GIL
HURRY_SLICE = 0.012  # seconds of work between two looks at the inbox when at full speed
HURRY_REST = 0.003  # and of rest, in which the window gets its turn
HURRY_SHOW = 0.7  # seconds between snapshots then: the window has much to do for each,
HURRY_PAUSE = 0.06  # and seconds that it has for that with no work beside it
SWITCH = 0.0001  # seconds after which a waiting thread gets the GIL: a frame asks a hundred times


@final
class Runner:
    """Steps a player at the wanted pace: commands in, snapshots out, no locks.

    Only this thread touches the player. Commands wait in a queue and are obeyed between two
    updates. `snapshot` is one reference, replaced whole, so readers see complete instants.
    """

    def __init__(self, player: Player, clock: Callable[[], float] = time.perf_counter) -> None:
        self.snapshot: Snapshot = player.snapshot()
        self._player = player
        self._clock = clock
        self._inbox: SimpleQueue[Command | Course | None] = SimpleQueue()
        self._owed = 0.0  # updates due but not yet made
        self._then = clock()
        self._shown = self._then  # when the snapshot was taken
        self._made: deque[tuple[float, int]] = deque()  # when, and how many
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        sys.setswitchinterval(SWITCH)
        self._thread.start()

    def stop(self) -> None:
        """End the thread; returns when it is over."""
        self._inbox.put(None)
        self._thread.join()

    def send(self, command: Command) -> None:
        """Ask for `command`, from any thread; returns at once."""
        self._inbox.put(command)

    def open(self, course: Course) -> None:
        """Ask to go on with a course that was kept."""
        self._inbox.put(course)

    def _run(self) -> None:
        due = 0.0
        while self._obey(due):
            due = self._work()

    def _work(self) -> float:
        """Go on for a slice and show where that led; returns when to go on again."""
        began = self._clock()
        try:
            due = self.advance(began)
        except Exception as error:
            # Whatever happens, the window must keep an engine that answers.
            self._player.pause_after_failure(error)
            due = began
        if not self._player.hurrying:
            self.snapshot = self._player.snapshot()
        elif began >= self._shown + HURRY_SHOW:
            self.snapshot, self._shown = self._player.snapshot(), began
            due += HURRY_PAUSE
        return due

    def _obey(self, due: float) -> bool:
        """Sleep until `due`, or while idle until spoken to; False means stop."""
        idle = not (self._player.playing or self._player.hurrying)
        wait = None if idle else max(due - self._clock(), 0.0)
        with suppress(Empty):
            asked = self._inbox.get(timeout=wait)
            while asked is not None:
                self._take(asked)
                asked = self._inbox.get_nowait()
            return False
        return True

    def _take(self, asked: Command | Course) -> None:
        self._shown = -HURRY_SHOW  # what was asked for shows at once
        obey(asked, self._player)

    def advance(self, now: float) -> float:
        """Work for a while; returns when to work again."""
        elapsed, self._then = min(now - self._then, 2 * FRAME), now
        if self._player.hurrying:
            return self._hurry(now)
        if not self._player.playing:
            self._owed = 0.0
            self._measure(now, 0)
            return now
        self._owed += min(self._player.pace, FASTEST) * elapsed
        if self._owed >= 1:
            self._measure(now, self._pay(now))
        else:
            self._measure(now, 0)
        return now + max(FRAME, (self._clock() - now) / BUSY)

    def _pay(self, now: float) -> int:
        """Make the updates that fell due, or as many as the frame allows."""
        made = self._player.play_on(int(self._owed), now + BUSY * FRAME, self._clock)
        self._owed = (self._owed - made) % 1  # what could not be paid is forgotten
        return made

    def _hurry(self, now: float) -> float:
        before = self._player.timeline.update
        self._player.hurry(now + HURRY_SLICE, self._clock)
        self._measure(now, max(self._player.timeline.update - before, 0))
        return self._clock() + HURRY_REST

    def _measure(self, now: float, made: int) -> None:
        """Keep the measured rate: updates over the last second.

        What was `made` in the slice that began at `now` counts as soon as the next one begins.
        """
        if not (self._player.playing or self._player.hurrying):
            self._made.clear()
        while len(self._made) > 1 and self._made[1][0] <= now - 1:
            self._made.popleft()
        span = now - self._made[0][0] if self._made else 0.0
        self._player.measured = sum(n for _, n in self._made) / span if span > 0 else 0.0
        self._made.append((now, made))
