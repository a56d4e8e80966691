"""The balls and their trails: sets the items from a snapshot."""

from time import perf_counter
from typing import final

import numpy as np

from engine.arrays import Array
from engine.snapshot import Snapshot
from gui.sampling.height_scale import Mask
from gui.sampling.lost_balls import LostBalls, Missing, Seen
from gui.sampling.trail_sample import sample
from gui.scene.geometry.interpolation import glided, phase
from gui.scene.geometry.label_layout import Rectangle
from gui.scene.geometry.projection import Projection
from gui.scene.items.ball_item import BallItem
from gui.scene.items.trail_item import TrailItem
from gui.scene.presenters.arrow_presenter import ArrowPresenter
from gui.scene.presenters.ball_arrays import EMPTY, BallArrays, ball_arrays
from gui.scene.presenters.ball_badges import Pile, words
from gui.scene.presenters.ball_labels import BallLabels
from gui.scene.presenters.ball_placement import DENSE, BallPlacement
from gui.scene.presenters.trail_presenter import TrailPresenter
from gui.scene.staging import FrameState
from gui.style.palette import Palette
from gui.text.ball_names import ball_names

NO_BALL = -1


@final
class BallPresenter:
    """Sets the ball item, the trail item and the arrows."""

    def __init__(self) -> None:
        self.balls, self.trails = BallItem(), TrailItem()
        self.placement, self.trail_presenter, self.arrow_presenter = (
            BallPlacement(),
            TrailPresenter(),
            ArrowPresenter(),
        )
        self.labels = BallLabels()
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
        self._taken = 0  # changes of `arrays`
        self._larger = 1.0  # times the usual size of balls
        self._phase = 1.0  # of the glide: 1 at its end
        self._placed: FrameState | None = None  # what balls and badges were made from
        self._shown: FrameState | None = None  # what trails and arrows were made from
        self._labelled: object = None  # what the texts were made from

    @property
    def now(self) -> Snapshot | None:
        """The snapshot that is drawn."""
        return self._seen.snapshot if self._seen is not None else None

    @property
    def chosen(self) -> Mask:
        """Which balls (n,) are chosen."""
        return self._chosen

    @property
    def placed(self) -> FrameState | None:
        """What the balls were placed for."""
        return self._placed

    @property
    def gliding(self) -> bool:
        return self._glide_start is not None

    @property
    def still(self) -> bool:
        """Whether nothing glides: reduced motion, or too many balls."""
        return self._still

    def take(self, now: Snapshot, palette: Palette, still: bool) -> None:
        """Show the snapshot `now`; `still` means that nothing glides."""
        before, self._seen = self._seen, self._lost_balls.resolve(now)
        old, points = self.arrays, self.points
        self.arrays = ball_arrays(self._seen.now, palette)
        self._taken += 1
        still = still or len(self.arrays) > DENSE  # so small and close that nothing is seen of it
        self._glide_start, self._still = None, still
        if before is None or still or now.update == before.now.update:
            return
        if now.update == before.now.update + 1:
            self._start_glide(self.arrays.previous, now)
        elif now.update == before.now.update - 1 and np.array_equal(
            old.trajectories, self.arrays.trajectories
        ):
            self._start_glide(points, now)

    def show_trails(self, on: bool) -> None:
        """Draw trails from the next `show` on, or not."""
        self._trails_on = on

    def set_thickness(self, thick: float) -> None:
        """Draw trails and arrows so many times as thick as usual, and balls half as much larger."""
        arrows, self._larger = self.arrow_presenter, 0.5 * (1.0 + thick)
        self.labels.of_chosen = thick > 1.0  # large texts have room for few
        for part in (self.trail_presenter, arrows.item, arrows.note_item):
            part.set_thickness(thick)

    def recolor(self, palette: Palette) -> None:
        if self._seen is not None:
            self.arrays = ball_arrays(self._seen.now, palette)
            self._taken += 1

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
        pixel *= self._larger
        state = self._resolved(projection, chosen, hovered, pixel)
        before, self._placed = self._placed, state
        if before is None or state.balls != before.balls:
            ids = np.fromiter(chosen, np.int64, len(chosen))
            self._chosen = np.isin(self.arrays.ids, ids)
            pointed = self.arrays.ids == (NO_BALL if hovered is None else hovered)
            ring = np.maximum(self._chosen, 0.5 * pointed)
            args = (self.arrays, self.points, ring, now.surface, projection.world, pixel, lost)
            self.balls.set_balls(self.placement.place(*args))

    def show(self, projection: Projection) -> None:
        """Set trails and arrows of the balls, which have been placed."""
        state, before = self._placed, self._shown
        if self._seen is None or state is None:
            return
        now, self._shown = self._seen.snapshot, state
        if before is None or state.trail_lines != before.trail_lines:
            self._show_trails(now, self._until, self.present, projection)
        if before is None or state.arrow_vectors != before.arrow_vectors:
            args = (self.placement.balls, self._chosen, projection)
            self.arrow_presenter.show(now, self.present, *args)

    def show_labels(self, projection: Projection, taken: tuple[Rectangle, ...]) -> None:
        """Set the texts at the balls, after `show`; other texts are at the rectangles `taken`."""
        state = self._placed
        if self._seen is None or state is None:
            return
        needed = (state.labels, taken)
        if needed != self._labelled:
            self._labelled = needed
            zeros, measure = self.arrow_presenter.zeros, self.balls.badges.ink
            args = (self._seen.snapshot, self.arrays.ids, self.placement.balls, zeros)
            self.balls.set_badges(self.labels.laid_out(*args, projection, measure, taken))

    def listed(self, pile: Pile) -> list[tuple[int, str, int]]:
        """The balls of a pile: their ids, names, and the colours of their fleets."""
        if self.now is None:
            return []
        names = ball_names(self.now.fleets)
        colors = [fleet.color for fleet in self.now.fleets for _ in range(len(fleet.balls))]
        return [(int(self.arrays.ids[row]), names[row], colors[row]) for row in pile.rows]

    def _resolved(
        self, projection: Projection, chosen: frozenset[int], hovered: int | None, pixel: float
    ) -> FrameState:
        flatness = float(projection.camera.backward[2])
        return FrameState(
            taken=self._taken,
            phase=self._phase,
            chosen=chosen,
            hovered=hovered,
            world=projection.world,
            default_pixel=pixel,
            trails=self._trails_on,
            arrows=self.arrow_presenter.kinds,
            pixel=projection.pixel,
            trail_view=self.trail_presenter.settle(projection.pixel, flatness),
            camera=projection.camera,
            size=projection.size,
            texts=(self.balls.badges.font.key(), *words()),
        )

    @property
    def present(self) -> Array:
        """The points (n, 2) that trails, arrows and the like belong to."""
        now = self.now
        lost = self._seen.codes if self._seen is not None else np.zeros(0, np.int8)
        if now is None or not lost.any():
            return self.points
        # A ball shown at its last position is not there now: it has no trail and no arrow.
        positions = np.concatenate([fleet.position for fleet in now.fleets])
        return np.where(lost[:, None] == Missing.NOTHING, self.points, positions)

    def _glide(self, now: Snapshot) -> int:
        """Interpolate the balls; returns the newest update that they have reached."""
        self.points, self._phase = self.arrays.position, 1.0
        if self._glide_start is None:
            return now.update
        at = phase(perf_counter() - self._glide_began, now.pace, now.playing, self._still)
        self.points, self._phase = glided(self._glide_start, self.arrays.position, at), at
        forward = self._glide_start is self.arrays.previous
        self._glide_start = self._glide_start if at < 1.0 else None
        return now.update - 1 if forward and at < 1.0 else now.update

    def _show_trails(self, now: Snapshot, until: int, live: Array, projection: Projection) -> None:
        self.trails.setVisible(self._trails_on)
        if not self._trails_on or not len(self.arrays):
            self.trails.set_trails(None)
            return
        kept = sample(self._chosen)
        trajectories = self.arrays.trajectories[kept]
        self.trail_presenter.follow(now, until, live[kept], trajectories, projection.world)
        shown = self.trail_presenter.shown(self.arrays.line[kept], self._chosen[kept])
        self.trails.set_trails(shown)

    def _start_glide(self, points: Array, now: Snapshot) -> None:
        began = perf_counter()
        if phase(0.0, now.pace, now.playing, self._still) < 1.0:
            self._glide_start, self._glide_began = points, began
