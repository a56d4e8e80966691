"""The overlay of what one ball's batch sees: its loss as a sheet, gradients as arrows and dots."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.analysis.batch_view import BatchView, batch_view, one_in
from engine.arrays import Array, IntArray
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from engine.surfaces.examples import DataSurface
from gui.sampling.height_scale import World
from gui.scene.geometry.arrows import (
    BAR,
    TINY,
    Arrows,
    BatchKind,
    along_surface,
    joined,
    lengths,
)
from gui.scene.geometry.batch import (
    ARROWS,
    BatchScale,
    Morph,
    ghost_sheet,
    morph_seconds,
    vectors_of,
)
from gui.scene.geometry.projection import Projection
from gui.scene.geometry.quadratic import heights
from gui.scene.items.arrow_item import ArrowItem
from gui.scene.items.sheet_item import SheetItem
from gui.scene.layers.layer import Layer, SceneParts
from gui.scene.presenters.arrow_note import ZERO, Entry
from gui.scene.presenters.arrow_presenter import colors_of
from gui.state.batch_losses import BatchLosses
from gui.style.palette import Palette, channels
from gui.text.numbers import count, short

FILL: Final = (0.96, 0.72, 0.94, 0.34)
CHOOSE: Final = QT_TRANSLATE_NOOP("Scene", "what the batch sees: choose one ball")
NO_BATCH: Final = QT_TRANSLATE_NOOP(
    "Scene", "no batch here: choose a landscape of data and mini-batches"
)
SHEET: Final = QT_TRANSLATE_NOOP("Scene", "sheet: {0} of {1} examples")
LENGTH: Final = QT_TRANSLATE_NOOP("Scene", "{0} (all: this length = {1})")
PART: Final = QT_TRANSLATE_NOOP("Scene", "{0} (one in {1})")
NAMES: Final = {
    BatchKind.BATCH: QT_TRANSLATE_NOOP("Scene", "batch −g"),
    BatchKind.TRUE: QT_TRANSLATE_NOOP("Scene", "true −g"),
    BatchKind.DIFFERENCE: QT_TRANSLATE_NOOP("Scene", "difference"),
    BatchKind.EXAMPLE: QT_TRANSLATE_NOOP("Scene", "an example’s"),
    BatchKind.USED: QT_TRANSLATE_NOOP("Scene", "in the batch"),
}


@final
@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One ball's next batch."""

    surface: DataSurface
    examples: IntArray  # (B,)
    point: Array  # (2,), where the ball is


