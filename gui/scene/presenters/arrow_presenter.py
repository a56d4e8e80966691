"""The arrows: which balls have them, their scale, and the note that shows the scale."""

from collections.abc import Callable
from typing import final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.sampling.height_scale import Mask
from gui.scene.geometry.arrows import (
    BAR,
    COLORS,
    MOST_BALLS,
    Arrows,
    Kind,
    along_surface,
    scale_for,
)
from gui.scene.geometry.axes import Label
from gui.scene.geometry.balls import Balls
from gui.scene.geometry.projection import Projection
from gui.scene.items.arrow_item import ArrowItem
from gui.scene.presenters.ball_arrays import velocities
from gui.style.palette import Palette, channels
from gui.text.numbers import short

TITLES: dict[Kind, str] = {
    Kind.GRADIENT: QT_TRANSLATE_NOOP("Scene", "negative gradient"),
    Kind.VELOCITY: QT_TRANSLATE_NOOP("Scene", "momentum"),
    Kind.UPDATE: QT_TRANSLATE_NOOP("Scene", "last update"),
}
LEFT, BOTTOM, LINE = 20.0, 64.0, 22.0  # of the note, in pixels from the view's corner
ROOM = (400.0, 240.0)  # pixels of the smallest view in which the note does not cross the surface
MOST_ARROWS = 2000  # of each kind; more would cover the surface
NEAR = 0.02  # along the ray, where the note's own arrows are


@final
class ArrowPresenter:
    """The arrows of the balls, and the note that gives their scale."""

    def __init__(self) -> None:
        self.item, self.note_item = ArrowItem(), ArrowItem()
        self.note: tuple[Label, ...] = ()
        self._shown: tuple[Kind, ...] = ()  # kinds of which there are arrows
        self._lift = 0.02
        self._scales: dict[Kind, float] = dict.fromkeys(Kind, 1.0)
        self._on: dict[Kind, bool] = dict.fromkeys(Kind, False)
        self._noted: object = None  # what the note's arrows were made for

    def switch(self, kind: Kind) -> Callable[[bool], None]:
        """A function that shows arrows of a kind, or hides them."""
        return lambda on: self._on.update({kind: on})

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that are switched on."""
        return tuple(kind for kind, on in self._on.items() if on)

    def set_palette(self, palette: Palette) -> None:
        one, two, three = (channels(COLORS[palette.dark][kind]) for kind in Kind)
        for item in (self.item, self.note_item):
            item.set_colors((one, two, three), channels(palette.window))

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
        self.item.set_arrows(_joined([arrows for _, arrows in shown]), self._lift)

    def show_note(self, projection: Projection) -> None:
        """Set the note of the present arrows, in the corner of the view."""
        room = projection.size[0] >= ROOM[0] and projection.size[1] >= ROOM[1]
        kinds = self._shown if room else ()
        self.note = tuple(self._label(row, kind, projection) for row, kind in enumerate(kinds))
        needed = (kinds, self._lift, projection.camera if kinds else None, projection.size)
        if needed != self._noted:
            self._noted = needed
            samples = [_sample(row, kind, projection) for row, kind in enumerate(kinds)]
            self.note_item.set_arrows(_joined(samples), self._lift)

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
        sizes = np.linalg.norm(vectors, axis=-1)
        scale = scale_for(sizes, self._scales[kind])
        self._scales[kind] = scale
        bar = BAR * projection.pixel
        vectors = along_surface(points[picked], vectors / scale, bar, now.surface, projection.world)
        drawn = np.isfinite(vectors).all(axis=-1)
        if not drawn.any():
            return None
        base = balls.centre[picked][drawn]
        return Arrows(base, base + vectors[drawn], np.full(len(base), int(kind)))

    def _label(self, row: int, kind: Kind, projection: Projection) -> Label:
        title = QCoreApplication.translate("Scene", TITLES[kind])
        template = QCoreApplication.translate("Scene", "this length = {0} ({1})")
        text = template.format(short(self._scales[kind]), title)
        return Label(text, LEFT + BAR + 8, projection.size[1] - BOTTOM - LINE * row, lean=1)


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


def _sample(row: int, kind: Kind, projection: Projection) -> Arrows:
    """One bar of the scale, next to its note."""
    y = projection.size[1] - BOTTOM - LINE * row
    ends = [projection.ray(x, y).at(NEAR) for x in (LEFT, LEFT + BAR)]
    return Arrows(ends[0][None], ends[1][None], np.array([int(kind)]))


def _joined(parts: list[Arrows]) -> Arrows:
    if not parts:
        return Arrows(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros(0, np.int64))
    return Arrows(
        np.concatenate([part.base for part in parts]),
        np.concatenate([part.tip for part in parts]),
        np.concatenate([part.kind for part in parts]),
    )
