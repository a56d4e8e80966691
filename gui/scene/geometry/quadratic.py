"""The local quadratic of a surface as a sheet in the world. NumPy only."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from gui.sampling.curvature_arms import Crosses
from gui.sampling.height_scale import HEIGHT, OVER, World

COUNT: Final = 25  # points a side of the sheet of a quadratic
LINES: Final = 6  # spaces between the fine lines of a sheet, in each direction
BEYOND: Final = 3.0  # world length above and below which heights are no longer distinguished


@final
@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A mesh (n, n) of world positions and unit normals, both (n, n, 3).

    Its heights go on a little above and below the drawn range: the shader ends it exactly there.
    """

    position: Array
    normal: Array

    @property
    def border(self) -> Array:
        """The lines (m, 2, 3) round it, where it is in the drawn range."""
        edges = slice(None, None, len(self.position) - 1)
        return np.concatenate([_drawn(self.position[edges]), _drawn(self._turned[edges])])

    @property
    def grid(self) -> Array:
        """The fine lines (m, 2, 3) within it, where it is in the drawn range."""
        every = max(1, (len(self.position) - 1) // LINES)
        inner = slice(every, -1, every)
        return np.concatenate([_drawn(self.position[inner]), _drawn(self._turned[inner])])

    @property
    def _turned(self) -> Array:
        return self.position.swapaxes(0, 1)


def _drawn(rows: Array) -> Array:
    """The lines (m, 2, 3) between the points of each row of (r, n, 3) that are both drawn."""
    inside = (rows[..., 2] >= HEIGHT * (1 - OVER)) & (rows[..., 2] <= HEIGHT * OVER)
    lines = np.stack([rows[:, :-1], rows[:, 1:]], axis=2)
    shown: Array = lines[inside[:, :-1] & inside[:, 1:]]
    return shown


def sheet_of(found: Crosses, reach: float, world: World) -> Sheet | None:
    """The sheet L + gᵀd + ½ dᵀHd of one point, `reach` times half the box's longer side around it.

    None where it has no value, or where nothing of it is in the window.
    """
    point, slope, hessian = found.points[0], found.gradient[0], found.hessian[0]
    parts = (point, slope, hessian, found.loss[0])
    if not all(np.isfinite(part).all() for part in parts):
        return None
    middle, half = world.plane(point), np.array(world.half)
    low, high = np.maximum(middle - reach, -half), np.minimum(middle + reach, half)
    if not (low < high).all():
        return None
    across, up = (np.linspace(low[k], high[k], COUNT) for k in (0, 1))
    plane = np.stack(np.meshgrid(across, up), axis=-1)
    off = world.points(plane) - point
    with np.errstate(all="ignore"):
        change = off @ hessian
        loss = found.loss[0] + off @ slope + 0.5 * (change * off).sum(axis=-1)
        normal = world.normals(loss, slope + change)
    return Sheet(np.concatenate([plane, heights(world, loss)[..., None]], axis=-1), normal)


def drawn_heights(world: World, loss: Array) -> Array:
    """The heights (...) of losses (...), by the surface's own scale; nan outside the box."""
    height = heights(world, loss)
    inside = (height >= HEIGHT * (1 - OVER)) & (height <= HEIGHT * OVER)
    return np.where(inside, height, np.nan)


def heights(world: World, loss: Array) -> Array:
    """Heights (...) that are not clipped to the drawn range, but to `BEYOND` it; never nan."""
    scale = world.scale
    with np.errstate(all="ignore"):
        height = np.clip(HEIGHT * scale.fraction(loss), -BEYOND, BEYOND)
    if scale.log:  # it has no logarithm there, and is below all that has
        height = np.where(loss - scale.low + scale.floor <= 0.1 * scale.floor, -BEYOND, height)
    return height
