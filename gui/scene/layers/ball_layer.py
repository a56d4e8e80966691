"""The balls and their trails as they are shown now: what is between a snapshot and the items."""

from time import perf_counter
from typing import final

import numpy as np

from engine.arrays import Array
from engine.snapshot import Snapshot
from gui.sampling.lost_balls import LostBalls, Missing, Seen
from gui.scene.geometry.interpolation import glided, phase
from gui.scene.geometry.projection import Projection
from gui.scene.items.ball_item import BallItem
from gui.scene.items.trail_item import TrailItem
from gui.scene.layers.arrow_layer import ArrowLayer
from gui.scene.layers.ball_arrays import NOBODY, BallArrays, crowd
from gui.scene.layers.ball_badges import badges
from gui.scene.layers.ball_placement import BallPlacement
from gui.scene.layers.trail_layer import TrailLayer
from gui.style.palette import Palette


@final
class BallLayer:
    """Feeds the ball item and the trail item."""

    def __init__(self) -> None:
        self.balls, self.trails = BallItem(), TrailItem()
        self.placement, self.trail_layer, self.arrow_layer = (
            BallPlacement(),
            TrailLayer(),
            ArrowLayer(),
        )
        self.crowd: BallArrays = NOBODY
        self.points: Array = NOBODY.position  # where the balls are drawn, (n, 2)
        self._memory = LostBalls()
        self._seen: Seen | None = None
        self._from: Array | None = None  # where the glide began
        self._began = 0.0
        self._still = False
        self._trails_on = True

    @property
    def now(self) -> Snapshot | None:
        """The instant that is drawn."""
        return self._seen.told if self._seen is not None else None

    @property
    def gliding(self) -> bool:
        return self._from is not None

    def take(self, now: Snapshot, palette: Palette, still: bool) -> None:
        """The run is at `now`; `still` means that nothing glides."""
        before, self._seen = self._seen, self._memory.see(now)
        old, points = self.crowd, self.points
        self.crowd = crowd(self._seen.now, palette)
        self._from, self._still = None, still
        if before is None or still or now.update == before.now.update:
            return
        if now.update == before.now.update + 1:
            self._start(self.crowd.previous, now)
        elif now.update == before.now.update - 1 and np.array_equal(old.stints, self.crowd.stints):
            self._start(points, now)

    def show_trails(self, on: bool) -> None:
        """Draw trails from the next `show` on, or not."""
        self._trails_on = on

    def recolor(self, palette: Palette) -> None:
        if self._seen is not None:
            self.crowd = crowd(self._seen.now, palette)

    def show(
        self,
        sight: Projection,
        chosen: frozenset[int],
        hovered: int | None,
        pixel: float,
    ) -> None:
        """Draw everything where it is at this moment.

        `chosen` and `hovered` are ids. `pixel` is the world length of a pixel in the default
        view; the balls' size goes by it.
        """
        if self._seen is None:
            return
        now, lost = self._seen.told, self._seen.codes
        until = self._glide(now)
        picked = np.isin(self.crowd.ids, list(chosen))
        ring = np.maximum(picked, 0.5 * (self.crowd.ids == hovered))
        args = (self.crowd, self.points, ring, now.surface, sight.world, pixel, lost)
        balls = self.placement.place(*args)
        self.balls.set_balls(balls)
        self.balls.set_badges(badges(balls, sight, self.balls.badges.ink))
        rolling = self.points
        if lost.any():
            # A ball that is shown where it was last is not there: it has no trail and no arrow.
            told = np.concatenate([fleet.position for fleet in now.fleets])
            rolling = np.where(lost[:, None] == Missing.NOTHING, self.points, told)
        self._show_trails(now, until, rolling, sight)
        self.arrow_layer.show(now, rolling, balls, picked, sight)

    def _glide(self, now: Snapshot) -> int:
        """Move the balls on; the newest update that they have reached."""
        self.points = self.crowd.position
        if self._from is None:
            return now.update
        at = phase(perf_counter() - self._began, now.pace, now.playing, self._still)
        self.points = glided(self._from, self.crowd.position, at)
        forward = self._from is self.crowd.previous
        self._from = self._from if at < 1.0 else None
        return now.update - 1 if forward and at < 1.0 else now.update

    def _show_trails(self, now: Snapshot, until: int, live: Array, sight: Projection) -> None:
        self.trails.setVisible(self._trails_on)
        if not self._trails_on or not len(self.crowd):
            self.trails.set_trails(None, self.crowd.color, (0, 0), self.trail_layer.dots()[:0])
            return
        tracker = self.trail_layer
        tracker.follow(now, until, live, self.crowd.stints, sight.world, sight.pixel)
        shown = (tracker.first, tracker.end)
        self.trails.set_trails(tracker.trails, self.crowd.color, shown, tracker.dots())

    def _start(self, points: Array, now: Snapshot) -> None:
        began = perf_counter()
        if phase(0.0, now.pace, now.playing, self._still) < 1.0:
            self._from, self._began = points, began
