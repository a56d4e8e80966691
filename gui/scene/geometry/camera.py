"""The camera: plain data and its matrices."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi, radians, sin, tan
from typing import final

import numpy as np

from engine.arrays import Array
from gui.sampling.height_scale import HEIGHT
from gui.scene.geometry.body import Body
from gui.scene.geometry.picking import project

FOV = 24.0  # degrees, of the view's shorter side
NEAREST, FARTHEST = 0.4, 20.0
LABELS = (58.0, 30.0, 36.0, 50.0)  # px left, above, right and below, for names and numbers
MOST_LABELS = 0.2  # of the view, for these on one side at most
FACING, HIGHEST = 0.35, 65.0  # of `in_front`: how far to the front, and how high in degrees
ROUNDS = 12  # in which a camera is fitted
STEEP = 0.2  # of the upright direction's length; seen steeper, heights take no room
CENTRE = (0.0, 0.0, 0.3)


@final
@dataclass(frozen=True, slots=True)
class Camera:
    """An orbit around `centre`: angles in degrees, `distance` in world units, z is up."""

    azimuth: float = -60.0
    elevation: float = 48.0
    distance: float = 4.6
    centre: tuple[float, float, float] = CENTRE

    @property
    def eye(self) -> Array:
        """The position of the camera, (3,)."""
        return np.array(self.centre) + self.distance * self.backward

    @property
    def backward(self) -> Array:
        """Unit vector from the centre to the camera."""
        a, e = radians(self.azimuth), radians(self.elevation)
        return np.array([cos(e) * cos(a), cos(e) * sin(a), sin(e)])

    @property
    def right(self) -> Array:
        """Unit vector to the right on the screen."""
        a = radians(self.azimuth)
        return np.array([-sin(a), cos(a), 0.0])

    @property
    def up(self) -> Array:
        """Unit vector upwards on the screen; defined from straight above, too."""
        return np.cross(self.backward, self.right)

    def view_matrix(self) -> Array:
        """World to camera space, (4, 4)."""
        matrix = np.eye(4)
        matrix[:3, :3] = np.stack([self.right, self.up, self.backward])
        matrix[:3, 3] = -matrix[:3, :3] @ self.eye
        return matrix

    def projection_matrix(self, width: float, height: float) -> Array:
        """Camera to clip space, (4, 4)."""
        near, far = max(0.02, 0.02 * self.distance), self.distance + 6.0
        reach = tan(radians(FOV) / 2)  # half the shorter side at distance 1
        short = min(width, height)
        matrix = np.zeros((4, 4))
        matrix[0, 0] = short / (width * reach)
        matrix[1, 1] = short / (height * reach)
        matrix[2, 2] = (far + near) / (near - far)
        matrix[2, 3] = 2 * far * near / (near - far)
        matrix[3, 2] = -1.0
        return matrix

    def pixel(self, width: float, height: float) -> float:
        """World length of one pixel at the centre."""
        return 2 * self.distance * tan(radians(FOV) / 2) / min(width, height)

    @property
    def in_front(self) -> bool:
        """Whether the lower edge of w2 is towards the camera, and hides what lies behind it."""
        return float(self.backward[1]) < -FACING and self.elevation < HIGHEST

    def orbited(self, right: float, up: float) -> "Camera":
        """Turned by so many degrees."""
        elevation = float(np.clip(self.elevation + up, -89.9, 90.0))
        return replace(self, azimuth=self.azimuth + right, elevation=elevation)

    def zoomed(self, factor: float) -> "Camera":
        """`factor` > 1 goes nearer."""
        return replace(self, distance=float(np.clip(self.distance / factor, NEAREST, FARTHEST)))

    def panned(self, right: float, up: float) -> "Camera":
        """Moved sideways by world lengths; the centre stays near the box."""
        centre = np.array(self.centre) + right * self.right + up * self.up
        return self.looking_at(centre)

    def moved(self, right: float, up: float) -> "Camera":
        """As `panned`, but up and down along the upright, where that is not seen from its end."""
        if float(self.up[2]) <= STEEP:
            return self.panned(right, up)
        rise = np.array([0.0, 0.0, up / float(self.up[2])])
        return self.looking_at(np.array(self.centre) + right * self.right + rise)

    def looking_at(self, centre: Array) -> "Camera":
        """Around another centre, kept close to the box."""
        x, y, z = np.clip(centre, (-2.0, -2.0, -1.0), (2.0, 2.0, 2.0))
        return replace(self, centre=(float(x), float(y), float(z)))


ISO = Camera()
TOP = Camera(azimuth=-90.0, elevation=90.0, distance=4.9)
FRONT = Camera(azimuth=-90.0, elevation=8.0, distance=4.8)
SIDE = Camera(azimuth=0.0, elevation=8.0, distance=4.8)
PRESETS: tuple[tuple[str, Camera], ...] = (
    ("iso", ISO),
    ("top", TOP),
    ("front", FRONT),
    ("side", SIDE),
)


@lru_cache(maxsize=16)  # the presets of a view are asked for again and again
def fitted(camera: Camera, body: Body, width: float, height: float, foot: float = 0.0) -> Camera:
    """`camera` with distance and centre such that `body` fills a view of this size.

    Room is left for the texts of the axes, and `foot` pixels at the bottom.
    """
    size = np.array([width, height])
    low, high = _room(size, foot)
    points = _seen_points(camera, body)
    camera = replace(camera, distance=FARTHEST, centre=CENTRE)
    for _ in range(ROUNDS):
        matrix = camera.projection_matrix(width, height) @ camera.view_matrix()
        pixels = project(points, (width, height), matrix)[:, :2]
        start, end = pixels.min(axis=0), pixels.max(axis=0)
        if not (np.isfinite(start).all() and np.isfinite(end).all()):
            return camera
        distance = camera.distance * float(((end - start) / (high - low)).max())
        off = (0.5 * (start + end - low - high) * camera.pixel(width, height)).tolist()
        moved = camera.moved(off[0], -off[1])
        camera = replace(moved, distance=float(np.clip(distance, NEAREST, FARTHEST)))
    return camera


def _room(size: Array, foot: float) -> tuple[Array, Array]:
    """The upper left and the lower right corner of what the body may fill, in pixels."""
    left, top, right, bottom = LABELS
    most = MOST_LABELS * size
    high: Array = size - np.minimum((right, bottom), most) - (0.0, foot)
    return np.minimum((left, top), most), high


def _seen_points(camera: Camera, body: Body) -> Array:
    """The points of `body`, and the end of the height axis, which stands at its left."""
    feet = body.feet
    axis = feet[int(np.argmin(feet @ camera.right))].copy()
    axis[2] = HEIGHT if float(camera.up[2]) > STEEP else 0.0
    return np.concatenate([body.points, axis[None]])


def eased(t: float) -> float:
    """Cosine easing from 0 to 1, for t in 0..1."""
    return 0.5 - 0.5 * cos(pi * min(max(t, 0.0), 1.0))


def between(a: Camera, b: Camera, t: float) -> Camera:
    """A camera between `a` and `b`; the azimuth turns through the smaller angle."""
    turn = (b.azimuth - a.azimuth + 180.0) % 360.0 - 180.0
    x, y, z = ((1 - t) * p + t * q for p, q in zip(a.centre, b.centre, strict=True))
    return Camera(
        azimuth=a.azimuth + t * turn,
        elevation=(1 - t) * a.elevation + t * b.elevation,
        distance=a.distance * (b.distance / a.distance) ** t,
        centre=(x, y, z),
    )
