"""Test functions that the literature has used for decades."""

import math
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class Himmelblau(Surface):
    """L = (x² + y − 11)² + (x + y² − 7)²: four minima of loss 0, four saddles, one maximum."""

    key: ClassVar[str] = "himmelblau"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Himmelblau function")
    formula: ClassVar[str] = r"L=(w_1^2+w_2-11)^2+(w_1+w_2^2-7)^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "D. M. Himmelblau, Applied Nonlinear Programming, 1972"
    )
    low: ClassVar[Point] = (-5.0, -5.0)
    high: ClassVar[Point] = (5.0, 5.0)
    starts: ClassVar[tuple[Point, ...]] = ((-0.5, -1.0), (0.5, -1.5), (-4.5, 4.5), (0.0, 0.0))
    log_height: ClassVar[bool] = True

    @property
    def minima(self) -> tuple[Point, ...]:
        return (
            (3.0, 2.0),
            (-2.805118086952745, 3.131312518250573),
            (-3.7793102533777469, -3.2831859912861694),
            (3.5844283403304917, -1.8481265269644034),
        )

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        first, second = x * x + y - 11, x + y * y - 7
        return first * first + second * second

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        first = (x * x + y - 11) * 2
        second = (x + y * y - 7) * 2
        grad[..., 0] = first * x * 2 + second
        grad[..., 1] = second * y * 2 + first
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return symmetric(12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26, x)


@final
@dataclass(frozen=True, slots=True)
class Beale(Surface):
    """Σₖ (cₖ − x (1 − yᵏ))², k = 1, 2, 3: a plain with steep walls at its corners."""

    key: ClassVar[str] = "beale"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Beale function")
    formula: ClassVar[str] = (
        r"L=\sum_{k=1}^{3}\left(c_k-w_1(1-w_2^k)\right)^2,\quad c=(1.5,\,2.25,\,2.625)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "E. M. L. Beale, Princeton University, 1958"
    )
    low: ClassVar[Point] = (-4.5, -4.5)
    high: ClassVar[Point] = (4.5, 4.5)
    starts: ClassVar[tuple[Point, ...]] = ((1.0, 1.5), (-2.0, -2.0), (4.0, -1.0))
    log_height: ClassVar[bool] = True

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((3.0, 0.5),)

    def value(self, points: Array) -> Array:
        _, first, second, third = _misses(points)
        return first * first + second * second + third * third

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        square, first, second, third = _misses(points)
        grad[..., 0] = (first * (y - 1) + second * (square - 1) + third * (square * y - 1)) * 2
        grad[..., 1] = (first + second * y * 2 + third * square * 3) * x * 2
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        square, first, second, third = _misses(points)
        a, b, c = y - 1, square - 1, square * y - 1
        return symmetric(
            2 * (a * a + b * b + c * c),
            2 * (first + 2 * y * second + 3 * square * third)
            + 2 * x * (a + 2 * y * b + 3 * square * c),
            2 * x * (x * (1 + 4 * square + 9 * square * square) + 2 * second + 6 * y * third),
            x,
        )


def _misses(points: Array) -> tuple[Array, Array, Array, Array]:
    """y² and the three terms that Beale's function squares."""
    x, y = points[..., 0], points[..., 1]
    square = y * y
    return square, 1.5 + x * (y - 1), 2.25 + x * (square - 1), 2.625 + x * (square * y - 1)


@final
@dataclass(frozen=True, slots=True)
class Rastrigin(Surface):
    """L = 2A + Σ (w² − A cos 2πw): a bowl covered with a grid of local minima."""

    amplitude: float = knob(
        10.0,
        0.0,
        20.0,
        symbol="A",
        latex="A",
        title=QT_TRANSLATE_NOOP("Knob", "Depth of the dimples"),
        minimum=0.0,
    )

    key: ClassVar[str] = "rastrigin"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Rastrigin function")
    formula: ClassVar[str] = r"L=2A+w_1^2-A\cos 2\pi w_1+w_2^2-A\cos 2\pi w_2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "L. A. Rastrigin, Systems of Extremal Control, 1974"
    )
    low: ClassVar[Point] = (-5.12, -5.12)
    high: ClassVar[Point] = (5.12, 5.12)
    starts: ClassVar[tuple[Point, ...]] = ((-3.4, 2.7), (4.4, -4.4), (0.4, 0.4))

    @property
    def minima(self) -> tuple[Point, ...]:
        bottoms = [x for k in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5) for x in self._bottom(k)]
        points = [(x, y) for x in bottoms for y in bottoms]
        return tuple(sorted(points, key=lambda point: point[0] ** 2 + point[1] ** 2))

    def _bottom(self, k: int) -> tuple[float, ...]:
        """Where one coordinate's dimple near the integer k has its bottom, if it has one."""
        x, turn = float(k), 2 * math.pi
        for _ in range(20):
            slope = 2 * x + turn * self.amplitude * math.sin(turn * x)
            curvature = 2 + turn**2 * self.amplitude * math.cos(turn * x)
            if curvature <= 0:
                return ()
            x -= slope / curvature
        return (x,) if abs(x - k) < 0.25 else ()

    def value(self, points: Array) -> Array:
        waves = points * points - np.cos(points * (2 * np.pi)) * self.amplitude
        return waves[..., 0] + waves[..., 1] + 2 * self.amplitude

    def gradient(self, points: Array) -> Array:
        wave = np.sin(points * (2 * np.pi))
        return points * 2 + wave * (2 * np.pi * self.amplitude)

    def hessian(self, points: Array) -> Array:
        second = 2 + np.cos(points * (2 * np.pi)) * (4 * np.pi**2 * self.amplitude)
        return symmetric(second[..., 0], 0.0, second[..., 1], points[..., 0])
