"""The layer of the overlay that marks critical points."""

from dataclasses import replace
from typing import Final, final

import numpy as np

from engine.analysis.critical_points import CriticalPoints
from engine.arrays import Array
from engine.snapshot import Snapshot
from gui.scene.geometry.axes import Axes, Label
from gui.scene.geometry.label_layout import Measure, ink, meet
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
        self._placed: object = None  # what was found, and the box that it was placed in
        self._signs: list[str] = []
        self._at = np.zeros((0, 3))  # of the points, in the world
        self.under, self.items = (self.lines,), (self.texts,)
        self.set_thickness(1.0)
        self.switch(on=False)

    def switch(self, on: bool) -> None:
        for item in (self.lines, self.texts):
            item.setVisible(on)

    def show(self, now: Snapshot, projection: Projection) -> None:
        del now
        found, world = self._parts.critical(), projection.world
        self.texts.set_font(self._parts.axes.texts.font)
        if (found, world) != self._placed:  # a camera that turns moves nothing in the world
            self._placed = (found, world)
            points = found.points if found is not None else ()
            curves = found.curves if found is not None else ()
            self._signs = signs(found) if found is not None else []
            flat = np.array([each.point for each in points]).reshape(-1, 2)
            self._at = world.to_world(flat, np.array([each.loss for each in points]))
            edges = [edges_of(curve, projection) for curve in curves]
            self.lines.set_axes(Axes(np.concatenate([np.zeros((0, 2, 3)), *edges]), ()))
        labels = _labels(self._signs, self._at, projection)
        self.texts.set_labels(_uncrowded(labels, self.texts.ink))
        self.boxes = self.texts.boxes

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


def _labels(texts: list[str], points: Array, projection: Projection) -> tuple[Label, ...]:
    """The texts at points of the world (n, 3)."""
    at = project(points, projection.size, projection.matrix)
    return tuple(
        Label(text, x, y, strong=True)
        for text, (x, y, _) in zip(texts, at.tolist(), strict=True)
        if np.isfinite(x)
    )


def _uncrowded(labels: tuple[Label, ...], measure: Measure) -> tuple[Label, ...]:
    """The labels without the letters of those that would touch another one."""
    signs = [replace(label, text=label.text[:1]) for label in labels]
    boxes = [ink(sign, measure) for sign in signs]
    for row, label in enumerate(labels):
        box = ink(label, measure)
        if not any(meet(box, other) for other in (*boxes[:row], *boxes[row + 1 :])):
            signs[row], boxes[row] = label, box
    return tuple(signs)


def edges_of(curve: Array, projection: Projection) -> Array:
    """The lines between the points of a curve, (n - 1, 2, 3)."""
    world = projection.world.to_world(curve, projection.surface.value(curve))
    world = world + np.array([0.0, 0.0, LIFT])
    return np.stack([world[:-1], world[1:]], axis=1)
