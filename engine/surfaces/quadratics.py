"""Surfaces that are their own Taylor series: two bowls and a saddle."""

from dataclasses import dataclass
from typing import ClassVar, final

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class Bowl(Surface):
    """L = ½h (x² + y²): the same curvature h in every direction.

    Gradient descent multiplies the distance to the minimum by 1 − ηh: it converges steadily where
    ηh < 1, at once where ηh = 1, in zigzags below 2, and it alternates at 2 and diverges above.
    """

    h: float = knob(
        1.0,
        0.1,
        10.0,
        scale="log",
        symbol="h",
        latex="h",
        title=QT_TRANSLATE_NOOP("Knob", "Curvature"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "bowl"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Round bowl")
    formula: ClassVar[str] = r"L=\frac{h}{2}\left(w_1^2+w_2^2\right)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1.2")
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 1.0), (1.2, -1.6))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, 0.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return (x * x + y * y) * (self.h / 2)

    def gradient(self, points: Array) -> Array:
        return points * self.h

    def hessian(self, points: Array) -> Array:
        return symmetric(self.h, 0.0, self.h, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class Ellipse(Surface):
    """L = ½ (x² + κy²): a long bowl whose Hessian has condition number κ."""

    kappa: float = knob(
        50.0,
        1.0,
        1e6,
        scale="log",
        symbol="κ",
        latex=r"\kappa",
        title=QT_TRANSLATE_NOOP("Knob", "Condition number"),
        minimum=1.0,
    )

    key: ClassVar[str] = "ellipse"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Elongated bowl")
    formula: ClassVar[str] = r"L=\frac{1}{2}\left(w_1^2+\kappa\,w_2^2\right)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.3.1")
    low: ClassVar[Point] = (-5.0, -4.0)
    high: ClassVar[Point] = (5.0, 4.0)
    starts: ClassVar[tuple[Point, ...]] = ((-4.0, 2.0), (-4.0, 3.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, 0.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return (x * x + y * y * self.kappa) / 2

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = x
        grad[..., 1] = y * self.kappa
        return grad

    def hessian(self, points: Array) -> Array:
        return symmetric(1.0, 0.0, self.kappa, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class Saddle(Surface):
    """L = x² − y²: up along one axis, down without end along the other."""

    key: ClassVar[str] = "saddle"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Saddle")
    formula: ClassVar[str] = r"L=w_1^2-w_2^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1.2")
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 0.001), (-1.5, 0.0), (1.5, -0.1))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ()

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return x * x - y * y

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = x * 2
        grad[..., 1] = y * -2
        return grad

    def hessian(self, points: Array) -> Array:
        return symmetric(2.0, 0.0, -2.0, points[..., 0])
