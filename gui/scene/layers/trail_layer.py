"""Updates the trails from the run: appends where possible, else rebuilds them."""

from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from gui.sampling.height_scale import World
from gui.scene.geometry.trails import Indices, Trails
from gui.scene.layers.trail_history import WHOLE, TrailPlan, plan, positions

DOTS = 3000  # single updates shown, at most
SLACK = 256  # spare rows, as rows are removed in whole blocks
SPACING = 8.0  # pixels; dots of nearer updates would merge
NO_DOTS: Indices = np.zeros(0, np.uint32)
GRAIN = 0.4  # pixels; the largest error of a thinned line


@final
class TrailLayer:
    """The trails of one run. `first` to `end` are the rows to draw."""

    def __init__(self) -> None:
        self.trails: Trails | None = None
        self.first = self.end = 0
        self._plan: TrailPlan | None = None
        self._stints: IntArray = np.zeros(0, np.int64)
        self._ground: tuple[Surface, World] | None = None
        self._origin = 0  # the update of the first row
        self._newest = -1  # the newest update that has rows
        self._pixel = 1.0

    def clear(self) -> None:
        self.trails, self._newest = None, -1

    def follow(
        self, now: Snapshot, until: int, live: Array, stints: IntArray, world: World, pixel: float
    ) -> None:
        """Make the trails end after update `until`, with a last line to `live` (n, 2).

        `live` is where the balls are drawn; `pixel` is the world length of a pixel.
        """
        needed = plan(len(stints), until)
        self._update_grain(pixel)
        if not self._continues(now, until, needed, stints, world):
            self._rebuild(now, until, needed, stints, world)
        trails = self.trails
        assert trails is not None
        self._extend(now, until, trails, needed)
        shown = (until - self._origin) // needed.stride + 1
        rows = shown * needed.pieces
        # Between two drawn updates the last line is straight to the ball.
        self.end = trails.tail(live) if trails.count == rows else rows
        self.first = max(0, rows - needed.updates * needed.pieces) if not needed.whole else 0

    def dots(self) -> Indices:
        """Vertices of the newest single updates, where they are far enough apart."""
        if self.trails is None or self._plan is None or not self._plan.balls:
            return NO_DOTS
        if self._plan.balls > WHOLE:
            return NO_DOTS
        most = DOTS // self._plan.balls * self._plan.pieces
        return self.trails.updates(
            max(self.first, self.end - most), self.end, SPACING * self._pixel
        )

    def _update_grain(self, pixel: float) -> None:
        """Thin again if the zoom has changed visibly."""
        if not 0.6 < pixel / self._pixel < 2.5:
            self._pixel = pixel
            if self.trails is not None:
                self.trails.set_grain(GRAIN * pixel)

    def _continues(
        self, now: Snapshot, until: int, needed: TrailPlan, stints: IntArray, world: World
    ) -> bool:
        """Whether the present trails are a beginning of the needed ones, or longer."""
        same = self.trails is not None and needed == self._plan
        if not same or self._ground != (now.surface, world):
            return False
        if not np.array_equal(stints, self._stints) or until < self._origin:
            return False
        if until > self._newest + needed.updates * needed.stride:
            return False
        if self._origin > max(needed.first(until), until - needed.updates // 2):
            return False  # the cursor went back so far that too little of the trail is left
        assert self.trails is not None
        # The run may have been undone and continued differently.
        common = min(until, self._newest) // needed.stride * needed.stride
        common = max(common, self._origin)
        row = ((common - self._origin) // needed.stride + 1) * needed.pieces - 1
        return self.trails.matches(row, positions(now, np.array([common]))[0])

    def _rebuild(
        self, now: Snapshot, until: int, needed: TrailPlan, stints: IntArray, world: World
    ) -> None:
        rows = (2 * needed.updates + 2) * needed.pieces + SLACK
        grain = GRAIN * self._pixel
        self.trails = Trails(now.surface, world, needed.balls, needed.pieces, rows, grain)
        self._plan, self._stints, self._ground = needed, stints, (now.surface, world)
        self._origin = needed.first(until)
        self._newest = self._origin - needed.stride

    def _extend(self, now: Snapshot, until: int, trails: Trails, needed: TrailPlan) -> None:
        updates = np.arange(self._newest + needed.stride, until + 1, needed.stride)
        if not len(updates):
            return
        if trails.count + (len(updates) + 1) * needed.pieces > trails.capacity:
            before = trails.count
            trails.keep(needed.updates * needed.pieces)
            self._origin += (before - trails.count) // needed.pieces * needed.stride
        trails.append(positions(now, updates))
        self._newest = int(updates[-1])
