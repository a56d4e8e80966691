"""Positions of axes, ticks and their texts, from the box and the camera."""

import math
from dataclasses import dataclass, replace
from typing import final

import numpy as np

from engine.arrays import Array
from gui.sampling.contour_levels import height_ticks, ticks
from gui.sampling.height_scale import FLOOR, HEIGHT, World
from gui.scene.geometry.camera import Camera
from gui.scene.geometry.picking import project
from gui.style.outside_text import width_of
from gui.text.numbers import power_of_ten, short

SPACING = 86.0  # pixels between ticks, about the least
SPACING_UP = 46.0
UPRIGHT = 0.3  # of its length; a height axis that is more foreshortened is left out
LETTER = 7.5  # pixels, about
CLEAR = 14.0  # pixels between the middle of a name and the surface
NUMBER, NAME = 17.0, 42.0  # pixels outwards from the box
# Other places of numbers and names: pixels inwards along the axis, and further outwards.
NUMBER_SPARE = ((7.0, 0.0), (12.0, 3.0), (0.0, 8.0), (18.0, 5.0))
NAME_SPARE = ((0.0, 12.0), (40.0, 0.0), (-40.0, 0.0), (80.0, 0.0), (-80.0, 0.0), (40.0, 16.0))


@final
@dataclass(frozen=True, slots=True)
class Label:
    """A text centred at x, y in logical pixels; a strong one is an axis's name.

    `lean` is -1, 0 or 1: the text ends at x, is centred there, or begins there. `spare` are
    other places for it, the best first, used where another text overlaps. `color` is its own,
    where it is not that of all.
    """

    text: str
    x: float
    y: float
    strong: bool = False
    lean: int = 0
    spare: tuple[tuple[float, float], ...] = ()
    color: tuple[float, float, float] | None = None

    def scaled(self, factor: float) -> "Label":
        """The same in a view with so many times as many pixels."""
        spare = tuple((factor * x, factor * y) for x, y in self.spare)
        return replace(self, x=factor * self.x, y=factor * self.y, spare=spare)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Lines (n, 2, 3) in the world, with their ticks."""

    edges: Array
    labels: tuple[Label, ...]


def axes_of(
    world: World,
    names: tuple[str, str, str],
    camera: Camera,
    size: tuple[float, float],
    outline: Array | None = None,
) -> Axes:
    """The axes for a view of `size` logical pixels; `outline` (n, 2) are pixels that no name
    may cover."""
    matrix = camera.projection_matrix(*size) @ camera.view_matrix()
    near = np.sign(camera.backward[:2] + 1e-9)  # the floor's corner that is nearest to the camera
    outline = np.zeros((0, 2)) if outline is None else outline
    plan = _Plan(world, matrix, size, near, float(camera.up[2]), outline)
    flat = [plan.floor_axis(axis, names[axis]) for axis in (0, 1)]
    parts = [*flat, plan.height_axis(names[2])]
    edges = np.concatenate([part[0] for part in parts])
    labels = tuple(label for part in parts for label in part[1])
    return Axes(edges, labels)


Part = tuple[Array, list[Label]]
Steps = tuple[tuple[float, float], ...]


@final
@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    world: World
    matrix: Array
    size: tuple[float, float]
    near: Array
    upright: float  # share of the height axis's length that is visible
    outline: Array  # (n, 2), pixels of what names keep off

    def floor_axis(self, axis: int, name: str) -> Part:
        """The block's lower edge along w1 or w2 nearer to the camera: lines and labels."""
        half, front, other = self.world.half, (-self.world.half[0], self.world.front), 1 - axis
        ends = np.zeros((2, 3))
        ends[:, axis] = (front[axis], half[axis])
        ends[:, other] = half[other] if self.near[other] > 0 else front[other]
        ends[:, 2] = FLOOR
        low, high = self.world.start[axis], self.world.high[axis]
        pixels = self._pixels(ends)
        values = ticks(low, high, self._count(pixels))
        share = (values - low) / (high - low)
        out = np.zeros(3)
        out[other] = self.near[other]
        return self._axis(ends, share, [short(v) for v in values], name, out, 0.5)

    def height_axis(self, name: str) -> Part:
        """The upright edge at the far left of the picture."""
        half = self.world.half
        feet = np.array(
            [(x, y, 0.0) for x in (-half[0], half[0]) for y in (self.world.front, half[1])]
        )
        seen = self._pixels(feet)
        foot = feet[int(np.argmin(seen[:, 0]))]
        ends = np.stack([foot, foot + np.array([0.0, 0.0, HEIGHT])])
        pixels = self._pixels(ends)
        if self.upright < UPRIGHT:
            return np.zeros((0, 2, 3)), []
        losses, numbers = height_ticks(self.world.scale, self._count(pixels, SPACING_UP))
        share = self.world.z(losses) / HEIGHT
        away = foot * np.array([1.0, 1.0, 0.0]) / np.array([half[0], half[1], 1.0])
        write = _power if self.world.scale.log else short
        return self._axis(ends, share, list(map(write, numbers)), name, away, 1.0)

    def _axis(
        self, ends: Array, share: Array, texts: list[str], name: str, out: Array, middle: float
    ) -> Part:
        at = ends[0] + share[:, None] * (ends[1] - ends[0])
        pixels = self._pixels(at)
        outward = self._outward(ends, out)
        level = 0.9 if middle < 1.0 else 0.7
        lean = 0 if abs(outward[0]) < level else int(np.sign(outward[0]))
        centre = self._pixels(ends).mean(axis=0)
        labels = [
            Label(text, *place[0], False, lean, place[1:])
            for text, p in zip(texts, pixels, strict=True)
            if np.isfinite(p).all()
            for place in [_places(p, centre - p, outward, NUMBER, NUMBER_SPARE)]
        ]
        labels += self._name(ends, name, outward, middle)
        reach = out / np.linalg.norm(out) * 0.022
        stubs = np.stack([at, at + reach], axis=1)
        return np.concatenate([ends[None], stubs]), labels

    def _name(self, ends: Array, name: str, outward: Array, middle: float) -> list[Label]:
        place = self._pixels(ends[0] + middle * (ends[1] - ends[0]))
        if not np.isfinite(place).all():
            return []
        if middle < 1.0:
            along = self._pixels(ends[1:])[0] - place
            first, *rest = _places(place, along, outward, NAME, NAME_SPARE)
            return [Label(name, *first, strong=True, spare=tuple(rest))]
        # The height axis is at the left: its name ends there if it fits into the view.
        wide = LETTER * width_of(name)
        end, height = max(float(place[0]) + 24.0, wide), float(place[1]) - 20.0
        near = self.outline[(self.outline[:, 0] > end - wide - CLEAR) & (self.outline[:, 0] < end)]
        tried = np.arange(height, CLEAR, -2.0)
        free = ~(np.abs(near[:, 1] - tried[:, None]) < CLEAR).any(axis=-1)
        height = float(tried[int(np.argmax(free))]) if free.any() else height
        return [Label(name, end, height, strong=True, lean=-1)]

    def _outward(self, ends: Array, out: Array) -> Array:
        """Unit vector on the screen, away from the box, perpendicular to the axis."""
        a, b = self._pixels(ends)
        middle = ends.mean(axis=0)
        there, here = self._pixels(np.stack([middle + 0.1 * out, middle]))
        direction, along = there - here, b - a
        length = float(np.hypot(*along))
        if not (length > 1 and np.isfinite(direction).all()):
            return np.array([0.0, 1.0])
        normal = np.array([-along[1], along[0]]) / length
        return normal if normal @ direction >= 0 else -normal

    def _count(self, pixels: Array, spacing: float = SPACING) -> int:
        length = float(np.hypot(*(pixels[1] - pixels[0])))
        return int(np.clip(length / spacing, 2, 8)) if np.isfinite(length) else 4

    def _pixels(self, points: Array) -> Array:
        return project(points, self.size, self.matrix)[..., :2]


def _power(number: float) -> str:
    """A power of ten, or 0."""
    return power_of_ten(round(math.log10(number))) if number else "0"


def _places(
    start: Array, along: Array, outward: Array, reach: float, spare: Steps
) -> tuple[tuple[float, float], ...]:
    """`reach` pixels outwards of `start`, and then the spare places."""
    length = float(np.hypot(*along))
    ahead = along / length if np.isfinite(length) and length > 1 else np.zeros(2)
    (x, y), (u, v), (p, q) = start.tolist(), ahead.tolist(), outward.tolist()
    steps = [(a, reach + b) for a, b in ((0.0, 0.0), *spare)]
    return tuple((x + a * u + b * p, y + a * v + b * q) for a, b in steps)
