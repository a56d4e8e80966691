"""The two camels: polynomials of degree 6 with three and with six wells."""

import math
from dataclasses import dataclass
from typing import ClassVar, final

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class ThreeHumpCamel(Surface):
    """L = 2x² − 1.05x⁴ + x⁶/6 + xy + y²: one deep well between two shallow ones.

    The literature searches [−5, 5]²; the window is the part where the wells are.
    """

    key: ClassVar[str] = "three_hump_camel"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Three-hump camel function")
    formula: ClassVar[str] = r"L=2w_1^2-1.05\,w_1^4+\frac{w_1^6}{6}+w_1 w_2+w_2^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "F. H. Branin, IBM J. Res. Dev. 16 (1972)")
    low: ClassVar[Point] = (-2.2, -2.0)
    high: ClassVar[Point] = (2.2, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-2.1, -1.0), (1.2, 1.8), (0.9, -1.8), (2.1, 0.5))

    @property
    def minima(self) -> tuple[Point, ...]:
        # With y = −x/2 the slope along x is x (x⁴ − 4.2x² + 3.5).
        x = math.sqrt(2.1 + math.sqrt(2.1 * 2.1 - 3.5))
        return ((0.0, 0.0), (x, -x / 2), (-x, x / 2))

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        square = x * x
        return square * ((square / 6 - 1.05) * square + 2) + y * (x + y)

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        square = x * x
        grad[..., 0] = ((square - 4.2) * square + 4) * x + y
        grad[..., 1] = y * 2 + x
        return grad

    def hessian(self, points: Array) -> Array:
        square = points[..., 0] * points[..., 0]
        return symmetric((5 * square - 12.6) * square + 4, 1.0, 2.0, square)


@final
@dataclass(frozen=True, slots=True)
class SixHumpCamel(Surface):
    """L = (4 − 2.1x² + x⁴/3) x² + xy + (4y² − 4) y²: six minima, two of them lowest.

    The literature searches [−3, 3] × [−2, 2]; the window is the part where the wells are.
    """

    key: ClassVar[str] = "six_hump_camel"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Six-hump camel function")
    formula: ClassVar[str] = (
        r"L=\left(4-2.1\,w_1^2+\frac{w_1^4}{3}\right)w_1^2+w_1 w_2+\left(4w_2^2-4\right)w_2^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "L. C. W. Dixon and G. P. Szegö, Towards Global Optimisation 2, 1978"
    )
    low: ClassVar[Point] = (-2.0, -1.2)
    high: ClassVar[Point] = (2.0, 1.2)
    starts: ClassVar[tuple[Point, ...]] = ((1.9, 1.1), (-1.2, 0.1), (0.3, 0.05), (-1.9, 0.9))

    @property
    def minima(self) -> tuple[Point, ...]:
        halves = (
            (0.08984201310031806, -0.7126564030207396),
            (1.7036067149699808, -0.7960835686726251),
            (1.6071047529201972, 0.5686514548841314),
        )
        return tuple(point for x, y in halves for point in ((x, y), (-x, -y)))

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        first, second = x * x, y * y
        return first * ((first / 3 - 2.1) * first + 4) + x * y + second * (second * 4 - 4)

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        first, second = x * x, y * y
        grad[..., 0] = ((first * 2 - 8.4) * first + 8) * x + y
        grad[..., 1] = (second * 16 - 8) * y + x
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        square = x * x
        return symmetric((10 * square - 25.2) * square + 8, 1.0, 48 * y * y - 8, x)
