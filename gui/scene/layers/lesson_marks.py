"""What a lesson marks on the surface."""

from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.scene.geometry.axes import Label
from gui.scene.geometry.projection import Projection
from gui.scene.layers.layer import SceneParts
from gui.scene.layers.surface_line import NO_POINTS, RING, SurfaceLine
from gui.state.lesson_marks import LessonMark, way

ASIDE: Final = 14.0  # px from a ring's middle to its name
PIECES: Final = 40  # of the line between the predicted place and the true one


@final
class LessonMarksLayer(SurfaceLine):
    """Rings with their names, and a line from the predicted place to the true one."""

    thickness = 1.5

    def __init__(self, parts: SceneParts) -> None:
        super().__init__(parts)
        self.marks: tuple[LessonMark, ...] = ()
        self._ends: tuple[Point, Point] | None = None
        self._between = NO_POINTS

    def show(self, now: Snapshot, projection: Projection) -> None:
        del now
        self.draw(self._way(), projection)
        self.texts.set_font(self.parts.axes.texts.font)
        labels = list[Label]()
        for mark in self.marks:
            pixel = projection.pixel_of(mark.point)
            if pixel is not None:
                labels.append(Label(RING, *pixel, strong=True))
                labels.append(Label(mark.text, pixel[0] - ASIDE, pixel[1], lean=-1))
        self.texts.set_labels(tuple(labels))

    def _way(self) -> Array:
        ends = way(self.marks)
        if ends != self._ends:
            self._ends, self._between = ends, NO_POINTS
            if ends is not None:
                first, second = map(np.array, ends)
                share = np.linspace(0.0, 1.0, PIECES)[:, None]
                self._between = first + share * (second - first)
        return self._between
