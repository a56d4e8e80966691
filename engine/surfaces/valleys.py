"""Curved valleys: McCormick's, Branin's, and a smooth relative of Bukin's."""

import math
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class McCormick(Surface):
    """L = sin(x + y) + (x − y)² − 1.5x + 2.5y + 1: a wavy floor that falls for ever.

    With u = x + y and v = x − y it is sin u + u/2 + (v − 1)², so the minima lie at v = 1,
    u = −2π/3 + 2πk, each lower by π than the next. The literature asks for the lowest in the
    window, of loss −√3/2 − π/3.
    """

    key: ClassVar[str] = "mccormick"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "McCormick function")
    formula: ClassVar[str] = r"L=\sin(w_1+w_2)+(w_1-w_2)^2-1.5\,w_1+2.5\,w_2+1"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "G. P. McCormick, Mathematical Programming 10 (1976)"
    )
    low: ClassVar[Point] = (-1.5, -3.0)
    high: ClassVar[Point] = (4.0, 4.0)
    starts: ClassVar[tuple[Point, ...]] = ((0.5, 3.5), (3.5, 0.0), (1.6, 0.4), (-1.0, 3.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        sums = (-2 * math.pi / 3, 4 * math.pi / 3)
        return tuple(((u + 1) / 2, (u - 1) / 2) for u in sums)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        u, away = x + y, x - y - 1
        return np.sin(u) + u / 2 + away * away

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        along = np.cos(x + y) + 0.5
        across = (x - y - 1) * 2
        grad[..., 0] = along + across
        grad[..., 1] = along - across
        return grad

    def hessian(self, points: Array) -> Array:
        bend = -np.sin(points[..., 0] + points[..., 1])
        return symmetric(bend + 2, bend - 2, bend + 2, bend)


@final
@dataclass(frozen=True, slots=True)
class Branin(Surface):
    """L = (y − bx² + cx − 6)² + s (1 − t) cos x + s: three minima of the same loss.

    b = 5.1/4π², c = 5/π, t = 1/8π. In the floor of the valley y = bx² − cx + 6 only the cosine
    is left, so the minima, of loss st, lie at x = −π, π and 3π.
    """

    waves: float = knob(
        10.0,
        0.1,
        20.0,
        scale="log",
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Height of the waves"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "branin"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Branin function")
    formula: ClassVar[str] = (
        r"L=\left(w_2-\frac{5.1}{4\pi^2}w_1^2+\frac{5}{\pi}w_1-6\right)^2"
        r"+s\left(1-\frac{1}{8\pi}\right)\cos w_1+s"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "L. C. W. Dixon and G. P. Szegö, Towards Global Optimisation 2, 1978"
    )
    low: ClassVar[Point] = (-5.0, 0.0)
    high: ClassVar[Point] = (10.0, 15.0)
    starts: ClassVar[tuple[Point, ...]] = ((6.0, 13.0), (-4.5, 2.0), (-0.5, 10.0), (6.4, 4.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((-math.pi, 12.275), (math.pi, 2.275), (3 * math.pi, 2.475))

    def value(self, points: Array) -> Array:
        x = points[..., 0]
        miss, _ = _miss(points)
        return miss * miss + np.cos(x) * (self.waves * LEFT) + self.waves

    def gradient(self, points: Array) -> Array:
        grad = np.empty_like(points)
        miss, slope = _miss(points)
        miss *= 2.0
        grad[..., 0] = miss * slope - np.sin(points[..., 0]) * (self.waves * LEFT)
        grad[..., 1] = miss
        return grad

    def hessian(self, points: Array) -> Array:
        miss, slope = _miss(points)
        waves = np.cos(points[..., 0]) * (self.waves * LEFT)
        return symmetric(2 * slope * slope - 4 * BEND * miss - waves, 2 * slope, 2.0, miss)


BEND = 5.1 / (4 * math.pi * math.pi)
SLOPE = 5 / math.pi
LEFT = 1 - 1 / (8 * math.pi)


def _miss(points: Array) -> tuple[Array, Array]:
    """How far above the floor of Branin's valley the points are, and its slope along x."""
    x, y = points[..., 0], points[..., 1]
    return y - (x * BEND - SLOPE) * x - 6, SLOPE - x * (2 * BEND)


@final
@dataclass(frozen=True, slots=True)
class SmoothBukin(Surface):
    """L = 100 ⁴√(u² + ε²) + 0.01 √((x + 10)² + ε²), u = y − 0.01x²: a smoothed Bukin N. 6.

    Bukin's own function, 100 √|u| + 0.01 |x + 10|, has no gradient along its floor u = 0; here
    the floor is round, of radius ε, and the formula tends to Bukin's as ε → 0. Across the floor
    the curvature is 50 ε^(−3/2), along it, at the minimum, 0.01/ε.
    """

    radius: float = knob(
        0.1,
        0.01,
        1.0,
        scale="log",
        symbol="ε",
        latex=r"\varepsilon",
        title=QT_TRANSLATE_NOOP("Knob", "Radius of the bottom"),
        minimum=1e-6,
    )

    key: ClassVar[str] = "smooth_bukin"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Bukin function, smoothed")
    formula: ClassVar[str] = (
        r"L=100\sqrt[4]{u^2+\varepsilon^2}+0.01\sqrt{(w_1+10)^2+\varepsilon^2},"
        r"\quad u=w_2-0.01\,w_1^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "after A. D. Bukin, Budker INP preprint 97-79, 1997"
    )
    low: ClassVar[Point] = (-15.0, -3.0)
    high: ClassVar[Point] = (-5.0, 3.0)
    starts: ClassVar[tuple[Point, ...]] = ((-6.0, 2.0), (-14.0, 2.5), (-7.0, -2.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((-10.0, 1.0),)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        small = self.radius * self.radius
        above, beyond = y - x * x * 0.01, x + 10
        wall = np.sqrt(np.sqrt(above * above + small))
        return wall * 100 + np.sqrt(beyond * beyond + small) * 0.01

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        small = self.radius * self.radius
        above, beyond = y - x * x * 0.01, x + 10
        height = np.sqrt(above * above + small)
        push = above * 50 / (height * np.sqrt(height))
        grad[..., 0] = (beyond / np.sqrt(beyond * beyond + small) - push * x * 2) * 0.01
        grad[..., 1] = push
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        small = self.radius * self.radius
        above, beyond = y - x * x * 0.01, x + 10
        height = np.sqrt(above * above + small)
        steep = 50 / (height * np.sqrt(height))
        part = above / height
        bend = steep * (1 - 1.5 * part * part)  # the curvature across the floor
        far = np.sqrt(beyond * beyond + small)
        narrow = self.radius / far
        tilt = 0.02 * x
        along = bend * tilt * tilt - 0.02 * steep * above + 0.01 * narrow * narrow / far
        return symmetric(along, -bend * tilt, bend, x)
