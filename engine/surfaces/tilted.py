"""An elongated bowl that does not lie along the axes."""

import math
from dataclasses import dataclass
from typing import ClassVar, final

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, symmetric


@final
@dataclass(frozen=True, slots=True)
class TiltedValley(Surface):
    """L = ½(u² + κv²), where (u, v) are the axes turned by the angle φ.

    Rules with one learning rate a parameter divide the curvature out of each coordinate alone:
    at φ = 0 they do not depend on κ, at 45° it slows them as it slows gradient descent.
    """

    kappa: float = knob(
        20.0,
        1.0,
        1e6,
        scale="log",
        symbol="κ",
        latex=r"\kappa",
        title=QT_TRANSLATE_NOOP("Knob", "Condition number"),
        minimum=1.0,
    )
    angle: float = knob(
        45.0,
        0.0,
        90.0,
        symbol="φ",
        latex=r"\varphi",
        title=QT_TRANSLATE_NOOP("Knob", "Angle of the valley in degrees"),
        minimum=-360.0,
        maximum=360.0,
    )

    key: ClassVar[str] = "tilted_valley"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Tilted valley")
    formula: ClassVar[str] = (
        r"L=\frac{1}{2}\left(u^2+\kappa\,v^2\right),"
        r"\quad u=w_1\cos\varphi+w_2\sin\varphi,\quad v=w_2\cos\varphi-w_1\sin\varphi"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "extension of 《深度学习详解》 §3.3.1")
    low: ClassVar[Point] = (-5.0, -5.0)
    high: ClassVar[Point] = (5.0, 5.0)
    starts: ClassVar[tuple[Point, ...]] = ((-4.2, -1.4), (-4.0, 2.0), (1.0, 4.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return ((0.0, 0.0),)

    def _turn(self) -> tuple[float, float]:
        """Cosine and sine of the angle."""
        return math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))

    def value(self, points: Array) -> Array:
        (cos, sin), x, y = self._turn(), points[..., 0], points[..., 1]
        along, across = x * cos + y * sin, y * cos - x * sin
        return (along * along + across * across * self.kappa) / 2

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        cos, sin = self._turn()
        along = x * cos + y * sin
        pull = (y * cos - x * sin) * self.kappa
        grad[..., 0] = along * cos - pull * sin
        grad[..., 1] = along * sin + pull * cos
        return grad

    def hessian(self, points: Array) -> Array:
        cos, sin = self._turn()
        return symmetric(
            cos * cos + self.kappa * sin * sin,
            (1 - self.kappa) * sin * cos,
            sin * sin + self.kappa * cos * cos,
            points[..., 0],
        )
