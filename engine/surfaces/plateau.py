"""A plain, a cliff and a plain."""

import math
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.erf import erf
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric

EDGE = 3.0  # where the cliff is
WIDTH = 0.4  # and how far it reaches


@final
@dataclass(frozen=True, slots=True)
class Plateau(Surface):
    """∂L/∂x = −(s + c e^{−((x−3)/0.4)²}), ∂L/∂y = y: flat, steep, flat again.

    The plain falls gently for ever, so there is no minimum.
    """

    slope: float = knob(
        0.05,
        0.001,
        1.0,
        scale="log",
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Slope of the plain"),
        minimum=0.0,
        open_low=True,
    )
    cliff: float = knob(
        6.0,
        0.0,
        20.0,
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Steepness of the cliff"),
        minimum=0.0,
    )

    key: ClassVar[str] = "plateau"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Plain and cliff")
    formula: ClassVar[str] = (
        r"L=-s\,w_1-0.2\sqrt{\pi}\,c\left(1+\mathrm{erf}\frac{w_1-3}{0.4}\right)"
        r"+\frac{1}{2}w_2^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.3.2")
    low: ClassVar[Point] = (0.0, -2.0)
    high: ClassVar[Point] = (10.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((0.0, 1.0), (2.0, -1.5))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ()

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        fallen = (1 + erf((x - EDGE) / WIDTH)) * (self.cliff * WIDTH * math.sqrt(math.pi) / 2)
        return y * y / 2 - x * self.slope - fallen

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        away = (x - EDGE) / WIDTH
        grad[..., 0] = np.exp(-away * away) * -self.cliff - self.slope
        grad[..., 1] = y
        return grad

    def hessian(self, points: Array) -> Array:
        x = points[..., 0]
        # Clipped where the Gaussian is 0 anyway, so that infinity times zero does not occur.
        away = np.clip((x - EDGE) / WIDTH, -1e3, 1e3)
        return symmetric(2 * self.cliff / WIDTH * away * np.exp(-away * away), 0.0, 1.0, x)
