"""Keeps the trails up to date with the run: appends where it can, starts again where it must."""

from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from gui.sampling.height_scale import World
from gui.scene.geometry.trails import Indices, Trails
from gui.scene.layers.trail_history import WHOLE, TrailPlan, plan, positions

DOTS = 3000  # single updates shown, at most
SLACK = 256  # rows, for whole blocks that are kept
APART = 8.0  # pixels; nearer updates would make a caterpillar of the trail
NO_DOTS: Indices = np.zeros(0, np.uint32)
GRAIN = 0.4  # pixels that a thinned line may be off


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
        """Have the trails end after update `until`, and from there go on to `live` (n, 2).

        `live` is where the balls are drawn; `pixel` is the world length of a pixel.
        """
        wanted = plan(len(stints), until)
        self._zoom(pixel)
        if not self._goes_on(now, until, wanted, stints, world):
            self._begin(now, until, wanted, stints, world)
        trails = self.trails
        assert trails is not None
        self._extend(now, until, trails, wanted)
        shown = (until - self._origin) // wanted.stride + 1
        rows = shown * wanted.pieces
        # Between two drawn updates the trail goes on straight to where the ball is.
        self.end = trails.tail(live) if trails.count == rows else rows
        self.first = max(0, rows - wanted.updates * wanted.pieces) if not wanted.whole else 0

    def dots(self) -> Indices:
        """Vertices of single updates, the newest, where they are far enough apart to be told."""
        if self.trails is None or self._plan is None or not self._plan.balls:
            return NO_DOTS
        if self._plan.balls > WHOLE:
            return NO_DOTS
        most = DOTS // self._plan.balls * self._plan.pieces
        return self.trails.updates(max(self.first, self.end - most), self.end, APART * self._pixel)

    def _zoom(self, pixel: float) -> None:
        """Thin anew where the zoom has changed enough to see a difference."""
        if not 0.6 < pixel / self._pixel < 2.5:
            self._pixel = pixel
            if self.trails is not None:
                self.trails.set_grain(GRAIN * pixel)

    def _goes_on(
        self, now: Snapshot, until: int, wanted: TrailPlan, stints: IntArray, world: World
    ) -> bool:
        """Whether what is there is the beginning (or more) of what is wanted."""
        same = self.trails is not None and wanted == self._plan
        if not same or self._ground != (now.surface, world):
            return False
        if not np.array_equal(stints, self._stints) or until < self._origin:
            return False
        if until > self._newest + wanted.updates * wanted.stride:
            return False
        if self._origin > max(wanted.first(until), until - wanted.updates // 2):
            return False  # gone back so far that too little of the trail is left
        assert self.trails is not None
        # The run may have been taken back and gone another way since.
        common = min(until, self._newest) // wanted.stride * wanted.stride
        common = max(common, self._origin)
        row = ((common - self._origin) // wanted.stride + 1) * wanted.pieces - 1
        return self.trails.matches(row, positions(now, np.array([common]))[0])

    def _begin(
        self, now: Snapshot, until: int, wanted: TrailPlan, stints: IntArray, world: World
    ) -> None:
        rows = (2 * wanted.updates + 2) * wanted.pieces + SLACK
        grain = GRAIN * self._pixel
        self.trails = Trails(now.surface, world, wanted.balls, wanted.pieces, rows, grain)
        self._plan, self._stints, self._ground = wanted, stints, (now.surface, world)
        self._origin = wanted.first(until)
        self._newest = self._origin - wanted.stride

    def _extend(self, now: Snapshot, until: int, trails: Trails, wanted: TrailPlan) -> None:
        updates = np.arange(self._newest + wanted.stride, until + 1, wanted.stride)
        if not len(updates):
            return
        if trails.count + (len(updates) + 1) * wanted.pieces > trails.room:
            before = trails.count
            trails.keep(wanted.updates * wanted.pieces)
            self._origin += (before - trails.count) // wanted.pieces * wanted.stride
        trails.append(positions(now, updates))
        self._newest = int(updates[-1])
