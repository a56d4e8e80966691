"""Updates the trails from the run: appends where possible, else rebuilds them."""

from typing import final

import numpy as np

from engine.arrays import Array, IntArray
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from gui.sampling.height_scale import Mask, World
from gui.scene.geometry.trail_cover import FLATTEST, TrailCover
from gui.scene.geometry.trail_spans import NEWEST, Span, span
from gui.scene.geometry.trails import Indices, Trails
from gui.scene.items.trail_item import Bytes, TrailSet
from gui.scene.presenters.trail_history import WHOLE, TrailPlan, plan, positions

DOTS = 3000  # single updates shown, at most
SLACK = 256  # spare rows, as rows are removed in whole blocks
SPACING = 8.0  # pixels; dots of nearer updates would merge
NO_DOTS: Indices = np.zeros(0, np.uint32)
GRAIN = 0.4  # pixels; the largest error of a thinned line
WIDTH = 2.5  # pixels
CASE = 1.0  # of a darker edge between a trail and the ground, on both sides; for few balls only
CASED = 64
EVERY = 6  # rows after which the cover is looked at again, which takes 2 ms
NOTHING_MEASURED = (0, 0, float("nan"))
SAME = (0.8, 1.25)  # a change of zoom or elevation within which no other part is drawn


@final
class _Meter:
    """Measures, as trails grow, from which row on they leave enough of the surface visible."""

    def __init__(self, world: World, width: float) -> None:
        self._cover = TrailCover(world.half, width)
        self._covered = 0  # rows that the cover has, counted from the trails' very first
        self._oldest = NOTHING_MEASURED  # rows covered then, the first to draw, and the flatness

    def is_ahead(self, trails: Trails, rows: int) -> bool:
        """Whether it has measured more than these rows, as the run went back."""
        return rows + trails.dropped < self._covered

    def oldest(
        self, trails: Trails, first: int, rows: int, flatness: float, balls: Mask | None = None
    ) -> int:
        """The first row to draw up to `rows`, of all balls or of those in `balls` (n,)."""
        end, before = rows + trails.dropped, self._covered
        if end > before:
            first = max(first, before - trails.dropped - 1)
            position, joined = trails.position[first:rows], trails.joined(first + 1, rows)
            if balls is not None:
                position, joined = position[:, balls], joined[:, balls]
            self._cover.add(first + trails.dropped + 1, position, joined)
            self._covered = end
        known, row, seen = self._oldest
        if not known <= end < known + EVERY or flatness != seen:
            row = self._cover.oldest(flatness)
            self._oldest = (end, row, flatness)
        return row - trails.dropped


