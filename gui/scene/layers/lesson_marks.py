"""What a lesson marks on the surface."""

from typing import final

import numpy as np

from engine.arrays import Array
from engine.snapshot import Snapshot
from gui.scene.geometry.axes import Axes, Label
from gui.scene.geometry.projection import Projection
from gui.scene.items.axes_item import HALO, AxesItem, TextItem
from gui.scene.layers.critical import edges_of
from gui.scene.layers.cut import NO_POINTS, RING
from gui.scene.layers.layer import Layer, SceneParts
from gui.state.lesson_marks import LessonMark
from gui.style.palette import Palette, channels

ASIDE = 14.0  # px from a ring's middle to its name
PIECES = 40  # of the line between the predicted place and the true one


@final
class LessonMarksLayer(Layer):
    """Rings with their names, and a line from the predicted place to the true one.

    No overlay: it is on while there are marks.
    """

    def __init__(self, parts: SceneParts) -> None:
        self._parts = parts
        self.edge, self.line, self.texts = AxesItem(), AxesItem(), TextItem(HALO)
        self.under, self.items = (self.edge, self.line), (self.texts,)
        self.marks: tuple[LessonMark, ...] = ()
        self.set_thickness(1.0)
        self.switch(on=False)

    def switch(self, on: bool) -> None:
        for item in (*self.under, *self.items):
            item.setVisible(on)

    def show(self, now: Snapshot, projection: Projection) -> None:
        del now
        edges = edges_of(self._way(), projection)
        for item in (self.edge, self.line):
            item.set_axes(Axes(edges, ()))
        self.texts.set_font(self._parts.axes.texts.font)
        labels = list[Label]()
        for mark in self.marks:
            pixel = projection.pixel_of(mark.point)
            if pixel is not None:
                labels.append(Label(RING, *pixel, strong=True))
                labels.append(Label(mark.text, pixel[0] - ASIDE, pixel[1], lean=-1))
        self.texts.set_labels(tuple(labels))

    def set_thickness(self, thick: float) -> None:
        self.edge.set_thickness(1.0 + 2.5 * thick)
        self.line.set_thickness(1.5 * thick)

    def set_palette(self, palette: Palette) -> None:
        ink, ground = channels(palette.text), channels(palette.panel)
        self.texts.set_colors(ink, ink, ground)
        self.edge.set_color(ground)
        self.line.set_color(ink)

    def _way(self) -> Array:
        """The points from the first mark to the second, where there are two that are kept."""
        if len(self.marks) < 2:
            return NO_POINTS
        first, second = (np.array(each.point) for each in self.marks[:2])
        way: Array = first + np.linspace(0.0, 1.0, PIECES)[:, None] * (second - first)
        return way
