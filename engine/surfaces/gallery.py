"""Critical points that each stand for a kind: a maximum, and three that the Hessian cannot tell."""

from dataclasses import dataclass
from typing import ClassVar, final

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Group, Point, Surface, pair, symmetric

BOOK = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1.2")
EXTENSION = QT_TRANSLATE_NOOP("Source", "extension of 《深度学习详解》 §3.1.2")


@final
@dataclass(frozen=True, slots=True)
class InvertedBowl(Surface):
    """L = −(x² + y²): a maximum at the origin, and down without end on every side."""

    key: ClassVar[str] = "inverted_bowl"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Inverted bowl")
    formula: ClassVar[str] = r"L=-\left(w_1^2+w_2^2\right)"
    source: ClassVar[str] = BOOK
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((0.01, 0.005), (0.0, 0.0), (-0.001, 0.001))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ()

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return -(x * x + y * y)

    def gradient(self, points: Array) -> Array:
        return points * -2

    def hessian(self, points: Array) -> Array:
        return symmetric(-2.0, 0.0, -2.0, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class MonkeySaddle(Surface):
    """L = x³ − 3xy²: three ways down and three ways up, 60° apart.

    At the origin the Hessian is zero, so it cannot tell; everywhere else its eigenvalues are
    ±6r at the distance r.
    """

    key: ClassVar[str] = "monkey_saddle"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Monkey saddle")
    formula: ClassVar[str] = r"L=w_1^3-3\,w_1 w_2^2"
    source: ClassVar[str] = EXTENSION
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((1.5, 0.0), (1.5, 0.01), (0.2, 0.1), (-0.7, 1.2))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ()

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return x * (x * x - y * y * 3)

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = (x * x - y * y) * 3
        grad[..., 1] = x * y * -6
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return symmetric(6 * x, -6 * y, -6 * x, x)


@final
@dataclass(frozen=True, slots=True)
class Trough(Surface):
    """L = x²: every point of the line x = 0 is a degenerate minimum, with eigenvalues 0 and 2."""

    key: ClassVar[str] = "trough"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Trough")
    formula: ClassVar[str] = r"L=w_1^2"
    source: ClassVar[str] = EXTENSION
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 1.0), (1.6, -0.8))

    @property
    def minima(self) -> tuple[Point, ...]:
        return tuple((0.0, y) for y in (0.0, -0.75, 0.75, -1.5, 1.5))

    def value(self, points: Array) -> Array:
        x = points[..., 0]
        return x * x

    def gradient(self, points: Array) -> Array:
        x, _, grad = pair(points)
        grad[..., 0] = x * 2
        grad[..., 1] = 0.0
        return grad

    def hessian(self, points: Array) -> Array:
        return symmetric(2.0, 0.0, 0.0, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class Quartic(Surface):
    """L = x⁴ + y⁴: a minimum whose Hessian is zero, so that its eigenvalues cannot tell.

    Gradient descent slows as it comes near: the distance falls like 1/√t, not geometrically.
    """

    key: ClassVar[str] = "quartic"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Quartic bowl")
    formula: ClassVar[str] = r"L=w_1^4+w_2^4"
    source: ClassVar[str] = EXTENSION
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 1.0), (1.2, -1.4), (0.5, 0.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, 0.0),)

    def value(self, points: Array) -> Array:
        square = points * points
        fourth = square * square
        total: Array = fourth[..., 0] + fourth[..., 1]
        return total

    def gradient(self, points: Array) -> Array:
        return points * points * points * 4

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return symmetric(12 * x * x, 0.0, 12 * y * y, x)
