"""What of a surface a camera is fitted to: its shape, and the block that it lies on."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from gui.sampling.height_scale import FLOOR, HEIGHT, World
from gui.sampling.mesh import Field

SIDE: Final = 33  # points a side that the shape is known at: enough for its outline


@final
@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Points (n, 3) of a surface and of its block's foot, and half the block's sides."""

    points: Array
    half: tuple[float, float]

    @property
    def feet(self) -> Array:
        """The lower corners of the block, (4, 3)."""
        x, y = self.half
        return np.array([(a, b, FLOOR) for a in (-x, x) for b in (-y, y)])


def box(half: tuple[float, float]) -> Body:
    """The body of a surface that is not known yet: the whole box."""
    x, y = half
    corners = [(a, b, c) for a in (-x, x) for b in (-y, y) for c in (FLOOR, HEIGHT)]
    return Body(np.array(corners), half)


def body_of(world: World, field: Field) -> Body:
    """The body of a surface sampled in `field`, in the box `world`."""
    at = np.linspace(0, len(field.value) - 1, SIDE).astype(np.intp)
    x, y = (np.linspace(-half, half, len(field.value))[at] for half in world.half)
    points = np.empty((SIDE, SIDE, 3))
    points[..., 0], points[..., 1] = x, y[:, None]
    points[..., 2] = world.z(field.value[np.ix_(at, at)])
    feet = box(world.half).points[::2]
    return Body(np.concatenate([points.reshape(-1, 3), feet]), world.half)
