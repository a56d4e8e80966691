"""Test functions whose minima lie on a grid: Ackley's and Griewank's."""

import math
from dataclasses import dataclass
from typing import ClassVar, Final, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, symmetric
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
        loss: Array = 1 + (x * x + y * y) / self.width - waves[..., 0] * waves[..., 1]
        return loss

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