@final
class BatchLayer(Layer):
    """That of the only chosen ball, or of the only one that there is."""

    def __init__(self, parts: SceneParts) -> None:
        self._whole, self._balls = parts.whole, parts.balls
        self.sheet, self.arrows = SheetItem(FILL), ArrowItem()
        self.under, self.items = (self.sheet,), (self.arrows,)
        self.losses = BatchLosses()
        self.losses.changed.connect(parts.redraw)
        self._morph, self.scale = Morph(), BatchScale()
        self._view: tuple[object, BatchView] | None = None
        self._drawn: tuple[World, Array] | None = None  # what the sheet is to become
        self._shown: object = None
        self.switch(False)

    def switch(self, on: bool) -> None:
        for item in (self.sheet, self.arrows):
            if item.visible() != on:
                item.setVisible(on)
        if not on:
            self._clear()
            self.losses.cancel()

    @property
    def busy(self) -> bool:  # type: ignore[override]
        return self.losses.busy

    def set_palette(self, palette: Palette) -> None:
        self.sheet.set_color(channels(palette.text))
        self.arrows.set_colors(colors_of(palette), channels(palette.window))

    def set_thickness(self, thick: float) -> None:
        for item in (self.sheet, self.arrows):
            item.set_thickness(thick)

    def show(self, now: Snapshot, projection: Projection) -> None:
        row = self._row()
        seen = self._seen(now, row) if row is not None else None
        if row is None or seen is None:
            self._clear()
            text = QCoreApplication.translate("Scene", CHOOSE if row is None else NO_BATCH)
            self.entries = (Entry(text, None, wide=0.0),) if len(self._balls.present) else ()
            return
        self._show_sheet(now, seen, projection.world)
        placed, text = self._balls.placed, QCoreApplication.translate("Scene", SHEET)
        state = (placed.arrow_vectors if placed is not None else None, text)
        if state != self._shown:
            self._shown = state
            self._show_arrows(now, seen, self._view_of(seen), row, projection)

    def _row(self) -> int | None:
        """The ball's row among all."""
        chosen = self._balls.chosen
        rows = np.flatnonzero(chosen) if chosen.any() else np.arange(len(self._balls.present))
        return int(rows[0]) if len(rows) == 1 else None

    def _seen(self, now: Snapshot, row: int) -> Seen | None:
        home = now.homes.get(int(self._balls.arrays.ids[row]))
        if home is None:
            return None
        fleet, place = home
        examples = fleet.batch_of(place)
        if examples is None or not isinstance(fleet.surface, DataSurface):
            return None
        return Seen(fleet.surface, examples, fleet.position[place])

    def _clear(self) -> None:
        self._morph.clear()
        self._drawn = self._shown = None
        self.moving = False
        self.sheet.set_sheet(None)
        if len(self.arrows.vertices):
            self.arrows.set_arrows(joined([]), 0.0)

    def _show_sheet(self, now: Snapshot, seen: Seen, world: World) -> None:
        losses = self.losses.of(seen.surface, seen.examples)
        if self._whole():
            self.losses.finish()
            losses = self.losses.found
        if losses is None:
            return
        drawn, time = self._drawn, perf_counter()
        new = drawn is None or drawn[1] is not losses or drawn[0] != world
        if new:
            if drawn is not None and drawn[0] != world:
                self._morph.clear()
            self._drawn = (world, losses)
            self._morph.aim(heights(world, losses), time)
        if new or self.moving:
            span = morph_seconds(now.pace, now.playing, self._balls.still or self._whole())
            height = self._morph.at(time, span)
            assert height is not None
            self.sheet.set_sheet(ghost_sheet(world, height))
            self.moving = self._morph.moving

    def _view_of(self, seen: Seen) -> BatchView:
        key = (seen.surface, seen.point.tobytes(), seen.examples.tobytes())
        if self._view is None or self._view[0] != key:
            self._view = (key, batch_view(seen.surface, seen.point, seen.examples))
        return self._view[1]

    def _show_arrows(
        self, now: Snapshot, seen: Seen, view: BatchView, row: int, projection: Projection
    ) -> None:
        value, balls = self.scale.of(now, seen.surface), self._balls.placement.balls
        bar = BAR * projection.pixel
        args = (balls.centre[row], balls.radius, bar / value, bar)
        point = self._balls.present[[row]]
        arrows = arrows_of(view, seen.surface, projection.world, point, *args)
        self.arrows.set_arrows(arrows, 1.3 * balls.radius)
        shown = set(arrows.kind.tolist())
        zeros = {kind for kind in ARROWS if arrows.tiny[arrows.kind == kind].any()}
        self.entries = tuple(_entries(seen, value, shown, zeros))


def arrows_of(
    view: BatchView,
    surface: DataSurface,
    world: World,
    point: Array,
    centre: Array,
    radius: float,
    length: float,
    bar: float,
) -> Arrows:
    """The arrows and dots at a ball at `point` (1, 2), of `radius` about `centre` in the world.

    `length` is the world length of a gradient of size 1, `bar` that of `BAR` pixels.
    """
    vectors, kinds = vectors_of(view)
    dots = kinds >= BatchKind.EXAMPLE
    with np.errstate(all="ignore"):
        size = lengths(vectors) * length
        along = along_surface(point, vectors, surface, world)
        base = centre + radius * along
        tip = base + size[:, None] * along
    there = np.isfinite(tip).all(axis=-1)
    base, tiny = np.where(dots[:, None], tip, base), dots | (size < TINY * bar)
    return Arrows(base[there], tip[there], kinds[there], tiny[there])


def _entries(seen: Seen, value: float, shown: set[int], zeros: set[BatchKind]) -> Iterator[Entry]:
    """What sheet, arrows and dots are; of arrows, how long they are."""

    def text(source: str, *values: str) -> str:
        return QCoreApplication.translate("Scene", source).format(*values)

    last, scaled = BatchKind.DIFFERENCE, False
    of = (seen.examples.size, seen.surface.count)
    parts = {BatchKind.USED: one_in(of[0]), BatchKind.EXAMPLE: one_in(of[1])}
    yield Entry(text(SHEET, *map(count, of)), None, wide=0.0)
    for kind, source in NAMES.items():
        if kind not in shown:
            continue
        zero, part = kind in zeros, parts.get(kind, 1)
        name = f"{text(source)} {ZERO}" if zero else text(source)
        # One of them has the arrow that the scale is for, even where all are zero.
        if kind in ARROWS and not scaled and (not zero or kind is last):
            scaled = True
            yield Entry(text(LENGTH, name, short(value)), kind)
        else:
            name = name if part == 1 else text(PART, name, count(part))
            yield Entry(name, kind, dot=zero or kind not in ARROWS)
