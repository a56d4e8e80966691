"""A long bowl with dimples."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, symmetric
from engine.surfaces.dips import dips

WAVES = 6.0  # dimples lie about 2π/6 apart
GUESSES = tuple(float(each) for each in np.arange(-12, 13) / 3)


@final
@dataclass(frozen=True, slots=True)
class DimpledBowl(Surface):
    """L = ½(x²/κ + y²) + c (2 − cos 6x − cos 6y): five minima along x at κ = 16, c = 0.02."""

    kappa: float = knob(
        16.0,
        1.0,
        100.0,
        scale="log",
        symbol="κ",
        latex=r"\kappa",
        title=QT_TRANSLATE_NOOP("Knob", "Condition number"),
        minimum=1.0,
    )
    depth: float = knob(
        0.02,
        0.0,
        0.1,
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Depth of the dimples"),
        minimum=0.0,
    )

    key: ClassVar[str] = "dimpled_bowl"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Dimpled bowl")
    formula: ClassVar[str] = (
        r"L=\frac{1}{2}\left(\frac{w_1^2}{\kappa}+w_2^2\right)+c\left(2-\cos 6w_1-\cos 6w_2\right)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "extension of 《深度学习详解》 §3.5")
    low: ClassVar[Point] = (-4.0, -4.0)
    high: ClassVar[Point] = (4.0, 4.0)
    starts: ClassVar[tuple[Point, ...]] = ((-3.6, 2.4), (3.4, -3.0), (-1.5, 0.5))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, GUESSES, GUESSES)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        waves = np.cos(points * WAVES)
        bowl = (x * x / self.kappa + y * y) / 2
        return bowl + (2 - waves[..., 0] - waves[..., 1]) * self.depth

    def gradient(self, points: Array) -> Array:
        grad: Array = np.sin(points * WAVES)
        grad *= WAVES * self.depth
        grad[..., 0] += points[..., 0] / self.kappa
        grad[..., 1] += points[..., 1]
        return grad

    def hessian(self, points: Array) -> Array:
        waves = np.cos(points * WAVES) * (WAVES * WAVES * self.depth)
        return symmetric(waves[..., 0] + 1 / self.kappa, 0.0, waves[..., 1] + 1, points[..., 0])
