"""Maps points of the surface to pixels of the contour map. NumPy only."""

from dataclasses import dataclass, field, replace
from typing import final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Point
from gui.sampling.height_scale import World

MOST_ZOOM = 1e5  # times the whole window
LEAST_ZOOM = 0.5


@final
@dataclass(frozen=True, slots=True)
class MapFrame:
    """A view of a surface from above, in a rectangle of pixels.

    `middle` is the point in the rectangle's middle. The aspect ratio of w1 and w2 is that of the
    scene, so both show the same shape; `zoom` 1 fits the whole window.
    """

    world: World
    left: float
    top: float
    width: float
    height: float
    middle: Point
    zoom: float = 1.0

    scale: Array = field(init=False, repr=False, compare=False)
    """Pixels per unit of w1 and of w2, shape (2,)."""
    _middle: Array = field(init=False, repr=False, compare=False)
    _centre: Array = field(init=False, repr=False, compare=False)  # in pixels
    _upwards: Array = field(init=False, repr=False, compare=False)  # the scale; w2 grows upwards

    def __post_init__(self) -> None:
        half = np.array(self.world.half)
        fit = min(self.width / (2 * half[0]), self.height / (2 * half[1]))
        scale = fit * self.zoom * self.world.unit
        centre = self.left + self.width / 2, self.top + self.height / 2
        for name, value in (
            ("scale", scale),
            ("_middle", np.array(self.middle)),
            ("_centre", np.array(centre)),
            ("_upwards", scale * [1.0, -1.0]),
        ):
            object.__setattr__(self, name, value)

    def pixels(self, points: Array) -> Array:
        """Pixels (..., 2) of `points` (..., 2); w2 grows upwards."""
        with np.errstate(over="ignore"):  # a diverging ball is infinitely far away
            pixels: Array = (points - self._middle) * self._upwards + self._centre
        return pixels

    def pixel(self, point: Point) -> tuple[float, float]:
        x, y = self.pixels(np.array(point, float)).tolist()
        return x, y

    def point(self, x: float, y: float) -> Point:
        """The point shown at a pixel: the exact inverse of `pixel`."""
        scale = self.scale
        return (
            float(self.middle[0] + (x - self.left - self.width / 2) / scale[0]),
            float(self.middle[1] - (y - self.top - self.height / 2) / scale[1]),
        )

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def resized(self, left: float, top: float, width: float, height: float) -> "MapFrame":
        return replace(self, left=left, top=top, width=max(width, 1.0), height=max(height, 1.0))

    def zoomed(self, factor: float, x: float, y: float) -> "MapFrame":
        """Closer by `factor`, with the point at pixel (x, y) staying there."""
        fixed = self.point(x, y)
        closer = replace(self, zoom=min(max(self.zoom * factor, LEAST_ZOOM), MOST_ZOOM))
        moved = closer.point(x, y)
        middle = tuple(m + f - n for m, f, n in zip(self.middle, fixed, moved, strict=True))
        return replace(closer, middle=(middle[0], middle[1]))

    def shifted(self, x: float, y: float) -> "MapFrame":
        """Moved along with a pointer by this many pixels."""
        scale = self.scale
        middle = (self.middle[0] - x / scale[0], self.middle[1] + y / scale[1])
        return replace(self, middle=(float(middle[0]), float(middle[1])))

    def whole(self) -> "MapFrame":
        """The whole window."""
        return replace(self, middle=middle_of(self.world), zoom=1.0)


def middle_of(world: World) -> Point:
    return (world.low[0] + world.high[0]) / 2, (world.low[1] + world.high[1]) / 2
