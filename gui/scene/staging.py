"""What a frame is drawn from, so that only what differs from the last frame is made again."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import final

from gui.sampling.height_scale import World
from gui.scene.geometry.arrows import Kind
from gui.scene.geometry.camera import Camera


@final
@dataclass(frozen=True, slots=True)
class FrameState:
    """All that the balls, trails and arrows of one frame depend on.

    Each property is what one part of the scene depends on: equal ones are the same picture.
    """

    taken: int  # counts snapshots, and changes of their colours
    phase: float  # of a glide to the snapshot's positions
    chosen: frozenset[int]
    hovered: int | None
    world: World
    default_pixel: float  # the world length of a pixel in the default view
    trails: bool
    arrows: tuple[Kind, ...]
    pixel: float  # as above, of the present view
    trail_view: tuple[float, float]  # changes of pixel and elevation that trails follow
    camera: Camera
    size: tuple[float, float]
    texts: Hashable  # font and language

    @property
    def balls(self) -> Hashable:
        """Positions, normals, shadows and colours in the world."""
        points = (self.taken, self.phase, self.world, self.default_pixel)
        return points, self.chosen, self.hovered

    @property
    def trail_lines(self) -> Hashable:
        return self.taken, self.phase, self.world, self.chosen, self.trails, self.trail_view

    @property
    def arrow_vectors(self) -> Hashable:
        return self.taken, self.phase, self.world, self.chosen, self.arrows, self.pixel

    @property
    def crosses(self) -> Hashable:
        """Of the axes of curvature at the balls."""
        points = (self.taken, self.phase, self.world, self.default_pixel)
        return points, self.chosen, self.pixel

    @property
    def sheet(self) -> Hashable:
        """Of the local quadratic at a ball."""
        return self.taken, self.phase, self.world, self.chosen

    @property
    def labels(self) -> Hashable:
        return self.balls, self.arrow_vectors, self.camera, self.size, self.texts
