"""The smallest network that has a saddle point."""

from dataclasses import dataclass
from typing import ClassVar, final

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class TwoWeights(Surface):
    """L = (1 − xy)²: the network ŷ = w₁w₂x on its one example x = 1, y = 1.

    Its minima fill the two hyperbolas w₁w₂ = 1, where one eigenvalue is 0 (so they are
    degenerate: flat along the valley) and the other 2(w₁² + w₂²). The origin is a saddle point.
    """

    key: ClassVar[str] = "two_weights"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Two-weight network")
    formula: ClassVar[str] = r"L=(1-w_1 w_2)^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1.2")
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((1.001, -0.999), (1.0, -1.0), (-1.8, 0.4))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((1.0, 1.0), (-1.0, -1.0), (0.5, 2.0), (2.0, 0.5), (-0.5, -2.0), (-2.0, -0.5))

    def value(self, points: Array) -> Array:
        miss = 1 - points[..., 0] * points[..., 1]
        return miss * miss

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        pull = (x * y - 1) * 2
        grad[..., 0] = pull * y
        grad[..., 1] = pull * x
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return symmetric(2 * y * y, 4 * x * y - 2, 2 * x * x, x)
