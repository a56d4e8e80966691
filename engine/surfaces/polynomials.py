"""Test functions that are polynomials: two skewed bowls, four wells, and a product of quartics."""

import math
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class Booth(Surface):
    """L = (x + 2y − 7)² + (2x + y − 5)²: a skewed bowl with eigenvalues 2 and 18.

    The literature searches [−10, 10]²; the window is the part around the minimum.
    """

    key: ClassVar[str] = "booth"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Booth function")
    formula: ClassVar[str] = r"L=(w_1+2w_2-7)^2+(2w_1+w_2-5)^2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "M. Jamil and X.-S. Yang, IJMMNO 4 (2013)")
    low: ClassVar[Point] = (-4.0, -2.0)
    high: ClassVar[Point] = (6.0, 8.0)
    starts: ClassVar[tuple[Point, ...]] = ((-3.0, 6.0), (5.0, 6.0), (-3.0, -1.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((1.0, 3.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        first, second = x + y * 2 - 7, x * 2 + y - 5
        return first * first + second * second

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = x * 10 + y * 8 - 34
        grad[..., 1] = x * 8 + y * 10 - 38
        return grad

    def hessian(self, points: Array) -> Array:
        return symmetric(10.0, 8.0, 10.0, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class Matyas(Surface):
    """L = 0.26 (x² + y²) − 0.48xy: a flat valley along x = y, with eigenvalues 0.04 and 1."""

    key: ClassVar[str] = "matyas"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Matyas function")
    formula: ClassVar[str] = r"L=0.26\left(w_1^2+w_2^2\right)-0.48\,w_1 w_2"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "J. Matyas, Automation and Remote Control 26 (1965)"
    )
    low: ClassVar[Point] = (-10.0, -10.0)
    high: ClassVar[Point] = (10.0, 10.0)
    starts: ClassVar[tuple[Point, ...]] = ((-9.0, -4.0), (8.0, -6.0), (9.0, 9.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, 0.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return (x * x + y * y) * 0.26 - x * y * 0.48

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        grad[..., 0] = x * 0.52 - y * 0.48
        grad[..., 1] = y * 0.52 - x * 0.48
        return grad

    def hessian(self, points: Array) -> Array:
        return symmetric(0.52, -0.48, 0.52, points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class StyblinskiTang(Surface):
    """L = ½ Σ (w⁴ − 16w² + cw): four wells, the deepest where both coordinates are negative."""

    tilt: float = knob(
        5.0,
        0.0,
        20.0,
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Tilt"),
        minimum=0.0,
        maximum=34.0,  # from 34.8 on, a coordinate has one well
    )

    key: ClassVar[str] = "styblinski_tang"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Styblinski–Tang function")
    formula: ClassVar[str] = r"L=\frac{1}{2}\left(w_1^4-16w_1^2+c\,w_1+w_2^4-16w_2^2+c\,w_2\right)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "M. A. Styblinski and T.-S. Tang, Neural Networks 3 (1990)"
    )
    low: ClassVar[Point] = (-5.0, -5.0)
    high: ClassVar[Point] = (5.0, 5.0)
    starts: ClassVar[tuple[Point, ...]] = ((4.5, 4.0), (0.1, 0.3), (-1.0, 4.5), (0.4, -4.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        # The outer roots of 4w³ − 32w + c = 0, by Viète's cosines.
        third = math.acos(-self.tilt / 4 / math.sqrt(4 * 8**3 / 27)) / 3
        size = math.sqrt(32 / 3)
        right, left = (size * math.cos(third + turn * 2 * math.pi / 3) for turn in (0, 1))
        return ((left, left), (left, right), (right, left), (right, right))

    def value(self, points: Array) -> Array:
        terms = points * (points * (points * points - 16) + self.tilt)
        total: Array = (terms[..., 0] + terms[..., 1]) / 2
        return total

    def gradient(self, points: Array) -> Array:
        return points * (points * points * 2 - 16) + self.tilt / 2

    def hessian(self, points: Array) -> Array:
        second = points * points * 6 - 16
        return symmetric(second[..., 0], 0.0, second[..., 1], points[..., 0])


@final
@dataclass(frozen=True, slots=True)
class GoldsteinPrice(Surface):
    """A(x + y) · B(2x − 3y): losses from 3 to a million, four minima among nine critical points.

    Written with u = x + y and v = 2x − 3y the published polynomial of degree 8 is a product,
    A = 3u⁴ − 8u³ − 6u² + 24u + 20 and B = 3v⁴ − 16v³ + 18v² + 30, whose slopes
    A′ = 12 (u + 1)(u − 1)(u − 2) and B′ = 12v (v − 1)(v − 3) tell every critical point.
    """

    key: ClassVar[str] = "goldstein_price"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Goldstein–Price function")
    formula: ClassVar[str] = (
        r"L=\left(1+(u+1)^2(3u^2-14u+19)\right)\left(30+v^2(3v^2-16v+18)\right),"
        r"\quad u=w_1+w_2,\quad v=2w_1-3w_2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "A. A. Goldstein and J. F. Price, Mathematics of Computation 25 (1971)"
    )
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.0, -0.2), (1.5, 0.5), (0.9, 0.9), (-0.2, 0.3))
    log_height: ClassVar[bool] = True

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, -1.0), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8))

    def value(self, points: Array) -> Array:
        first, second, _, _ = _factors(points)
        return first * second

    def gradient(self, points: Array) -> Array:
        grad = np.empty_like(points)
        first, second, u, v = _factors(points)
        along = (u * u - 1) * (u - 2) * second * 12
        across = (v - 1) * (v - 3) * v * first * 12
        grad[..., 0] = along + across * 2
        grad[..., 1] = along - across * 3
        return grad

    def hessian(self, points: Array) -> Array:
        first, second, u, v = _factors(points)
        uu = ((3 * u - 4) * u - 1) * second * 12
        uv = (u * u - 1) * (u - 2) * (v - 1) * (v - 3) * v * 144
        vv = ((3 * v - 8) * v + 3) * first * 12
        return symmetric(uu + 4 * uv + 4 * vv, uu - uv - 6 * vv, uu - 6 * uv + 9 * vv, u)


def _factors(points: Array) -> tuple[Array, Array, Array, Array]:
    """A, B, u and v of Goldstein and Price's function."""
    x, y = points[..., 0], points[..., 1]
    u, v = x + y, x * 2 - y * 3
    above, square = u + 1, v * v
    return (
        above * above * ((u * 3 - 14) * u + 19) + 1,
        square * ((v * 3 - 16) * v + 18) + 30,
        u,
        v,
    )
