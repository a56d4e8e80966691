"""Lines on the surface with texts, which are no overlays: each is on while there is something."""

from abc import ABC
from typing import Final

import numpy as np

from engine.arrays import Array
from gui.scene.geometry.axes import Axes
from gui.scene.geometry.projection import Projection
from gui.scene.items.axes_item import HALO, AxesItem, TextItem
from gui.scene.layers.critical import edges_of
from gui.scene.layers.layer import Layer, SceneParts
from gui.style.palette import Palette, channels

RING: Final = "◯"
NO_POINTS: Final = np.zeros((0, 2))


class SurfaceLine(Layer, ABC):
    """A line with an edge around it, under the balls, and texts over them."""

    thickness = 2.5  # px of the line

    def __init__(self, parts: SceneParts) -> None:
        self.parts = parts
        self.edge, self.line, self.texts = AxesItem(), AxesItem(), TextItem(HALO)
        self.under, self.items = (self.edge, self.line), (self.texts,)
        self._points = NO_POINTS  # that the line was placed at: held, so that their id stays
        self._placed: object = None
        self.set_thickness(1.0)
        self.switch(on=False)

    def switch(self, on: bool) -> None:
        for item in (*self.under, *self.items):
            item.setVisible(on)

    def draw(self, points: Array, projection: Projection) -> None:
        """Let the line lead through these points (n, 2) of the surface; another array is another
        line. A camera that turns moves nothing in the world."""
        needed = (id(points), projection.surface, projection.world)
        if needed != self._placed:
            self._placed, self._points = needed, points
            edges = edges_of(points, projection)
            for item in (self.edge, self.line):
                item.set_axes(Axes(edges, ()))

    def set_thickness(self, thick: float) -> None:
        self.edge.set_thickness(2.0 + self.thickness * thick)
        self.line.set_thickness(self.thickness * thick)

    def set_palette(self, palette: Palette) -> None:
        ink, ground = channels(palette.text), channels(palette.panel)
        self.texts.set_colors(ink, ink, ground)
        self.edge.set_color(ground)
        self.line.set_color(ink)
