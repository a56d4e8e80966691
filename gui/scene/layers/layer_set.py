"""The layers of one view, of which those are drawn that are switched on."""

from typing import final

from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.scene.geometry.label_layout import Rectangle
from gui.scene.geometry.projection import Projection
from gui.scene.items.item import SceneItem
from gui.scene.layers import ALL
from gui.scene.layers.cut import CutLayer
from gui.scene.layers.layer import Layer, SceneParts
from gui.scene.layers.lesson_marks import LessonMarksLayer
from gui.scene.layers.veil import Veil
from gui.scene.presenters.arrow_note import Entry
from gui.state.lesson_marks import LessonMark
from gui.state.overlays import Overlays
from gui.state.shown_cut import Cut
from gui.style.palette import Palette


@final
class LayerSet:
    """One layer for each overlay. Those that are off compute nothing."""

    def __init__(self, parts: SceneParts) -> None:
        self.by_key: dict[str, Layer] = {key: make(parts) for key, make in ALL.items()}
        self._cut, self.veil = CutLayer(parts), Veil()
        self._lesson = LessonMarksLayer(parts)
        self._overlays: Overlays = frozenset()
        self._on: tuple[Layer, ...] = ()

    @property
    def _all(self) -> tuple[Layer, ...]:
        return (*self.by_key.values(), self._cut, self._lesson)

    @property
    def under(self) -> tuple[SceneItem, ...]:
        """What they draw before the balls."""
        return (self.veil.item, *(item for layer in self._all for item in layer.under))

    @property
    def items(self) -> tuple[SceneItem, ...]:
        """What they draw after the balls."""
        return tuple(item for layer in self._all for item in layer.items)

    @property
    def boxes(self) -> tuple[Rectangle, ...]:
        """Where their texts are."""
        return tuple(box for layer in self._on for box in layer.boxes)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What they have to say in the note at the bottom."""
        return tuple(entry for layer in self._on for entry in layer.entries)

    @property
    def moving(self) -> bool:
        """Whether the next frame differs by itself."""
        return self.veil.fading or any(layer.moving for layer in self._on)

    @property
    def busy(self) -> bool:
        """Whether anything that they show is still being computed."""
        return any(layer.busy for layer in self._on)

    def switch(self, overlays: Overlays) -> None:
        """Show these and no others."""
        self._overlays = overlays
        self._on = tuple(layer for key, layer in self.by_key.items() if key in overlays)
        if self._cut.cut is not None:
            self._on = (*self._on, self._cut)
        if self._lesson.marks:
            self._on = (*self._on, self._lesson)
        for layer in self._all:
            layer.switch(layer in self._on)

    def show_cut(self, cut: Cut | None) -> None:
        """Show this line along which the surface is cut, or none."""
        self._cut.cut = cut
        self.veil.draw_over(cut is not None and cut.alone)
        self.switch(self._overlays)

    def show_lesson(self, marks: tuple[LessonMark, ...]) -> None:
        """Show what a lesson marks on the surface."""
        self._lesson.marks = marks
        self.switch(self._overlays)

    def show(self, now: Snapshot, projection: Projection) -> None:
        self.veil.show()
        for layer in self._on:
            layer.show(now, projection)

    def show_note(self, placed: tuple[Entry, ...], projection: Projection) -> None:
        for layer in self._on:
            layer.show_note(placed, projection)

    def mark_at(self, x: float, y: float, projection: Projection) -> Point | None:
        """The point that a mark at a pixel stands for."""
        found = (layer.mark_at(x, y, projection) for layer in self._on)
        return next((point for point in found if point is not None), None)

    def said_of(self, point: Point) -> str:
        """What the mark of exactly this point says when it is pointed at, else ""."""
        return next(filter(None, (layer.said_of(point) for layer in self._on)), "")

    def set_palette(self, palette: Palette) -> None:
        self.veil.set_palette(palette)
        for layer in self._all:
            layer.set_palette(palette)

    def set_thickness(self, thick: float) -> None:
        for layer in self._all:
            layer.set_thickness(thick)

    def set_reach(self, reach: float) -> None:
        for layer in self._all:
            layer.set_reach(reach)
