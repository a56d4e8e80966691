"""The Rosenbrock valley."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class Rosenbrock(Surface):
    """L = (a − x)² + b (y − x²)²: a flat, curved valley with one minimum at (a, a²)."""

    a: float = knob(
        1.0,
        0.0,
        1.4,
        symbol="a",
        latex="a",
        title=QT_TRANSLATE_NOOP("Knob", "Position of the minimum"),
    )
    b: float = knob(
        100.0,
        1.0,
        1000.0,
        scale="log",
        symbol="b",
        latex="b",
        title=QT_TRANSLATE_NOOP("Knob", "Steepness of the walls"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "rosenbrock"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Rosenbrock function")
    formula: ClassVar[str] = r"L=(a-w_1)^2+b\,(w_2-w_1^2)^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "H. H. Rosenbrock, The Computer Journal 3 (1960)"
    )
    low: ClassVar[Point] = (-2.0, -1.0)
    high: ClassVar[Point] = (2.0, 3.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 1.5), (-1.2, 1.0))
    log_height: ClassVar[bool] = True

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((self.a, self.a * self.a),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        short, across = self.a - x, y - x * x
        return short * short + across * across * self.b

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        along, across = grad[..., 0], grad[..., 1]  # written in place: no copy into columns
        np.subtract(y, x * x, out=across)
        across *= 2 * self.b
        np.subtract(x, self.a, out=along)
        along -= x * across
        along *= 2.0
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return symmetric(2 - 4 * self.b * (y - 3 * x * x), -4 * self.b * x, 2 * self.b, x)
