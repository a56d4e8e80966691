"""The line along which the surface is cut."""

from typing import final

from engine.snapshot import Snapshot
from gui.scene.geometry.axes import Label
from gui.scene.geometry.projection import Projection
from gui.scene.layers.layer import SceneParts
from gui.scene.layers.surface_line import NO_POINTS, RING, SurfaceLine
from gui.state.shown_cut import Cut


@final
class CutLayer(SurfaceLine):
    """The line on the surface, and a ring at the ball that is confined to it."""

    def __init__(self, parts: SceneParts) -> None:
        super().__init__(parts)
        self.cut: Cut | None = None

    def show(self, now: Snapshot, projection: Projection) -> None:
        del now
        cut = self.cut
        self.draw(cut.points if cut is not None else NO_POINTS, projection)
        self.texts.set_font(self.parts.axes.texts.font)
        point = cut.confined if cut is not None else None
        pixel = projection.pixel_of(point) if point is not None else None
        self.texts.set_labels(() if pixel is None else (Label(RING, *pixel, strong=True),))
