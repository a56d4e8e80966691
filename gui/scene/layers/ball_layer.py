"""The balls and their trails: sets the items from a snapshot."""

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
from gui.scene.layers.ball_arrays import EMPTY, BallArrays, ball_arrays
from gui.scene.layers.ball_badges import badges
from gui.scene.layers.ball_placement import BallPlacement
from gui.scene.layers.trail_layer import TrailLayer
from gui.style.palette import Palette


@final
class BallLayer:
    """Sets the ball item, the trail item and the arrows."""

    def __init__(self) -> None:
        self.balls, self.trails = BallItem(), TrailItem()
        self.placement, self.trail_layer, self.arrow_layer = (
            BallPlacement(),
            TrailLayer(),
            ArrowLayer(),
        )
        self.arrays: BallArrays = EMPTY
        self.points: Array = EMPTY.position  # where the balls are drawn, (n, 2)
        self._lost_balls = LostBalls()
        self._seen: Seen | None = None
        self._until = 0  # the newest update that the balls have reached
        self._chosen = np.zeros(0, bool)  # (n,), which balls are chosen
        self._glide_start: Array | None = None  # the points at which the glide began
        self._glide_began = 0.0
        self._still = False
        self._trails_on = True

    @property
    def now(self) -> Snapshot | None:
        """The snapshot that is drawn."""
        return self._seen.snapshot if self._seen is not None else None

    @property
    def gliding(self) -> bool:
        return self._glide_start is not None

    def take(self, now: Snapshot, palette: Palette, still: bool) -> None:
        """Show the snapshot `now`; `still` means that nothing glides."""
        before, self._seen = self._seen, self._lost_balls.resolve(now)
        old, points = self.arrays, self.points
        self.arrays = ball_arrays(self._seen.now, palette)
        self._glide_start, self._still = None, still
        if before is None or still or now.update == before.now.update:
            return
        if now.update == before.now.update + 1:
            self._start_glide(self.arrays.previous, now)
        elif now.update == before.now.update - 1 and np.array_equal(old.stints, self.arrays.stints):
            self._start_glide(points, now)

    def show_trails(self, on: bool) -> None:
        """Draw trails from the next `show` on, or not."""
        self._trails_on = on

    def recolor(self, palette: Palette) -> None:
        if self._seen is not None:
            self.arrays = ball_arrays(self._seen.now, palette)

    def place(
        self, projection: Projection, chosen: frozenset[int], hovered: int | None, pixel: float
    ) -> None:
        """Place the balls for the current instant, which is all that picking needs.

        `chosen` and `hovered` are ids. `pixel` is the world length of a pixel in the default
        view, which the balls' size depends on.
        """
        if self._seen is None:
            return
        now, lost = self._seen.snapshot, self._seen.codes
        self._until = self._glide(now)
        self._chosen = np.isin(self.arrays.ids, list(chosen))
        ring = np.maximum(self._chosen, 0.5 * (self.arrays.ids == hovered))
        args = (self.arrays, self.points, ring, now.surface, projection.world, pixel, lost)
        balls = self.placement.place(*args)
        self.balls.set_balls(balls)
        self.balls.set_badges(badges(balls, projection, self.balls.badges.ink))

    def show(self, projection: Projection) -> None:
        """Set trails and arrows of the balls, which have been placed."""
        if self._seen is None:
            return
        now, lost = self._seen.snapshot, self._seen.codes
        points = self.points
        if lost.any():
            # A ball shown at its last position is not there now: it has no trail and no arrow.
            positions = np.concatenate([fleet.position for fleet in now.fleets])
            points = np.where(lost[:, None] == Missing.NOTHING, self.points, positions)
        self._show_trails(now, self._until, points, projection)
        balls = self.placement.balls
        self.arrow_layer.show(now, points, balls, self._chosen, projection)

    def _glide(self, now: Snapshot) -> int:
        """Interpolate the balls; returns the newest update that they have reached."""
        self.points = self.arrays.position
        if self._glide_start is None:
            return now.update
        at = phase(perf_counter() - self._glide_began, now.pace, now.playing, self._still)
        self.points = glided(self._glide_start, self.arrays.position, at)
        forward = self._glide_start is self.arrays.previous
        self._glide_start = self._glide_start if at < 1.0 else None
        return now.update - 1 if forward and at < 1.0 else now.update

    def _show_trails(self, now: Snapshot, until: int, live: Array, projection: Projection) -> None:
        self.trails.setVisible(self._trails_on)
        layer, flatness = self.trail_layer, float(projection.camera.backward[2])
        if not self._trails_on or not len(self.arrays):
            self.trails.set_trails(None)
            return
        stints, world = self.arrays.stints, projection.world
        layer.follow(now, until, live, stints, world, projection.pixel, flatness)
        self.trails.set_trails(layer.shown(self.arrays.color, self._chosen))

    def _start_glide(self, points: Array, now: Snapshot) -> None:
        began = perf_counter()
        if phase(0.0, now.pace, now.playing, self._still) < 1.0:
            self._glide_start, self._glide_began = points, began