@final
class TrailPresenter:
    """The trails of one run: the rows that are kept, and those to draw.

    Where the trails would cover too much of the surface, only `span` of them is drawn; `whole` is
    what would be drawn if they did not. Those of chosen balls reach farther back, until they
    alone cover so much; where all of several balls are chosen they are whole.
    """

    def __init__(self) -> None:
        self.trails: Trails | None = None
        self._thick = 1.0  # times the usual width
        self.first = self.end = 0  # rows of `whole`
        self.whole = self.span = Span()
        self._rows = 0  # of updates up to the one that is shown
        self._meter: _Meter | None = None
        self._chosen_meter: tuple[bytes, _Meter] | None = None  # and which balls it is for
        self._view = (1.0, 1.0)  # a pixel's world length, and the flatness of the view
        self._plan: TrailPlan | None = None
        self._trajectories: IntArray = np.zeros(0, np.int64)
        self._ground: tuple[Surface, World] | None = None
        self._origin = 0  # the update of the first row
        self._newest = -1  # the newest update that has rows
        self._run: tuple[int, Scenario | None] = (-1, None)  # edits and scenario drawn last

    def set_thickness(self, thick: float) -> None:
        """Draw lines so many times as thick as usual."""
        self._thick = thick
        self._forget_measures()

    @property
    def width(self) -> float:
        """Of a line, in logical pixels."""
        return WIDTH * self._thick

    def clear(self) -> None:
        self.trails, self._newest = None, -1

    def settle(self, pixel: float, flatness: float) -> tuple[float, float]:
        """The view that trails are made for: it changes in steps.

        `pixel` is the world length of a pixel, and `flatness` the sine of the camera's height
        above the horizon.
        """
        flatness = max(abs(flatness), FLATTEST)
        low, high = SAME
        if not (low < pixel / self._view[0] < high and low < flatness / self._view[1] < high):
            zoomed, self._view = pixel != self._view[0], (pixel, flatness)
            self._forget_measures()
            if zoomed and self.trails is not None:
                self.trails.set_grain(GRAIN * pixel)
        return self._view

    def follow(
        self,
        now: Snapshot,
        until: int,
        live: Array,
        trajectories: IntArray,
        world: World,
    ) -> None:
        """Make the trails end after update `until`, with a last line to `live` (n, 2): where the
        balls are drawn.
        """
        needed = plan(len(trajectories), until)
        if not self._continues(now, until, needed, trajectories, world):
            self._rebuild(now, until, needed, trajectories, world)
        trails = self.trails
        assert trails is not None
        self._run = (now.edits, now.scenario)
        self._extend(now, until, trails, needed)
        shown = (until - self._origin) // needed.stride + 1
        rows = shown * needed.pieces
        # Between two drawn updates the last line is straight to the ball.
        self.end = trails.tail(live) if trails.count == rows else rows
        self.first = max(0, rows - needed.updates * needed.pieces) if not needed.whole else 0
        self._measure(world, trails, rows)

    def shown(self, colors: Bytes, chosen: Mask) -> TrailSet:
        """What is to be drawn, in the balls' `colors` (n, 3), of those that are `chosen` (n,)."""
        assert self.trails is not None
        case = CASE * self._thick if self.trails.balls <= CASED else 0.0
        spans = (self.span, self._span_of(self.trails, chosen))
        return TrailSet(self.trails, colors, chosen, *spans, self.dots(), self.width, case)

    def _measure(self, world: World, trails: Trails, rows: int) -> None:
        """Choose the rows to draw: older parts go first where they would cover too much."""
        self._rows = rows
        if self._meter is None or self._meter.is_ahead(trails, rows):
            self._meter, self._chosen_meter = self._new_meter(world, trails), None
        assert self._plan is not None
        older = self.first > 0 or self._origin > 0
        self.whole = span(self.first, self.end, self._full(), older)
        self.span = self._cut(self._meter.oldest(trails, self.first, rows, self._view[1]))

    def _span_of(self, trails: Trails, chosen: Mask) -> Span:
        """The rows to draw of chosen balls."""
        asked = len(chosen) > 1 and chosen.all()  # for the whole way
        if self.span is self.whole or asked or not chosen.any() or self._ground is None:
            return self.whole
        key = chosen.tobytes()
        if self._chosen_meter is None or self._chosen_meter[0] != key:
            self._chosen_meter = key, self._new_meter(self._ground[1], trails)
        meter = self._chosen_meter[1]
        return self._cut(meter.oldest(trails, self.first, self._rows, self._view[1], chosen))

    def _cut(self, oldest: int) -> Span:
        if oldest <= self.first:
            return self.whole
        return span(min(oldest, self._rows - 1), self.end, self._full(), True)

    def _full(self) -> int:
        """How many rows are drawn in full."""
        assert self._plan is not None
        return NEWEST * self._plan.pieces // self._plan.stride

    def _new_meter(self, world: World, trails: Trails) -> _Meter:
        width = self._thick * (WIDTH + (2 * CASE if trails.balls <= CASED else 0.0))
        return _Meter(world, width * self._view[0])

    def _forget_measures(self) -> None:
        self._meter = self._chosen_meter = None

    def dots(self) -> Indices:
        """Vertices of the newest single updates, where they are far enough apart."""
        if self.trails is None or self._plan is None or not self._plan.balls:
            return NO_DOTS
        if self._plan.balls > WHOLE:
            return NO_DOTS
        most = DOTS // self._plan.balls * self._plan.pieces
        return self.trails.updates(
            max(self.span.first, self.end - most), self.end, SPACING * self._view[0]
        )

    def _continues(
        self, now: Snapshot, until: int, needed: TrailPlan, trajectories: IntArray, world: World
    ) -> bool:
        """Whether the present trails are a beginning of the needed ones, or longer."""
        same = self.trails is not None and needed == self._plan
        if not same or self._ground != (now.surface, world):
            return False
        if not np.array_equal(trajectories, self._trajectories) or until < self._origin:
            return False
        if until > self._newest + needed.updates * needed.stride:
            return False
        if self._origin > max(needed.first(until), until - needed.updates // 2):
            return False  # the cursor went back so far that too little of the trail is left
        assert self.trails is not None
        if self._run[0] == now.edits and self._run[1] is now.scenario:
            return True
        # The run may have been undone and continued differently, or be another one that starts
        # where this one did: of the rows after `until` nothing is known.
        if until < self._newest:
            return False
        common = max(self._newest // needed.stride * needed.stride, self._origin)
        row = ((common - self._origin) // needed.stride + 1) * needed.pieces - 1
        return self.trails.matches(row, positions(now, np.array([common]), trajectories)[0])

    def _rebuild(
        self, now: Snapshot, until: int, needed: TrailPlan, trajectories: IntArray, world: World
    ) -> None:
        rows = (2 * needed.updates + 2) * needed.pieces + SLACK
        grain = GRAIN * self._view[0]
        self.trails = Trails(now.surface, world, needed.balls, needed.pieces, rows, grain)
        self._plan, self._trajectories, self._ground = needed, trajectories, (now.surface, world)
        self._origin = needed.first(until)
        self._forget_measures()
        self._newest = self._origin - needed.stride

    def _extend(self, now: Snapshot, until: int, trails: Trails, needed: TrailPlan) -> None:
        updates = np.arange(self._newest + needed.stride, until + 1, needed.stride)
        if not len(updates):
            return
        if trails.count + (len(updates) + 1) * needed.pieces > trails.capacity:
            before = trails.count
            trails.keep(needed.updates * needed.pieces)
            self._origin += (before - trails.count) // needed.pieces * needed.stride
        trails.append(positions(now, updates, self._trajectories))
        self._newest = int(updates[-1])
