"""The layer of the overlay that marks critical points."""

from typing import Final, final

import numpy as np

from engine.analysis.critical_points import CriticalPoints
from engine.arrays import Array
from engine.snapshot import Snapshot
from gui.scene.geometry.axes import Axes, Label
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection
from gui.scene.items.axes_item import HALO, AxesItem, TextItem
from gui.scene.layers.layer import Layer, SceneParts
from gui.state.critical_search import LETTERED, LETTERS, mark_of
from gui.style.palette import Palette, channels

SIGNS: Final = {"minimum": "+", "saddle": "×", "maximum": "△", "kink": "◇", "degenerate": "○"}
LIFT: Final = 0.006  # world lengths that curves are above the surface


@final
class CriticalLayer(Layer):
    """A sign and a letter at each point, over everything else; curves of them as lines."""

    def __init__(self, parts: SceneParts) -> None:
        self._parts = parts
        self.texts, self.lines = TextItem(HALO), AxesItem()
        self.under, self.items = (self.lines,), (self.texts,)
        self.set_thickness(1.0)
        self.switch(on=False)

    def switch(self, on: bool) -> None:
        for item in (self.lines, self.texts):
            item.setVisible(on)

    def show(self, now: Snapshot, projection: Projection) -> None:
        del now
        found = self._parts.critical()
        self.texts.set_font(self._parts.axes.texts.font)
        labels = _labels(found, projection) if found is not None else ()
        self.texts.set_labels(labels)
        edges = [
            edges_of(curve, projection) for curve in (found.curves if found is not None else ())
        ]
        self.lines.set_axes(Axes(np.concatenate([np.zeros((0, 2, 3)), *edges]), ()))

    def set_thickness(self, thick: float) -> None:
        self.lines.set_thickness(2.0 * thick)

    def set_palette(self, palette: Palette) -> None:
        ink, ground = channels(palette.text), channels(palette.panel)
        self.texts.set_colors(ink, ink, ground)
        self.lines.set_color(ink)


def signs(found: CriticalPoints) -> list[str]:
    """What is written at each point."""
    kinds = [mark_of(each) for each in found.points]
    lettered = len(kinds) <= LETTERED
    return [f"{SIGNS[kind]} {LETTERS[kind]}" if lettered else SIGNS[kind] for kind in kinds]


def _labels(found: CriticalPoints, projection: Projection) -> tuple[Label, ...]:
    points = np.array([each.point for each in found.points]).reshape(-1, 2)
    loss = np.array([each.loss for each in found.points])
    at = project(projection.world.to_world(points, loss), projection.size, projection.matrix)
    return tuple(
        Label(text, x, y, strong=True)
        for text, (x, y, _) in zip(signs(found), at.tolist(), strict=True)
        if np.isfinite(x)
    )


def edges_of(curve: Array, projection: Projection) -> Array:
    """The lines between the points of a curve, (n - 1, 2, 3)."""
    world = projection.world.to_world(curve, projection.surface.value(curve))
    world = world + np.array([0.0, 0.0, LIFT])
    return np.stack([world[:-1], world[1:]], axis=1)
