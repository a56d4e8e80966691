"""The line along which the surface is cut."""

from typing import Final, final

import numpy as np

from engine.snapshot import Snapshot
from gui.scene.geometry.axes import Axes, Label
from gui.scene.geometry.projection import Projection
from gui.scene.items.axes_item import HALO, AxesItem, TextItem
from gui.scene.layers.critical import edges_of
from gui.scene.layers.layer import Layer, SceneParts
from gui.state.shown_cut import Cut
from gui.style.palette import Palette, channels

RING: Final = "◯"


NO_POINTS: Final = np.zeros((0, 2))


@final
class CutLayer(Layer):
    """The line on the surface, and a ring at the ball that is confined to it.

    No overlay: it is on while there is a line.
    """

    def __init__(self, parts: SceneParts) -> None:
        self._parts = parts
        self.edge, self.line, self.texts = AxesItem(), AxesItem(), TextItem(HALO)
        self.under, self.items = (self.edge, self.line), (self.texts,)
        self.cut: Cut | None = None
        self._points = NO_POINTS  # that the lines were placed at: held, so that their id stays
        self._placed: object = None
        self.set_thickness(1.0)
        self.switch(on=False)

    def switch(self, on: bool) -> None:
        for item in (*self.under, *self.items):
            item.setVisible(on)

    def show(self, now: Snapshot, projection: Projection) -> None:
        del now
        cut = self.cut
        points = cut.points if cut is not None else NO_POINTS
        needed = (id(points), projection.surface, projection.world)
        if needed != self._placed:  # a camera that turns moves nothing in the world
            self._placed, self._points = needed, points
            edges = edges_of(points, projection)
            for item in (self.edge, self.line):
                item.set_axes(Axes(edges, ()))
        self.texts.set_font(self._parts.axes.texts.font)
        point = cut.confined if cut is not None else None
        pixel = projection.pixel_of(point) if point is not None else None
        self.texts.set_labels(() if pixel is None else (Label(RING, *pixel, strong=True),))

    def set_thickness(self, thick: float) -> None:
        self.edge.set_thickness(2.0 + 2.5 * thick)
        self.line.set_thickness(2.5 * thick)

    def set_palette(self, palette: Palette) -> None:
        ink, ground = channels(palette.text), channels(palette.panel)
        self.texts.set_colors(ink, ink, ground)
        self.edge.set_color(ground)
        self.line.set_color(ink)
