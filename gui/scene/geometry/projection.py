"""Maps pixels to points and balls, and back, for one view at one instant. NumPy only."""

from dataclasses import dataclass, field
from typing import final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.height_scale import World
from gui.sampling.overlap import seen_from
from gui.scene.geometry.balls import FEW, Balls
from gui.scene.geometry.camera import Camera
from gui.scene.geometry.picking import Hit, Ray, pick_ball, pick_surface, project, ray_through

Point = tuple[float, float]

TOUCH = 7.0  # pixels within which a small ball is still hit


@final
@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A surface in its box, projected by a camera to a view of `size` logical pixels."""

    surface: Surface
    world: World
    camera: Camera
    size: tuple[float, float]
    matrix: Array = field(init=False)  # (4, 4) projection times view

    def __post_init__(self) -> None:
        matrix = self.camera.projection_matrix(*self.size) @ self.camera.view_matrix()
        object.__setattr__(self, "matrix", matrix)

    @property
    def pixel(self) -> float:
        """World length of a pixel at the camera's centre."""
        return self.camera.pixel(*self.size)

    def ray(self, x: float, y: float) -> Ray:
        """The ray through a pixel."""
        return ray_through(x, y, self.size, self.matrix)

    def hit(self, x: float, y: float) -> Hit | None:
        """Where the ray through a pixel first meets the surface."""
        return pick_surface(self.ray(x, y), self.surface, self.world)

    def point_at(self, x: float, y: float) -> Point | None:
        """The exact point of the surface under a pixel, or None."""
        hit = self.hit(x, y)
        return hit.point if hit is not None else None

    def world_at(self, x: float, y: float) -> Array | None:
        """The world position of the surface under a pixel, or None."""
        hit = self.hit(x, y)
        return self.ray(x, y).at(hit.t) if hit is not None else None

    def ball_at(self, x: float, y: float, balls: Balls) -> int | None:
        """Which of `balls` is visible at a pixel, or None: few are seen through the surface."""
        ray = self.ray(x, y)
        radii = np.full(len(balls.centre), balls.radius)
        found = pick_ball(ray, balls.centre, radii, TOUCH * self.pixel / self.camera.distance)
        if found is None:
            return None
        centre = balls.centre[[found[0]]]
        eye = self.camera.eye
        few = len(balls.centre) <= FEW
        seen = few or seen_from(eye, centre, 2 * balls.radius, self.surface, self.world)[0]
        return found[0] if seen else None

    def pixel_of(self, point: Point) -> tuple[float, float] | None:
        """Where a point of the surface is drawn if nothing is in front of it."""
        at = np.array(point, float)
        position = self.world.to_world(at, self.surface.value(at))
        x, y, _ = project(position, self.size, self.matrix)
        return (float(x), float(y)) if np.isfinite(x) else None
