"""Test functions with very many minima: Ackley's, Griewank's, Schwefel's and Lévy's."""

import math
from dataclasses import dataclass
from typing import ClassVar, Final, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric
from engine.surfaces.dips import dips

TURN: Final = 2 * math.pi
TIP: Final = 1e-150  # stands for no distance at all: there the curvature is as good as infinite


@final
@dataclass(frozen=True, slots=True)
class Ackley(Surface):
    """20 + e − a e^(−b √((x² + y²)/2)) − e^((cos 2πx + cos 2πy)/2): a funnel in an egg box.

    The funnel ends in a tip: at the origin itself there is no gradient, only slopes of
    ab/√2 in every direction. There the gradient is given as 0 and the curvature as 10¹⁵⁰.
    """

    depth: float = knob(
        20.0,
        0.0,
        40.0,
        symbol="a",
        latex="a",
        title=QT_TRANSLATE_NOOP("Knob", "Depth of the funnel"),
        minimum=0.0,
    )
    narrow: float = knob(
        0.2,
        0.02,
        1.0,
        scale="log",
        symbol="b",
        latex="b",
        title=QT_TRANSLATE_NOOP("Knob", "Narrowness of the funnel"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "ackley"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Ackley function")
    formula: ClassVar[str] = (
        r"L=a+e-a\,e^{-b\sqrt{\frac{1}{2}\left(w_1^2+w_2^2\right)}}"
        r"-e^{\frac{1}{2}\left(\cos 2\pi w_1+\cos 2\pi w_2\right)}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, 1987"
    )
    low: ClassVar[Point] = (-5.0, -5.0)
    high: ClassVar[Point] = (5.0, 5.0)
    starts: ClassVar[tuple[Point, ...]] = ((-3.4, 2.7), (4.4, -4.4), (0.4, 0.3))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, WHOLE, WHOLE)

    def value(self, points: Array) -> Array:
        distance, waves = _distance(points), np.cos(points * TURN)
        box = np.exp((waves[..., 0] + waves[..., 1]) / 2)
        return (1 - np.exp(distance * -self.narrow)) * self.depth + (math.e - box)

    def gradient(self, points: Array) -> Array:
        distance = np.maximum(_distance(points), TIP)
        angles = points * TURN
        waves = np.cos(angles)
        box = np.exp((waves[..., 0] + waves[..., 1]) / 2)
        box *= TURN / 2
        funnel = np.exp(distance * -self.narrow)
        funnel *= self.depth * self.narrow / 2
        funnel /= distance
        grad: Array = np.sin(angles, out=angles)
        grad *= box[..., None]
        grad += points * funnel[..., None]
        return grad

    def hessian(self, points: Array) -> Array:
        distance = np.maximum(_distance(points), TIP)
        x, y = points[..., 0] / distance, points[..., 1] / distance
        funnel = np.exp(distance * -self.narrow) * (self.depth * self.narrow / 2) / distance
        bend = funnel * (1 + distance * self.narrow) / 2
        sines, cosines = np.sin(points * TURN), np.cos(points * TURN)
        box = np.exp((cosines[..., 0] + cosines[..., 1]) / 2) * (TURN * TURN / 4)
        a, b = sines[..., 0], sines[..., 1]
        return symmetric(
            funnel - bend * x * x + box * (2 * cosines[..., 0] - a * a),
            -bend * x * y - box * a * b,
            funnel - bend * y * y + box * (2 * cosines[..., 1] - b * b),
            box,
        )


WHOLE: Final = tuple(float(k) for k in range(-5, 6))


def _distance(points: Array) -> Array:
    """√((x² + y²)/2)."""
    x, y = points[..., 0], points[..., 1]
    distance: Array = np.sqrt((x * x + y * y) / 2)
    return distance


@final
@dataclass(frozen=True, slots=True)
class Griewank(Surface):
    """L = 1 + (x² + y²)/d − cos x cos(y/√2): waves on a bowl so wide that it hardly shows.

    The literature searches [−600, 600]² with d = 4000, where the waves look like dust; the
    window is the middle of it.
    """

    width: float = knob(
        4000.0,
        40.0,
        40000.0,
        scale="log",
        symbol="d",
        latex="d",
        title=QT_TRANSLATE_NOOP("Knob", "Width of the bowl"),
        minimum=1.0,
    )

    key: ClassVar[str] = "griewank"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Griewank function")
    formula: ClassVar[str] = r"L=1+\frac{w_1^2+w_2^2}{d}-\cos w_1\,\cos\frac{w_2}{\sqrt{2}}"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "A. O. Griewank, J. Optimization Theory and Applications 34 (1981)"
    )
    low: ClassVar[Point] = (-10.0, -10.0)
    high: ClassVar[Point] = (10.0, 10.0)
    starts: ClassVar[tuple[Point, ...]] = ((-8.0, 6.0), (4.5, 2.0), (1.4, -1.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, HALF_WAVES, tuple(y * math.sqrt(2) for y in HALF_WAVES))

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        waves = np.cos(points * RATES)
        return 1 + (x * x + y * y) / self.width - waves[..., 0] * waves[..., 1]

    def gradient(self, points: Array) -> Array:
        angles = points * RATES
        waves = np.cos(angles)
        grad: Array = np.sin(angles, out=angles)
        grad *= RATES
        grad[..., 0] *= waves[..., 1]
        grad[..., 1] *= waves[..., 0]
        grad += points * (2 / self.width)
        return grad

    def hessian(self, points: Array) -> Array:
        angles = points * RATES
        sines, waves = np.sin(angles), np.cos(angles)
        both, bowl = waves[..., 0] * waves[..., 1], 2 / self.width
        cross = sines[..., 0] * sines[..., 1] * (-1 / math.sqrt(2))
        return symmetric(both + bowl, cross, both / 2 + bowl, both)


RATES: Final = np.array((1.0, 1 / math.sqrt(2)))
HALF_WAVES: Final = tuple(k * math.pi for k in range(-3, 4))


@final
@dataclass(frozen=True, slots=True)
class Schwefel(Surface):
    """L = 837.966 − x sin √|x| − y sin √|y|: the second-best minima are far from the best.

    The window is the literature's. Along both axes the second derivative is infinite (it jumps
    from +∞ to −∞), so a Hessian at w₁ = 0 or w₂ = 0 is NaN there, and the gradient is 0 in that
    coordinate although no minimum is near.
    """

    key: ClassVar[str] = "schwefel"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Schwefel function")
    formula: ClassVar[str] = (
        r"L=837.966-w_1\sin\sqrt{\left|w_1\right|}-w_2\sin\sqrt{\left|w_2\right|}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "H.-P. Schwefel, Numerical Optimization of Computer Models, 1981"
    )
    low: ClassVar[Point] = (-500.0, -500.0)
    high: ClassVar[Point] = (500.0, 500.0)
    starts: ClassVar[tuple[Point, ...]] = ((-360.0, -250.0), (320.0, 480.0), (120.0, -60.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, SCHWEFEL_DIPS, SCHWEFEL_DIPS)

    def value(self, points: Array) -> Array:
        terms = points * np.sin(np.sqrt(np.abs(points)))
        return 2 * SCHWEFEL_DEPTH - terms[..., 0] - terms[..., 1]

    def gradient(self, points: Array) -> Array:
        root = np.sqrt(np.abs(points))
        grad: Array = np.cos(root)
        grad *= root
        grad *= -0.5
        grad -= np.sin(root, out=root)
        return grad

    def hessian(self, points: Array) -> Array:
        root = np.sqrt(np.abs(points))
        with np.errstate(divide="ignore", invalid="ignore"):
            second = np.sign(points) * (np.sin(root) - 3 * np.cos(root) / root) / 4
        return symmetric(second[..., 0], 0.0, second[..., 1], points[..., 0])


SCHWEFEL_DEPTH: Final = 418.98288727243371  # the largest w sin √|w| for |w| ≤ 500
SCHWEFEL_DIPS: Final = (-302.5, -124.8, -25.9, 5.24, 65.5, 203.8, 421.0)


@final
@dataclass(frozen=True, slots=True)
class Levy(Surface):
    """Lévy's function no. 13: ripples that grow with the distance from their middle.

    sin² 3πx + (x − 1)² (1 + sin² 3πy) + (y − 1)² (1 + sin² 2πy). The literature searches
    [−10, 10]², with some thousand minima; the window is the part around the lowest, (1, 1).
    """

    key: ClassVar[str] = "levy"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Lévy function N. 13")
    formula: ClassVar[str] = (
        r"L=\sin^2 3\pi w_1+(w_1-1)^2\left(1+\sin^2 3\pi w_2\right)"
        r"+(w_2-1)^2\left(1+\sin^2 2\pi w_2\right)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "A. V. Levy and A. Montalvo, SIAM J. Sci. Stat. Comput. 6 (1985)"
    )
    low: ClassVar[Point] = (-1.5, -1.5)
    high: ClassVar[Point] = (3.5, 3.5)
    starts: ClassVar[tuple[Point, ...]] = ((-1.2, 2.9), (3.2, -0.8), (0.4, 0.6))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, THIRDS, TWELFTHS)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        along, across = x - 1, y - 1
        threes, two = np.sin(points * (1.5 * TURN)), np.sin(y * TURN)
        first, second = threes[..., 0], threes[..., 1]
        return (
            first * first
            + along * along * (1 + second * second)
            + across * across * (1 + two * two)
        )

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        along, across = x - 1, y - 1
        angles = points * (1.5 * TURN)
        threes, six, four = np.sin(angles), np.sin(angles * 2), np.sin(y * (2 * TURN))
        second, two = threes[..., 1], np.sin(y * TURN)
        grad[..., 0] = six[..., 0] * (1.5 * TURN) + along * 2 * (1 + second * second)
        grad[..., 1] = along * along * six[..., 1] * (1.5 * TURN)
        grad[..., 1] += across * (2 * (1 + two * two) + across * four * TURN)
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        along, across = x - 1, y - 1
        turns, fours = np.cos(points * (3 * TURN)), np.cos(y * (2 * TURN))
        second, two = np.sin(y * (1.5 * TURN)), np.sin(y * TURN)
        six, four = np.sin(y * (3 * TURN)), np.sin(y * (2 * TURN))
        fast = 4.5 * TURN * TURN
        return symmetric(
            fast * turns[..., 0] + 2 * (1 + second * second),
            3 * TURN * along * six,
            fast * along * along * turns[..., 1]
            + 2 * (1 + two * two)
            + 4 * TURN * across * four
            + 2 * TURN * TURN * across * across * fours,
            x,
        )


THIRDS: Final = tuple(k / 3 for k in range(-5, 12))
TWELFTHS: Final = tuple(k / 12 for k in range(-19, 43))
