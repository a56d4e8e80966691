"""Two wells with a small hill between them, and a circular valley: both are tilted quartics."""

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric

STEEPEST = 1.5  # beyond 8/√27 = 1.5396 the tilt leaves only one of the three critical points


def _tilt() -> Any:
    return knob(
        0.3,
        0.0,
        STEEPEST,
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Tilt"),
        minimum=0.0,
        maximum=STEEPEST,
    )


def _flat_points(tilt: float) -> tuple[float, float, float]:
    """Where (x² − 1)² − tilt·x is flat: the roots of 4x³ − 4x = tilt, falling (Viète, 1615)."""
    third = math.acos(tilt * math.sqrt(27) / 8) / 3
    right, middle, left = (
        math.sqrt(4 / 3) * math.cos(third + turn * 2 * math.pi / 3) for turn in (0, 2, 1)
    )
    return right, middle, left


@final
@dataclass(frozen=True, slots=True)
class Hill(Surface):
    """L = (x² − 1)² − cx + ½y²: a local minimum, a small hill, and a deeper minimum behind it."""

    tilt: float = _tilt()

    key: ClassVar[str] = "hill"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Local minimum and hill")
    formula: ClassVar[str] = r"L=(w_1^2-1)^2-c\,w_1+\frac{1}{2}w_2^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.2.2")
    low: ClassVar[Point] = (-2.0, -1.6)
    high: ClassVar[Point] = (2.0, 1.6)
    starts: ClassVar[tuple[Point, ...]] = ((-1.8, 1.5), (1.8, -1.2))

    @property
    def minima(self) -> tuple[Point, ...]:
        right, _, left = _flat_points(self.tilt)
        return ((right, 0.0), (left, 0.0))

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        outside = x * x - 1
        return outside * outside - x * self.tilt + y * y / 2

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = (x * x - 1) * x * 4 - self.tilt
        grad[..., 1] = y
        return grad

    def hessian(self, points: Array) -> Array:
        x = points[..., 0]
        return symmetric(12 * x * x - 4, 0.0, 1.0, x)


@final
@dataclass(frozen=True, slots=True)
class Ring(Surface):
    """L = (x² + y² − 1)² + cx: what is a local minimum along y = 0 is a saddle of the plane."""

    tilt: float = _tilt()

    key: ClassVar[str] = "ring"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Tilted ring")
    formula: ClassVar[str] = r"L=(w_1^2+w_2^2-1)^2+c\,w_1"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1.2")
    low: ClassVar[Point] = (-1.6, -1.6)
    high: ClassVar[Point] = (1.6, 1.6)
    starts: ClassVar[tuple[Point, ...]] = ((1.5, 0.01), (1.5, 0.0), (0.1, 0.1))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((-_flat_points(self.tilt)[0], 0.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        outside = x * x + y * y - 1
        return outside * outside + x * self.tilt

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        outside = (x * x + y * y - 1) * 4
        grad[..., 0] = outside * x + self.tilt
        grad[..., 1] = outside * y
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        outside = (x * x + y * y - 1) * 4
        return symmetric(outside + 8 * x * x, 8 * x * y, outside + 8 * y * y, x)
