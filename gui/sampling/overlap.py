"""Balls that hide each other on the screen: where, and how many. NumPy only."""

from dataclasses import dataclass, field
from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.height_scale import HEIGHT, OVER, Mask, World

NEAR: Final = 2.0  # pixels between balls that look like one
MOST: Final = 300  # balls; with more of them the numbers would cover too much
ROOM: Final = (22.0, 14.0)  # pixels of a number
SAMPLES: Final = 128  # between a ball and the camera


@final
@dataclass(frozen=True, slots=True)
class Stack:
    """`count` balls that look like one; `top` is the row of the visible one."""

    top: int
    count: int
    x: float
    y: float
    rows: tuple[int, ...] = field(default=(), compare=False)  # all of them

    @property
    def text(self) -> str:
        return f"×{self.count}"


def stacks(pixels: Array) -> tuple[Stack, ...]:
    """The stacks among balls drawn at `pixels` (n, 2), later rows over earlier ones.

    Rows that are not finite are not drawn. Of stacks so close that their numbers would overlap
    only the largest is returned.
    """
    rows = np.flatnonzero(np.isfinite(pixels).all(axis=-1)) if len(pixels) <= MOST else ()
    if len(rows) < 2:
        return ()
    seen = pixels[rows]
    with np.errstate(over="ignore"):  # a diverging ball may be at the largest floats
        dx, dy = (np.subtract.outer(one, one) for one in seen.T)
        close = dx * dx + dy * dy <= NEAR * NEAR
    free, found = close.sum(axis=0) > 1, list[Stack]()
    for top in np.flatnonzero(free)[::-1].tolist():
        if free[top]:
            below = free & close[top]
            free &= ~below
            x, y = seen[top].tolist()
            members = tuple(rows[below].tolist())
            found.append(Stack(int(rows[top]), len(members), x, y, members))
    return _legible([stack for stack in found if stack.count > 1])


def seen_from(eye: Array, centres: Array, radius: float, surface: Surface, world: World) -> Mask:
    """Which balls with world `centres` (n, 3) the surface does not hide from `eye` (3,)."""
    to_eye = eye - centres
    length = np.linalg.norm(to_eye, axis=-1, keepdims=True)
    # No ray is within the box for longer than its diagonal.
    reach = float(np.linalg.norm([2 * world.half[0], 2 * world.half[1], HEIGHT * OVER]))
    share = np.linspace(0.0, 1.0, SAMPLES)[:, None, None]
    along = centres + share * (to_eye / length * np.minimum(length, reach))
    points = world.points(along[..., :2])
    with np.errstate(all="ignore"):
        loss = surface.value(points)
        ground = np.where(np.isnan(loss), -np.inf, world.z(loss))  # a hole hides nothing
    hidden = (along[..., 2] + radius < ground) & world.inside(points)
    hidden &= along[..., 1] >= world.front
    seen: Mask = ~hidden.any(axis=0)
    return seen


def _legible(found: list[Stack]) -> tuple[Stack, ...]:
    kept = list[Stack]()
    for stack in sorted(found, key=lambda each: -each.count):
        if all(abs(k.x - stack.x) > ROOM[0] or abs(k.y - stack.y) > ROOM[1] for k in kept):
            kept.append(stack)
    return tuple(kept)
