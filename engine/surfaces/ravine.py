"""A narrow ravine with straight walls."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class Ravine(Surface):
    """L = √(y² + r²) + cx²: walls of slope ±1 that meet in a round bottom of radius r.

    Gradient descent with a rate η > 2r ends in jumping between y = ±√(η²/4 − r²): the loss
    stays at η/2 while the gradient stays large.
    """

    radius: float = knob(
        0.1,
        0.01,
        1.0,
        scale="log",
        symbol="r",
        latex="r",
        title=QT_TRANSLATE_NOOP("Knob", "Radius of the bottom"),
        minimum=1e-6,
    )
    fall: float = knob(
        0.05,
        0.001,
        1.0,
        scale="log",
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Curvature of the floor"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "ravine"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Ravine")
    formula: ClassVar[str] = r"L=\sqrt{w_2^2+r^2}+c\,w_1^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.3")
    low: ClassVar[Point] = (-4.0, -1.5)
    high: ClassVar[Point] = (4.0, 1.5)
    starts: ClassVar[tuple[Point, ...]] = ((3.0, 1.0), (-3.5, -0.5))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, 0.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return np.sqrt(y * y + self.radius * self.radius) + x * x * self.fall

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = x * (2 * self.fall)
        grad[..., 1] = y / np.sqrt(y * y + self.radius * self.radius)
        return grad

    def hessian(self, points: Array) -> Array:
        y = points[..., 1]
        height = np.sqrt(y * y + self.radius * self.radius)
        narrow = self.radius / height
        bend = narrow * narrow / height
        return symmetric(2 * self.fall, 0.0, bend, y)
