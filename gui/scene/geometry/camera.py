"""The camera: plain data and its matrices."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi, radians, sin, tan
from typing import final

import numpy as np

from engine.arrays import Array
from gui.sampling.height_scale import HEIGHT

FOV = 30.0  # degrees, of the view's shorter side
NEAREST, FARTHEST = 0.4, 16.0
LABELS = 60.0  # px around the box for names and numbers
FILL = 0.87  # of the view, taken by the box at the presets
CENTRE = (0.0, 0.0, 0.3)


@final
@dataclass(frozen=True, slots=True)
class Camera:
    """An orbit around `centre`: angles in degrees, `distance` in world units, z is up."""

    azimuth: float = -60.0
    elevation: float = 38.0
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
def fitted(camera: Camera, half: tuple[float, float], width: float, height: float) -> Camera:
    """`camera` with distance and height such that the box fills a view of this size."""
    across, up, toward = _corners(camera, half)
    short = min(width, height)
    size = np.array([width, height])
    # Axis names and numbers are outside the box, and as large in a small view.
    fill = np.clip(1 - 2 * LABELS / size, 0.5, FILL)
    reach = size / short * tan(radians(FOV) / 2) * fill
    lift = (float(camera.up[2]), float(camera.backward[2]))
    low, high = NEAREST, FARTHEST
    for _ in range(24):
        distance = 0.5 * (low + high)
        z = _level(distance, up, toward, lift)
        depth = distance - toward + z * lift[1]
        wide = np.abs(across / depth).max() if depth.min() > 0 else np.inf
        tall = np.abs((up - z * lift[0]) / depth).max() if depth.min() > 0 else np.inf
        fits = wide < reach[0] and tall < reach[1]
        low, high = (low, distance) if fits else (distance, high)
    return replace(camera, distance=high, centre=(0.0, 0.0, _level(high, up, toward, lift)))


def _corners(camera: Camera, half: tuple[float, float]) -> tuple[Array, Array, Array]:
    """The box's corners along the camera's right, up and backward, three times (8,)."""
    x, y = half
    corners = np.array([(a, b, c) for a in (-x, x) for b in (-y, y) for c in (0.0, HEIGHT)])
    return corners @ camera.right, corners @ camera.up, corners @ camera.backward


def _level(distance: float, up: Array, toward: Array, lift: tuple[float, float]) -> float:
    """The height of the centre at which the box is in the middle of the view.

    `lift` is how much of the camera's up and of its backward points upwards.
    """
    z = CENTRE[2]
    rise, back = lift
    if rise < 0.2:
        return z
    for _ in range(4):
        depth = distance - toward + z * back
        if not depth.min() > 0:
            return z
        at = (up - z * rise) / depth
        z += 0.5 * float(at.min() + at.max()) * distance / rise
    return z


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
