"""The surface in its box: its samples, its shape for the camera, and where it is cut."""

from dataclasses import replace
from typing import final

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling import mesh
from gui.sampling.budget import first_side
from gui.sampling.height_scale import World, world_of
from gui.sampling.mesh_interpolation import to_draw
from gui.scene.geometry.body import UNKNOWN, Body, body_of
from gui.scene.geometry.camera import ISO
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection
from gui.scene.geometry.vantage import vantage
from gui.scene.items.surface_item import SurfaceItem


@final
class GroundPresenter:
    """Sets the surface item. Seen from the front, what a scenario has cut away is left out."""

    def __init__(self, item: SurfaceItem) -> None:
        self.item = item
        self.surface: Surface | None = None
        self.log: bool | None = None
        self.cut: float | None = None
        self.world: World | None = None
        self.bodies: tuple[Body, Body] = (UNKNOWN, UNKNOWN)  # whole, and from the front
        self.azimuth = ISO.azimuth  # of the default camera
        self._in_front = False
        self._outlined: tuple[Projection, Array] | None = None

    @property
    def body(self) -> Body:
        """The shape of what is drawn."""
        return self.bodies[self._in_front]

    def outline(self, projection: Projection) -> Array:
        """Pixels (n, 2) that the surface and its block cover; the same array for the same view."""
        if self._outlined is None or self._outlined[0] is not projection:
            points = project(self.body.points, projection.size, projection.matrix)[:, :2]
            self._outlined = (projection, points)
        return self._outlined[1]

    def take(self, surface: Surface, log: bool | None, cut: float | None, in_front: bool) -> None:
        """Show a coarse sample of `surface`; `log` and `cut` are as in a scenario's view.

        `in_front` is where the camera is.
        """
        field, before = mesh.sample_first(surface), self.surface
        self.surface, self.log, self.cut = surface, log, cut
        self._in_front = in_front
        whole = world_of(surface, field.value, log)
        if type(before) is not type(surface):  # a knob turns nothing
            self.azimuth = vantage(surface, to_draw(surface, field), whole)
        self.bodies = (body_of(whole, field), body_of(replace(whole, cut=cut), field))
        self._draw(whole, field)

    def refine(self, field: mesh.Field) -> bool:
        """Shade the same surface from a finer grid; whether the range of heights is another."""
        surface, world = self.surface, self.world
        if surface is None or world is None:
            return False
        if first_side(surface, mesh.TEXTURE_FIRST) < mesh.TEXTURE_FIRST:
            # The interpolated first field had another lowest and highest loss.
            world = world_of(surface, field.value, self.log)
        before = self.world
        self._draw(world, field)
        return self.world != before

    def turn(self, in_front: bool) -> bool:
        """Take the camera's side; whether the surface is cut otherwise than before."""
        turned, self._in_front = in_front != self._in_front, in_front
        if not turned or self.cut is None or self.item.shown is None:
            return False
        self._draw(self.item.shown[1], self.item.shown[2])
        return True

    def _draw(self, world: World, field: mesh.Field) -> None:
        assert self.surface is not None
        self.world = replace(world, cut=self.cut if self._in_front else None)
        self.item.set_surface(to_draw(self.surface, field), self.world, field)
