"""The arrows: which balls have them, their scale, and the note that shows the scale."""

from collections.abc import Callable
from typing import final

import numpy as np

from engine.arrays import Array
from engine.snapshot import Snapshot
from gui.sampling.height_scale import Mask
from gui.scene.geometry.arrows import (
    BAR,
    COLORS,
    KINDS,
    MOST_BALLS,
    TINY,
    Arrows,
    Kind,
    along_surface,
    joined,
    lengths,
)
from gui.scene.geometry.axes import Label
from gui.scene.geometry.balls import Balls
from gui.scene.geometry.label_layout import Measure
from gui.scene.geometry.projection import Projection
from gui.scene.items.arrow_item import ArrowItem
from gui.scene.items.background_item import Color
from gui.scene.presenters.arrow_note import (
    Entry,
    clear_of,
    entries,
    laid_out,
    line_height,
    sample,
)
from gui.scene.presenters.arrow_scales import ArrowScales
from gui.scene.presenters.ball_arrays import velocities
from gui.style.palette import Palette, channels

MOST_ARROWS = 2000  # of each kind; more would cover the surface


@final
class ArrowPresenter:
    """The arrows of the balls, and the note that gives their scale."""

    def __init__(self) -> None:
        self.item, self.note_item = ArrowItem(), ArrowItem()
        self.note: tuple[Label, ...] = ()
        self.placed: tuple[Entry, ...] = ()  # what the note consists of
        self.zeros: Array = np.zeros((0, 3))  # where dots are, in the world
        self._shown: tuple[Kind, ...] = ()  # kinds of which there are arrows
        self._lift = 0.02
        self.scales = ArrowScales()
        self._values: dict[Kind, float] = {}  # of a bar
        self._on: dict[Kind, bool] = dict.fromkeys(Kind, False)
        self._wanted: object = None  # what the entries were placed for
        self._outline: Array | None = None
        self._noted: object = None  # what the note's arrows were made for

    def switch(self, kind: Kind) -> Callable[[bool], None]:
        """A function that shows arrows of a kind, or hides them."""
        return lambda on: self._on.update({kind: on})

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that are switched on."""
        return tuple(kind for kind, on in self._on.items() if on)

    def set_palette(self, palette: Palette) -> None:
        for item in (self.item, self.note_item):
            item.set_colors(colors_of(palette), channels(palette.window))

    def foot(
        self, size: tuple[float, float], measure: Measure, others: tuple[Entry, ...] = ()
    ) -> float:
        """The height of the note at the bottom of a view of this size, with all kinds in it."""
        values = {kind: self._values.get(kind, 1.0) for kind in self.kinds}
        wanted = [*entries(values, True), *others]
        rows = {entry.y for entry in laid_out(wanted, size, measure)}
        return line_height() * len(rows)

    def show(
        self,
        now: Snapshot,
        points: Array,
        balls: Balls,
        chosen: Mask,
        projection: Projection,
    ) -> None:
        """Set arrows at the chosen balls, or at all if there are few; `points` (n, 2)."""
        picked = np.isfinite(balls.centre[:, 0])
        if len(picked) > MOST_BALLS:
            picked = evenly_picked(picked & chosen)
        args = (now, points, balls, picked, projection)
        found = [(kind, self._arrows(kind, *args)) for kind in self.kinds]
        shown = [(kind, arrows) for kind, arrows in found if arrows is not None]
        self._shown, self._lift = tuple(kind for kind, _ in shown), 1.3 * balls.radius
        arrows = joined([arrows for _, arrows in shown])
        self.zeros = arrows.base[arrows.tiny]
        self.item.set_arrows(arrows, self._lift)

    def show_note(
        self,
        projection: Projection,
        outline: Array,
        measure: Measure,
        others: tuple[Entry, ...] = (),
    ) -> None:
        """Set the note of the present arrows and of what `others` draw, where it covers none of the
        pixels `outline` (n, 2) if it can."""
        values = {kind: self._values[kind] for kind in self._shown}
        wanted = [*entries(values, len(self.zeros) > 0), *others]
        key = (wanted, projection.size, line_height())
        if key != self._wanted or outline is not self._outline:
            self._wanted, self._outline = key, outline
            self.placed = tuple(clear_of(outline, wanted, projection.size, measure))
            self.note = tuple(entry.label for entry in self.placed)
        found = [entry for entry in self.placed if entry.kind is not None]
        needed = (found, self._lift, projection.camera if found else None, projection.size)
        if needed != self._noted:
            self._noted = needed
            self.note_item.set_arrows(joined([sample(e, projection) for e in found]), self._lift)

    @np.errstate(all="ignore")  # of lost balls, which get no arrow: infinity less infinity
    def _arrows(
        self,
        kind: Kind,
        now: Snapshot,
        points: Array,
        balls: Balls,
        picked: Mask,
        projection: Projection,
    ) -> Arrows | None:
        if not picked.any():
            return None
        vectors = vectors_of(kind, now, picked)
        self._values[kind] = self.scales.of(kind, now)
        bars = lengths(vectors) / self._values[kind]
        along = along_surface(points[picked], vectors, now.surface, projection.world)
        drawn = np.isfinite(along).all(axis=-1) & np.isfinite(bars)
        if not drawn.any():
            return None
        along, bars = along[drawn], bars[drawn]
        base = balls.centre[picked][drawn] + balls.radius * along
        tip = base + (BAR * projection.pixel * bars)[:, None] * along
        return Arrows(base, tip, np.full(len(base), int(kind)), bars < TINY)


def colors_of(palette: Palette) -> tuple[Color, ...]:
    """The colour of each kind of arrows."""
    return tuple(channels(COLORS[palette.dark][kind]) for kind in KINDS)


def evenly_picked(chosen: Mask) -> Mask:
    """So many of the chosen that arrows do not merge, evenly spread."""
    rows = np.flatnonzero(chosen)
    picked = np.zeros(len(chosen), bool)
    picked[rows[:: max(1, -(-len(rows) // MOST_ARROWS))]] = True
    return picked


def vectors_of(kind: Kind, now: Snapshot, picked: Mask) -> Array:
    """The vectors that arrows of this kind show, (m, 2), in the surface's own units.

    `picked` (n,) are the balls over all fleets that have arrows.
    """
    if kind is Kind.VELOCITY:
        return velocities(now)[picked]
    ends = np.cumsum([len(fleet.balls) for fleet in now.fleets], dtype=np.int64)
    parts = np.split(picked, ends[:-1])
    found = [
        fleet.position[rows] - fleet.previous[rows]
        if kind is Kind.UPDATE
        else -fleet.surface.gradient(fleet.position[rows])
        for fleet, rows in zip(now.fleets, parts, strict=True)
    ]
    return np.concatenate(found)
